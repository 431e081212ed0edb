"""What goes from the relationships when somebody leaves, and what two people back each other up on."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Flags, Floats, Ints, kernel


@kernel
def products_without_each(factors: Floats, owner: Ints, owners: int) -> tuple[Floats, Floats]:
    """Product of each owner's factors without each one of them, and with all: prefix times suffix.

    Never by a division: a factor may be 0.

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


@kernel
def relationship_losses(
    tie: Ints, ours: Ints, theirs: Ints, strength: Floats, others: Floats, missed: Floats, worth: Floats, weight: Floats
) -> tuple[Floats, Floats]:
    """Influence and money that go with each person.

    Parameters
    ----------
    tie, ours, theirs, strength : arrays
        Rows of the ties that count, and both ends and s of all.
    others, missed : float arrays
        Of each tie that counts, the product of 1 - s over the contact's other ones; of each person, over all.
    worth, weight : float arrays
        Money and influence of each person; NaN where the money is not known.
    """
    lost, money = weight * (1.0 - missed), np.zeros(len(missed), dtype=np.float64)
    for i in range(len(missed)):
        # Nothing lost is worth nothing, also where the account's value is not known.
        if lost[i] > 0:
            money[i] = worth[i] * (1.0 - missed[i])
    i = 0
    while i < len(tie):
        # The ties of one person mostly stand together: two sums at hand are faster than two in memory.
        one, influence, amount = ours[tie[i]], 0.0, 0.0
        while i < len(tie) and ours[tie[i]] == one:
            other, part = theirs[tie[i]], strength[tie[i]] * others[i]
            if part > 0:
                influence += weight[other] * part
                amount += worth[other] * part
            i += 1
        lost[one] += influence
        money[one] += amount
    return lost, money


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
