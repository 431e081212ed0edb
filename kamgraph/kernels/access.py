"""Who hangs on whom: one depth-first search from all who are safe at once."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Flags, Floats, Ints, kernel


@kernel
def sole_holders(ours: Ints, theirs: Ints, active: Flags, people: int) -> Ints:
    """The one of ours who has an active tie to each person; -1 where nobody has, -2 where several have."""
    holder = np.full(people, -1, dtype=np.int32)
    for i in range(len(ours)):
        if active[i]:
            holder[theirs[i]] = ours[i] if holder[theirs[i]] == -1 else -2
    return holder


@kernel
def giving_rows(gives: Flags, kind: Ints, source: Ints, target: Ints, ours: Flags) -> Ints:
    """Rows of the lines of a kind that gives access, between two different people who are not ours."""
    rows, count = np.empty(len(kind), dtype=np.int32), 0
    for i in range(len(kind)):
        rows[count] = i
        count += gives[kind[i]] and source[i] != target[i] and not (ours[source[i]] or ours[target[i]])
    return rows[:count].copy()


@kernel
def exposed(holder: Ints, ours: Flags, source: Ints, target: Ints, giving: Ints) -> tuple[Flags, Ints, Ints]:
    """Who cannot be cut off, as ties and single lines show, and the edges that decide it for all others.

    Safe are ours, whoever is known by several of them, and whoever knows somebody whom another one of ours knows: no
    single person stands between such people and all of ours.

    Parameters
    ----------
    holder : int array
        From `sole_holders`.
    ours : bool array
    source, target, giving : int arrays
        Lines, and which of them give access.

    Returns
    -------
    safe : bool array
    one, other : int arrays
        Ends of the lines and ties of everybody who is not safe.
    """
    safe = ours | (holder == -2)
    for i in giving:
        a, b = source[i], target[i]
        if holder[a] != -1 and holder[b] != -1 and (holder[a] != holder[b] or holder[a] == -2):
            safe[a] = safe[b] = True
    most = len(giving) + len(holder)
    one, other = np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)
    edges = 0
    for i in giving:
        one[edges], other[edges] = source[i], target[i]
        edges += not (safe[source[i]] and safe[target[i]])
    for person in range(len(holder)):
        one[edges], other[edges] = holder[person], person
        edges += holder[person] >= 0 and not safe[person]
    return safe, one[:edges].copy(), other[:edges].copy()


@kernel
def searched(first: Ints, to: Ints, safe: Flags) -> tuple[Ints, Ints, Ints, Ints]:
    """Search the graph in depth from everybody who is safe, without recursion.

    They hang on a source that nobody can remove, so their low point is the source, -1.

    Returns
    -------
    order : everybody who is reached, in preorder; the others speak of the places in it
    above : place of the parent in the search tree, -1 for those who hang on the source
    low : first place that anything at or below leads to
    end : place after the last one below
    """
    people = len(safe)
    place = np.full(people, -1, dtype=np.int32)
    order, above = np.empty(people, dtype=np.int32), np.empty(people, dtype=np.int32)
    low, end = np.empty(people, dtype=np.int32), np.empty(people, dtype=np.int32)
    # Kept by place, not by person: the search reads them where it has just been.
    edge, last = np.empty(people, dtype=np.int32), np.empty(people, dtype=np.int32)
    reached = 0
    for root in range(people):
        if not safe[root] or place[root] >= 0:
            continue
        at, found = -1, root
        while True:
            if found >= 0:
                place[found], order[reached], above[reached] = reached, found, at
                edge[reached], last[reached] = first[found], first[found + 1]
                low[reached] = -1 if safe[found] else reached
                at = reached
                reached += 1
            i, stop, lowest, found = edge[at], last[at], low[at], -1
            while i < stop and found < 0:
                there = place[to[i]]
                if there < 0:
                    found = to[i]
                elif there < lowest:
                    lowest = there
                i += 1
            edge[at], low[at] = i, lowest
            if found < 0:
                end[at], at = reached, above[at]
                if at < 0:
                    break
                low[at] = min(low[at], lowest)
    return order[:reached].copy(), above[:reached].copy(), low[:reached].copy(), end[:reached].copy()


@kernel
def pieces_cut_off(order: Ints, above: Ints, low: Ints, end: Ints, people: int) -> tuple[Ints, Ints, Ints]:
    """What each person's leaving cuts off: slices of the order of the search.

    A child in the search tree is cut off with all below it when nothing there leads above the parent: when its low
    point is not above the parent's place.

    Returns
    -------
    first, starts, ends : without person i, ``order[starts[j]:ends[j]]`` for j in ``first[i]:first[i + 1]``
    """
    first = np.zeros(people + 1, dtype=np.int32)
    for i in range(len(order)):
        if above[i] >= 0 and low[i] >= above[i]:
            first[order[above[i]] + 1] += 1
    for i in range(people):
        first[i + 1] += first[i]
    free = first.copy()
    starts, ends = np.empty(first[people], dtype=np.int32), np.empty(first[people], dtype=np.int32)
    for i in range(len(order)):
        if above[i] >= 0 and low[i] >= above[i]:
            piece = free[order[above[i]]]
            starts[piece], ends[piece] = i, end[i]
            free[order[above[i]]] += 1
    return first, starts, ends


@kernel
def weight_cut_off(order: Ints, first: Ints, starts: Ints, ends: Ints, weight: Floats) -> Floats:
    """Weight of each person who is reached, and of all whom the leaving cuts off; from `pieces_cut_off`."""
    before = np.zeros(len(order) + 1, dtype=np.float64)
    lost = np.zeros(len(weight), dtype=np.float64)
    for i in range(len(order)):
        lost[order[i]] = weight[order[i]]
        before[i + 1] = before[i] + weight[order[i]]
    for person in range(len(weight)):
        for piece in range(first[person], first[person + 1]):
            lost[person] += before[ends[piece]] - before[starts[piece]]
    return lost


@kernel
def reached_among(members: Ints, first: Ints, to: Ints, ours: Flags, gone: Flags) -> Flags:
    """Whether each person is reached from any of ours when those who are gone lead nowhere.

    Looks only at the members, all client people of some blocks: only one of ours leads from one block to another.
    """
    found = np.zeros(len(ours), dtype=np.bool_)
    queue = np.empty(len(members), dtype=np.int32)
    waiting = 0
    for person in members:
        if ours[person] or gone[person]:
            continue
        for edge in range(first[person], first[person + 1]):
            if ours[to[edge]] and not gone[to[edge]]:
                found[person], queue[waiting] = True, person
                waiting += 1
                break
    taken = 0
    while taken < waiting:
        person = queue[taken]
        taken += 1
        for edge in range(first[person], first[person + 1]):
            other = to[edge]
            if not (found[other] or gone[other] or ours[other]):
                found[other], queue[waiting] = True, other
                waiting += 1
    return found
