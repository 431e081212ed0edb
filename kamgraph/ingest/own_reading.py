"""Our own tables: the header names the fields."""

from __future__ import annotations

import difflib
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamgraph.ingest.cells import split_cell
from kamgraph.ingest.dates import DateColumn, Reckoning
from kamgraph.ingest.drafts import Dated, Draft, Formula, Origin, Ref, RefRule, Value
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.reading import Faulty, survey_table
from kamgraph.ingest.spec import Column, Side, TableSpec
from kamgraph.ingest.tables import Cells, Table, column_key, is_reason
from kamgraph.model.errors import InputError

FORMAT = "csv"
# As in "people (2).csv" and "people-2.csv".
_NUMBER = re.compile(r"_\(?\d+\)?$")
_RULES = {Side.ANY: RefRule(), Side.OURS_OR_NEW: RefRule(missing="keep", side="ours")}


@dataclass(frozen=True)
class OwnTable:
    """A file of ours: which column stands where."""

    spec: TableSpec
    table: Table
    places: tuple[tuple[Column, int], ...]
    headers: dict[str, str]
    dates: dict[str, DateColumn]

    def draft(self, line: int, cells: Cells) -> Draft:
        """What one row says."""
        values = {column.name: self._value(column, cells[place]) for column, place in self.places}
        return Draft(Origin(self.table, line, cells), values, self.headers)

    def _value(self, column: Column, cell: str) -> Value:
        text = self.table.text(cell)
        if not text:
            return None
        if self.table.shielded and cell.lstrip().startswith("="):
            return Formula(text)
        match column.kind:
            case "person" | "organisation":
                return (Ref(text, _RULES[column.side]),)
            case "people":
                return tuple(Ref(part, _RULES[column.side]) for part in split_cell(text))
            case "day" | "moment":
                return Dated(text, self.dates[column.name])
            case _:
                return text


def own_spec(table: Table) -> TableSpec | None:
    """The table of ours that this is: by its name, a number of a second file left out, else by the columns it has."""
    if (spec := TABLES.get(_NUMBER.sub("", column_key(table.name)))) is not None:
        return spec
    present = table.positions().keys()
    fits = [s for s in TABLES.values() if present >= set(s.required) and len(present & {c.name for c in s.columns}) > 2]
    return max(fits, key=lambda s: len(present & {c.name for c in s.columns}), default=None)


class OwnReading:
    """Files of our own tables.

    Attributes
    ----------
    marks : dict
        By table: the hashes of all keys, so that repeated ones are found without reading again.

    Raises
    ------
    InputError
        A required column is missing, with what may be meant.
    """

    name, namespace = FORMAT, ""

    def __init__(self, tables: Sequence[Table], reckoning: Reckoning) -> None:
        specs = [(table, own_spec(table)) for table in tables]
        self._notes: list[str] = []
        self.rows: dict[str, int] = {}
        self.marks: dict[str, array[int]] = {}
        self.own = tuple(self._own(table, spec, reckoning) for table, spec in specs if spec is not None)
        self.used = tuple(own.table for own in self.own)
        self.unused = tuple(table for table, spec in specs if spec is None)

    def _own(self, table: Table, spec: TableSpec, reckoning: Reckoning) -> OwnTable:
        present = table.positions()
        names = {c.name for c in spec.columns}
        unknown = [key for key in present if key not in names and not is_reason(key)]
        if missing := [name for name in spec.required if name not in present]:
            near = difflib.get_close_matches(missing[0], unknown, n=1)
            hint = f"; {near[0]!r} may be meant" if near else ""
            raise InputError(table.file, f"this required column is missing{hint}", table.header_line, missing[0])
        table.refuse_doubled(names)
        for key in unknown:
            near = difflib.get_close_matches(key, names, n=1)
            known = f"; nearest known: {near[0]}" if near else ""
            self._notes.append(f"{table.file}: column {key!r} is not known and was left out{known}")
        places = tuple((spec.column(key), place) for key, place in present.items() if key in names)
        headers = {column.name: table.header[place].strip() for column, place in places}
        dates = {
            column.name: reckoning.column(table.file, headers[column.name])
            for column, _ in places
            if column.kind in ("day", "moment")
        }
        return OwnTable(spec, table, places, headers, dates)

    def survey(self, faulty: Faulty) -> None:
        """See `Reading`."""
        for own in self.own:
            dates = [(place, own.dates[column.name]) for column, place in own.places if column.name in own.dates]
            there = {column.name: place for column, place in own.places}
            key = [there.get(name) for name in own.spec.key]
            marks = key, self.marks.setdefault(own.spec.name, array("q"))
            self.rows[own.table.file] = survey_table(own.table, dates, faulty, marks)

    def targets(self) -> frozenset[str]:
        """See `Reading`."""
        return frozenset(own.spec.name for own in self.own)

    def drafts(self, target: str) -> Iterator[Draft]:
        """See `Reading`."""
        for own in self.own:
            if own.spec.name == target:
                for line, cells in own.table.rows():
                    yield own.draft(line, cells)

    def notes(self) -> list[str]:
        """See `Reading`."""
        return list(self._notes)
