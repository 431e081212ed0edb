"""Whom and what a caller may know by name: everybody, or the people of his or her accounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from kamgraph.access import Principal, Scope
from kamgraph.model import Fact, FactKind, Line, LineKind, Organisation, OrganisationKind, Person
from kamgraph.model.errors import UnknownId
from kamgraph.store.port import Found, GraphStore, StoredFact
from kamgraph.store.scope import units_of
from kamgraph_api.problems import Refused
from kamgraph_api.reading import Reading


@dataclass(frozen=True)
class Circle:
    """The people and organisations that one principal may know on one day; None for all of them."""

    principal: Principal
    people: frozenset[str] | None
    organisations: frozenset[str] | None

    def knows(self, person: str) -> bool:
        """Whether this person may be known."""
        return self.people is None or person in self.people

    def may_read(self, fact: Fact) -> bool:
        """Whether this fact may be read: all it names may be known, and it is no opinion hidden from the caller."""
        if not self.principal.may(Scope.OPINIONS_READ) and is_opinion(fact):
            return False
        named = (getattr(fact, field) for field in fact.person_fields)
        at = (getattr(fact, field) for field in fact.organisation_fields)
        return all(one is None or self.knows(one) for one in named) and all(
            self.organisations is None or one in self.organisations for one in at
        )

    def found(self, hits: Iterable[Found], shown: Iterable[Organisation]) -> list[Found]:
        """Those of the hits that may be known, without the names of organisations that may not."""
        if self.people is None:
            return list(hits)
        allowed = {o.name for o in shown if self.organisations is None or o.id in self.organisations}
        return [
            hit._replace(organisation=hit.organisation if hit.organisation in allowed else None)
            for hit in hits
            if self.knows(hit.id)
        ]


def is_opinion(fact: Fact) -> bool:
    """Whether a fact is somebody's opinion of a person, which the scope for opinions hides."""
    if isinstance(fact, Line):
        return fact.kind is not LineKind.REPORTS_TO
    return fact.kind_of_fact is FactKind.STAKEHOLDER


def circle_of(read: Reading, who: Principal) -> Circle:
    """The circle of a principal on the day that is looked at."""
    if who.accounts is None:
        return Circle(who, None, None)
    snap = read.snapshot(who)
    organisations = tuple(read.store.organisations())
    own = {o.id for o in organisations if o.kind is OrganisationKind.OWN}
    return Circle(who, frozenset(snap.index), frozenset({*own, *units_of(organisations, snap.accounts.ids)}))


def one_person(read: Reading, who: Principal, person: str) -> Person:
    """The person of this id, or under whom this id was merged.

    Raises
    ------
    UnknownId
        Nobody of this id is held, or nobody whom the caller may know.
    """
    return people_of(read.store, circle_of(read, who), [person])[0]


def ids_asked(read: Reading, who: Principal, asked: Iterable[str]) -> list[str]:
    """Ids of the people whom a question names, each once; raises `Refused` (404) where somebody is not known."""
    try:
        return [person.id for person in people_of(read.store, circle_of(read, who), asked)]
    except UnknownId as error:
        raise Refused(404, "unknown-id", str(error), ids=error.ids) from error


def people_of(store: GraphStore, circle: Circle, asked: Iterable[str]) -> list[Person]:
    """The people of these ids, each once.

    Raises
    ------
    UnknownId
        Somebody is not held, or is nobody whom the caller may know.
    """
    found: dict[str, Person] = {}
    for given in asked:
        held = next((p for p in store.people([given]) if circle.knows(p.id)), None)
        if held is None:
            raise UnknownId("person", (given,))
        found[held.id] = held
    return list(found.values())


def facts_of(store: GraphStore, circle: Circle, person: str) -> dict[str, list[StoredFact]]:
    """Every visible fact about a person that the caller may read, by kind."""
    kinds = (kind for kind in FactKind if kind is not FactKind.FIGURE)
    return {
        str(kind): [stored for stored in store.facts(kind, person=person) if circle.may_read(stored.content)]
        for kind in kinds
    }
