"""The audit log as those who answer write it: who took what, and about whom."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from kamgraph.model.journal import Event, EventAction
from kamgraph.store.port import GraphStore


def take_note(
    store: GraphStore,
    action: EventAction,
    *,
    by: str,
    accounts: Collection[str] = (),
    people: Collection[str] = (),
    counts: Mapping[str, int] | None = None,
) -> Event:
    """Add an entry to the audit log, dated now.

    Whoever hands something out calls it before the first byte leaves, so that nothing goes unseen.

    Parameters
    ----------
    store : GraphStore
    action : EventAction
    by : str
        Who: the user of the machine, or a principal's subject.
    accounts, people : collection of str
        Ids of those concerned; no account stands for all of them.
    counts : mapping, optional
        Further numbers by name.

    Raises
    ------
    StoreUnavailable
        The store cannot be written, or not now.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     noted = take_note(store, EventAction.HANDOVER, by="hr", people=["u1"], counts={"leavers": 1})
    ...     store.events() == (noted,), noted.people
    (True, ('u1',))
    """
    event = Event(
        id=f"{action}-{uuid4().hex}",
        at=datetime.now(UTC),
        author=by,
        action=action,
        accounts=tuple(accounts),
        people=tuple(people),
        counts=dict(counts or {}),
    )
    store.record_event(event)
    return event
