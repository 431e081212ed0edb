"""Results as CSV: one row an item, the contract's names as headings, safe in any spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from kamgraph.ingest.cells import safe_cell
from kamgraph_api.media import CSV
from kamgraph_api.ready import Computed

_LEFT_OUT = frozenset({"because"})


def as_csv(items: Sequence[Any], kind: type, names: Mapping[str, str] | None) -> Computed:
    """Items of one dataclass or model as a table; beside a column of ids stands one with names, where names are wanted.

    Several ids stand in one cell with blanks between, several names with semicolons. What is not known is a blank cell.
    """
    text = table_of(items, kind, names)
    return Computed(text, media_type=f"{CSV}; charset=utf-8")


def table_of(items: Sequence[Any], kind: type, names: Mapping[str, str] | None = None) -> bytes:
    """The same as bytes, for an answer that does not stay true."""
    columns = [name for name in _columns(kind) if name not in _LEFT_OUT]
    named = [column for column in columns if names is not None and _holds_ids(items, column, names)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*columns, *(f"{column}_name" for column in named)])
    for item in items:
        cells = [_cell(getattr(item, column)) for column in columns]
        spoken = [_named(getattr(item, column), names or {}) for column in named]
        writer.writerow([safe_cell(cell) for cell in (*cells, *spoken)])
    return ("\ufeff" + out.getvalue()).encode()


def _columns(kind: type) -> Iterable[str]:
    if is_dataclass(kind):
        return [field.name for field in fields(kind)]
    return kind.model_fields if issubclass(kind, BaseModel) else ()


def _holds_ids(items: Iterable[Any], column: str, names: Mapping[str, str]) -> bool:
    return any(one in names for item in items for one in _ids(getattr(item, column)))


def _ids(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return [v for v in value if isinstance(v, str)] if isinstance(value, tuple) else ()


def _named(value: object, names: Mapping[str, str]) -> str:
    return "; ".join(names.get(one, one) for one in _ids(value))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case tuple() | list():
            return " ".join(map(_cell, value))
        case dict():
            return " ".join(f"{name}={count}" for name, count in value.items())
        case BaseModel():
            return " ".join(map(_cell, value.model_dump().values()))
        case _:
            return str(value)
