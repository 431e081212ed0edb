"""Entries of the audit log that a store makes itself, in the transaction of what they tell of."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

from kamgraph.model import Run
from kamgraph.model.journal import ApiKey, Event, EventAction


def erased(run: Run, marks: Collection[str], counts: Mapping[str, int]) -> Event:
    """Of an erasure: the marks stand in place of the ids."""
    return Event(
        id=f"erasure-{hashlib.sha256(run.id.encode()).hexdigest()[:32]}",
        at=run.at,
        author=run.by,
        action=EventAction.ERASURE,
        people=tuple(marks),
        about=run.id,
        counts=dict(counts),
    )


def issued(key: ApiKey) -> Event:
    """Of a new key: it may do this many things in these accounts."""
    return Event(
        id=f"key_issued-{key.id}",
        at=key.created_at,
        author=key.created_by,
        action=EventAction.KEY_ISSUED,
        accounts=key.accounts or (),
        about=key.id,
        counts={"scopes": len(key.scopes)},
    )


def revoked(key: ApiKey, at: datetime, by: str) -> Event:
    """Of a key taken back."""
    return Event(
        id=f"key_revoked-{key.id}",
        at=at,
        author=by,
        action=EventAction.KEY_REVOKED,
        accounts=key.accounts or (),
        about=key.id,
    )


def without(event: Event, marks: Mapping[str, str]) -> Event:
    """The same event with the erased people under their marks."""
    return event.model_copy(update={"people": tuple(sorted({marks.get(p, p) for p in event.people}))})
