"""What everybody's leaving takes away from the relationships, in one sweep over the ties."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel


@kernel
def relationship_losses(
    tie: Ints,
    ours: Ints,
    theirs: Ints,
    strength: Floats,
    others: Floats,
    missed: Floats,
    person: Ints,
    weight: Floats,
    unit: Ints,
    value: Floats,
    by_person: Floats,
) -> tuple[Floats, Floats]:
    """Influence and money that go with each person.

    Parameters
    ----------
    tie, ours, theirs, strength : arrays
        Rows of the ties that count, and both ends and s of all.
    others, missed : float arrays
        Of each tie that counts, the product of 1 - s over the contact's other ones; of each person, over all.
    person, weight, unit : arrays
        Of each chair.
    value : float array
        Of each unit; NaN where it is not known.
    by_person : float array
        Weight of each person over all chairs.
    """
    price, worth = np.zeros(len(value), dtype=np.float64), np.zeros(len(missed), dtype=np.float64)
    for chair in range(len(person)):
        price[unit[chair]] += weight[chair] * (1.0 - missed[person[chair]])
    for i in range(len(value)):
        price[i] = value[i] / price[i] if price[i] > 0 else 0.0
    for chair in range(len(person)):
        # Nothing lost is worth nothing, also where the account's value is not known.
        if weight[chair] > 0:
            worth[person[chair]] += weight[chair] * price[unit[chair]]
    lost, money = by_person * (1.0 - missed), np.zeros(len(missed), dtype=np.float64)
    for i in range(len(missed)):
        if lost[i] > 0:
            money[i] = worth[i] * (1.0 - missed[i])
    i = 0
    while i < len(tie):
        # The ties of one person mostly stand together: two sums at hand are faster than two in memory.
        one, influence, amount = ours[tie[i]], 0.0, 0.0
        while i < len(tie) and ours[tie[i]] == one:
            other, part = theirs[tie[i]], strength[tie[i]] * others[i]
            if part > 0:
                influence += by_person[other] * part
                amount += worth[other] * part
            i += 1
        lost[one] += influence
        money[one] += amount
    return lost, money


@kernel
def only_ends(
    first: Ints, contact: Ints, ours: Ints, first_chair: Ints, chair: Ints, unit: Ints, units: int
) -> tuple[Ints, Ints]:
    """The one of ours and the one of theirs at whom all ties of each unit end; -1 without a tie, -2 for several."""
    one_ours, one_theirs = np.full(units, -1, dtype=np.int32), np.full(units, -1, dtype=np.int32)
    for i in range(len(contact)):
        for j in range(first_chair[contact[i]], first_chair[contact[i] + 1]):
            at = unit[chair[j]]
            if one_theirs[at] != contact[i]:
                one_theirs[at] = contact[i] if one_theirs[at] == -1 else -2
            for tie in range(first[i], first[i + 1]):
                if one_ours[at] != ours[tie]:
                    one_ours[at] = ours[tie] if one_ours[at] == -1 else -2
    return one_ours, one_theirs
