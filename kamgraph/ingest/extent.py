"""What belongs to an export: everything, or what stands around some accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from pydantic import BaseModel

from kamgraph.ingest.own import TABLES
from kamgraph.model import Fact, FactKind, Organisation, Tie
from kamgraph.model.errors import UnknownId
from kamgraph.store.port import GraphStore
from kamgraph.store.scope import units_of


class Extent:
    """The items of each of our tables that an export holds.

    Raises
    ------
    UnknownId
        One of the accounts is not there.
    """

    def __init__(self, store: GraphStore, accounts: Collection[str] | None) -> None:
        self._store = store
        self._accounts = None if accounts is None else frozenset(accounts)
        if self._accounts is not None:
            self._gather(self._accounts)

    def items(self, table: str) -> Iterator[BaseModel]:
        """Items of one of our tables, facts in the order of their beginnings."""
        store, chosen = self._store, self._accounts
        match table:
            case "organisations":
                yield from (o for o in store.organisations() if chosen is None or o.id in self._organisations)
            case "people":
                yield from (p for p in store.people() if chosen is None or p.id in self._people)
            case "interactions":
                yield from (i for i in store.interactions() if self._among(i.participants) or self._about(i.account))
            case "initiatives":
                yield from (i for i in store.initiatives() if self._about(i.account))
            case "plan_items":
                yield from (p for p in store.plan_items() if self._about(p.account))
            case "handovers":
                yield from (h for h in store.handovers() if chosen is None or self._people.issuperset(h.leavers))
            case _:
                yield from self._facts(TABLES[table].model.kind_of_fact)  # type: ignore[union-attr]

    def _facts(self, kind: FactKind) -> Iterator[Fact]:
        for _, versions in groupby(self._store.facts(kind), key=lambda stored: stored.fact):
            # In the order of time, or an import would take the later for a correction of the earlier.
            for fact in sorted((v.content for v in versions), key=lambda f: f.valid_from or date.min):
                if self._accounts is None or (self._holds(fact.person_fields, fact) and self._stands(fact)):
                    yield fact

    def _holds(self, fields: tuple[str, ...], fact: Fact) -> bool:
        named = {getattr(fact, field) for field in fields} - {None}
        return self._people.issuperset(named)

    def _stands(self, fact: Fact) -> bool:
        # What is held about another account stays there, also where its people came to the same event.
        if isinstance(fact, Tie) and fact.theirs not in self._clients:
            return False
        places = {"account": self._units, "organisation": self._organisations}
        return all(getattr(fact, field) in places[field] for field in fact.organisation_fields)

    def _among(self, people: tuple[str, ...]) -> bool:
        if self._accounts is None:
            return True
        return self._people.issuperset(people) and not self._clients.isdisjoint(people)

    def _about(self, account: str | None) -> bool:
        return self._accounts is None or account in self._accounts

    def _gather(self, accounts: frozenset[str]) -> None:
        organisations = {o.id: o for o in self._store.organisations()}
        if unknown := sorted(accounts - organisations.keys()):
            raise UnknownId("organisation", tuple(unknown))
        self._units = units = set(units_of(organisations.values(), accounts))
        self._clients: set[str] = set()
        ours: set[str] = set()
        for unit in sorted(units):
            for kind, into in ((FactKind.POSITION, self._clients), (FactKind.STAKEHOLDER, self._clients),
                               (FactKind.ASSIGNMENT, ours)):  # fmt: skip
                into.update(s.content.person for s in self._store.facts(kind, organisation=unit))  # type: ignore[attr-defined]
        for stored in self._store.facts(FactKind.TIE):
            if stored.content.theirs in self._clients:  # type: ignore[attr-defined]
                ours.add(stored.content.ours)  # type: ignore[attr-defined]
        for interaction in self._store.interactions():
            if interaction.account in units or not self._clients.isdisjoint(interaction.participants):
                ours.update(interaction.participants)
        self._people = self._clients | ours
        self._organisations = units | {o for person in sorted(ours) for o in self._employers(person)}
        for organisation in list(self._organisations):
            self._organisations |= _above(organisation, organisations)

    def _employers(self, person: str) -> Iterator[str]:
        for stored in self._store.facts(FactKind.POSITION, person=person):
            yield stored.content.organisation  # type: ignore[attr-defined]


def _above(organisation: str, organisations: dict[str, Organisation]) -> set[str]:
    found: set[str] = set()
    parent = organisations[organisation].parent_id
    while parent is not None and parent not in found:
        found.add(parent)
        parent = organisations[parent].parent_id
    return found
