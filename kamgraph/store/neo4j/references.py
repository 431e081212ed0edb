"""Which people and organisations an item names, and whether a run may name them."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from pydantic.alias_generators import to_snake

from kamgraph.model import Fact, Handover, Initiative, Interaction, Organisation, PlanItem
from kamgraph.model.entities import Entity
from kamgraph.model.errors import UnknownId
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.views import NumberedRun, View

Reference = tuple[str, str]


def references(item: Entity) -> Iterator[Reference]:
    """Label and id of everybody and everything an item names."""
    yield from (("Person", id_) for id_ in _people(item) if id_ is not None)
    yield from (("Organisation", id_) for id_ in _organisations(item) if id_ is not None)


def _people(item: Entity) -> Iterable[str | None]:
    match item:
        case Fact():
            return [getattr(item, field) for field in item.person_fields]
        case Interaction():
            return item.participants
        case Initiative():
            return item.people
        case PlanItem():
            return (item.owner,)
        case Handover():
            return (*item.leavers, *(id_ for step in item.steps for id_ in (step.theirs, step.successor)))
        case _:
            return ()


def _organisations(item: Entity) -> Iterable[str | None]:
    match item:
        case Fact():
            return [getattr(item, field) for field in item.organisation_fields]
        case Organisation():
            return (item.parent_id,)
        case Interaction() | Initiative() | PlanItem():
            return (item.account,)
        case _:
            return ()


def require_known(writing: Writing, view: View, number: int, named: Iterable[Reference]) -> None:
    """Refuse ids that a run does not see.

    Raises
    ------
    UnknownId
        Naming all of them that are of one kind, organisations before people.
    """
    wanted: dict[str, set[str]] = {}
    for label, id_ in named:
        wanted.setdefault(label, set()).add(id_)
    for label in sorted(wanted):
        ids = sorted(wanted[label])
        unknown = set(ids).difference(known(writing, view, number, label, ids))
        if unknown:
            raise UnknownId(to_snake(label), tuple(sorted(unknown)))


def require_known_once(writing: Writing, view: View, run: NumberedRun, items: Iterable[Entity]) -> None:
    """Refuse what names an id that the run does not see; each id is looked up once a run.

    Raises
    ------
    UnknownId
    """
    new = {reference for item in items for reference in references(item)} - run.notes.named
    require_known(writing, view, run.number, new)
    run.new.named.update(new)


def require_known_ends(writing: Writing, view: View, run: NumberedRun, facts: Sequence[Fact]) -> None:
    """The same for facts of one kind, column by column: many facts name few people.

    Raises
    ------
    UnknownId
    """
    kind = facts[0]
    named = [("Person", field) for field in kind.person_fields]
    named += [("Organisation", field) for field in kind.organisation_fields]
    new = {(label, id_) for label, field in named for id_ in set(map(attrgetter(field), facts)) if id_ is not None}
    new -= run.notes.named
    require_known(writing, view, run.number, new)
    run.new.named.update(new)


def known(writing: Writing, view: View, number: int, label: str, ids: Sequence[str]) -> set[str]:
    """Those of the ids that a run sees."""
    name = {"Person": "read/known_people", "Organisation": "read/known_organisations"}[label]
    rows = writing.run(name, ids=ids, hidden=sorted(view.hidden), number=number)
    return set(rows[0]["ids"])
