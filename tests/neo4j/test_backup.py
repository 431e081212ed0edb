"""The README's way to back up and restore, with the server's own tool on the server's own files."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kamgraph.model import FactKind, Person, Run, Tie
from kamgraph.store.copy import content_of
from kamgraph.store.neo4j import Neo4jStore
from neo4j_release import jars, java_for
from neo4j_server import Neo4jServer

pytestmark = [
    pytest.mark.parametrize("neo4j_version", ["5.26"], indirect=True),
    pytest.mark.xdist_group("neo4j-faults"),
]


def _admin(server: Neo4jServer, *arguments: str) -> None:
    assert server.release is not None
    program = [str(java_for(server.release) / "bin" / "java"), "-cp", f"{jars(server.release)}/*"]
    homes = {"NEO4J_HOME": str(server.home), "NEO4J_CONF": f"{server.home}/conf"}
    command = [*program, "org.neo4j.cli.AdminTool", "database", *arguments]
    done = subprocess.run(command, env=os.environ | homes, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_dump_gives_back_what_stood_there(
    neo4j_server: Neo4jServer, store: Neo4jStore, run: Callable[[str], Run], tmp_path: Path
) -> None:
    def write(name: str, declared: int) -> None:
        store.begin_run(run(name))
        store.put_records(name, [Person(id="u", name="Żaneta"), Person(id="c", name="Łucja")])
        store.put_facts(name, [Tie(ours="u", theirs="c", declared=declared)])
        store.commit_run(name)

    write("before", 3)
    held = content_of(store)
    neo4j_server.stop()
    try:
        _admin(neo4j_server, "dump", "neo4j", f"--to-path={tmp_path}")
    finally:
        neo4j_server.start()
    write("after", 5)
    assert content_of(store) != held
    neo4j_server.stop()
    try:
        _admin(neo4j_server, "load", "neo4j", f"--from-path={tmp_path}", "--overwrite-destination")
    finally:
        neo4j_server.start()
    # A process that saw what is gone waits for it to come back: the README says to start it again.
    with Neo4jStore(neo4j_server.uri) as restored:
        assert content_of(restored) == held
        assert [tie.content for tie in restored.facts(FactKind.TIE)] == [Tie(ours="u", theirs="c", declared=3)]
