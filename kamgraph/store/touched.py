"""Which accounts look different after some runs: the rule both stores follow, from what those runs touched."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from kamgraph.model import FACT_TYPES, FactKind, Organisation, OrganisationKind
from kamgraph.store.scope import units_of

# Who of a fact's people stands on our side by it.
_ACTING = {FactKind.TIE: "ours", FactKind.ASSIGNMENT: "person"}


# Of more than so many versions, reading the whole store anew is not much slower.
MOST_TOUCHED = 2_000


@dataclass
class Touched:
    """What runs wrote, replaced, took back or brought back.

    Attributes
    ----------
    facts : list of (kind, ids by field)
        People and organisations that each version names, under canonical ids.
    people : set of str
        People of whom a record says something.
    accounts : set of str
        Accounts of plans.
    interactions : list of (participants, account)
    """

    facts: list[tuple[FactKind, dict[str, str | None]]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    interactions: list[tuple[tuple[str, ...], str | None]] = field(default_factory=list)

    def unless_too_much(self) -> Self | None:
        """Itself, or None where reading everything anew would not take much longer."""
        n = len(self.facts) + len(self.people) + len(self.accounts) + len(self.interactions)
        return self if n <= MOST_TOUCHED else None

    @property
    def named(self) -> set[str]:
        """Everybody named."""
        return {
            *self.people,
            *(p for kind, ids in self.facts for _, p in _people(kind, ids)),
            *(p for participants, _ in self.interactions for p in participants),
        }


class Changes(NamedTuple):
    """What may look different: accounts, and client people who stood or stand in one of them."""

    accounts: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def changes_of(
    touched: Touched, organisations: Collection[Organisation], works_at: Mapping[str, Collection[str]]
) -> Changes | None:
    """Accounts and people concerned; None where it reaches further than those tell.

    It does where it concerns one of our people as such, or somebody whom no position and no opinion, of any time,
    places at an account.

    Parameters
    ----------
    works_at : mapping
        Organisations at which each person named has or had a position or a part.

    Examples
    --------
    >>> we, acme = Organisation(id="we", name="We", kind="own"), Organisation(id="acme", name="Acme")
    >>> touched = Touched(facts=[(FactKind.TIE, {"ours": "anna", "theirs": "jan"})])
    >>> changes_of(touched, [we, acme], {"anna": ["we"], "jan": ["acme"]})
    Changes(accounts=frozenset({'acme'}), people=frozenset({'jan'}))
    >>> changes_of(touched, [we, acme], {"anna": ["we"]}) is None
    True
    """
    own = {o.id for o in organisations if o.kind is OrganisationKind.OWN}
    account_of = units_of(organisations, [o.id for o in organisations if o.kind is OrganisationKind.ACCOUNT])
    people = set(touched.people)
    places = set(touched.accounts)
    for participants, account in touched.interactions:
        clients = [p for p in participants if not _only_ours(works_at.get(p, ()), own, account_of)]
        if not clients and account not in account_of:
            return None
        people.update(clients)
        places.update(account_of[a] for a in (account,) if a in account_of)
    for kind, ids in touched.facts:
        acting = ids.get(_ACTING.get(kind, ""))
        # Where somebody never worked for us, such a fact may be all that puts him or her on our side.
        if acting is not None and own.isdisjoint(works_at.get(acting, ())):
            return None
        people.update(p for name, p in _people(kind, ids) if name != _ACTING.get(kind))
        where = ids.get("organisation") or ids.get("account")
        if kind is FactKind.FIGURE and account_of.get(where or "") != where:
            return None
        places.update(account_of[o] for o in (where,) if o in account_of)
    for person in people:
        held = works_at.get(person, ())
        found = {account_of[o] for o in held if o in account_of}
        if not found or not own.isdisjoint(held):
            return None
        places |= found
    return Changes(frozenset(places), frozenset(people))


def placing(held: Iterable[tuple[str, str, bool]], organisations: Collection[Organisation]) -> dict[str, set[str]]:
    """Organisations of each person, from person, organisation and whether that version is visible.

    At a client every version counts, because it may have been visible before; at ours only what is, because it alone
    says that somebody works for us without any tie.
    """
    own = {o.id for o in organisations if o.kind is OrganisationKind.OWN}
    found: dict[str, set[str]] = {}
    for person, organisation, visible in held:
        if visible or organisation not in own:
            found.setdefault(person, set()).add(organisation)
    return found


def _only_ours(held: Collection[str], own: set[str], account_of: Mapping[str, str]) -> bool:
    return not own.isdisjoint(held) and not any(organisation in account_of for organisation in held)


def _people(kind: FactKind, ids: Mapping[str, str | None]) -> list[tuple[str, str]]:
    fields = FACT_TYPES[kind].person_fields
    return [(name, person) for name in fields if (person := ids.get(name)) is not None]
