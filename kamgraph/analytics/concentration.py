"""How evenly our people hold an account; descriptive, never a headline and never a ranking of staff."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import chairs_of, one_account
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.held import held
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.snapshot.columns import Snapshot


@dataclass(frozen=True, kw_only=True)
class ConcentrationResult(Result):
    """Concentration of an account's ties.

    Attributes
    ----------
    top_holder : str or None
    top_share : float or None
        The top holder's part of all strength-weighted influence, 0..1.
    effective_holders : float or None
        How many equal holders would be as concentrated, at least 1.
    fair_shares : tuple of (str, float)
        Each one's fair part of reach_1, descending; they sum to it.
    because : tuple of Evidence
        The top holder's active ties.
    """

    top_holder: str | None
    top_share: float | None
    effective_holders: float | None
    fair_shares: tuple[tuple[str, float], ...]
    because: tuple[Evidence, ...]


def concentration(snap: Snapshot) -> ConcentrationResult:
    """Share of the top holder, effective number of holders, and fair share per person.

    With ``x_u = sum_c w_c s_uc`` the top share is ``max x / sum x`` and the effective number is
    ``1 / sum (x_u / sum x)^2`` (the
    inverse Herfindahl-Hirschman index; a new tie may lower it). The fair share of u is
    ``sum over its contacts of w_c / deg(c) / W``, the Shapley value of reach_1.

    Returns
    -------
    ConcentrationResult
        None with the reason where nobody of ours holds any influence by a tie.

    Raises
    ------
    NotForPortfolio
        The snapshot is of the whole portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa"), ("piotr", "ewa")])
    >>> sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs"}
    >>> nx.set_node_attributes(G, sides, "side")
    >>> concentration(from_networkx(G, as_of=date(2026, 11, 23))).fair_shares
    (('anna', 0.75), ('piotr', 0.25))

    References
    ----------
    The shares as a Shapley value of coverage: "CriticalSet and ShapleyCov", arXiv:2604.21537. The effective number:
    M. A. Adelman, "Comment on the H concentration measure as a numbers-equivalent", Review of Economics and
    Statistics 51 (1969), pp. 99-101.
    """
    chairs, ties = chairs_of(one_account(snap, "concentration")), held(snap)
    ids, weight = snap.people.ids, chairs.by_person[ties.theirs]
    ours, row = np.unique(ties.ours, return_inverse=True)
    amount = np.bincount(row, weights=weight * ties.strength, minlength=len(ours))
    fair = np.bincount(row, weights=weight / ties.per_tie, minlength=len(ours))
    shares = [] if chairs.reason else [(ids[u], chairs.share(f)) for u, f in zip(ours, fair.tolist(), strict=True)]
    total = float(amount.sum())
    top = int(np.flatnonzero(amount >= amount.max() * (1 - 1e-12))[0]) if total > 0 else None
    parts = amount / total if total > 0 else amount
    return ConcentrationResult(
        **header(snap),
        reason=chairs.reason or (Reason.NO_TIE if top is None else None),
        top_holder=None if top is None else ids[ours[top]],
        top_share=None if top is None else float(parts[top]),
        effective_holders=None if top is None else max(1.0, float(1.0 / (parts**2).sum())),
        fair_shares=tuple(sorted(shares, key=lambda share: (-share[1], share[0]))),
        because=() if top is None else tie_evidence(snap, ties.tie[ties.ours == ours[top]]),
    )
