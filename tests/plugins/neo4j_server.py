"""A real Neo4j for tests: one that is named by KAMGRAPH_TEST_NEO4J_URI, else one started here with Java.

A named server is entered with KAMGRAPH_TEST_NEO4J_USER and KAMGRAPH_TEST_NEO4J_PASSWORD; the tests empty it.
"""

import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import ClientError, DatabaseError, ServiceUnavailable, SessionExpired, TransientError

from neo4j_release import RELEASES, USUAL, Release, jars, java_for

FOLDERS = ("conf", "data", "logs", "plugins", "import", "run", "certificates", "licenses")
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=128m
dbms.cypher.min_replan_interval=1h
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""
# What tests ask is asked seldom: compiling it well takes longer than it ever saves.
SHORT_LIVED = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
OPENED = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
)
START_SECONDS = 120


@dataclass
class Neo4jServer:
    """Where the server is and how to get in; ``stop``, ``kill`` and ``start`` keep address and content."""

    uri: str
    user: str
    password: str
    version: str
    home: Path | None = None
    release: Release | None = None
    jvm: tuple[str, ...] = SHORT_LIVED
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it again and wait until it answers."""
        self._launch()
        self._wait_until(lambda: self._answers(self.password))

    def start_new(self) -> None:
        """Start it for the first time and replace the password it is born with."""
        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
        self._launch()
        self._wait_until(lambda: self._answers("neo4j", change, "system", new=self.password))
        self._wait_until(lambda: self._answers(self.password))

    def stop(self) -> None:
        """Ask it to shut down and wait until it has."""
        self._end(subprocess.Popen.terminate)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(subprocess.Popen.kill)

    def _ours(self) -> tuple[Release, Path]:
        if self.release is None or self.home is None:
            pytest.skip("the server named by KAMGRAPH_TEST_NEO4J_URI is not ours to stop or start")
        return self.release, self.home

    def _launch(self) -> None:
        release, home = self._ours()
        with (home / "logs" / "console.log").open("ab") as console:
            command = _command(release, home, self.jvm)
            self._process = subprocess.Popen(command, stdout=console, stderr=console)

    def _end(self, how: Callable[[subprocess.Popen[bytes]], None]) -> None:
        self._ours()
        if self._process is not None:
            how(self._process)
            self._process.wait(60)
            self._process = None

    def _wait_until(self, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                _, home = self._ours()
                self.kill()
                last = (home / "logs" / "console.log").read_text("utf-8", "replace")[-2000:]
                pytest.fail(f"Neo4j {self.version} did not start; it said:\n{last}", pytrace=False)
            time.sleep(0.2)

    def _answers(self, password: str, statement: str = "RETURN 1", database: str = "neo4j", **given: str) -> bool:
        try:
            with neo4j.GraphDatabase.driver(
                self.uri, auth=(self.user, password), connection_timeout=2, max_transaction_retry_time=0
            ) as driver:
                driver.execute_query(statement, given, database_=database)
        except (ServiceUnavailable, SessionExpired, TransientError, DatabaseError, ClientError) as answer:
            if isinstance(answer, ClientError) and answer.code != "Neo.ClientError.Database.DatabaseNotFound":
                raise
            return False
        return True


def _command(release: Release, home: Path, jvm: tuple[str, ...]) -> list[str]:
    program = [str(java_for(release) / "bin" / "java"), *jvm, *OPENED, "-cp", f"{jars(release)}/*", release.main]
    return [*program, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]


def started(release: Release, home: Path, jvm: tuple[str, ...] = SHORT_LIVED) -> Neo4jServer:
    """Start a new server of a release whose files stand in an empty folder."""
    for folder in FOLDERS:
        (home / folder).mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port), "utf-8")
    uri, password = f"bolt://127.0.0.1:{port}", secrets.token_urlsafe(16)
    server = Neo4jServer(uri, "neo4j", password, release.version, home, release, jvm)
    server.start_new()
    return server


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Neo4jServer]]:
    """Give the server of a release line by name ("5.26", "2026.09"), starting each one at most once."""
    running: dict[str, Neo4jServer] = {}

    def of_release(name: str) -> Neo4jServer:
        if name not in running:
            running[name] = started(RELEASES[name], tmp_path_factory.mktemp("neo4j"))
        return running[name]

    named = _named_server()
    yield of_release if named is None else lambda _: named
    for server in running.values():
        server.kill()


@pytest.fixture(scope="session")
def neo4j_version(request: pytest.FixtureRequest) -> str:
    """Release line of ``neo4j_server``: every one in turn where a test names this fixture, else the usual one."""
    return getattr(request, "param", USUAL)


@pytest.fixture(scope="session")
def neo4j_server(neo4j_version: str, neo4j_servers: Callable[[str], Neo4jServer]) -> Neo4jServer:
    """Running Neo4j, shared by all tests of a worker; a test that stops it starts it again."""
    return neo4j_servers(neo4j_version)


def _named_server() -> Neo4jServer | None:
    uri = os.environ.get("KAMGRAPH_TEST_NEO4J_URI")
    if not uri:
        return None
    user = os.environ.get("KAMGRAPH_TEST_NEO4J_USER", "neo4j")
    password = os.environ.get("KAMGRAPH_TEST_NEO4J_PASSWORD", "neo4j")
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        agent = driver.get_server_info().agent
    return Neo4jServer(uri, user, password, agent.removeprefix("Neo4j/"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = any("neo4j_version" in str(mark.args[0]) for mark in metafunc.definition.iter_markers("parametrize"))
    if "neo4j_version" in metafunc.fixturenames and not chosen:
        names = [USUAL] if os.environ.get("KAMGRAPH_TEST_NEO4J_URI") else list(RELEASES)
        metafunc.parametrize("neo4j_version", names, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The tests of a release stay on one worker of a parallel run, so that each server is started once.
    for item in items:
        if "neo4j_servers" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.neo4j)
        if item.get_closest_marker("neo4j") and not item.get_closest_marker("xdist_group"):
            parameters = getattr(getattr(item, "callspec", None), "params", {})
            item.add_marker(pytest.mark.xdist_group(f"neo4j-{parameters.get('neo4j_version', USUAL)}"))
