"""Every account at once: how much is held, and what is left after the worst departure of either side."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel

# Shares nearer to each other than this are the same: what lies between them is rounding.
EQUAL = 1e-12


@kernel
def held_by_part(first_chair: Ints, at: Ints, weight: Floats, first: Ints, missed: Floats) -> tuple[Floats, Ints]:
    """Influence and contacts held in each unit.

    Parameters
    ----------
    first_chair, at, weight : arrays
        Chairs grouped by unit: place of each one's person among the contacts with a tie, or -1, and influence.
    first, missed : arrays
        Ties grouped by contact, and the product of their 1 - s.

    Returns
    -------
    sums : float array of shape (units, 4)
        Whole influence, covered, with at least one tie, with at least two.
    known : int array of contacts with a tie
    """
    units = len(first_chair) - 1
    sums, known = np.zeros((units, 4), dtype=np.float64), np.zeros(units, dtype=np.int32)
    more, rest = np.zeros(4, dtype=np.float64), np.zeros(4, dtype=np.float64)
    for unit in range(units):
        rest[:] = 0.0
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            known[unit] += at[chair] >= 0
            more[:] = 0.0
            more[0] = weight[chair]
            if at[chair] >= 0:
                more[1], more[2] = weight[chair] * (1.0 - missed[at[chair]]), weight[chair]
                more[3] = weight[chair] if first[at[chair] + 1] - first[at[chair]] > 1 else 0.0
            for i in range(4):
                # What rounding takes is summed beside (Neumaier), so that the order of the chairs changes nothing.
                total = sums[unit, i] + more[i]
                large, small = max(sums[unit, i], more[i]), min(sums[unit, i], more[i])
                rest[i] += large - total + small
                sums[unit, i] = total
        sums[unit] += rest
    return sums, known


@kernel
def worst_of_ours(
    first_chair: Ints, at: Ints, weight: Floats, first: Ints, ours: Ints, by_tie: Floats, others: Floats, missed: Floats
) -> tuple[Ints, Ints, Floats, Ints]:
    """The one of our people with whom most is lost in each unit.

    Parameters
    ----------
    first_chair, at, weight, first, missed : arrays
        As for `held_by_part`.
    ours : int array
        Of each tie.
    by_tie, others : float arrays
        Of each tie, what goes with it of its contact's influence, and the product of 1 - s over the contact's other
        ties.

    Returns
    -------
    count : int array
        Number of our people with a tie.
    worst : int array
        Of equally bad ones (within `EQUAL` of the influence with a tie) the first; -1 where nobody has a tie.
    kept : float array
        What is left without him or her, summed anew over the other ties: a difference would leave a rest where nothing
        is left.
    orphaned : int array
        Number of contacts who have no other tie.
    """
    units, people = len(first_chair) - 1, ours.max() + 1 if len(ours) else 0
    count, worst = np.zeros(units, dtype=np.int32), np.full(units, -1, dtype=np.int32)
    kept, orphaned = np.zeros(units, dtype=np.float64), np.zeros(units, dtype=np.int32)
    loss, team = np.full(people, -1.0), np.empty(people, dtype=np.int32)
    for unit in range(units):
        reached, size, most = 0.0, 0, 0.0
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            if at[chair] < 0:
                continue
            reached += weight[chair]
            for i in range(first[at[chair]], first[at[chair] + 1]):
                if loss[ours[i]] < 0:
                    loss[ours[i]], team[size] = 0.0, ours[i]
                    size += 1
                loss[ours[i]] += weight[chair] * by_tie[i]
                most = max(most, loss[ours[i]])
        for i in range(size):
            if loss[team[i]] >= most - EQUAL * reached and (worst[unit] < 0 or team[i] < worst[unit]):
                worst[unit] = team[i]
            loss[team[i]] = -1.0
        count[unit] = size
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            if at[chair] < 0:
                continue
            left = missed[at[chair]]
            for i in range(first[at[chair]], first[at[chair] + 1]):
                if ours[i] == worst[unit]:
                    left = others[i]
                    orphaned[unit] += first[at[chair] + 1] - first[at[chair]] == 1
            kept[unit] += weight[chair] * (1.0 - left)
    return count, worst, kept, orphaned


@kernel
def bus_factors(
    first_chair: Ints, at: Ints, weight: Floats, first: Ints, ours: Ints, spare: Floats, members: Ints, largest: int
) -> Ints:
    """Least number of our people without whom a unit's reached influence falls by more than it can spare.

    Exact, by the influence that each subset of the team holds alone; `members` says how many each subset of
    `largest` has. For a larger team the answer is -1.
    """
    units, people = len(first_chair) - 1, ours.max() + 1 if len(ours) else 0
    found = np.full(units, -1, dtype=np.int32)
    seat, team = np.full(people, -1, dtype=np.int32), np.empty(people, dtype=np.int32)
    for unit in range(units):
        size = 0
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            for i in range(first[at[chair]], first[at[chair] + 1] if at[chair] >= 0 else first[at[chair]]):
                if seat[ours[i]] < 0:
                    seat[ours[i]], team[size] = size, ours[i]
                    size += 1
        # Compared as they are: a power of a large team would overflow, and seem small.
        if size <= largest:
            lost = np.zeros(2**size, dtype=np.float64)
            for chair in range(first_chair[unit], first_chair[unit + 1]):
                if at[chair] >= 0:
                    holders = 0
                    for i in range(first[at[chair]], first[at[chair] + 1]):
                        holders |= 1 << seat[ours[i]]
                    lost[holders] += weight[chair]
            for i in range(size):
                halves = lost.reshape(-1, 2, 2**i)
                halves[:, 1, :] += halves[:, 0, :]
            broken = members[: 2**size][lost > spare[unit]]
            found[unit] = broken.min() if len(broken) else 0
        for i in range(size):
            seat[team[i]] = -1
    return found
