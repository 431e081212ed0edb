"""What the store holds, as our own tables: importing them again gives the same."""

from __future__ import annotations

import csv
import json
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from kamgraph.ingest.cells import join_cell, safe_cell
from kamgraph.ingest.dates import LOCAL
from kamgraph.ingest.extent import Extent
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.spec import TableSpec
from kamgraph.ingest.workbook import new_workbook
from kamgraph.model import HandoverStep
from kamgraph.model.errors import InputError
from kamgraph.store.port import GraphStore


def export_tables(
    store: GraphStore,
    path: Path,
    *,
    accounts: Collection[str] | None = None,
    format: Literal["csv", "xlsx"] = "csv",  # noqa: A002
    as_of: date | None = None,
) -> tuple[Path, ...]:
    """Write accounts, or everything, as our own tables.

    Every visible version of every fact is written, past ones included, so that an empty store which imports the
    tables holds the same. A text that a spreadsheet would run as a formula gets a quote before it in CSV, which the
    import takes off again; a workbook stores it as text. Merged people are written as the one they are.

    Parameters
    ----------
    store : GraphStore
        Where to read.
    path : Path
        Folder for CSV, or a file that ends in ``.zip``; file for XLSX; files of the same names are replaced.
    accounts : collection of str, optional
        Ids of accounts: they and their units, the people who stand there or are assigned or tied to them, and the
        contacts between those people. Everything, unless given.
    format : str
        ``csv`` or ``xlsx``.
    as_of : date, optional
        Day to stamp the export with; today, unless given. It cuts nothing off.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    InputError
        It cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     [file.name for file in export_tables(store, Path(folder, "out"))][-1]
    'manifest.toml'
    """
    extent = Extent(store, accounts)
    day = as_of or datetime.now(LOCAL).date()
    try:
        if format == "xlsx":
            _workbook(path, extent, _stamp(day, accounts))
            return (path,)
        if path.suffix.casefold() == ".zip":
            _zip(store, path, accounts, day)
            return (path,)
        path.mkdir(parents=True, exist_ok=True)
        written = [_csv(path / f"{spec.name}.csv", spec, extent.items(spec.name)) for spec in TABLES.values()]
        manifest = path / "manifest.toml"
        lines = (f"{key} = {value}\n" for key, value in _stamp(day, accounts).items())
        manifest.write_text("".join(lines), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error
    return (*written, manifest)


def _zip(store: GraphStore, path: Path, accounts: Collection[str] | None, day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = export_tables(store, Path(folder), accounts=accounts, as_of=day)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in written:
                archive.write(file, file.name)


def _stamp(day: date, accounts: Collection[str] | None) -> dict[str, str]:
    chosen = "all" if accounts is None else sorted(accounts)
    return {"as_of": day.isoformat(), "accounts": json.dumps(chosen, ensure_ascii=False)}


def _csv(path: Path, spec: TableSpec, items: Iterable[BaseModel]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow([column.name for column in spec.columns])
        writer.writerows([safe_cell(cell) for cell in cells] for cells in _rows(spec, items))
    return path


def _workbook(path: Path, extent: Extent, stamp: dict[str, str]) -> None:
    with new_workbook(path, ", ".join(f"{k}: {v}" for k, v in stamp.items())) as book:
        for spec in TABLES.values():
            sheet = book.add_worksheet(spec.name)
            sheet.freeze_panes(1, 0)
            rows = ([column.name for column in spec.columns], *_rows(spec, extent.items(spec.name)))
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(row, place, cell)


def _rows(spec: TableSpec, items: Iterable[BaseModel]) -> Iterator[list[str]]:
    targets = [column.target for column in spec.columns]
    for item in items:
        yield [_text(getattr(item, target)) for target in targets]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case tuple():
            return join_cell(tuple(_text(part) for part in value))
        case HandoverStep():
            return f"{value.theirs} > {value.successor or ''} > {value.state}"
        case StrEnum():
            return value.value
        case _:
            return value.isoformat() if isinstance(value, date) else str(value)
