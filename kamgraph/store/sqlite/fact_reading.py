"""Reading facts as objects: what is visible, and the history of one."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from kamgraph.model import FactKind
from kamgraph.store.port import StoredFact
from kamgraph.store.sqlite.runs import HIDDEN, visible
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable


class Row(NamedTuple):
    """A version as it stands in its table."""

    run: int
    ordinal: int
    said: int | None
    stored: StoredFact


def select(
    db: sqlite3.Connection, table: FactTable, where: str, given: dict[str, Any], order: str = "v.fact, v.version"
) -> Iterator[Row]:
    """Versions `v`, written by the run `r`, that a condition chooses."""
    columns, joins = [], []
    for n, column in enumerate(table.columns):
        columns.append(f"e{n}.id" if column.references else f"v.{column.name}")
        if column.references:
            joins.append(f"LEFT JOIN {column.references} e{n} ON e{n}.pk = v.{column.name}")
    statement = (
        "SELECT v.run, v.ordinal, v.said, v.fact, v.version, r.id, r.at, s.id, "
        f"{', '.join(columns)} FROM {table.name} v JOIN run r ON r.pk = v.run {' '.join(joins)} "
        f"LEFT JOIN run s ON s.pk = v.superseded_by AND s.state = 'committed' WHERE {where} ORDER BY {order}"
    )
    readers = [(column.name, column.read) for column in table.columns]
    for owner, ordinal, said, fact, version, run, at, superseded_by, *values in db.execute(statement, given):
        content = table.model.model_validate(
            {name: read(v) if read else v for (name, read), v in zip(readers, values, strict=True)}
        )
        stored = StoredFact(fact.hex(), version.hex(), run, datetime.fromisoformat(at), superseded_by, content)
        yield Row(owner, ordinal, said, stored)


def read(
    db: sqlite3.Connection,
    kind: FactKind,
    *,
    people: Collection[str] | None,
    organisation: str | None,
    as_of: date | None,
) -> Iterator[StoredFact]:
    """Visible versions of a kind, narrowed as asked."""
    table = FACT_TABLES[kind]
    where = [visible("v")]
    given: dict[str, Any] = {}
    for reference, wanted in (("person", people), ("organisation", None if organisation is None else {organisation})):
        if wanted is not None:
            given[reference] = json.dumps(sorted(wanted))
            where.append(touches(table, reference))
    if as_of is not None:
        given["day"] = as_of.toordinal()
        where.append("(v.valid_from IS NULL OR v.valid_from <= :day) AND (v.valid_to IS NULL OR v.valid_to > :day)")
    for row in select(db, table, " AND ".join(where), given):
        yield row.stored


def touches(table: FactTable, reference: str) -> str:
    """Condition: one of the ends is among the ids of the parameter that bears the reference's name."""
    chosen = f"(SELECT pk FROM {reference} WHERE id IN (SELECT value FROM json_each(:{reference})))"
    ends = [c.name for c in table.key if c.references == reference]
    found = " UNION ".join(f"SELECT pk FROM {table.name} WHERE {end} IN {chosen}" for end in ends)
    return f"v.pk IN ({found})" if found else "0"


def history(db: sqlite3.Connection, fact: str) -> tuple[StoredFact, ...]:
    """Every version of a fact of runs that are not hidden."""
    try:
        wanted = bytes.fromhex(fact)
    except ValueError:
        return ()
    for table in FACT_TABLES.values():
        where = f"v.pk IN (SELECT pk FROM {table.name} WHERE fact = :fact) AND v.run NOT IN {HIDDEN}"
        if found := [row.stored for row in select(db, table, where, {"fact": wanted}, "r.seq, v.ordinal")]:
            return tuple(found)
    return ()
