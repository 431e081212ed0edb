"""What two people back each other up on."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Flags, Floats, Ints, kernel


@kernel
def backed_up(first: Ints, ours: Ints, strength: Floats, weight: Floats, chosen: Flags) -> tuple[Ints, Ints, Floats]:
    """Each contact's influence that is kept when one of two goes, and lost when both do.

    Parameters
    ----------
    first, ours, strength : arrays
        Ties grouped by contact, within each by our person.
    weight : float array
        Of each contact.
    chosen : bool array
        Of our people, those who are paired.

    Returns
    -------
    a, b, lost : arrays
        One row for each contact and pair of its holders.
    """
    rows = 0
    for group in range(len(first) - 1):
        holders = 0
        for i in range(first[group], first[group + 1]):
            rows += holders * chosen[ours[i]]
            holders += chosen[ours[i]]
    a, b, lost = np.empty(rows, dtype=np.int32), np.empty(rows, dtype=np.int32), np.empty(rows, dtype=np.float64)
    after = np.ones(len(ours) + 1, dtype=np.float64)
    row = 0
    for group in range(len(first) - 1):
        begin, end = first[group], first[group + 1]
        after[end] = 1.0
        for i in range(end - 1, begin - 1, -1):
            after[i] = after[i + 1] * (1.0 - strength[i])
        before = weight[group]
        for i in range(begin, end):
            between = before * strength[i]
            for j in range(i + 1, end if chosen[ours[i]] else i + 1):
                if chosen[ours[j]]:
                    a[row], b[row], lost[row] = ours[i], ours[j], between * strength[j] * after[j + 1]
                    row += 1
                between *= 1.0 - strength[j]
            before *= 1.0 - strength[i]
    return a, b, lost
