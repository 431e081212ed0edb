"""The audit log only grows and forgets nobody's act but the names of the erased; keys stay where they were made."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from kamgraph.model import Person, Run
from kamgraph.model.errors import Conflict, InvalidValue, UnknownId
from kamgraph.model.journal import ApiKey, Event
from kamgraph.store.port import DumpRow, GraphStore
from kamgraph.store.tombstones import mark

Write = Callable[..., str]
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
KEY = b"a key that lives elsewhere"


def event(name: str = "e1", /, **said: object) -> Event:
    return Event.model_validate({"id": name, "at": NOON, "author": "hr", "action": "departure", **said})


def key(name: str = "0123456789ab", /, **said: object) -> ApiKey:
    plain = {"id": name, "name": "BI", "hash": "f" * 64, "scopes": ("graph:read",), "created_at": NOON}
    return ApiKey.model_validate({**plain, "created_by": "it", "expires_at": NOON + timedelta(days=90), **said})


def test_an_entry_comes_back_as_it_was_said_and_changes_no_version(store: GraphStore, base: str) -> None:
    before, counted = store.version(), store.counts()
    said = event(
        accounts=("b", "acme", "b"), people=("u2", "u1"), about="x", counts={"leavers": 2, "a": 1},
        at=datetime(2026, 2, 1, 12, 0, 0, 123456, tzinfo=UTC),
    )  # fmt: skip
    store.record_event(said)
    store.record_event(event("e0"))
    store.record_event(said)
    assert store.events() == (said, event("e0"))
    assert (said.accounts, said.people) == (("acme", "b"), ("u1", "u2"))
    assert (store.version(), store.counts()) == (before, counted)


def test_another_entry_under_a_taken_id_is_refused(store: GraphStore) -> None:
    store.record_event(event())
    with pytest.raises(Conflict, match="e1"):
        store.record_event(event(author="somebody else"))
    assert store.events() == (event(),)


def test_pages_of_entries_are_newest_first_and_miss_none(store: GraphStore) -> None:
    moments = [NOON, NOON + timedelta(microseconds=1), NOON - timedelta(days=1), NOON]
    entries = [event(f"e{n}", at=at) for n, at in enumerate(moments)]
    for entry in entries:
        store.record_event(entry)
    expected = [entries[n] for n in (1, 3, 0, 2)]
    assert list(store.events()) == expected
    read, last = [], None
    while page := store.events(before=last, limit=3):
        read += page
        last = page[-1].id
    assert read == expected
    assert store.events(limit=0) == store.events(limit=-1) == ()
    with pytest.raises(UnknownId, match="event: never"):
        store.events(before="never")


def test_eight_writers_lose_no_entry(store: GraphStore, reopen: Callable[..., GraphStore]) -> None:
    def record(writer: int) -> None:
        with reopen() as opened:
            for n in range(5):
                opened.record_event(event(f"w{writer}-{n}", people=(f"p{writer}",)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record, range(8)))
    assert {e.id for e in store.events()} == {f"w{writer}-{n}" for writer in range(8) for n in range(5)}


def test_an_erased_person_is_a_mark_in_the_log_and_the_entry_stays(
    store: GraphStore, base: str, write: Write, new_run: Callable[..., Run]
) -> None:
    merged = write(commit=False)
    store.alias_people(merged, alias="c3", person="c1")
    store.commit_run(merged)
    store.record_event(event(people=("c1", "c2"), counts={"leavers": 2}))
    store.record_event(event("e2", people=("c3",)))
    assert [e["id"] for e in store.export_person("c1")["events"]] == ["e1", "e2"]
    erasure = store.erase_person("c1", run=new_run(kind="erasure", by="dpo"), reason="request 7")
    marks = {i: mark(KEY, i) for i in ("c1", "c3")}
    left = {e.id: e for e in store.events()}
    assert left.pop("e1") == event(people=(marks["c1"], "c2"), counts={"leavers": 2})
    assert left.pop("e2") == event("e2", people=(marks["c3"],))
    (own,) = left.values()
    assert (own.action, own.author, own.about, dict(own.counts)) == (
        "erasure", "dpo", erasure.run, dict(erasure.counts),
    )  # fmt: skip
    assert set(own.people) == set(marks.values())
    # Whoever looked before the erasure and writes after it brings no id back.
    store.record_event(event("e3", people=("c3", "u1"), at=NOON - timedelta(days=1)))
    assert store.events()[-1].people == tuple(sorted((marks["c3"], "u1")))
    assert '"c1"' not in json.dumps([row.values for row in store.dump()])


def test_without_the_tombstone_key_nobody_can_be_named_after_an_erasure(
    store: GraphStore, base: str, new_run: Callable[..., Run], reopen: Callable[..., GraphStore]
) -> None:
    store.erase_person("c1", run=new_run(kind="erasure"), reason="request 7")
    blind = reopen(tombstone_key=None)
    with pytest.raises(Conflict, match="tombstone key"):
        blind.record_event(event(people=("u1",)))
    blind.record_event(event("nobody"))
    assert [e.id for e in store.events() if e.action == "departure"] == ["nobody"]


def test_the_log_moves_with_the_store_and_keys_do_not(
    store: GraphStore, base: str, reopen: Callable[..., GraphStore], place: object
) -> None:
    store.put_key(key())
    store.record_event(event(people=("u1",), accounts=("acme",)))
    rows, log = list(store.dump()), store.events()
    assert [row.values["id"] for row in rows if row.section == "event"] == ["e1", "key_issued-0123456789ab"]
    assert "f" * 64 not in json.dumps([row.values for row in rows])
    store.close()
    place.clear()  # type: ignore[attr-defined]
    loaded = reopen()
    assert loaded.load(rows) == len(rows)
    assert (loaded.events(), loaded.keys(), list(loaded.dump())) == (log, (), rows)


def test_a_store_with_nothing_but_an_entry_takes_no_dump(store: GraphStore) -> None:
    store.record_event(event())
    with pytest.raises(Conflict, match="not empty"):
        store.load([DumpRow("event", event("e2").model_dump(mode="json"))])
    assert store.events() == (event(),)


def test_an_entry_that_is_none_is_refused(store: GraphStore, reopen: Callable[..., GraphStore]) -> None:
    with pytest.raises(InvalidValue, match="dump"):
        store.load([DumpRow("event", {"id": "e1"})])
    assert reopen().load([DumpRow("event", event().model_dump(mode="json"))]) == 1


def test_a_key_comes_back_as_it_was_kept_and_its_making_is_recorded(store: GraphStore) -> None:
    before = store.version()
    one, other = key(accounts=("b", "a")), key("ba9876543210", expires_at=NOON)
    for kept in (other, one):
        store.put_key(kept)
    assert store.keys() == (one, other)
    assert store.keys(["ba9876543210", "000000000000"]) == (other,)
    assert store.keys([]) == ()
    assert store.version() == before
    assert {(e.action, e.author, e.about, e.accounts) for e in store.events()} == {
        ("key_issued", "it", one.id, ("a", "b")),
        ("key_issued", "it", other.id, ()),
    }
    with pytest.raises(Conflict, match=one.id):
        store.put_key(one.model_copy(update={"name": "other"}))
    assert store.keys() == (one, other)


def test_a_key_is_revoked_once_and_for_good(store: GraphStore) -> None:
    store.put_key(key())
    later = NOON + timedelta(hours=1)
    gone = key(revoked_at=later)
    assert store.revoke_key("0123456789ab", at=later, by="boss") == gone
    assert store.revoke_key("0123456789ab", at=later + timedelta(days=1), by="again") == gone
    assert store.keys() == (gone,)
    assert [(e.action, e.author, e.at) for e in store.events(limit=1)] == [("key_revoked", "boss", later)]
    assert len(store.events()) == 2
    with pytest.raises(UnknownId, match="key: 000000000000"):
        store.revoke_key("000000000000", at=NOON, by="x")


def test_a_person_who_was_never_written_may_stand_in_an_entry(store: GraphStore, write: Write) -> None:
    store.record_event(event(people=("later",)))
    write(Person(id="later", name="Later"))
    assert [e["id"] for e in store.export_person("later")["events"]] == ["e1"]
