"""Interactions: a million of them go in by batches without a question asked per row."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kamgraph.model import Direction, Interaction, InteractionKind
from kamgraph.store.port import PutCounts
from kamgraph.store.sqlite.columns import micros
from kamgraph.store.sqlite.interaction_reading import COLUMNS
from kamgraph.store.sqlite.many import insert
from kamgraph.store.sqlite.references import Known
from kamgraph.store.sqlite.runs import VISIBLE, Writing, visible

# The plain text: sqlite3 looks for an adapter of every other type, row by row.
_PLAIN = {word: word.value for word in (*InteractionKind, *Direction)}
Row = tuple[Any, ...]


def record(
    db: sqlite3.Connection,
    known: Known,
    run: Writing,
    items: Sequence[Interaction],
    waiting: Callable[[], object] = lambda: None,
) -> PutCounts:
    """Write interactions; of several in one batch with the same id the last holds, and what is held is left alone."""
    person = known.numbers(db, run, "person", {p for item in items for p in item.participants})
    accounts = {item.account for item in items if item.account is not None}
    organisation = known.numbers(db, run, "organisation", accounts)
    rows = {item.id: _row(item, person, organisation) for item in items}
    held = _held(db, run, rows)
    new = [row for identifier, row in rows.items() if identifier not in held or held[identifier][2] != row]
    superseded = [(pk, owner) for identifier, (pk, owner, row) in held.items() if row != rows[identifier]]
    db.executemany(
        "UPDATE interaction SET superseded_by = ? WHERE pk = ?",
        [(run.pk, pk) for pk, owner in superseded if owner == run.pk],
    )
    db.executemany(
        "INSERT INTO pending_supersession VALUES (?, 'interaction', ?)",
        [(run.pk, pk) for pk, owner in superseded if owner != run.pk],
    )
    _insert(db, run, new, waiting)
    return PutCounts(len(new) - len(superseded), len(superseded), len(items) - len(new))


def _row(item: Interaction, person: Mapping[str, int], organisation: Mapping[str, int]) -> Row:
    return (
        item.id,
        micros(item.at),
        _PLAIN[item.kind],
        item.minutes,
        _PLAIN[item.direction],
        None if item.account is None else organisation[item.account],
        item.source,
        " ".join(map(str, sorted({person[p] for p in item.participants}))),
    )


def _held(db: sqlite3.Connection, run: Writing, ids: Iterable[str]) -> dict[str, tuple[int, int, Row]]:
    rows = db.execute(
        f"""SELECT i.pk, i.run, {", ".join(f"i.{name}" for name in COLUMNS)}
            FROM json_each(:ids) w CROSS JOIN interaction i ON i.id = w.value
            WHERE (i.run = :own AND i.superseded_by IS NULL) OR ({visible("i")} AND i.pk NOT IN
            (SELECT target FROM pending_supersession WHERE run = :own AND kind = 'interaction'))""",
        {"ids": json.dumps(list(ids)), "own": run.pk},
    )
    return {row[2]: (row[0], row[1], row[2:]) for row in rows}


def _insert(db: sqlite3.Connection, run: Writing, rows: Sequence[Row], waiting: Callable[[], object]) -> None:
    first = db.execute("SELECT coalesce(max(pk), 0) + 1 FROM interaction").fetchone()[0]
    numbered = [(n, run.pk, *row) for n, row in enumerate(rows, first)]
    participants = [(int(person), n) for n, row in enumerate(rows, first) for person in row[7].split()]
    waiting()
    insert(db, f"INSERT INTO interaction (pk, run, {', '.join(COLUMNS)})", numbered)
    insert(db, "INSERT INTO participant (person, interaction)", participants)


def outdo(db: sqlite3.Connection, run: Writing) -> None:
    """Supersede what others wrote of the same interactions meanwhile: the later commit holds."""
    db.execute(
        f"""INSERT OR IGNORE INTO pending_supersession
            SELECT :own, 'interaction', pk FROM interaction
            WHERE {VISIBLE} AND id IN (SELECT id FROM interaction WHERE run = :own)""",
        {"own": run.pk},
    )
