"""Who can still be reached when one person, or a set, is gone: the access graph from all our people at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.kernels.access import pieces_cut_off, searched
from kamgraph.kernels.grouping import neighbours
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot
from kamgraph.snapshot.graph import access_lines


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
        ordered = weight[self.order]
        before = np.concatenate([[0.0], np.cumsum(ordered)])
        pieces = np.concatenate([[0.0], np.cumsum(before[self.ends] - before[self.starts])])
        lost: Floats = np.diff(pieces[self.first])
        lost[self.order] += ordered
        return lost


def cut_off(snap: Snapshot) -> CutOff:
    """What each departure cuts off, in linear time: one depth-first search from a source tied to all our people.

    No single departure takes every tie of a contact whom several of ours know: such a contact hangs on the source too,
    and only the ties of those whom one knows are searched.
    A tree child v of x is cut off with all below it when nothing below v is tied to anybody above x, which is when
    the low point of v is not above x. Nobody can remove the source.

    References
    ----------
    J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16 (1973), pp.
    372-378; with the sizes of the pieces kept, which articulation points alone do not tell.
    """
    ties, people = snap.ties, len(snap.people.ids)
    known_by = np.bincount(ties.theirs[ties.active], minlength=people)
    sole: Flags = ties.active & (known_by[ties.theirs] == 1)
    found = searched(*beside(snap, sole), (known_by > 1) | snap.people.ours)
    return CutOff(found[0], *pieces_cut_off(*found, people))


def beside(snap: Snapshot, ties_among: Flags | None = None) -> tuple[Ints, Ints]:
    """Everybody's neighbours over the lines and the active ties, or some: ``to[first[i]:first[i + 1]]`` of person i."""
    ties, lines = snap.ties, snap.lines
    ends = lines.source, lines.target, access_lines(snap)
    return neighbours(
        ties.ours, ties.theirs, ties.active if ties_among is None else ties_among, *ends, len(snap.people.ids)
    )
