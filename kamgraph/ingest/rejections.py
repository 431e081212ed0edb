"""Rejected rows, kept to be reported and written where they can be corrected and imported."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path, PurePosixPath

from kamgraph.ingest.cells import CellError
from kamgraph.ingest.drafts import Draft, Origin
from kamgraph.ingest.report import Rejected
from kamgraph.ingest.tables import REASON, Cells, Table, is_reason
from kamgraph.model.errors import InputError
from kamgraph.model.polish import Lang, in_language

_SHOWN = 80


class Rejections:
    """Collects rejected rows."""

    def __init__(self) -> None:
        self._found: dict[Rejected, Origin | None] = {}
        self._tables: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._found)

    @property
    def all(self) -> tuple[Rejected, ...]:
        """Every rejected row, in the order of files and lines."""
        return tuple(sorted(self._found, key=lambda r: (r.file, r.line or 0)))

    def of(self, target: str) -> int:
        """How many rows meant for one of our tables were rejected."""
        return self._tables[target]

    def row(self, table: Table, line: int, cells: Cells, reason: str) -> None:
        """A row that cannot be read as a whole."""
        shown = table.separator.join(cells)[:_SHOWN]
        self._found[Rejected(table.file, line, None, shown, reason)] = Origin(table, line, cells)

    def cell(self, draft: Draft, error: CellError, target: str) -> None:
        """A row with a cell at fault."""
        column = draft.headers.get(error.field, error.field)
        origin = draft.origin
        self._add(Rejected(origin.table.file, origin.line, column, error.value[:_SHOWN], error.reason), origin, target)

    def item(self, origin: Origin, reason: str, target: str) -> None:
        """A row that the store refuses."""
        self._add(Rejected(origin.table.file, origin.line, None, "", reason), origin, target)

    def erased(self, origin: Origin, target: str) -> None:
        """A row about a person who was erased: reported, and nowhere written again."""
        reason = "names a person who was erased at his or her request; nothing may bring the person back"
        self._found[Rejected(origin.table.file, origin.line, None, "", reason)] = None
        self._tables[target] += 1

    def _add(self, rejected: Rejected, origin: Origin, target: str) -> None:
        self._found.setdefault(rejected, origin)
        self._tables[target] += 1

    def write(self, folder: Path, lang: Lang) -> bool:
        """Write a file for each source, with its columns and the reasons; tells whether there was anything to write.

        Raises
        ------
        InputError
            The folder cannot be written.
        """
        by_table: dict[str, dict[int, tuple[Origin, list[str]]]] = defaultdict(dict)
        for rejected in self.all:
            if (origin := self._found[rejected]) is not None:
                said = in_language(rejected.reason, lang)
                reason = f"{rejected.column}: {said}" if rejected.column else said
                by_table[rejected.file].setdefault(origin.line, (origin, []))[1].append(reason)
        taken: set[str] = set()
        try:
            for file, lines in by_table.items():
                folder.mkdir(parents=True, exist_ok=True)
                _write(folder / _file_name(file, taken), list(lines.values()), REASON[lang])
        except OSError as error:
            raise InputError(str(folder), f"rejected rows cannot be written: {error.strerror or error}") from error
        return bool(by_table)


def _file_name(file: str, taken: set[str]) -> str:
    """Name that is free, and by which a table of our own is known again, whatever archive or workbook it came from."""
    plain = re.sub(r"[^\w.-]+", "_", re.sub(r"(?i)\.(csv|tsv|txt)$", "", PurePosixPath(file).name)).lstrip(".")
    name, number = plain, 1
    # Some file systems take two names that differ in case alone for one.
    while name.casefold() in taken:
        number += 1
        name = f"{plain}-{number}"
    taken.add(name.casefold())
    return f"{name}.csv"


def _write(path: Path, rows: list[tuple[Origin, list[str]]], heading: str) -> None:
    table = rows[0][0].table
    places = [place for place, header in enumerate(table.header) if not is_reason(header)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=table.separator)
        writer.writerow([*(table.header[place] for place in places), heading])
        for origin, reasons in rows:
            cells = origin.cells
            # A row of another width is written as it stands, so that its shifted cells can be seen and set right.
            kept = [cells[place] for place in places] if len(cells) == len(table.header) else cells
            writer.writerow([*kept, "; ".join(reasons)])
