"""People, accounts and contacts as recorded over HTTP, from an empty store to an erasure."""

import pytest

from kamgraph.access import Scope
from kamgraph.store.open import open_store

MEETING = {"id": "m-1", "at": "2026-11-20T10:00:00+01:00", "kind": "meeting", "participants": ["u-04", "c-0203"]}


@pytest.fixture
def writing(own_copy, serving, tmp_path):
    """A service that may be written to, with a key for erasures, and its store."""
    url = f"sqlite:///{own_copy}"
    key = tmp_path / "erasure.key"
    key.write_text((b"k" * 32).hex(), "ascii")
    kept = tmp_path / "kept"
    with serving(store=url, erasure_key=key, kept=(kept,)) as client, open_store(url) as store:
        yield client, store


def test_an_account_is_built_from_nothing(tmp_path, serving):
    with serving(store=f"sqlite:///{tmp_path}/new.db") as client:
        assert client.put("/v1/accounts/acme", json={"id": "acme", "name": "Acme S.A."}).status_code == 200
        first = {"name": "Jan Kowal", "side": "ours", "assignment": "kam"}
        assert client.post("/v1/accounts/acme/people", json=first).status_code == 409
        ours = client.post("/v1/accounts/acme/people", json=first | {"company": "My Sp. z o.o."})
        theirs = client.post(
            "/v1/accounts/acme/people",
            json={
                "name": "Anna Nowak",
                "side": "theirs",
                "title": "Prezes",
                "level": "board",
                "roles": ["decision_maker"],
                "influence": 9,
                "stance": 1,
            },
        )
        assert (ours.status_code, theirs.status_code) == (201, 201)
        ids = {"ours": ours.json()["person"], "theirs": theirs.json()["person"]}
        assert client.post("/v1/ties", json=ids | {"declared": 4, "confirmed_on": "2026-11-20"}).status_code == 201
        coverage = client.get("/v1/accounts/acme/coverage").json()
        assert coverage["coverage"] > 0
        assert {"Jan Kowal", "Anna Nowak", "Acme S.A."} <= set(coverage["names"].values())
        assert client.get("/accounts/acme").status_code == 200


def test_somebody_is_not_added_twice_by_mistake(writing):
    client, store = writing
    said = {"name": "Nowa Osoba", "side": "theirs"}
    first = client.post("/v1/accounts/arnika/people", json=said)
    runs = store.runs()
    again = client.post("/v1/accounts/arnika/people", json=said | {"name": " nowa  OSOBA"})
    assert (again.status_code, again.json()["ids"]) == (409, [first.json()["person"]])
    assert store.runs() == runs
    assert client.post("/v1/accounts/arnika/people", json=said | {"id": "the-other"}).status_code == 201
    assert client.post("/v1/accounts/nowhere/people", json=said).status_code == 404


def test_who_sees_one_account_adds_to_it(asking):
    client = asking(Scope.GRAPH_READ, Scope.GRAPH_WRITE, accounts=frozenset({"zakole"}))
    assert client.post("/v1/accounts/arnika/people", json={"name": "X", "side": "theirs"}).status_code == 404
    stated = {"name": "X", "side": "theirs", "stance": 2}
    assert client.post("/v1/accounts/zakole/people", json=stated).status_code == 403


def test_a_record_is_changed_by_who_has_seen_it(writing):
    client, store = writing
    seen = client.get("/v1/people/c-0203/record")
    record = seen.json()["person"]
    changed = client.put(
        "/v1/people/c-0203",
        json={"id": "c-0203", "name": record["name"], "language": "de"},
        headers={"If-Match": seen.headers["ETag"]},
    )
    assert changed.json()["person"] == record | {"language": "de"}
    runs = store.runs()
    again = client.put("/v1/people/c-0203", json={"id": "c-0203", "name": record["name"], "language": "de"})
    assert (again.status_code, again.json()["run"]) == (200, None)
    late = {"id": "c-0203", "name": "Somebody Else"}
    assert client.put("/v1/people/c-0203", json=late).status_code == 428
    assert client.put("/v1/people/c-0203", json=late, headers={"If-Match": seen.headers["ETag"]}).status_code == 412
    assert client.put("/v1/people/c-0203", json={"id": "c-0204", "name": "X"}).status_code == 422
    assert store.runs() == runs


def test_an_account_is_changed_the_same_way(writing):
    client, _ = writing
    seen = client.get("/v1/accounts/arnika/record")
    said = {"id": "arnika", "name": seen.json()["organisation"]["name"], "contract_ends_on": "2029-12-31"}
    assert client.put("/v1/accounts/arnika", json=said).status_code == 428
    changed = client.put("/v1/accounts/arnika", json=said, headers={"If-Match": seen.headers["ETag"]})
    assert changed.json()["organisation"]["contract_ends_on"] == "2029-12-31"
    assert client.get("/v1/accounts/arnika/record").headers["ETag"] == changed.headers["ETag"]
    assert client.get("/v1/accounts/nowhere/record").status_code == 404


def test_who_sees_one_account_may_not_move_it(asking):
    client = asking(Scope.GRAPH_READ, Scope.GRAPH_WRITE, accounts=frozenset({"zakole"}))
    name = client.get("/v1/accounts/zakole/record").json()["organisation"]["name"]
    answer = client.put("/v1/accounts/zakole", json={"id": "zakole", "name": name, "parent_id": "arnika"})
    assert answer.status_code == 403
    assert client.put("/v1/accounts/zakole", json={"id": "zakole", "name": name, "kind": "own"}).status_code == 403


@pytest.mark.parametrize(
    ("side", "field", "value"),
    [
        ("ours", "stance", 1),
        ("ours", "roles", ["champion"]),
        ("theirs", "company", "X"),
        ("theirs", "assignment", "kam"),
    ],
)
def test_what_is_said_of_the_other_side_is_not_dropped_in_silence(writing, side, field, value):
    client, _ = writing
    answer = client.post("/v1/accounts/arnika/people", json={"name": "X", "side": side, field: value})
    assert (answer.status_code, field in answer.json()["faults"][0]["reason"]) == (422, True)


def test_whoever_is_added_has_an_address(writing):
    client, store = writing
    said = {"name": "Nowa Osoba", "side": "theirs"}
    for given in ("Ł 1", "a?b", "a#b"):
        made = client.post("/v1/accounts/arnika/people", json=said | {"id": given})
        assert client.get(made.headers["Location"] + "/record").json()["person"]["id"] == given
    runs = store.runs()
    for given in ("a/b", "..", ".", "a\r\nX-Header: b"):
        answer = client.post("/v1/accounts/arnika/people", json=said | {"id": given})
        assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, "body.id")
    assert store.runs() == runs


def test_a_contact_is_recorded_once(writing):
    client, store = writing
    assert client.post("/v1/interactions", json=MEETING).status_code == 201
    runs = store.runs()
    assert client.post("/v1/interactions", json=MEETING).status_code == 200
    assert client.post("/v1/interactions", json=MEETING | {"minutes": 30}).status_code == 409
    assert store.runs() == runs
    (held,) = store.interactions(ids=["m-1"])
    assert held.at.isoformat() == "2026-11-20T09:00:00+00:00"


def test_a_person_is_erased_and_never_comes_back(writing):
    client, store = writing
    assert client.delete("/v1/people/c-0203").status_code == 422
    name = client.get("/v1/people/c-0203/record").json()["person"]["name"]
    assert client.delete("/v1/people/c-0203", params={"reason": f"asked by {name}"}).status_code == 422
    done = client.delete("/v1/people/c-0203", params={"reason": "request"})
    assert done.status_code == 200
    assert sum(done.json()["counts"].values()) > 3
    assert client.get("/v1/people/c-0203").status_code == 404
    assert name not in client.get("/accounts/arnika").text
    back = client.put("/v1/people/c-0203", json={"id": "c-0203", "name": name})
    assert back.status_code == 409
    assert [event.action for event in store.events(limit=1)] == ["erasure"]
    assert client.delete("/v1/people/nobody", params={"reason": "request"}).status_code == 404


def test_only_who_may_see_all_accounts_erases(asking):
    client = asking(Scope.PEOPLE_ERASE, accounts=frozenset({"arnika"}))
    assert client.delete("/v1/people/c-0203", params={"reason": "request"}).status_code == 404
