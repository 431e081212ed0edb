"""What any format offers: which tables it understands, and drafts for each of our own."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from kamgraph.ingest.dates import DateColumn
from kamgraph.ingest.drafts import Draft
from kamgraph.ingest.tables import Cells, Table

Faulty = Callable[[Table, int, Cells, str], None]


class Reading(Protocol):
    """A set of files read in one format.

    Attributes
    ----------
    name : str
        Of the format: ``csv`` or a mapping's name.
    namespace : str
        What its ids begin with; blank for our own tables.
    used, unused : tuple of Table
        Tables that are understood, and the others.
    rows : dict
        Rows below the header, by file, once surveyed.
    """

    name: str
    namespace: str
    used: tuple[Table, ...]
    unused: tuple[Table, ...]
    rows: dict[str, int]

    def survey(self, faulty: Faulty) -> None:
        """Look once through all that is understood: rows of another width are told to `faulty`, dates taken in.

        Raises `InputError` where the order of day and month in a column cannot be told.
        """
        ...

    def targets(self) -> frozenset[str]:
        """Names of our own tables for which there are drafts."""
        ...

    def drafts(self, target: str) -> Iterator[Draft]:
        """Drafts for one of our tables, in the order of the files; can be asked for again."""
        ...

    def notes(self) -> list[str]:
        """What the reader of the report should know about the files."""
        ...


def survey_table(
    table: Table,
    dates: Sequence[tuple[int, DateColumn]],
    faulty: Faulty,
    marks: tuple[Sequence[int | None], array[int]] | None = None,
) -> int:
    """Look through one table as `Reading.survey` says; gives the number of rows below its header.

    With places and an array, the hash of what stands there together is put into the array; no place reads as a blank.
    """
    width, first, count = len(table.header), table.header[0], 0
    for line, cells in table.records():
        count += 1
        if (len(cells) != width or cells[0] == first) and (reason := table.fault(cells)):
            faulty(table, line, cells, reason)
            continue
        for place, column in dates:
            if cells[place][4:5] != "-":
                column.see(cells[place].strip())
        if marks is not None:
            marks[1].append(hash(tuple(["" if at is None else table.text(cells[at]) for at in marks[0]])))
    for _, column in dates:
        column.settle()
    return count
