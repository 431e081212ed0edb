"""Empty tables with explanations, to be filled in Excel and imported."""

from __future__ import annotations

import csv
import errno
from pathlib import Path

from kamgraph.ingest.own import TABLES
from kamgraph.ingest.spec import TableSpec
from kamgraph.ingest.tables import COMMENT
from kamgraph.ingest.workbook import READ_ME, new_workbook
from kamgraph.model.errors import InputError

_RULES = (
    ("Jedna tabela na arkusz lub plik; kolejność kolumn dowolna; kolumny oznaczone * są wymagane.",
     "One table a sheet or file; columns in any order; those marked * are required."),
    ("Osobę i firmę można podać przez id albo, gdy jest jedna taka, przez pełną nazwę.",
     "A person or a company may be named by id or, where there is only one such, by full name."),
    ("Daty: 2026-11-23. Kilka wartości w komórce: a|b. Pusta komórka: brak wartości.",
     "Dates: 2026-11-23. Several values in a cell: a|b. A blank cell: no value."),
    ("Wiersze, które zaczynają się od „# \", są pomijane.", "Rows that begin with \"# \" are skipped."),
)  # fmt: skip


def template(path: Path) -> tuple[Path, ...]:
    """Write empty tables with explanations in Polish and English.

    Parameters
    ----------
    path : Path
        A file that ends in ``.xlsx`` becomes a workbook, anything else a folder of CSV files.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    InputError
        A file of that name is there already, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [file.name for file in template(Path(folder, "empty"))][:3]
    ['organisations.csv', 'people.csv', 'positions.csv']
    """
    try:
        if path.suffix.lower() == ".xlsx":
            if path.exists():
                raise FileExistsError(errno.EEXIST, "", str(path))
            _workbook(path)
            return (path,)
        path.mkdir(parents=True, exist_ok=True)
        return tuple(_csv(path, spec) for spec in TABLES.values())
    except FileExistsError as error:
        raise InputError(str(error.filename), "is there already; a template never overwrites") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error


def _csv(folder: Path, spec: TableSpec) -> Path:
    path = folder / f"{spec.name}.csv"
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([f"{COMMENT}{spec.pl}"])
        writer.writerow([f"{COMMENT}{spec.en}"])
        for pl, en in _RULES:
            writer.writerow([f"{COMMENT}{pl} / {en}"])
        writer.writerow([column.name for column in spec.columns])
        for language in ("pl", "en"):
            cells = [f"{'* ' if column.required else ''}{getattr(column, language)}" for column in spec.columns]
            writer.writerow([COMMENT + cells[0], *cells[1:]])
    return path


def _workbook(path: Path) -> None:
    with new_workbook(path) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        read_me = book.add_worksheet(READ_ME)
        read_me.set_column(0, 1, 60, wrapped)
        lines = [*_RULES, *((f"{s.name}: {s.pl}", f"{s.name}: {s.en}") for s in TABLES.values())]
        for row, (pl, en) in enumerate(lines):
            read_me.write_row(row, 0, (pl, en))
        for spec in TABLES.values():
            sheet = book.add_worksheet(spec.name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(spec.columns) - 1, 18)
            for place, column in enumerate(spec.columns):
                sheet.write_string(0, place, column.name, bold)
                sheet.write_comment(0, place, f"{'* ' if column.required else ''}{column.pl}\n{column.en}")
