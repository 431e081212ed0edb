"""What coverage to expect at a horizon, after known departures and average turnover."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date

import numpy as np

from kamgraph.analytics.chairs import Chairs, chairs_of, one_account, share_between, total_of, whole_number
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.kernels.departures import products_without_each
from kamgraph.snapshot.columns import NO_DAY, Flags, Floats, Snapshot

MOST_MONTHS = 120


@dataclass(frozen=True, kw_only=True)
class ExpectedCoverageResult(Result):
    """Expected coverage, with the assumptions it rests on: yearly turnover of each side, never of a named person."""

    expected: float | None
    months: int
    rate_ours: float
    rate_theirs: float
    because: tuple[Evidence, ...]


def expected_coverage(
    snap: Snapshot, *, months: int = 6, rate_ours: float = 0.20, rate_theirs: float = 0.25
) -> ExpectedCoverageResult:
    """Expected coverage in so many months, exactly and without simulation.

    ``E = sum_c w_c (1 - q_c) [1 - prod_u (1 - (1 - q_u) s_uc)] / W`` with today's strengths. A person leaves within m
    months with probability ``q = 1 - (1 - r)^(m / 12)`` for the yearly rate r of his or her side; who is known to have
    gone by the horizon, or to be absent on it, is certain not to be there. With all q = 0 it is the coverage.

    Parameters
    ----------
    snap : Snapshot
        Of one account or group.
    months : int
        0 to 120, counted by the calendar.
    rate_ours, rate_theirs : float
        Yearly turnover, 0..1: assumptions, to be shown beside the number.

    Returns
    -------
    ExpectedCoverageResult
        None without influence, with the reason; 0 without ties.

    Raises
    ------
    NotForPortfolio, InvalidValue

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan")])
    >>> nx.set_node_attributes(G, {"anna": "ours", "jan": "theirs"}, "side")
    >>> snap = from_networkx(G, as_of=date(2026, 11, 23))
    >>> expected_coverage(snap, months=12, rate_ours=0.5, rate_theirs=0.5).expected
    0.25

    References
    ----------
    The expectation of the coverage under independent departures, as of the reliability of parallel components in
    series: R. E. Barlow and F. Proschan, "Mathematical Theory of Reliability" (1965), chapter 1.
    """
    months, rate_ours, rate_theirs = assumptions(months, rate_ours, rate_theirs)
    chairs, ties = chairs_of(one_account(snap, "expected_coverage")), held(snap)
    leaves, horizon = leaving(snap, months, rate_ours, rate_theirs)
    return ExpectedCoverageResult(
        **header(snap),
        reason=chairs.reason,
        expected=None if chairs.reason else expected_share(snap, chairs, ties, leaves, horizon),
        months=months,
        rate_ours=rate_ours,
        rate_theirs=rate_theirs,
        because=tie_evidence(snap, ties.tie),
    )


def assumptions(months: int, rate_ours: float, rate_theirs: float) -> tuple[int, float, float]:
    """The outlook's parameters, checked."""
    months = whole_number("months", months, 0, MOST_MONTHS)
    return months, share_between("rate_ours", rate_ours), share_between("rate_theirs", rate_theirs)


def leaving(snap: Snapshot, months: int, rate_ours: float, rate_theirs: float) -> tuple[Floats, int]:
    """For everybody the probability of being gone in so many months, and the day that is."""
    horizon = months_later(snap.as_of, months).toordinal()
    leaves: Floats = 1.0 - (1.0 - np.where(snap.people.ours, rate_ours, rate_theirs)) ** (months / 12)
    leaves[gone_by(snap, horizon)] = 1.0
    return leaves, horizon


def expected_share(snap: Snapshot, chairs: Chairs, ties: Held, leaves: Floats, horizon: int) -> float:
    """Expected coverage where each person leaves with this probability; places known to end by the horizon are lost."""
    fails = 1.0 - (1.0 - leaves[ties.ours]) * ties.strength
    works = 1.0 - products_without_each(fails, ties.theirs, len(leaves))[1]
    return chairs.share(total_of(staying_weight(snap, chairs, leaves, horizon) * works[chairs.person]))


def staying_weight(snap: Snapshot, chairs: Chairs, leaves: Floats, horizon: int) -> Floats:
    """Weight of each place times the probability that the person still holds it on that day."""
    ends = snap.places.ends
    return chairs.weight * np.where((ends != NO_DAY) & (ends <= horizon), 0.0, 1.0 - leaves[chairs.person])


def gone_by(snap: Snapshot, horizon: int) -> Flags:
    """Who is known to have gone by a day, or to be absent on it."""
    people = snap.people
    gone: Flags = (people.ends != NO_DAY) & (people.ends <= horizon)
    begun = (people.absent_from != NO_DAY) | (people.absent_to != NO_DAY)
    back = (people.absent_to != NO_DAY) & (people.absent_to <= horizon)
    gone |= begun & (people.absent_from <= horizon) & ~back
    return gone


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    Examples
    --------
    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
