"""When an account was last reviewed in earnest, and when the next review is due."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model import InteractionKind, Role
from kamgraph.snapshot.columns import INTERACTION_KINDS, ROLES, Flags, Snapshot

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
    owner of the client. It is due
    `review_every_days` after the last, or after the day on which the client relationship began; without either it is
    due on the as-of day.

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
        due = snap.as_of if begin is None else begin + timedelta(days=every)
    overdue = 0 if due is None else max(0, (snap.as_of - due).days)
    because = () if row is None else (Evidence("interaction", snap.interactions.ids[row], f"review on {last}"),)
    return Review(snap.accounts.ids[account], last, due, overdue, because)


def _last_counting(snap: Snapshot) -> dict[int, int]:
    """Row of the last review that counts, by account."""
    i = snap.interactions
    of = np.repeat(np.arange(len(i.ids)), np.diff(i.first_participant))
    last: dict[int, int] = {}
    reviewed = np.flatnonzero(i.kind == _REVIEW)
    for account in range(len(snap.accounts.ids)):
        here, deciding = _people_of(snap, account)
        present, decided = np.zeros(len(i.ids), dtype=bool), np.zeros(len(i.ids), dtype=bool)
        present[of[here[i.participants]]] = True
        decided[of[deciding[i.participants]]] = True
        rows = [
            r
            for r in reviewed
            if (i.account[r] == account or (i.account[r] < 0 and present[r])) and (i.senior[r] or decided[r])
        ]
        if rows:
            last[account] = int(max(rows, key=lambda r: (i.day[r], r)))
    return last


def _people_of(snap: Snapshot, account: int) -> tuple[Flags, Flags]:
    """The client people of an account, and those of them who have a part in the decision."""
    places = snap.places
    of_account = places.account == account
    decides = of_account & (((places.roles & _DECIDES) != 0) | (places.decision_weight > 0))
    here, deciding = (np.zeros(len(snap.people.ids), dtype=bool) for _ in range(2))
    here[places.person[of_account]] = True
    deciding[places.person[decides]] = True
    return here, deciding
