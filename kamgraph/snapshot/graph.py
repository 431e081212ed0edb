"""The access graph of a snapshot: as arrays for the measures, as a plain networkx graph for everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kamgraph.kernels.access import giving_rows
from kamgraph.model import LineKind
from kamgraph.snapshot.columns import LEVELS, LINE_KINDS, Ints, Snapshot
from kamgraph.snapshot.foreign import from_networkx

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["access_lines", "access_pairs", "from_networkx", "to_networkx"]

_GIVES_ACCESS = np.array([kind in (LineKind.REPORTS_TO, LineKind.INFLUENCES) for kind in LINE_KINDS])


def access_lines(snap: Snapshot) -> Ints:
    """Positions in ``snap.lines`` of those that give access: reports-to and influences between client people."""
    lines, ours = snap.lines, snap.people.ours
    return giving_rows(_GIVES_ACCESS, lines.kind, lines.source, lines.target, ours)


def access_pairs(snap: Snapshot) -> tuple[Ints, Ints]:
    """Both ends of every edge of the access graph; parallel lines repeat their pair."""
    lines = access_lines(snap)
    a = np.concatenate([snap.ties.ours[snap.ties.active], snap.lines.source[lines]])
    b = np.concatenate([snap.ties.theirs[snap.ties.active], snap.lines.target[lines]])
    return a, b


def to_networkx(snap: Snapshot) -> nx.Graph[str]:
    """Access graph in normal form: undirected, without loops, parallel edges or zero weights.

    Parameters
    ----------
    snap : Snapshot

    Returns
    -------
    networkx.Graph
        Nodes are person ids with ``side`` ("ours", "theirs"), ``weight`` (influence in this scope, 0 for our people
        and for people outside it), ``level`` and ``name``. Edges are active ties, reports-to and influence lines with
        ``kind`` and ``strength`` in (0, 1]; of parallel lines the first of reports-to, influences gives the kind and
        the strongest the strength. Conflicts are no access. An active tie of strength 0 (a contact without a minute)
        is left out.

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> to_networkx(from_networkx(G, as_of=date(2026, 11, 23))).edges["anna", "jan"]
    {'kind': 'tie', 'strength': 0.5}
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    people = snap.people
    columns = zip(
        people.ids, people.ours.tolist(), snap.weight.tolist(), people.level.tolist(), people.names, strict=True
    )
    for person, ours, weight, level, name in columns:
        side = "ours" if ours else "theirs"
        graph.add_node(person, side=side, weight=weight, level=str(LEVELS[level]), name=name)
    ties = snap.ties
    for i in np.flatnonzero(ties.active & (ties.strength > 0)).tolist():
        ends = people.ids[ties.ours[i]], people.ids[ties.theirs[i]]
        graph.add_edge(*ends, kind="tie", strength=float(ties.strength[i]))
    _add_lines(graph, snap)
    return graph


def _add_lines(graph: nx.Graph[str], snap: Snapshot) -> None:
    for i in access_lines(snap).tolist():
        source, target = snap.people.ids[snap.lines.source[i]], snap.people.ids[snap.lines.target[i]]
        kind, strength = str(LINE_KINDS[snap.lines.kind[i]]), float(snap.lines.weight[i])
        if graph.has_edge(source, target):
            edge = graph.edges[source, target]
            kind, strength = max(kind, edge["kind"]), max(strength, edge["strength"])
        if strength > 0:
            graph.add_edge(source, target, kind=kind, strength=strength)
