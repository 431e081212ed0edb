"""Two runs at once: both succeed, the later commit lies on top, whatever the order of their batches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kamgraph.model import FactKind, Interaction, Organisation, Person, Run, RunState, Tie
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.port import DumpRow, GraphStore

Write = Callable[..., str]

FEB, MAR = date(2026, 2, 1), date(2026, 3, 1)
MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def ties(store: GraphStore) -> list[tuple[Any, ...]]:
    return sorted(
        (t.content.declared or 0, t.content.target or 0, str(t.content.valid_from), str(t.content.valid_to))
        for t in store.facts(FactKind.TIE)
    )


def test_two_runs_that_begin_the_same_fact(store: GraphStore, base: str, write: Write) -> None:
    one = write(Tie(ours="u1", theirs="c1", declared=2), commit=False)
    two = write(Tie(ours="u1", theirs="c1", target=5), commit=False)
    store.commit_run(two)
    store.commit_run(one)
    assert ties(store) == [(2, 5, "None", "None")]
    assert [h.run for h in store.history(Tie(ours="u1", theirs="c1").fact)] == [two, one]


def test_two_runs_that_correct_the_same_field(store: GraphStore, base: str, write: Write) -> None:
    write(Tie(ours="u1", theirs="c1", declared=1, target=1))
    one = write(Tie(ours="u1", theirs="c1", declared=2), commit=False)
    two = write(Tie(ours="u1", theirs="c1", declared=3, target=3), commit=False)
    store.commit_run(one)
    store.commit_run(two)
    assert ties(store) == [(3, 3, "None", "None")]
    with pytest.raises(Conflict, match=two):
        store.undo_run(one)
    store.undo_run(two)
    assert ties(store) == [(2, 1, "None", "None")]


def test_a_change_on_top_of_a_correction(store: GraphStore, base: str, write: Write) -> None:
    write(Tie(ours="u1", theirs="c1", declared=1))
    change = write(Tie(ours="u1", theirs="c1", declared=4, valid_from=FEB), commit=False)
    write(Tie(ours="u1", theirs="c1", declared=2, target=5))
    store.commit_run(change)
    assert ties(store) == [(2, 5, "None", "2026-02-01"), (4, 5, "2026-02-01", "None")]


def test_what_cannot_lie_on_top_stays_pending(store: GraphStore, base: str, write: Write) -> None:
    late = write(Tie(ours="u1", theirs="c1", declared=4), commit=False)
    write(Tie(ours="u1", theirs="c1", valid_from=FEB, valid_to=MAR))
    before = list(store.dump())
    with pytest.raises(Conflict):
        store.commit_run(late)
    assert list(store.dump()) == before
    assert next(r.state for r in store.runs() if r.id == late) is RunState.PENDING
    store.discard_run(late)


def test_the_same_retraction_twice(store: GraphStore, base: str, write: Write) -> None:
    write(Tie(ours="u1", theirs="c1", declared=1))
    (tie,) = store.facts(FactKind.TIE)
    one, two = write(commit=False), write(commit=False)
    store.retract(one, [tie.version])
    store.retract(two, [tie.version])
    store.commit_run(one)
    store.commit_run(two)
    assert ties(store) == []
    store.undo_run(two)
    assert ties(store) == []
    store.undo_run(one)
    assert ties(store) == [(1, 0, "None", "None")]


def test_a_statement_after_a_retraction_is_kept_in_a_race(store: GraphStore, base: str, write: Write) -> None:
    write(Tie(ours="u1", theirs="c1", declared=1, target=1))
    (tie,) = store.facts(FactKind.TIE)
    run = write(commit=False)
    store.retract(run, [tie.version])
    store.put_facts(run, [Tie(ours="u1", theirs="c1", declared=3)])
    write(Tie(ours="u1", theirs="c1", target=2))
    store.commit_run(run)
    assert ties(store) == [(3, 2, "None", "None")]


def test_own_statements_that_were_taken_back_stay_so_in_a_race(store: GraphStore, base: str, write: Write) -> None:
    run = write(Tie(ours="u1", theirs="c1", declared=3), commit=False)
    (own,) = [r.values["version"] for r in store.dump() if r.section == "tie"]
    store.retract(run, [own])
    write(Tie(ours="u1", theirs="c1", target=2))
    store.commit_run(run)
    assert ties(store) == [(0, 2, "None", "None")]


def test_an_undo_under_a_pending_run_is_taken_into_account(store: GraphStore, base: str, write: Write) -> None:
    first = write(Tie(ours="u1", theirs="c1", declared=1, target=4))
    run = write(Tie(ours="u1", theirs="c1", declared=2), commit=False)
    store.undo_run(first)
    store.commit_run(run)
    assert ties(store) == [(2, 0, "None", "None")]


def test_an_undone_retraction_under_a_pending_run(store: GraphStore, base: str, write: Write) -> None:
    write(Tie(ours="u1", theirs="c1", declared=1, target=4))
    (tie,) = store.facts(FactKind.TIE)
    taken = write(commit=False)
    store.retract(taken, [tie.version])
    store.commit_run(taken)
    run = write(Tie(ours="u1", theirs="c1", declared=2), commit=False)
    store.undo_run(taken)
    store.commit_run(run)
    assert ties(store) == [(2, 4, "None", "None")]


@pytest.mark.parametrize(
    "item",
    [Tie(ours="u1", theirs="c9"), Interaction(id="i", at=MOMENT, participants=("c9",)), Tie(ours="c9", theirs="c1")],
)
def test_ends_that_an_undo_took_away_are_named(store: GraphStore, base: str, write: Write, item: Any) -> None:
    first = write(Person(id="c9", name="Nowa"))
    run = write(item, commit=False)
    store.undo_run(first)
    with pytest.raises(UnknownId) as caught:
        store.commit_run(run)
    assert "c9" in caught.value.ids
    assert next(r.state for r in store.runs() if r.id == run) is RunState.PENDING


def test_attributes_lie_over_each_other_in_the_order_of_the_commits(store: GraphStore, base: str, write: Write) -> None:
    one = write(Person(id="c1", name="Ewa", language="pl"), commit=False)
    two = write(Person(id="c1", name="Ewelina", phones=("2",)), commit=False)
    store.commit_run(two)
    store.commit_run(one)
    (person,) = store.people(["c1"])
    assert (person.name, person.language, person.phones) == ("Ewa", "pl", ("2",))


def test_two_runs_bring_the_same_people(store: GraphStore, base: str, write: Write) -> None:
    one = write(Person(id="c9", name="A"), Organisation(id="z", name="Z"), Tie(ours="u1", theirs="c9"), commit=False)
    two = write(Person(id="c9", name="B"), Organisation(id="z", name="Y"), Tie(ours="u2", theirs="c9"), commit=False)
    store.commit_run(one)
    store.discard_run(two)
    assert [p.name for p in store.people(["c9"])] == ["A"]
    assert ties(store) == [(0, 0, "None", "None")]


def test_a_discard_leaves_what_another_pending_run_brought_too(store: GraphStore, base: str, write: Write) -> None:
    one = write(Person(id="c9", name="A"), commit=False)
    two = write(Person(id="c9", name="B"), Tie(ours="u2", theirs="c9"), commit=False)
    store.discard_run(one)
    store.commit_run(two)
    assert [t.content.theirs for t in store.facts(FactKind.TIE)] == ["c9"]


def test_two_runs_that_record_the_same_interaction(store: GraphStore, base: str, write: Write) -> None:
    one = write(Interaction(id="i", at=MOMENT, minutes=10, participants=("u1", "c1")), commit=False)
    two = write(Interaction(id="i", at=MOMENT, kind="call", participants=("u2", "c1")), commit=False)
    store.commit_run(two)
    store.commit_run(one)
    (found,) = store.interactions()
    assert (found.minutes, found.kind, found.participants) == (10, "other", ("c1", "u1"))
    assert list(store.interactions(person="u2")) == []
    store.undo_run(one)
    (found,) = store.interactions()
    assert (found.minutes, found.participants) == (None, ("c1", "u2"))


def test_merges_that_contradict_each_other(store: GraphStore, base: str, write: Write) -> None:
    one, two = write(commit=False), write(commit=False)
    store.alias_people(one, alias="c1", person="c2")
    store.alias_people(two, alias="c2", person="c1")
    store.commit_run(one)
    with pytest.raises(Conflict):
        store.commit_run(two)
    assert store.aliases() == {"c1": "c2"}


def _two_imports(store: GraphStore, new_run: Callable[..., Run], *, interleaved: bool) -> list[DumpRow]:
    """Overlapping ties from two runs; their batches run one after the other, or in turns."""
    moment = {"at": MOMENT}
    people = [Person(id=i, name=i) for i in ("u1", "u2", "u3", "c1", "c2", "c3", "c4")]
    items = [Tie(ours=u, theirs=c, declared=2) for u in ("u1", "u2") for c in ("c1", "c2", "c3")]
    others = [Tie(ours=u, theirs=c, target=4, valid_from=FEB) for u in ("u2", "u3") for c in ("c2", "c3", "c4")]
    for name in ("base", "one", "two"):
        store.begin_run(new_run(id=name, **moment))
    store.put_records("base", people)
    store.commit_run("base")
    if interleaved:
        store.put_facts("two", others[:3])
        store.put_facts("one", items[:4])
        store.put_facts("two", others[3:])
        store.put_facts("one", items[4:])
    else:
        store.put_facts("one", items)
    store.commit_run("one")
    if not interleaved:
        store.put_facts("two", others)
    store.commit_run("two")
    return list(store.dump())


def test_the_content_does_not_depend_on_how_batches_interleave(place: Any, new_run: Callable[..., Run]) -> None:
    dumps = []
    for interleaved in (False, True):
        with place.open() as store:
            dumps.append(_two_imports(store, new_run, interleaved=interleaved))
        place.clear()
    assert dumps[0] == dumps[1]
    assert len(dumps[0]) > 20
