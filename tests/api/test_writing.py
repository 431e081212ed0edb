"""Writes of single things: seen by the next read, refused where somebody else was faster, nothing lost."""

import pytest

from kamgraph.access import Scope
from kamgraph.model import Stakeholder, Tie
from kamgraph.store.open import open_store

TIE = {"ours": "u-04", "theirs": "c-0203"}
NEW = {"ours": "u-01", "theirs": "c-0203", "declared": 2}


@pytest.fixture
def writing(own_copy, serving):
    """A service that may be written to, and its store."""
    url = f"sqlite:///{own_copy}"
    with serving(store=url) as client, open_store(url) as store:
        yield client, store


def path_of(**said):
    return f"/v1/ties/{Tie(**said).fact}"


def test_a_tie_is_stated_changed_ended_and_taken_back(writing):
    client, store = writing
    runs = len(store.runs())
    made = client.post("/v1/ties", json=NEW)
    assert made.status_code == 201
    path = made.headers["Location"]
    assert path == path_of(**NEW)
    read = client.get(path)
    assert (read.headers["ETag"], read.json()["tag"]) == (made.headers["ETag"], made.headers["ETag"])
    changed = client.put(path, json=NEW | {"declared": 4}, headers={"If-Match": made.headers["ETag"]})
    assert changed.status_code == 200
    assert [v["content"]["declared"] for v in client.get(path).json()["history"]] == [2, 4]
    ended = client.put(path, json=NEW | {"valid_to": "2026-12-01"}, headers={"If-Match": changed.headers["ETag"]})
    (standing,) = ended.json()["standing"]
    assert (standing["content"]["declared"], standing["content"]["valid_to"]) == (2, "2026-12-01")
    gone = client.delete(path, headers={"If-Match": ended.headers["ETag"]})
    assert (gone.json()["standing"], gone.json()["tag"]) == ([], None)
    after = client.get(path).json()
    assert (after["standing"], after["tag"], len(after["history"])) == ([], None, 3)
    by = [(run.kind, run.by, run.state) for run in store.runs()[: len(store.runs()) - runs]]
    assert by == [("edit", "local", "committed")] * 4


def test_what_is_left_out_stays_and_null_clears(writing):
    client, _ = writing
    tag = client.post("/v1/ties", json=NEW | {"target": 5}).headers["ETag"]
    path = path_of(**NEW)
    kept = client.put(path, json=NEW | {"declared": 3}, headers={"If-Match": tag})
    assert kept.json()["standing"][0]["content"]["target"] == 5
    cleared = client.put(path, json=NEW | {"target": None}, headers={"If-Match": kept.headers["ETag"]})
    assert cleared.json()["standing"][0]["content"]["target"] is None


def test_the_same_again_writes_nothing(writing):
    client, store = writing
    first = client.post("/v1/ties", json=NEW)
    runs = store.runs()
    again = client.put(path_of(**NEW), json=NEW, headers={"If-Match": '"of before"'})
    assert (again.status_code, again.json()["run"], again.headers["ETag"]) == (200, None, first.headers["ETag"])
    assert client.post("/v1/ties", json=NEW).status_code == 200
    assert store.runs() == runs


def test_a_change_names_what_it_changes(writing):
    client, store = writing
    client.post("/v1/ties", json=NEW)
    runs, path, other = store.runs(), path_of(**NEW), NEW | {"declared": 5}
    assert client.put(path, json=other).status_code == 428
    assert client.delete(path).status_code == 428
    assert client.put(path, json=other, headers={"If-Match": '"else"'}).status_code == 412
    assert client.put(path, json=other, headers={"If-None-Match": "*"}).status_code == 412
    refused = client.post("/v1/ties", json=other)
    assert (refused.status_code, refused.json()["ids"]) == (412, [Tie(**NEW).fact])
    seen = client.get(path).headers["ETag"]
    assert client.post("/v1/ties", json=NEW | {"target": 4}, headers={"If-Match": seen}).status_code == 200
    runs = store.runs()
    new = {"ours": "u-02", "theirs": "c-0203"}
    assert client.put(path_of(**new), json=new, headers={"If-Match": '"x"'}).status_code == 412
    assert store.runs() == runs
    assert client.put(path_of(**new), json=new, headers={"If-None-Match": "*"}).status_code == 200


def test_a_body_that_means_another_fact_is_told_which(writing):
    client, _ = writing
    answer = client.put(path_of(**NEW), json=TIE)
    assert answer.status_code == 422
    assert Tie(**TIE).fact in answer.json()["faults"][0]["reason"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"ours": "u-04", "theirs": "u-04"}, "body"),
        ({"ours": "u-04", "theirs": "c-0203", "declared": 9}, "body.declared"),
        ({"ours": "u-04", "theirs": "c-0203", "declared": "4"}, "body.declared"),
        ({"ours": "u-04", "theirs": "c-0203", "declared": True}, "body.declared"),
        ({"ours": "u-04", "theirs": "c-0203", "strength": 1}, "body.strength"),
        ({"ours": "u-04", "theirs": "c-0203", "valid_from": 0}, "body.valid_from"),
        ({"ours": "u-04"}, "body.theirs"),
        ([], "body"),
    ],
)
def test_a_wrong_value_is_named(writing, body, where):
    client, store = writing
    before = store.version()
    answer = client.post("/v1/ties", json=body)
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, where)
    assert store.version() == before


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b'{"ours": "u-04", "ours": "u-01", "theirs": "c-0203"}', "application/json", 422),
        (b'{"ours": "u-04", "theirs": "c-0203", "declared": NaN}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"ours": "u-04", "theirs": "c-0203", "declared": ' + b"9" * 5000 + b"}", "application/json", 422),
        (b'{"ours": "u-04", "theirs": "c-0203", "declared": 1e999}', "application/json", 422),
        (b'{"ours": "\\ud800", "theirs": "c-0203"}', "application/json", 422),
        ('{"ours": "Ł"}'.encode("utf-16"), "application/json", 422),
        (b"", "application/json", 422),
        (b"ours=u-04", "application/x-www-form-urlencoded", 415),
        (b'{"ours": "u-04", "theirs": "c-0203"}', "text/plain", 415),
        (b" " * 2_000_000, "application/json", 413),
    ],
    ids=["twice", "NaN", "deep", "digits", "infinite", "half a letter", "utf-16", "empty", "form", "text", "large"],
)
def test_a_body_that_is_no_plain_json_is_refused(writing, raw, kind, status):
    client, _ = writing
    answer = client.post("/v1/ties", content=raw, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_write_is_seen_by_the_next_read(writing):
    client, _ = writing
    path = "/v1/accounts/arnika/coverage?expand=none"
    for rating in (1, 5, 2, 4):
        before = client.get(path)
        tag = client.get(path_of(**TIE)).headers["ETag"]
        said = TIE | {"declared": rating, "confirmed_on": "2026-11-20"}
        assert client.put(path_of(**TIE), json=said, headers={"If-Match": tag}).status_code == 200
        after = client.get(path)
        assert after.headers["ETag"] != before.headers["ETag"]
        assert after.json()["store_version"] != before.json()["store_version"]
        stored = client.get("/v1/people/c-0203").json()["facts"]["tie"]
        assert rating in {fact["content"]["declared"] for fact in stored}


def test_another_site_may_not_write(writing):
    client, store = writing
    before = store.version()
    headers = {"Origin": "https://elsewhere.example"}
    assert client.post("/v1/ties", json=NEW, headers=headers).status_code == 403
    assert store.version() == before


def test_a_page_that_its_browser_calls_anothers_may_not_write_either(writing):
    client, _ = writing
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 201)):
        assert client.post("/v1/ties", json=NEW, headers={"Sec-Fetch-Site": site}).status_code == status


def test_many_wrong_names_do_not_make_a_larger_answer(writing):
    client, _ = writing
    for body in ({f"k{n}": n for n in range(50_000)}, {"k" * 900_000: 1}):
        answer = client.post("/v1/ties", json=body)
        assert answer.status_code == 422
        assert len(answer.content) < 10_000


@pytest.mark.parametrize(
    ("path", "said", "field"),
    [
        ("ties", {"ours": "c-0203", "theirs": "u-04"}, "body.ours"),
        ("ties", {"ours": "c-0202", "theirs": "c-0203"}, "body.ours"),
        ("ties", {"ours": "u-04", "theirs": "u-01"}, "body.theirs"),
        ("ties", {"ours": "u-04", "theirs": "empty-chair"}, "body.theirs"),
        ("assignments", {"person": "c-0203", "account": "arnika", "role": "kam"}, "body.person"),
        ("lines", {"source": "u-04", "target": "c-0203", "kind": "reports_to"}, "body.target"),
    ],
)
def test_what_an_import_would_reject_is_refused_with_the_field(writing, path, said, field):
    client, store = writing
    chair = {"id": "empty-chair", "name": "?", "side": "theirs", "placeholder": True}
    assert client.post("/v1/accounts/arnika/people", json=chair).status_code == 201
    before = store.version()
    answer = client.post(f"/v1/{path}", json=said)
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, field)
    assert store.version() == before
    polish = client.post(f"/v1/{path}", json=said, headers={"Accept-Language": "pl"}).json()
    assert polish["faults"][0]["reason"] != answer.json()["faults"][0]["reason"]


def test_nobody_reports_to_who_reports_to_him(writing):
    client, _ = writing
    for person in "abc":
        said = {"id": person, "name": person, "side": "theirs"}
        assert client.post("/v1/accounts/arnika/people", json=said).status_code == 201
    first = {"source": "a", "target": "b", "kind": "reports_to", "valid_to": "2026-01-01"}
    second = {"source": "b", "target": "c", "kind": "reports_to"}
    assert [client.post("/v1/lines", json=line).status_code for line in (first, second)] == [201, 201]
    closing = {"source": "c", "target": "a", "kind": "reports_to"}
    assert client.post("/v1/lines", json=closing).json()["faults"][0]["where"] == "body.target"
    assert client.post("/v1/lines", json=closing | {"valid_from": "2026-01-01"}).status_code == 201


def test_unknown_people_are_named(writing):
    client, _ = writing
    answer = client.post("/v1/ties", json={"ours": "u-04", "theirs": "nobody"})
    assert (answer.status_code, answer.json()["ids"]) == (404, ["nobody"])
    missing = Tie(ours="u-04", theirs="nobody").fact
    assert client.get(f"/v1/ties/{missing}").status_code == 404
    assert client.get(f"/v1/positions/{Tie(**TIE).fact}").status_code == 404


def test_opinions_are_written_by_who_may_read_them(asking):
    client = asking(Scope.GRAPH_READ, Scope.GRAPH_WRITE)
    said = {"person": "c-0203", "account": "arnika", "stance": 1}
    assert client.post("/v1/stakeholders", json=said).status_code == 403
    assert client.get(f"/v1/stakeholders/{Stakeholder(**said).fact}").status_code == 403
    line = {"source": "c-0203", "target": "c-0202", "kind": "influences"}
    assert client.post("/v1/lines", json=line).status_code in {403, 404}


def test_outside_the_accounts_nothing_can_be_written(asking):
    client = asking(Scope.ADMIN, accounts=frozenset({"zakole"}))
    for path, said in (
        ("ties", TIE),
        ("stakeholders", {"person": "c-0203", "account": "arnika", "stance": 2}),
        ("assignments", {"person": "u-04", "account": "arnika", "role": "kam"}),
        ("figures", {"account": "arnika", "kind": "nps", "value": 1}),
        ("interactions", {"id": "i", "at": "2026-11-20T10:00:00Z", "participants": ["u-04", "c-0203"]}),
        ("interactions", {"id": "i", "at": "2026-11-20T10:00:00Z", "participants": [], "account": "arnika"}),
        ("accounts/arnika/people", {"name": "Nowa Osoba", "side": "theirs"}),
    ):
        assert client.post(f"/v1/{path}", json=said).status_code == 404, path
    assert client.put("/v1/people/c-0203", json={"id": "c-0203", "name": "X"}).status_code == 404
    assert client.put("/v1/people/new", json={"id": "new", "name": "X"}).status_code == 404
    assert client.put("/v1/accounts/arnika", json={"id": "arnika", "name": "X"}).status_code == 404
    assert client.put("/v1/accounts/new", json={"id": "new", "name": "X"}).status_code == 404
