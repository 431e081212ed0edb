"""From what somebody types to one account or one person."""

from collections.abc import Sequence

from kamgraph.model import OrganisationKind
from kamgraph.model.errors import MeasureError
from kamgraph.store.port import Found, GraphStore

_BEGIN = "; there is none yet: kamgraph template -o mine.xlsx, then kamgraph import mine.xlsx"


class Ambiguous(MeasureError):
    """Several fit what was typed; the sentence lists them."""


class NobodyFound(MeasureError):
    """Nothing fits what was typed."""


def choose_account(store: GraphStore, typed: str) -> str:
    """Id of the one account that is meant by an id or a part of a name, with or without Polish letters.

    Raises
    ------
    NobodyFound, Ambiguous
        None or several fit; the message lists what there is.
    """
    if any(o.kind is OrganisationKind.ACCOUNT for o in store.organisations([typed])):
        return typed
    found = store.find_accounts(typed, limit=12)
    if not found:
        known = sorted(o.name for o in store.organisations() if o.kind is OrganisationKind.ACCOUNT)
        some = "; the accounts are: " + ", ".join(known[:15]) + (" ..." if len(known) > 15 else "") if known else _BEGIN
        raise NobodyFound(f"no account fits {typed!r}{some}")
    return _only("account", typed, found)


def choose_person(store: GraphStore, typed: str) -> str:
    """Id of the one person that is meant by an id or a part of a name.

    Raises
    ------
    NobodyFound, Ambiguous
        None or several fit; the message lists the candidates with their organisations and ids.
    """
    for person in store.people([typed]):
        return person.id
    found = store.find_people(typed, limit=12)
    if not found:
        raise NobodyFound(f"nobody fits {typed!r}")
    return _only("person", typed, found)


def _only(kind: str, typed: str, found: Sequence[Found]) -> str:
    exact = [hit for hit in found if hit.name.casefold() == typed.casefold()]
    if len(found) == 1:
        return found[0].id
    if len(exact) == 1:
        return exact[0].id
    listed = "\n".join(f"  {hit.name} ({', '.join(p for p in (hit.organisation, hit.id) if p)})" for hit in found)
    raise Ambiguous(f"{typed!r} fits more than one {kind}; type more of the name, or the id:\n{listed}")
