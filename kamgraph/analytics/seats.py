"""Influence by what it is counted in (accounts, levels, attitudes), and how much of each part is held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.analytics.chairs import Chairs
from kamgraph.analytics.held import Held
from kamgraph.kernels.audit import bus_factors, held_by_part
from kamgraph.kernels.grouping import grouped_rows
from kamgraph.snapshot.columns import Floats, Ints

# Above so many of ours who know somebody, all subsets of them are too many.
LARGEST_TEAM = 14
_MEMBERS = np.bitwise_count(np.arange(2**LARGEST_TEAM, dtype=np.uint32)).astype(np.int32)


@dataclass(frozen=True, eq=False)
class Seats:
    """Chairs grouped by part: those of part i are ``first[i]:first[i + 1]``.

    Attributes
    ----------
    ties : Held
    first, person : int arrays
    weight : float array
    row : int array
        Position of each among the chairs that were given.
    """

    ties: Held
    first: Ints
    person: Ints
    weight: Floats
    row: Ints

    @cached_property
    def columns(self) -> tuple[Ints, Ints, Floats]:
        """What the kernels read of them: the second is the place of each one's person among the contacts, or -1."""
        return self.first, self.ties.slot[self.person], self.weight

    def held(self) -> tuple[Floats, Ints]:
        """Influence by part (whole, covered, with a tie, with at least two), and the chairs of contacts with a tie."""
        return held_by_part(*self.columns, self.ties.first, self.ties.missed)

    def bus_factors(self, spare: Floats) -> Ints:
        """Least number of ours whose leaving takes more than `spare` of the reach of each part; -1: a large team."""
        return bus_factors(*self.columns, self.ties.first, self.ties.ours, spare, _MEMBERS, LARGEST_TEAM)


def seats(ties: Held, chairs: Chairs, part: Ints, parts: int) -> Seats:
    """Group chairs by part."""
    first, row = grouped_rows(part, parts)
    return Seats(ties, first, chairs.person[row], chairs.weight[row], row)


def in_one(ties: Held, chairs: Chairs) -> Seats:
    """All chairs as one part."""
    return seats(ties, chairs, np.zeros_like(chairs.person), 1)
