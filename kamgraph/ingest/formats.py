"""Which format a set of tables is in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kamgraph.ingest.dates import Reckoning
from kamgraph.ingest.mapped_reading import MappedReading, match
from kamgraph.ingest.mapping import Mapping, load_mapping, shipped
from kamgraph.ingest.own_reading import FORMAT, OwnReading, own_spec
from kamgraph.ingest.tables import Table, column_key
from kamgraph.model.errors import InputError


def choose_mapping(tables: Sequence[Table], format: str, mapping: Path | None, path: str) -> Mapping | None:  # noqa: A002
    """The mapping to read these tables with, or None for our own.

    Raises
    ------
    InputError
        The format is not known, or nothing understands these tables; the nearest is named.
    """
    if mapping is not None:
        return load_mapping(mapping)
    known = shipped()
    if format == FORMAT:
        return None
    if format != "auto":
        if format not in known:
            raise InputError(path, f"format {format!r} is not known; there are {', '.join(('auto', FORMAT, *known))}")
        return known[format]
    counts = {name: sum(match(m, table) is not None for table in tables) for name, m in known.items()}
    own = sum(own_spec(table) is not None for table in tables)
    best = max(counts, key=lambda name: counts[name])
    if not own and not counts[best]:
        raise InputError(path, _unknown(tables, known))
    return None if own >= counts[best] else known[best]


def read_as(
    mapping: Mapping | None, tables: Sequence[Table], own: str, reckoning: Reckoning, path: str
) -> OwnReading | MappedReading:
    """Read tables with a mapping, or as our own."""
    reading = OwnReading(tables, reckoning) if mapping is None else MappedReading(mapping, tables, own, reckoning)
    if not reading.used:
        wanted = (
            "tables of our own (kamgraph template writes them)"
            if mapping is None
            else "; ".join(f"{t.name}: {', '.join(t.columns)}" for t in mapping.tables)
        )
        raise InputError(path, f"no file here has the columns of format {reading.name!r}: {wanted}")
    return reading


def _unknown(tables: Sequence[Table], known: dict[str, Mapping]) -> str:
    present = {key for table in tables for key in table.positions()}
    wanted = {name: {column_key(c) for t in m.tables for c in t.columns} for name, m in known.items()}
    nearest = max(wanted, key=lambda name: len(wanted[name] & present))
    hint = f"; nearest: {nearest}" if wanted[nearest] & present else ""
    return (
        f"these columns are of no known format: {', '.join(sorted(present)[:8])}; known formats: "
        f"{', '.join((FORMAT, *known))}{hint}; any other table is read through a mapping of your own (--map)"
    )
