"""Who of ours knows whom, with the parts of each strength."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from kamgraph.analytics.evidence import interaction_evidence, tie_evidence
from kamgraph.analytics.lazily import Lazily
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.snapshot.columns import Ints, Snapshot, day_or_none


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One of ours knows one of theirs.

    Attributes
    ----------
    strength : float
        The greater of `observed` and `declared`, 0 where the tie is not active.
    observed : float
        From interactions, 0..1.
    declared, target : float or None
        From the rating, as it has faded, and from the rating aimed at; None where there is none.
    minutes_in, minutes_out : float
        Decayed attention from them to us, and from us to them.
    last_contact : date or None
    active : bool
    because : tuple of Evidence
        The tie, and its interactions within the window.
    """

    ours: str
    theirs: str
    strength: float
    observed: float
    declared: float | None
    target: float | None
    minutes_in: float
    minutes_out: float
    last_contact: date | None
    active: bool
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class TiesResult(Result):
    """Ties of the scope, the strongest first; `items` of a portfolio are made when they are read."""

    items: Sequence[Tie]


def ties(snap: Snapshot) -> TiesResult:
    """Every tie into the scope, active or not, with the parts of its strength.

    Attention in each direction is ``A_dir = sum minutes 2^(-age / h)`` over the interactions up to the day, together
    ``A = (1 - g)(in + out) + 2 g min(in, out)``, and ``observed = 1 - exp(-A / A0)``; ``declared`` is the rating's
    strength times ``2^(-age / 365)``. The strength is the greater of the two, which are two readings of one tie, and
    0 where the tie is not active. Half life h, scale A0 and reciprocity g are the snapshot's settings.

    Returns
    -------
    TiesResult
        Items by strength, descending, then by the ids; none where nobody knows anybody.

    Examples
    --------
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs")
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> [(tie.ours, tie.theirs, tie.strength) for tie in ties(from_networkx(G)).items]
    [('anna', 'jan', 0.5)]

    References
    ----------
    W. Ahmad, M. A. Porter and M. Beguerisse-Diaz, "Tie-decay networks in continuous time and eigenvector-based
    centralities" (2018), arXiv:1805.00193, sections 1 and 2.
    """
    inside = np.flatnonzero(snap.placed[snap.ties.theirs])
    order: Ints = inside[np.argsort(-snap.ties.strength[inside], kind="stable")].astype(np.int32)
    items = Lazily(len(order), lambda i: _tie(snap, int(order[i])))
    return TiesResult(**header(snap), items=items if snap.kind == "portfolio" else tuple(items))


def _tie(snap: Snapshot, i: int) -> Tie:
    found, ids = snap.ties, snap.people.ids
    declared, target = float(found.declared[i]), int(found.target[i])
    return Tie(
        ours=ids[found.ours[i]],
        theirs=ids[found.theirs[i]],
        strength=float(found.strength[i]),
        observed=float(found.observed[i]),
        declared=None if math.isnan(declared) else declared,
        target=snap.settings.ratings[target - 1] if target else None,
        minutes_in=float(found.minutes_in[i]),
        minutes_out=float(found.minutes_out[i]),
        last_contact=day_or_none(int(found.last_contact[i])),
        active=bool(found.active[i]),
        because=tie_evidence(snap, [i]) + interaction_evidence(snap, i),
    )
