"""Whether an id or an e-mail belongs to somebody who was erased."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from kamgraph.model import Person
from kamgraph.model.errors import Conflict, ErasedPerson
from kamgraph.store.tombstones import mark, mark_email


def refuse_erased(db: sqlite3.Connection, key: bytes | None, ids: Iterable[str], people: Iterable[Person] = ()) -> None:
    """Raise `ErasedPerson` when an id or an e-mail bears a tombstone."""
    if (known := _key(db, key)) is None:
        return
    owner = {mark(known, i): i for i in ids} | {mark_email(known, email): p.id for p in people for email in p.emails}
    if hit := sorted({owner[found] for found in _borne(db, owner)}):
        raise ErasedPerson(tuple(hit))


def marks_of_erased(db: sqlite3.Connection, key: bytes | None, ids: Collection[str]) -> dict[str, str]:
    """The marks of those ids that bear a tombstone."""
    if not ids or (known := _key(db, key)) is None:
        return {}
    owner = {mark(known, i): i for i in ids}
    return {owner[found]: found for found in _borne(db, owner)}


def _key(db: sqlite3.Connection, key: bytes | None) -> bytes | None:
    """The key, needed only once somebody was erased."""
    if not db.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone():
        return None
    if key is None:
        raise Conflict("people were erased from this store; open it with its tombstone key to write about anybody")
    return key


def _borne(db: sqlite3.Connection, owner: Mapping[str, str]) -> list[str]:
    rows = db.execute(
        "SELECT mark FROM tombstone WHERE mark IN (SELECT value FROM json_each(?))", (json.dumps(list(owner)),)
    )
    return [found for (found,) in rows]
