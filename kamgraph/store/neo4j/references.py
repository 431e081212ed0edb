"""Which people and organisations an item names, and whether a run may name them."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic.alias_generators import to_snake

from kamgraph.model import Fact, Handover, Initiative, Interaction, Organisation, PlanItem
from kamgraph.model.entities import Entity
from kamgraph.model.errors import UnknownId
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.views import View

Reference = tuple[str, str]


def references(item: Entity) -> Iterator[Reference]:
    """Label and id of everybody and everything an item names."""
    if isinstance(item, Fact):
        for field in item.person_fields:
            if (person := getattr(item, field)) is not None:
                yield "Person", person
        for field in item.organisation_fields:
            yield "Organisation", getattr(item, field)
    elif isinstance(item, Interaction):
        yield from (("Person", person) for person in item.participants)
        if item.account is not None:
            yield "Organisation", item.account
    elif isinstance(item, Organisation):
        if item.parent_id is not None:
            yield "Organisation", item.parent_id
    elif isinstance(item, Initiative | PlanItem):
        yield "Organisation", item.account
        people = item.people if isinstance(item, Initiative) else (item.owner,)
        yield from (("Person", person) for person in people if person is not None)
    elif isinstance(item, Handover):
        yield from (("Person", person) for person in item.leavers)
        for step in item.steps:
            yield "Person", step.theirs
            if step.successor is not None:
                yield "Person", step.successor


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


def known(writing: Writing, view: View, number: int, label: str, ids: Sequence[str]) -> set[str]:
    """Those of the ids that a run sees."""
    name = {"Person": "read/known_people", "Organisation": "read/known_organisations"}[label]
    rows = writing.run(name, ids=ids, hidden=sorted(view.hidden), number=number)
    return {row["id"] for row in rows}
