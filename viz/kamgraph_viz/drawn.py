"""The pages of an account under one signature, whatever they need beyond its snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.resilience import after_one
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.page import account_map
from kamgraph_viz.addresses import NOWHERE, AccountPage, Addresses
from kamgraph_viz.changes.page import OnDay, changes_page
from kamgraph_viz.coverage import coverage_page
from kamgraph_viz.leaving.page import departure_page, handover_page
from kamgraph_viz.quality.page import quality_page
from kamgraph_viz.quality.rows import NOTHING_ELSE, FromStore
from kamgraph_viz.structure.page import structure_page

QUARTER = timedelta(days=91)
QUARTERS = 6


@dataclass(frozen=True)
class Beyond:
    """What a page may ask for beyond the snapshot it is given.

    Attributes
    ----------
    on : callable or None
        The same scope on another day; None where no other day is to be had.
    since : date or None
        The day to compare with; a quarter before by default.
    store : callable
        What no snapshot says; asked only by the page that shows it.
    """

    on: Callable[[date], Snapshot] | None = None
    since: date | None = None
    store: Callable[[], FromStore] = lambda: NOTHING_ELSE


ALONE = Beyond()


class Draw(Protocol):
    """A page of an account."""

    def __call__(
        self, snap: Snapshot, *, beyond: Beyond = ALONE, lang: words.Lang = "pl", addresses: Addresses = NOWHERE
    ) -> str:
        """HTML text."""
        ...


def _alone(draw: Callable[..., str]) -> Draw:
    """A page that needs nothing beyond the snapshot."""

    def drawn(snap: Snapshot, *, beyond: Beyond = ALONE, **shown: Any) -> str:  # noqa: ARG001
        return draw(snap, **shown)

    return drawn


def _structure(snap: Snapshot, *, beyond: Beyond = ALONE, **shown: Any) -> str:
    return structure_page(snap, earlier=_a_quarter_before(snap, beyond), **shown)


def _changes(snap: Snapshot, *, beyond: Beyond = ALONE, **shown: Any) -> str:
    before = beyond.on(beyond.since) if beyond.on and beyond.since else _a_quarter_before(snap, beyond)
    return changes_page(before or snap, snap, history=_history(snap, beyond), **shown)


def _quality(snap: Snapshot, *, beyond: Beyond = ALONE, **shown: Any) -> str:
    return quality_page(snap, store=beyond.store(), **shown)


def _a_quarter_before(snap: Snapshot, beyond: Beyond) -> Snapshot | None:
    day = _before(snap.as_of, 1)
    return None if beyond.on is None or not _has_data(snap, day) else beyond.on(day)


def _history(snap: Snapshot, beyond: Beyond) -> list[OnDay]:
    if beyond.on is None:
        return []
    days = [day for n in range(QUARTERS, 0, -1) if _has_data(snap, day := _before(snap.as_of, n))]
    return [_on_day(one) for one in (*(beyond.on(day) for day in days), snap)]


def _on_day(snap: Snapshot) -> OnDay:
    sides = [left for left in after_one(snap) if left is not None]
    return snap.as_of, coverage(snap).coverage, min(sides, default=None)


def _before(day: date, quarters: int) -> date:
    return max(day, date.min + quarters * QUARTER) - quarters * QUARTER


def _has_data(snap: Snapshot, day: date) -> bool:
    return snap.first_day is not None and day >= snap.first_day


ACCOUNT_DRAWN: dict[AccountPage, Draw] = {
    "map": _alone(account_map),
    "coverage": _alone(coverage_page),
    "structure": _structure,
    "departure": _alone(departure_page),
    "handover": _alone(handover_page),
    "changes": _changes,
    "quality": _quality,
}
