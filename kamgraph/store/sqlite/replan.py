"""What a commit finds changed since its run began: the run's statements are applied again, on top of it."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from kamgraph.model import Fact
from kamgraph.store.sqlite import interactions, people
from kamgraph.store.sqlite.columns import said_names
from kamgraph.store.sqlite.fact_reading import Row, select
from kamgraph.store.sqlite.facts import Batch, Key, numbers_of, same_key
from kamgraph.store.sqlite.references import Known, require_ends
from kamgraph.store.sqlite.runs import Writing
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable

# Runs that were committed or undone since this one began.
SINCE = "(SELECT pk FROM run WHERE changed > :base AND pk <> :own)"


def replan(db: sqlite3.Connection, known: Known, run: Writing) -> None:
    """Lay a pending run over what others committed or undid since it began.

    Raises
    ------
    Conflict
        A statement would overlap what stands now, or a merge contradicts another.
    UnknownId
        Somebody named was taken away by an undo.
    """
    given = {"own": run.pk, "base": run.base}
    states = {state for (state,) in db.execute(f"SELECT state FROM run WHERE pk IN {SINCE}", given)}
    if not states:
        return
    if "undone" in states:
        require_ends(db, run)
    for table in FACT_TABLES.values():
        if raced := _raced(db, run, table):
            _again(db, known, run, table, raced)
    interactions.outdo(db, run)
    people.check_merges(db, run)


def _raced(db: sqlite3.Connection, run: Writing, table: FactTable) -> list[Key]:
    key = ", ".join(c.name for c in table.key)
    same = " AND ".join(f"v.{c.name} IS k.{c.name}" for c in table.key)
    return db.execute(
        f"""WITH k AS (SELECT {key} FROM {table.name} WHERE run = :own UNION
                SELECT {key} FROM {table.name} WHERE pk IN
                (SELECT target FROM pending_supersession WHERE run = :own AND kind = :kind))
            SELECT DISTINCT k.* FROM k CROSS JOIN {table.name} v ON {same}
            WHERE v.run <> :own AND (v.run IN {SINCE} OR v.superseded_by IN {SINCE})""",
        {"own": run.pk, "base": run.base, "kind": table.name},
    ).fetchall()


def _again(db: sqlite3.Connection, known: Known, run: Writing, table: FactTable, keys: Sequence[Key]) -> None:
    retracted = "SELECT version FROM pending_retraction WHERE run = ? AND kind = ?"
    taken_back = {version for (version,) in db.execute(retracted, (run.pk, table.name))}
    given = {"keys": json.dumps(keys), "own": run.pk, "kind": table.name}
    chosen = f"(SELECT v.pk FROM {same_key(table)})"
    rows = list(select(db, table, f"v.pk IN {chosen}", given, "v.ordinal"))
    numbers = numbers_of(db, known, run, table, [row.stored.content for row in rows])
    db.execute(f"DELETE FROM pending_supersession WHERE run = :own AND kind = :kind AND target IN {chosen}", given)
    db.execute(f"DELETE FROM {table.name} WHERE run = :own AND pk IN {chosen}", given)
    batch = Batch(db, run, table, numbers)
    batch.read({batch.key_of(row.stored.content): row.stored.content for row in rows})
    gone = [row for row in rows if row.run == run.pk and bytes.fromhex(row.stored.version) in taken_back]
    for key in keys:
        batch.end(key, [v for v in batch.standing(key) if v.mark in taken_back])
    for row in rows:
        # What the run itself took back later was never said, nor what led to it.
        if row.run == run.pk and row.said is not None and not any(_led_to(row, later) for later in gone):
            statement = _statement(table, row)
            batch.plan(batch.key_of(statement), statement)
    batch.write()


def _statement(table: FactTable, row: Row) -> Fact:
    said = said_names(row.said or 0, [c.name for c in table.columns])
    return table.model.model_validate({name: getattr(row.stored.content, name) for name in said})


def _led_to(row: Row, later: Row) -> bool:
    a, b = row.stored.content, later.stored.content
    overlap = (a.valid_from or date.min) < (b.valid_to or date.max) and (
        (b.valid_from or date.min) < (a.valid_to or date.max)
    )
    return row.stored.fact == later.stored.fact and row.ordinal <= later.ordinal and overlap
