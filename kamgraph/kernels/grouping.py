"""Rows by their owner in linear time, without comparing any."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Flags, Floats, Ints, kernel


@kernel
def grouped_rows(owner: Ints, owners: int) -> tuple[Ints, Ints]:
    """Rows of each owner in their order: those of owner i are ``rows[first[i]:first[i + 1]]``."""
    first = np.zeros(owners + 1, dtype=np.int32)
    for i in range(len(owner)):
        first[owner[i] + 1] += 1
    for i in range(owners):
        first[i + 1] += first[i]
    free = first.copy()
    rows = np.empty(len(owner), dtype=np.int32)
    for i in range(len(owner)):
        rows[free[owner[i]]] = i
        free[owner[i]] += 1
    return first, rows


@kernel
def ties_by_contact(
    tie: Ints, ours: Ints, theirs: Ints, strength: Floats, people: int
) -> tuple[Ints, Ints, Ints, Floats]:
    """The chosen ties in the order of their contacts: those of person i lie in ``first[i]:first[i + 1]``."""
    first = np.zeros(people + 1, dtype=np.int32)
    for row in tie:
        first[theirs[row] + 1] += 1
    for i in range(people):
        first[i + 1] += first[i]
    free = first.copy()
    rows, of_ours = np.empty(len(tie), dtype=np.int32), np.empty(len(tie), dtype=np.int32)
    strengths = np.empty(len(tie), dtype=np.float64)
    for row in tie:
        at = free[theirs[row]]
        free[theirs[row]] += 1
        rows[at], of_ours[at], strengths[at] = row, ours[row], strength[row]
    return first, rows, of_ours, strengths


@kernel
def neighbours(
    ours: Ints, theirs: Ints, active: Flags, source: Ints, target: Ints, giving: Ints, people: int
) -> tuple[Ints, Ints]:
    """Both directions of every active tie and of the lines in `giving`: ``to[first[i]:first[i + 1]]`` of person i."""
    first = np.zeros(people + 1, dtype=np.int32)
    for i in range(len(ours)):
        if active[i]:
            first[ours[i] + 1] += 1
            first[theirs[i] + 1] += 1
    for i in giving:
        first[source[i] + 1] += 1
        first[target[i] + 1] += 1
    for i in range(people):
        first[i + 1] += first[i]
    free, to = first.copy(), np.empty(first[people], dtype=np.int32)
    for i in range(len(ours)):
        if active[i]:
            to[free[ours[i]]] = theirs[i]
            free[ours[i]] += 1
            to[free[theirs[i]]] = ours[i]
            free[theirs[i]] += 1
    for i in giving:
        to[free[source[i]]] = target[i]
        free[source[i]] += 1
        to[free[target[i]]] = source[i]
        free[target[i]] += 1
    return first, to
