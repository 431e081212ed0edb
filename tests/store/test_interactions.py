"""Interactions: kept once an id, in UTC, with the people who took part; a later one replaces."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kamgraph.model import Interaction
from kamgraph.model.errors import UnknownId
from kamgraph.store.port import GraphStore, PutCounts

Write = Callable[..., str]
NOON = datetime(2026, 2, 1, 12, 0, 0, 123456, tzinfo=UTC)
MEETING = Interaction(
    id="i1", at=NOON, kind="meeting", minutes=42.5, direction="out", participants=("c1", "u1"), account="acme",
    source="calendar",
)  # fmt: skip


def test_an_interaction_comes_back_as_it_went_in(store: GraphStore, base: str, write: Write) -> None:
    bare = Interaction(id="i0", at=datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))
    write(MEETING, bare)
    assert list(store.interactions()) == [bare, MEETING]
    assert store.counts()["interactions"] == 2


def test_the_moment_is_one_moment_in_every_zone(store: GraphStore, base: str, write: Write) -> None:
    write(MEETING)
    run = write(commit=False)
    elsewhere = MEETING.model_copy(update={"at": NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))})
    assert store.record_interactions(run, [elsewhere]) == PutCounts(unchanged=1)


@pytest.mark.parametrize("day", [(1, 1, 2), (9999, 12, 30)], ids=["first", "last"])
def test_the_ends_of_the_calendar_are_moments_too(
    store: GraphStore, base: str, write: Write, day: tuple[int, int, int]
) -> None:
    edge = Interaction(id="i", at=datetime(*day, tzinfo=UTC))
    write(edge)
    assert [i.at for i in store.interactions()] == [edge.at]


def test_the_same_id_replaces_as_a_whole_and_undo_brings_back(store: GraphStore, base: str, write: Write) -> None:
    first = write(MEETING)
    later = write(Interaction(id="i1", at=NOON, kind="call", participants=("c2", "u1")))
    assert [(i.kind, i.minutes, i.account, i.participants) for i in store.interactions()] == [
        ("call", None, None, ("c2", "u1"))
    ]
    assert [i.id for i in store.interactions(person="c1")] == []
    store.undo_run(later)
    assert list(store.interactions(person="c1")) == [MEETING]
    store.undo_run(first)
    assert list(store.interactions()) == []


def test_counts_and_repetitions(store: GraphStore, base: str, write: Write) -> None:
    write(MEETING)
    run = write(commit=False)
    new = MEETING.model_copy(update={"id": "i2"})
    changed = MEETING.model_copy(update={"minutes": None})
    assert store.record_interactions(run, [MEETING, new, new, changed]) == PutCounts(1, 1, 2)
    assert store.record_interactions(run, [new, changed]) == PutCounts(unchanged=2)
    assert store.record_interactions(run, [new.model_copy(update={"source": "x"})]) == PutCounts(changed=1)
    store.commit_run(run)
    assert [(i.id, i.minutes, i.source) for i in store.interactions()] == [
        ("i1", None, "calendar"),
        ("i2", 42.5, "x"),
    ]


def test_a_person_counts_once(store: GraphStore, base: str, write: Write) -> None:
    write(Interaction(id="i1", at=NOON, participants=("u1", "c1", "u1")))
    assert [i.participants for i in store.interactions(person="u1")] == [("c1", "u1")]


def test_interactions_are_narrowed(store: GraphStore, base: str, write: Write) -> None:
    write(*(MEETING.model_copy(update={"id": n, "participants": (p,)}) for n, p in (("b", "c1"), ("a", "c2"))))
    assert [i.id for i in store.interactions()] == ["a", "b"]
    assert [i.id for i in store.interactions(ids=["b", "?"])] == ["b"]
    assert [i.id for i in store.interactions(person="c2")] == ["a"]
    assert [i.id for i in store.interactions(person="c2", ids=["b"])] == []
    assert [i.id for i in store.interactions(person="?")] == []


@pytest.mark.parametrize("stray", [{"participants": ("u1", "?")}, {"account": "?"}])
def test_an_unknown_end_leaves_the_batch_out(
    store: GraphStore, base: str, write: Write, stray: dict[str, object]
) -> None:
    run = write(commit=False)
    with pytest.raises(UnknownId, match=r"\?"):
        store.record_interactions(run, [MEETING, MEETING.model_copy(update={"id": "i2", **stray})])
    store.commit_run(run)
    assert list(store.interactions()) == []


def test_of_two_runs_at_once_the_later_commit_holds(store: GraphStore, base: str, write: Write) -> None:
    write(MEETING)
    first = write(MEETING.model_copy(update={"minutes": 1.0}), commit=False)
    second = write(MEETING.model_copy(update={"minutes": 2.0}), commit=False)
    store.commit_run(second)
    store.commit_run(first)
    assert [i.minutes for i in store.interactions()] == [1.0]


def test_an_undo_beside_a_waiting_run_doubles_nothing(store: GraphStore, base: str, write: Write) -> None:
    write(MEETING)
    second = write(MEETING.model_copy(update={"minutes": 2.0}))
    waiting = write(MEETING.model_copy(update={"minutes": 3.0}), commit=False)
    store.undo_run(second)
    store.commit_run(waiting)
    assert [i.minutes for i in store.interactions()] == [3.0]


def test_undoing_the_later_of_two_runs_leaves_the_earlier_alone(store: GraphStore, base: str, write: Write) -> None:
    write(MEETING)
    later, earlier = write(commit=False), write(commit=False)
    for run, minutes in ((later, 20.0), (earlier, 10.0)):
        store.record_interactions(run, [MEETING.model_copy(update={"minutes": minutes})])
    store.commit_run(earlier)
    store.commit_run(later)
    store.undo_run(later)
    assert [i.minutes for i in store.interactions()] == [10.0]
    store.undo_run(earlier)
    assert [i.minutes for i in store.interactions()] == [42.5]
