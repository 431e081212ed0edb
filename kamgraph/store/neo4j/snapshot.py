"""What a snapshot is built from: of a few accounts by following their people, or of the whole portfolio in streams."""

import heapq
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from typing import Any

from neo4j import Record

from kamgraph.model import Organisation, Person
from kamgraph.store.neo4j.aliases import group_of
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.reading import Reader
from kamgraph.store.neo4j.rows import LINE_TYPES, PEOPLE, Rows, interaction_row, order, renamed
from kamgraph.store.neo4j.views import RunNames
from kamgraph.store.rows import InteractionRow, PersonRow, SnapshotRows
from kamgraph.store.scope import units_of

_PERSONAL = ("WORKS_AT", "KNOWS", "IS_ABSENT", "ASSIGNED_TO", *LINE_TYPES)
_SPREADING = ("REPORTS_TO", "INFLUENCES")
# Who stood where is told from positions of any time, and an absence ahead is known already.
_WHEN = {"ahead": ["IS_ABSENT"], "always": ["WORKS_AT"]}


class Organisations:
    """Every organisation, kept for as long as the store shows the same: each account's snapshot needs them all."""

    def __init__(self) -> None:
        self._kept: tuple[str, tuple[Organisation, ...]] = ("", ())

    def seen_by(self, reader: Reader) -> tuple[Organisation, ...]:
        """All organisations at the reader's version of the store."""
        version, found = self._kept
        if version != reader.view.version:
            found = tuple(reader.organisations(None))
            self._kept = reader.view.version, found
        return found


@contextmanager
def snapshot_rows(
    connection: Connection, names: RunNames, houses: Organisations, accounts: Collection[str] | None, as_of: date
) -> Iterator[SnapshotRows]:
    """See `GraphStore.snapshot_rows`."""
    reader = Reader(connection, names)
    organisations = houses.seen_by(reader)
    initiatives, plan_items, handovers = reader.plans(accounts, as_of)
    streams: list[Iterator[Any]] = []
    source: _Portfolio | _Accounts
    if accounts is None:
        source = _Portfolio(connection, reader, Rows(names), as_of)
    else:
        source = _Accounts(connection, reader, Rows(names), as_of, accounts, organisations)

    def opened(stream: Iterable[Any]) -> Iterator[Any]:
        streams.append(iter(stream))
        return streams[-1]

    try:
        yield SnapshotRows(
            store_version=reader.view.version,
            organisations=organisations,
            people=opened(source.people()),
            positions=opened(source.of("WORKS_AT")),
            stakeholders=opened(source.of("STAKEHOLDER_IN")),
            assignments=opened(source.of("ASSIGNED_TO")),
            ties=opened(source.of("KNOWS")),
            lines=opened(heapq.merge(*(source.of(t) for t in LINE_TYPES), key=order)),
            figures=opened(source.of("HAS_FIGURE")),
            absences=opened(source.of("IS_ABSENT")),
            interactions=opened(source.interactions()),
            initiatives=initiatives,
            plan_items=plan_items,
            handovers=handovers,
        )
    finally:
        for stream in streams:
            if hasattr(stream, "close"):
                stream.close()


class _Portfolio:
    """Everything that holds on the day, streamed in the order of the index on ids."""

    def __init__(self, connection: Connection, reader: Reader, rows: Rows, as_of: date) -> None:
        self._connection, self._reader, self._rows, self._as_of = connection, reader, rows, as_of
        self._scope = reader.view.parameters

    def people(self) -> Iterator[PersonRow]:
        merged = self._reader.merged
        united = {p.id: _person_row(p) for p in self._reader.people(set(merged.values()))} if merged else {}
        for record in self._connection.stream("read/rows/people", **self._scope):
            row = PersonRow(*record.values())
            if row.id not in merged:
                yield united.get(row.id, row)

    def of(self, relation: str) -> Iterator[Any]:
        people, merged = PEOPLE[relation], self._reader.merged
        stream = self._plain(relation)
        if not merged:
            return stream
        # Rows that a merge renames leave the order of the index: they are few, so they are sorted in beside.
        untouched = (row for row in stream if not any(getattr(row, field) in merged for field in people))
        return heapq.merge(untouched, self._renamed(relation), key=order)

    def interactions(self) -> Iterator[InteractionRow]:
        scope = {**self._scope, "before": _end_of_next_day(self._as_of)}
        for record in self._connection.stream("read/rows/interactions", **scope):
            yield _with_participants(interaction_row(record.values()), self._reader)

    def _plain(self, relation: str) -> Iterator[Any]:
        make = self._rows.maker(relation)
        scope = self._scope if relation in _WHEN["always"] else {**self._scope, "day": self._as_of}
        records = self._connection.stream(f"read/rows/{relation.lower()}", **scope)
        rows = (make(source, target, columns) for source, target, *columns in map(Record.values, records))
        # The server gives the first ids in order; what follows them is put in order here, group by group.
        for _, group in itertools.groupby(rows, itemgetter(0)):
            yield from sorted(group, key=order)

    def _renamed(self, relation: str) -> list[Any]:
        scope = {**self._scope, "day": self._as_of, **_WHEN}
        ids = sorted(self._reader.merged)
        found = []
        for record in self._connection.read("read/facts_of_people", ids=ids, types=[relation], **scope):
            row = self._rows.of_held(relation, record["source"], record["target"], record["held"])
            if (new := renamed(row, PEOPLE[relation], self._reader.merged)) not in (None, row):
                found.append(new)
        return sorted(found, key=order)


class _Accounts:
    """What belongs to a few accounts, gathered person by person until nobody new is met."""

    def __init__(
        self,
        connection: Connection,
        reader: Reader,
        rows: Rows,
        as_of: date,
        accounts: Collection[str],
        organisations: Iterable[Organisation],
    ) -> None:
        self._connection, self._reader, self._as_of, self._accounts = connection, reader, as_of, sorted(set(accounts))
        self._rows = rows
        self._found: dict[str, dict[str, Any]] = defaultdict(dict)
        self._units = sorted(units_of(organisations, self._accounts))
        self._block = self._clients()
        self._follow()
        self._ours = {row.ours for row in self._found["KNOWS"].values()}
        self._ours.update(row.person for row in self._found["ASSIGNED_TO"].values())
        self._ours.update(self._met())
        self._gather(self._ours - self._block, ("WORKS_AT", "IS_ABSENT", "ASSIGNED_TO"))

    def people(self) -> Iterator[PersonRow]:
        for person in self._reader.people(sorted(self._block | self._ours)):
            yield _person_row(person)

    def of(self, relation: str) -> Iterator[Any]:
        return iter(sorted(self._found[relation].values(), key=order))

    def interactions(self) -> Iterator[InteractionRow]:
        members = group_of(self._reader.merged, self._block)
        for record in self._connection.stream(
            "read/rows/interactions_about",
            people=_every(members),
            accounts=self._units,
            before=_end_of_next_day(self._as_of),
            **self._reader.view.parameters,
        ):
            yield _with_participants(interaction_row(record.values()), self._reader)

    def _clients(self) -> set[str]:
        types = ["WORKS_AT", "STAKEHOLDER_IN", "ASSIGNED_TO", "HAS_FIGURE"]
        scope = {**self._reader.view.parameters, "day": self._as_of, "ahead": [], "always": []}
        clients = set()
        for record in self._connection.read("read/facts_of_organisations", ids=self._units, types=types, **scope):
            row = self._row(record)
            if record["type"] == "WORKS_AT":
                clients.add(row.person)
            elif row.account in self._accounts:
                self._found[record["type"]][record["held"]["version"]] = row
                if record["type"] == "STAKEHOLDER_IN":
                    clients.add(row.person)
        return clients

    def _follow(self) -> None:
        new = self._block
        lines: dict[str, Any] = {}
        while new:
            met: set[str] = set()
            for relation, version, row in self._facts_of(new, _PERSONAL):
                if relation in LINE_TYPES:
                    lines[version] = relation, row
                    if relation in _SPREADING:
                        met.update((row.source, row.target))
                elif relation != "KNOWS" or row.theirs in new:
                    self._found[relation][version] = row
            new = met - self._block
            self._block |= new
        for version, (relation, row) in lines.items():
            if row.source in self._block and row.target in self._block:
                self._found[relation][version] = row

    def _met(self) -> set[str]:
        ids = _every(group_of(self._reader.merged, self._block))
        rows = self._connection.read("read/people_met", ids=ids, units=self._units, **self._reader.view.parameters)
        return {self._reader.merged.get(row["id"], row["id"]) for row in rows}

    def _gather(self, people: Collection[str], types: Iterable[str]) -> None:
        for relation, version, row in self._facts_of(people, types):
            self._found[relation][version] = row

    def _facts_of(self, people: Collection[str], types: Iterable[str]) -> Iterator[tuple[str, str, Any]]:
        if not people:
            return
        members = group_of(self._reader.merged, people)
        ids = _every(members)
        scope = {**self._reader.view.parameters, "day": self._as_of, **_WHEN}
        for record in self._connection.read("read/facts_of_people", ids=ids, types=list(types), **scope):
            if (row := self._row(record)) is not None:
                yield record["type"], record["held"]["version"], row

    def _row(self, record: Any) -> Any:
        relation = record["type"]
        row = self._rows.of_held(relation, record["source"], record["target"], record["held"])
        return renamed(row, PEOPLE[relation], self._reader.merged)


def _every(groups: Mapping[str, set[str]]) -> list[str]:
    return sorted(id_ for group in groups.values() for id_ in group)


def _person_row(person: Person) -> PersonRow:
    return PersonRow(person.id, person.name, person.placeholder, person.do_not_score)


def _with_participants(row: InteractionRow, reader: Reader) -> InteractionRow:
    if not reader.merged:
        return row
    return row._replace(participants=tuple(sorted({reader.merged.get(p, p) for p in row.participants})))


def _end_of_next_day(day: date) -> datetime:
    return datetime.combine(min(day, date.max - timedelta(days=2)) + timedelta(days=2), time.min, UTC)
