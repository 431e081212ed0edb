"""Runs: pending, committed, undone; and the two conditions by which everything else is seen or not."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from kamgraph.model import Run, RunState
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.sqlite import references
from kamgraph.store.sqlite.schema import FACT_TABLES

HIDDEN = "(SELECT pk FROM run WHERE state <> 'committed')"
VISIBLE = f"run NOT IN {HIDDEN} AND (superseded_by IS NULL OR superseded_by IN {HIDDEN})"


def visible(alias: str) -> str:
    """The condition for rows of a table under an alias."""
    return VISIBLE.replace("run NOT IN", f"{alias}.run NOT IN").replace("superseded_by", f"{alias}.superseded_by")


VERSIONED = (*(table.name for table in FACT_TABLES.values()), "interaction")

_COLUMNS = "id, at, author, kind, state, files, mapping, counts, rejected"


class Writing(NamedTuple):
    """A pending run as a writer sees it: its number, its id, and the store's version when it began."""

    pk: int
    id: str
    base: int


def store_version(db: sqlite3.Connection) -> int:
    """Number of commits, undoings and erasures so far."""
    version: int = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0]
    return version


def advance(db: sqlite3.Connection) -> int:
    """Count one more."""
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
    return store_version(db)


def begin(db: sqlite3.Connection, run: Run) -> int:
    """Register a run as pending and give its number."""
    if db.execute("SELECT 1 FROM run WHERE id = ?", (run.id,)).fetchone():
        raise Conflict("a run of this id exists", (run.id,))
    plain = run.model_dump(mode="json")
    made = db.execute(
        f"INSERT INTO run ({_COLUMNS}, base) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run.id,
            run.at.isoformat(),
            run.by,
            run.kind,
            RunState.PENDING,
            json.dumps(plain["files"], sort_keys=True),
            run.mapping,
            json.dumps(run.counts, sort_keys=True),
            run.rejected,
            store_version(db),
        ),
    )
    assert made.lastrowid is not None
    return made.lastrowid


def pending(db: sqlite3.Connection, run: str) -> Writing:
    """The pending run of this id."""
    row = db.execute("SELECT pk, id, base, state FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise UnknownId("run", (run,))
    if row[3] != RunState.PENDING:
        raise Conflict(f"the run is {row[3]}, not pending", (run,))
    return Writing(*row[:3])


def finish(db: sqlite3.Connection, run: Writing, counts: Mapping[str, int] | None, rejected: int) -> Run:
    """Move what the run supersedes into place and make it visible."""
    for table in VERSIONED:
        db.execute(
            # What somebody else superseded meanwhile stays theirs: undoing this run must not bring it back beside it.
            f"UPDATE {table} SET superseded_by = ? WHERE pk IN (SELECT target FROM pending_supersession "
            f"WHERE run = ? AND kind = ?) AND (superseded_by IS NULL OR superseded_by IN {HIDDEN})",
            (run.pk, run.pk, table),
        )
    db.execute("DELETE FROM pending_supersession WHERE run = ?", (run.pk,))
    if counts is not None:
        db.execute("UPDATE run SET counts = ? WHERE pk = ?", (json.dumps(dict(counts), sort_keys=True), run.pk))
    event = advance(db)
    db.execute(
        "UPDATE run SET state = 'committed', rejected = ?, seq = ?, changed = ? WHERE pk = ?",
        (rejected, event, event, run.pk),
    )
    return one(db, run.id)


def discard(db: sqlite3.Connection, run: Writing) -> None:
    """Delete a pending run and all it wrote."""
    db.execute("DELETE FROM participant WHERE interaction IN (SELECT pk FROM interaction WHERE run = ?)", (run.pk,))
    db.execute("DELETE FROM interaction WHERE run = ?", (run.pk,))
    db.execute("DELETE FROM run WHERE pk = ?", (run.pk,))


def undo(db: sqlite3.Connection, run: str) -> Run:
    """Hide a committed run, unless a later one builds on it."""
    row = db.execute("SELECT pk, state, kind FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise UnknownId("run", (run,))
    pk, state, kind = row
    if state != RunState.COMMITTED:
        raise Conflict(f"the run is {state}, not committed", (run,))
    if kind == "erasure":
        raise Conflict("an erasure cannot be undone", (run,))
    if builders := sorted({*_superseding(db, pk), *_referring(db, pk)}):
        raise Conflict("later runs build on it; undo them first", tuple(builders))
    db.execute("UPDATE run SET state = 'undone', changed = ? WHERE pk = ?", (advance(db), pk))
    if beside := sorted({*_overlapping(db, pk)}):
        raise Conflict("what comes back would overlap what later runs wrote; undo them first", tuple(beside))
    return one(db, run)


def _superseding(db: sqlite3.Connection, pk: int) -> Iterator[str]:
    for table in VERSIONED:
        yield from (
            name
            for (name,) in db.execute(
                f"SELECT DISTINCT r.id FROM {table} v JOIN run r ON r.pk = v.superseded_by "
                "WHERE v.run = ? AND r.state = 'committed' AND r.pk <> ?",
                (pk, pk),
            )
        )


def _referring(db: sqlite3.Connection, pk: int) -> Iterator[str]:
    """Committed runs that name a person or organisation whom only this run brought."""
    for section in ("people", "organisations"):
        brought = {
            i
            for (i,) in db.execute(
                f"""SELECT id FROM record mine WHERE section = :section AND run = :pk AND NOT EXISTS
                    (SELECT 1 FROM record o WHERE o.section = :section AND o.id = mine.id AND o.run <> :pk
                    AND o.run NOT IN {HIDDEN})""",
                {"section": section, "pk": pk},
            )
        }
        users = json.dumps(sorted(references.naming(db, section, brought) - {pk}))
        yield from (
            name
            for (name,) in db.execute(
                "SELECT id FROM run WHERE state = 'committed' AND pk IN (SELECT value FROM json_each(?))", (users,)
            )
        )


def _overlapping(db: sqlite3.Connection, pk: int) -> Iterator[str]:
    """Runs whose versions stand where one stands again that the run, hidden now, had superseded."""
    for table in FACT_TABLES.values():
        yield from (
            name
            for (name,) in db.execute(
                f"""SELECT DISTINCT run.id FROM {table.name} back JOIN {table.name} other
                    ON other.fact = back.fact AND other.pk <> back.pk JOIN run ON run.pk = other.run
                    WHERE back.superseded_by = ? AND {visible("back")} AND {visible("other")}
                    AND ifnull(back.valid_from, 0) < ifnull(other.valid_to, 1e9)
                    AND ifnull(other.valid_from, 0) < ifnull(back.valid_to, 1e9)""",
                (pk,),
            )
        )


def one(db: sqlite3.Connection, run: str) -> Run:
    """A run by its id."""
    return _run(db.execute(f"SELECT {_COLUMNS} FROM run WHERE id = ?", (run,)).fetchone())


def every(db: sqlite3.Connection) -> tuple[Run, ...]:
    """All runs, newest first."""
    found = [_run(row) for row in db.execute(f"SELECT {_COLUMNS} FROM run")]
    return tuple(sorted(found, key=lambda r: (r.at, r.id), reverse=True))


def stale(db: sqlite3.Connection, before: datetime) -> list[Writing]:
    """Pending runs begun before a moment."""
    rows = db.execute("SELECT pk, id, base, at FROM run WHERE state = 'pending' ORDER BY id").fetchall()
    return [Writing(pk, run, base) for pk, run, base, at in rows if datetime.fromisoformat(at) < before]


def _run(row: tuple[object, ...]) -> Run:
    identifier, at, author, kind, state, files, mapping, counts, rejected = row
    return Run.model_validate(
        {
            "id": identifier,
            "at": at,
            "by": author,
            "kind": kind,
            "state": state,
            "files": json.loads(str(files)),
            "mapping": mapping,
            "counts": json.loads(str(counts)),
            "rejected": rejected,
        }
    )
