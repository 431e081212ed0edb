"""XLSX workbooks: their sheets as tables of text, and new ones whose bytes depend on their content alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from kamgraph.ingest.tables import COMMENT, Cells, Table
from kamgraph.model.errors import InputError

READ_ME = "Instrukcja - Read me"
# One moment for all time: the same content has the same bytes.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def new_workbook(path: Path, comments: str = "") -> Iterator[Any]:
    """Give a workbook to fill, in which every text stays a text; raises `OSError` where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"created": _CREATED, "comments": comments})
    yield book
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def sheets(path: Path) -> Iterator[Table]:
    """Tables of a workbook, one a sheet; sheets without a filled row are left out."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, ZipError) as error:
        raise InputError(path.name, f"is no readable workbook: {error}") from None
    for name, grid in found.items():
        filled = [(line, [_text(c) for c in cells]) for line, cells in enumerate(grid, start=1)]
        filled = [(line, cells) for line, cells in filled if any(cells) and not cells[0].startswith(COMMENT)]
        if filled and name != READ_ME:
            yield _table(f"{path.name}/{name}", name, filled, sha256)


def _table(file: str, name: str, filled: list[tuple[int, Cells]], sha256: str) -> Table:
    (header_line, header), below = filled[0], filled[1:]
    while header and not header[-1].strip():
        header.pop()
    width = len(header)
    # A sheet is as wide as its widest row: cells beyond the header count only where something stands in them.
    rows = [(line, cells if any(cells[width:]) else cells[:width]) for line, cells in below]
    return Table(file, name, tuple(header), header_line, lambda: iter(rows), sha256, shielded=False)


def _text(cell: float | str | bool | time | date | datetime | timedelta) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
        case _:
            return str(cell)
