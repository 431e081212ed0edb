"""The audit log and the keys to the service: beside the graph, under no run."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.model.journal import ApiKey, Event
from kamgraph.store.journal import issued, revoked, without
from kamgraph.store.neo4j.connection import Connection, Writing

Plain = dict[str, Any]


def add(writing: Writing, event: Event) -> None:
    """Add an entry as it is; see `GraphStore.record_event`."""
    if rows := writing.run("read/journal/event", id=event.id):
        if _event(rows[0]["event"]) != event:
            raise Conflict("another entry has this id", (event.id,))
        return
    add_all(writing, [event])


def add_all(writing: Writing, events: Sequence[Event]) -> None:
    """Add new entries."""
    writing.run("write/journal/events", rows=[_properties(event) for event in events])


def page(connection: Connection, before: str | None, limit: int) -> tuple[Event, ...]:
    """Entries, newest first; see `GraphStore.events`."""
    most = max(limit, 0)
    if before is None:
        rows = connection.read("read/journal/events", limit=most)
    else:
        rows = connection.read("read/journal/events_before", before=before, limit=most)
        if not rows and not connection.read("read/journal/event", id=before):
            raise UnknownId("event", (before,))
    return tuple(_event(row["event"]) for row in rows)


def by_id(connection: Connection) -> Iterator[Event]:
    """Every entry."""
    for row in connection.stream("read/journal/every_event"):
        yield _event(row["event"])


def naming(reader: Connection, ids: Collection[str]) -> list[Event]:
    """Entries about any of these people, oldest first."""
    return [_event(row["event"]) for row in reader.read("read/journal/events_naming", ids=sorted(ids))]


def forget(writing: Writing, marks: Mapping[str, str]) -> None:
    """Put marks in the place of people's ids."""
    found = [_event(row["event"]) for row in writing.run("read/journal/events_naming", ids=sorted(marks))]
    rows = [{"id": event.id, "people": list(without(event, marks).people)} for event in found]
    writing.run("write/journal/forget", rows=rows)


def put_key(writing: Writing, key: ApiKey) -> None:
    """Keep a new key; see `GraphStore.put_key`."""
    said = key.model_dump()
    properties = {
        "name": key.name,
        "hash": key.hash,
        "scopes": list(key.scopes),
        "accounts": None if key.accounts is None else list(key.accounts),
        "createdAt": said["created_at"],
        "createdBy": key.created_by,
        "expiresAt": said["expires_at"],
        "revokedAt": said["revoked_at"],
    }
    if not writing.run("write/journal/key", id=key.id, properties=properties):
        raise Conflict("a key of this id exists", (key.id,))
    add(writing, issued(key))


def keys(connection: Connection, ids: Collection[str] | None) -> tuple[ApiKey, ...]:
    """Keys by id; see `GraphStore.keys`."""
    if ids is None:
        rows = connection.read("read/journal/keys")
    else:
        rows = connection.read("read/journal/keys_by_id", ids=sorted(set(ids)))
    return tuple(_key(row["key"]) for row in rows)


def revoke_key(writing: Writing, key: str, at: datetime, by: str) -> ApiKey:
    """Take a key back; see `GraphStore.revoke_key`."""
    row = writing.one("write/journal/revoke", id=key, at=at)
    if row is None:
        raise UnknownId("key", (key,))
    held = _key(row["key"])
    if row["now"]:
        add(writing, revoked(held, at, by))
    return held


def _properties(event: Event) -> Plain:
    plain = event.model_dump(mode="json")
    return {**plain, "at": event.at, "counts": json.dumps(plain["counts"])}


def _event(node: Plain) -> Event:
    return Event.model_validate({**node, "at": node["at"].to_native(), "counts": json.loads(node["counts"])})


def _key(node: Plain) -> ApiKey:
    ended = node.get("revokedAt")
    return ApiKey(
        id=node["id"],
        name=node["name"],
        hash=node["hash"],
        scopes=node["scopes"],
        accounts=node.get("accounts"),
        created_at=node["createdAt"].to_native(),
        created_by=node["createdBy"],
        expires_at=node["expiresAt"].to_native(),
        revoked_at=None if ended is None else ended.to_native(),
    )
