"""Rows by their owner in linear time, without comparing any."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel


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
) -> tuple[Ints, Ints, Ints, Ints, Ints, Floats]:
    """The chosen ties in the order of their contacts.

    Returns
    -------
    slot : int array
        Place of each person among the contacts, or -1.
    contact : int array
        Everybody with a tie.
    first, rows, of_ours, strengths : arrays
        The ties of ``contact[i]`` lie in ``first[i]:first[i + 1]``.
    """
    count = np.zeros(people, dtype=np.int32)
    for row in tie:
        count[theirs[row]] += 1
    slot, contact, first = np.full(people, -1, dtype=np.int32), count.copy(), np.zeros(people + 1, dtype=np.int32)
    contacts, free = 0, count
    for i in range(people):
        if count[i] > 0:
            slot[i], contact[contacts] = contacts, i
            first[contacts + 1] = first[contacts] + count[i]
            free[i] = first[contacts]
            contacts += 1
    rows, of_ours = np.empty(len(tie), dtype=np.int32), np.empty(len(tie), dtype=np.int32)
    strengths = np.empty(len(tie), dtype=np.float64)
    for row in tie:
        at = free[theirs[row]]
        free[theirs[row]] += 1
        rows[at], of_ours[at], strengths[at] = row, ours[row], strength[row]
    return slot, contact[:contacts].copy(), first[: contacts + 1].copy(), rows, of_ours, strengths


@kernel
def neighbours(one: Ints, other: Ints, people: int) -> tuple[Ints, Ints]:
    """Both directions of every edge: ``to[first[i]:first[i + 1]]`` of person i."""
    first = np.zeros(people + 1, dtype=np.int32)
    for i in range(len(one)):
        first[one[i] + 1] += 1
        first[other[i] + 1] += 1
    for i in range(people):
        first[i + 1] += first[i]
    free, to = first.copy(), np.empty(first[people], dtype=np.int32)
    for i in range(len(one)):
        to[free[one[i]]] = other[i]
        free[one[i]] += 1
        to[free[other[i]]] = one[i]
        free[other[i]] += 1
    return first, to
