"""When an account was last reviewed in earnest, and when the next review is due."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model import InteractionKind, Role
from kamgraph.snapshot.columns import INTERACTION_KINDS, NO_ACCOUNT, ROLES, Snapshot
from kamgraph.snapshot.spans import rows_by, spans

_REVIEW = INTERACTION_KINDS.index(InteractionKind.REVIEW)
_DECIDES = 1 << ROLES.index(Role.DECISION_MAKER)


@dataclass(frozen=True)
class Review:
    """Reviews of one account.

    Attributes
    ----------
    last, due : date or None
        Last review that counts; `due` is None where no interval is agreed, and today where none ever took place.
    overdue_days : int
        0 where it is not due, or nothing is agreed.
    """

    account: str
    last: date | None
    due: date | None
    overdue_days: int
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewsResult(Result):
    """Reviews of all accounts of the scope, the most overdue first."""

    items: tuple[Review, ...]


def reviews(snap: Snapshot) -> ReviewsResult:
    """Find the last review that counts and the next that is due.

    A review counts when a decision maker took part, or somebody who on that day was a director, a board member or an
    owner of the client; it belongs to the account it names, else to every account whose people took part. The next is
    due `review_every_days` after the last, or after the day on which the client relationship began; without either on
    the as-of day.

    Parameters
    ----------
    snap : Snapshot
        Of an account, a group or the portfolio.

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> [r.overdue_days for r in reviews(from_networkx(nx.Graph(), as_of=date(2026, 11, 23))).items]
    [0]
    """
    counting = _last_counting(snap)
    items = [_review(snap, account, counting.get(account)) for account in range(len(snap.accounts.ids))]
    return ReviewsResult(**header(snap), items=tuple(sorted(items, key=lambda r: (-r.overdue_days, r.account))))


def _review(snap: Snapshot, account: int, row: int | None) -> Review:
    last = None if row is None else date.fromordinal(int(snap.interactions.day[row]))
    every, since = int(snap.accounts.review_every_days[account]), int(snap.accounts.client_since[account])
    due = None
    if every:
        begin = last or (date.fromordinal(since) if since else None)
        due = snap.as_of if begin is None else _days_later(begin, every)
    overdue = 0 if due is None else max(0, (snap.as_of - due).days)
    because = () if row is None else (Evidence("interaction", snap.interactions.ids[row], f"review on {last}"),)
    return Review(snap.accounts.ids[account], last, due, overdue, because)


def _days_later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _last_counting(snap: Snapshot) -> dict[int, int]:
    """Row of the last review that counts, by account."""
    met, accounts = snap.interactions, max(len(snap.accounts.ids), 1)
    reviews_held = np.flatnonzero(met.kind == _REVIEW)
    begin, who = spans(met.first_participant, reviews_held)
    first, place = rows_by(snap.places.person, len(snap.people.ids))
    begin_places, held = spans(first, met.participants[who])
    place = place[held]
    review = np.repeat(np.repeat(reviews_held, np.diff(begin)), np.diff(begin_places))
    roles, weight = snap.places.roles[place], snap.places.decision_weight[place]
    present = review * accounts + snap.places.account[place]
    decided = present[((roles & _DECIDES) != 0) | (weight > 0)]
    stated = reviews_held[met.account[reviews_held] >= 0]
    # A review that names no account is one of every account whose people took part.
    unstated = present[met.account[review] == NO_ACCOUNT]
    code = np.unique(np.concatenate([stated * accounts + met.account[stated], unstated]))
    code = code[met.senior[code // accounts] | np.isin(code, decided)]
    row, account = code // accounts, code % accounts
    order = np.lexsort((row, met.day[row]))
    return dict(zip(account[order].tolist(), row[order].tolist(), strict=True))
