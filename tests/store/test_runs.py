"""Runs: nothing is seen before the commit, all of it after, none of it once undone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kamgraph.model import (
    FactKind,
    Handover,
    HandoverStep,
    Initiative,
    Interaction,
    Organisation,
    Person,
    PlanItem,
    Position,
    Run,
    RunState,
    Tie,
)
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.port import GraphStore

Write = Callable[..., str]
NewRun = Callable[..., Run]
TIE = Tie(ours="u1", theirs="c1", declared=3)
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def test_a_pending_run_is_invisible_and_a_commit_shows_all_of_it(
    store: GraphStore, reopen: Callable[..., GraphStore], base: str, write: Write
) -> None:
    before, seen = store.version(), dict(store.counts())
    run = write(Person(id="c4", name="Nowy"), Tie(ours="u1", theirs="c4"), commit=False)
    other = reopen()
    for reader in (store, other):
        assert reader.version() == before
        assert dict(reader.counts()) == seen
        assert [p.id for p in reader.people(["c4"])] == []
        assert list(reader.facts(FactKind.TIE)) == []
    committed = store.commit_run(run, counts={"people": 1}, rejected=2)
    assert (committed.state, committed.counts, committed.rejected) == (RunState.COMMITTED, {"people": 1}, 2)
    for reader in (store, other):
        assert reader.version() != before
        assert [p.id for p in reader.people(["c4"])] == ["c4"]
        assert [s.run for s in reader.facts(FactKind.TIE)] == [run]


def test_a_pending_run_builds_on_its_own_batches(store: GraphStore, base: str, new_run: NewRun) -> None:
    run = new_run()
    store.begin_run(run)
    assert store.put_records(run.id, [Person(id="c4", name="Nowy", language="pl")]).added == 1
    assert store.put_records(run.id, [Person(id="c4", name="Nowy")]).unchanged == 1
    assert store.put_facts(run.id, [Tie(ours="u1", theirs="c4", declared=2)]).added == 1
    assert store.put_facts(run.id, [Tie(ours="u1", theirs="c4", declared=2)]).unchanged == 1
    assert store.put_facts(run.id, [Tie(ours="u1", theirs="c4", target=5)]).changed == 1
    store.commit_run(run.id)
    (tie,) = store.facts(FactKind.TIE)
    assert tie.content == Tie(ours="u1", theirs="c4", declared=2, target=5)


def test_a_run_is_kept_as_it_was_begun_and_runs_come_newest_first(store: GraphStore, new_run: NewRun) -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    files = ({"name": "people.csv", "sha256": "0" * 64},)
    first = new_run(id="b", at=at, files=files, mapping="northwind", kind="import")
    for run in (first, new_run(id="a", at=at), new_run(id="c", at=at - timedelta(days=1))):
        store.begin_run(run)
    store.commit_run("b")
    assert [r.id for r in store.runs()] == ["b", "a", "c"]
    assert store.runs()[0] == first.model_copy(update={"state": RunState.COMMITTED})
    assert [r.state for r in store.runs()] == ["committed", "pending", "pending"]


def test_a_run_that_is_not_pending_takes_no_writes(store: GraphStore, base: str, new_run: NewRun) -> None:
    for act in (
        lambda: store.put_records(base, [Person(id="x", name="X")]),
        lambda: store.put_facts(base, [TIE]),
        lambda: store.record_interactions(base, [Interaction(id="i", at=NOON)]),
        lambda: store.retract(base, []),
        lambda: store.alias_people(base, alias="c1", person="c2"),
        lambda: store.commit_run(base),
        lambda: store.discard_run(base),
        lambda: store.begin_run(new_run(id=base)),
    ):
        with pytest.raises(Conflict, match=base):
            act()


def test_a_run_that_nobody_began_is_unknown(store: GraphStore) -> None:
    for act in (
        lambda: store.put_records("?", [Person(id="x", name="X")]),
        lambda: store.commit_run("?"),
        lambda: store.discard_run("?"),
        lambda: store.undo_run("?"),
    ):
        with pytest.raises(UnknownId, match=r"unknown run: \?"):
            act()


def test_a_discarded_run_leaves_nothing(store: GraphStore, base: str, write: Write) -> None:
    empty = [row for row in store.dump() if row.values.get("id") != "gone"]
    run = write(
        Person(id="c4", name="Nowy"),
        Tie(ours="u1", theirs="c4"),
        Interaction(id="i1", at=NOON, participants=("u1", "c4")),
        commit=False,
        id="gone",
    )
    store.discard_run(run)
    assert list(store.dump()) == empty


def test_the_sweep_discards_pending_runs_that_began_before(store: GraphStore, new_run: NewRun) -> None:
    for name, hour in (("old", 1), ("young", 3), ("older", 0), ("done", 0)):
        store.begin_run(new_run(id=name, at=datetime(2026, 5, 1, hour, tzinfo=UTC)))
    store.commit_run("done")
    assert set(store.sweep(before=datetime(2026, 5, 1, 2, tzinfo=UTC))) == {"old", "older"}
    assert {r.id for r in store.runs()} == {"young", "done"}
    assert store.sweep(before=datetime(2026, 5, 1, 2, tzinfo=UTC)) == ()


def test_two_processes_that_write_one_run_in_turn_see_what_the_other_said(
    store: GraphStore, reopen: Callable[..., GraphStore], base: str, new_run: NewRun
) -> None:
    run, other = new_run().id, reopen()
    store.begin_run(new_run(id=run))
    said = Tie(ours="u1", theirs="new", declared=4)
    store.put_records(run, [Person(id="new", name="Nowa")])
    assert other.put_facts(run, [said]) == (1, 0, 0)
    assert store.put_facts(run, [said]) == (0, 0, 1)
    assert store.put_facts(run, [said]) == (0, 0, 1)
    store.put_records(run, [Person(id="newer", name="Nowsza")])
    assert other.put_facts(run, [Tie(ours="u2", theirs="newer")]) == (1, 0, 0)
    assert store.put_records(run, [Person(id="newest", name="Najnowsza")]) == (1, 0, 0)
    assert store.put_facts(run, [Tie(ours="u2", theirs="newer"), Tie(ours="u1", theirs="newest")]) == (1, 0, 1)
    store.commit_run(run)
    assert len(list(store.facts(FactKind.TIE, person="newer"))) == 1


def test_undo_shows_again_what_the_run_superseded(store: GraphStore, base: str, write: Write) -> None:
    first = write(TIE)
    before = store.version()
    second = write(Tie(ours="u1", theirs="c1", declared=5))
    assert store.undo_run(second).state is RunState.UNDONE
    assert store.version() != before
    (tie,) = store.facts(FactKind.TIE)
    assert (tie.content, tie.run, tie.superseded_by) == (TIE, first, None)
    with pytest.raises(Conflict, match=second):
        store.undo_run(second)


def test_undo_is_refused_while_a_later_run_superseded_it(store: GraphStore, base: str, write: Write) -> None:
    first = write(TIE)
    second = write(Tie(ours="u1", theirs="c1", declared=5))
    with pytest.raises(Conflict) as refused:
        store.undo_run(first)
    assert refused.value.ids == (second,)
    store.undo_run(second)
    store.undo_run(first)
    assert list(store.facts(FactKind.TIE)) == []


def test_undo_is_refused_while_a_later_retraction_stands(store: GraphStore, base: str, write: Write) -> None:
    first = write(TIE)
    (tie,) = store.facts(FactKind.TIE)
    second = write(commit=False)
    assert store.retract(second, [tie.version]) == 1
    store.commit_run(second)
    with pytest.raises(Conflict, match=second):
        store.undo_run(first)
    store.undo_run(second)
    assert [s.version for s in store.facts(FactKind.TIE)] == [tie.version]


@pytest.mark.parametrize(
    "referring",
    [
        Tie(ours="u1", theirs="new"),
        Position(person="c1", organisation="firm"),
        Interaction(id="i1", at=NOON, participants=("new",)),
        Interaction(id="i1", at=NOON, account="firm"),
        Organisation(id="part", name="Part", parent_id="firm"),
        Initiative(id="t", account="firm", title="T"),
        Initiative(id="t", account="acme", title="T", people=("new",)),
        PlanItem(id="t", account="firm", kind="goal", text="T"),
        PlanItem(id="t", account="acme", kind="goal", text="T", owner="new"),
        Handover(id="h", leavers=("new",), last_working_day=NOON.date()),
        Handover(id="h", leavers=("u1",), last_working_day=NOON.date(), steps=(HandoverStep(theirs="new"),)),
    ],
    ids=lambda item: f"{type(item).__name__}-{len(item.model_fields_set)}",
)
def test_undo_is_refused_while_another_run_refers_to_what_only_this_one_brought(
    store: GraphStore, base: str, write: Write, referring: object
) -> None:
    brought = write(Organisation(id="firm", name="Firm"), Person(id="new", name="Nowy"))
    user = write(referring)
    with pytest.raises(Conflict) as refused:
        store.undo_run(brought)
    assert refused.value.ids == (user,)
    store.undo_run(user)
    store.undo_run(brought)
    assert [p.id for p in store.people(["new"])] == []


def test_undo_is_allowed_when_another_run_brought_the_same_person(store: GraphStore, base: str, write: Write) -> None:
    first = write(Person(id="new", name="Nowy"))
    write(Person(id="new", name="Nowy", language="pl"), Tie(ours="u1", theirs="new"))
    store.undo_run(first)
    assert [(p.name, p.language) for p in store.people(["new"])] == [("Nowy", "pl")]


def test_undo_is_refused_where_what_comes_back_would_overlap(store: GraphStore, base: str, write: Write) -> None:
    write(TIE)
    (tie,) = store.facts(FactKind.TIE)
    taken_back = write(commit=False)
    store.retract(taken_back, [tie.version])
    store.commit_run(taken_back)
    anew = write(Tie(ours="u1", theirs="c1", declared=1))
    with pytest.raises(Conflict) as refused:
        store.undo_run(taken_back)
    assert refused.value.ids == (anew,)
    assert [s.content.declared for s in store.facts(FactKind.TIE)] == [1]


def test_a_commit_is_refused_when_an_undo_took_away_whom_it_names(store: GraphStore, base: str, write: Write) -> None:
    brought = write(Person(id="new", name="Nowy"))
    waiting = write(Tie(ours="u1", theirs="new"), commit=False)
    store.undo_run(brought)
    with pytest.raises(UnknownId, match="new"):
        store.commit_run(waiting)
    assert list(store.facts(FactKind.TIE)) == []
    assert {r.id: r.state for r in store.runs()}[waiting] is RunState.PENDING


def test_a_run_that_waited_through_an_undo_does_not_bring_back_what_was_undone(
    store: GraphStore, base: str, write: Write
) -> None:
    first = write(TIE)
    day = NOON.date()
    waiting = write(Tie(ours="u1", theirs="c1", declared=5, valid_from=day), commit=False)
    store.undo_run(first)
    store.commit_run(waiting)
    assert [s.content for s in store.facts(FactKind.TIE)] == [Tie(ours="u1", theirs="c1", declared=5, valid_from=day)]


def test_runs_are_found_by_their_ids(store: GraphStore, base: str, write: Write) -> None:
    first, second = write(TIE), write(Person(id="c9", name="Nowa"))
    assert [run.id for run in store.runs([second, base, "nobody"])] == [second, base]
    assert store.runs([]) == ()
    assert {first, second, base} == {run.id for run in store.runs()}
