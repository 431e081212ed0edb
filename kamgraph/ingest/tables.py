"""A table of text: a header, and rows that can be read again and again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kamgraph.ingest.cells import plain_cell
from kamgraph.model import fold
from kamgraph.model.errors import InputError
from kamgraph.model.polish import Lang

Cells = list[str]
# Header of the reasons beside rejected rows, which may be imported again in either language.
REASON: dict[Lang, str] = {"en": "reason", "pl": "powód"}
# With the blank, so that "#N/A" in a first column is a value.
COMMENT = "# "


@cache
def column_key(header: str) -> str:
    r"""Name of a column without case, accents, marks and blanks.

    Examples
    --------
    >>> column_key("\ufeff Valid From"), column_key("valid_from"), column_key("Address 1: City")
    ('valid_from', 'valid_from', 'address_1:_city')
    """
    return re.sub(r"[\s_-]+", "_", fold(header.replace("\ufeff", ""))).strip("_")


def is_reason(header: str) -> bool:
    """Whether this is the column of reasons that a file of rejected rows has."""
    return column_key(header) in map(column_key, REASON.values())


@dataclass(frozen=True)
class Table:
    """A CSV file or a sheet.

    Attributes
    ----------
    file : str
        Name for messages; of a sheet, ``book.xlsx/sheet``.
    name : str
        File or sheet name without its ending.
    header : tuple of str
        As written.
    header_line : int
        Line of the header row.
    records : callable
        Gives all rows below the header with the line on which each begins.
    sha256 : str
        Of the file.
    separator : str
        Used again for its rejected rows.
    shielded : bool
        Cells may carry the quote of `safe_cell`.
    """

    file: str
    name: str
    header: tuple[str, ...]
    header_line: int
    records: Callable[[], Iterator[tuple[int, Cells]]] = field(repr=False, compare=False)
    sha256: str
    separator: str = ","
    shielded: bool = True

    def positions(self) -> dict[str, int]:
        """Place of each named column; of two with one name the first."""
        places: dict[str, int] = {}
        for place, header in enumerate(self.header):
            if key := column_key(header):
                places.setdefault(key, place)
        return places

    def refuse_doubled(self, keys: set[str]) -> None:
        """Refuse a table in which one of these columns stands twice."""
        found = [column_key(header) for header in self.header]
        for key in sorted(keys):
            if found.count(key) > 1:
                raise InputError(self.file, "this column stands in the header twice", self.header_line, key)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Rows that have as many cells as the header; `fault` names the others."""
        width, first = len(self.header), self.header[0]
        for line, cells in self.records():
            if len(cells) == width and (cells[0] != first or not self.fault(cells)):
                yield line, cells

    def text(self, cell: str) -> str:
        """What a cell says: without blanks around it and without the quote of `safe_cell`."""
        text = cell.strip()
        return plain_cell(text) if self.shielded and text[:1] == "'" else text

    def fault(self, cells: Cells) -> str | None:
        """What makes a row unreadable as a whole, if anything does."""
        width = len(self.header)
        if len(cells) != width:
            hint = "a comma or quotation mark inside a value needs quotes around it"
            return f"has {len(cells)} cells where the header has {width}; {hint}"
        if cells[0] == self.header[0] and cells == list(self.header):
            return "is the header row again"
        return None
