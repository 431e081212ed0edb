"""Access and erasure: everything under a person's ids, read out or deleted without residue."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from kamgraph.model import FactKind, Person, Run, RunKind
from kamgraph.model.errors import ErasedPerson, UnknownId
from kamgraph.store.port import Erasure
from kamgraph.store.sqlite import facts, people, records, runs
from kamgraph.store.sqlite.interactions import read as read_interactions
from kamgraph.store.sqlite.schema import FACT_TABLES
from kamgraph.store.tombstones import mark


def refuse_erased(
    db: sqlite3.Connection, key: bytes | None, ids: Iterable[str], persons: Sequence[Person] = ()
) -> None:
    """Raise `ErasedPerson` when an id or an e-mail bears a tombstone."""
    if key is None or not db.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone():
        return
    owner = {mark(key, i): i for i in ids} | {mark(key, e): p.id for p in persons for e in p.emails}
    rows = db.execute(
        "SELECT mark FROM tombstone WHERE mark IN (SELECT value FROM json_each(?))", (json.dumps(list(owner)),)
    )
    if hit := sorted({owner[m] for (m,) in rows}):
        raise ErasedPerson(tuple(hit))


def export(db: sqlite3.Connection, person: str) -> dict[str, list[dict[str, Any]]]:
    """Everything held about a person."""
    ids = _held_ids(db, person)
    held: dict[str, list[dict[str, Any]]] = {
        "people": list(records.read(db, "people", ids)),
        "aliases": [{"alias": a, "person": p} for a, p in sorted(people.aliases(db).items()) if a in ids or p in ids],
    }
    for section in ("initiatives", "plan_items", "handovers"):
        held[section] = [r for r in records.read(db, section) if _names(r, ids)]
    written = set()
    for kind in FactKind:
        found = {s.version: s for s in facts.versions(db, kind, ids)}
        written |= {s.run for s in found.values()}
        held[kind.value] = [
            {**s.content.model_dump(mode="json"), "version": s.version, "run": s.run, "superseded_by": s.superseded_by}
            for s in sorted(found.values(), key=lambda s: (s.fact, s.at, s.version))
        ]
    held["interactions"] = list(read_interactions(db, people=ids, ids=None))
    written |= _record_runs(db, ids)
    held["runs"] = [r.model_dump(mode="json") for r in runs.every(db) if r.id in written]
    return held


def erase(db: sqlite3.Connection, key: bytes, person: str, run: Run, reason: str) -> Erasure:
    """Delete a person, all ids and all that names them."""
    ids = _held_ids(db, person)
    counted: Counter[str] = Counter()
    begun = runs.begin(db, run.model_copy(update={"kind": RunKind.ERASURE}))
    writing = runs.Writing(begun, run.id, runs.store_version(db))
    emails = {
        e
        for (said,) in db.execute(
            "SELECT said FROM record WHERE section = 'people' AND id IN (SELECT value FROM json_each(?))", (_list(ids),)
        )
        for e in json.loads(said).get("emails", ())
    }
    numbers = facts.numbers_of(db, "person", ids)
    for table in FACT_TABLES.values():
        refers = [f.name for f in table.fields if f.references == "person"]
        where = " OR ".join(f"{name} IN (SELECT value FROM json_each(:pks))" for name in refers)
        counted[table.kind] += db.execute(
            f"DELETE FROM {table.name} WHERE {where}", {"pks": _list(numbers.values())}
        ).rowcount
        # The number of a deleted row may be given to another, which a waiting run must not supersede then.
        db.execute(
            f"DELETE FROM pending_supersession WHERE kind = ? AND target NOT IN (SELECT pk FROM {table.name})",
            (table.name,),
        )
    counted["interactions"] += _leave_interactions(db, set(numbers.values()))
    counted["records"] += _leave_records(db, ids)
    db.execute("DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))", (_list(ids),))
    db.executemany(
        "INSERT OR IGNORE INTO tombstone VALUES (?, ?)", [(mark(key, t), writing.pk) for t in sorted(ids | emails)]
    )
    db.execute("INSERT INTO erasure VALUES (?, ?)", (writing.pk, reason))
    runs.finish(db, writing, dict(counted), 0)
    return Erasure(run.id, dict(counted))


def _held_ids(db: sqlite3.Connection, person: str) -> set[str]:
    ids = people.family(people.aliases(db), person)
    known = db.execute(
        f"SELECT id FROM record WHERE section = 'people' AND run NOT IN {runs.HIDDEN} "
        "AND id IN (SELECT value FROM json_each(?))",
        (_list(ids),),
    ).fetchone()
    if known is None:
        raise UnknownId("person", (person,))
    return ids


def _leave_interactions(db: sqlite3.Connection, numbers: set[int]) -> int:
    rows = db.execute(
        "SELECT pk, participants FROM interaction WHERE pk IN "
        "(SELECT interaction FROM participant WHERE person IN (SELECT value FROM json_each(?)))",
        (_list(numbers),),
    ).fetchall()
    for pk, participants in rows:
        left = [p for p in participants.split() if int(p) not in numbers]
        if left:
            db.execute("UPDATE interaction SET participants = ? WHERE pk = ?", (" ".join(left), pk))
        else:
            db.execute("DELETE FROM interaction WHERE pk = ?", (pk,))
    db.execute(
        "DELETE FROM pending_supersession WHERE kind = 'interaction' AND target NOT IN (SELECT pk FROM interaction)"
    )
    db.execute("DELETE FROM participant WHERE person IN (SELECT value FROM json_each(?))", (_list(numbers),))
    return len(rows)


def _leave_records(db: sqlite3.Connection, ids: set[str]) -> int:
    removed = db.execute(
        "DELETE FROM record WHERE section = 'people' AND id IN (SELECT value FROM json_each(?))", (_list(ids),)
    ).rowcount
    for pk, section, said in db.execute("SELECT pk, section, said FROM record WHERE section <> 'people'").fetchall():
        record = json.loads(said)
        if section in {"initiatives", "plan_items", "handovers"} and _names(record, ids):
            removed += 1
            _forget(db, pk, section, record, ids)
    return removed


def _forget(db: sqlite3.Connection, pk: int, section: str, record: dict[str, Any], ids: set[str]) -> None:
    if section == "plan_items":
        record["owner"] = None
    elif section == "initiatives":
        record["people"] = [p for p in record["people"] if p not in ids]
    else:
        record["leavers"] = [p for p in record.get("leavers", ()) if p not in ids]
        steps = [s for s in record.get("steps", ()) if s["theirs"] not in ids]
        record["steps"] = [{**s, "successor": None} if s.get("successor") in ids else s for s in steps]
        if not record["leavers"]:
            db.execute("DELETE FROM record WHERE pk = ?", (pk,))
            return
    db.execute("UPDATE record SET said = ? WHERE pk = ?", (json.dumps(record, ensure_ascii=False, sort_keys=True), pk))


def _names(record: dict[str, Any], ids: Collection[str]) -> bool:
    named = {*record.get("people", ()), *record.get("leavers", ()), record.get("owner")}
    for step in record.get("steps", ()):
        named |= {step["theirs"], step.get("successor")}
    return not named.isdisjoint(ids)


def _record_runs(db: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    rows = db.execute(
        "SELECT DISTINCT run.id FROM record JOIN run ON run.pk = record.run WHERE section = 'people' "
        "AND record.id IN (SELECT value FROM json_each(?)) AND run.state = 'committed'",
        (_list(ids),),
    )
    return {run for (run,) in rows}


def _list(values: Iterable[Any]) -> str:
    return json.dumps(sorted(values))
