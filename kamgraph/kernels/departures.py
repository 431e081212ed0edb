"""What everybody's leaving takes away from the relationships, in one sweep over the ties."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Floats, Ints, kernel


@kernel
def relationship_losses(
    first: Ints,
    contact: Ints,
    ours: Ints,
    strength: Floats,
    others: Floats,
    missed: Floats,
    first_chair: Ints,
    chair: Ints,
    weight: Floats,
    unit: Ints,
    value: Floats,
    people: int,
) -> tuple[Floats, Floats]:
    """Influence and money that go with each person.

    Parameters
    ----------
    first, contact, ours : int arrays
        Ties grouped by contact.
    strength, others, missed : float arrays
        Of each tie, s and the product of 1 - s over the contact's other ones; of each contact, over all of them.
    first_chair, chair : int arrays
        Rows of the chairs of each person.
    weight, unit : arrays
        Of each chair.
    value : float array
        Of each unit; NaN where it is not known.
    """
    price = np.zeros(len(value), dtype=np.float64)
    for i in range(len(contact)):
        for j in range(first_chair[contact[i]], first_chair[contact[i] + 1]):
            price[unit[chair[j]]] += weight[chair[j]] * (1.0 - missed[i])
    for i in range(len(value)):
        price[i] = value[i] / price[i] if price[i] > 0 else 0.0
    lost, money = np.zeros(people, dtype=np.float64), np.zeros(people, dtype=np.float64)
    for i in range(len(contact)):
        whole, worth = 0.0, 0.0
        for j in range(first_chair[contact[i]], first_chair[contact[i] + 1]):
            # Nothing lost is worth nothing, also where the account's value is not known.
            if weight[chair[j]] > 0:
                whole += weight[chair[j]]
                worth += weight[chair[j]] * price[unit[chair[j]]]
        if missed[i] < 1:
            lost[contact[i]], money[contact[i]] = whole * (1.0 - missed[i]), worth * (1.0 - missed[i])
        for tie in range(first[i], first[i + 1]):
            part = strength[tie] * others[tie]
            if part > 0:
                lost[ours[tie]] += whole * part
                money[ours[tie]] += worth * part
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
