"""People and contacts of an account that the caller does not see, where lines and meetings cross into it."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from kamgraph import coverage, snapshot
from kamgraph.access import Principal, Scope
from kamgraph.model import Initiative, Line, LineKind, Organisation, Person, Position
from kamgraph_api import ServiceSettings, create_app
from kamgraph_api.veil import ELSEWHERE

DAY = date(2026, 1, 20)
SECRET = re.compile("zofia|tajna|secret|Secret|Zofia|Szefowa", re.ASCII)


@pytest.fixture
def crossing(fill, store, tie, meet, assign):
    """Jan of the seen account reports to Zofia of the secret one; Anna knows both and meets them about the secret."""
    fill.account("seen", "jan")
    fill.account("secret")
    fill.staff("anna")
    fill.run(
        Person(id="zofia", name="Zofia Tajna"),
        Position(person="zofia", organisation="secret", title="Szefowa", level="board"),
    )
    fill.run(
        tie("anna", "jan"),
        tie("anna", "zofia"),
        assign("anna", "seen"),
        Line(source="jan", target="zofia", kind=LineKind.REPORTS_TO),
        meet(DAY, "anna", "jan", "zofia", id="secret-meeting", account="secret"),
        meet(DAY, "anna", "jan", id="open-meeting", account="seen"),
        Organisation(id="unit-of-seen", name="Unit", kind="other", parent_id="seen"),
    )
    fill.run(Initiative(id="secret-plan", account="secret", title="Secret plan", people=("zofia",)))
    return store


@pytest.fixture
def asked(crossing):
    """The service asked by somebody who sees one account, and by somebody who sees both."""
    known = {
        "limited": Principal("a", frozenset({Scope.ADMIN}), frozenset({"seen"})),
        "free": Principal("b", frozenset({Scope.ADMIN})),
    }
    settings = ServiceSettings(store=crossing.url, as_of=DAY, auth="keys")
    with TestClient(create_app(settings, authenticate=known.get), base_url="http://127.0.0.1") as client:
        yield lambda who, path, **more: client.get(path, headers={"Authorization": f"Bearer {who}", **more})


def paths(asked):
    described = asked("free", "/openapi.json").json()["paths"]
    for path, operations in described.items():
        if "get" in operations and path.startswith("/v1"):
            named = {parameter["name"] for parameter in operations["get"]["parameters"]}
            since = "anna" if "/introductions" in path else "2026-01-01"
            asking = f"?from={since}" if "from" in named else ""
            yield path.replace("{account}", "seen").replace("{person}", "jan") + asking


def test_nothing_crosses(asked):
    count = 0
    for path in paths(asked):
        for accept in ("*/*", "text/csv, */*;q=0.1", "application/graphml+xml, */*;q=0.1"):
            response = asked("limited", path, Accept=accept)
            assert SECRET.findall(response.text) == [], path
            count += response.status_code == 200
    assert count > 60


def test_who_sees_both_reads_it_all(asked):
    found = {path for path in paths(asked) if SECRET.search(asked("free", path).text)}
    assert {"/v1/accounts/seen/graph", "/v1/portfolio", "/v1/people/jan/introductions?from=anna"} <= found


def test_whoever_stands_elsewhere_is_someone_in_another_account(asked):
    nodes = asked("limited", "/v1/accounts/seen/graph").json()["nodes"]
    assert {node["name"] for node in nodes} == {"Anna", "Jan", ELSEWHERE}
    names = asked("limited", "/v1/accounts/seen/ties").json()["names"]
    assert names["another-account-1"] == ELSEWHERE


def test_the_numbers_stay_those_of_the_whole_account(asked, crossing):
    there = coverage(snapshot(crossing, account="seen", as_of=DAY))
    answer = asked("limited", "/v1/accounts/seen/coverage").json()
    assert (answer["coverage"], answer["known"]) == (there.coverage, there.known)


@pytest.mark.parametrize("path", ["/v1/people/zofia", "/v1/people?q=zofia", "/v1/people?q=tajna"])
def test_nobody_is_found_there(asked, path):
    assert "zofia" in asked("free", path).text
    limited = asked("limited", path)
    assert limited.status_code == 404 or limited.json()["items"] == []


def test_facts_that_name_somebody_there_are_left_out(asked):
    facts = {who: asked(who, "/v1/people/anna").json()["facts"]["tie"] for who in ("free", "limited")}
    assert [len(facts["free"]), len(facts["limited"])] == [2, 1]
    assert asked("free", "/v1/people/jan").json()["facts"]["line"] != []
    assert asked("limited", "/v1/people/jan").json()["facts"]["line"] == []
