"""Merges: two ids are read as one person, nothing is rewritten, and an undo parts them again."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from kamgraph.model import FactKind, Handover, HandoverStep, Initiative, Interaction, Person, PlanItem, Position, Tie
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.port import GraphStore

Write = Callable[..., str]
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def merge(store: GraphStore, write: Write) -> Callable[..., str]:
    """Merge pairs of ids in one run."""

    def run_of(*pairs: tuple[str, str], commit: bool = True) -> str:
        run = write(commit=False)
        for alias, person in pairs:
            store.alias_people(run, alias=alias, person=person)
        if commit:
            store.commit_run(run)
        return run

    return run_of


Merge = Callable[..., str]


def test_a_merged_person_is_read_once_with_what_both_held(
    store: GraphStore, base: str, write: Write, merge: Merge
) -> None:
    write(Person(id="c2", name="A. Nowak", emails=("an@x.pl",), phones=("2",), language="pl", do_not_score=True))
    before = list(store.people())
    run = merge(("c2", "c1"))
    anna = Person(
        id="c1", name="Anna Nowak", emails=("anna@acme.example", "an@x.pl"), phones=("2",), language="pl",
        do_not_score=True,
    )  # fmt: skip
    for ids in (["c1"], ["c2"], ["c1", "c2"]):
        assert list(store.people(ids)) == [anna]
    assert [p.id for p in store.people()] == ["c1", "c3", "u1", "u2"]
    assert store.aliases() == {"c2": "c1"}
    assert (store.counts()["people"], store.counts()["aliases"]) == (4, 1)
    store.undo_run(run)
    assert list(store.people()) == before
    assert store.aliases() == {}


def test_a_merge_is_seen_only_once_committed(store: GraphStore, base: str, merge: Merge) -> None:
    run = merge(("c2", "c1"), commit=False)
    assert store.aliases() == {}
    store.commit_run(run)
    assert store.aliases() == {"c2": "c1"}


def test_chains_are_followed_to_their_end(store: GraphStore, base: str, merge: Merge) -> None:
    merge(("c3", "c2"))
    merge(("c2", "c1"))
    assert store.aliases() == {"c3": "c1", "c2": "c1"}
    assert [p.id for p in store.people(["c3"])] == ["c1"]


def test_everything_is_read_under_the_canonical_id(store: GraphStore, base: str, write: Write, merge: Merge) -> None:
    day = NOON.date()
    write(
        Tie(ours="u1", theirs="c1", declared=1),
        Tie(ours="u1", theirs="c2", declared=2),
        Position(person="c2", organisation="acme"),
        Interaction(id="i1", at=NOON, participants=("c1", "c2", "u1")),
        Initiative(id="t", account="acme", title="T", people=("c2", "c1", "u1")),
        PlanItem(id="k", account="acme", kind="goal", text="K", owner="c2"),
        Handover(id="h", leavers=("c2",), last_working_day=day, steps=(HandoverStep(theirs="c2", successor="c2"),)),
    )
    merge(("c2", "c1"))
    for person in ("c1", "c2"):
        ties = {s.content for s in store.facts(FactKind.TIE, person=person)}
        assert ties == {Tie(ours="u1", theirs="c1", declared=n) for n in (1, 2)}
        assert [i.participants for i in store.interactions(person=person)] == [("c1", "u1")]
    (position,) = store.facts(FactKind.POSITION)
    assert position.content.key == ("c1", "acme", "")
    assert [s.content for s in store.history(position.fact)] == [position.content]
    assert [i.people for i in store.initiatives()] == [("c1", "u1")]
    assert [i.owner for i in store.plan_items()] == ["c1"]
    assert [(h.leavers, h.steps) for h in store.handovers()] == [
        (("c1",), (HandoverStep(theirs="c1", successor="c1"),))
    ]


def test_a_tie_between_two_ids_of_one_person_is_not_read(
    store: GraphStore, base: str, write: Write, merge: Merge
) -> None:
    write(Tie(ours="u1", theirs="c1"))
    run = merge(("u1", "c1"))
    assert list(store.facts(FactKind.TIE)) == []
    with store.snapshot_rows(None, date(2026, 3, 1)) as rows:
        assert list(rows.ties) == []
    store.undo_run(run)
    assert len(list(store.facts(FactKind.TIE))) == 1


@pytest.mark.parametrize(
    ("merged", "refused"),
    [
        ([], ("c1", "c1")),
        ([("c1", "c2")], ("c1", "c2")),
        ([("c1", "c2")], ("c1", "c3")),
        ([("c1", "c2")], ("c2", "c1")),
        ([("c1", "c2"), ("c2", "c3")], ("c3", "c1")),
    ],
    ids=["itself", "again", "a second time", "back", "in a circle"],
)
def test_what_cannot_be_one_person_is_a_conflict(
    store: GraphStore, base: str, merge: Merge, merged: list[tuple[str, str]], refused: tuple[str, str]
) -> None:
    with pytest.raises(Conflict):
        merge(*merged, refused)
    merge(*merged)
    with pytest.raises(Conflict):
        merge(refused)
    assert set(store.aliases()) == {alias for alias, _ in merged}


def test_nobody_unknown_is_merged(store: GraphStore, base: str, merge: Merge) -> None:
    for pair in (("?", "c1"), ("c1", "?")):
        with pytest.raises(UnknownId, match=r"unknown person: \?"):
            merge(pair)


def test_two_runs_that_merge_in_a_circle_do_not_both_commit(store: GraphStore, base: str, merge: Merge) -> None:
    there, back = merge(("c1", "c2"), commit=False), merge(("c2", "c1"), commit=False)
    store.commit_run(there)
    with pytest.raises(Conflict):
        store.commit_run(back)
    assert store.aliases() == {"c1": "c2"}


def test_writing_under_an_alias_goes_on(store: GraphStore, base: str, write: Write, merge: Merge) -> None:
    merge(("c2", "c1"))
    write(Tie(ours="u2", theirs="c2", declared=5))
    assert [s.content.key for s in store.facts(FactKind.TIE)] == [("u2", "c1")]


def test_undo_of_whom_a_merge_names_is_refused(store: GraphStore, base: str, write: Write, merge: Merge) -> None:
    brought = write(Person(id="new", name="N"))
    run = merge(("new", "c1"))
    with pytest.raises(Conflict, match=run):
        store.undo_run(brought)
