"""The book of import jobs: a small SQLite file that outlives the service and is shared by all of its processes."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from kamgraph.ingest.report import ImportReport, Rejected
from kamgraph.model.errors import StoreUnavailable
from kamgraph_api.imports.jobs import ImportFound, ImportJob, Options, Outcome

_SHOWN = 100
_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, author TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL, files TEXT NOT NULL, options TEXT NOT NULL, key TEXT, content TEXT NOT NULL,
    tab TEXT, done INTEGER, total INTEGER, problem TEXT, report TEXT, finished_at TEXT, UNIQUE (author, key)
) STRICT;
CREATE INDEX IF NOT EXISTS job_state ON job (state);
CREATE TABLE IF NOT EXISTS rejected (
    job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE, n INTEGER NOT NULL,
    file TEXT NOT NULL, line INTEGER, col TEXT, value TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (job, n)
) STRICT;
"""
_REPORT = TypeAdapter(ImportReport)


class JobBook:
    """Jobs by id; safe for several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def begun(self) -> bool:
        """Whether anything was ever imported through it."""
        return self._path.exists()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._path.exists():
                self._path.touch(0o600)
            with closing(sqlite3.connect(self._path, timeout=5, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                db.executescript("PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;" + _SCHEMA)
                yield db
        except (sqlite3.Error, OSError) as error:
            raise StoreUnavailable(f"{self._path}: the book of imports cannot be used: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def add(self, job: ImportJob, options: Options, key: str | None, content: str, most: int) -> str | None:
        """Note a job down; gives the id of the earlier one of the same key, and None where too many wait."""
        with self._writing() as db:
            if key is not None:
                found = db.execute("SELECT id FROM job WHERE author = ? AND key = ?", (job.by, key)).fetchone()
                if found is not None:
                    return str(found["id"])
            (waiting,) = db.execute("SELECT count(*) FROM job WHERE state = 'queued'").fetchone()
            if waiting >= most:
                return None
            values = (job.id, job.by, job.at.isoformat(), json.dumps(job.files), json.dumps(asdict(options)))
            db.execute(
                "INSERT INTO job (id, author, at, state, files, options, key, content)"
                " VALUES (?, ?, ?, 'queued', ?, ?, ?, ?)",
                (*values, key, content),
            )
            return job.id

    def content(self, job: str) -> str:
        """Hash of what was sent for it."""
        with self._open() as db:
            return str(db.execute("SELECT content FROM job WHERE id = ?", (job,)).fetchone()["content"])

    def again(self, job: str, prepare: Callable[[], None]) -> bool:
        """Queue a job once more that failed or is gone; whether it was one. Its files are put there before it is."""
        with self._writing() as db:
            changed = db.execute(
                "UPDATE job SET state = 'queued', problem = NULL, report = NULL, finished_at = NULL, tab = NULL,"
                " done = NULL, total = NULL WHERE id = ? AND state IN ('failed', 'gone')",
                (job,),
            )
            if changed.rowcount == 1:
                prepare()
            return changed.rowcount == 1

    def withdraw(self, job: str) -> bool:
        """Take a job out of the line; whether it still waited."""
        with self._writing() as db:
            changed = db.execute(
                "UPDATE job SET state = 'undone', finished_at = ? WHERE id = ? AND state = 'queued'", (_now(), job)
            )
            return changed.rowcount == 1

    def mark_undone(self, job: str) -> None:
        """What it loaded was taken back."""
        with self._writing() as db:
            db.execute("UPDATE job SET state = 'undone' WHERE id = ?", (job,))

    def waiting(self) -> bool:
        """Whether any job is queued, or said to run."""
        with self._open() as db:
            return db.execute("SELECT 1 FROM job WHERE state IN ('queued', 'running')").fetchone() is not None

    def running(self) -> tuple[str, ...]:
        """Ids of the jobs that are said to run."""
        with self._open() as db:
            return tuple(row["id"] for row in db.execute("SELECT id FROM job WHERE state = 'running'"))

    def start(self) -> tuple[ImportJob, Options] | None:
        """The job that has waited longest, which runs from now on."""
        with self._writing() as db:
            row = db.execute("SELECT * FROM job WHERE state = 'queued' ORDER BY n LIMIT 1").fetchone()
            if row is None:
                return None
            db.execute("UPDATE job SET state = 'running' WHERE id = ?", (row["id"],))
            return _job(row, ()), Options(**json.loads(row["options"]))

    def progress(self, job: str, table: str, done: int, total: int | None) -> None:
        """How far it is."""
        with self._writing() as db:
            db.execute("UPDATE job SET tab = ?, done = ?, total = ? WHERE id = ?", (table, done, total, job))

    def finish(self, job: str, outcome: Outcome) -> None:
        """How it ended; one that goes back into the line has not."""
        at = None if outcome.state == "queued" else _now()
        report = None if outcome.report is None else json.dumps(outcome.report)
        with self._writing() as db:
            db.execute("DELETE FROM rejected WHERE job = ?", (job,))
            db.executemany(
                "INSERT INTO rejected VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((job, n, r.file, r.line, r.column, r.value, r.reason) for n, r in enumerate(outcome.rejected)),
            )
            db.execute(
                "UPDATE job SET state = ?, problem = ?, report = ?, finished_at = ? WHERE id = ?",
                (outcome.state, outcome.problem, report, at, job),
            )

    def get(self, job: str) -> ImportJob | None:
        """One job."""
        with self._open() as db:
            row = db.execute("SELECT * FROM job WHERE id = ?", (job,)).fetchone()
            if row is None:
                return None
            (count,) = db.execute("SELECT count(*) FROM rejected WHERE job = ?", (job,)).fetchone()
            return _job(row, tuple(_rejected(db, job, _SHOWN)), count)

    def rejected(self, job: str) -> list[Rejected]:
        """Every rejected row of a job."""
        with self._open() as db:
            return list(_rejected(db, job, -1))

    def page(self, by: str | None, before: str, limit: int) -> list[ImportFound]:
        """Jobs, the newest first: of one author, or all; those before the job of this id if given."""
        with self._open() as db:
            rows = db.execute(
                "SELECT * FROM job WHERE (?1 IS NULL OR author = ?1)"
                " AND (?2 = '' OR n < (SELECT n FROM job WHERE id = ?2)) ORDER BY n DESC LIMIT ?3",
                (by, before, limit),
            )
            jobs = [_job(row, ()) for row in rows]
        return [ImportFound(j.id, j.by, j.at, j.state, j.files, j.finished_at) for j in jobs]

    def forget(self, *, days: int, erased: datetime | None) -> None:
        """Drop jobs that ended so many days ago, and what those that began before an erasure say of their rows."""
        with self._writing() as db:
            old = (datetime.now(UTC) - timedelta(days=days)).isoformat()
            db.execute("DELETE FROM job WHERE finished_at < ?", (old,))
            if erased is not None:
                db.execute(
                    "DELETE FROM rejected WHERE job IN (SELECT id FROM job WHERE at <= ?)", (erased.isoformat(),)
                )
                db.execute(
                    "UPDATE job SET report = NULL, problem = NULL WHERE finished_at IS NOT NULL AND at <= ?",
                    (erased.isoformat(),),
                )


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _rejected(db: sqlite3.Connection, job: str, limit: int) -> Sequence[Rejected]:
    rows = db.execute("SELECT * FROM rejected WHERE job = ? ORDER BY n LIMIT ?", (job, limit))
    return [Rejected(row["file"], row["line"], row["col"], row["value"], row["reason"]) for row in rows]


def _job(row: sqlite3.Row, rejected: Sequence[Rejected], count: int = 0) -> ImportJob:
    report = None
    if row["report"] is not None:
        told = json.loads(row["report"]) | {"rejected": [asdict(one) for one in rejected]}
        report = _REPORT.validate_python(told)
    ended = row["finished_at"]
    return ImportJob(
        id=row["id"],
        by=row["author"],
        at=datetime.fromisoformat(row["at"]),
        state=row["state"],
        files=tuple(json.loads(row["files"])),
        table=row["tab"],
        done=row["done"],
        total=row["total"],
        problem=row["problem"],
        report=report,
        rejected_rows=count,
        finished_at=None if ended is None else datetime.fromisoformat(ended),
    )
