"""Who may do what: every route with every scope missing, and every route asked from outside its accounts."""

import json
import re

import pytest
from fastapi.routing import APIRoute

from kamgraph import sample, snapshot
from kamgraph.access import Scope
from kamgraph.store.open import open_store
from kamgraph_api import create_app
from kamgraph_api.access import Requires
from kamgraph_api.bodies import query_names
from kamgraph_api.routes import ROUTERS
from kamgraph_api.routes.facts import NAMES

OPEN = {"/livez", "/readyz", "/version", "/metrics", "/openapi.json", "/docs", "/docs/start.js", "/docs/{name}"}
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
GUARDED = [route for route in ROUTES if route.path not in OPEN]
SEEN, HIDDEN = "zakole", "arnika"
# What a request that says no more than `call` does comes to, where that is no answer: no files, and no such import.
OTHERWISE = {"POST /v1/imports": 415} | dict.fromkeys(
    ("GET /v1/imports/{job}", "GET /v1/imports/{job}/rejected", "DELETE /v1/imports/{job}"), 404
)
OTHERWISE |= {f"{method} /v1/{name}/{{fact}}": 404 for method in ("GET", "DELETE") for name in NAMES.values()}
# Programs are told with a problem document, people on a page.
REFUSED_AS = {True: "application/problem+json", False: "text/html"}
BODIES = {
    "/v1/departure": {"leavers": ["{person}"]},
    "/v1/handover": {"leavers": ["{person}"]},
    "/v1/if-tied": {"ties": [{"ours": "u-06", "theirs": "{person}"}]},
}


def scopes_of(route):
    def asked(dependant):
        if isinstance(dependant.call, Requires):
            yield from dependant.call.scopes
        for inner in dependant.dependencies:
            yield from asked(inner)

    return set(asked(route.dependant))


def call(client, route, *, account=SEEN, person="c-0203", **query):
    path = (
        route.path.replace("{account}", account)
        .replace("{person}", person)
        .replace("{job}", "nobody")
        .replace("{page}", "map")
    )
    (method,) = route.methods
    since = "u-04" if path.endswith("/introductions") else "2026-05-23"
    known = query_names(route.dependant)
    asked = {name: value for name, value in {"from": since, **query}.items() if name in known}
    # Where something would be written, a body that says nothing gets as far as it may and no further.
    body = json.loads(json.dumps(BODIES.get(route.path, {})).replace("{person}", person))
    path = path.replace("{fact}", "0" * 32)
    return client.request(method, path, params=asked, json=None if method == "GET" else body)


def ids(routes):
    return [f"{next(iter(route.methods))} {route.path}" for route in routes]


@pytest.fixture(scope="module")
def outside(sample_file):
    """Names and ids that nobody who sees only one account may read."""
    with open_store(f"sqlite:///{sample_file}") as store:
        portfolio = snapshot(store, as_of=sample.as_of())
        inside = snapshot(store, account=SEEN, as_of=sample.as_of())
        accounts = [o for o in store.organisations() if o.kind == "account" and o.id != SEEN]
        placed = {inside.people.ids[i] for i in inside.places.person.tolist()}
        ours = {p for p, own in zip(portfolio.people.ids, portfolio.people.ours.tolist(), strict=True) if own}
        people = [p for p in store.people() if p.id not in placed | ours]
    words = {re.escape(one) for record in (*accounts, *people) for one in (record.id, record.name)}
    assert len(words) > 100
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words))})(?![\w-])")


def test_every_route_says_which_scope_it_needs():
    assert [route.path for route in GUARDED if not scopes_of(route)] == []


def test_the_open_routes_are_these(sample_settings):
    assert {route.path for route in ROUTES} - {route.path for route in GUARDED} <= OPEN
    described = create_app(sample_settings).openapi()["paths"]
    assert described.keys() == {route.path for route in ROUTES if route.include_in_schema}


@pytest.mark.parametrize("route", GUARDED, ids=ids(GUARDED))
def test_without_one_of_its_scopes_no_byte_of_content(asking, route):
    for missing in scopes_of(route):
        others = [scope for scope in Scope if scope not in {missing, Scope.ADMIN}]
        response = call(asking(*others), route)
        assert response.status_code == 403
        assert response.headers["content-type"].partition(";")[0] == REFUSED_AS[route.include_in_schema]
    (named,) = ids([route])
    allowed = {OTHERWISE[named]} if named in OTHERWISE else {200, 422}
    assert call(asking(*scopes_of(route), Scope.OPINIONS_READ), route).status_code in allowed


@pytest.mark.parametrize("route", GUARDED, ids=ids(GUARDED))
def test_without_a_key_nobody_gets_anything(asking, route):
    nobody = asking()
    for headers in ({"Authorization": ""}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic dG9rZW4tMA=="}):
        nobody.headers.update(headers)
        response = call(nobody, route)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].split()[0] == ("Bearer" if route.include_in_schema else "Basic")
        assert not route.include_in_schema or response.json()["detail"] == "a valid key is needed"


@pytest.mark.parametrize("token", ["", "x" * 1_000_000, "token 0", "ł", "../../token-0"], ids=range(5))
def test_strange_keys_get_the_same_answer(asking, token):
    client = asking(Scope.ADMIN)
    del client.headers["authorization"]
    header = (b"authorization", b"Bearer " + token.encode())
    assert client.get("/v1/portfolio", headers=[header]).status_code == 401


def test_a_key_in_another_header_or_in_two_is_none(asking):
    client = asking(Scope.ADMIN)
    key = client.headers["authorization"]
    del client.headers["authorization"]
    assert client.get("/v1/portfolio", headers={"X-Api-Key": key}).status_code == 401
    twice = [("Authorization", key), ("Authorization", key)]
    assert client.get("/v1/portfolio", headers=twice).status_code == 401
    assert client.get("/v1/portfolio", params={"key": key}).status_code in {401, 422}


@pytest.mark.parametrize("route", GUARDED, ids=ids(GUARDED))
def test_from_outside_an_account_it_does_not_exist(asking, route):
    client = asking(Scope.ADMIN, accounts=frozenset({SEEN}))
    if "{account}" in route.path:
        there, nowhere = call(client, route, account=HIDDEN), call(client, route, account="nobody")
        asked = HIDDEN
    elif "{person}" in route.path or route.path in BODIES:
        there, nowhere = call(client, route, person="c-0203"), call(client, route, person="nobody")
        asked = "c-0203"
    else:
        return
    assert there.status_code == nowhere.status_code
    assert there.status_code in {404, 422}
    said = [
        re.sub(r"urn:uuid:[-0-9a-f]+", "", r.text).replace(who, "?") for r, who in ((there, asked), (nowhere, "nobody"))
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("accept", ["*/*", "text/csv, */*;q=0.1", "application/graphml+xml, */*;q=0.1"])
@pytest.mark.parametrize("route", GUARDED, ids=ids(GUARDED))
def test_no_route_names_anybody_or_anything_outside_the_callers_accounts(asking, outside, route, accept):
    client = asking(Scope.ADMIN, accounts=frozenset({SEEN}))
    client.headers["Accept"] = accept
    if accept != "*/*" and len(route.responses.get(200, {"content": "-"})["content"]) == 1:
        return
    questions = ({},) if route.path.endswith("/map") else ({}, {"group": "true"}, {"q": "a"}, {"account": SEEN})
    for person in ("c-0101", "u-04"):
        for more in questions:
            response = call(client, route, person=person, **more)
            assert set(outside.findall(response.text)) <= {person}, response.status_code


def test_the_portfolio_is_that_of_the_callers_accounts(asking):
    client = asking(Scope.ANALYTICS_READ, Scope.GRAPH_READ, accounts=frozenset({SEEN, HIDDEN}))
    assert {row["account"] for row in client.get("/v1/portfolio").json()["items"]} == {SEEN, HIDDEN}
    assert [row["account"] for row in client.get("/v1/accounts").json()["items"]] == [HIDDEN, SEEN]


def test_a_limited_callers_measures_are_those_of_everybody(asking):
    limited, free = asking(Scope.ADMIN, accounts=frozenset({SEEN})), asking(Scope.ADMIN)
    for measure in ("coverage", "resilience", "pattern"):
        path = f"/v1/accounts/{SEEN}/{measure}"
        assert limited.get(path).json().items() >= {"scope": SEEN}.items()
        numbers = [
            {k: v for k, v in client.get(path).json().items() if isinstance(v, int | float)}
            for client in (limited, free)
        ]
        assert numbers[0] == numbers[1]


def test_opinions_are_hidden_from_those_without_their_scope(asking):
    hr = asking(Scope.GRAPH_READ, Scope.ANALYTICS_READ)
    informed = asking(Scope.GRAPH_READ, Scope.ANALYTICS_READ, Scope.OPINIONS_READ)
    facts = [client.get("/v1/people/c-0203").json()["facts"] for client in (hr, informed)]
    assert facts[0]["stakeholder"] == []
    assert facts[1]["stakeholder"] != []
    assert {fact["content"]["kind"] for fact in facts[0]["line"]} <= {"reports_to"}
    coverage = [client.get(f"/v1/accounts/{HIDDEN}/coverage").json() for client in (hr, informed)]
    assert coverage[0]["assumed_share"] == 1.0
    assert coverage[1]["assumed_share"] < 1.0
    assert coverage[0]["by_stance"]["unknown"] == pytest.approx(coverage[0]["coverage"])
    for path in ("completeness", "threads", "influence-shares", "departures", "graph", "map"):
        text = hr.get(f"/v1/accounts/{HIDDEN}/{path}").text
        assert '"stakeholder"' not in text or path == "map"
    roles = hr.get(f"/v1/accounts/{HIDDEN}/completeness").json()["roles"]
    assert {row["person"] for row in roles if row["role"] != "our_sponsor"} <= {None, *ours(informed)}


def ours(client):
    people = client.get(f"/v1/accounts/{HIDDEN}/people").json()["items"]
    return {row["person"] for row in people}


def test_plans_of_a_departure_are_hidden_from_those_without_their_scope(asking, sample_file):
    with open_store(f"sqlite:///{sample_file}") as store:
        (plan,) = store.handovers()
        (leaver,) = plan.leavers
    scopes = (Scope.GRAPH_READ, Scope.ANALYTICS_READ, Scope.OPINIONS_READ)
    hr, planner = asking(*scopes), asking(*scopes, Scope.DEPARTURES_PLAN)
    account = hr.get(f"/v1/people/{leaver}").json()["facts"]["assignment"][0]["content"]["account"]
    day = plan.last_working_day.isoformat()
    for path in (f"/v1/accounts/{account}/map", f"/v1/accounts/{account}/expected-coverage"):
        open_text, hidden = planner.get(path).text, hr.get(path).text
        assert day not in hidden
        assert open_text != hidden
