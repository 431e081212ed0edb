"""The port's operations on Neo4j, each handed to the module that knows it."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from kamgraph.model import Fact, FactKind, Handover, Initiative, Interaction, Organisation, Person, PlanItem, Run
from kamgraph.model.errors import Conflict
from kamgraph.model.journal import ApiKey, Event
from kamgraph.store.neo4j import (
    access,
    aliases,
    changes,
    dump,
    facts,
    interactions,
    journal,
    privacy,
    records,
    runs,
    search,
    snapshot,
)
from kamgraph.store.neo4j.connection import Connection, Writing
from kamgraph.store.neo4j.migrations import require_schema, schema_state
from kamgraph.store.neo4j.reading import Reader
from kamgraph.store.neo4j.references import references
from kamgraph.store.neo4j.views import Notes, NumberedRun, RunNames, View, read_view
from kamgraph.store.port import DumpRow, Erasure, Found, PutCounts, Record, StoredFact
from kamgraph.store.rows import SnapshotRows
from kamgraph.store.tombstones import usable
from kamgraph.store.touched import Changes

T = TypeVar("T")


class Neo4jStore:
    """`kamgraph.store.port.GraphStore` on a Neo4j server; one object serves all threads.

    Parameters
    ----------
    url : str
        ``neo4j://host``, ``bolt+s://host:7687/database`` and the like.
    tombstone_key : bytes, optional
        Secret under which erased ids are remembered.

    Raises
    ------
    StoreUnavailable, SchemaOutOfDate
        Nothing answers, the login is refused, or the schema is not the one of this version.
    """

    def __init__(self, url: str, *, tombstone_key: bytes | None = None) -> None:
        self._key = usable(tombstone_key)
        self._connection = Connection(url)
        self._names = RunNames(self._connection)
        self._organisations = snapshot.Organisations()
        self._notes: dict[str, Notes] = {}
        try:
            require_schema(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @property
    def url(self) -> str:
        """Address without credentials."""
        return self._connection.url

    def describe(self) -> Mapping[str, str]:
        """See `GraphStore.describe`."""
        return {"server": self._connection.server, "schema": str(schema_state(self._connection).applied)}

    def close(self) -> None:
        """Release the connections; closing twice is harmless."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_run(self, run: Run) -> None:
        """See `GraphStore.begin_run`."""
        self._connection.write(lambda writing: runs.begin(writing, run))
        self._notes[run.id] = Notes()

    def commit_run(
        self,
        run: str,
        *,
        counts: Mapping[str, int] | None = None,
        rejected: int = 0,
        check: Callable[[], None] | None = None,
    ) -> Run:
        """See `GraphStore.commit_run`."""
        self._notes.pop(run, None)
        return self._connection.write(lambda writing: runs.commit(writing, run, counts, rejected, check))

    def discard_run(self, run: str) -> None:
        """See `GraphStore.discard_run`."""
        self._notes.pop(run, None)
        runs.discard(self._connection, run)

    def undo_run(self, run: str) -> Run:
        """See `GraphStore.undo_run`."""
        return self._connection.write(lambda writing: runs.undo(writing, run))

    def runs(self, ids: Collection[str] | None = None) -> tuple[Run, ...]:
        """See `GraphStore.runs`."""
        return runs.several(self._connection, ids)

    def sweep(self, *, before: datetime) -> tuple[str, ...]:
        """See `GraphStore.sweep`."""
        swept = runs.begun_before(self._connection, before)
        for run in swept:
            runs.discard(self._connection, run)
        return tuple(swept)

    def put_records(
        self, run: str, items: Sequence[Record], *, waiting: Callable[[], object] = lambda: None
    ) -> PutCounts:
        """See `GraphStore.put_records`."""
        # The server does most of it, here and below.
        waiting()

        def put(writing: Writing, view: View, pending: NumberedRun) -> PutCounts:
            people = [item for item in items if isinstance(item, Person)]
            named = itertools.chain(_people_of(items), (person.id for person in people))
            privacy.refuse_erased(writing, view, self._key, named, people)
            return records.put_records(writing, view, pending, items)

        return self._under(run, put, items, PutCounts())

    def put_facts(self, run: str, items: Sequence[Fact], *, waiting: Callable[[], object] = lambda: None) -> PutCounts:
        """See `GraphStore.put_facts`."""
        waiting()

        def put(writing: Writing, view: View, pending: NumberedRun) -> PutCounts:
            privacy.refuse_erased(writing, view, self._key, _people_of(items))
            return facts.put_facts(writing, view, pending, items)

        return self._under(run, put, items, PutCounts())

    def record_interactions(
        self, run: str, items: Sequence[Interaction], *, waiting: Callable[[], object] = lambda: None
    ) -> PutCounts:
        """See `GraphStore.record_interactions`."""
        waiting()

        def record(writing: Writing, view: View, pending: NumberedRun) -> PutCounts:
            privacy.refuse_erased(writing, view, self._key, _people_of(items))
            return interactions.record_interactions(writing, view, pending, items)

        return self._under(run, record, items, PutCounts())

    def retract(self, run: str, versions: Sequence[str]) -> int:
        """See `GraphStore.retract`."""
        return self._under(run, lambda w, view, r: facts.retract(w, view, r, versions), versions, 0)

    def alias_people(self, run: str, *, alias: str, person: str) -> None:
        """See `GraphStore.alias_people`."""

        def merge(writing: Writing, view: View, pending: NumberedRun) -> None:
            privacy.refuse_erased(writing, view, self._key, (alias, person))
            aliases.alias_people(writing, view, pending, alias, person)

        self._under(run, merge, (alias,), None)

    def version(self) -> str:
        """See `GraphStore.version`."""
        return read_view(self._connection).version

    def changed_since(self, version: str) -> Changes | None:
        """See `GraphStore.changed_since`."""
        reader = self._reader()
        return changes.since(self._connection, reader, self._organisations.seen_by(reader), version)

    def organisations(self, ids: Collection[str] | None = None) -> Iterator[Organisation]:
        """See `GraphStore.organisations`."""
        return self._reader().organisations(ids)

    def people(self, ids: Collection[str] | None = None) -> Iterator[Person]:
        """See `GraphStore.people`."""
        return self._reader().people(ids)

    def initiatives(self, account: str | None = None) -> Iterator[Initiative]:
        """See `GraphStore.initiatives`."""
        return self._reader().records(Initiative, account)

    def plan_items(self, account: str | None = None) -> Iterator[PlanItem]:
        """See `GraphStore.plan_items`."""
        return self._reader().records(PlanItem, account)

    def handovers(self) -> Iterator[Handover]:
        """See `GraphStore.handovers`."""
        return self._reader().records(Handover)

    def facts(
        self,
        kind: FactKind,
        *,
        person: str | None = None,
        organisation: str | None = None,
        as_of: date | None = None,
    ) -> Iterator[StoredFact]:
        """See `GraphStore.facts`."""
        return self._reader().facts(kind, person, organisation, as_of)

    def history(self, fact: str) -> tuple[StoredFact, ...]:
        """See `GraphStore.history`."""
        return self._reader().history(fact)

    def interactions(self, *, person: str | None = None, ids: Collection[str] | None = None) -> Iterator[Interaction]:
        """See `GraphStore.interactions`."""
        return self._reader().interactions(person, ids)

    def aliases(self) -> Mapping[str, str]:
        """See `GraphStore.aliases`."""
        return self._reader().merged

    @contextmanager
    def snapshot_rows(self, accounts: Collection[str] | None, as_of: date) -> Iterator[SnapshotRows]:
        """See `GraphStore.snapshot_rows`."""
        with snapshot.snapshot_rows(self._connection, self._names, self._organisations, accounts, as_of) as rows:
            yield rows

    def find_people(self, text: str, *, limit: int = 20, as_of: date | None = None) -> tuple[Found, ...]:
        """See `GraphStore.find_people`."""
        return search.find_people(self._connection, self._reader(), text, limit, as_of)

    def find_accounts(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """See `GraphStore.find_accounts`."""
        return search.find_accounts(self._connection, self._reader(), text, limit)

    def counts(self) -> Mapping[str, int]:
        """See `GraphStore.counts`."""
        return self._reader().counts()

    def export_person(self, person: str) -> Mapping[str, list[dict[str, Any]]]:
        """See `GraphStore.export_person`."""
        return access.export(self._connection, self._reader(), person)

    def erase_person(self, person: str, *, run: Run, reason: str) -> Erasure:
        """See `GraphStore.erase_person`."""
        if self._key is None:
            raise Conflict("open the store with a tombstone key to erase anybody")
        key = self._key
        return self._connection.write(lambda writing: privacy.erase(writing, key, person, run, reason))

    def dump(self) -> Iterator[DumpRow]:
        """See `GraphStore.dump`."""
        return dump.rows(self._connection)

    def load(self, rows: Iterable[DumpRow]) -> int:
        """See `GraphStore.load`."""
        return dump.load(self._connection, rows)

    def record_event(self, event: Event) -> None:
        """See `GraphStore.record_event`."""
        self._connection.write(lambda writing: privacy.record_event(writing, self._key, event))

    def events(self, *, before: str | None = None, limit: int = 100) -> tuple[Event, ...]:
        """See `GraphStore.events`."""
        return journal.page(self._connection, before, limit)

    def put_key(self, key: ApiKey) -> None:
        """See `GraphStore.put_key`."""
        self._connection.write(lambda writing: journal.put_key(writing, key))

    def keys(self, ids: Collection[str] | None = None) -> tuple[ApiKey, ...]:
        """See `GraphStore.keys`."""
        return journal.keys(self._connection, ids)

    def revoke_key(self, key: str, *, at: datetime, by: str) -> ApiKey:
        """See `GraphStore.revoke_key`."""
        return self._connection.write(lambda writing: journal.revoke_key(writing, key, at, by))

    def _reader(self) -> Reader:
        return Reader(self._connection, self._names)

    def _under(
        self, run: str, work: Callable[[Writing, View, NumberedRun], T], items: Sequence[object], nothing: T
    ) -> T:
        notes = self._notes.setdefault(run, Notes())

        def batch(writing: Writing) -> tuple[T, NumberedRun]:
            locked, view = runs.lock_pending(writing, run)
            numbered = replace(locked, notes=notes, new=Notes(batches=locked.batches))
            return work(writing, view, numbered) if items else nothing, numbered

        done, written = self._connection.write(batch)
        if not written.alone:
            # What another process said of them is not known here.
            notes.brought.clear()
        notes.add(written.new)
        return done


def _people_of(items: Iterable[Record | Fact | Interaction]) -> Iterator[str]:
    return (id_ for item in items for label, id_ in references(item) if label == "Person")
