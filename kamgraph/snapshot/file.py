"""A snapshot in a file of its own that is mapped into memory; its texts are decoded when they are read."""

import json
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache, partial
from mmap import ACCESS_COPY, ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from kamgraph.model import Handover, Initiative, PlanItem, Settings
from kamgraph.model.errors import InputError
from kamgraph.snapshot import columns as c
from kamgraph.snapshot.packing import Array, packed, unpacked

Waiting = Callable[[], Any]

FORMAT = 2
_MARK = f"kamgraph snapshot {FORMAT}\n".encode()
_LENGTH = 8
_ALIGNED = 64
_SUM = 4
_TABLES: dict[str, type] = {
    "people": c.People,
    "accounts": c.Accounts,
    "places": c.Places,
    "ties": c.Ties,
    "lines": c.Lines,
    "assignments": c.Assignments,
    "interactions": c.Interactions,
}
_RECORDS: dict[str, TypeAdapter[Any]] = {
    "settings": TypeAdapter(Settings),
    "figures": TypeAdapter(tuple[c.FigureOnDay, ...]),
    "initiatives": TypeAdapter(tuple[Initiative, ...]),
    "plan_items": TypeAdapter(tuple[PlanItem, ...]),
    "handovers": TypeAdapter(tuple[Handover, ...]),
    "as_of": TypeAdapter(date),
    "first_day": TypeAdapter(date | None),
}
# Compiled kernels trust what these point to.
_POINTERS = {
    "people": ("places.person", "ties.ours", "ties.theirs", "lines.source", "lines.target", "assignments.person"),
    "accounts": ("places.account", "assignments.account"),
}
_SPANS = ("first_interaction", "interactions", "first_participant", "participants")
_PLAIN = ("kind", "scope", "store_version", "excluded")


def save(snap: c.Snapshot, path: Path) -> None:
    """Write a snapshot to a file that only its owner may read; an existing one is replaced as a whole.

    The file holds personal data of a store's version: after an erasure it is no longer current, and must be deleted
    or written anew.

    Parameters
    ----------
    snap : Snapshot
    path : Path

    Examples
    --------
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(from_networkx(G, as_of=date(2026, 11, 23)), Path(folder, "day"))
    ...     load(Path(folder, "day")).ties.strength.tolist()
    [0.5]
    """
    arrays: list[Array] = []
    tables = {name: _written(getattr(snap, name), arrays) for name in _TABLES}
    records = {name: adapter.dump_python(getattr(snap, name), mode="json") for name, adapter in _RECORDS.items()}
    plain = {name: getattr(snap, name) for name in _PLAIN}
    head = json.dumps({**plain, **records, "settings_hash": snap.settings.hash, "tables": tables}).encode()
    # A temporary file is one that nobody else may read.
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as out:
        draft = Path(out.name)
        try:
            checksum = 0
            for part in _parts(head, arrays):
                out.write(part)
                checksum = zlib.crc32(part, checksum)
            out.write(checksum.to_bytes(_SUM, "little"))
            out.flush()
            draft.replace(path)
        except BaseException:
            draft.unlink()
            raise


def load(path: Path) -> c.Snapshot:
    """Read a snapshot from a file that `save` wrote.

    Returns
    -------
    Snapshot
        With the columns of the one that was saved, to the last bit; texts are decoded when they are read.

    Raises
    ------
    InputError
        The file is not such a file, is of another version of the format, or is cut short.
    OSError
        It cannot be read.
    """
    try:
        mapped, at, head = _opened(path)
        read: dict[str, Any] = {}
        for name, table in _TABLES.items():
            waiting, at = _read(head["tables"][name], mapped, at)
            read[name] = _unpacked_when_read(table, waiting)
        # Accounts are few, and looked up by their ids.
        accounts = read["accounts"]
        read["accounts"] = replace(accounts, ids=tuple(accounts.ids), names=tuple(accounts.names))
        _check(read)
        for name, adapter in _RECORDS.items():
            read[name] = adapter.validate_json(json.dumps(head[name]))
        return c.Snapshot(**{name: head[name] for name in _PLAIN}, **read)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(path), "is not a whole snapshot file of this version; write it anew") from error


def is_current(path: Path, *, store_version: str, as_of: date, settings: Settings, scope: str = "portfolio") -> bool:
    """Whether a file holds what the store would answer now: of its version, for this day, scope and settings.

    A file that is missing, broken or of another version of the format is not current.
    """
    try:
        _, _, head = _opened(path)
    except (OSError, ValueError):
        return False
    wanted = (store_version, as_of.isoformat(), settings.hash, scope)
    return wanted == tuple(head.get(name) for name in ("store_version", "as_of", "settings_hash", "scope"))


def is_whole(path: Path) -> bool:
    """Whether a file is as `save` wrote it: `load` sees where one is cut short, this sees every changed byte."""
    try:
        with path.open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError):
        return False
    with mapped, memoryview(mapped) as whole:
        return len(whole) > _SUM and zlib.crc32(whole[:-_SUM]) == int.from_bytes(whole[-_SUM:], "little")


def _parts(head: bytes, arrays: Iterable[Array]) -> Iterator[bytes | memoryview]:
    """All of the file before its checksum, with each array where the machine reads it best."""
    begin = _MARK + len(head).to_bytes(_LENGTH, "little") + head
    yield begin
    at = len(begin)
    for array in arrays:
        gap = bytes(-at % _ALIGNED)
        yield gap
        yield np.ascontiguousarray(array).data
        at += len(gap) + array.nbytes


def _written(table: object, arrays: list[Array]) -> list[Any]:
    """Name, kind, rows and parts of each column; the parts themselves are appended to the arrays."""
    described = []
    for column in fields(table):  # type: ignore[arg-type]
        values = getattr(table, column.name)
        parts = packed(values)
        arrays.extend(parts.values())
        kind = values.dtype.str if isinstance(values, np.ndarray) else "text"
        described.append([column.name, kind, len(values), [(n, p.dtype.str, len(p)) for n, p in parts.items()]])
    return described


def _opened(path: Path) -> tuple[mmap, int, dict[str, Any]]:
    """The file in memory, where its columns begin, and what it says about them."""
    with path.open("rb") as file:
        # Changes stay in this process: kernels are compiled for arrays that may be written.
        mapped = mmap(file.fileno(), 0, access=ACCESS_COPY)
    begin = len(_MARK) + _LENGTH
    if mapped[: len(_MARK)] != _MARK:
        raise ValueError("another kind of file")
    end = begin + int.from_bytes(mapped[len(_MARK) : begin], "little")
    return mapped, end, json.loads(mapped[begin:end])


def _read(described: list[Any], mapped: mmap, at: int) -> tuple[dict[str, Waiting], int]:
    if len({rows for name, _, rows, _ in described if name not in _SPANS}) > 1:
        raise ValueError("columns of a table differ in length")
    columns: dict[str, Waiting] = {}
    for name, kind, rows, parts in described:
        arrays = {}
        for part, dtype, length in parts:
            at += -at % _ALIGNED
            arrays[part] = np.frombuffer(mapped, dtype=dtype, count=length, offset=at)
            at += arrays[part].nbytes
        columns[name] = partial(unpacked, arrays, kind, rows)
    return columns, at


def _unpacked_when_read(table: type, waiting: dict[str, Waiting]) -> Any:
    """A table whose columns are unpacked when they are first asked for: few questions ask for all."""
    made: Any = object.__new__(_unpacking(table))
    vars(made)["waiting"] = waiting
    return made


@cache
def _unpacking(table: type) -> type:
    def read(self: Any, name: str) -> Any:
        waiting = vars(self).get("waiting", {})
        if name not in waiting:
            raise AttributeError(name)
        found = vars(self)[name] = waiting[name]()
        return found

    return type(table.__name__, (table,), {"__getattr__": read})


def _check(read: dict[str, Any]) -> None:
    """Raise `ValueError` where a column points to nobody."""
    for target, pointers in _POINTERS.items():
        for table, column in (pointer.split(".") for pointer in pointers):
            numbers = getattr(read[table], column)
            if len(numbers) and not 0 <= numbers.min() <= numbers.max() < len(read[target].ids):
                raise ValueError(f"{table}.{column} points to nobody")
