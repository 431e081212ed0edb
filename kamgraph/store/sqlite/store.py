"""The embedded store: one file, nothing to start."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from kamgraph.model import (
    Fact,
    FactKind,
    Handover,
    Initiative,
    Interaction,
    Organisation,
    Person,
    PlanItem,
    Run,
)
from kamgraph.model.errors import Conflict
from kamgraph.model.journal import ApiKey, Event
from kamgraph.store.port import DumpRow, Erasure, Found, PutCounts, Record, StoredFact
from kamgraph.store.rows import SnapshotRows
from kamgraph.store.sqlite import (
    access,
    changes,
    dump,
    erasure,
    fact_reading,
    facts,
    interaction_reading,
    interactions,
    journal,
    people,
    reading,
    records,
    runs,
    search,
    snapshot,
)
from kamgraph.store.sqlite.connection import Database
from kamgraph.store.sqlite.erased import refuse_erased
from kamgraph.store.sqlite.houses import Houses
from kamgraph.store.sqlite.loading import Loader
from kamgraph.store.sqlite.migrations import SCHEMA_VERSION
from kamgraph.store.sqlite.references import Known, builders, named_in, overlapping
from kamgraph.store.sqlite.replan import replan
from kamgraph.store.tombstones import usable
from kamgraph.store.touched import Changes

R = TypeVar("R", Organisation, Initiative, PlanItem, Handover)


class SqliteStore:
    """`kamgraph.store.port.GraphStore` in a SQLite file; may be shared by threads.

    Parameters
    ----------
    path : Path
        The file; made when it is not there. Beside it stand SQLite's log and a lock file.
    tombstone_key : bytes, optional
        Secret under which erased ids are remembered.

    Raises
    ------
    StoreUnavailable
        The file cannot be made, read or written, or is something else.
    SchemaOutOfDate
        It was written by another version.
    """

    def __init__(self, path: Path, *, tombstone_key: bytes | None = None) -> None:
        self._key = usable(tombstone_key)
        self._db = Database(path)
        # Read and changed by whoever holds the writer lock.
        self._known = Known()
        self._houses = Houses()

    @property
    def url(self) -> str:
        """Address of the file."""
        return f"sqlite:///{self._db.path}"

    def describe(self) -> Mapping[str, str]:
        """SQLite's version, and that of the file's schema."""
        return {"server": f"SQLite {sqlite3.sqlite_version}", "schema": str(SCHEMA_VERSION)}

    def close(self) -> None:
        """Close the connections."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_run(self, run: Run) -> None:
        """Register a pending run."""
        with self._db.writing() as db:
            runs.begin(db, run)

    def commit_run(
        self,
        run: str,
        *,
        counts: Mapping[str, int] | None = None,
        rejected: int = 0,
        check: Callable[[], None] | None = None,
    ) -> Run:
        """Make a pending run visible."""
        with self._db.writing() as db:
            writing = runs.pending(db, run)
            if check is not None:
                check()
            replan(db, self._known, writing)
            return runs.finish(db, writing, counts, rejected)

    def discard_run(self, run: str) -> None:
        """Remove a pending run."""
        with self._db.writing() as db:
            runs.discard(db, runs.pending(db, run))

    def undo_run(self, run: str) -> Run:
        """Hide a committed run."""
        with self._db.writing() as db:
            writing = runs.committed(db, run)
            if later := builders(db, writing):
                raise Conflict("later runs build on it; undo them first", later)
            hidden = runs.hide(db, writing)
            if beside := overlapping(db, writing):
                raise Conflict("what comes back would overlap what later runs wrote; undo them first", beside)
            return hidden

    def runs(self, ids: Collection[str] | None = None) -> tuple[Run, ...]:
        """Runs, newest first."""
        with self._db.reading() as db:
            return runs.several(db, ids)

    def sweep(self, *, before: datetime) -> tuple[str, ...]:
        """Discard old pending runs, and finish an erasure that a reader or a crash kept from the log."""
        with self._db.writing() as db:
            dead = runs.stale(db, before)
            for writing in dead:
                runs.discard(db, writing)
            unfinished = db.execute("SELECT 1 FROM meta WHERE name = 'residue'").fetchone()
        if unfinished:
            self._db.forget_residue()
        return tuple(writing.id for writing in dead)

    def put_records(
        self, run: str, items: Sequence[Record], *, waiting: Callable[[], object] = lambda: None
    ) -> PutCounts:
        """Write organisations, people, initiatives, plan items or handovers."""
        with self._db.writing() as db:
            writing = runs.pending(db, run)
            people_put = [item for item in items if isinstance(item, Person)]
            named = {p.id for p in people_put} | {
                i for item in items if not isinstance(item, Person) for i in named_in(item.model_dump())["person"]
            }
            refuse_erased(db, self._key, named, people_put)
            return records.put(db, self._known, writing, items, waiting)

    def put_facts(self, run: str, items: Sequence[Fact], *, waiting: Callable[[], object] = lambda: None) -> PutCounts:
        """Write facts of one kind."""
        named = (v for item in items for f in item.person_fields if (v := getattr(item, f)) is not None)
        with self._db.writing() as db:
            writing = runs.pending(db, run)
            refuse_erased(db, self._key, named)
            return facts.put(db, self._known, writing, items, waiting)

    def record_interactions(
        self, run: str, items: Sequence[Interaction], *, waiting: Callable[[], object] = lambda: None
    ) -> PutCounts:
        """Write interactions."""
        with self._db.writing() as db:
            writing = runs.pending(db, run)
            refuse_erased(db, self._key, (p for item in items for p in item.participants))
            return interactions.record(db, self._known, writing, items, waiting)

    def retract(self, run: str, versions: Sequence[str]) -> int:
        """Take back visible versions."""
        with self._db.writing() as db:
            return facts.retract(db, runs.pending(db, run), versions)

    def alias_people(self, run: str, *, alias: str, person: str) -> None:
        """Declare that two ids are one person."""
        with self._db.writing() as db:
            writing = runs.pending(db, run)
            refuse_erased(db, self._key, (alias, person))
            people.merge(db, self._known, writing, alias, person)

    def version(self) -> str:
        """Number of commits, undoings and erasures, with a mark of the last."""
        with self._db.reading() as db:
            return runs.version_text(db)

    def changed_since(self, version: str) -> Changes | None:
        """Accounts and people that may look different."""
        with self._db.reading() as db:
            return changes.since(db, self._houses, version)

    def organisations(self, ids: Collection[str] | None = None) -> Iterator[Organisation]:
        """Visible organisations."""
        return self._records("organisations", Organisation, ids=ids)

    def people(self, ids: Collection[str] | None = None) -> Iterator[Person]:
        """Visible people."""
        with self._db.reading() as db:
            yield from people.read(db, ids)

    def initiatives(self, account: str | None = None) -> Iterator[Initiative]:
        """Visible initiatives."""
        return self._records("initiatives", Initiative, lambda i: account is None or i.account == account)

    def plan_items(self, account: str | None = None) -> Iterator[PlanItem]:
        """Visible plan items."""
        return self._records("plan_items", PlanItem, lambda i: account is None or i.account == account)

    def handovers(self) -> Iterator[Handover]:
        """Visible handovers."""
        return self._records("handovers", Handover)

    def _records(
        self,
        section: str,
        model: type[R],
        keep: Callable[[R], bool] = lambda _: True,
        ids: Collection[str] | None = None,
    ) -> Iterator[R]:
        with self._db.reading() as db:
            known = people.aliases(db)
            for record in records.read(db, section, ids):
                if keep(item := model.model_validate(people.canonical_record(known, record))):
                    yield item

    def facts(
        self,
        kind: FactKind,
        *,
        person: str | None = None,
        organisation: str | None = None,
        as_of: date | None = None,
    ) -> Iterator[StoredFact]:
        """Visible versions of one kind."""
        with self._db.reading() as db:
            known = people.aliases(db)
            whose = None if person is None else people.family(known, person)
            for stored in fact_reading.read(db, kind, people=whose, organisation=organisation, as_of=as_of):
                if (content := people.canonical(known, stored.content)) is not None:
                    yield replace(stored, content=content) if known else stored

    def history(self, fact: str) -> tuple[StoredFact, ...]:
        """Every version of a fact."""
        with self._db.reading() as db:
            known = people.aliases(db)
            found = fact_reading.history(db, fact)
            return tuple(replace(s, content=people.canonical(known, s.content) or s.content) for s in found)

    def interactions(self, *, person: str | None = None, ids: Collection[str] | None = None) -> Iterator[Interaction]:
        """Visible interactions."""
        with self._db.reading() as db:
            known = people.aliases(db)
            whose = None if person is None else people.family(known, person)
            for values in interaction_reading.read(db, people=whose, ids=ids):
                yield Interaction.model_validate(people.canonical_record(known, values))

    def aliases(self) -> Mapping[str, str]:
        """Visible merges."""
        with self._db.reading() as db:
            return people.aliases(db)

    @contextmanager
    def snapshot_rows(self, accounts: Collection[str] | None, as_of: date) -> Iterator[SnapshotRows]:
        """Everything that stands on a day, as streams."""
        with self._db.reading() as db:
            yield snapshot.read(db, self._houses, accounts, as_of)

    def find_people(self, text: str, *, limit: int = 20, as_of: date | None = None) -> tuple[Found, ...]:
        """People found by parts of names."""
        with self._db.reading() as db:
            return search.find_people(db, text, limit, as_of)

    def find_accounts(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Accounts found by parts of names."""
        with self._db.reading() as db:
            return search.find_accounts(db, text, limit)

    def counts(self) -> Mapping[str, int]:
        """Number of what is visible."""
        with self._db.reading() as db:
            return reading.counts(db)

    def export_person(self, person: str) -> Mapping[str, list[dict[str, Any]]]:
        """Everything held about a person."""
        with self._db.reading() as db:
            return access.export(db, person)

    def erase_person(self, person: str, *, run: Run, reason: str) -> Erasure:
        """Delete every trace of a person."""
        if self._key is None:
            raise Conflict("open the store with a tombstone key to erase anybody")
        with self._db.writing() as db:
            erased = erasure.erase(db, self._key, person, run, reason)
        self._db.forget_residue()
        return erased

    def dump(self) -> Iterator[DumpRow]:
        """Everything, hidden and superseded included."""
        with self._db.reading() as db:
            yield from dump.rows(db)

    def load(self, rows: Iterable[DumpRow]) -> int:
        """Fill an empty store from a dump."""
        with self._db.writing() as db:
            return Loader(db).load(rows)

    def record_event(self, event: Event) -> None:
        """Add an entry to the audit log."""
        with self._db.writing() as db:
            journal.record(db, self._key, event)

    def events(self, *, before: str | None = None, limit: int = 100) -> tuple[Event, ...]:
        """Entries of the audit log, newest first."""
        with self._db.reading() as db:
            return journal.page(db, before, limit)

    def put_key(self, key: ApiKey) -> None:
        """Keep a new key."""
        with self._db.writing() as db:
            journal.put_key(db, key)

    def keys(self, ids: Collection[str] | None = None) -> tuple[ApiKey, ...]:
        """Keys to the service."""
        with self._db.reading() as db:
            return journal.keys(db, ids)

    def revoke_key(self, key: str, *, at: datetime, by: str) -> ApiKey:
        """Take a key back."""
        with self._db.writing() as db:
            return journal.revoke_key(db, key, at, by)
