"""What changed since a version: named by accounts and people, or not told; never left out."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import kamgraph as kg
from kamgraph.model import Assignment, Interaction, Line, Organisation, Person, PlanItem, Position, Tie
from kamgraph.snapshot.file import save
from kamgraph.snapshot.refresh import refresh
from kamgraph.store.port import GraphStore
from kamgraph.store.touched import Changes

Write = Callable[..., str]


@pytest.fixture
def at_work(base: str, write: Write) -> str:
    return write(
        Organisation(id="bolt", name="Bolt"),
        Position(person="u1", organisation="us", title="KAM"),
        Position(person="c1", organisation="acme", title="CEO"),
        Position(person="c2", organisation="acme", title="CFO"),
        Position(person="c3", organisation="bolt", title="CEO"),
    )


def test_nothing_changed_since_the_present_version(store: GraphStore, at_work: str) -> None:
    assert store.changed_since(store.version()) == Changes()


def test_a_version_that_this_store_never_had_is_not_told(store: GraphStore, at_work: str) -> None:
    for version in ("", "0", "7", "another-3", f"{store.version()}0", "-1"):
        assert store.changed_since(version) is None


@pytest.mark.parametrize(
    ("item", "accounts", "people"),
    [
        (Tie(ours="u1", theirs="c1", declared=3), {"acme"}, {"c1"}),
        (Line(source="c2", target="c3", kind="influences"), {"acme", "bolt"}, {"c2", "c3"}),
        (Assignment(person="u1", account="bolt", role="kam"), {"bolt"}, set()),
        (Position(person="c3", organisation="acme", title="Adviser"), {"acme", "bolt"}, {"c3"}),
        (Person(id="c2", name="Another"), {"acme"}, {"c2"}),
        (PlanItem(id="p", account="bolt", kind="goal", text="t"), {"bolt"}, set()),
        (Interaction(id="i", at=datetime(2026, 5, 1, tzinfo=UTC), participants=("u1", "c1")), {"acme"}, {"c1"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_write_names_where_it_is_seen_and_so_does_its_undoing(
    store: GraphStore, at_work: str, write: Write, item: object, accounts: set[str], people: set[str]
) -> None:
    before = store.version()
    run = write(item)
    assert store.changed_since(before) == Changes(frozenset(accounts), frozenset(people))
    written = store.version()
    store.undo_run(run)
    # Whether the state between is still known is the store's business.
    assert store.changed_since(written) in (None, Changes(frozenset(accounts), frozenset(people)))
    assert store.changed_since(before) in (None, Changes(frozenset(accounts), frozenset(people)))


def test_several_writes_add_up_and_a_retraction_counts(store: GraphStore, at_work: str, write: Write, new_run) -> None:
    before = store.version()
    write(Tie(ours="u1", theirs="c1", declared=3))
    tied = store.version()
    write(Tie(ours="u1", theirs="c3", declared=3))
    assert store.changed_since(before) == Changes(frozenset({"acme", "bolt"}), frozenset({"c1", "c3"}))
    assert store.changed_since(tied) == Changes(frozenset({"bolt"}), frozenset({"c3"}))
    now, run = store.version(), new_run()
    store.begin_run(run)
    (held,) = (s for s in store.history(Tie(ours="u1", theirs="c1").fact))
    store.retract(run.id, [held.version])
    assert store.changed_since(now) == Changes()
    store.commit_run(run.id)
    assert store.changed_since(now) == Changes(frozenset({"acme"}), frozenset({"c1"}))


@pytest.mark.parametrize(
    "item",
    [
        Organisation(id="acme", name="Another"),
        Position(person="u2", organisation="us", title="KAM"),
        Person(id="u1", name="Another"),
        Tie(ours="u2", theirs="c1", declared=3),
        Interaction(id="i", at=datetime(2026, 5, 1, tzinfo=UTC), participants=("u1",)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_reaches_further_than_accounts_is_not_told(
    store: GraphStore, at_work: str, write: Write, item: object
) -> None:
    before = store.version()
    write(item)
    assert store.changed_since(before) is None


def test_merges_and_erasures_are_not_told(store: GraphStore, at_work: str, write: Write, new_run) -> None:
    before, run = store.version(), new_run(kind="merge")
    store.begin_run(run)
    store.alias_people(run.id, alias="c2", person="c1")
    store.commit_run(run.id)
    assert store.changed_since(before) is None
    merged = store.version()
    write(Tie(ours="u1", theirs="c2", declared=3))
    assert store.changed_since(merged) == Changes(frozenset({"acme"}), frozenset({"c1"}))
    store.erase_person("c3", run=new_run(kind="erasure"), reason="request")
    assert store.changed_since(merged) is None


def test_a_snapshot_brought_up_to_date_is_the_one_read_anew(
    store: GraphStore, at_work: str, write: Write, tmp_path: Path
) -> None:
    day = date(2026, 6, 30)
    snap = kg.snapshot(store, as_of=day)
    for number, item in enumerate(
        (
            Tie(ours="u1", theirs="c1", declared=3),
            Interaction(id="i", at=datetime(2026, 5, 1, tzinfo=UTC), participants=("u1", "c1", "c3")),
            Line(source="c2", target="c3", kind="influences"),
            Tie(ours="u1", theirs="c3", declared=5),
            Position(person="u2", organisation="us", title="KAM"),
        )
    ):
        write(item)
        snap = refresh(snap, store)
        save(snap, tmp_path / f"{number}-refreshed")
        save(kg.snapshot(store, as_of=day), tmp_path / f"{number}-anew")
        assert (tmp_path / f"{number}-refreshed").read_bytes() == (tmp_path / f"{number}-anew").read_bytes()
