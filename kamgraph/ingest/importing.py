"""One import: read, map, resolve, load, report."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from kamgraph.ingest import absent
from kamgraph.ingest.dates import Reckoning
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.formats import choose_mapping, read_as
from kamgraph.ingest.interactions import PlainInteractions
from kamgraph.ingest.items import Items
from kamgraph.ingest.loading import Entry, Loading, Progress
from kamgraph.ingest.mapped_reading import MappedReading
from kamgraph.ingest.mapping import Mapping
from kamgraph.ingest.merges import alike
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.own_reading import OwnReading
from kamgraph.ingest.plain_facts import PlainFacts
from kamgraph.ingest.rejections import Rejections
from kamgraph.ingest.report import FileReport, ImportReport, MergeSuggestion, TableReport
from kamgraph.ingest.resolve import Resolver
from kamgraph.ingest.sources import read_tables
from kamgraph.ingest.tables import Table
from kamgraph.model import Fact, Organisation, OrganisationKind, Run, RunFile, RunKind, Settings
from kamgraph.model.errors import StoreError
from kamgraph.model.polish import Lang
from kamgraph.store.port import GraphStore, PutCounts

_SHOWN = 5


def import_path(
    store: GraphStore,
    path: Path,
    *,
    format: str = "auto",  # noqa: A002
    mapping: Path | None = None,
    namespace: str | None = None,
    dry_run: bool = False,
    strict: bool = False,
    full: bool = False,
    by: str,
    at: datetime | None = None,
    rejects: Path | None = None,
    progress: Progress | None = None,
    day_first: bool | None = None,
    lang: Lang = "en",
    settings: Settings | None = None,
    run: str | None = None,
) -> ImportReport:
    r"""Load a CSV file, a folder or ZIP archive of them, or an XLSX workbook, as one run that can be undone.

    Good rows are loaded, bad ones reported with file, line, column and reason, and written to a folder where they can
    be corrected and imported. The same files again change nothing and leave no run. Columns that are not known are
    noted and left out. Nothing is visible to others before the end; an error or an interrupt leaves nothing.

    Parameters
    ----------
    store : GraphStore
        Where to load.
    path : Path
        What to load.
    format : str
        ``auto`` tells it by the header rows; ``csv`` is our own tables; else the name of a mapping that is shipped.
    mapping : Path, optional
        A mapping of your own (TOML) instead of `format`.
    namespace : str, optional
        Beginning of the ids in place of the mapping's, for a second installation of one program.
    dry_run : bool
        Do everything, then take it back.
    strict : bool
        Load nothing if a single row is rejected.
    full : bool
        The files say everything: what an earlier import of this format brought and they do not name ends on the day
        of the import. Without it such facts are only listed.
    by : str
        Who imports; stands in the run.
    at : datetime, optional
        Moment of the import, with a zone; now, unless given.
    rejects : Path, optional
        Folder for rejected rows; ``rejects-<run>`` in the current folder, unless given (a dry run then writes none).
    progress : callable, optional
        Called with a table's name, the rows done, and how many there are if known.
    day_first : bool, optional
        How 03/04/2026 is meant where a column does not tell.
    lang : {"en", "pl"}
        Language of the reasons beside the rejected rows in their folder; the report itself is English.
    settings : Settings, optional
        Their time zone is the one of times without a zone, and of the day of the import.
    run : str, optional
        Id that the run gets, for who must find it again after an interrupt; a new one, unless given.

    Returns
    -------
    ImportReport
        What was read, added, changed, unchanged, rejected, and what deserves a look.

    Raises
    ------
    InputError
        A file cannot be read as a whole; nothing is loaded from any.
    StoreUnavailable, Conflict
        The store cannot be written, or others changed the same facts in the meantime; nothing is loaded.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "people.csv")
    ...     _ = file.write_text("id;name\np1;Żaneta Kopeć\n;nobody\n", "utf-8")
    ...     with open_store(f"sqlite:///{folder}/map.db") as store:
    ...         report = import_path(store, file, by="you", rejects=Path(folder, "rejects"))
    >>> report.tables[0].added, report.rejected[0].line, report.rejected[0].reason
    (1, 3, 'is blank, and every row needs it')
    """
    now = at or datetime.now(UTC)
    tables = read_tables(path)
    chosen = choose_mapping(tables, format, mapping, path.name)
    if chosen is not None and namespace is not None:
        chosen = Mapping.model_validate({**chosen.model_dump(by_alias=True), "namespace": namespace})
    reckoning = Reckoning(day_first, (settings or Settings()).zone)
    id = run or f"i-{uuid4().hex[:12]}"  # noqa: A001
    with _uncollected():
        work = _Import(store, tables, chosen, path, now, reckoning)
        return work.report(
            id, by, dry_run=dry_run, strict=strict, full=full, rejects=rejects, progress=progress, lang=lang
        )


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cyclic garbage: rows make none, and it costs a quarter of the time (measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Import:
    def __init__(
        self,
        store: GraphStore,
        tables: Sequence[Table],
        mapping: Mapping | None,
        path: Path,
        at: datetime,
        reckoning: Reckoning,
    ) -> None:
        self._store, self._tables, self._at = store, tables, at
        self._today = at.astimezone(reckoning.zone).date()
        self._directory = Directory(store)
        self._own, self._new_own = self._own_organisation(mapping)
        self._reading = read_as(mapping, tables, self._own, reckoning, path.name)
        self._rejections = Rejections()
        self._reading.survey(self._rejections.row)
        self._rows = self._reading.rows
        self._resolver = Resolver(self._directory, self._reading.namespace)
        self._source = self._reading.name if mapping is None else f"{mapping.name} ({mapping.namespace})"
        self._earlier = absent.imports_of(store, self._source)
        self._items = Items(
            store, self._reading, self._resolver, self._rejections, self._today, remember=bool(self._earlier)
        )

    def _own_organisation(self, mapping: Mapping | None) -> tuple[str, Organisation | None]:
        if mapping is None:
            return "", None
        if len(self._directory.own) == 1:
            return self._directory.own[0], None
        own = Organisation(id=f"{mapping.namespace}:{mapping.own.id}", name=mapping.own.name, kind=OrganisationKind.OWN)
        return own.id, None if own.id in self._directory.own else own

    def report(
        self,
        id: str,  # noqa: A002
        by: str,
        *,
        dry_run: bool,
        strict: bool,
        full: bool,
        rejects: Path | None,
        progress: Progress | None,
        lang: Lang,
    ) -> ImportReport:
        hashes = {table.file.partition(".xlsx/")[0]: table.sha256 for table in self._reading.used}
        files = tuple(RunFile(name=file, sha256=sha256) for file, sha256 in sorted(hashes.items()))
        run = Run(id=id, at=self._at, by=by, kind=RunKind.IMPORT, files=files, mapping=self._source)
        self._store.begin_run(run)
        try:
            with Loading(self._store, id, self._resolver, self._rejections) as loading:
                self._load_all(loading, progress)
            gone = absent.absent_facts(self._store, self._earlier, self._reading.targets(), self._items.said)
            if full:
                self._close(loading, id, gone)
            keep = not dry_run and not (strict and len(self._rejections)) and _says_something(loading)
            if keep:
                counts = {f"{t}_{what}": n for t, c in loading.counts.items() for what, n in c._asdict().items()}
                self._store.commit_run(id, counts=counts, rejected=len(self._rejections))
            else:
                self._store.discard_run(id)
        except BaseException:
            with contextlib.suppress(StoreError):
                self._store.discard_run(id)
            raise
        folder = rejects or (None if dry_run else Path(f"rejects-{id}"))
        written = folder if folder is not None and self._rejections.write(folder, lang) else None
        return ImportReport(
            run=id if keep else None,
            format=self._reading.name,
            files=tuple(FileReport(t.file, self._rows.get(t.file, 0), t.file in self._rows) for t in self._tables),
            tables=self._table_reports(loading),
            rejected=self._rejections.all,
            rejects=written,
            absent=absent.as_report(gone, closed_now=full and keep),
            suggested_merges=self._suggestions(loading) if keep else (),
            notes=tuple(self._notes()),
        )

    def _load_all(self, loading: Loading, progress: Progress | None) -> None:
        if self._new_own is not None:
            self._store.put_records(loading.run, [self._new_own])
            self._directory.add_organisation(self._new_own)
        wanted = self._reading.targets()
        for target in (name for name in TABLES if name in wanted):
            loading.load(target, self._entries(target), progress, self._total(target))

    def _entries(self, target: str) -> Iterator[Entry]:
        if not isinstance(self._reading, OwnReading):
            return self._items.of(target)
        if target == "interactions":
            return PlainInteractions(self._reading, self._items, self._directory).entries()
        if issubclass(TABLES[target].model, Fact):
            return PlainFacts(self._reading, self._items, self._directory, target).entries()
        return self._items.of(target)

    def _total(self, target: str) -> int | None:
        if isinstance(self._reading, MappedReading):
            return None
        return sum(self._rows[own.table.file] for own in self._reading.own if own.spec.name == target)

    def _close(self, loading: Loading, run: str, gone: Sequence[Fact]) -> None:
        for kind in sorted({type(fact).__name__ for fact in gone}):
            ended = [absent.closed(fact, self._today) for fact in gone if type(fact).__name__ == kind]
            if facts := [fact for fact in ended if fact is not None]:
                loading.add("closed", self._store.put_facts(run, facts))

    def _table_reports(self, loading: Loading) -> tuple[TableReport, ...]:
        names = [*(name for name in TABLES if name in loading.counts), *(n for n in loading.counts if n not in TABLES)]
        return tuple(
            TableReport(name, self._items.read.get(name, 0), *counts, self._rejections.of(name))
            for name in names
            for counts in (loading.counts.get(name, PutCounts()),)
        )

    def _suggestions(self, loading: Loading) -> tuple[MergeSuggestion, ...]:
        if loading.counts.get("people", PutCounts())[:2] == (0, 0):
            return ()
        return alike(self._directory)

    def _notes(self) -> list[str]:
        notes = self._reading.notes()
        kept, groups, dealings = self._resolver.kept, self._resolver.groups, self._items.dealings
        if kept:
            notes.append(f"{len(kept)} named but listed in no file, kept as unlisted people: {_some(kept)}")
        if groups:
            notes.append(f"{len(groups)} addresses of offices or machines, left out: {_some(sorted(groups))}")
        if dealings.alone:
            notes.append(f"{dealings.alone} contacts of a person with himself or herself were left out")
        if dealings.repeated:
            notes.append(f"{dealings.repeated} contacts told of twice were counted once")
        if off := self._items.off_accounts:
            where = _some([f"{id} ({n})" for id, n in sorted(off.items())])  # noqa: A001
            notes.append(f"rows about organisations that are no accounts count nowhere: {where}")
        for table in self._reading.unused:
            notes.append(f"{table.file} is no table of format {self._reading.name} and was left out")
        return notes


def _says_something(loading: Loading) -> bool:
    return any(counts.added or counts.changed for counts in loading.counts.values())


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
