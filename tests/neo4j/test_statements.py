"""Every statement in the folder cypher, asked of a real server: it compiles, and its header tells the truth."""

import re
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from kamgraph.store.neo4j.queries import folder, migrations
from neo4j_server import Neo4jServer

STATEMENTS = sorted(path.relative_to(folder()) for path in folder().rglob("*.cypher") if path.parent.name != "schema")
LANGUAGE = re.compile(r"\b((MATCH|MERGE|CREATE) ?[(]|UNWIND \$|DETACH DELETE|CREATE CONSTRAINT)")


@pytest.fixture(scope="session")
def driver(neo4j_server: Neo4jServer) -> Iterator[neo4j.Driver]:
    """Straight to the server, with the schema in place."""
    opened = neo4j.GraphDatabase.driver(
        neo4j_server.uri,
        auth=(neo4j_server.user, neo4j_server.password),
        notifications_disabled_classifications=["UNRECOGNIZED"],
    )
    for migration in migrations():
        for statement in migration.statements:
            opened.execute_query(statement, database_="neo4j")
    opened.execute_query("CALL db.awaitIndexes(300)", database_="neo4j")
    yield opened
    opened.close()


def stated(text: str, what: str) -> set[str]:
    """Names that a header lists after a word, without what stands in brackets."""
    header = " ".join(line.removeprefix("//").strip() for line in text.splitlines() if line.startswith("//"))
    after = re.search(rf"{what}: (.*?)(?= columns: |$)", header)
    if after is None or after[1] == "none":
        return set()
    listed = re.sub(r"\([^()]*\)|: \{[^{}]*\}|: \[[^\[\]]*(\{[^{}]*\})?[^\[\]]*\]", "", after[1])
    return {name.strip() for name in listed.split(",")}


def test_there_are_statements() -> None:
    assert len(STATEMENTS) > 80


@pytest.mark.parametrize("path", STATEMENTS, ids=str)
def test_a_statement_compiles_and_its_header_is_true(path: Path, driver: neo4j.Driver) -> None:
    text = (folder() / path).read_text("utf-8")
    parameters = stated(text, "parameters")
    assert parameters == set(re.findall(r"\$(\w+)", text))
    with driver.session(database="neo4j") as session:
        summary = session.run(f"EXPLAIN {text}", dict.fromkeys(parameters)).consume()  # type: ignore[arg-type]
    assert [status.status_description for status in summary.gql_status_objects if status.is_notification] == []
    assert summary.plan is not None
    columns = stated(text, "columns")
    if columns and "CREATE CONSTRAINT" not in text:
        produced = summary.plan["args"]["Details"].replace("`", "").split(", ")
        assert columns == {column.strip() for column in produced}


def test_no_cypher_stands_in_python() -> None:
    sources = list((folder().parent / "kamgraph").rglob("*.py"))
    assert len(sources) > 20
    for source in sources:
        code = re.sub(r'"""(?:.|\n)*?"""|#.*', "", source.read_text("utf-8"))
        assert not LANGUAGE.search(code), source
