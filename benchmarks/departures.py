"""Everybody's departure from one account of 400 people: all at once, against removing one by one with networkx.

Run ``python benchmarks/departures.py [--json FILE]``. Both contenders start from the same snapshot, their results are
compared before anything is timed, and rounds are paired in shuffled order on CPU time.
"""

import argparse
import json
import math
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import networkx as nx

from kamgraph.analytics import departures
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx

OURS, THEIRS, TIES, LINES, ROUNDS, SEED = 60, 340, 1_500, 120, 7, 20_261_123
BAR = 20.0
# Machines are noisy: the gate fails only well below the bar.
MARGIN = 0.6

SOURCE = "any of ours"

Losses = dict[str, tuple[float, float, frozenset[str]]]


def account() -> Snapshot:
    """Account with a reporting tree, informal lines and contacts nobody knows."""
    rng = random.Random(SEED)
    graph: nx.DiGraph[str] = nx.DiGraph()
    ours = [f"u{i:02}" for i in range(OURS)]
    theirs = [f"c{i:03}" for i in range(THEIRS)]
    graph.add_nodes_from(ours, side="ours")
    for i, person in enumerate(theirs):
        graph.add_node(person, side="theirs", influence=round(rng.uniform(0.5, 10), 1))
        if i:
            graph.add_edge(person, theirs[rng.randrange(max(i // 4, 1))], kind="reports_to")
    for _ in range(LINES):
        graph.add_edge(*rng.sample(theirs, 2), kind="influences", strength=0.5)
    known = theirs[: int(THEIRS * 0.9)]
    while sum(kind == "tie" for _, _, kind in graph.edges(data="kind", default="tie")) < TIES:
        graph.add_edge(rng.choice(ours), rng.choice(known), strength=round(rng.uniform(0.05, 1), 2))
    return from_networkx(graph, as_of=date(2026, 11, 23))


def at_once(snap: Snapshot) -> Losses:
    """kamgraph's answer."""
    return {
        item.leavers[0]: (item.relationship_loss or 0.0, item.access_loss or 0.0, frozenset(item.orphaned))
        for item in departures(snap).items
    }


def one_by_one(snap: Snapshot) -> Losses:
    """The loop that everybody writes first, on a graph that is already there."""
    graph = snap.to_networkx()
    sides, weight = nx.get_node_attributes(graph, "side"), nx.get_node_attributes(graph, "weight")
    people, total = list(graph), snap.total_weight
    graph.add_edges_from((SOURCE, person) for person in people if sides[person] == "ours")
    before, lost = nx.node_connected_component(graph, SOURCE), {}
    for gone in people:
        left = graph.copy()
        left.remove_node(gone)
        after = nx.node_connected_component(left, SOURCE)
        access = sum(weight[person] for person in before - after if person != SOURCE)
        contacts = [c for c in graph[gone] if c != SOURCE and sides[c] == "theirs"] if sides[gone] == "ours" else [gone]
        relationship = sum(weight[c] * (kept(graph, c) - (kept(left, c) if c in left else 0.0)) for c in contacts)
        orphaned = frozenset(c for c in contacts if c in left and not holders(left, c))
        lost[gone] = (relationship / total, access / total, orphaned)
    return lost


def holders(graph: "nx.Graph[str]", contact: str) -> list[str]:
    """Who of ours holds a tie to the contact."""
    return [u for u in graph[contact] if graph.nodes[u]["side"] == "ours"]


def kept(graph: "nx.Graph[str]", contact: str) -> float:
    """1 - prod(1 - s) of one contact."""
    return 1 - math.prod(1 - graph.edges[u, contact]["strength"] for u in holders(graph, contact))


def assert_equal(one: Losses, other: Losses) -> None:
    """Stop before timing anything that does not agree."""
    assert one.keys() == other.keys()
    for person, (relationship, access, orphaned) in one.items():
        assert abs(relationship - other[person][0]) < 1e-9, person
        assert abs(access - other[person][1]) < 1e-9, person
        assert orphaned == other[person][2], person


def seconds(run: Callable[[Snapshot], Losses], snap: Snapshot) -> float:
    """CPU time of one run."""
    start = time.process_time()
    run(snap)
    return time.process_time() - start


def main() -> int:
    """Print the table, write the JSON, and fail well below the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    chosen = parser.parse_args()
    snap = account()
    assert_equal(at_once(snap), one_by_one(snap))
    contenders: dict[str, Callable[[Snapshot], Losses]] = {"kamgraph": at_once, "networkx": one_by_one}
    rounds: list[dict[str, float]] = []
    rng = random.Random(SEED)
    for _ in range(ROUNDS):
        order = rng.sample(sorted(contenders), len(contenders))
        rounds.append({name: seconds(contenders[name], snap) for name in order})
    ratio = statistics.median(one["networkx"] / one["kamgraph"] for one in rounds)
    print(f"departures of {len(snap.people.ids)} people, {len(snap.ties.ours)} ties, {len(snap.lines.source)} lines")
    for name in contenders:
        print(f"  {name:10} {statistics.median(one[name] for one in rounds) * 1e3:10.1f} ms")
    print(f"  {'ratio':10} {ratio:10.1f}    (bar {BAR:g})")
    if chosen.json:
        machine = {"machine": platform.machine(), "cpus": os.cpu_count(), "python": platform.python_version()}
        figures = {"benchmark": "departures", "ratio": ratio, "bar": BAR, "rounds": rounds, "machine": machine}
        chosen.json.write_text(json.dumps(figures, indent=2), "utf-8")
    return 0 if ratio >= BAR * MARGIN else 1


if __name__ == "__main__":
    sys.exit(main())
