"""Who refers to whom: ids that must be there, and runs that build on what another brought."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kamgraph.model.errors import UnknownId
from kamgraph.store.sqlite.runs import HIDDEN, VERSIONED, Writing, store_version, visible
from kamgraph.store.sqlite.schema import FACT_TABLES

_OTHERS = "(SELECT pk FROM run WHERE state = 'committed' AND pk <> :run)"

# Kind of thing named in facts and interactions: the section of its records, and the table of its numbers.
KINDS = {"person": "people", "organisation": "organisations"}


class Known:
    """Numbers of the people and organisations a run may name, kept from batch to batch.

    They hold as long as nothing was committed, undone or erased in between: the store's version tells.
    """

    def __init__(self) -> None:
        self._stamp: tuple[int, int] | None = None
        self._numbers: dict[str, dict[str, int]] = {}

    def numbers(self, db: sqlite3.Connection, run: Writing, kind: str, ids: set[str]) -> dict[str, int]:
        """Number of every id, and of others met before.

        Raises
        ------
        UnknownId
            Neither a visible run nor this one brought them.
        """
        stamp = (run.pk, store_version(db))
        if stamp != self._stamp:
            self._stamp, self._numbers = stamp, {kind: {} for kind in KINDS}
        known = self._numbers[kind]
        if new := ids.difference(known):
            known.update(_look_up(db, run, kind, new))
            if unknown := new.difference(known):
                raise UnknownId(kind, tuple(sorted(unknown)))
        return known


def _look_up(db: sqlite3.Connection, run: Writing, kind: str, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
    return db.execute(
        f"""SELECT e.id, e.pk FROM json_each(:ids) w CROSS JOIN {kind} e ON e.id = w.value
            WHERE EXISTS (SELECT 1 FROM record r WHERE r.section = :section AND r.id = e.id
                AND (r.run = :own OR r.run NOT IN {HIDDEN}))""",
        {"ids": json.dumps(list(ids)), "section": KINDS[kind], "own": run.pk},
    )


def named_in(record: Mapping[str, Any]) -> dict[str, set[str]]:
    """Ids that a record's plain values name, by kind."""
    people = {*record.get("people", ()), *record.get("leavers", ()), record.get("owner")}
    for step in record.get("steps", ()):
        people |= {step["theirs"], step.get("successor")}
    return {"person": people - {None}, "organisation": {record.get("parent_id"), record.get("account")} - {None}}


def require_ends(db: sqlite3.Connection, run: Writing) -> None:
    """Raise `UnknownId` where an undo took away whom a pending run names."""
    known = Known()
    for kind in KINDS:
        named = {name for (name,) in db.execute(_ends_of_run(kind), {"run": run.pk})}
        for (said,) in db.execute("SELECT said FROM record WHERE run = ?", (run.pk,)):
            named |= named_in(json.loads(said))[kind]
        known.numbers(db, run, kind, named)


def _columns_of_facts(kind: str) -> list[tuple[str, str]]:
    """Tables of facts, each with a column that names people, or organisations."""
    return [
        (table.name, column.name) for table in FACT_TABLES.values() for column in table.key if column.references == kind
    ]


def _ends_of_run(kind: str) -> str:
    sources = [f"SELECT {column} AS pk FROM {table} WHERE run = :run" for table, column in _columns_of_facts(kind)]
    if kind == "person":
        sources.append(
            "SELECT p.person AS pk FROM participant p JOIN interaction i ON i.pk = p.interaction WHERE i.run = :run"
        )
        sources += [f"SELECT {end} AS pk FROM alias WHERE run = :run" for end in ("alias", "person")]
    else:
        sources.append("SELECT account AS pk FROM interaction WHERE run = :run")
    return f"SELECT DISTINCT e.id FROM {kind} e JOIN ({' UNION '.join(sources)}) n ON n.pk = e.pk"


def builders(db: sqlite3.Connection, run: Writing) -> tuple[str, ...]:
    """Committed runs that superseded a version of this one, or name somebody whom only this one brought."""
    found: set[str] = set()
    for table in VERSIONED:
        found |= _names(db, f"SELECT superseded_by FROM {table} WHERE run = :run AND superseded_by IN {_OTHERS}", run)
    brought = {kind: _brought(db, run, kind) for kind in KINDS}
    for kind in KINDS:
        if brought[kind]:
            found |= _names(db, _naming(kind), run)
    if any(brought.values()):
        found |= _runs_with_records_naming(db, run, brought)
    return tuple(sorted(found))


def _names(db: sqlite3.Connection, runs: str, run: Writing) -> set[str]:
    return {name for (name,) in db.execute(f"SELECT id FROM run WHERE pk IN ({runs})", {"run": run.pk})}


def _brought(db: sqlite3.Connection, run: Writing, kind: str) -> set[str]:
    """Ids of whom only this run brought; their numbers stay in a temporary table for the questions that follow."""
    rows = db.execute(
        f"""SELECT e.pk, e.id FROM record b JOIN {kind} e ON e.id = b.id
            WHERE b.run = :run AND b.section = :section AND NOT EXISTS (SELECT 1 FROM record o
            WHERE o.section = b.section AND o.id = b.id AND o.run <> :run AND o.run NOT IN {HIDDEN})""",
        {"run": run.pk, "section": KINDS[kind]},
    ).fetchall()
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS brought_{kind} (pk INTEGER PRIMARY KEY)")
    db.execute(f"DELETE FROM temp.brought_{kind}")
    db.executemany(f"INSERT INTO temp.brought_{kind} VALUES (?)", [(pk,) for pk, _ in rows])
    return {identifier for _, identifier in rows}


def _naming(kind: str) -> str:
    """Numbers of other runs that name somebody brought: asked of their rows, which are the fewer ones."""
    mine = f"(SELECT pk FROM temp.brought_{kind})"
    sources = [
        f"SELECT run FROM {table} WHERE run IN {_OTHERS} AND {column} IN {mine}"
        for table, column in _columns_of_facts(kind)
    ]
    if kind == "person":
        sources.append(
            "SELECT i.run FROM interaction i JOIN participant p ON p.interaction = i.pk "
            f"WHERE i.run IN {_OTHERS} AND p.person IN {mine}"
        )
        sources += [f"SELECT run FROM alias WHERE run IN {_OTHERS} AND {end} IN {mine}" for end in ("alias", "person")]
    else:
        sources.append(f"SELECT run FROM interaction WHERE run IN {_OTHERS} AND account IN {mine}")
    return " UNION ".join(sources)


def _runs_with_records_naming(db: sqlite3.Connection, run: Writing, brought: Mapping[str, set[str]]) -> set[str]:
    rows = db.execute(
        "SELECT run.id, r.said FROM record r JOIN run ON run.pk = r.run "
        "WHERE r.section <> 'people' AND run.state = 'committed' AND run.pk <> ?",
        (run.pk,),
    )
    return {
        name
        for name, said in rows
        if any(not ids.isdisjoint(brought[kind]) for kind, ids in named_in(json.loads(said)).items())
    }


def overlapping(db: sqlite3.Connection, run: Writing) -> tuple[str, ...]:
    """Runs whose versions stand where one stands again that a run, hidden now, had superseded."""
    found: set[str] = set()
    for table in FACT_TABLES.values():
        same = " AND ".join(f"other.{c.name} IS back.{c.name}" for c in table.key)
        found |= _names(
            db,
            f"""SELECT other.run FROM {table.name} back CROSS JOIN {table.name} other ON {same}
                WHERE back.superseded_by = :run AND other.pk <> back.pk AND {visible("back")} AND {visible("other")}
                AND ifnull(back.valid_from, 0) < ifnull(other.valid_to, 1e9)
                AND ifnull(other.valid_from, 0) < ifnull(back.valid_to, 1e9)""",
            run,
        )
    return tuple(sorted(found))
