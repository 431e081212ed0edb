"""What every store can do, in the words of the domain; the engine, the service and the command line see only this."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

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
from kamgraph.model.journal import ApiKey, Event
from kamgraph.store.rows import SnapshotRows
from kamgraph.store.touched import Changes

Record = Organisation | Person | Initiative | PlanItem | Handover


class PutCounts(NamedTuple):
    """What a put did; the three add up to the number of items sent."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def plus(self, other: "PutCounts") -> "PutCounts":
        """Sum of two counts."""
        return PutCounts(*(a + b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True)
class StoredFact:
    """One version of a fact as it stands in the store.

    Attributes
    ----------
    fact, version : str
        Id of the fact, and of this version (the ETag).
    run : str
        The run that wrote it.
    at : datetime
        When that run was made, UTC.
    superseded_by : str or None
        The run that replaced or retracted it, if that run is not hidden.
    content : Fact
        The fact with its interval.
    """

    fact: str
    version: str
    run: str
    at: datetime
    superseded_by: str | None
    content: Fact


class Found(NamedTuple):
    """One hit of a search by name: the id, the name, and for people their organisation on that day.

    Without a day it is that of the position that lasts longest; of several the first by id.
    """

    id: str
    name: str
    organisation: str | None


@dataclass(frozen=True)
class Erasure:
    """What an erasure removed: counts by section of the dump, and no personal data."""

    run: str
    counts: Mapping[str, int]


class DumpRow(NamedTuple):
    """One line of a dump: its section, and plain JSON values with sorted keys."""

    section: str
    values: dict[str, Any]


class GraphStore(Protocol):
    """A place where the graph is kept.

    Rules that hold for every implementation, proven by one suite of tests:

    - Every write belongs to a run. Begin a run (pending), write batches under it, commit it: only then is anything of
      it visible to other readers; under the pending run its own later batches see what its earlier ones wrote.
    - Items are frozen models. A field that was **not set** on an incoming item (``model_fields_set``) keeps what the
      store holds; a field set to None is cleared.
    - Facts follow `kamgraph.store.versions.plan_put`: equal content is unchanged; the same beginning is a correction;
      a later beginning closes the earlier version and adds one; anything else that overlaps raises `Conflict`.
    - A batch is all or nothing: an error leaves nothing of that batch behind. Ids of people and organisations named
      in facts, interactions or records must exist (committed, or put before under the same run), else `UnknownId`.
    - Two runs that change the same fact both succeed: the later commit is applied on top of the earlier one.
    - A merge is an alias: reads give the canonical id and name, and what either of the two holds.
    - Once somebody was erased, a batch written into a store opened without a tombstone key raises `Conflict`: nobody
      could tell whether it brings the erased back. Ids are remembered as they are written, e-mails in any case.
    - Errors: `StoreUnavailable` (cannot reach, write or lock; retryable), `SchemaOutOfDate`, `UnknownId`, `Conflict`,
      `ErasedPerson`. Nothing else escapes for a reason that lies in the caller's values or the database's state.
    - Reads give a consistent picture and never wait for a writer. Order of every iterator: by id, code point order.
    """

    @property
    def url(self) -> str:
        """Address without credentials."""
        ...

    def describe(self) -> Mapping[str, str]:
        """What keeps the graph: ``server`` (product and version) and ``schema`` (number of its version)."""
        ...

    def close(self) -> None:
        """Release files and connections; closing twice is harmless."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    # -- runs ---------------------------------------------------------------------------------------------------

    def begin_run(self, run: Run) -> None:
        """Register a pending run. Raises `Conflict` when the id is taken."""
        ...

    def commit_run(
        self,
        run: str,
        *,
        counts: Mapping[str, int] | None = None,
        rejected: int = 0,
        check: Callable[[], None] | None = None,
    ) -> Run:
        """Make everything of a pending run visible at once and give the run as it now stands.

        `check` is called when nobody else can change any more what is visible, and sees through this store what
        stands before the run; what it raises stops the commit, and the run stays pending.

        Raises `UnknownId` for no such run, and for people and organisations that an undo took away since; `Conflict`
        when it is not pending or when, applied on top of what others committed or undid since, one of its facts would
        overlap or one of its merges contradict another (the run then stays pending).
        """
        ...

    def discard_run(self, run: str) -> None:
        """Remove a pending run and all it wrote. Raises `Conflict` when it is not pending."""
        ...

    def undo_run(self, run: str) -> Run:
        """Hide a committed run: what it superseded is visible again.

        Raises `Conflict`, naming the runs, while a committed run that is not undone superseded one of its versions or
        refers to a person or organisation that only this run brought, or wrote a version that what comes back would
        overlap; and when the run is not committed or erased somebody.
        """
        ...

    def runs(self, ids: Collection[str] | None = None) -> tuple[Run, ...]:
        """Runs, all or those named, newest first (by time, then id); unknown ids are left out."""
        ...

    def sweep(self, *, before: datetime) -> tuple[str, ...]:
        """Discard pending runs begun before this moment, whose writers are taken for dead; gives their ids."""
        ...

    # -- writes under a pending run; `waiting` is called as soon as Python has mostly done its part -----------------

    def put_records(
        self, run: str, items: Sequence[Record], *, waiting: Callable[[], object] = lambda: None
    ) -> PutCounts:
        """Write organisations, people, initiatives, plan items or handovers (one type a call)."""
        ...

    def put_facts(self, run: str, items: Sequence[Fact], *, waiting: Callable[[], object] = lambda: None) -> PutCounts:
        """Write facts of one kind."""
        ...

    def record_interactions(
        self, run: str, items: Sequence[Interaction], *, waiting: Callable[[], object] = lambda: None
    ) -> PutCounts:
        """Write interactions; the same id with other content replaces."""
        ...

    def retract(self, run: str, versions: Sequence[str]) -> int:
        """Take back visible versions that were entered in error; gives how many. Raises `UnknownId`."""
        ...

    def alias_people(self, run: str, *, alias: str, person: str) -> None:
        """Declare that two ids are one person, read under `person`.

        Raises `UnknownId`, and `Conflict` when they are the same, when `alias` is aliased already, or in a circle.
        """
        ...

    # -- reads --------------------------------------------------------------------------------------------------

    def version(self) -> str:
        """Changes with every commit, undo and erasure; equal versions mean equal visible content."""
        ...

    def changed_since(self, version: str) -> Changes | None:
        """Accounts and client people that may look different from how they did at an earlier version of this store.

        None where that cannot be told by them, is too much, or the version is not one this store ever had: a
        reader then takes everything anew. The rule is that of `kamgraph.store.touched`.
        """
        ...

    def organisations(self, ids: Collection[str] | None = None) -> Iterator[Organisation]:
        """Visible organisations, all or those named; unknown ids are left out."""
        ...

    def people(self, ids: Collection[str] | None = None) -> Iterator[Person]:
        """Visible people, all or those named; an alias gives its canonical person, once."""
        ...

    def initiatives(self, account: str | None = None) -> Iterator[Initiative]:
        """Visible initiatives, all or of one account."""
        ...

    def plan_items(self, account: str | None = None) -> Iterator[PlanItem]:
        """Visible plan items, all or of one account."""
        ...

    def handovers(self) -> Iterator[Handover]:
        """Visible handovers."""
        ...

    def facts(
        self,
        kind: FactKind,
        *,
        person: str | None = None,
        organisation: str | None = None,
        as_of: date | None = None,
    ) -> Iterator[StoredFact]:
        """Visible versions of one kind, of one person or organisation if named, that hold on a day if given."""
        ...

    def history(self, fact: str) -> tuple[StoredFact, ...]:
        """Every version of a fact of runs that are not hidden, superseded ones included, oldest run first."""
        ...

    def interactions(self, *, person: str | None = None, ids: Collection[str] | None = None) -> Iterator[Interaction]:
        """Visible interactions, all, of one person, or those named."""
        ...

    def aliases(self) -> Mapping[str, str]:
        """Visible merges: alias id to canonical id (chains resolved)."""
        ...

    def snapshot_rows(self, accounts: Collection[str] | None, as_of: date) -> AbstractContextManager[SnapshotRows]:
        """Everything that stands on a day about the accounts (None: all), as streams of plain rows.

        `SnapshotRows` says what is in each stream. The streams are read once, inside the ``with``.
        """
        ...

    def find_people(self, text: str, *, limit: int = 20, as_of: date | None = None) -> tuple[Found, ...]:
        """People whose folded name, e-mail or id holds each folded word of the text; exact names first, then by name.

        An empty text finds nobody.
        """
        ...

    def find_accounts(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Accounts (organisations of kind account) found the same way."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Number of visible records, facts by kind, interactions, aliases and committed runs, under their names."""
        ...

    # -- privacy and moving -------------------------------------------------------------------------------------

    def export_person(self, person: str) -> Mapping[str, list[dict[str, Any]]]:
        """Everything held about a person, by section.

        Records, every version of every fact, interactions, aliases, and the runs it came from. Raises `UnknownId`.
        """
        ...

    def erase_person(self, person: str, *, run: Run, reason: str) -> Erasure:
        """Delete every trace of a person in one transaction and keep a keyed tombstone of all ids and e-mails.

        The reason must hold no personal data. Interactions keep their other participants; those left with none are
        deleted. In the audit log the tombstone's mark takes the place of each id, and the same transaction adds the
        erasure itself. Needs a store opened with a tombstone key. Raises `UnknownId`.
        """
        ...

    def dump(self) -> Iterator[DumpRow]:
        """Everything: runs, versions, interactions, aliases, tombstones, the audit log; hidden and superseded included.

        Keys to the service are not in it: what opens one store must not open its copy. The order depends on content
        alone: equal dumps mean equal stores.
        """
        ...

    def load(self, rows: Iterable[DumpRow]) -> int:
        """Fill an empty store from a dump; gives the number of rows. Raises `Conflict` when it is not empty.

        A store with an entry in its audit log is not empty, because that is never removed. A dump without such a
        section, as older versions wrote it, is as good as any.
        """
        ...

    # -- the audit log, and keys to the service: neither changes `version` --------------------------------------

    def record_event(self, event: Event) -> None:
        """Add an entry to the audit log; nothing changes or removes one.

        Once more the same is harmless, another one under its id raises `Conflict`. People in it need not exist; the
        ids of the erased are kept as the marks of their tombstones.
        """
        ...

    def events(self, *, before: str | None = None, limit: int = 100) -> tuple[Event, ...]:
        """At most so many entries, newest first (by time, then id), those older than the entry of this id if given.

        Raises `UnknownId` where there is no such entry.
        """
        ...

    def put_key(self, key: ApiKey) -> None:
        """Keep a new key, and record that it was issued. Raises `Conflict` when the id is taken."""
        ...

    def keys(self, ids: Collection[str] | None = None) -> tuple[ApiKey, ...]:
        """Keys, all or those named, expired and revoked ones included, by id; unknown ids are left out."""
        ...

    def revoke_key(self, key: str, *, at: datetime, by: str) -> ApiKey:
        """Take a key back for good, record who did it, and give the key as it now stands.

        One that is revoked stays as it was, and nothing is recorded. Raises `UnknownId`.
        """
        ...
