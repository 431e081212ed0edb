"""What a caller may write: about whom he or she may know, and in the accounts that he or she sees."""

from kamgraph.access import Principal, Scope
from kamgraph.model import Fact
from kamgraph_api.circle import Circle, is_opinion
from kamgraph_api.problems import Refused
from kamgraph_api.reading import Reading


def require_allowed(read: Reading, who: Principal, circle: Circle, fact: Fact) -> None:
    """Refuse a statement about anybody or anything that the caller may not know.

    Raises
    ------
    Refused
        404: somebody or something named is not there for the caller; 403: an opinion, without the scope for opinions;
        409: somebody is meant who was merged into somebody else.
    """
    if is_opinion(fact) and not who.may(Scope.OPINIONS_READ):
        raise Refused(403, "forbidden", f"this needs the scope {Scope.OPINIONS_READ}")
    for person in _named(fact, fact.person_fields):
        require_known(read, circle, person)
    places = _named(fact, fact.organisation_fields)
    there = {o.id for o in read.store.organisations(places)} if places else set()
    for place in places:
        if place not in there or not (circle.organisations is None or place in circle.organisations):
            raise Refused(404, "unknown-id", "there is no such organisation", ids=(place,))


def require_known(read: Reading, circle: Circle, person: str) -> None:
    """Refuse a person whom the caller may not know, or who goes under another id by now."""
    held = next(iter(read.store.people([person])), None)
    if held is None or not circle.knows(held.id):
        raise Refused(404, "unknown-id", "there is no such person", ids=(person,))
    if held.id != person:
        raise Refused(409, "conflict", "the person goes under another id by now", ids=(person, held.id))


def _named(fact: Fact, names: tuple[str, ...]) -> list[str]:
    return [one for name in names if (one := getattr(fact, name)) is not None]
