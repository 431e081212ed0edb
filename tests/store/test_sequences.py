"""Any sequence of runs and undos shows what replaying the runs that stand shows, on every store alike."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamgraph.model import Fact, FactKind, Interaction, Person, Run, Tie
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.model.journal import Event
from kamgraph.store.port import GraphStore
from kamgraph.store.versions import Visible, plan_put

START = datetime(2026, 1, 1, tzinfo=UTC)
BASE = [Person(id=i, name=i) for i in ("u", "c")]

days = st.none() | st.integers(0, 3).map(lambda n: START.date() + timedelta(days=n))
optional = {"declared": st.none() | st.integers(1, 2), "target": st.none() | st.integers(1, 2), "valid_from": days}
people = st.builds(
    lambda i, said: Person.model_validate({"id": i, "name": i.upper(), **said}),
    st.sampled_from("cpq"),
    st.fixed_dictionaries({}, optional={"language": st.none() | st.just("pl"), "phones": st.just(("1",))}),
)
ties = st.builds(
    lambda theirs, said: Tie.model_validate({"ours": "u", "theirs": theirs, **said}),
    st.sampled_from("cpq"),
    st.fixed_dictionaries({}, optional=optional),
)
interactions = st.builds(
    lambda i, minutes, who: Interaction(id=i, at=START, minutes=minutes, participants=(who, "u")),
    st.sampled_from("ij"),
    st.none() | st.just(5.0),
    st.sampled_from("cpq"),
)
retractions = st.tuples(st.just("retract"), st.integers(0, 5))
runs = st.tuples(st.just("run"), st.lists(people | ties | interactions | retractions, max_size=4), st.booleans())
undos = st.tuples(st.just("undo"), st.integers(0, 5))
notes = st.tuples(
    st.just("note"),
    st.builds(
        lambda n, who, counts: Event(id=f"e{n}", at=START, author="t", action="departure", people=who, counts=counts),
        st.integers(0, 2),
        st.lists(st.sampled_from("cpq"), max_size=2).map(tuple),
        st.dictionaries(st.sampled_from("ab"), st.integers(0, 9)),
    ),
)


@dataclass
class Picture:
    """What is seen, in plain dictionaries."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)

    def put(self, item: Any) -> None:
        if isinstance(item, Person):
            said = {name: getattr(item, name) for name in item.model_fields_set}
            self.people[item.id] = {**self.people.get(item.id, {}), **said}
        elif isinstance(item, Interaction):
            self.interactions[item.id] = item
        elif isinstance(item, Fact):
            held = [Visible(str(n), fact) for n, fact in enumerate(self.facts.get(item.fact, []))]
            plan = plan_put(held, item)
            self.facts[item.fact] = [v.content for v in held if v.version not in plan.supersede] + list(plan.add)
        else:
            self.facts[item[0]] = [fact for fact in self.facts[item[0]] if fact.valid_from != item[1]]

    def seen(self) -> tuple[Any, ...]:
        facts = sorted((f for held in self.facts.values() for f in held), key=repr)
        people = [Person.model_validate(said) for _, said in sorted(self.people.items())]
        return people, facts, [i for _, i in sorted(self.interactions.items())]


def _seen(store: GraphStore) -> tuple[Any, ...]:
    facts = sorted((s.content for s in store.facts(FactKind.TIE)), key=repr)
    return list(store.people()), facts, list(store.interactions())


def _replayed(standing: dict[str, list[Any]]) -> Picture:
    picture = Picture()
    for item in (item for items in standing.values() for item in items):
        picture.put(item)
    return picture


def _write(stores: list[GraphStore], name: str, items: list[Any], commit: bool) -> list[Any]:
    """The same run on every store; gives the items that changed something."""
    told = []
    for store in stores:
        store.begin_run(Run(id=name, at=START + timedelta(seconds=len(name)), by="t", kind="edit"))
        told.append([_outcome(store, name, item) for item in items])
        if commit:
            store.commit_run(name)
    assert all(outcomes == told[0] for outcomes in told)
    return [done for done in told[0] if done is not None]


def _outcome(store: GraphStore, run: str, item: Any) -> Any:
    try:
        if isinstance(item, Person):
            counted = store.put_records(run, [item])
        elif isinstance(item, Interaction):
            counted = store.record_interactions(run, [item])
        elif isinstance(item, Fact):
            counted = store.put_facts(run, [item])
        else:
            standing = sorted(store.facts(FactKind.TIE), key=lambda s: (s.fact, s.content.valid_from or date.min))
            if not standing:
                return None
            chosen = standing[item[1] % len(standing)]
            store.retract(run, [chosen.version])
            return chosen.fact, chosen.content.valid_from
    except (Conflict, UnknownId):
        return None
    assert sum(counted) == 1
    return None if counted.unchanged else item


def _names(items: list[Any]) -> set[str]:
    named: set[str] = set()
    for item in items:
        if isinstance(item, Tie):
            named |= {item.fact, item.theirs}
        elif isinstance(item, Interaction):
            named |= {f"interaction {item.id}", *item.participants}
        else:
            named.add(item.id if isinstance(item, Person) else item[0])
    return named - {"u", "c"}


def _undo(stores: list[GraphStore], standing: dict[str, list[Any]], number: int) -> None:
    name = [*standing][1:][number % (len(standing) - 1)]
    answers = set()
    for store in stores:
        try:
            store.undo_run(name)
            answers.add("undone")
        except Conflict as refused:
            answers.add(f"refused for {sorted(refused.ids)}")
            later = [*standing][[*standing].index(name) + 1 :]
            assert refused.ids
            assert set(refused.ids) <= set(later)
            assert all(_names(standing[other]) & _names(standing[name]) for other in refused.ids)
    assert len(answers) == 1
    if answers == {"undone"}:
        del standing[name]


def _note(stores: list[GraphStore], event: Event) -> None:
    """The same entry on every store, where its id is not taken by another."""
    for store in stores:
        held, before = {e.id: e for e in store.events()}, store.version()
        if held.get(event.id, event) != event:
            with pytest.raises(Conflict, match=event.id):
                store.record_event(event)
        else:
            store.record_event(event)
        assert {e.id: e for e in store.events()} == {event.id: event, **held}
        assert store.version() == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(runs | undos | notes, min_size=1, max_size=7))
def test_what_is_seen_is_the_replay_of_the_runs_that_stand(places: list[Any], steps: list[Any]) -> None:
    with ExitStack() as closing:
        for place in places:
            closing.callback(place.clear)
        stores = [closing.enter_context(place.open()) for place in places]
        standing: dict[str, list[Any]] = {"base": [*BASE]}
        _write(stores, "base", BASE, commit=True)
        for number, (what, *how) in enumerate(steps):
            if what == "note":
                _note(stores, *how)
            elif what == "undo":
                if len(standing) > 1:
                    _undo(stores, standing, how[0])
            else:
                items, commit = how
                changed = _write(stores, f"r{number}", items, commit)
                if commit:
                    standing[f"r{number}"] = changed
            expected = _replayed(standing).seen()
            for store in stores:
                assert _seen(store) == expected
        dumps = [list(store.dump()) for store in stores]
        assert all(dump == dumps[0] for dump in dumps)
