"""Runs: begun, committed, discarded, listed; and the two conditions by which everything else is seen or not."""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from kamgraph.model import Run, RunKind, RunState
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.sqlite.schema import FACT_TABLES

HIDDEN = "(SELECT pk FROM run WHERE state <> 'committed')"
VISIBLE = f"run NOT IN {HIDDEN} AND (superseded_by IS NULL OR superseded_by IN {HIDDEN})"
VERSIONED = (*(table.name for table in FACT_TABLES.values()), "interaction")

_COLUMNS = "id, at, author, kind, state, files, mapping, counts, rejected"


class Writing(NamedTuple):
    """A pending run as a writer sees it: its number, its id, and the store's version when it began."""

    pk: int
    id: str
    base: int


def visible(alias: str) -> str:
    """`VISIBLE` for a table under an alias."""
    return f"{alias}.run NOT IN {HIDDEN} AND ({alias}.superseded_by IS NULL OR {alias}.superseded_by IN {HIDDEN})"


def store_version(db: sqlite3.Connection) -> int:
    """Number of commits, undoings and erasures so far."""
    version: int = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0]
    return version


def version_text(db: sqlite3.Connection, of: int | None = None) -> str:
    """The version as others see it: the count, and a mark of the run behind it.

    A file may be put back from a copy or made anew under its old name: the count alone would come again. An earlier
    version is told the same way, as long as its run was not undone since.
    """
    count = store_version(db) if of is None else of
    last = db.execute("SELECT id, at, state FROM run WHERE changed = ? ORDER BY seq DESC LIMIT 1", (count,)).fetchone()
    mark = hashlib.blake2b(json.dumps(last).encode(), digest_size=6).hexdigest()
    return f"{count}-{mark}" if last else str(count)


def advance(db: sqlite3.Connection) -> int:
    """Count one more."""
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
    return store_version(db)


def begin(db: sqlite3.Connection, run: Run) -> Writing:
    """Register a run as pending."""
    if db.execute("SELECT 1 FROM run WHERE id = ?", (run.id,)).fetchone():
        raise Conflict("a run of this id exists", (run.id,))
    base = store_version(db)
    made = db.execute(
        f"INSERT INTO run ({_COLUMNS}, base) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run.id,
            run.at.isoformat(),
            run.by,
            run.kind.value,
            RunState.PENDING.value,
            json.dumps([f.model_dump(mode="json") for f in run.files]),
            run.mapping,
            json.dumps(run.counts),
            run.rejected,
            base,
        ),
    )
    return Writing(made.lastrowid or 0, run.id, base)


def pending(db: sqlite3.Connection, run: str) -> Writing:
    """The pending run of this id."""
    row = db.execute("SELECT pk, id, base, state FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise UnknownId("run", (run,))
    if row[3] != RunState.PENDING:
        raise Conflict(f"the run is {row[3]}, not pending", (run,))
    return Writing(*row[:3])


def committed(db: sqlite3.Connection, run: str) -> Writing:
    """The committed run of this id, if it can be undone at all."""
    row = db.execute("SELECT pk, id, base, state, kind FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise UnknownId("run", (run,))
    if row[3] != RunState.COMMITTED:
        raise Conflict(f"the run is {row[3]}, not committed", (run,))
    if row[4] == RunKind.ERASURE:
        raise Conflict("an erasure cannot be undone", (run,))
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
    db.execute("DELETE FROM pending_retraction WHERE run = ?", (run.pk,))
    if counts is not None:
        db.execute("UPDATE run SET counts = ? WHERE pk = ?", (json.dumps(dict(counts)), run.pk))
    now = advance(db)
    db.execute(
        "UPDATE run SET state = 'committed', rejected = ?, seq = ?, changed = ? WHERE pk = ?",
        (rejected, now, now, run.pk),
    )
    return one(db, run.id)


def hide(db: sqlite3.Connection, run: Writing) -> Run:
    """Let a committed run be undone."""
    db.execute("UPDATE run SET state = 'undone', changed = ? WHERE pk = ?", (advance(db), run.pk))
    return one(db, run.id)


def discard(db: sqlite3.Connection, run: Writing) -> None:
    """Delete a pending run and all it wrote, people and organisations that nobody else brought included."""
    db.execute("DELETE FROM participant WHERE interaction IN (SELECT pk FROM interaction WHERE run = ?)", (run.pk,))
    db.execute("DELETE FROM interaction WHERE run = ?", (run.pk,))
    brought = {
        kind: [
            pk
            for (pk,) in db.execute(
                f"SELECT e.pk FROM record r JOIN {kind} e ON e.id = r.id WHERE r.run = :run AND r.section = :section "
                "AND NOT EXISTS (SELECT 1 FROM record o WHERE o.section = :section AND o.id = r.id AND o.run <> :run)",
                {"run": run.pk, "section": section},
            )
        ]
        for kind, section in (("person", "people"), ("organisation", "organisations"))
    }
    db.execute("DELETE FROM run WHERE pk = ?", (run.pk,))
    for kind, numbers in brought.items():
        db.executemany(f"DELETE FROM {kind} WHERE pk = ?", [(pk,) for pk in numbers])


def one(db: sqlite3.Connection, run: str) -> Run:
    """A run by its id."""
    return _run(db.execute(f"SELECT {_COLUMNS} FROM run WHERE id = ?", (run,)).fetchone())


def several(db: sqlite3.Connection, ids: Collection[str] | None = None) -> tuple[Run, ...]:
    """Runs, all or those named, newest first."""
    named = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
    given = () if ids is None else (json.dumps(sorted(ids)),)
    found = [_run(row) for row in db.execute(f"SELECT {_COLUMNS} FROM run {named}", given)]
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
