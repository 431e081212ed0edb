"""A portfolio's snapshot brought up to date by reading only the blocks in which something changed."""

from dataclasses import replace
from itertools import compress

import numpy as np

from kamgraph.model import Level
from kamgraph.snapshot.build import portfolio_part, snapshot
from kamgraph.snapshot.columns import LEVELS, Flags, Ints, People, Snapshot
from kamgraph.snapshot.splice import Numbers, participants_beside, spliced
from kamgraph.store.port import GraphStore
from kamgraph.store.touched import Changes

# Where more of the accounts are concerned, reading them all takes no longer.
LARGEST_SHARE = 0.1
FEW_ACCOUNTS = 20
_UNKNOWN = LEVELS.index(Level.UNKNOWN)


def refresh(snap: Snapshot, store: GraphStore) -> Snapshot:
    """Bring a snapshot up to the store's present version.

    Parameters
    ----------
    snap : Snapshot
        Read from this store at any earlier time.
    store : GraphStore

    Returns
    -------
    Snapshot
        Equal, column by column, to a new one of the same scope, day and settings; the same object where nothing was
        written since. Of a portfolio only the accounts that changed are read, and those that share people or lines
        with them; all of it is where the store cannot tell, or the change reaches further, such as who works for us.
        An account that nothing concerns is not read again at all.

    Raises
    ------
    UnknownScope
        The account or group is no longer there.
    StoreUnavailable

    Examples
    --------
    >>> import tempfile
    >>> from datetime import date
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     snap = snapshot(store, as_of=date(2026, 11, 23))
    ...     refresh(snap, store) is snap
    True
    """
    version = store.version()
    if version == snap.store_version:
        return snap
    changed = store.changed_since(snap.store_version)
    if changed is not None and snap.kind == "portfolio":
        found = _refreshed(snap, store, changed, version)
        if found is not None:
            return found
    elif changed is not None and not _concerns(changed, snap, store):
        return replace(snap, store_version=version)
    account = None if snap.kind == "portfolio" else snap.scope
    return snapshot(store, account=account, group=snap.kind == "group", as_of=snap.as_of, settings=snap.settings)


def _concerns(changed: Changes, snap: Snapshot, store: GraphStore) -> bool:
    """Whether an account or a group may look different.

    Everybody who has a say in it stands in its snapshot: whoever is there or knows somebody there, and whoever took
    part in a meeting with them. Handovers stand in every snapshot, whomever they are about.
    """
    there = changed.accounts.isdisjoint(snap.accounts.ids) and changed.people.isdisjoint(snap.people.ids)
    return not there or snap.handovers != tuple(h for h in store.handovers() if h.last_working_day >= snap.as_of)


def _refreshed(old: Snapshot, store: GraphStore, changed: Changes, version: str) -> Snapshot | None:
    """The snapshot of this version; None where all of it must be read anew."""
    position = {account: i for i, account in enumerate(old.accounts.ids)}
    if not position.keys() >= changed.accounts:
        return None
    concerned = np.zeros(len(position), dtype=bool)
    concerned[[position[account] for account in changed.accounts]] = True
    block = np.where(old.people.ours, -1, old.blocks)
    gone = _closed(old, block, concerned, np.zeros(len(block), dtype=bool))
    while True:
        if concerned.sum() > max(FEW_ACCOUNTS, LARGEST_SHARE * len(position)):
            return None
        part = portfolio_part(store, [old.accounts.ids[i] for i in np.flatnonzero(concerned)], old.as_of, old.settings)
        if part.store_version != version or part.handovers != old.handovers:
            return None
        mine = _in_blocks(part)
        numbers = Numbers.of(old.people.ids, part.people.ids)
        # Whoever is now linked to a changed account brings the accounts of his or her own block with him or her.
        here = numbers.old_of_part[mine]
        wider = gone.copy()
        wider[here[here >= 0]] = True
        wider = _closed(old, block, concerned, wider)
        if (wider == gone).all():
            break
        gone = wider
    if not changed.people <= set(compress(part.people.ids, mine.tolist())):
        return None
    # Whether somebody objects who is asked about here and stands elsewhere is not in what was read.
    if not {figure.person for figure in part.figures} - {None} <= set(part.people.ids):
        return None
    if not _stands_alone(old, part, gone, mine, concerned, numbers):
        return None
    return spliced(old, part, gone, mine, concerned, numbers)


def _closed(old: Snapshot, block: Ints, concerned: Flags, gone: Flags) -> Flags:
    """Client people of all blocks that hold any of these or touch a concerned account, whose accounts join these."""
    while True:
        gone = gone.copy()
        gone[old.places.person[concerned[old.places.account]]] = True
        gone = np.isin(block, block[gone & (block >= 0)])
        accounts = old.places.account[gone[old.places.person]]
        if concerned[accounts].all():
            return gone
        concerned[accounts] = True


def _in_blocks(part: Snapshot) -> Flags:
    """Client people of the blocks of the accounts that were read."""
    block = np.where(part.people.ours, -1, part.blocks)
    mine: Flags = np.isin(block, block[part.places.person]) & ~part.people.ours
    return mine


def _stands_alone(old: Snapshot, part: Snapshot, gone: Flags, mine: Flags, concerned: Flags, numbers: Numbers) -> bool:
    """Whether what was read says all there is to say: nobody left, changed sides or is ours by a tie alone."""
    here = numbers.old_of_part
    known = here >= 0
    same_side = bool((old.people.ours[here[known]] == part.people.ours[known]).all()) and known[part.people.ours].all()
    # Whoever is new stands in these blocks.
    nobody_left = known[mine].sum() == gone.sum() and known[~mine].all()
    nobody_excluded = not old.accounts.excluded[concerned].any() and not part.accounts.excluded.any()
    if not (same_side and nobody_left and nobody_excluded):
        return False
    both = np.flatnonzero(mine & known).astype(np.int32)
    # Who knows nobody takes no share of a meeting, so the others of other accounts have more of it.
    if (old.people.placeholder[here[both]] != part.people.placeholder[both]).any():
        return False
    met = participants_beside(old.interactions, gone, concerned)
    colleagues = np.unique(np.concatenate([here[part.people.ours], met[old.people.ours[met]]]))
    return _titled(old.people, here[both]) == _titled(part.people, both) and all(_titled(old.people, colleagues))


def _titled(people: People, numbers: Ints) -> list[bool]:
    """Which of these hold a position on the day."""
    return [people.title[i] != "" or people.level[i] != _UNKNOWN for i in numbers.tolist()]
