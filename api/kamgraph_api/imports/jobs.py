"""What an import over HTTP is, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kamgraph.ingest.report import ImportReport, Rejected

JobState = Literal["queued", "running", "done", "failed", "gone", "undone"]


@dataclass(frozen=True)
class Options:
    """How uploaded files are read."""

    format: str = "auto"
    namespace: str | None = None
    full: bool = False
    strict: bool = False
    dry_run: bool = False
    day_first: bool | None = None


@dataclass(frozen=True)
class ImportJob:
    """One import: what was asked, how far it is, and what became of it.

    Attributes
    ----------
    id : str
        Id of the job, and of the run that it leaves.
    by : str
        Who asked for it; the author of the run.
    at : datetime
        When the files arrived, UTC.
    state : str
        queued; running; done; failed (`problem` says why); gone (the service stopped meanwhile, and nothing of it was
        loaded: send it again); undone (its run was taken back).
    files : tuple of str
        Names of the files.
    table : str or None
        The table that is being loaded.
    done, total : int or None
        Rows of that table done, and how many there are if known.
    problem : str or None
        Why it failed.
    report : ImportReport or None
        What was read, loaded and rejected, with the first 100 rejected rows; None before the end, and once somebody was
        erased since.
    rejected_rows : int
        How many rows, or parts of rows, were rejected.
    finished_at : datetime or None
        When it ended, UTC.
    """

    id: str
    by: str
    at: datetime
    state: JobState
    files: tuple[str, ...]
    table: str | None
    done: int | None
    total: int | None
    problem: str | None
    report: ImportReport | None
    rejected_rows: int
    finished_at: datetime | None


@dataclass(frozen=True)
class ImportFound:
    """One import of a list.

    Attributes
    ----------
    id : str
        Id of the job, and of the run that it leaves.
    by : str
        Who asked for it.
    at : datetime
        When the files arrived, UTC.
    state : str
        As of the job itself.
    files : tuple of str
        Names of the files.
    finished_at : datetime or None
        When it ended, UTC.
    """

    id: str
    by: str
    at: datetime
    state: JobState
    files: tuple[str, ...]
    finished_at: datetime | None


@dataclass(frozen=True)
class ImportList:
    """A page of imports, the newest first."""

    items: tuple[ImportFound, ...]
    next: str | None


@dataclass(frozen=True)
class Outcome:
    """How a job ended."""

    state: JobState
    problem: str | None = None
    report: dict[str, Any] | None = None
    rejected: tuple[Rejected, ...] = ()
