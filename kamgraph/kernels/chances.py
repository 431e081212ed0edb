"""Products over groups, each without one member, never by a division: a factor may be 0."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel


@kernel
def products_without_each(factors: Floats, owner: Ints, owners: int) -> tuple[Floats, Floats]:
    """Product of each owner's factors without each one of them, and with all: prefix times suffix.

    Parameters
    ----------
    factors : float array
        May hold zeros.
    owner : int array
        Of each factor; those of an owner need not stand together.

    Returns
    -------
    others : float array
        Beside the factors.
    whole : float array of length owners
        1 where an owner has none.

    Examples
    --------
    >>> others, whole = products_without_each(np.array([0.0, 0.5, 0.25]), np.array([1, 1, 1], dtype=np.int32), 2)
    >>> others.tolist(), whole.tolist()
    ([0.125, 0.0, 0.0], [1.0, 0.0])
    """
    others, whole = np.empty(len(factors), dtype=np.float64), np.ones(owners, dtype=np.float64)
    after = np.ones(owners, dtype=np.float64)
    for i in range(len(factors)):
        others[i] = whole[owner[i]]
        whole[owner[i]] *= factors[i]
    for i in range(len(factors) - 1, -1, -1):
        others[i] *= after[owner[i]]
        after[owner[i]] *= factors[i]
    return others, whole
