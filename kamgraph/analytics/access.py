"""Who can still be reached when one person, or a set, is gone: the access graph from all our people at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, depth_first_order

from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot
from kamgraph.snapshot.graph import access_pairs


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

    def without(self, person: int) -> Ints:
        """Numbers of the people whom nothing reaches any more without this one; without himself or herself."""
        pieces = range(self.first[person], self.first[person + 1])
        return np.concatenate([self.order[self.starts[j] : self.ends[j]] for j in pieces] or [self.order[:0]])

    def weight_lost(self, weight: Floats) -> Floats:
        """Weight that each person's departure cuts off, the own chair included where it was reached."""
        before = np.concatenate([[0.0], np.cumsum(weight[self.order])])
        leaver = np.repeat(np.arange(len(weight)), np.diff(self.first))
        lost = np.bincount(leaver, weights=before[self.ends] - before[self.starts], minlength=len(weight))
        return np.where(self.reached, weight, 0.0) + lost


def cut_off(snap: Snapshot) -> CutOff:
    """What each departure cuts off, in linear time: one depth-first search from a source tied to all our people.

    A tree child v of x is cut off with all below it when nothing below v is tied to anybody above x, which is when
    the low point of v is not above x. A line never leads past the source, which nobody can remove.

    References
    ----------
    J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16 (1973), pp.
    372-378; with the sizes of the pieces kept, which articulation points alone do not tell.
    """
    source = len(snap.people.ids)
    graph = _with_source(snap)
    order, parent = depth_first_order(graph, source, directed=True)
    order = order.astype(np.int32)
    place = np.full(source + 1, len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    above = place[parent[order[1:]]]
    low, size = _low_points(graph, order, place, above)
    # Positions from 1 on are people; a child of the source is never cut off by it.
    cut = np.flatnonzero((low[1:] >= above) & (above > 0)) + 1
    leaver = order[above[cut - 1]]
    by_leaver = np.argsort(leaver, kind="stable")
    cut = cut[by_leaver]
    first = np.searchsorted(leaver[by_leaver], np.arange(source + 1)).astype(np.int32)
    return CutOff(order[1:], first, (cut - 1).astype(np.int32), (cut - 1 + size[cut]).astype(np.int32))


def _low_points(graph: csr_array, order: Ints, place: Ints, above: Ints) -> tuple[Ints, Ints]:
    """Low point and subtree size by position in the search order: the own reach first, then children to parents."""
    counts = np.diff(graph.indptr)[order]
    rows = np.repeat(graph.indptr[order] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    reach = place[graph.indices[rows + np.arange(counts.sum())]]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    low = np.minimum.reduceat(reach, starts).tolist() if len(reach) else [0] * len(order)
    size = [1] * len(order)
    parents = above.tolist()
    for i in range(len(order) - 1, 0, -1):
        p = parents[i - 1]
        size[p] += size[i]
        if low[i] < low[p]:
            low[p] = low[i]
    return np.array(low, dtype=np.int32), np.array(size, dtype=np.int32)


def reached_without(snap: Snapshot, leavers: Ints | tuple[int, ...] = ()) -> Flags:
    """Whether each person can be reached from ours when these people are gone; they themselves cannot."""
    source = len(snap.people.ids)
    found = np.zeros(source + 1, dtype=bool)
    found[breadth_first_order(_with_source(snap, leavers), source, directed=True, return_predecessors=False)] = True
    return found[:source]


def _with_source(snap: Snapshot, leavers: Ints | tuple[int, ...] = ()) -> csr_array:
    """Access graph as a symmetric matrix, the super-source numbered after the last person."""
    source = len(snap.people.ids)
    a, b = access_pairs(snap)
    ours = np.flatnonzero(snap.people.ours).astype(np.int32)
    a, b = np.concatenate([a, np.full(len(ours), source, dtype=np.int32)]), np.concatenate([b, ours])
    stays = np.ones(source + 1, dtype=bool)
    stays[np.asarray(leavers, dtype=np.int64)] = False
    a, b = a[stays[a] & stays[b]], b[stays[a] & stays[b]]
    ends = np.concatenate([a, b]), np.concatenate([b, a])
    return csr_array((np.ones(2 * len(a), dtype=np.int8), ends), shape=(source + 1, source + 1))
