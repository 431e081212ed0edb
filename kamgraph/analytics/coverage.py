"""How much of the influence at an account is held by ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import Chairs, Weights, chairs_of, one_account, total_of
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.snapshot.columns import DEPARTMENTS, LEVELS, UNKNOWN_STANCE, Flags, Floats, Ints, Snapshot


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
    kept, known_by = kept_and_known(snap, ties)
    held_weight, reached = chairs.weight * kept[chairs.person], chairs.weight * (known_by[chairs.person] >= 1)
    doubly = chairs.weight * (known_by[chairs.person] >= 2)
    defined = chairs.reason is None
    return CoverageResult(
        **header(snap),
        reason=chairs.reason,
        coverage=chairs.share(total_of(held_weight)) if defined else None,
        reach_1=chairs.share(total_of(reached)) if defined else None,
        reach_2=chairs.share(total_of(doubly)) if defined else None,
        known=len(ties.contact),
        people=len(snap.contacts),
        by_stance=_by_stance(snap, chairs, kept) if defined else None,
        total_weight=chairs.total,
        cells=_cells(snap, chairs, held_weight, reached),
        uncovered=_uncovered(snap, chairs, known_by),
        because=tie_evidence(snap, ties.tie),
    )


def kept_and_known(snap: Snapshot, ties: Held) -> tuple[Floats, Ints]:
    """For each person, 1 - prod(1 - s) over these ties, and their number."""
    kept, known_by = np.zeros(len(snap.people.ids)), np.zeros(len(snap.people.ids), dtype=np.int32)
    kept[ties.contact] = 1.0 - ties.missed
    known_by[ties.contact] = ties.known_by
    return kept, known_by


def _by_stance(snap: Snapshot, chairs: Chairs, kept: Floats) -> ByStance:
    stance = snap.places.stance

    def part(chosen: Flags) -> float:
        return chairs.share(total_of((chairs.weight * kept[chairs.person])[chosen]))

    unknown = stance == UNKNOWN_STANCE
    return ByStance(
        favourable=part(stance > 0),
        neutral=part(stance == 0),
        against=part((stance < 0) & ~unknown),
        unknown=part(unknown),
    )


def _cells(snap: Snapshot, chairs: Chairs, held_weight: Floats, reached: Floats) -> tuple[Cell, ...]:
    levels, departments = snap.places.level, snap.places.department
    cells = []
    for level, department in sorted(set(zip(levels.tolist(), departments.tolist(), strict=True))):
        inside = (levels == level) & (departments == department)
        weight = total_of(chairs.weight[inside])
        cells.append(
            Cell(
                level=str(LEVELS[level]),
                department=None if department < 0 else str(DEPARTMENTS[department]),
                weight_share=chairs.share(weight) if chairs.total > 0 else 0.0,
                coverage=min(1.0, total_of(held_weight[inside]) / weight) if weight > 0 else None,
                reach_1=min(1.0, total_of(reached[inside]) / weight) if weight > 0 else None,
            )
        )
    return tuple(sorted(cells, key=lambda cell: -cell.weight_share))


def _uncovered(snap: Snapshot, chairs: Chairs, known_by: Ints) -> tuple[str, ...]:
    nobody = snap.contacts[known_by[snap.contacts] == 0].tolist()
    return tuple(snap.people.ids[i] for i in sorted(nobody, key=lambda i: (-chairs.by_person[i], snap.people.ids[i])))
