"""How many contact pairs share nobody, and how many separate ways lead to each decision maker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import chairs_of, one_account
from kamgraph.analytics.evidence import place_evidence, tie_evidence
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.shares import decision_weights
from kamgraph.snapshot.columns import Ints, Snapshot
from kamgraph.snapshot.graph import access_pairs
from kamgraph.snapshot.spans import AnyInts, Codes


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One of ours and one of theirs with an active tie."""

    ours: str
    theirs: str


@dataclass(frozen=True, kw_only=True)
class DecisionMaker:
    """A decision maker, the number of access paths that share nobody, and a smallest set of people who close them."""

    person: str
    threads: int
    cut: tuple[str, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class ThreadsResult(Result):
    """Independent threads.

    Attributes
    ----------
    threads : int
        Pairs that share nobody; also the fewest departures, of either side, that leave no active tie.
    pairs : tuple of Pair
    cover : tuple of str
        As many people, of either side, whose leaving ends every active tie.
    decision_makers : tuple of DecisionMaker
        By decision weight, descending.
    because : tuple of Evidence
        The ties of the pairs.
    """

    threads: int
    pairs: tuple[Pair, ...]
    cover: tuple[str, ...]
    decision_makers: tuple[DecisionMaker, ...]
    because: tuple[Evidence, ...]


def threads(snap: Snapshot) -> ThreadsResult:
    """Independent threads between the sides: a maximum matching of the active ties, and what would end it.

    By Koenig's theorem the size of a maximum matching is the size of a minimum cover: so many departures, of either
    side, leave no active tie. For each decision maker, by Menger's theorem, the number of access paths from our people
    that share nobody (the decision maker apart) is the size of a smallest cut.

    Returns
    -------
    ThreadsResult
        0 without an active tie or without influence (then with the reason). A decision maker whom nothing reaches has
        0 threads and an empty cut.

    Raises
    ------
    NotForPortfolio
        The snapshot is of the whole portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa"), ("anna", "ola"), ("piotr", "ola")])
    >>> sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs", "ola": "theirs"}
    >>> nx.set_node_attributes(G, sides, "side")
    >>> result = threads(from_networkx(G, as_of=date(2026, 11, 23)))
    >>> result.threads, result.cover
    (2, ('anna', 'piotr'))

    References
    ----------
    J. E. Hopcroft and R. M. Karp, "An n^(5/2) algorithm for maximum matchings in bipartite graphs", SIAM J. Comput. 2
    (1973), pp. 225-231. D. Koenig, "Graphen und Matrizen" (1931), pp. 116-119. K. Menger, "Zur allgemeinen
    Kurventheorie", Fundamenta Mathematicae 10 (1927), pp. 96-115.
    """
    reason = chairs_of(one_account(snap, "threads")).reason
    ties = held(snap)
    matched = {} if reason else _pairs(ties)
    ids = snap.people.ids
    return ThreadsResult(
        **header(snap),
        reason=reason,
        threads=len(matched),
        pairs=tuple(Pair(ours=ids[u], theirs=ids[c]) for u, c in sorted(matched.items())),
        cover=tuple(ids[i] for i in _cover(ties, matched)) if matched else (),
        decision_makers=_decision_makers(snap),
        because=tie_evidence(
            snap, [int(t) for t, u, c in zip(ties.tie, ties.ours, ties.theirs, strict=True) if matched.get(u) == c]
        ),
    )


def matching(ours: AnyInts, begin: Ints) -> Codes:
    """Maximum matching: the one of `ours` for each contact, or -1; contact i knows ``begin[i]:begin[i + 1]``."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not len(ours):
        return np.full(len(begin) - 1, -1, dtype=np.int64)
    # The matching of networkx calls itself once for each step of a path; this is the same algorithm without a limit.
    people, column = np.unique(ours, return_inverse=True)
    table = csr_array((np.ones(len(ours), dtype=np.int8), column, begin), shape=(len(begin) - 1, len(people)))
    found = maximum_bipartite_matching(table, perm_type="column")
    return np.where(found >= 0, people[found], -1)


def _pairs(ties: Held) -> dict[int, int]:
    found = matching(ties.ours, ties.first)
    return {u: c for u, c in zip(found.tolist(), ties.contact.tolist(), strict=True) if u >= 0}


def _cover(ties: Held, matched: dict[int, int]) -> list[int]:
    """Koenig: ours to whom no alternating path leads from an unmatched one of ours, and theirs to whom one does."""
    import networkx as nx

    # networkx searches anew from every person: half a minute for a chain of 3,000.
    start, ours = -1, set(ties.ours.tolist())
    paths: nx.DiGraph[int] = nx.DiGraph([(start, u) for u in ours - matched.keys()])
    paths.add_node(start)
    paths.add_edges_from(zip(ties.ours.tolist(), ties.theirs.tolist(), strict=True))
    paths.remove_edges_from(list(matched.items()))
    paths.add_edges_from((c, u) for u, c in matched.items())
    led = nx.descendants(paths, start)
    return sorted((matched.keys() - led) | (set(matched.values()) & led))


def _decision_makers(snap: Snapshot) -> tuple[DecisionMaker, ...]:
    import networkx as nx
    from networkx.algorithms.connectivity import build_auxiliary_node_connectivity, minimum_st_node_cut
    from networkx.algorithms.flow import build_residual_network

    parts = decision_weights(snap)
    found = sorted(np.flatnonzero(parts > 0).tolist(), key=lambda i: (-parts[i], i))
    if not found:
        return ()
    source = len(snap.people.ids)
    a, b = access_pairs(snap)
    graph: nx.Graph[int] = nx.Graph(list(zip(a.tolist(), b.tolist(), strict=True)))
    graph.add_nodes_from(found)
    graph.add_edges_from((source, u) for u in np.flatnonzero(snap.people.ours).tolist() if u in graph)
    graph.add_node(source)
    # Split once for all of them: building it costs more than a search.
    split = build_auxiliary_node_connectivity(graph)
    residual = build_residual_network(split, "capacity")
    cuts = {d: minimum_st_node_cut(graph, source, d, auxiliary=split, residual=residual) for d in found}
    return tuple(
        DecisionMaker(
            person=snap.people.ids[d],
            threads=len(cuts[d]),
            cut=tuple(snap.people.ids[i] for i in sorted(cuts[d])),
            because=place_evidence(snap, [d]),
        )
        for d in found
    )
