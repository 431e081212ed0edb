"""Rows by their owner in linear time, without comparing any."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Ints, kernel


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
def neighbours(a: Ints, b: Ints, nodes: int) -> tuple[Ints, Ints]:
    """Both directions of every edge: the neighbours of node i are ``to[first[i]:first[i + 1]]``."""
    first = np.zeros(nodes + 1, dtype=np.int32)
    for i in range(len(a)):
        first[a[i] + 1] += 1
        first[b[i] + 1] += 1
    for i in range(nodes):
        first[i + 1] += first[i]
    free = first.copy()
    to = np.empty(2 * len(a), dtype=np.int32)
    for i in range(len(a)):
        to[free[a[i]]] = b[i]
        free[a[i]] += 1
        to[free[b[i]]] = a[i]
        free[b[i]] += 1
    return first, to
