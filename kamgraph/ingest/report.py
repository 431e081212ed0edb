"""What an import did, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rejected:
    """A row, or a part of what it says, that was not loaded.

    Attributes
    ----------
    file : str
        Name of the file within what was imported; of a workbook, with its sheet.
    line : int or None
        Line of the file on which the row begins, counted from 1.
    column : str or None
        Header of the column at fault, None where the whole row is.
    value : str
        What stands there, shortened to 80 characters.
    reason : str
        What is wrong and what would be right.
    """

    file: str
    line: int | None
    column: str | None
    value: str
    reason: str


@dataclass(frozen=True)
class TableReport:
    """What became of the rows meant for one of our tables; the last four add up to `read`, or more where rows repeat.

    Attributes
    ----------
    table : str
        Name of the table as in our own CSV.
    read, added, changed, unchanged, rejected : int
        Rows offered to it, and what happened to them.
    """

    table: str
    read: int
    added: int
    changed: int
    unchanged: int
    rejected: int


@dataclass(frozen=True)
class FileReport:
    """A file that was given.

    Attributes
    ----------
    file : str
        Its name.
    rows : int
        Rows below its header.
    read : bool
        Whether it was understood and read.
    """

    file: str
    rows: int
    read: bool


@dataclass(frozen=True)
class Absent:
    """A fact that an earlier import of the same kind brought and this one no longer names.

    Attributes
    ----------
    kind : str
        Kind of the fact.
    fact : str
        Its id.
    key : tuple of str
        Ids of the people and organisations that it is about.
    closed : bool
        Whether this import ended it.
    """

    kind: str
    fact: str
    key: tuple[str, ...]
    closed: bool


@dataclass(frozen=True)
class MergeSuggestion:
    """Two people who may be one; nothing is merged by itself.

    Attributes
    ----------
    reason : str
        What they have in common.
    """

    a: str
    b: str
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """The outcome of one import.

    Attributes
    ----------
    run : str or None
        Id under which it can be undone; None where nothing was written: a dry run, a strict one with rejected rows,
        or files that say nothing new.
    format : str
        How the files were read: ``csv`` for our own tables, else the mapping's name.
    files : tuple of FileReport
        Every file that was given.
    tables : tuple of TableReport
        What became of the rows, by table.
    rejected : tuple of Rejected
        Rows, or parts of rows, that were not loaded.
    rejects : Path or None
        Folder with the rejected rows and their reasons, to be corrected and imported; None where none was written.
    absent : tuple of Absent
        What an earlier import brought and these files no longer name.
    suggested_merges : tuple of MergeSuggestion
        People who may be one.
    notes : tuple of str
        What else deserves a look.
    """

    run: str | None
    format: str
    files: tuple[FileReport, ...]
    tables: tuple[TableReport, ...]
    rejected: tuple[Rejected, ...]
    rejects: Path | None
    absent: tuple[Absent, ...]
    suggested_merges: tuple[MergeSuggestion, ...]
    notes: tuple[str, ...]
