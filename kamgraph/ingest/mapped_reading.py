"""Foreign tables, read through a mapping."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kamgraph.ingest.cells import split_cell
from kamgraph.ingest.dates import DateColumn, Reckoning
from kamgraph.ingest.drafts import Dated, Draft, Origin, Ref, RefRule, Value
from kamgraph.ingest.mapping import Condition, Expression, Mapping, RowRule, SourceTable
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.reading import Faulty, survey_table
from kamgraph.ingest.spec import Column
from kamgraph.ingest.tables import Cells, Table, column_key
from kamgraph.model import clean, fold
from kamgraph.model.errors import InputError

_MANY = ("people", "words", "texts", "emails")
_REFERENCES = ("person", "people", "organisation")
# The same few words stand in thousands of cells.
_form = lru_cache(maxsize=50_000)(fold)


@dataclass(frozen=True)
class Matched:
    """A file, the table of the source that it is, and where its columns stand."""

    source: SourceTable
    table: Table
    places: dict[str, int]
    dates: dict[str, DateColumn]


def match(mapping: Mapping, table: Table) -> SourceTable | None:
    """The table of the source whose columns are all there; of several the one that asks for most."""
    present = table.positions().keys()
    fits = [s for s in mapping.tables if present >= {column_key(c) for c in s.columns}]
    return max(fits, key=lambda s: len(s.columns), default=None)


class MappedReading:
    """Files read through a mapping.

    Parameters
    ----------
    own : str
        Id of our organisation.
    """

    def __init__(self, mapping: Mapping, tables: Sequence[Table], own: str, reckoning: Reckoning) -> None:
        self.name, self.namespace = mapping.name, mapping.namespace + ":"
        self._own = own
        self.rows: dict[str, int] = {}
        self._nulls = {fold(null) for null in mapping.nulls}
        found = [(table, match(mapping, table)) for table in tables]
        self._matched = [self._match(source, table, reckoning) for table, source in found if source is not None]
        self.used = tuple(matched.table for matched in self._matched)
        self.unused = tuple(table for table, source in found if source is None)
        self._left_out: Counter[tuple[str, str, str]] = Counter()

    def _match(self, source: SourceTable, table: Table, reckoning: Reckoning) -> Matched:
        places = table.positions()
        named, dated = set[str](), set[str]()
        for rule in source.rows:
            named.update(column_key(condition.column) for condition in rule.where)
            for name, expressions in rule.fields.items():
                keys = {column_key(column) for expression in expressions for column in expression.reads}
                named |= keys
                if TABLES[rule.table].column(name).kind in ("day", "moment"):
                    dated |= keys
        table.refuse_doubled(named)
        dates = {key: reckoning.column(table.file, table.header[places[key]]) for key in dated if key in places}
        return Matched(source, table, places, dates)

    def survey(self, faulty: Faulty) -> None:
        """See `Reading`."""
        for matched in self._matched:
            dates = [(matched.places[key], column) for key, column in matched.dates.items()]
            self.rows[matched.table.file] = survey_table(matched.table, dates, faulty)

    def targets(self) -> frozenset[str]:
        """See `Reading`."""
        return frozenset(rule.table for matched in self._matched for rule in matched.source.rows)

    def drafts(self, target: str) -> Iterator[Draft]:
        """See `Reading`."""
        self._left_out = Counter({key: n for key, n in self._left_out.items() if key[1] != target})
        for matched in self._matched:
            for rule in matched.source.rows:
                if rule.table != target:
                    continue
                headers = _headers(rule, matched)
                for line, cells in matched.table.rows():
                    if all(self._holds(condition, matched, cells) for condition in rule.where):
                        draft = self._draft(rule, matched, Origin(matched.table, line, cells), headers)
                        if draft is not None:
                            yield draft

    def once_a_minute(self, table: Table, target: str) -> bool:
        """Whether two records of this table may tell of one contact."""
        rules = (rule for m in self._matched if m.table is table for rule in m.source.rows if rule.table == target)
        return any(rule.once_a_minute for rule in rules)

    def notes(self) -> list[str]:
        """See `Reading`."""
        notes: list[str] = []
        for (file, target, header), n in sorted(self._left_out.items()):
            notes.append(f"{file}: {n} rows give nothing for {target}, because {header} is blank")
        return notes

    def _draft(self, rule: RowRule, matched: Matched, origin: Origin, headers: dict[str, str]) -> Draft | None:
        spec = TABLES[rule.table]
        values: dict[str, Value] = {}
        for name, expressions in rule.fields.items():
            column = spec.column(name)
            value = self._value(column, expressions, matched, origin.cells)
            if value is not None and value != ():
                values[name] = value
            elif column.required and column.kind in _REFERENCES:
                if name in headers:
                    self._left_out[matched.table.file, rule.table, headers[name]] += 1
                return None
        return Draft(origin, values, headers)

    def _value(self, column: Column, expressions: tuple[Expression, ...], matched: Matched, cells: Cells) -> Value:
        many: list[Ref | str] = []
        for expression in expressions:
            texts = self._texts(expression, matched, cells)
            if not texts:
                continue
            if column.kind in _REFERENCES:
                rule = _ref_rule(expression)
                many.extend(Ref(text, rule) for text in texts)
            elif column.kind in _MANY:
                many.extend(texts)
            elif column.kind in ("day", "moment") and not expression.words:
                return Dated(texts[0], self._date_column(expression, matched))
            else:
                return texts[0]
            if column.kind not in _MANY:
                break
        return tuple(dict.fromkeys(many))  # type: ignore[return-value]

    def _date_column(self, expression: Expression, matched: Matched) -> DateColumn:
        key = next((k for k in map(column_key, expression.reads) if k in matched.dates), None)
        if key is None:
            raise InputError(matched.table.file, "a day of a mapping must come from a column")
        return matched.dates[key]

    def _texts(self, expression: Expression, matched: Matched, cells: Cells) -> tuple[str, ...]:
        if expression.own:
            return (self._own,)
        if expression.value is not None:
            text: str | None = expression.value
        else:
            parts = (self._cell(column, matched, cells) for column in expression.reads)
            text = expression.join.join(part for part in parts if part) or None
        if text is None and expression.words is None:
            return ()
        if expression.words is not None:
            text = _translated(text or "", expression)
        if not text:
            return ()
        texts = split_cell(text.replace(expression.split, "|")) if expression.split else (text,)
        return texts if expression.id is None else tuple(self._id(expression, part) for part in texts)

    def _cell(self, column: str, matched: Matched, cells: Cells) -> str | None:
        place = matched.places.get(column_key(column))
        text = clean(cells[place]) if place is not None else None
        return None if text is None or (self._nulls and _form(text) in self._nulls) else text

    def _id(self, expression: Expression, text: str) -> str:
        if expression.digest:
            text = hashlib.blake2b(fold(text).encode(), digest_size=8).hexdigest()
        elif expression.slug:
            text = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
        return f"{self.namespace}{expression.id}{text}"

    def _holds(self, condition: Condition, matched: Matched, cells: Cells) -> bool:
        text = _form(self._cell(condition.column, matched, cells) or "")
        if condition.is_ is not None and text not in {_form(word) for word in condition.is_}:
            return False
        return condition.is_not is None or text not in {_form(word) for word in condition.is_not}


def _translated(text: str, expression: Expression) -> str | None:
    form = _form(text)
    for word, meaning in (expression.words or {}).items():
        if _form(word) == form:
            return meaning
    return text if expression.otherwise is None else expression.otherwise


def _ref_rule(expression: Expression) -> RefRule:
    if not expression.find:
        return RefRule(("id",))
    return RefRule(expression.find, expression.missing, expression.side, placed=expression.side == "ours")


def _headers(rule: RowRule, matched: Matched) -> dict[str, str]:
    headers = {}
    for name, expressions in rule.fields.items():
        there = (matched.places[key] for e in expressions for c in e.reads if (key := column_key(c)) in matched.places)
        if (place := next(there, None)) is not None:
            headers[name] = matched.table.header[place].strip()
    return headers
