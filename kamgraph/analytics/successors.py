"""How well each candidate would take over each contact, and who takes which within everybody's capacity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kamgraph.analytics.colleagues import colleagues
from kamgraph.analytics.ways import strongest, ways_graph, ways_in
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot

Table = NDArray[np.float64]

HOPS = 3
# Weights against what is at stake, so small that they only decide between what is otherwise equal.
_COVERED, _SERVES, _LOAD = 1e-6, 5e-8, 1e-11


@dataclass(frozen=True, eq=False)
class Contact:
    """A contact to hand over: its number, the leaver who introduces the successor, the strength of that tie."""

    person: int
    leaver: int
    strength: float


def fits(snap: Snapshot, contacts: list[Contact], candidates: Ints, able: Flags, leavers: Ints) -> tuple[Table, Table]:
    """Fit of each contact (row) with each candidate (column), and the strength of the active tie between them.

    ``1 - (1 - s_uc) (1 - s_up s_pc) (1 - best way)``: the candidate's own tie, the leaver's introduction where the
    leaver is still here, and the best way of at most 3 steps that neither passes a leaver nor is the tie itself.
    """
    known = _known(snap, contacts, candidates)
    ours = able & snap.people.ours
    everybody = colleagues(snap, ours)
    gone = np.zeros(len(ours), dtype=bool)
    gone[leavers] = True
    stay = everybody.without(gone)
    column = np.searchsorted(stay.people, candidates)
    graph = ways_graph(snap, [c.person for c in contacts], able & ~gone)
    fit = np.zeros_like(known)
    for row, contact in enumerate(contacts):
        ways = ways_in(snap, graph, contact.person, HOPS)
        best = strongest(stay, ways, HOPS)[column]
        for at in np.flatnonzero(known[row]).tolist():
            # Whoever knows the contact must not count the same tie as a way as well, not even through a colleague.
            others = [way for way in ways if way.hops > 1 or way.people[0] != candidates[at]]
            best[at] = strongest(stay, others, HOPS)[column[at]]
        led = np.zeros(len(candidates))
        if ours[contact.leaver]:
            led = everybody.beside(contact.leaver)[np.searchsorted(everybody.people, candidates)] * contact.strength
        fit[row] = 1.0 - (1.0 - known[row]) * (1.0 - led) * (1.0 - best)
    return fit, known


def _known(snap: Snapshot, contacts: list[Contact], candidates: Ints) -> Table:
    table = np.zeros((len(contacts), len(candidates)))
    row = {contact.person: i for i, contact in enumerate(contacts)}
    column = {person: i for i, person in enumerate(candidates.tolist())}
    ties = snap.ties
    for i in snap.active_ties[np.isin(ties.theirs[snap.active_ties], list(row))].tolist():
        if (u := int(ties.ours[i])) in column:
            table[row[int(ties.theirs[i])], column[u]] = ties.strength[i]
    return table


def serving(snap: Snapshot, contacts: list[Contact], candidates: Ints) -> Flags:
    """Whether each candidate (column) is assigned to an account where the contact (row) has a place."""
    given, places = snap.assignments, snap.places
    table = np.zeros((len(contacts), len(candidates)), dtype=bool)
    for row, contact in enumerate(contacts):
        there = np.isin(given.account, places.account[places.person == contact.person])
        table[row] = np.isin(candidates, given.person[there])
    return table


def assign(fit: Table, known: Table, serves: Flags, stake: Floats, load: Ints, capacity: int) -> list[int | None]:
    """Candidate (column) who takes each contact (row), so that the sum of stake times fit is greatest.

    A minimum-cost assignment: each candidate has as many slots as ties are missing to the capacity, and a contact
    whom somebody knows already may stay with the best of those, which takes no slot. Of equal sums the one that leaves
    fewer without a successor counts, then more with people who serve the contact's account, then the evener load.

    Parameters
    ----------
    fit, known, serves : tables
        Of `fits` and `serving`.
    stake : float array
        By contact; only the proportions matter.
    load : int array
        Active ties of each candidate.
    capacity : int
        No candidate takes a new contact beyond so many.

    References
    ----------
    D. F. Crouse, "On implementing 2D rectangular assignment algorithms" (2016), pp. 1679-1696.
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = fit.shape
    if not rows or not columns:
        return [None] * rows
    share = stake / stake.max() if stake.max() > 0 else stake
    value = (share[:, None] + _COVERED) * fit + _COVERED + _SERVES * serves
    room = np.clip(capacity - load, 0, rows)
    slot = np.repeat(np.arange(columns), room)
    nth = np.arange(len(slot)) - np.repeat(np.cumsum(room) - room, room)
    new = np.where((fit > 0) & (known == 0), value, -1.0)[:, slot] - _LOAD * (load[slot] + nth)
    own = np.where(known > 0, value, -1.0)
    keeper = np.argmax(own, axis=1)
    stays = np.full((rows, rows), -1.0)
    np.fill_diagonal(stays, own[np.arange(rows), keeper])
    nobody = np.full((rows, rows), -1.0)
    np.fill_diagonal(nobody, 0.0)
    # Each row can always take its own column of `nobody`, so what is forbidden is never chosen.
    taken = linear_sum_assignment(np.hstack([new, stays, nobody]), maximize=True)[1].tolist()
    owner = [*slot.tolist(), *keeper.tolist(), *[None] * rows]
    return [owner[column] for column in taken]
