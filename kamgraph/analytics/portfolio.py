"""The audit: one row an account, the most exposed value first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from kamgraph.analytics.audited import Audited, audited
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.pattern import is_solid, pattern_of
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.reviews import reviews
from kamgraph.model import Level
from kamgraph.snapshot.columns import LEVELS, Snapshot, day_or_none

EXECUTIVE_LEVELS = [LEVELS.index(level) for level in (Level.OWNER, Level.BOARD)]
PATTERNS = ("none", "1:1", "1:N", "N:1", "N:N")


@dataclass(frozen=True)
class AccountSummary:
    """One account in the audit.

    Attributes
    ----------
    annual_value, potential_value, value_exposed : float or None
        Money in the header's currency.
    cumulative_share : float or None
        Share of the portfolio's exposed value in this account and those before it.
    pattern : str
    solid : bool or None
    coverage, reach_1, r_1, r_1_theirs : float or None
        Shares of the influence; None where the account has no people.
    threads : int
    bus_factor : int or None
    worst_person : str or None
        The person of either side whose leaving leaves least.
    orphaned_by_worst : int
    last_executive_contact, contract_ends_on : date or None
    review_overdue_days : int or None
        None where no reviews are agreed.
    because : tuple of Evidence
        The active ties of the worst person.
    reason : str or None
        Why coverage or a sum of money is None.
    """

    account: str
    annual_value: float | None
    potential_value: float | None
    cumulative_share: float | None
    pattern: str
    solid: bool | None
    coverage: float | None
    reach_1: float | None
    r_1: float | None
    r_1_theirs: float | None
    threads: int
    bus_factor: int | None
    worst_person: str | None
    orphaned_by_worst: int
    value_exposed: float | None
    last_executive_contact: date | None
    review_overdue_days: int | None
    contract_ends_on: date | None
    because: tuple[Evidence, ...]
    reason: str | None


@dataclass(frozen=True)
class PortfolioTotals:
    """Sums over the portfolio.

    Attributes
    ----------
    coverage : float or None
        Weighted by annual value, over the accounts that have both.
    value_exposed : float or None
    accounts_left_out : int
        Accounts without a value or without coverage.
    patterns : dict
        Number of accounts by pattern.
    """

    coverage: float | None
    value_exposed: float | None
    accounts_left_out: int
    patterns: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class PortfolioResult(Result):
    """All accounts, the most exposed value first, and their totals."""

    items: tuple[AccountSummary, ...]
    totals: PortfolioTotals


def portfolio(snap: Snapshot) -> PortfolioResult:
    """Audit every account of the scope.

    Exposed value is annual value times (1 - the lower of r_1 of both sides): the whole value of an account that hangs
    on one person. No tie that is added ever raises it.

    Parameters
    ----------
    snap : Snapshot
        Of the portfolio; one of an account or a group gives its own rows.

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=9)
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> [(a.account, a.pattern, a.r_1) for a in portfolio(from_networkx(G, as_of=date(2026, 11, 23))).items]
    [('account', '1:1', 0.0)]
    """
    rows = _rows(snap, audited(snap))
    rows.sort(key=lambda a: (-_or(a.value_exposed, -1.0), a.account))
    items = _with_cumulative_share(rows)
    totals = _totals(items)
    reason = Reason.NOTHING_TO_SUM if totals.coverage is None else None
    return PortfolioResult(**header(snap), reason=reason, items=items, totals=totals)


def _rows(snap: Snapshot, found: Audited) -> list[AccountSummary]:
    overdue = {r.account: None if r.due is None else r.overdue_days for r in reviews(snap).items}
    executives = _last_executive_contact(snap)
    return [
        _summary(snap, found, number, overdue[account], executives[number])
        for number, account in enumerate(snap.accounts.ids)
    ]


def _summary(snap: Snapshot, found: Audited, i: int, overdue: int | None, executive: int) -> AccountSummary:
    accounts, defined = snap.accounts, bool(found.total[i] > 0)
    annual = _money(accounts.annual_value[i])
    r_1, r_1_theirs = float(found.r_1[i]), float(found.r_1_theirs[i])
    worst, orphaned, because = _worst(snap, found, i) if defined else (None, 0, ())
    shape = pattern_of(int(found.ours[i]), int(found.people[i])) if defined else "none"
    nobody = Reason.NO_INFLUENCE if found.places[i] else Reason.NOBODY_KNOWN
    return AccountSummary(
        account=accounts.ids[i],
        annual_value=annual,
        potential_value=_money(accounts.potential_value[i]),
        cumulative_share=None,
        pattern=shape,
        solid=is_solid(float(found.reach_2[i])) if shape == "N:N" else None,
        coverage=float(found.coverage[i]) if defined else None,
        reach_1=float(found.reach_1[i]) if defined else None,
        r_1=r_1 if defined else None,
        r_1_theirs=r_1_theirs if defined else None,
        threads=int(found.threads[i]) if defined else 0,
        bus_factor=int(found.bus_factor[i]) if defined and found.bus_factor[i] >= 0 else None,
        worst_person=worst,
        orphaned_by_worst=orphaned,
        value_exposed=annual * (1 - min(r_1, r_1_theirs)) if defined and annual is not None else None,
        last_executive_contact=day_or_none(executive),
        review_overdue_days=overdue,
        contract_ends_on=day_or_none(int(accounts.contract_ends_on[i])),
        because=because,
        reason=(Reason.NO_VALUE if annual is None else None) if defined else nobody,
    )


def _worst(snap: Snapshot, found: Audited, i: int) -> tuple[str | None, int, tuple[Evidence, ...]]:
    """The worst person of either side, whom it orphans here, and the ties that go."""
    if not found.people[i]:
        return None, 0, ()
    of_ours = found.worst_is_ours(i)
    worst = int(found.worst[i] if of_ours else found.worst_theirs[i])
    orphaned = int(found.orphaned[i]) if of_ours else 0
    return snap.people.ids[worst], orphaned, tie_evidence(snap, found.gone.of(i))


def _last_executive_contact(snap: Snapshot) -> list[int]:
    """Day of the last contact with an executive of each account, `NO_DAY` without one."""
    places, ties = snap.places, snap.ties
    of_person = np.zeros(len(snap.people.ids), dtype=np.int32)
    np.maximum.at(of_person, ties.theirs, ties.last_contact)
    of_account = np.zeros(len(snap.accounts.ids), dtype=np.int32)
    executive = np.isin(places.level, EXECUTIVE_LEVELS)
    np.maximum.at(of_account, places.account[executive], of_person[places.person[executive]])
    days: list[int] = of_account.tolist()
    return days


def _with_cumulative_share(rows: Sequence[AccountSummary]) -> tuple[AccountSummary, ...]:
    total = sum(a.value_exposed or 0.0 for a in rows)
    running, items = 0.0, []
    for account in rows:
        running += account.value_exposed or 0.0
        share = min(1.0, running / total) if total > 0 and account.value_exposed is not None else None
        items.append(replace(account, cumulative_share=share))
    return tuple(items)


def _totals(items: Sequence[AccountSummary]) -> PortfolioTotals:
    both = [(a.annual_value, a.coverage) for a in items if a.annual_value is not None and a.coverage is not None]
    value = sum(v for v, _ in both)
    exposed = [a.value_exposed for a in items if a.value_exposed is not None]
    counted = Counter(a.pattern for a in items)
    return PortfolioTotals(
        coverage=sum(v * c for v, c in both) / value if value > 0 else None,
        value_exposed=sum(exposed) if exposed else None,
        accounts_left_out=len(items) - len(both),
        patterns={p: counted[p] for p in PATTERNS},
    )


def _money(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
