"""Products over groups, each without one member, never by a division: a factor may be 0."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel


@kernel
def products_without_each(factors: Floats, first: Ints) -> tuple[Floats, Floats]:
    """Products over each group ``factors[first[i]:first[i + 1]]`` without each member, and of each whole group."""
    others, whole = np.empty(len(factors), dtype=np.float64), np.empty(len(first) - 1, dtype=np.float64)
    for group in range(len(first) - 1):
        running = 1.0
        for i in range(first[group], first[group + 1]):
            others[i] = running
            running *= factors[i]
        whole[group] = running
        running = 1.0
        for i in range(first[group + 1] - 1, first[group] - 1, -1):
            others[i] *= running
            running *= factors[i]
    return others, whole
