"""Every account at once: how much is held, and what is left after the worst departure of either side."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel


@kernel
def held_by_part(
    first_chair: Ints, person: Ints, weight: Floats, slot: Ints, first: Ints, missed: Floats
) -> tuple[Floats, Ints]:
    """Influence and contacts held in each unit.

    Parameters
    ----------
    first_chair, person, weight : arrays
        Chairs grouped by unit.
    slot : int array
        Place of each person in `first` and `missed`, or -1 without an active tie.
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
            at = slot[person[chair]]
            known[unit] += at >= 0
            more[:] = 0.0
            more[0] = weight[chair]
            if at >= 0:
                more[1], more[2] = weight[chair] * (1.0 - missed[at]), weight[chair]
                more[3] = weight[chair] if first[at + 1] - first[at] > 1 else 0.0
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
    first_chair: Ints,
    person: Ints,
    weight: Floats,
    slot: Ints,
    first: Ints,
    ours: Ints,
    by_tie: Floats,
    tie: float,
) -> tuple[Ints, Ints]:
    """Number of our people with a tie in each unit, and the one of them with whom most is lost.

    Of equally bad ones (within `tie` of the influence with a tie) the first; -1 where nobody has a tie.
    """
    units, people = len(first_chair) - 1, len(slot)
    count, worst = np.zeros(units, dtype=np.int32), np.full(units, -1, dtype=np.int32)
    loss, team = np.full(people, -1.0), np.empty(people, dtype=np.int32)
    for unit in range(units):
        reached, size, most = 0.0, 0, 0.0
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            at = slot[person[chair]]
            if at < 0:
                continue
            reached += weight[chair]
            for i in range(first[at], first[at + 1]):
                if loss[ours[i]] < 0:
                    loss[ours[i]], team[size] = 0.0, ours[i]
                    size += 1
                loss[ours[i]] += weight[chair] * by_tie[i]
                most = max(most, loss[ours[i]])
        for i in range(size):
            if loss[team[i]] >= most - tie * reached and (worst[unit] < 0 or team[i] < worst[unit]):
                worst[unit] = team[i]
            loss[team[i]] = -1.0
        count[unit] = size
    return count, worst


@kernel
def kept_without(
    first_chair: Ints,
    person: Ints,
    weight: Floats,
    slot: Ints,
    first: Ints,
    ours: Ints,
    others: Floats,
    missed: Floats,
    gone: Ints,
) -> tuple[Floats, Ints]:
    """What each unit keeps without one of ours, and how many are orphaned.

    Summed anew over the other ties: a difference would leave a rest where nothing is left.
    """
    units = len(first_chair) - 1
    kept, orphaned = np.zeros(units, dtype=np.float64), np.zeros(units, dtype=np.int32)
    for unit in range(units):
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            at = slot[person[chair]]
            if at < 0:
                continue
            left = missed[at]
            for i in range(first[at], first[at + 1]):
                if ours[i] == gone[unit]:
                    left = others[i]
                    orphaned[unit] += first[at + 1] - first[at] == 1
            kept[unit] += weight[chair] * (1.0 - left)
    return kept, orphaned


@kernel
def bus_factors(
    first_chair: Ints,
    person: Ints,
    weight: Floats,
    slot: Ints,
    first: Ints,
    ours: Ints,
    spare: Floats,
    members: Ints,
    largest: int,
) -> Ints:
    """Least number of our people without whom a unit's reached influence falls by more than it can spare.

    Exact, by the influence that each subset of the team holds alone; `members` says how many each subset of
    `largest` has. For a larger team the answer is -1.
    """
    units, people = len(first_chair) - 1, len(slot)
    found = np.full(units, -1, dtype=np.int32)
    seat, team = np.full(people, -1, dtype=np.int32), np.empty(people, dtype=np.int32)
    for unit in range(units):
        size = 0
        for chair in range(first_chair[unit], first_chair[unit + 1]):
            at = slot[person[chair]]
            for i in range(first[at], first[at + 1] if at >= 0 else first[at]):
                if seat[ours[i]] < 0:
                    seat[ours[i]], team[size] = size, ours[i]
                    size += 1
        # Compared as they are: a power of a large team would overflow, and seem small.
        if size <= largest:
            lost = np.zeros(2**size, dtype=np.float64)
            for chair in range(first_chair[unit], first_chair[unit + 1]):
                at = slot[person[chair]]
                if at >= 0:
                    holders = 0
                    for i in range(first[at], first[at + 1]):
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
