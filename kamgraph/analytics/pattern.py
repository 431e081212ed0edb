"""The relationship pattern: 1:1, 1:N, N:1 or N:N."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kamgraph.analytics.chairs import chairs_of, one_account
from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.held import held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.snapshot.columns import Snapshot

Pattern = Literal["none", "1:1", "1:N", "N:1", "N:N"]

SOLID = 0.5
_ROUNDING = 1e-12


@dataclass(frozen=True, kw_only=True)
class PatternResult(Result):
    """Pattern of an account; `solid` is None unless it is N:N, `ours` and `theirs` count people with an active tie."""

    pattern: Pattern
    solid: bool | None
    ours: int
    theirs: int
    because: tuple[Evidence, ...]


def pattern(snap: Snapshot) -> PatternResult:
    """How many people on each side actually know someone.

    By the numbers of people with an active tie on each side, ours first. N:N is *solid* when reach_2 >= 0.5, else
    *on paper*: one KAM with six contacts and one help desk tie is N:N on paper. N:N holds exactly when the maximum
    matching (`threads`) is at least 2, because a matching of 1 means that one person covers every tie.

    Returns
    -------
    PatternResult
        "none" where there is no active tie, or nobody of theirs holds any influence (with the reason).

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
    >>> pattern(from_networkx(G, as_of=date(2026, 11, 23))).pattern
    '1:N'

    References
    ----------
    D. Koenig, "Graphen und Matrizen", Matematikai es Fizikai Lapok 38 (1931), pp. 116-119.
    """
    reason = chairs_of(one_account(snap, "pattern")).reason
    ties = held(snap)
    ours, theirs = (0, 0) if reason else (len(np.unique(ties.ours)), len(ties.contact))
    found = pattern_of(ours, theirs)
    return PatternResult(
        **header(snap),
        reason=reason,
        pattern=found,
        solid=is_solid(coverage(snap).reach_2) if found == "N:N" else None,
        ours=ours,
        theirs=theirs,
        because=() if reason else tie_evidence(snap, ties.tie),
    )


def pattern_of(ours: int, theirs: int) -> Pattern:
    """Pattern by the numbers of people with an active tie on each side."""
    if not ours:
        return "none"
    if ours == 1:
        return "1:1" if theirs == 1 else "1:N"
    return "N:1" if theirs == 1 else "N:N"


def is_solid(reach_2: float | None) -> bool:
    """Whether an N:N relationship stands on more than paper."""
    return reach_2 is not None and reach_2 >= SOLID - _ROUNDING
