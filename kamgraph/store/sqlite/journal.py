"""The audit log and the keys to the service: beside the graph, and no part of its versions."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.model.journal import ApiKey, Event
from kamgraph.store.journal import issued, revoked, without
from kamgraph.store.sqlite.columns import micros, moment
from kamgraph.store.sqlite.erased import marks_of_erased

_EVENT = "id, at, author, action, accounts, people, about, counts"
_KEY = "id, name, hash, scopes, accounts, created_at, created_by, expires_at, revoked_at"


def record(db: sqlite3.Connection, tombstone_key: bytes | None, event: Event) -> None:
    """Add an entry; see `GraphStore.record_event`."""
    add(db, without(event, marks_of_erased(db, tombstone_key, event.people)))


def add(db: sqlite3.Connection, event: Event) -> None:
    """Add an entry as it is."""
    if (held := next(_events(db, "WHERE id = ?", event.id), None)) is not None:
        if held != event:
            raise Conflict("another entry has this id", (event.id,))
        return
    values = (
        event.id,
        micros(event.at),
        event.author,
        event.action.value,
        _text(event.accounts),
        _text(event.people),
        event.about,
        json.dumps(event.counts),
    )
    db.execute(f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def page(db: sqlite3.Connection, before: str | None, limit: int) -> tuple[Event, ...]:
    """Entries, newest first; see `GraphStore.events`."""
    newest = "ORDER BY at DESC, id DESC LIMIT ?"
    if before is None:
        return tuple(_events(db, newest, max(limit, 0)))
    found = db.execute("SELECT at, id FROM event WHERE id = ?", (before,)).fetchone()
    if found is None:
        raise UnknownId("event", (before,))
    return tuple(_events(db, f"WHERE (at, id) < (?, ?) {newest}", *found, max(limit, 0)))


def by_id(db: sqlite3.Connection) -> Iterator[Event]:
    """Every entry."""
    return _events(db, "ORDER BY id")


def naming(db: sqlite3.Connection, ids: Collection[str]) -> Iterator[Event]:
    """Entries about any of these people, oldest first."""
    named = "WHERE EXISTS (SELECT 1 FROM json_each(people) WHERE value IN (SELECT value FROM json_each(?)))"
    return _events(db, f"{named} ORDER BY at, id", _text(sorted(ids)))


def forget(db: sqlite3.Connection, marks: dict[str, str]) -> None:
    """Put marks in the place of people's ids."""
    for event in list(naming(db, marks)):
        db.execute("UPDATE event SET people = ? WHERE id = ?", (_text(without(event, marks).people), event.id))


def put_key(db: sqlite3.Connection, key: ApiKey) -> None:
    """Keep a new key; see `GraphStore.put_key`."""
    if keys(db, [key.id]):
        raise Conflict("a key of this id exists", (key.id,))
    values = (
        key.id,
        key.name,
        key.hash,
        _text(key.scopes),
        None if key.accounts is None else _text(key.accounts),
        micros(key.created_at),
        key.created_by,
        micros(key.expires_at),
        None if key.revoked_at is None else micros(key.revoked_at),
    )
    db.execute(f"INSERT INTO api_key ({_KEY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    add(db, issued(key))


def keys(db: sqlite3.Connection, ids: Collection[str] | None) -> tuple[ApiKey, ...]:
    """Keys by id; see `GraphStore.keys`."""
    where = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
    rows = db.execute(f"SELECT {_KEY} FROM api_key {where} ORDER BY id", () if ids is None else (_text(ids),))
    return tuple(_key(*row) for row in rows)


def revoke_key(db: sqlite3.Connection, key: str, at: datetime, by: str) -> ApiKey:
    """Take a key back; see `GraphStore.revoke_key`."""
    for held in keys(db, [key]):
        if held.revoked_at is None:
            db.execute("UPDATE api_key SET revoked_at = ? WHERE id = ?", (micros(at), key))
            add(db, revoked(held, at, by))
        return keys(db, [key])[0]
    raise UnknownId("key", (key,))


def _events(db: sqlite3.Connection, rest: str, /, *values: Any) -> Iterator[Event]:
    for row in db.execute(f"SELECT {_EVENT} FROM event {rest}", values):
        identifier, at, author, action, accounts, people, about, counts = row
        yield Event(
            id=identifier,
            at=moment(at),
            author=author,
            action=action,
            accounts=json.loads(accounts),
            people=json.loads(people),
            about=about,
            counts=json.loads(counts),
        )


def _key(*row: Any) -> ApiKey:
    said = dict(zip(_KEY.split(", "), row, strict=True))
    for name in ("scopes", "accounts"):
        said[name] = None if said[name] is None else json.loads(said[name])
    for name in ("created_at", "expires_at", "revoked_at"):
        said[name] = None if said[name] is None else moment(said[name])
    return ApiKey.model_validate(said)


def _text(ids: Iterable[str]) -> str:
    return json.dumps(list(ids), ensure_ascii=False)
