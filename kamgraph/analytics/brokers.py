"""Who stands between others; descriptive only."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import one_account
from kamgraph.analytics.evidence import line_evidence, tie_evidence
from kamgraph.analytics.losses import by_end
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import access_lines, to_networkx


@dataclass(frozen=True, kw_only=True)
class Broker:
    """Betweenness, 0..1, and Burt's constraint, 0 to 2 and never a percentage; None for somebody without a link."""

    person: str
    betweenness: float
    constraint: float | None
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class BrokersResult(Result):
    """Everybody who stands in the scope, the one most between others first."""

    items: tuple[Broker, ...]


def brokers(snap: Snapshot) -> BrokersResult:
    """Betweenness and constraint of everybody on the access graph.

    Betweenness is the share of the shortest paths between two others that pass through the person, strengths left
    out. Constraint weighs each link by its strength; it rises when somebody adds a redundant link, so neither is a
    measure of risk.

    Raises
    ------
    NotForPortfolio
        The snapshot is of the whole portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa")])
    >>> nx.set_node_attributes(G, {"anna": "ours", "jan": "theirs", "ewa": "theirs"}, "side")
    >>> found = brokers(from_networkx(G, as_of=date(2026, 11, 23))).items[0]
    >>> found.person, found.betweenness, found.constraint
    ('anna', 1.0, 0.5)

    References
    ----------
    L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977), pp. 35-41. R. S. Burt,
    "Structural Holes" (1992), chapter 2.
    """
    import networkx as nx

    one_account(snap, "brokers")
    graph = to_networkx(snap)
    between = nx.betweenness_centrality(graph)
    # Of a graph without a node networkx makes no matrix.
    constraint = nx.constraint(graph, weight="strength") if graph else {}
    because = _because(snap)
    items = [
        Broker(
            person=person,
            betweenness=between[person],
            constraint=None if math.isnan(constraint[person]) else constraint[person],
            because=because[person],
        )
        for person in (snap.people.ids[i] for i in snap.standing.tolist())
    ]
    return BrokersResult(
        **header(snap), items=tuple(sorted(items, key=lambda one: (-round(one.betweenness, 12), one.person)))
    )


def _because(snap: Snapshot) -> dict[str, tuple[Evidence, ...]]:
    """Active ties and lines of each person."""
    people, ties, lines = len(snap.people.ids), np.flatnonzero(snap.ties.active).astype(np.int32), access_lines(snap)
    ties_of = by_end(snap.ties.ours[ties], snap.ties.theirs[ties], ties, people)
    lines_of = by_end(snap.lines.source[lines], snap.lines.target[lines], lines, people)
    return {
        person: tie_evidence(snap, ties_of.of(i)) + line_evidence(snap, lines_of.of(i))
        for i, person in enumerate(snap.people.ids)
    }
