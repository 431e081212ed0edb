"""What the figures of a client rest on: the ties that end with its worst person."""

from typing import NamedTuple

from kamgraph.analytics.portfolio import PortfolioResult
from kamgraph.snapshot.columns import Snapshot
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
    placed = set(zip(snap.places.account.tolist(), snap.places.person.tolist(), strict=True))
    of = _rows_of_people(snap)
    found = {}
    for item in result.items:
        if item.worst_person is not None:
            worst, at = snap.index[item.worst_person], number[item.account]
            there = [row for row in of.get(worst, ()) if (at, int(snap.ties.theirs[row])) in placed]
            found[item.account] = sorted(_behind(snap, row, worst) for row in there)[:MOST]
    return {account: [behind for _, behind in rows] for account, rows in found.items()}


def _rows_of_people(snap: Snapshot) -> dict[int, list[int]]:
    ties, of = snap.ties, dict[int, list[int]]()
    for row in snap.active_ties.tolist():
        for person in (int(ties.ours[row]), int(ties.theirs[row])):
            of.setdefault(person, []).append(row)
    return of


def _behind(snap: Snapshot, row: int, worst: int) -> tuple[tuple[float, str], Behind]:
    ties, names = snap.ties, snap.people.names
    ours, theirs, strength = int(ties.ours[row]), int(ties.theirs[row]), round(float(ties.strength[row]), 6)
    name = names[theirs if ours == worst else ours]
    return (-strength, name), Behind(name, strength, iso(int(ties.last_contact[row])))
