"""Blocks of a portfolio cut out, with their people numbered anew: by their place among the members, then the team."""

from __future__ import annotations

import numpy as np

from kamgraph.kernels.compiled import Flags, Floats, Ints, kernel


@kernel
def ties_of_block(
    members: Ints, slot: Ints, first: Ints, ours: Ints, strength: Floats, changed: Ints, changed_to: Floats, also: Ints
) -> tuple[Ints, Flags, Ints, Ints, Floats]:
    """Active ties to the members, some of another strength.

    Parameters
    ----------
    members : int array
        All client people of the blocks, in their order.
    slot, first, ours, strength : arrays
        Active ties in the order of their contacts, and where those of each person lie in it.
    changed : int array of shape (k, 2)
        One of ours and a member.
    changed_to : float array
        What their tie is to be; 0 for none.
    also : int array
        People of ours who belong to the team whatever ties they have.

    Returns
    -------
    people : int array
        The members, then the team: those, and everybody of ours with a tie, in their order.
    is_ours : bool array
        Whether each is in the team.
    ours, theirs, strength : arrays
        Ties.
    """
    most = len(changed) + len(also)
    for person in members:
        most += first[slot[person] + 1] - first[slot[person]] if slot[person] >= 0 else 0
    who, theirs, kept = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.float64)
    ties = 0
    for place in range(len(members)):
        at = slot[members[place]]
        for i in range(first[at], first[at + 1] if at >= 0 else first[at]):
            who[ties], theirs[ties], kept[ties] = ours[i], place, strength[i]
            stays = True
            for j in range(len(changed)):
                stays = stays and not (changed[j, 0] == ours[i] and changed[j, 1] == members[place])
            ties += stays
    for j in range(len(changed)):
        if changed_to[j] > 0:
            who[ties], theirs[ties] = changed[j, 0], np.searchsorted(members, changed[j, 1])
            kept[ties] = changed_to[j]
            ties += 1
    who[ties : ties + len(also)] = also
    people, count = np.empty(len(members) + ties + len(also), np.int32), len(members)
    people[:count] = members
    for i in np.argsort(who[: ties + len(also)]):
        if count == len(members) or people[count - 1] != who[i]:
            people[count] = who[i]
            count += 1
        who[i] = count - 1
    return people[:count], np.arange(count) >= len(members), who[:ties], theirs[:ties], kept[:ties]


@kernel
def lines_of_block(members: Ints, first: Ints, target: Ints) -> tuple[Ints, Ints]:
    """Both ends of each line among the members; those from person i lead to ``target[first[i]:first[i + 1]]``."""
    most = (first[members + 1] - first[members]).sum()
    one, other = np.empty(most, np.int32), np.empty(most, np.int32)
    lines = 0
    for place in range(len(members)):
        for i in range(first[members[place]], first[members[place] + 1]):
            one[lines], other[lines] = place, np.searchsorted(members, target[i])
            lines += 1
    return one, other
