"""Who can still be reached when one person, or a set, is gone: the access graph from all our people at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.kernels.access import exposed, pieces_cut_off, searched, sole_holders, weight_cut_off
from kamgraph.kernels.grouping import neighbours
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot
from kamgraph.snapshot.graph import access_lines, access_pairs


@dataclass(frozen=True, eq=False)
class CutOff:
    """What every single departure cuts off, all at once.

    Attributes
    ----------
    order : int array
        Everybody who can be reached, in the order of one depth-first search.
    first : int array of length people + 1
    starts, ends : int arrays
        Without person i, exactly the people ``order[starts[j]:ends[j]]`` for j in ``first[i]:first[i + 1]`` can no
        longer be reached, besides i.
    """

    order: Ints
    first: Ints
    starts: Ints
    ends: Ints

    @cached_property
    def reached(self) -> Flags:
        """Whether each person can be reached today."""
        flags = np.zeros(len(self.first) - 1, dtype=bool)
        flags[self.order] = True
        return flags

    @cached_property
    def _buffer(self) -> memoryview:
        return self.first.data

    def without(self, person: int) -> Ints:
        """Numbers of the people whom nothing reaches any more without this one; without himself or herself."""
        first = self._buffer
        pieces = range(first[person], first[person + 1])
        if not pieces:
            return self.order[:0]
        return np.concatenate([self.order[self.starts[j] : self.ends[j]] for j in pieces])

    def weight_lost(self, weight: Floats) -> Floats:
        """Weight that each person's departure cuts off, the own chair included where it was reached."""
        return weight_cut_off(self.order, self.first, self.starts, self.ends, weight)


def cut_off(snap: Snapshot) -> CutOff:
    """What each departure cuts off, in linear time: one depth-first search from a source tied to all our people.

    Whom no single departure cuts off hangs on the source too, which changes nothing for the others; for most that
    shows without a search, and only the ties and lines of the rest are searched.
    A tree child v of x is cut off with all below it when nothing below v is tied to anybody above x, which is when
    the low point of v is not above x. Nobody can remove the source.

    References
    ----------
    J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16 (1973), pp.
    372-378; with the sizes of the pieces kept, which articulation points alone do not tell.
    """
    ties, lines = snap.ties, snap.lines
    holder = sole_holders(ties.ours, ties.theirs, ties.active, len(snap.people.ids))
    return cut_off_from(holder, snap.people.ours, lines.source, lines.target, access_lines(snap))


def cut_off_from(holder: Ints, ours: Flags, source: Ints, target: Ints, giving: Ints) -> CutOff:
    """The same from columns: the only one of ours who knows each person, and the rows of the lines that give access."""
    safe, one, other = exposed(holder, ours, source, target, giving)
    found = searched(*neighbours(one, other, len(ours)), safe)
    return CutOff(found[0], *pieces_cut_off(*found, len(ours)))


def beside(snap: Snapshot) -> tuple[Ints, Ints]:
    """Everybody's neighbours over the active ties and the lines: ``to[first[i]:first[i + 1]]`` of person i."""
    return neighbours(*access_pairs(snap), len(snap.people.ids))
