"""The one database of a Neo4j Community server, emptied for each test, and silent: a notification fails the test."""

import logging
import secrets
from collections.abc import Callable, Iterator

import neo4j
import pytest

from neo4j_server import Neo4jServer

# In bites, because a test may have left more behind than one transaction's memory holds; the schema stays.
EMPTY = """
MATCH (n) WHERE NOT n:Store AND NOT n:Migration
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS
"""
RESET = "MATCH (s:Store) SET s.name = $name, s.runs = 0, s.events = 0 REMOVE s.loading"


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture
def neo4j_login(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """User and password where the store looks for them."""
    monkeypatch.setenv("KAMGRAPH_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD", neo4j_server.password)


@pytest.fixture
def empty_neo4j(neo4j_server: Neo4jServer, neo4j_login: None) -> Iterator[Callable[[], str]]:
    """Address of the server's database, emptied at each call."""
    logger, complaints = logging.getLogger("neo4j.notifications"), _Complaints()
    logger.addHandler(complaints)
    level = logger.level
    logger.setLevel(logging.WARNING)

    def emptied() -> str:
        login = (neo4j_server.user, neo4j_server.password)
        with neo4j.GraphDatabase.driver(
            neo4j_server.uri, auth=login, notifications_disabled_classifications=["UNRECOGNIZED"]
        ) as driver:
            with driver.session(database="neo4j") as session:
                session.run(EMPTY).consume()
            driver.execute_query(RESET, name=secrets.token_hex(8), database_="neo4j")
        return neo4j_server.uri

    yield emptied
    logger.removeHandler(complaints)
    logger.setLevel(level)
    assert complaints.said == []
