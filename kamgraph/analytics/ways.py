"""Ways that lead from our side to a client person: first one of ours who knows somebody, then client people only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kamgraph.analytics.colleagues import Colleagues
from kamgraph.analytics.evidence import line_evidence, tie_evidence
from kamgraph.analytics.ground import ground_of
from kamgraph.analytics.results import Evidence
from kamgraph.model import LineKind
from kamgraph.snapshot.columns import LINE_KINDS, Flags, Floats, Ints, Snapshot

if TYPE_CHECKING:
    import networkx as nx

REPORTING = 0.7


@dataclass(frozen=True)
class Way:
    """People from the one of ours to the target, by number, and the product of the strengths between them."""

    people: tuple[int, ...]
    strength: float

    @property
    def hops(self) -> int:
        """Number of steps."""
        return len(self.people) - 1


def can_be_asked(snap: Snapshot) -> Flags:
    """Everybody of either side who is a person, and neither gone nor absent on the day."""
    return ground_of(snap).present.copy()


def warmth(snap: Snapshot, rows: Ints) -> Floats:
    """Strength of ties for an introduction: without regard to activity where the contact has no place here."""
    ties = snap.ties
    placed = snap.placed[ties.theirs[rows]]
    shown = np.fmax(ties.observed[rows], np.nan_to_num(ties.declared[rows]))
    strength: Floats = np.where(placed, ties.strength[rows], shown)
    return strength


def ways_graph(snap: Snapshot, targets: Iterable[int], able: Flags) -> nx.DiGraph[int]:
    """Steps back from the targets towards our side; our people have none further.

    Edges carry ``strength`` and the ``tie`` or ``line`` behind it; of parallel lines the strongest counts. Those who
    cannot be asked are left out, the targets are not.
    """
    import networkx as nx

    ground = ground_of(snap)
    wanted = np.array(sorted(set(targets)), dtype=np.int32)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(wanted.tolist())
    # Only the blocks of the targets are looked at: a portfolio has thousands of others.
    block = np.union1d(ground.members.of_all(np.unique(snap.blocks[wanted])), wanted).astype(np.int32)
    near = block[~snap.people.ours[block] & (able[block] | np.isin(block, wanted))]
    lines = snap.lines
    rows = np.unique(ground.lines_of.of_all(near))
    rows = rows[np.isin(lines.source[rows], near) & np.isin(lines.target[rows], near)]
    reports = lines.kind[rows] == LINE_KINDS.index(LineKind.REPORTS_TO)
    given = np.where(reports, REPORTING, lines.weight[rows])
    for i, s in zip(rows.tolist(), given.tolist(), strict=True):
        a, b = int(lines.source[i]), int(lines.target[i])
        if s > 0 and not (graph.has_edge(a, b) and graph.edges[a, b]["strength"] >= s):
            graph.add_edge(a, b, strength=s, line=i)
            graph.add_edge(b, a, strength=s, line=i)
    ties = snap.ties
    known = np.sort(ground.every_tie_to.of_all(near))
    for i, s in zip(known.tolist(), warmth(snap, known).tolist(), strict=True):
        if s > 0 and able[ties.ours[i]]:
            graph.add_edge(int(ties.theirs[i]), int(ties.ours[i]), strength=s, tie=i)
    nx.set_node_attributes(graph, {i: bool(able[i]) for i in graph}, "able")
    return graph


def ways_in(snap: Snapshot, graph: nx.DiGraph[int], target: int, max_hops: int) -> list[Way]:
    """Every way of at most so many steps from one of ours who knows somebody there to the target."""
    import networkx as nx

    ends = [i for i in graph if snap.people.ours[i]]
    found = []
    for back in nx.all_simple_paths(graph, target, ends, cutoff=max_hops):
        # One target may be away, and yet stand on the way to another.
        if not all(graph.nodes[person]["able"] for person in back[1:]):
            continue
        strength = 1.0
        for step in pairwise(back):
            strength *= graph.edges[step]["strength"]
        found.append(Way(tuple(reversed(back)), strength))
    return found


def strongest(ours: Colleagues, ways: Iterable[Way], max_hops: int) -> Floats:
    """For each of our people the product of the strongest way within so many steps, colleagues' help included.

    A way of so many steps that starts with others of ours is found step by step: who can reach the target in one step
    less, times what the asking costs.
    """
    direct = np.zeros((max_hops + 1, len(ours.people)))
    for way in ways:
        row = int(np.searchsorted(ours.people, way.people[0]))
        direct[way.hops, row] = max(direct[way.hops, row], way.strength)
    within = np.maximum.accumulate(direct, axis=0)
    best: Floats = within[1]
    for hops in range(2, max_hops + 1):
        best = np.maximum(within[hops], ours.passed_on(best))
    return best


def way_evidence(snap: Snapshot, graph: nx.DiGraph[int], people: Iterable[int]) -> tuple[Evidence, ...]:
    """The tie and the lines of a way."""
    because: list[Evidence] = []
    for a, b in pairwise(people):
        behind = graph.edges[b, a]
        because += _tie(snap, behind["tie"], behind["strength"]) if "tie" in behind else _line(snap, behind["line"])
    return tuple(because)


def _tie(snap: Snapshot, tie: int, strength: float) -> tuple[Evidence, ...]:
    ties, ids = snap.ties, snap.people.ids
    if ties.active[tie]:
        return tie_evidence(snap, [tie])
    said = f"{ids[ties.ours[tie]]} knows {ids[ties.theirs[tie]]}, a former contact, strength {strength:.2f}"
    return (Evidence("tie", ties.fact[tie], said),)


def _line(snap: Snapshot, line: int) -> tuple[Evidence, ...]:
    return line_evidence(snap, [line])
