"""Opening a Neo4j: whatever is wrong is said in one sentence, within the time a person waits."""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import neo4j
import pytest

from kamgraph.model.errors import SchemaOutOfDate, StoreUnavailable
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.migrations import migrate, require_schema, schema_state
from kamgraph.store.neo4j.queries import migrations
from kamgraph.store.open import open_store
from neo4j_server import Neo4jServer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def ask(neo4j_server: Neo4jServer) -> Callable[[str], None]:
    """Change the graph behind the store's back."""

    def send(statement: str) -> None:
        login = (neo4j_server.user, neo4j_server.password)
        with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=login) as driver:
            driver.execute_query(statement, database_="neo4j")  # type: ignore[arg-type]

    return send


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_down_is_named_within_six_seconds(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD", "whatever")
    began, port = time.monotonic(), free_port()
    with pytest.raises(StoreUnavailable, match=f"{scheme}://127.0.0.1:{port}.*is Neo4j running there"):
        open_store(f"{scheme}://127.0.0.1:{port}")
    assert time.monotonic() - began < 6


def test_a_server_that_says_nothing_is_given_up_within_six_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD", "whatever")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        with pytest.raises(StoreUnavailable):
            open_store(f"bolt://127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - began < 6


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("bolt://neo4j:secret@127.0.0.1:7687", "no user or password in the address"),
        ("bolt://127.0.0.1:seven", "is not one such as"),
        ("http://127.0.0.1:7687", "use sqlite:///path or neo4j://host"),
    ],
)
def test_addresses_that_are_none(address: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD", "whatever")
    with pytest.raises(StoreUnavailable, match=says) as refused:
        open_store(address)
    assert "secret" not in str(refused.value)


def test_without_a_password_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KAMGRAPH_NEO4J_PASSWORD", raising=False)
    monkeypatch.delenv("KAMGRAPH_NEO4J_PASSWORD_FILE", raising=False)
    with pytest.raises(StoreUnavailable, match="set KAMGRAPH_NEO4J_PASSWORD or KAMGRAPH_NEO4J_PASSWORD_FILE"):
        open_store("bolt://127.0.0.1:7687")
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(StoreUnavailable, match="cannot be read"):
        open_store("bolt://127.0.0.1:7687")


@pytest.mark.parametrize("written", ["{password}\n", "{user}/{password}"])
def test_the_password_may_stand_in_a_file(
    written: str, url: str, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(written.format(user=neo4j_server.user, password=neo4j_server.password), "utf-8")
    monkeypatch.delenv("KAMGRAPH_NEO4J_PASSWORD")
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD_FILE", str(secret))
    with open_store(url) as store:
        assert store.url == f"{url}/neo4j"
        assert neo4j_server.password not in repr(vars(store))


def test_a_wrong_password_and_a_missing_database(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreUnavailable, match="no such database; KAMGRAPH_NEO4J_DATABASE names it"):
        open_store(f"{url}/elsewhere")
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD", "not the password")
    with pytest.raises(StoreUnavailable, match="the user or the password was refused"):
        open_store(url)


def test_a_newer_and_a_foreign_schema_are_refused(url: str, ask: Callable[[str], None]) -> None:
    open_store(url).close()
    ask("CREATE (:Migration {number: 99, name: 'later', checksum: 'x'})")
    with pytest.raises(SchemaOutOfDate, match=rf"schema 99 is newer than {len(migrations())}.*use a newer kamgraph"):
        open_store(url)
    ask("MATCH (m:Migration {number: 99}) DELETE m")
    ask("MATCH (m:Migration {number: 2}) SET m.kept = m.checksum, m.checksum = 'other'")
    with pytest.raises(SchemaOutOfDate, match=r"migration 2 .* is not the one of ours"):
        open_store(url)
    ask("MATCH (m:Migration {number: 2}) SET m.checksum = m.kept REMOVE m.kept")
    open_store(url).close()


def test_an_older_schema_is_refused_until_it_is_migrated(url: str, ask: Callable[[str], None]) -> None:
    connection = Connection(url)
    migrate(connection)
    ask(f"MATCH (m:Migration {{number: {migrations()[-1].number}}}) DELETE m")
    with pytest.raises(SchemaOutOfDate, match="run kamgraph store migrate"):
        open_store(url)
    assert (migrate(connection), migrate(connection)) == ((migrations()[-1].label,), ())
    assert schema_state(connection).applied == len(migrations())
    connection.close()


def test_eight_migrators_at_once_apply_each_migration_once(url: str, ask: Callable[[str], None]) -> None:
    # Without the first constraint too: whoever creates it at once waits for the others until the server breaks it up.
    ask("MATCH (n) WHERE n:Migration OR n:Store DELETE n")
    ask("DROP CONSTRAINT store_id IF EXISTS")
    together = threading.Barrier(8)

    def apply(connection: Connection) -> int:
        together.wait()
        return len(migrate(connection))

    with ExitStack() as stack:
        connections = [stack.enter_context(closing(Connection(url))) for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(apply, connections)) == len(migrations())
        require_schema(connections[0])
        rows = connections[0].read("read/schema")
    assert [row["previous"] for row in rows] == [None, *(row["checksum"] for row in rows[:-1])]
