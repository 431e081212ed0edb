"""Keys of the store, and what is recorded of those who use them."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from kamgraph.access import Scope, issue_key
from kamgraph.model import Run
from kamgraph.store.open import open_store


@pytest.fixture
def keyed(own_copy, serving):
    """A service that asks for keys, and its store."""
    url = f"sqlite:///{own_copy}"
    with serving(store=url, auth="keys") as client, open_store(url) as store:
        yield client, store


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def test_a_key_opens_what_it_was_issued_for_until_it_is_revoked(keyed):
    client, store = keyed
    key, token = issue_key(store, "BI", [Scope.ANALYTICS_READ], by="it", accounts=["arnika"])
    answer = client.get("/v1/portfolio", headers=bearer(token))
    assert [row["account"] for row in answer.json()["items"]] == ["arnika"]
    assert client.get("/v1/people", headers=bearer(token)).status_code == 403
    assert client.get("/v1/portfolio", headers=bearer(token[:-1])).status_code == 401
    store.revoke_key(key.id, at=datetime.now(UTC), by="it")
    assert client.get("/v1/portfolio", headers=bearer(token)).status_code == 401


def test_a_key_that_expired_is_none(keyed):
    client, store = keyed
    _, token = issue_key(store, "old", [Scope.ADMIN], by="it", days=1, now=datetime.now(UTC) - timedelta(days=2))
    assert client.get("/v1/portfolio", headers=bearer(token)).status_code == 401


def test_who_exports_and_who_asks_about_a_departure_is_recorded(keyed):
    client, store = keyed
    key, token = issue_key(store, "HR", [Scope.ADMIN], by="it")
    asked = bearer(token)
    client.get("/v1/people/u-04/departure?account=arnika", headers=asked)
    client.post("/v1/handover", json={"leavers": ["u-04"]}, headers=asked)
    client.get("/v1/people/c-0203/export", headers=asked)
    answer = client.get("/v1/audit-log", headers=asked)
    found = [(e["action"], e["author"], e["accounts"], e["people"]) for e in answer.json()["items"]]
    assert found[:3] == [
        ("export_person", f"key:{key.id}", [], ["c-0203"]),
        ("handover", f"key:{key.id}", [], ["u-04"]),
        ("departure", f"key:{key.id}", ["arnika"], ["u-04"]),
    ]
    first = client.get("/v1/audit-log?limit=1", headers=asked).json()
    second = client.get("/v1/audit-log", params={"limit": 1, "cursor": first["next"]}, headers=asked).json()
    assert [e["action"] for e in first["items"] + second["items"]] == ["export_person", "handover"]


def test_the_log_and_the_runs_read_as_tables_too(keyed):
    client, store = keyed
    _, token = issue_key(store, "Audit", [Scope.ADMIN], by="=it()")
    asked = bearer(token)
    table = client.get("/v1/audit-log", headers={**asked, "Accept": "text/csv"})
    first = next(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert (first["action"], first["author"]) == ("key_issued", "'=it()")
    runs = client.get("/v1/runs?limit=1", headers=asked).json()
    assert runs["items"][0]["by"] == "test"
    assert runs["items"][0]["state"] == "committed"
    rows = csv.DictReader(io.StringIO(client.get("/v1/runs", headers={**asked, "Accept": "text/csv"}).text[1:]))
    assert [row["id"] for row in rows] == [run.id for run in store.runs()]


def test_runs_are_given_page_after_page(keyed):
    client, store = keyed
    for name in ("a", "b"):
        store.begin_run(Run(id=name, at=datetime.now(UTC), by="anna", kind="edit"))
        store.commit_run(name)
    _, token = issue_key(store, "Audit", [Scope.ADMIN], by="it")
    found, cursor = [], None
    while True:
        page = client.get(
            "/v1/runs", params={"limit": 1} | ({"cursor": cursor} if cursor else {}), headers=bearer(token)
        )
        found += [run["id"] for run in page.json()["items"]]
        cursor = page.json()["next"]
        if cursor is None:
            break
    assert found == [run.id for run in store.runs()]
    unknown = client.get("/v1/runs", params={"cursor": "bm9ib2R5"}, headers=bearer(token))
    assert unknown.status_code == 404


def test_a_refused_question_leaves_no_entry(keyed):
    client, store = keyed
    _, token = issue_key(store, "HR", [Scope.DEPARTURES_PLAN], by="it", accounts=["zakole"])
    before = store.events()
    assert client.get("/v1/people/c-0203/departure", headers=bearer(token)).status_code == 404
    assert store.events() == before


def test_without_the_store_nobody_is_known_and_open_routes_answer(keyed):
    client, store = keyed
    _, token = issue_key(store, "BI", [Scope.ADMIN], by="it")
    client.app.state.ground.store().close()
    answer = client.get("/v1/portfolio", headers=bearer(token))
    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:kamgraph:problem:store-unavailable"
    assert client.get("/readyz").status_code == 503
    assert client.get("/livez", headers=bearer(token)).status_code == 200
