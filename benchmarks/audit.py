"""What everybody's leaving cuts off, over a whole portfolio: kamgraph beside networkx, igraph and rustworkx.

Run ``python benchmarks/audit.py [--size S|M|L|XL] [--rounds 5] [--json FILE]``. All contenders start from the same
arrays and give the influence that each person's leaving cuts off; what they give is compared before anything is timed.
Rounds are paired and shuffled, on CPU time. The loop over networkx runs on blocks drawn with a seed and is extrapolated
by people times (people + edges). The floor is one breadth-first search over the same arrays.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import chart
import igraph
import networkx as nx
import numpy as np
import rustworkx
from columns import drawn
from numpy.typing import NDArray

from kamgraph.analytics import departures, portfolio
from kamgraph.analytics.access import beside
from kamgraph.analytics.chairs import chairs_of
from kamgraph.analytics.ground import Ground
from kamgraph.kernels.access import searched
from kamgraph.kernels.compiled import kernel
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import access_pairs

SEED, BLOCKS = 20_261_123, 200
# Least ratio to kamgraph, judged only on L; machines are noisy, so the gate is well below the bar.
BARS = {"networkx loop, per block": 1_000.0, "networkx dominators": 50.0, "igraph dominators": 10.0}
MARGIN = 0.6

Floats = NDArray[np.float64]
Contender = Callable[[Snapshot], Floats]


@kernel
def breadth_first(first: NDArray[np.int32], to: NDArray[np.int32], ours: NDArray[np.bool_]) -> int:
    """Number of people reached from ours."""
    found, queue = ours.copy(), np.empty(len(ours), dtype=np.int32)
    waiting = 0
    for person in range(len(ours)):
        if ours[person]:
            queue[waiting] = person
            waiting += 1
    taken = 0
    while taken < waiting:
        for edge in range(first[queue[taken]], first[queue[taken] + 1]):
            if not found[to[edge]]:
                found[to[edge]] = True
                queue[waiting] = to[edge]
                waiting += 1
        taken += 1
    return waiting


def ours_at_once(snap: Snapshot) -> Floats:
    """kamgraph, relationships, value and orphaned contacts included, through the public function."""
    # A copy remembers nothing of earlier rounds, and leaves nothing behind for the next.
    fresh = replace(snap)
    departures(fresh)
    fresh.let_go()
    return np.empty(0)


def access_alone(snap: Snapshot) -> Floats:
    """The part of kamgraph's answer that the others give."""
    ground = Ground(snap, chairs_of(snap))
    return ground.cut.weight_lost(ground.chairs.by_person)


def from_dominators(snap: Snapshot, dominator: NDArray[np.int64]) -> Floats:
    """Sum the weights of everybody below each person; -1 for those whom nothing reaches."""
    source = len(snap.people.ids)
    reached = np.flatnonzero(dominator >= 0)
    depth = np.zeros(source + 1, dtype=np.int64)
    while True:
        deeper = depth[dominator[reached]] + 1
        if np.array_equal(deeper, depth[reached]):
            break
        depth[reached] = deeper
    lost = np.zeros(source + 1)
    lost[reached] = snap.weight[reached]
    for level in range(int(depth.max()), 1, -1):
        here = np.flatnonzero(depth == level)
        np.add.at(lost, dominator[here], lost[here])
    return lost[:source]


def edges(snap: Snapshot) -> NDArray[np.int64]:
    """Both directions of every edge, and one from the source, numbered after everybody, to each of ours."""
    a, b = access_pairs(snap)
    source, ours = len(snap.people.ids), np.flatnonzero(snap.people.ours)
    return np.column_stack([np.concatenate([a, b, np.full(len(ours), source)]), np.concatenate([b, a, ours])]).astype(
        np.int64
    )


def by_networkx(snap: Snapshot) -> Floats:
    source = len(snap.people.ids)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(edges(snap).tolist())
    dominator = np.full(source, -1)
    for person, above in nx.immediate_dominators(graph, source).items():
        if person != source:
            dominator[person] = above
    return from_dominators(snap, dominator)


def by_igraph(snap: Snapshot) -> Floats:
    source = len(snap.people.ids)
    graph = igraph.Graph(n=source + 1, edges=edges(snap), directed=True)
    # Whom nothing reaches is not a number, or below 0.
    found = np.nan_to_num(np.array(graph.dominator(source, mode="out"), dtype=float)[:source], nan=-1)
    return from_dominators(snap, np.maximum(found, -1).astype(np.int64))


def by_rustworkx(snap: Snapshot) -> Floats:
    source = len(snap.people.ids)
    graph = rustworkx.PyDiGraph(multigraph=True)
    graph.add_nodes_from(range(source + 1))
    graph.add_edges_from_no_data([tuple(edge) for edge in edges(snap).tolist()])
    dominator = np.full(source, -1)
    for person, above in rustworkx.immediate_dominators(graph, source).items():
        if person != source:
            dominator[person] = above
    return from_dominators(snap, dominator)


def by_loop(snap: Snapshot, blocks: list[list[int]]) -> dict[int, float]:
    """Remove everybody of some blocks in turn, and search; the losses of theirs alone are whole within a block."""
    first, to = beside(snap)
    weight, ours, lost = snap.weight, snap.people.ours, {}
    for block in blocks:
        graph = nx.Graph([(c, other) for c in block for other in to[first[c] : first[c + 1]].tolist()])
        graph.add_nodes_from(block)
        graph.add_edges_from([("source", u) for u in graph if ours[u]])
        graph.add_node("source")
        before = nx.node_connected_component(graph, "source")
        for gone in [person for person in graph if person != "source"]:
            left = graph.copy()
            left.remove_node(gone)
            cut = before - nx.node_connected_component(left, "source") - {"source"}
            lost[gone] = float(sum(weight[person] for person in cut))
    return {person: loss for person, loss in lost.items() if not ours[person]}


def sampled(snap: Snapshot) -> tuple[list[list[int]], float]:
    """Some blocks, and how much larger the work of all blocks is."""
    ground = Ground(snap, chairs_of(snap))
    members, first = ground.members, ground.beside.first
    theirs = [i for i in range(len(members.first) - 1) if not snap.people.ours[members.of(i)[0]]]
    size = {i: len(members.of(i)) for i in theirs}
    degree = np.diff(first)
    work = {i: size[i] * (size[i] + int(degree[members.of(i)].sum())) for i in theirs}
    chosen = random.Random(SEED).sample(theirs, min(BLOCKS, len(theirs)))
    return [members.of(i).tolist() for i in chosen], sum(work.values()) / sum(work[i] for i in chosen)


def seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def assert_equal(snap: Snapshot, whole: dict[str, Contender], loop: dict[int, float]) -> None:
    """Stop before timing anything that does not agree."""
    wanted = access_alone(snap)
    for name, run in whole.items():
        assert np.allclose(run(snap), wanted, atol=1e-6), name
    for person, lost in loop.items():
        assert abs(wanted[person] - lost) < 1e-6, person


def measured(snap: Snapshot, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each contender, round by round."""
    whole = {"networkx dominators": by_networkx, "igraph dominators": by_igraph, "rustworkx dominators": by_rustworkx}
    blocks, factor = sampled(snap)
    assert_equal(snap, whole, by_loop(snap, blocks))
    first, to = beside(snap)
    runs: dict[str, Callable[[], object]] = {
        "one breadth-first search": lambda: breadth_first.compiled(first, to, snap.people.ours),
        "one depth-first search": lambda: searched.compiled(first, to, snap.people.ours),
        "kamgraph": lambda: ours_at_once(snap),
        "kamgraph, access alone": lambda: access_alone(replace(snap)),
        "kamgraph, audit of all accounts": lambda: portfolio(replace(snap)),
        **{name: lambda run=run: run(snap) for name, run in whole.items()},
        "networkx loop, per block": lambda: by_loop(snap, blocks),
    }
    found: dict[str, list[float]] = {name: [] for name in runs}
    for name in ("one breadth-first search", "kamgraph", "kamgraph, audit of all accounts"):
        runs[name]()
    rng = random.Random(SEED)
    for _ in range(rounds):
        for name in rng.sample(sorted(runs), len(runs)):
            found[name].append(seconds(runs[name]) * (factor if name.endswith("per block") else 1.0))
    return found


def main() -> int:
    """Print the table, write the JSON, and on L fail well below the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("S", "M", "L", "XL"), default="L")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--keep", action="store_true", help="keep the ratios for the README, and draw its chart")
    chosen = parser.parse_args()
    snap = drawn(chosen.size)
    many = len(snap.ties.ours) + len(snap.lines.source)
    print(f"{chosen.size}: {len(snap.accounts.ids):,} accounts, {len(snap.people.ids):,} people, {many:,} edges")
    found = measured(snap, chosen.rounds)
    ratios = {
        name: statistics.median(one / ours for one, ours in zip(times, found["kamgraph"], strict=True))
        for name, times in found.items()
    }
    for name, times in sorted(found.items(), key=lambda one: statistics.median(one[1])):
        labelled = f"{name} (extrapolated)" if name.endswith("per block") else name
        print(f"  {labelled:42} {statistics.median(times) * 1e3:14,.1f} ms {ratios[name]:12,.2f}")
    for name in ("kamgraph", "kamgraph, access alone"):
        pairs = zip(found["one breadth-first search"], found[name], strict=True)
        print(f"  {name} takes {statistics.median(ours / one for one, ours in pairs):.1f} breadth-first searches")
    if chosen.json:
        machine = {"machine": platform.machine(), "cpus": os.cpu_count(), "python": platform.python_version()}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        figures = {"benchmark": "audit", "size": chosen.size, "edges": many, "ratios": ratios, "seconds": found}
        chosen.json.write_text(json.dumps({**figures, "peak_kib": peak, "machine": machine}, indent=2), "utf-8")
    if chosen.keep:
        size = {"size": chosen.size, "accounts": len(snap.accounts.ids), "people": len(snap.people.ids), "edges": many}
        chart.FIGURES.write_text(chart.kept(size, ratios), encoding="utf-8", newline="\n")
        chart.main()
    return int(chosen.size == "L" and any(ratios[name] < bar * MARGIN for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
