"""Which new ties raise the expected coverage most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kamgraph.analytics.chairs import chairs_of, one_account, share_between, whole_number
from kamgraph.analytics.colleagues import Colleagues, colleagues
from kamgraph.analytics.evidence import place_evidence, tie_evidence
from kamgraph.analytics.expected import assumptions, leaving, staying_weight
from kamgraph.analytics.held import held
from kamgraph.analytics.introductions import introductions
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.ways import can_be_asked, strongest, ways_graph, ways_in
from kamgraph.kernels.departures import products_without_each
from kamgraph.snapshot.columns import Floats, Snapshot

if TYPE_CHECKING:
    import networkx as nx

MOST_TIES = 100
_HOPS = 3
_DIGITS = 12


@dataclass(frozen=True)
class NextTie:
    """One of ours and whom to meet, the expected coverage gained, 0..1, and who can introduce the two."""

    ours: str
    theirs: str
    gain: float
    introducer: str | None
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class NextBestTiesResult(Result):
    """Ties to build in this order, with the assumptions the gains rest on."""

    items: tuple[NextTie, ...]
    strength: float
    months: int
    rate_ours: float
    rate_theirs: float


def next_best_ties(
    snap: Snapshot,
    *,
    k: int = 5,
    strength: float = 0.5,
    months: int = 6,
    rate_ours: float = 0.20,
    rate_theirs: float = 0.25,
) -> NextBestTiesResult:
    """Find the ties to build next, each the one that raises the expected coverage most after those before it.

    A tie of strength s between u of ours and the contact c, who have no active tie, gains
    ``w_c (1 - q_c) (1 - q_u) s prod_v (1 - (1 - q_v) s_vc) / W``, with the probabilities q of `expected_coverage`.
    Gains never increase, and what the ties gain together is at least 1 - 1/e of the best choice of as many. Of ours
    anybody present that day may be chosen, also without a tie; of equal gains the warmest way in decides, then the
    fewest active ties, then the smaller id. The gain says nothing about how a tie of that strength is won.

    Parameters
    ----------
    snap : Snapshot
        Of one account or group; those of ours who have no part in it are not in it.
    k : int
        So many ties at most, 1 to 100.
    strength : float
        Strength that each new tie would have, 0..1.
    months, rate_ours, rate_theirs
        As in `expected_coverage`.

    Returns
    -------
    NextBestTiesResult
        Only ties that gain something; the introducer is the last but one on the best way in of at most 3 steps, None
        where no chain of acquaintances leads there. Without influence no items, with the reason.

    Raises
    ------
    NotForPortfolio, InvalidValue

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.DiGraph([("anna", "jan"), ("jan", "ewa", {"kind": "reports_to"})])
    >>> nx.set_node_attributes(G, {"anna": "ours", "jan": "theirs", "ewa": "theirs"}, "side")
    >>> snap = from_networkx(G, as_of=date(2026, 11, 23))
    >>> [(t.ours, t.theirs, t.gain, t.introducer) for t in next_best_ties(snap, months=0).items]
    [('anna', 'ewa', 0.25, 'jan')]

    References
    ----------
    G. L. Nemhauser, L. A. Wolsey and M. L. Fisher, "An analysis of approximations for maximizing submodular set
    functions" (1978), pp. 265-294.
    """
    k, strength = whole_number("k", k, 1, MOST_TIES), share_between("strength", strength)
    months, rate_ours, rate_theirs = assumptions(months, rate_ours, rate_theirs)
    chairs = chairs_of(one_account(snap, "next_best_ties"))
    pairs: list[tuple[int, int, float]] = []
    if chairs.reason is None:
        leaves, horizon = leaving(snap, months, rate_ours, rate_theirs)
        weight = np.zeros(len(leaves))
        np.add.at(weight, chairs.person, staying_weight(snap, chairs, leaves, horizon) / chairs.total)
        pairs = _greedy(snap, leaves, weight, strength, k)
    return NextBestTiesResult(
        **header(snap),
        reason=chairs.reason,
        items=tuple(_item(snap, *pair) for pair in pairs),
        strength=strength,
        months=months,
        rate_ours=rate_ours,
        rate_theirs=rate_theirs,
    )


def _greedy(snap: Snapshot, leaves: Floats, weight: Floats, strength: float, k: int) -> list[tuple[int, int, float]]:
    """Pairs with their gains, the best first.

    All of ours leave with the same probability, those apart who are known to be gone, so the gain depends on the
    contact alone and the one of ours is free to be chosen by the way in.
    """
    able = can_be_asked(snap)
    ours = np.flatnonzero(able & snap.people.ours & (leaves < 1)).astype(np.int32)
    ties = held(snap)
    fails = 1.0 - (1.0 - leaves[ties.ours]) * ties.strength
    missed = products_without_each(fails, ties.theirs, len(leaves))[1]
    free = {int(c): set(ours.tolist()) for c in snap.contacts if not snap.people.placeholder[c]}
    for u, c in zip(ties.ours.tolist(), ties.theirs.tolist(), strict=True):
        free[c].discard(u)
    works = (1.0 - float(leaves[ours[0]])) * strength if len(ours) else 0.0
    graph = ways_graph(snap, free, able)
    asked = colleagues(snap, able & snap.people.ours)
    load = np.bincount(snap.ties.ours[snap.ties.active], minlength=len(leaves)).tolist()
    chosen: list[tuple[int, int, float]] = []
    while len(chosen) < k:
        gains = {c: float(weight[c] * missed[c]) * works for c, people in free.items() if people}
        best = min(gains, key=lambda c: (-round(gains[c], _DIGITS), c), default=None)
        if best is None or gains[best] <= 0:
            break
        one = _warmest(snap, graph, asked, best, free[best], load)
        chosen.append((one, best, gains[best]))
        free[best].remove(one)
        missed[best] *= 1.0 - works
        load[one] += 1
    return chosen


def _warmest(
    snap: Snapshot, graph: nx.DiGraph[int], asked: Colleagues, contact: int, people: set[int], load: list[int]
) -> int:
    """Whom of these the best way brings to the contact."""
    reach = dict(zip(asked.people.tolist(), strongest(asked, ways_in(snap, graph, contact, _HOPS), _HOPS), strict=True))
    return min(people, key=lambda u: (-round(float(reach[u]), _DIGITS), load[u], u))


def _item(snap: Snapshot, ours: int, theirs: int, gain: float) -> NextTie:
    ids = snap.people.ids
    ways = introductions(snap, ids[theirs], source=ids[ours], k=1, max_hops=_HOPS).items
    beside = tie_evidence(snap, snap.active_ties[snap.ties.theirs[snap.active_ties] == theirs])
    because = place_evidence(snap, [theirs]) + beside + (ways[0].because if ways else ())
    return NextTie(ids[ours], ids[theirs], gain, ways[0].people[-2] if ways else None, because)
