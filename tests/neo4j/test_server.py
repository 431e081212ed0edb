"""The server the other tests rely on: it is real, it is the release asked for, and it survives being killed."""

import neo4j
import pytest

from neo4j_server import Neo4jServer


def _value(server: Neo4jServer, statement: str) -> object:
    login = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.uri, auth=login, max_transaction_retry_time=0) as driver:
        return driver.execute_query(statement, database_="neo4j").records[0][0]


def test_a_real_server_answers_and_is_the_release_asked_for(neo4j_server: Neo4jServer) -> None:
    version = _value(neo4j_server, "CALL dbms.components() YIELD versions RETURN versions[0]")
    assert version == neo4j_server.version


@pytest.mark.parametrize("neo4j_version", ["5.26"], indirect=True)
@pytest.mark.xdist_group("neo4j-faults")
def test_a_killed_server_comes_back_at_the_same_address_with_what_it_acknowledged(neo4j_server: Neo4jServer) -> None:
    _value(neo4j_server, "CREATE (n:Acknowledged {day: date('2026-11-23')}) RETURN n.day")
    neo4j_server.kill()
    with pytest.raises(neo4j.exceptions.ServiceUnavailable):
        _value(neo4j_server, "RETURN 1")
    neo4j_server.start()
    assert _value(neo4j_server, "MATCH (n:Acknowledged) WITH collect(n) AS all UNWIND all AS n DELETE n RETURN 1") == 1
