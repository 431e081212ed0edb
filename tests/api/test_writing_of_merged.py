"""What is said of people who were merged: found, changed and taken back under the names that hold now."""

from datetime import UTC, datetime

import pytest

from kamgraph.model import Run, RunKind, Tie
from kamgraph.store.open import open_store

TIE = {"ours": "u1", "theirs": "c1"}
OLD = Tie(ours="u1", theirs="c2").fact


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def writing(request, tmp_path, serving):
    """A tie to somebody who was merged into somebody else since."""
    neo4j = request.param == "neo4j"
    url = request.getfixturevalue("empty_neo4j")() if neo4j else f"sqlite:///{tmp_path}/map.db"
    with serving(store=url) as client, open_store(url) as store:
        for person in ("u1", "c1", "c2"):
            assert client.put(f"/v1/people/{person}", json={"id": person, "name": person}).status_code == 200
        assert client.post("/v1/ties", json={"ours": "u1", "theirs": "c2", "declared": 2}).status_code == 201
        store.begin_run(Run(id="m", at=datetime.now(UTC), by="test", kind=RunKind.MERGE))
        store.alias_people("m", alias="c2", person="c1")
        store.commit_run("m")
        yield client, store


def test_it_keeps_its_address_and_is_changed_there(writing):
    client, store = writing
    seen = client.get(f"/v1/ties/{OLD}")
    assert seen.json()["standing"][0]["content"]["theirs"] == "c1"
    said = TIE | {"confirmed_on": "2026-11-20"}
    assert client.put(f"/v1/ties/{OLD}", json=said).status_code == 428
    changed = client.put(f"/v1/ties/{OLD}", json=said, headers={"If-Match": seen.headers["ETag"]})
    (standing,) = changed.json()["standing"]
    assert (standing["content"]["declared"], standing["content"]["confirmed_on"]) == (2, "2026-11-20")
    runs = store.runs()
    assert client.put(f"/v1/ties/{OLD}", json=said).json()["run"] is None
    assert store.runs() == runs
    ended = client.put(
        f"/v1/ties/{OLD}", json=TIE | {"valid_to": "2026-11-21"}, headers={"If-Match": changed.headers["ETag"]}
    )
    assert ended.json()["standing"][0]["content"]["valid_to"] == "2026-11-21"
    assert client.delete(f"/v1/ties/{OLD}", headers={"If-Match": ended.headers["ETag"]}).json()["standing"] == []


def test_it_is_not_stated_beside_itself(writing):
    client, store = writing
    runs, other = store.runs(), TIE | {"declared": 5}
    stated = client.post("/v1/ties", json=other)
    assert (stated.status_code, stated.json()["ids"]) == (412, [OLD])
    put = client.put(f"/v1/ties/{Tie(**TIE).fact}", json=other)
    assert (put.status_code, put.json()["ids"]) == (412, [OLD])
    assert client.post("/v1/ties", json={"ours": "u1", "theirs": "c2"}).status_code == 409
    assert store.runs() == runs
    assert len(list(store.facts("tie", person="c1"))) == 1
