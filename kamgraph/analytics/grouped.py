"""Members by owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.kernels.grouping import grouped_rows
from kamgraph.snapshot.columns import Ints


@dataclass(frozen=True, eq=False)
class Grouped:
    """Members by owner: those of owner i are ``member[first[i]:first[i + 1]]``."""

    first: Ints
    member: Ints

    @cached_property
    def _buffer(self) -> memoryview:
        return self.first.data

    def of(self, owner: int) -> Ints:
        """Members of one owner."""
        # Read one by one, a number of an array costs less through its buffer.
        first = self._buffer
        return self.member[first[owner] : first[owner + 1]]

    def of_all(self, owners: Iterable[int] | Ints) -> Ints:
        """Members of several owners, one after the other."""
        # A number that is Python's own is read in half the time.
        numbers = owners.tolist() if isinstance(owners, np.ndarray) else owners
        return np.concatenate([self.of(owner) for owner in numbers] or [self.member[:0]])


def grouped(owner: Ints, member: Ints, owners: int) -> Grouped:
    """Group members by owner, in the order of the members."""
    first, rows = grouped_rows(owner, owners)
    return Grouped(first, member[rows])


def by_end(one: Ints, other: Ints, member: Ints, people: int) -> Grouped:
    """Group ties or lines by each of their two ends, in their order."""
    return grouped(np.column_stack([one, other]).ravel(), np.repeat(member, 2), people)
