"""What is held about one person, handed out or removed."""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from kamgraph.model import Person, Run, RunKind, fold
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.keeping import forget
from kamgraph.store.port import Erasure, GraphStore

_REASON_LENGTH = 120
# Shorter parts of a name (von, de, of) are also words of any reason.
_SHORTEST_NAME = 4


def export_subject(store: GraphStore, person: str, *, at: datetime | None = None) -> Mapping[str, Any]:
    """Everything held about a person, for an access request (GDPR article 15).

    Parameters
    ----------
    store : GraphStore
    person : str
        Id of the person; an alias gives the same answer.
    at : datetime, optional
        Moment written on the export; now by default.

    Returns
    -------
    mapping
        `person`, `exported_at` (ISO, UTC), and `held`: lists of plain records by section, every version included.

    Raises
    ------
    UnknownId
        Nobody of this id is held.
    """
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    return {"person": person, "exported_at": moment.isoformat(), "held": store.export_person(person)}


def erase_subject(store: GraphStore, person: str, *, by: str, reason: str, kept: Collection[Path] = ()) -> Erasure:
    """Remove every trace of a person from the store (GDPR article 17).

    A keyed tombstone stops a later import from bringing the person back; the ledger keeps when, by whom and why.

    Parameters
    ----------
    store : GraphStore
        Opened with a tombstone key.
    person : str
    by : str
        Who carries it out.
    reason : str
        A short ground such as "request"; at most 120 characters, and nothing that identifies the person.
    kept : collection of Path
        Folders in which snapshots of the portfolio may be kept: those of this store are deleted.

    Raises
    ------
    UnknownId
        Nobody of this id is held.
    InvalidValue
        The reason is empty, too long, or names the person.
    StoreUnavailable
        A kept snapshot could not be deleted, or a reader still needs old pages of the store: sweep it.
    """
    said = reason.strip()
    if not 0 < len(said) <= _REASON_LENGTH:
        raise InvalidValue("reason", said, f"needs 1 to {_REASON_LENGTH} characters")
    for held in store.people([person]):
        if _names(said, held):
            raise InvalidValue("reason", "...", "must not identify the person, because it is kept")
    run = Run(id=f"e-{uuid4().hex[:12]}", at=datetime.now(UTC), by=by, kind=RunKind.ERASURE)
    try:
        return store.erase_person(person, run=run, reason=said)
    finally:
        # Also where the store could not finish: what it says of the person is gone from its answers by then.
        for folder in kept:
            forget(store.url, folder)


def _names(reason: str, person: Person) -> bool:
    """Whether a whole word of the reason is the id, an address, the name or a part of it such as the surname."""
    parts = [part for part in fold(person.name).split() if len(part) >= _SHORTEST_NAME]
    marks = (person.id, person.name, *person.emails, *person.phones, *parts)
    return any(re.search(rf"(?<!\w){re.escape(fold(mark))}(?!\w)", fold(reason)) for mark in marks)
