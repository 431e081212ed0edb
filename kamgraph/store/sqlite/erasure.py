"""Erasure: everything under a person's ids deleted, and tombstones against a return."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from typing import Any

from kamgraph.model import Run, RunKind
from kamgraph.store.journal import erased
from kamgraph.store.port import Erasure
from kamgraph.store.sqlite import journal, runs
from kamgraph.store.sqlite.access import ids_of
from kamgraph.store.sqlite.references import named_in
from kamgraph.store.sqlite.schema import FACT_TABLES
from kamgraph.store.tombstones import mark, mark_email


def erase(db: sqlite3.Connection, key: bytes, person: str, run: Run, reason: str) -> Erasure:
    """Delete a person, all ids and all that names them, hidden and superseded versions included."""
    ids = ids_of(db, person)
    writing = runs.begin(db, run.model_copy(update={"kind": RunKind.ERASURE}))
    given = {"ids": json.dumps(sorted(ids))}
    emails = {
        email
        for (said,) in db.execute(
            "SELECT said FROM record WHERE section = 'people' AND id IN (SELECT value FROM json_each(:ids))", given
        )
        for email in json.loads(said).get("emails", ())
    }
    numbers = [
        pk for (pk,) in db.execute("SELECT pk FROM person WHERE id IN (SELECT value FROM json_each(:ids))", given)
    ]
    counted = Counter(interactions=_leave_interactions(db, numbers), records=_leave_records(db, ids))
    _delete_facts(db, numbers, counted)
    db.execute("DELETE FROM person WHERE id IN (SELECT value FROM json_each(:ids))", given)
    marks = {i: mark(key, i) for i in ids}
    db.executemany(
        "INSERT OR IGNORE INTO tombstone VALUES (?, ?)",
        [(m, writing.pk) for m in sorted({*marks.values()} | {mark_email(key, e) for e in emails})],
    )
    journal.forget(db, marks)
    journal.add(db, erased(run, marks.values(), counted))
    db.execute("INSERT INTO erasure VALUES (?, ?)", (writing.pk, reason))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('residue', ?)", (writing.pk,))
    runs.finish(db, writing, counted, 0)
    return Erasure(run.id, dict(counted))


def _delete_facts(db: sqlite3.Connection, numbers: Collection[int], counted: Counter[str]) -> None:
    given = {"pks": json.dumps(list(numbers))}
    for table in FACT_TABLES.values():
        ends = [c.name for c in table.key if c.references == "person"]
        chosen = " UNION ".join(
            f"SELECT pk FROM {table.name} WHERE {end} IN (SELECT value FROM json_each(:pks))" for end in ends
        )
        db.execute(f"DELETE FROM pending_supersession WHERE kind = '{table.name}' AND target IN ({chosen})", given)
        db.execute(
            f"DELETE FROM pending_retraction WHERE kind = '{table.name}' AND version IN "
            f"(SELECT version FROM {table.name} WHERE pk IN ({chosen}))",
            given,
        )
        counted[table.kind.value] += db.execute(f"DELETE FROM {table.name} WHERE pk IN ({chosen})", given).rowcount


def _leave_interactions(db: sqlite3.Connection, numbers: Collection[int]) -> int:
    """Take people out of interactions; those left with nobody go."""
    given = {"pks": json.dumps(list(numbers))}
    rows = db.execute(
        "SELECT pk, participants FROM interaction WHERE pk IN "
        "(SELECT interaction FROM participant WHERE person IN (SELECT value FROM json_each(:pks)))",
        given,
    ).fetchall()
    gone = {str(number) for number in numbers}
    for pk, participants in rows:
        left = [p for p in participants.split() if p not in gone]
        if left:
            db.execute("UPDATE interaction SET participants = ? WHERE pk = ?", (" ".join(left), pk))
        else:
            db.execute("DELETE FROM interaction WHERE pk = ?", (pk,))
            db.execute("DELETE FROM pending_supersession WHERE kind = 'interaction' AND target = ?", (pk,))
    db.execute("DELETE FROM participant WHERE person IN (SELECT value FROM json_each(:pks))", given)
    return len(rows)


def _leave_records(db: sqlite3.Connection, ids: Collection[str]) -> int:
    changed = db.execute(
        "DELETE FROM record WHERE section = 'people' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    ).rowcount
    rows = db.execute(
        "SELECT section, id, run, said FROM record WHERE section IN ('initiatives', 'plan_items', 'handovers')"
    ).fetchall()
    for section, identifier, run, said in rows:
        record = json.loads(said)
        if named_in(record)["person"].isdisjoint(ids):
            continue
        changed += 1
        where = (section, identifier, run)
        if left := _without(record, ids):
            text = json.dumps(left, ensure_ascii=False)
            db.execute("UPDATE record SET said = ? WHERE section = ? AND id = ? AND run = ?", (text, *where))
        else:
            db.execute("DELETE FROM record WHERE section = ? AND id = ? AND run = ?", where)
    return changed


def _without(record: dict[str, Any], ids: Collection[str]) -> dict[str, Any] | None:
    """A record that no longer names the people; None when nothing is left of it."""
    left = dict(record)
    for name in ("people", "leavers"):
        if name in left:
            left[name] = [p for p in left[name] if p not in ids]
    if left.get("owner") in ids:
        left["owner"] = None
    if "steps" in left:
        steps = [s for s in left["steps"] if s["theirs"] not in ids]
        left["steps"] = [{**s, "successor": None} if s.get("successor") in ids else s for s in steps]
    return None if left.get("leavers") == [] else left
