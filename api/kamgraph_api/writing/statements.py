"""Statements of single facts: found under their ids, checked, and written only on top of what their author has seen."""

from collections.abc import Callable
from datetime import date

from kamgraph.access import Principal
from kamgraph.model import FACT_TYPES, Fact, FactKind
from kamgraph.store.port import GraphStore, StoredFact
from kamgraph.store.versions import Visible, plan_put
from kamgraph_api.answers import FactHeld, FactWritten
from kamgraph_api.circle import circle_of
from kamgraph_api.problems import Fault, Refused
from kamgraph_api.reading import Reading
from kamgraph_api.writing.allowed import require_allowed
from kamgraph_api.writing.fitting import require_fitting
from kamgraph_api.writing.merged import readings
from kamgraph_api.writing.runs import in_a_run
from kamgraph_api.writing.tags import Seen, tag_of_versions

NAMES: dict[FactKind, str] = {kind: f"{kind}s" if kind != FactKind.ABSENCE else "absences" for kind in FACT_TYPES}


def readable(read: Reading, who: Principal, kind: FactKind, fact: str) -> FactHeld:
    """What is held of a fact, if the caller may read all that was ever said of it."""
    history, circle = read.store.history(fact), circle_of(read, who)
    of_kind = history and isinstance(history[0].content, FACT_TYPES[kind])
    if not of_kind or not all(circle.may_read(stored.content) for stored in history):
        raise Refused(404, "unknown-id", "there is no such fact", ids=(fact,))
    standing = _standing(read.store, history[0].content, fact)
    authors = {run.id: run.by for run in read.store.runs({stored.run for stored in history})}
    return FactHeld(fact, tag_of_versions(standing), standing, history, authors)


def put(read: Reading, who: Principal, said: Fact, seen: Seen, path: str | None = None) -> FactWritten:
    """Write what is said of a fact, at the address given if one is; no run where it says nothing new.

    Raises
    ------
    Refused
        It may not be said, or not here, or is about something that changed since it was seen.
    """
    require_allowed(read, who, circle_of(read, who), said)
    store = read.store
    meant = _meant(store, said, path)
    before = _written(store, said, meant.fact, None)
    plan = plan_put([Visible(stored.version, stored.content) for stored in before.standing], said)
    if plan.outcome == "unchanged":
        # Also where the answer to the same write was lost on its way: the caller asks again, with the tag of before.
        return before
    seen.require(before.tag, thing=meant.fact)
    require_fitting(store, said)
    unchanged = _unchanged(store, said, meant.fact, seen)

    def check() -> None:
        unchanged()
        require_fitting(store, said)

    counted = {NAMES[said.kind_of_fact]: 1}
    run = in_a_run(store, who, lambda run: store.put_facts(run, [meant]), check, **counted)
    return _written(store, said, meant.fact, run)


def take_back(read: Reading, who: Principal, held: FactHeld, seen: Seen) -> FactWritten:
    """Retract every version that stands; no run where none does.

    Raises
    ------
    Refused
        It changed since it was seen.
    """
    store, said = read.store, held.history[0].content
    if held.tag is None:
        return FactWritten(held.fact, None, None, ())
    seen.require(held.tag, thing=held.fact)
    versions = [stored.version for stored in held.standing]
    check = _unchanged(store, said, held.fact, seen)
    run = in_a_run(store, who, lambda run: store.retract(run, versions), check, retracted=len(versions))
    return _written(store, said, held.fact, run)


def _alike(store: GraphStore, said: Fact) -> list[StoredFact]:
    """Versions that stand and are about the same, under whatever ids they were first stated."""
    where = {"person": getattr(said, said.person_fields[0])} if said.person_fields else {}
    if where.get("person") is None:
        where = {"organisation": getattr(said, said.organisation_fields[0])}
    return [stored for stored in store.facts(said.kind_of_fact, **where) if stored.content.key == said.key]


def _standing(store: GraphStore, said: Fact, fact: str) -> tuple[StoredFact, ...]:
    found = [stored for stored in _alike(store, said) if stored.fact == fact]
    return tuple(sorted(found, key=lambda stored: stored.content.valid_from or date.min))


def _written(store: GraphStore, said: Fact, fact: str, run: str | None) -> FactWritten:
    standing = _standing(store, said, fact)
    return FactWritten(fact, tag_of_versions(standing), run, standing)


def _unchanged(store: GraphStore, said: Fact, fact: str, seen: Seen) -> Callable[[], None]:
    return lambda: seen.require(tag_of_versions(_standing(store, said, fact)), thing=fact)


def _meant(store: GraphStore, said: Fact, path: str | None) -> Fact:
    """The statement as it is to be written: under the id of the address, or else under which it stands already.

    Raises
    ------
    Refused
        422: the address has the id of another fact; 412: it stands under another address.
    """
    there = sorted({stored.fact for stored in _alike(store, said)})
    usual = there[0] if there and said.fact not in there else said.fact
    meant = next((one for one in readings(store, said) if one.fact == (path or usual)), None)
    if meant is None:
        fault = Fault(where="path.fact", reason=f"what the body says has the id {usual}")
        raise Refused(422, "wrong-id", "a value of the request breaks a rule", faults=[fault])
    if there and meant.fact not in there:
        raise Refused(412, "changed", "it is there already", ids=there)
    return meant
