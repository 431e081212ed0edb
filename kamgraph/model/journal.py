"""What is remembered beside the runs: who took what out of the store, and who holds a key to it."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from kamgraph.model.entities import Entity, Id, Moment, Text


class EventAction(StrEnum):
    """What somebody did that left no run, or that nobody may do unseen."""

    EXPORT_PERSON = "export_person"
    EXPORT_ACCOUNT = "export_account"
    EXPORT_ALL = "export_all"
    DEPARTURE = "departure"
    HANDOVER = "handover"
    ERASURE = "erasure"
    KEY_ISSUED = "key_issued"
    KEY_REVOKED = "key_revoked"


# Equal sets are equal texts in every store.
Ids = Annotated[tuple[Id, ...], AfterValidator(lambda ids: tuple(sorted(set(ids))))]
Counts = Annotated[dict[str, int], AfterValidator(lambda counts: dict(sorted(counts.items())))]
EventId = Annotated[str, StringConstraints(pattern=r"^[0-9a-z][0-9a-z._-]{0,99}$")]
KeyId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Event(Entity):
    """One entry of the audit log, never changed and never deleted.

    Attributes
    ----------
    id : str
        Its own; lower-case letters, digits, points and dashes.
    at : datetime
        When, UTC.
    author : str
        Who: a user of the machine, or the subject of a principal.
    action : EventAction
        What was done.
    accounts : tuple of str
        Ids of the accounts concerned, sorted; none stands for all of them.
    people : tuple of str
        Ids of the people concerned, sorted; of somebody erased the tombstone's mark.
    about : str or None
        The run of an erasure, the id of a key.
    counts : dict of str to int
        Further numbers, such as how many leave.
    """

    id: EventId
    at: Moment
    author: Text
    action: EventAction
    accounts: Ids = ()
    people: Ids = ()
    about: Id | None = None
    counts: Counts = Field(default_factory=dict)


class ApiKey(Entity):
    """A key to the service, as it is kept: the secret itself is nowhere.

    Attributes
    ----------
    id : str
        Twelve hexadecimal digits, part of the token.
    name : str
        What it is for, as its maker called it.
    hash : str
        SHA-256 of the whole token, hexadecimal.
    scopes : tuple of str
        What it permits.
    accounts : tuple of str or None
        Ids of the accounts it opens, sorted; None for all.
    created_at, expires_at : datetime
        From when and until when it works, UTC; the last moment is outside.
    created_by : str
        Who issued it.
    revoked_at : datetime or None
        When it was taken back.
    """

    id: KeyId
    name: Text
    hash: Hash
    scopes: tuple[Text, ...] = Field(min_length=1)
    accounts: Ids | None = None
    created_at: Moment
    created_by: Text
    expires_at: Moment
    revoked_at: Moment | None = None
