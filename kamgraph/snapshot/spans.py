"""Rows grouped by their owner: the rows of owner i are ``rows[first[i]:first[i + 1]]``."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kamgraph.kernels.grouping import grouped_rows
from kamgraph.snapshot.columns import Ints

AnyInts = NDArray[np.integer[Any]]
Codes = NDArray[np.int64]


def rows_by(owner: AnyInts, owners: int) -> tuple[Ints, Ints]:
    """Group rows by their owner, in the order of the rows.

    Examples
    --------
    >>> first, rows = rows_by(np.array([1, 0, 1]), 3)
    >>> first.tolist(), rows.tolist()
    ([0, 1, 3, 3], [1, 0, 2])
    """
    return grouped_rows(owner.astype(np.int32, copy=False), owners)


def united(one: Codes, other: Codes) -> Codes:
    """All values of both, sorted, each once; quick where both are nearly sorted.

    Examples
    --------
    >>> united(np.array([1, 5, 5]), np.array([2, 5])).tolist()
    [1, 2, 5]
    """
    both = np.sort(np.concatenate([one, other]), kind="stable")
    each: Codes = both[np.append(np.ones(min(len(both), 1), dtype=bool), both[1:] != both[:-1])]
    return each


def spans(first: AnyInts, owners: AnyInts) -> tuple[Ints, Ints]:
    """Take these owners' spans: where each now begins, and the old positions of all that is in them.

    Examples
    --------
    >>> begin, inside = spans(np.array([0, 2, 2, 5]), np.array([2, 0]))
    >>> begin.tolist(), inside.tolist()
    ([0, 3, 5], [2, 3, 4, 0, 1])
    """
    count = first[1:][owners] - first[:-1][owners]
    begin = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    inside = np.arange(begin[-1]) + np.repeat(first[owners] - begin[:-1], count)
    return begin, inside.astype(np.int32)
