"""What can be seen, as entities and facts; merges are applied here."""

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import TypeVar

from neo4j import Record as Row
from pydantic.alias_generators import to_snake

from kamgraph.model import Fact, FactKind, Handover, Initiative, Interaction, Organisation, Person, PlanItem
from kamgraph.model.entities import Entity
from kamgraph.store.neo4j.aliases import group_of, resolved
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.held import Held, held_from
from kamgraph.store.neo4j.interactions import interaction_from
from kamgraph.store.neo4j.shapes import SECTIONS, TYPES_OF_KIND, entity_from
from kamgraph.store.neo4j.views import RunNames, look
from kamgraph.store.port import StoredFact

E = TypeVar("E", bound=Entity)


class Reader:
    """One look at the store: what is visible now, with its merges."""

    def __init__(self, connection: Connection, names: RunNames) -> None:
        self._connection, self._names = connection, names
        self.view, merges = look(connection)
        self.merged: Mapping[str, str] = resolved(merges)

    def organisations(self, ids: Collection[str] | None) -> Iterator[Organisation]:
        """Visible organisations; see `GraphStore.organisations`."""
        return self._records(Organisation, ids)

    def people(self, ids: Collection[str] | None) -> Iterator[Person]:
        """Visible people, merges applied; see `GraphStore.people`."""
        if not self.merged:
            yield from self._records(Person, ids)
            return
        groups = group_of(self.merged, ids if ids is not None else self.merged)
        members = {person.id: person for person in self._records(Person, {m for g in groups.values() for m in g})}
        merged = {
            id_: united(members[id_], [members[m] for m in sorted(group - {id_}) if m in members])
            for id_, group in groups.items()
            if id_ in members
        }
        if ids is not None:
            yield from (merged[id_] for id_ in sorted(merged))
            return
        for person in self._records(Person, None):
            if person.id not in self.merged:
                yield merged.get(person.id, person)

    def records(self, kind: type[E], account: str | None = None) -> Iterator[E]:
        """Visible initiatives, plan items or handovers."""
        name = f"read/records/{to_snake(kind.__name__)}"
        scope = {} if kind is Handover else {"accounts": None if account is None else [account]}
        for row in self._connection.stream(name, **self.view.parameters, **scope):
            yield self._canonical_record(entity_from(kind, row["held"]))

    def plans(
        self, accounts: Collection[str] | None, day: date
    ) -> tuple[tuple[Initiative, ...], tuple[PlanItem, ...], tuple[Handover, ...]]:
        """Visible initiatives and plan items of the accounts, and handovers that are not over on a day."""
        named = None if accounts is None else sorted(accounts)
        rows = self._connection.read("read/plans", accounts=named, day=day, **self.view.parameters)

        def of(kind: type[E]) -> tuple[E, ...]:
            found = (row["held"] for row in rows if row["kind"] == kind.__name__)
            return tuple(self._canonical_record(entity_from(kind, held)) for held in found)

        return of(Initiative), of(PlanItem), of(Handover)

    def facts(
        self, kind: FactKind, person: str | None, organisation: str | None, as_of: date | None
    ) -> Iterator[StoredFact]:
        """Visible versions of one kind; see `GraphStore.facts`."""
        if person is not None:
            found = self.facts_of_people(kind, group_of(self.merged, [person])[self.merged.get(person, person)], as_of)
            yield from (f for f in found if organisation is None or _is_at(f.content, organisation))
            return
        types, scope = TYPES_OF_KIND[kind], {**self.view.parameters, "day": as_of}
        if organisation is not None:
            scope.update(ids=[organisation], types=types, ahead=[], always=[])
            rows = self._connection.stream("read/facts_of_organisations", **scope)
            yield from (f for f in self._stored(rows) if _is_at(f.content, organisation))
            return
        streams = [
            self._stored(self._connection.stream(f"read/facts/{t.lower()}", everything=False, **scope)) for t in types
        ]
        yield from heapq.merge(*streams, key=attrgetter("fact", "version"))

    def facts_of_people(self, kind: FactKind, ids: Collection[str], as_of: date | None) -> Iterator[StoredFact]:
        """Visible versions of one kind that name one of these ids."""
        scope = {**self.view.parameters, "day": as_of, "ahead": [], "always": []}
        rows = self._connection.stream("read/facts_of_people", ids=sorted(ids), types=TYPES_OF_KIND[kind], **scope)
        return self._stored(rows)

    def versions_of_people(self, kind: FactKind, ids: Collection[str]) -> Iterator[StoredFact]:
        """Every version of one kind that names one of these ids, of runs that are not hidden."""
        scope = {**self.view.parameters, "ids": sorted(ids), "types": TYPES_OF_KIND[kind]}
        for row in self._connection.stream("read/versions_of_people", **scope):
            version = held_from(row["type"], row["source"], row["target"], row["held"], None)
            yield self.stored(version, version.content)

    def _stored(self, rows: Iterable[Row]) -> Iterator[StoredFact]:
        for row in rows:
            version = held_from(row["type"], row["source"], row["target"], row["held"], None)
            if (content := self.canonical(version.content)) is not None:
                yield self.stored(version, content)

    def stored(self, version: Held, content: Fact) -> StoredFact:
        """Version as callers see it."""
        run, at = self._names[version.run]
        by = sorted(number for number in version.superseded_by if self.view.shows(number))
        return StoredFact(version.fact, version.version, run, at, self._names[by[0]][0] if by else None, content)

    def run_id(self, number: int) -> str:
        """Id of a run by its number."""
        return self._names[number][0]

    def history(self, fact: str) -> tuple[StoredFact, ...]:
        """Every version of a fact that is not hidden, oldest run first."""
        rows = self._connection.read("read/history", fact=fact, **self.view.parameters)
        found = [held_from(r["type"], r["source"], r["target"], r["held"], None) for r in rows]
        order = {
            row["run"]["number"]: row["run"].get("committed") for row in self._connection.read("read/runs", first=0)
        }
        found.sort(key=lambda version: (order[version.run], version.ordinal))
        return tuple(self.stored(version, self.canonical(version.content) or version.content) for version in found)

    def interactions(self, person: str | None, ids: Collection[str] | None) -> Iterator[Interaction]:
        """Visible interactions; see `GraphStore.interactions`."""
        if ids is not None:
            rows = self._connection.stream("read/interactions_by_id", ids=sorted(ids), **self.view.parameters)
        elif person is not None:
            group = sorted(next(iter(group_of(self.merged, [person]).values())))
            rows = self._connection.stream("read/interactions_of_people", ids=group, **self.view.parameters)
        else:
            rows = self._connection.stream("read/interactions", everything=False, **self.view.parameters)
        for row in rows:
            found = self._canonical_interaction(interaction_from(row["held"]).content)
            if person is None or self._id(person) in found.participants:
                yield found

    def counts(self) -> dict[str, int]:
        """Number of what is visible, under the port's names."""
        rows = self._connection.read("read/counts", **self.view.parameters)
        held = Counter({row["name"]: row["n"] for row in rows})
        counted = {section: held[kind.__name__] for section, kind in SECTIONS.items()}
        counted["people"] -= len(self.merged)
        counted.update({kind.value: sum(held[t] for t in types) for kind, types in TYPES_OF_KIND.items()})
        return counted | {
            "interactions": held["Interaction"],
            "aliases": len(self.merged),
            "runs": held["ImportRun"],
        }

    def canonical(self, fact: Fact) -> Fact | None:
        """Fact under canonical ids; None where a merge makes both ends one person."""
        changes = {f: self.merged[v] for f in fact.person_fields if (v := getattr(fact, f)) in self.merged}
        if not changes:
            return fact
        ends = [changes.get(field, getattr(fact, field)) for field in fact.person_fields]
        return None if len(ends) == 2 and ends[0] == ends[1] else fact.model_copy(update=changes)

    def _id(self, person: str | None) -> str | None:
        return None if person is None else self.merged.get(person, person)

    def _records(self, kind: type[E], ids: Collection[str] | None) -> Iterator[E]:
        name = f"read/records/{to_snake(kind.__name__)}"
        if ids is not None:
            rows = self._connection.stream(f"{name}_by_id", ids=sorted(set(ids)), **self.view.parameters)
        else:
            rows = self._connection.stream(name, **self.view.parameters)
        return (entity_from(kind, row["held"]) for row in rows)

    def _canonical_record(self, record: E) -> E:
        def of(id_: str | None) -> str | None:
            return self._id(id_)

        if not self.merged:
            return record
        if isinstance(record, Initiative):
            return record.model_copy(update={"people": _unique(of(person) for person in record.people)})
        if isinstance(record, PlanItem):
            return record.model_copy(update={"owner": of(record.owner)})
        if isinstance(record, Handover):
            steps = tuple(
                step.model_copy(update={"theirs": of(step.theirs), "successor": of(step.successor)})
                for step in record.steps
            )
            return record.model_copy(update={"leavers": _unique(of(p) for p in record.leavers), "steps": steps})
        return record

    def _canonical_interaction(self, found: Interaction) -> Interaction:
        if not self.merged or not any(person in self.merged for person in found.participants):
            return found
        return found.model_copy(
            update={"participants": tuple(sorted({self.merged.get(p, p) for p in found.participants}))}
        )


def united(person: Person, others: Iterable[Person]) -> Person:
    """Person with what the ids merged into it hold; an objection to scoring holds for all of them."""
    everybody = [person, *others]
    return person.model_copy(
        update={
            "emails": _unique(email for each in everybody for email in each.emails),
            "phones": _unique(phone for each in everybody for phone in each.phones),
            "language": next((each.language for each in everybody if each.language), None),
            "do_not_score": any(each.do_not_score for each in everybody),
        }
    )


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _is_at(fact: Fact, organisation: str) -> bool:
    return any(getattr(fact, field) == organisation for field in fact.organisation_fields)
