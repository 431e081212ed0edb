"""Interactions: a million of them go in by batches without a question asked per row."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from kamgraph.model import Interaction
from kamgraph.store.port import PutCounts
from kamgraph.store.sqlite import records
from kamgraph.store.sqlite.facts import numbers_of
from kamgraph.store.sqlite.runs import VISIBLE, Writing

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_COLUMNS = "id, at, kind, minutes, direction, account, source, participants"


def micros(at: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """The same back."""
    return _EPOCH + at * _MICROSECOND


def record(db: sqlite3.Connection, run: Writing, items: Sequence[Interaction]) -> PutCounts:
    """Write interactions; what is held already, word for word, is left alone."""
    people = {p for item in items for p in item.participants}
    accounts = {item.account for item in items if item.account is not None}
    records.require(db, run, "people", people)
    records.require(db, run, "organisations", accounts)
    person, account = numbers_of(db, "person", people), numbers_of(db, "organisation", accounts)
    rows = {item.id: _row(item, person, account) for item in items}
    held = _held(db, run, rows)
    superseded = [("interaction", pk, owner) for i, (pk, owner, row) in held.items() if row != rows[i]]
    new = [row for i, row in rows.items() if i not in held or held[i][2] != row]
    _supersede(db, run, superseded)
    first = db.execute("SELECT coalesce(max(pk), 0) + 1 FROM interaction").fetchone()[0]
    db.executemany(
        f"INSERT INTO interaction (pk, run, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(first + n, run.pk, *row) for n, row in enumerate(new)],
    )
    pairs = [(int(p), first + n) for n, row in enumerate(new) for p in row[7].split()]
    db.executemany("INSERT OR IGNORE INTO participant (person, interaction) VALUES (?, ?)", pairs)
    changed = len(superseded)
    return PutCounts(len(new) - changed, changed, len(items) - len(new))


def _row(item: Interaction, person: Mapping[str, int], account: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        item.id,
        micros(item.at),
        item.kind.value,
        item.minutes,
        item.direction.value,
        None if item.account is None else account[item.account],
        item.source,
        " ".join(map(str, sorted({person[p] for p in item.participants}))),
    )


def _held(db: sqlite3.Connection, run: Writing, ids: Collection[str]) -> dict[str, tuple[int, int, tuple[Any, ...]]]:
    rows = db.execute(
        f"""SELECT pk, run, {_COLUMNS} FROM interaction WHERE id IN (SELECT value FROM json_each(:ids)) AND (
            (run = :own AND superseded_by IS NULL) OR ({VISIBLE} AND pk NOT IN
            (SELECT target FROM pending_supersession WHERE run = :own AND kind = 'interaction')))""",
        {"ids": json.dumps(list(ids)), "own": run.pk},
    )
    return {row[2]: (row[0], row[1], tuple(row[2:])) for row in rows}


def _supersede(db: sqlite3.Connection, run: Writing, versions: Sequence[tuple[str, int, int]]) -> None:
    db.executemany(
        "UPDATE interaction SET superseded_by = ? WHERE pk = ?",
        [(run.pk, pk) for _, pk, owner in versions if owner == run.pk],
    )
    db.executemany(
        "INSERT INTO pending_supersession (run, kind, target) VALUES (?, ?, ?)",
        [(run.pk, kind, pk) for kind, pk, owner in versions if owner != run.pk],
    )


def outdo(db: sqlite3.Connection, run: Writing) -> None:
    """Supersede what others wrote of the same interactions meanwhile: the later commit holds."""
    db.execute(
        f"""INSERT OR IGNORE INTO pending_supersession (run, kind, target)
            SELECT :own, 'interaction', pk FROM interaction
            WHERE {VISIBLE} AND id IN (SELECT id FROM interaction WHERE run = :own)""",
        {"own": run.pk},
    )


def read(
    db: sqlite3.Connection, *, people: Collection[str] | None, ids: Collection[str] | None
) -> Iterator[dict[str, Any]]:
    """Visible interactions as plain values, narrowed as asked, by id."""
    where = [VISIBLE]
    if people is not None:
        where.append(
            "pk IN (SELECT interaction FROM participant WHERE person IN "
            "(SELECT pk FROM person WHERE id IN (SELECT value FROM json_each(:people))))"
        )
    if ids is not None:
        where.append("id IN (SELECT value FROM json_each(:ids))")
    given = {"people": json.dumps(sorted(people or ())), "ids": json.dumps(sorted(ids or ()))}
    for row in db.execute(f"SELECT {_COLUMNS} FROM interaction WHERE {' AND '.join(where)} ORDER BY id", given):
        yield plain(db, row)


def plain(db: sqlite3.Connection, row: Sequence[Any]) -> dict[str, Any]:
    """Values of an interaction with ids in place of numbers."""
    identifier, at, kind, minutes, direction, account, source, participants = row
    people = db.execute(
        "SELECT id FROM person WHERE pk IN (SELECT value FROM json_each(?)) ORDER BY id",
        (f"[{','.join(participants.split())}]",),
    )
    where = db.execute("SELECT id FROM organisation WHERE pk = ?", (account,)).fetchone()
    return {
        "id": identifier,
        "at": moment(at).isoformat(),
        "kind": kind,
        "minutes": minutes,
        "direction": direction,
        "account": where[0] if where else None,
        "source": source,
        "participants": [p for (p,) in people],
    }
