"""Facts: corrections, changes, ends, retractions; batches that are written whole or not at all."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kamgraph.model import (
    Absence,
    Assignment,
    Fact,
    FactKind,
    Figure,
    Line,
    Person,
    Position,
    Stakeholder,
    Tie,
)
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.port import GraphStore, PutCounts

Write = Callable[..., str]
NEW_YEAR, MAY = date(2026, 1, 1), date(2026, 5, 1)
DAY = timedelta(days=1)


def _tie(**given: object) -> Tie:
    return Tie.model_validate({"ours": "u1", "theirs": "c1", **given})


def _ties(store: GraphStore, **narrowed: object) -> list[Fact]:
    found = [s.content for s in store.facts(FactKind.TIE, **narrowed)]  # type: ignore[arg-type]
    return sorted(found, key=lambda f: f.valid_from or date.min)


EVERY_KIND = [
    Position(
        person="c1", organisation="acme", title="Dyrektor", department="it", department_text="IT", level="director"
    ),
    Stakeholder(
        person="c1", account="acme", roles=("champion", "evaluator"), influence=7.5, stance=-2, decision_weight=0.25,
        confirmed_on=MAY, valid_from=NEW_YEAR,
    ),
    Assignment(person="u1", account="acme", role="kam", valid_from=NEW_YEAR, valid_to=MAY),
    Tie(ours="u1", theirs="c1", declared=4, target=5, confirmed_on=MAY),
    Line(source="c2", target="c1", kind="reports_to", weight=0.5),
    Figure(account="acme", kind="nps", value=-7.25, currency="EUR", person="c1", valid_from=NEW_YEAR),
    Absence(person="c1", kind="parental", valid_from=NEW_YEAR, valid_to=MAY),
]  # fmt: skip


@pytest.mark.parametrize("fact", EVERY_KIND, ids=lambda f: f.kind_of_fact)
def test_every_kind_comes_back_as_it_went_in(store: GraphStore, base: str, write: Write, fact: Fact) -> None:
    required = {name for name, field in type(fact).model_fields.items() if field.is_required()}
    bare = fact.model_validate({name: getattr(fact, name) for name in required | {*fact.key_fields, "valid_from"}})
    run = write(fact)
    (stored,) = store.facts(fact.kind_of_fact)
    assert (stored.content, stored.fact, stored.run, stored.superseded_by) == (fact, fact.fact, run, None)
    assert stored.at == store.runs()[0].at
    again = write(commit=False)
    assert store.put_facts(again, [fact, bare]) == PutCounts(unchanged=2)
    store.commit_run(again)
    assert [s.version for s in store.facts(fact.kind_of_fact)] == [stored.version]


def test_a_correction_supersedes_and_history_keeps_both(store: GraphStore, base: str, write: Write) -> None:
    first, second = write(_tie(declared=3, target=5)), write(_tie(declared=4))
    assert _ties(store) == [_tie(declared=4, target=5)]
    old, new = store.history(_tie().fact)
    assert (old.content.model_dump()["declared"], old.run, old.superseded_by) == (3, first, second)
    assert (new.content, new.run, new.superseded_by) == (_tie(declared=4, target=5), second, None)
    assert old.version != new.version
    third = write(_tie(target=None))
    assert _ties(store) == [_tie(declared=4)]
    assert [s.run for s in store.history(_tie().fact)] == [first, second, third]
    store.undo_run(third)
    assert [(s.run, s.superseded_by) for s in store.history(_tie().fact)] == [(first, second), (second, None)]


def test_a_change_closes_what_stood_and_adds_what_stands(store: GraphStore, base: str, write: Write) -> None:
    write(_tie(declared=2, target=4, valid_from=NEW_YEAR))
    changed = write(_tie(declared=5, valid_from=MAY))
    assert _ties(store) == [
        _tie(declared=2, target=4, valid_from=NEW_YEAR, valid_to=MAY),
        _tie(declared=5, target=4, valid_from=MAY),
    ]
    assert len(store.history(_tie().fact)) == 3
    store.undo_run(changed)
    assert _ties(store) == [_tie(declared=2, target=4, valid_from=NEW_YEAR)]


def test_as_of_is_half_open(store: GraphStore, base: str, write: Write) -> None:
    write(_tie(declared=1, valid_from=NEW_YEAR, valid_to=MAY), _tie(declared=2, valid_from=MAY, valid_to=MAY + DAY))
    on = {day: _ties(store, as_of=day) for day in (NEW_YEAR - DAY, NEW_YEAR, MAY - DAY, MAY, MAY + DAY)}
    assert [[getattr(f, "declared", 0) for f in held] for held in on.values()] == [[], [1], [1], [2], []]


def test_facts_are_narrowed_to_a_person_at_either_end_or_an_organisation(
    store: GraphStore, base: str, write: Write
) -> None:
    write(_tie(), Tie(ours="u2", theirs="c1"), Tie(ours="u1", theirs="c2"))
    write(Position(person="c1", organisation="acme"), Position(person="c1", organisation="us", title="Gość"))
    assert _pairs(store, "c1") == {("u1", "c1"), ("u2", "c1")}
    assert _pairs(store, "u1") == {("u1", "c1"), ("u1", "c2")}
    assert _pairs(store, "?") == set()
    assert [s.content.key for s in store.facts(FactKind.POSITION, organisation="us")] == [("c1", "us", "Gość")]
    assert list(store.facts(FactKind.POSITION, person="c2", organisation="us")) == []
    assert list(store.facts(FactKind.TIE, organisation="acme")) == []
    order = [(s.fact, s.version) for s in store.facts(FactKind.TIE)]
    assert order == sorted(order)


def _pairs(store: GraphStore, person: str) -> set[tuple[str, ...]]:
    return {s.content.key for s in store.facts(FactKind.TIE, person=person)}


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ([{"valid_from": MAY}], {"valid_from": NEW_YEAR}),
        ([{"valid_from": NEW_YEAR, "valid_to": MAY}], {"declared": 5}),
        ([{"valid_from": NEW_YEAR, "valid_to": MAY}], {"valid_from": NEW_YEAR - DAY, "valid_to": NEW_YEAR + DAY}),
        ([{"valid_to": NEW_YEAR}, {"valid_from": MAY}], {"valid_from": NEW_YEAR, "valid_to": MAY + DAY}),
        ([{"valid_from": MAY}], {"valid_to": NEW_YEAR}),
    ],
    ids=["earlier and open", "undated after its end", "across a beginning", "across two", "ends before it begins"],
)
def test_what_would_overlap_or_turn_round_is_a_conflict(
    store: GraphStore, base: str, write: Write, held: list[dict[str, object]], said: dict[str, object]
) -> None:
    write(*(_tie(declared=1, **interval) for interval in held))
    before = _ties(store)
    run = write(commit=False)
    with pytest.raises(Conflict) as refused:
        store.put_facts(run, [Tie(ours="u2", theirs="c2"), _tie(**said)])
    assert refused.value.ids == (_tie().fact,)
    store.commit_run(run)
    assert _ties(store) == before


def test_an_undated_statement_ends_what_stands_open(store: GraphStore, base: str, write: Write) -> None:
    write(_tie(declared=3, valid_from=NEW_YEAR))
    write(_tie(valid_to=MAY))
    assert _ties(store) == [_tie(declared=3, valid_from=NEW_YEAR, valid_to=MAY)]
    write(_tie(valid_from=NEW_YEAR, valid_to=None))
    assert _ties(store) == [_tie(declared=3, valid_from=NEW_YEAR)]


def test_an_unknown_id_leaves_the_whole_batch_out(store: GraphStore, base: str, write: Write) -> None:
    run = write(commit=False)
    with pytest.raises(UnknownId) as unknown:
        store.put_facts(run, [_tie(), Tie(ours="nobody", theirs="c1"), Tie(ours="u1", theirs="noone")])
    assert (unknown.value.kind, set(unknown.value.ids)) == ("person", {"nobody", "noone"})
    with pytest.raises(UnknownId, match="unknown organisation: nowhere"):
        store.put_facts(run, [Assignment(person="u1", account="nowhere")])
    hidden = write(Person(id="c9", name="Nowa"), commit=False)
    with pytest.raises(UnknownId, match="c9"):
        store.put_facts(run, [Tie(ours="u1", theirs="c9")])
    store.commit_run(hidden)
    assert store.put_facts(run, [Tie(ours="u1", theirs="c9")]).added == 1
    store.commit_run(run)
    assert [f.key for f in _ties(store)] == [("u1", "c9")]


def test_a_retraction_leaves_history_and_is_itself_undone(store: GraphStore, base: str, write: Write) -> None:
    run = write(_tie(declared=1), Tie(ours="u1", theirs="c2"))
    mistaken = next(s for s in store.facts(FactKind.TIE) if s.fact == _tie().fact)
    retraction = write(commit=False)
    assert store.retract(retraction, [mistaken.version]) == 1
    assert store.put_facts(retraction, [_tie(declared=4)]).added == 1
    assert _pairs(store, "c1") == {("u1", "c1")}
    store.commit_run(retraction)
    assert _ties(store, person="c1") == [_tie(declared=4)]
    assert [(s.run, s.superseded_by) for s in store.history(_tie().fact)] == [(run, retraction), (retraction, None)]
    store.undo_run(retraction)
    assert _ties(store, person="c1") == [_tie(declared=1)]


def test_only_visible_versions_can_be_retracted(store: GraphStore, base: str, write: Write) -> None:
    write(_tie(declared=1))
    (old,) = store.facts(FactKind.TIE)
    write(_tie(declared=2))
    (new,) = store.facts(FactKind.TIE)
    run = write(commit=False)
    for versions in ([old.version], [new.version, "?"]):
        with pytest.raises(UnknownId):
            store.retract(run, versions)
    assert store.retract(run, [new.version, new.version]) == 1
    with pytest.raises(UnknownId):
        store.retract(run, [new.version])
    store.commit_run(run)
    assert _ties(store) == []


def test_a_run_may_take_back_what_it_wrote_itself(store: GraphStore, base: str, write: Write) -> None:
    run = write(_tie(declared=2), commit=False)
    write(_tie(declared=1))
    store.retract(run, [_own(store, run)])
    store.commit_run(run)
    assert [s.run == run for s in store.facts(FactKind.TIE)] == [False]


def _own(store: GraphStore, run: str) -> str:
    return next(str(row.values["version"]) for row in store.dump() if row.values.get("run") == run)


def test_later_commits_are_applied_on_top_of_earlier_ones(store: GraphStore, base: str, write: Write) -> None:
    write(_tie(declared=1, target=1))
    first = write(_tie(declared=2), commit=False)
    second = write(_tie(target=5), commit=False)
    third = write(_tie(declared=4, valid_from=MAY), commit=False)
    for run in (third, second, first):
        store.commit_run(run)
    # The undated statements concern the version that stands open: the one the third run added.
    assert _ties(store) == [
        _tie(declared=1, target=1, valid_to=MAY),
        _tie(declared=2, target=5, valid_from=MAY),
    ]


def test_a_commit_that_would_overlap_what_others_committed_is_refused(
    store: GraphStore, base: str, write: Write
) -> None:
    late = write(_tie(declared=2, valid_from=NEW_YEAR, valid_to=MAY + DAY), commit=False)
    write(_tie(declared=3, valid_from=MAY))
    before = store.version()
    with pytest.raises(Conflict, match=_tie().fact):
        store.commit_run(late)
    assert store.version() == before
    assert [r.state for r in store.runs() if r.id == late] == ["pending"]
    store.discard_run(late)
    assert _ties(store) == [_tie(declared=3, valid_from=MAY)]


def test_history_of_nothing_is_empty(store: GraphStore) -> None:
    assert store.history("?") == ()
