"""What two of ours back each other up on: lost only when both leave, for every pair at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import Weights
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.ground import Ground, ground_of
from kamgraph.analytics.lazily import Lazily
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.kernels.departures import backed_up
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot


@dataclass(frozen=True, kw_only=True)
class Synergy:
    """What a pair of ours loses together beyond the sum of their losses alone: how far they back each other up."""

    a: str
    b: str
    synergy: float


@dataclass(frozen=True, kw_only=True)
class BackedUp(Synergy):
    """The same, with the ties of both to the contacts whom both know."""

    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class SynergiesResult(Result):
    """Every two of ours who know the same contact, the largest synergy first; of a portfolio made when read."""

    items: Sequence[BackedUp]


def synergies(snap: Snapshot, *, weights: Weights = "stated") -> SynergiesResult:
    """What every two of ours back each other up on, which no departure of one alone shows.

    ``L({a, b}) = L(a) + L(b) + sum_c w_c s_ac s_bc prod_{q not in {a, b}} (1 - s_qc) / W`` for relationship losses: two
    people who hold the same contacts look harmless one at a time.

    Parameters
    ----------
    snap : Snapshot
    weights : {"stated", "decision"}
        "decision" answers for one account or group only.

    Returns
    -------
    SynergiesResult
        By synergy, descending, then by ids; pairs who share no contact have none and are left out. Time and memory
        grow with the square of the number of people who know one contact; `departure` of a pair says which ties hang on
        it. Without influence empty, with the reason.

    Raises
    ------
    NotForPortfolio
        Decision weights are asked of the portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("piotr", "jan")])
    >>> nx.set_node_attributes(G, {"anna": "ours", "piotr": "ours", "jan": "theirs"}, "side")
    >>> (pair,) = synergies(from_networkx(G, as_of=date(2026, 11, 23))).items
    >>> pair.a, pair.b, pair.synergy, [piece.text for piece in pair.because]
    ('anna', 'piotr', 1.0, ['anna knows jan, strength 1.00', 'piotr knows jan, strength 1.00'])

    References
    ----------
    S. P. Borgatti, "Identifying sets of key players in a social network", Computational and Mathematical Organization
    Theory 12 (2006), pp. 21-34: the worst set is not the set of the worst.
    """
    ground = ground_of(snap, weights)
    if ground.chairs.reason is not None:
        return SynergiesResult(**header(snap), reason=ground.chairs.reason, items=())
    ties = ground.ties
    everybody = np.ones(ground.people, dtype=bool)
    a, b, lost = summed(ground, ties.first, ties.ours, ties.strength, ties.contact, everybody)
    order = np.lexsort((b, a, -np.round(lost, 9)))
    ids, share = snap.people.ids, ground.chairs.share

    def item(i: int) -> BackedUp:
        row = order[i]
        one, other = ground.of_ours.of(int(a[row])), ground.of_ours.of(int(b[row]))
        both = np.intersect1d(ties.theirs[one], ties.theirs[other])
        held = np.concatenate([rows[np.isin(ties.theirs[rows], both)] for rows in (one, other)])
        because = tie_evidence(snap, ties.tie[held])
        return BackedUp(a=ids[a[row]], b=ids[b[row]], synergy=share(float(lost[row])), because=because)

    items = Lazily(len(order), item)
    return SynergiesResult(**header(snap), items=items if snap.kind == "portfolio" else tuple(items))


def summed(
    ground: Ground, first: Ints, ours: Ints, strength: Floats, contact: Ints, chosen: Flags
) -> tuple[Ints, Ints, Floats]:
    """Pairs among the chosen of ours who share one of these contacts, each once, and the influence that hangs on both.

    Parameters
    ----------
    ground : Ground
    first, ours, strength : arrays
        Ties grouped by contact, within each by our person.
    contact : int array
    chosen : bool array
        Over the people of the snapshot.
    """
    a, b, lost = backed_up(first, ours, strength, ground.chairs.by_person[contact], chosen)
    pairs, of = np.unique(a.astype(np.int64) * ground.people + b, return_inverse=True)
    summed_up = np.bincount(of, weights=lost, minlength=len(pairs)).astype(np.float64)
    one, other = np.divmod(pairs, ground.people)
    return one.astype(np.int32), other.astype(np.int32), summed_up
