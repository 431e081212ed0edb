"""Influence as the part a person has in the decision makers' final opinion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import one_account, share_between
from kamgraph.analytics.evidence import line_evidence, place_evidence
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.shares import decision_shares, decision_weights
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import access_lines


@dataclass(frozen=True, kw_only=True)
class InfluenceSharesResult(Result):
    """Shares in the decision, descending, and who decides, by decision weight; None without a decision maker."""

    shares: tuple[tuple[str, float], ...] | None
    decision_makers: tuple[str, ...]
    because: tuple[Evidence, ...]


def influence_shares(snap: Snapshot, *, susceptibility: float = 0.5) -> InfluenceSharesResult:
    """Everybody's share in the final opinion of the decision makers.

    In the Friedkin-Johnsen model everybody holds on to his or her own opinion with 1 - lambda and for the rest listens
    to the people who influence him or her, so final opinions are ``V = (I - L P)^-1 (I - L)`` of the first ones. P has
    the incoming influence lines (their weight) and the managers (1) as rows that sum to 1; L is diagonal with the
    susceptibility for people with an incoming line, else 0. The share is ``w_c = sum_d g_d V_dc`` over the decision
    makers d with decision weights g. An alternative weighting of every measure that takes ``weights="decision"``.

    Parameters
    ----------
    snap : Snapshot
        Of one account or group.
    susceptibility : float
        lambda, at least 0 and below 1: with 1 nobody would have an opinion of his or her own.

    Returns
    -------
    InfluenceSharesResult
        Shares of all client people, 0..1, summing to 1; None with the reason where nobody decides.

    Raises
    ------
    NotForPortfolio, InvalidValue

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.DiGraph()
    >>> G.add_node("jan", side="theirs", decision_weight=1)
    >>> G.add_node("ewa", side="theirs")
    >>> G.add_edge("ewa", "jan", kind="influences")
    >>> influence_shares(from_networkx(G, as_of=date(2026, 11, 23))).shares
    (('ewa', 0.5), ('jan', 0.5))

    References
    ----------
    N. E. Friedkin and E. C. Johnsen, "Social influence and opinions", Journal of Mathematical Sociology 15 (1990), pp.
    193-206, equation for the equilibrium.
    """
    one_account(snap, "influence_shares")
    if share_between("susceptibility", susceptibility) == 1:
        raise InvalidValue("susceptibility", susceptibility, "must be below 1")
    ids, given = snap.people.ids, decision_weights(snap)
    deciding = sorted(np.flatnonzero(given > 0).tolist(), key=lambda i: (-given[i], i))
    shares = decision_shares(snap, susceptibility)
    missing = Reason.NO_DECISION_MAKER if len(snap.contacts) else Reason.NOBODY_KNOWN
    return InfluenceSharesResult(
        **header(snap),
        reason=missing if shares is None else None,
        shares=None if shares is None else _listed(snap, np.clip(shares, 0.0, 1.0).tolist()),
        decision_makers=tuple(ids[i] for i in deciding),
        because=place_evidence(snap, deciding) + line_evidence(snap, access_lines(snap)),
    )


def _listed(snap: Snapshot, shares: list[float]) -> tuple[tuple[str, float], ...]:
    listed = [(snap.people.ids[i], shares[i]) for i in snap.contacts.tolist()]
    return tuple(sorted(listed, key=lambda share: (-round(share[1], 12), share[0])))
