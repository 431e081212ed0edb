"""Access shows all that is held about a person; an erasure leaves nothing, and nothing brings it back."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kamgraph.model import (
    FactKind,
    Figure,
    Handover,
    HandoverStep,
    Initiative,
    Interaction,
    Organisation,
    Person,
    PlanItem,
    Run,
    RunKind,
    Stakeholder,
    Tie,
)
from kamgraph.model.errors import Conflict, ErasedPerson, KamgraphError, StoreUnavailable, UnknownId
from kamgraph.store.port import Erasure, GraphStore
from kamgraph.store.sqlite import SqliteStore

Write = Callable[..., str]
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
DAY = NOON.date()
SECRET = "Zyta Rozpoznawalna"  # a name to look for in bytes
OLD_NAME = "Zyta Panieńska"
EMAIL = "Zyta.R@secret.example"


@pytest.fixture
def zyta(store: GraphStore, base: str, write: Write) -> None:
    """Zyta (z1, merged with z2) in every place where a person can be held."""
    write(Person(id="z1", name=OLD_NAME, phones=("+48 600 700 800",)), Person(id="z2", name="Z. Rozpoznawalna"))
    write(
        Person(id="z1", name=SECRET, emails=(EMAIL,)),
        Tie(ours="u1", theirs="z1", declared=1),
        Tie(ours="u2", theirs="z2", declared=2),
        Tie(ours="u1", theirs="c1"),
        Stakeholder(person="z1", account="acme", stance=-2),
        Figure(account="acme", kind="satisfaction", value=1, person="z2"),
        Interaction(id="i1", at=NOON, participants=("z1", "u1")),
        Interaction(id="i2", at=NOON, participants=("z2",)),
        Initiative(id="t", account="acme", title="T", people=("u1", "z1")),
        PlanItem(id="k", account="acme", kind="goal", text="K", owner="z1"),
        Handover(id="h1", leavers=("z1",), last_working_day=DAY),
        Handover(
            id="h2", leavers=("u1",), last_working_day=DAY,
            steps=(HandoverStep(theirs="z1"), HandoverStep(theirs="c1", successor="z2")),
        ),
    )  # fmt: skip
    write(Tie(ours="u1", theirs="z1", declared=4))
    run = write(commit=False)
    store.retract(run, [s.version for s in store.facts(FactKind.STAKEHOLDER)])
    store.alias_people(run, alias="z2", person="z1")
    store.commit_run(run)
    write(Person(id="z1", name=SECRET + " Pending"), Tie(ours="u2", theirs="z1"), commit=False, id="pending")


@pytest.fixture
def erase(store: GraphStore, zyta: None, new_run: Callable[..., Run]) -> Callable[..., Erasure]:
    def now(person: str = "z1", **run: object) -> Erasure:
        return store.erase_person(person, run=new_run(**{"kind": "erasure", **run}), reason="request 7")

    return now


def test_access_shows_every_section_superseded_and_retracted_included(store: GraphStore, zyta: None) -> None:
    for person in ("z1", "z2"):
        held = store.export_person(person)
        assert [p["id"] for p in held["people"]] == ["z1", "z2"]
        assert held["people"][0]["emails"] == [EMAIL]
        assert held["aliases"] == [{"alias": "z2", "person": "z1"}]
        assert sorted(t["declared"] for t in held["tie"]) == [1, 2, 4]
        assert [s["stance"] for s in held["stakeholder"]] == [-2]
        assert [f["value"] for f in held["figure"]] == [1.0]
        assert [i["id"] for i in held["interactions"]] == ["i1", "i2"]
        assert [len(held[s]) for s in ("initiatives", "plan_items", "handovers")] == [1, 1, 2]
        named = {row["run"] for kind in FactKind for row in held[kind]}
        assert named <= {run["id"] for run in held["runs"]}
        json.dumps(held)
    with pytest.raises(UnknownId):
        store.export_person("?")


def test_an_erasure_leaves_nothing_that_names_the_person(store: GraphStore, erase: Callable[..., Erasure]) -> None:
    erased = erase()
    assert (erased.counts["tie"], erased.counts["interactions"]) == (4, 2)
    text = json.dumps([row.values for row in store.dump()], ensure_ascii=False)
    assert not [word for word in ("Zyta", "Rozpoznawalna", "z1", "z2", EMAIL, "600 700") if word in text]
    assert list(store.people(["z1", "z2"])) == []
    assert [s.content.key for s in store.facts(FactKind.TIE)] == [("u1", "c1")]
    assert [(i.id, i.participants) for i in store.interactions()] == [("i1", ("u1",))]
    assert [i.people for i in store.initiatives()] == [("u1",)]
    assert [i.owner for i in store.plan_items()] == [None]
    assert [(h.id, h.steps) for h in store.handovers()] == [("h2", (HandoverStep(theirs="c1"),))]
    assert store.aliases() == {}
    assert store.find_people("zyta") == ()
    with pytest.raises(UnknownId):
        erase("z1")


def test_an_erasure_is_a_run_with_counts_that_cannot_be_undone(
    store: GraphStore, erase: Callable[..., Erasure]
) -> None:
    before = store.version()
    erased = erase("z2", kind="edit")
    assert store.version() != before
    run = next(run for run in store.runs() if run.id == erased.run)
    assert (run.kind, run.state, dict(run.counts)) == (RunKind.ERASURE, "committed", dict(erased.counts))
    with pytest.raises(Conflict):
        store.undo_run(erased.run)


def test_a_tombstone_refuses_every_id_and_e_mail(
    store: GraphStore, erase: Callable[..., Erasure], write: Write, reopen: Callable[..., GraphStore]
) -> None:
    erase()
    run = write(commit=False)
    again = reopen()
    for item in (
        Person(id="z1", name="X"),
        Person(id="z2", name="X"),
        Person(id="new", name="X", emails=("a@b.example", EMAIL.upper())),
        PlanItem(id="k9", account="acme", kind="goal", text="K", owner="z1"),
    ):
        with pytest.raises(ErasedPerson):
            again.put_records(run, [Person(id="c1", name="B"), item] if isinstance(item, Person) else [item])
    with pytest.raises(ErasedPerson):
        again.put_facts(run, [Tie(ours="u1", theirs="z2")])
    with pytest.raises(ErasedPerson):
        again.record_interactions(run, [Interaction(id="i9", at=NOON, participants=("u1", "z1"))])
    store.commit_run(run)
    assert [p.name for p in store.people(["c1"])] == ["Anna Nowak"]


def test_a_tombstone_is_no_personal_data_and_moves_with_a_dump(
    store: GraphStore,
    erase: Callable[..., Erasure],
    place: object,
    reopen: Callable[..., GraphStore],
    new_run: Callable[..., Run],
) -> None:
    erase()
    rows = list(store.dump())
    assert len([row for row in rows if row.section == "tombstone"]) == 3
    store.close()
    place.clear()  # type: ignore[attr-defined]
    loaded = reopen()
    loaded.load(rows)
    run = new_run()
    loaded.begin_run(run)
    with pytest.raises(ErasedPerson):
        loaded.put_records(run.id, [Person(id="z2", name="X")])


def test_a_waiting_run_goes_on_without_the_erased_and_supersedes_nothing_else(
    store: GraphStore, erase: Callable[..., Erasure], write: Write
) -> None:
    waiting = write(Tie(ours="u1", theirs="z1", declared=5), Tie(ours="u1", theirs="c1", declared=2), commit=False)
    erase()
    write(*(Tie(ours="u2", theirs=c, declared=3) for c in ("c1", "c2", "c3")))
    store.commit_run(waiting)
    store.commit_run("pending")
    assert {s.content.key for s in store.facts(FactKind.TIE)} == {
        ("u1", "c1"), ("u2", "c1"), ("u2", "c2"), ("u2", "c3"),
    }  # fmt: skip
    assert list(store.people(["z1"])) == []


def test_no_erasure_without_a_key(reopen: Callable[..., GraphStore], zyta: None, new_run: Callable[..., Run]) -> None:
    keyless = reopen(tombstone_key=None)
    with pytest.raises(KamgraphError):
        keyless.erase_person("z1", run=new_run(kind="erasure"), reason="request 7")
    assert [p.id for p in keyless.people(["z1"])] == ["z1"]


def test_no_erased_byte_stays_in_the_file_or_its_log(tmp_path: Path, new_run: Callable[..., Run]) -> None:
    path = tmp_path / "residue.db"
    marks = [text.encode() for text in (SECRET, OLD_NAME, EMAIL, "zyta-id")]
    with SqliteStore(path, tombstone_key=b"k" * 16) as store:
        for n, name in enumerate((OLD_NAME, SECRET)):
            store.begin_run(new_run(id=f"r{n}"))
            store.put_records(f"r{n}", [Person(id="zyta-id", name=name, emails=(EMAIL,))])
            store.put_records(f"r{n}", [Person(id=f"other-{n}-{i}", name="Other" * 20) for i in range(50)])
            store.put_facts(f"r{n}", [Tie(ours="other-0-1", theirs="zyta-id", declared=1 + n)])
            store.commit_run(f"r{n}")
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert all(mark in held for mark in marks)
        store.erase_person("zyta-id", run=new_run(kind="erasure"), reason="request 7")
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"other-1-49" in held
        assert [mark for mark in marks if mark in held] == []


def test_no_byte_of_many_stays_where_trees_were_balanced(tmp_path: Path, new_run: Callable[..., Run]) -> None:
    draw = random.Random(1)
    ids = [f"zz{draw.randrange(10**9):09d}qq" for _ in range(2000)]
    with SqliteStore(tmp_path / "residue.db", tombstone_key=b"k" * 16) as store:
        store.begin_run(new_run(id="brought"))
        store.put_records("brought", [Organisation(id="firm", name="Firm")])
        store.put_records("brought", [Person(id=i, name=f"Name {i}", emails=(f"{i}@x.example",)) for i in ids])
        store.put_facts("brought", [Stakeholder(person=i, account="firm", stance=1) for i in ids])
        store.commit_run("brought")
        undone = [Person(id=i, name=f"{i} {'x' * draw.randrange(200)}") for i in draw.sample(ids, 1000)]
        store.begin_run(new_run(id="undone"))
        store.put_records("undone", undone)
        store.commit_run("undone")
        store.undo_run("undone")
        gone = draw.sample(ids, 20)
        for person in gone:
            store.erase_person(person, run=new_run(kind="erasure"), reason="request 7")
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert [i for i in gone if i.encode() in held] == []
        assert store.counts()["stakeholder"] == 1980


def test_a_reader_that_holds_old_pages_is_said_and_a_sweep_finishes(
    tmp_path: Path, new_run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamgraph.store.sqlite.connection.LOCK_SECONDS", 0.2)
    with SqliteStore(tmp_path / "residue.db", tombstone_key=b"k" * 16) as store:
        store.begin_run(new_run(id="brought"))
        store.put_records("brought", [Person(id="zyta-id", name=SECRET), Person(id="other", name="Other")])
        store.commit_run("brought")
        reader = store.people()
        next(reader)
        with pytest.raises(StoreUnavailable, match="sweep"):
            store.erase_person("zyta-id", run=new_run(kind="erasure"), reason="request 7")
        assert list(store.people(["zyta-id"])) == []
        reader.close()  # type: ignore[attr-defined]  # a generator
        assert store.sweep(before=datetime(2026, 1, 1, tzinfo=UTC)) == ()
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"zyta-id" not in held


def test_without_the_key_nobody_is_written_after_an_erasure(
    store: GraphStore, erase: Callable[..., Erasure], reopen: Callable[..., GraphStore], new_run: Callable[..., Run]
) -> None:
    keyless, before, after = reopen(tombstone_key=None), new_run(), new_run()
    keyless.begin_run(before)
    keyless.put_records(before.id, [Person(id="c1", name="Before")])
    keyless.commit_run(before.id)
    erase()
    keyless.begin_run(after)
    for write in (
        lambda: keyless.put_records(after.id, [Person(id="z1", name=SECRET)]),
        lambda: keyless.put_facts(after.id, [Tie(ours="u2", theirs="c1", declared=3)]),
        lambda: keyless.record_interactions(after.id, [Interaction(id="i9", at=NOON, participants=("u1",))]),
        lambda: keyless.alias_people(after.id, alias="c2", person="c1"),
    ):
        with pytest.raises(Conflict, match="key"):
            write()
    keyless.commit_run(after.id)
    assert [p.name for p in store.people(["c1", "z1"])] == ["Before"]


def test_ids_that_differ_in_case_are_other_people(
    store: GraphStore, base: str, write: Write, new_run: Callable[..., Run]
) -> None:
    write(Person(id="0035gAbC", name=SECRET, emails=(EMAIL,)), Person(id="0035gaBc", name="Somebody else"))
    store.erase_person("0035gAbC", run=new_run(kind="erasure"), reason="request 7")
    write(Person(id="0035gaBc", name="Still here"), Person(id="0035GABC", name="New"))
    assert [p.name for p in store.people(["0035gaBc", "0035GABC"])] == ["New", "Still here"]
    run = write(commit=False)
    for back in (Person(id="0035gAbC", name="X"), Person(id="other", name="X", emails=(EMAIL.swapcase(),))):
        with pytest.raises(ErasedPerson):
            store.put_records(run, [back])


@pytest.mark.parametrize("key", [b"", b"short"])
def test_a_key_that_protects_nothing_is_refused(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(KamgraphError, match="16 bytes"):
        SqliteStore(tmp_path / "map.db", tombstone_key=key)
