"""What the figures of a client rest on: ties that end with its worst person, the last contact with an executive."""

from typing import NamedTuple

import numpy as np

from kamgraph.analytics.portfolio import EXECUTIVE_LEVELS, PortfolioResult
from kamgraph.snapshot.columns import NO_DAY, Snapshot
from kamgraph_viz.account.reading import iso

MOST = 8


class Behind(NamedTuple):
    """A tie that ends with a client's worst person: whom it leads to, its strength and last contact."""

    name: str
    strength: float
    last: str | None


def behind_worst(snap: Snapshot, result: PortfolioResult) -> dict[str, list[Behind]]:
    """The strongest of those ties at each client by its id, the strongest first."""
    number = {account: i for i, account in enumerate(snap.accounts.ids)}
    worst = {item.account: snap.index[item.worst_person] for item in result.items if item.worst_person is not None}
    placed = set(zip(snap.places.account.tolist(), snap.places.person.tolist(), strict=True))
    of = _ties_of(snap, frozenset(worst.values()))
    found = {}
    for account, person in worst.items():
        there = [tie for tie in of.get(person, ()) if (number[account], tie.theirs) in placed]
        there.sort(key=lambda tie: (-tie.strength, tie.name))
        found[account] = [Behind(tie.name, round(tie.strength, 6), iso(tie.last)) for tie in there[:MOST]]
    return found


def executives_met(snap: Snapshot) -> dict[str, tuple[str, str]]:
    """Who of ours met which owner or board member last, at each client by its id; none where nobody ever did."""
    ties, places, names = snap.ties, snap.places, snap.people.names
    latest = {int(ties.theirs[tie]): tie for tie in np.argsort(ties.last_contact, kind="stable").tolist()}
    found: dict[str, tuple[int, str, str]] = {}
    for row in np.flatnonzero(np.isin(places.level, EXECUTIVE_LEVELS)).tolist():
        tie = latest.get(int(places.person[row]))
        if tie is not None and ties.last_contact[tie] != NO_DAY:
            account = snap.accounts.ids[places.account[row]]
            met = int(ties.last_contact[tie]), names[ties.ours[tie]], names[ties.theirs[tie]]
            found[account] = max(found.get(account, met), met)
    return {account: (ours, theirs) for account, (_, ours, theirs) in found.items()}


class _Tie(NamedTuple):
    theirs: int
    name: str
    strength: float
    last: int


def _ties_of(snap: Snapshot, people: frozenset[int]) -> dict[int, list[_Tie]]:
    """Active ties of some people of either side, each under the name of whom it leads to."""
    ties, rows, names = snap.ties, snap.active_ties, snap.people.names
    columns = (column[rows].tolist() for column in (ties.ours, ties.theirs, ties.strength, ties.last_contact))
    of: dict[int, list[_Tie]] = {}
    for ours, theirs, strength, last in zip(*columns, strict=True):
        for person, other in ((ours, theirs), (theirs, ours)):
            if person in people:
                of.setdefault(person, []).append(_Tie(theirs, names[other], strength, last))
    return of
