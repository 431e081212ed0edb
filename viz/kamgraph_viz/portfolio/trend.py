"""Coverage of every client over the last quarters."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kamgraph.analytics.portfolio import portfolio
from kamgraph.snapshot.columns import Snapshot

QUARTERS = 4
Trend = dict[str, list[float | None]]


def quarter_ends(day: date, first: date | None = None, *, most: int = QUARTERS) -> list[date]:
    """The last days of the quarters before a day, the oldest first; none before there were data.

    Examples
    --------
    >>> [str(day) for day in quarter_ends(date(2026, 11, 23), most=3)]
    ['2026-03-31', '2026-06-30', '2026-09-30']
    >>> quarter_ends(date(2026, 12, 31), date(2026, 9, 1))
    [datetime.date(2026, 9, 30)]
    """
    found: list[date] = []
    start = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    while len(found) < most and start > date.min:
        end = start - timedelta(days=1)
        if first is not None and end < first:
            break
        found.insert(0, end)
        start = end.replace(month=end.month - 2, day=1)
    return found


def portfolio_trend(snapshots: Sequence[Snapshot]) -> Trend:
    """Coverage of every account on the days of some portfolio snapshots, by account id.

    Parameters
    ----------
    snapshots : sequence of Snapshot
        Of the portfolio, the oldest first.

    Returns
    -------
    dict
        A share 0..1 for each snapshot; None where the account was not there or its coverage could not be computed.

    Examples
    --------
    >>> portfolio_trend([])
    {}
    """
    days = [{item.account: item.coverage for item in portfolio(snap).items} for snap in snapshots]
    accounts = sorted({account for known in days for account in known})
    return {account: [known.get(account) for known in days] for account in accounts}


def trend_before(snap: Snapshot, on: Callable[[date], Snapshot]) -> Trend:
    """That of the quarter ends before a snapshot's day, read one by one; nothing where there are no data."""
    if snap.first_day is None:
        return {}
    return portfolio_trend([on(day) for day in quarter_ends(snap.as_of, snap.first_day)])
