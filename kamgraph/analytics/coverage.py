"""How much of the influence at an account is held by ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import Chairs, Weights, chairs_of, one_account
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.seats import in_one, seats
from kamgraph.snapshot.columns import DEPARTMENTS, LEVELS, UNKNOWN_STANCE, Snapshot


@dataclass(frozen=True, kw_only=True)
class ByStance:
    """Parts of the coverage by the contacts' attitude to us; they sum to the coverage."""

    favourable: float
    neutral: float
    against: float
    unknown: float


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One level and department; `coverage` and `reach_1` are shares of the cell's own influence, None without any."""

    level: str
    department: str | None
    weight_share: float
    coverage: float | None
    reach_1: float | None


@dataclass(frozen=True, kw_only=True)
class CoverageResult(Result):
    """Coverage of an account.

    Attributes
    ----------
    coverage, reach_1, reach_2 : float or None
        Shares of the influence, 0..1.
    known, people : int
        Contacts with an active tie, and all client people, unnamed positions included.
    by_stance : ByStance or None
    total_weight : float
        W.
    cells : tuple of Cell
        By weight, descending.
    uncovered : tuple of str
        Client people without an active tie, the most influential first.
    because : tuple of Evidence
        The active ties.
    """

    coverage: float | None
    reach_1: float | None
    reach_2: float | None
    known: int
    people: int
    by_stance: ByStance | None
    total_weight: float
    cells: tuple[Cell, ...]
    uncovered: tuple[str, ...]
    because: tuple[Evidence, ...]


def coverage(snap: Snapshot, *, weights: Weights = "stated") -> CoverageResult:
    """Strength-weighted share of the account's influence that we hold.

    ``coverage = sum_c w_c [1 - prod_u (1 - s_uc)] / W`` over all client people c and active ties; ``reach_k`` is the
    share of the influence with at least k active ties. 0 <= coverage <= reach_1 <= 1, and another or a stronger tie
    never lowers any of them.

    Parameters
    ----------
    snap : Snapshot
        Of one account or group.
    weights : {"stated", "decision"}
        Stated influence, or the share in the decision makers' opinion (`influence_shares`).

    Returns
    -------
    CoverageResult
        Without influence the shares are None, with the reason; with influence and no tie they are 0.

    Raises
    ------
    NotForPortfolio
        The snapshot is of the whole portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> G.add_node("ewa", side="theirs", influence=5)
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> result = coverage(from_networkx(G, as_of=date(2026, 11, 23)))
    >>> result.coverage, result.reach_1, result.uncovered
    (0.25, 0.5, ('ewa',))

    References
    ----------
    The chance that at least one of several independent ties works; reach with multiplicity as in Latapy, Magnien and
    Del Vecchio, "Basic notions for the analysis of large two-mode networks", Social Networks 30 (2008), pp. 31-48.
    """
    chairs, ties = chairs_of(one_account(snap, "coverage"), weights), held(snap)
    _, covered, reached, doubly = in_one(ties, chairs).held()[0][0].tolist()
    defined = chairs.reason is None
    return CoverageResult(
        **header(snap),
        reason=chairs.reason,
        coverage=chairs.share(covered) if defined else None,
        reach_1=chairs.share(reached) if defined else None,
        reach_2=chairs.share(doubly) if defined else None,
        known=len(ties.contact),
        people=len(snap.contacts),
        by_stance=_by_stance(snap, chairs, ties) if defined else None,
        total_weight=chairs.total,
        cells=_cells(snap, chairs, ties),
        uncovered=_uncovered(snap, chairs, ties),
        because=tie_evidence(snap, ties.tie),
    )


def _by_stance(snap: Snapshot, chairs: Chairs, ties: Held) -> ByStance:
    stance = np.where(snap.places.stance == UNKNOWN_STANCE, 2, np.sign(snap.places.stance)).astype(np.int32)
    against, neutral, favourable, unknown = map(
        chairs.share, seats(ties, chairs, stance + 1, 4).held()[0][:, 1].tolist()
    )
    return ByStance(favourable=favourable, neutral=neutral, against=against, unknown=unknown)


def _cells(snap: Snapshot, chairs: Chairs, ties: Held) -> tuple[Cell, ...]:
    both = np.column_stack([snap.places.level, snap.places.department])
    cells, of = np.unique(both, axis=0, return_inverse=True)
    sums = seats(ties, chairs, of.ravel().astype(np.int32), len(cells)).held()[0]
    found = [
        Cell(
            level=str(LEVELS[level]),
            department=None if department < 0 else str(DEPARTMENTS[department]),
            weight_share=chairs.share(weight) if chairs.total > 0 else 0.0,
            coverage=min(1.0, covered / weight) if weight > 0 else None,
            reach_1=min(1.0, reached / weight) if weight > 0 else None,
        )
        for (level, department), (weight, covered, reached, _) in zip(cells.tolist(), sums.tolist(), strict=True)
    ]
    return tuple(sorted(found, key=lambda cell: -cell.weight_share))


def _uncovered(snap: Snapshot, chairs: Chairs, ties: Held) -> tuple[str, ...]:
    nobody = snap.contacts[ties.slot[snap.contacts] < 0].tolist()
    return tuple(snap.people.ids[i] for i in sorted(nobody, key=lambda i: (-chairs.by_person[i], snap.people.ids[i])))
