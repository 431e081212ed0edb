"""The worst sets of k of ours to lose: exact where all sets can be looked at, else a set that is at least this bad."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from kamgraph.snapshot.columns import Floats

# Sets times contacts up to which all sets are looked at: about half a second.
ALL_SETS = 2**25
# Sets of three of a team, times contacts, up to which they are looked at: about a second. Beyond, only the worst one is
# sure, and larger sets grow from it.
ALL_OF_THREE = 2**34
# One more than the size of the largest sets looked at: the first of larger ones may still be known to be the least.
MOST_SURE = 4
_TIE = 1e-12


@dataclass(frozen=True)
class WorstSet:
    """Rows of the people whose leaving keeps the least, what is then kept, and whether no set of the size is worse."""

    rows: tuple[int, ...]
    kept: float
    exact: bool


def worst_sets(miss: Floats, weight: Floats, k_max: int) -> list[WorstSet]:
    """Worst sets of 0 to `k_max` people; the sets of fewer people are not always part of those of more.

    What is kept without a set S is ``sum_c weight_c [1 - prod_{u not in S} miss_uc]``. Up to about 18 people every set
    is looked at, of any size; above that every set of up to three, by matrix products over a middle person, and larger
    ones grow from the worst three, the next worst at a time. A team too large for that grows from the worst one.

    Parameters
    ----------
    miss : float array of shape (people, contacts)
        1 - s, and 1 where there is no tie.
    weight : float array of length contacts
    k_max : int
        At most the number of people.

    Returns
    -------
    list of WorstSet
        Of equally bad sets (within 1e-12 of the whole weight) the first in the order of the rows.

    Examples
    --------
    >>> miss = np.array([[0.5, 1.0], [0.5, 1.0], [1.0, 0.0]])
    >>> [found.rows for found in worst_sets(miss, np.array([1.0, 1.0]), 2)]
    [(), (2,), (0, 2)]
    """
    people = len(miss)
    tie = _TIE * max(float(weight.sum()), 1.0e-300)
    every, sure = searched_whole(miss), 3 if people**3 * miss.shape[1] <= ALL_OF_THREE else 1
    if every:
        rows = _of_every_set(miss, weight, k_max, tie)
    else:
        # Products of a few hundred rows: threads spend five times the work on waiting for each other (measured).
        with threadpool_limits(1, user_api="blas"):
            rows = _of_three(miss, weight, min(k_max, 3), tie) if sure == 3 else [()]
        while len(rows) <= k_max:
            rows.append(_one_more(miss, weight, rows[-1], tie))
    return [
        WorstSet(one, kept_without(miss, weight, one), every or len(one) <= sure or len(one) == people) for one in rows
    ]


def searched_whole(miss: Floats) -> bool:
    """Whether every set of these people is looked at."""
    return bool(2 ** len(miss) * miss.shape[1] <= ALL_SETS)


def kept_without(miss: Floats, weight: Floats, rows: tuple[int, ...]) -> float:
    """What is kept when these people are gone."""
    stay = np.ones(len(miss), dtype=bool)
    stay[list(rows)] = False
    return math.fsum((weight * (1.0 - miss[stay].prod(axis=0))).tolist())


def _of_every_set(miss: Floats, weight: Floats, k_max: int, tie: float) -> list[tuple[int, ...]]:
    """All subsets by doubling: the highest bit is the first person, so of equal sets the greatest number is first."""
    people = len(miss)
    lost = np.zeros(2**people)
    for column, w in zip(miss.T, weight.tolist(), strict=True):
        # missed[m]: product over the people *not* in m, built from the last person (bit 0) to the first.
        missed = np.array([w])
        for factor in column[::-1].tolist():
            missed = np.concatenate([missed * factor, missed])
        lost += missed
    size = np.bitwise_count(np.arange(2**people, dtype=np.uint32))
    found = []
    for k in range(k_max + 1):
        sets = np.flatnonzero(size == k)
        chosen = int(sets[lost[sets] >= lost[sets].max() - tie][-1])
        found.append(tuple(i for i in range(people) if chosen >> (people - 1 - i) & 1))
    return found


def _of_three(miss: Floats, weight: Floats, k_max: int, tie: float) -> list[tuple[int, ...]]:
    """Sets of up to three: everybody before and everybody after a middle person meet in one matrix product."""
    people = len(miss)
    head, tail = _running(miss), _running(miss[::-1])[::-1]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *[(-1.0, ())] * k_max]
    for middle in range(people):
        before = _without_each(miss[:middle]) * weight
        after = _without_each(miss[middle + 1 :])
        if k_max >= 1:
            _offer(best, (head[middle] * weight) @ tail[middle + 1], (middle,), tie)
        if k_max >= 2 and len(after):
            with_later = after @ (head[middle] * weight)
            later = int(np.flatnonzero(with_later >= with_later.max() - tie)[0])
            _offer(best, with_later[later], (middle, middle + 1 + later), tie)
        if k_max >= 3 and len(before) and len(after):
            around = before @ after.T
            earlier, later = np.argwhere(around >= around.max() - tie)[0].tolist()
            _offer(best, around[earlier, later], (earlier, middle, middle + 1 + later), tie)
    return [rows for _, rows in best]


def _offer(best: list[tuple[float, tuple[int, ...]]], lost: float, rows: tuple[int, ...], tie: float) -> None:
    most, so_far = best[len(rows)]
    if lost > most + tie or (lost >= most - tie and rows < so_far):
        best[len(rows)] = (max(float(lost), most), rows)


def _running(miss: Floats) -> Floats:
    """Products of the first 0, 1, 2, ... rows."""
    return np.concatenate([np.ones((1, miss.shape[1])), np.cumprod(miss, axis=0)])


def _without_each(miss: Floats) -> Floats:
    """For each row, the product of all others, without a division."""
    products: Floats = _running(miss)[:-1] * _running(miss[::-1])[::-1][1:]
    return products


def _one_more(miss: Floats, weight: Floats, rows: tuple[int, ...], tie: float) -> tuple[int, ...]:
    stay = [i for i in range(len(miss)) if i not in rows]
    lost = _without_each(miss[stay]) @ weight
    return tuple(sorted((*rows, stay[int(np.flatnonzero(lost >= lost.max() - tie)[0])])))
