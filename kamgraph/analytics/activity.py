"""How many different client people were met, on which levels, and which departments know each other."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import one_account
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model import InteractionKind
from kamgraph.snapshot.columns import DEPARTMENTS, INTERACTION_KINDS, LEVELS, Ints, Snapshot

CONTACT_KINDS = tuple(
    i
    for i, kind in enumerate(INTERACTION_KINDS)
    if kind not in {InteractionKind.DEAL, InteractionKind.ORDER, InteractionKind.NOTE, InteractionKind.EMAIL}
)


@dataclass(frozen=True)
class LevelActivity:
    """People of a level who were met in the window, and in the one before."""

    level: str
    n: int
    n_before: int


@dataclass(frozen=True)
class DepartmentTies:
    """Active ties between a department of ours and one of theirs; None where it is not known."""

    ours: str | None
    theirs: str | None
    ties: int


@dataclass(frozen=True, kw_only=True)
class ActivityResult(Result):
    """Relational activity of an account; never a ranking of staff.

    Attributes
    ----------
    met, met_before : int
        Different client people met in the window that ends on the day, and in the equally long one before it.
    by_level : tuple of LevelActivity
        Highest level first; levels with nobody in either window are left out.
    departments : tuple of DepartmentTies
        Most ties first.
    initiatives : int
        Joint initiatives that are open.
    because : tuple of Evidence
        The meetings in the window.
    """

    met: int
    met_before: int
    by_level: tuple[LevelActivity, ...]
    departments: tuple[DepartmentTies, ...]
    initiatives: int
    because: tuple[Evidence, ...]


def activity(snap: Snapshot) -> ActivityResult:
    """Count the different client people who met one of ours.

    A meeting, call, workshop, visit, event, review or other contact counts when one of ours and the client person took
    part; mails, notes, deals and orders are no meetings. The window is ``[D - window, D]``, the one before
    ``[D - 2 window - 1, D - window - 1]``.

    Parameters
    ----------
    snap : Snapshot
        Of an account or a group.

    Raises
    ------
    NotForPortfolio

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> activity(from_networkx(nx.Graph(), as_of=date(2026, 11, 23))).met
    0
    """
    one_account(snap, "activity")
    window, last = snap.settings.window_days, snap.as_of.toordinal()
    meetings, people = met_between(snap, last - window, last)
    _, before = met_between(snap, last - 2 * window - 1, last - window - 1)
    return ActivityResult(
        **header(snap),
        met=len(people),
        met_before=len(before),
        by_level=_by_level(snap, people, before),
        departments=_departments(snap),
        initiatives=sum(i.status.casefold() not in {"done", "closed", "cancelled"} for i in snap.initiatives),
        because=tuple(
            Evidence("interaction", snap.interactions.ids[i], f"{INTERACTION_KINDS[snap.interactions.kind[i]]}")
            for i in meetings
        ),
    )


def met_between(snap: Snapshot, first: int, last: int) -> tuple[Ints, Ints]:
    """Meetings on these days, both included, and the different client people of the scope who took part."""
    i = snap.interactions
    of = np.repeat(np.arange(len(i.ids)), np.diff(i.first_participant))
    placed = np.zeros(len(snap.people.ids), dtype=bool)
    placed[snap.contacts] = True
    ours, theirs = np.zeros(len(i.ids), dtype=bool), np.zeros(len(i.ids), dtype=bool)
    ours[of[snap.people.ours[i.participants]]] = True
    theirs[of[placed[i.participants]]] = True
    chosen = ours & theirs & (i.day >= first) & (i.day <= last) & np.isin(i.kind, CONTACT_KINDS)
    met = np.unique(i.participants[chosen[of] & placed[i.participants] & ~snap.people.placeholder[i.participants]])
    return np.flatnonzero(chosen).astype(np.int32), met.astype(np.int32)


def _by_level(snap: Snapshot, people: Ints, before: Ints) -> tuple[LevelActivity, ...]:
    level = dict(zip(snap.places.person.tolist(), snap.places.level.tolist(), strict=True))
    now, then = (Counter(level[int(p)] for p in group) for group in (people, before))
    return tuple(LevelActivity(LEVELS[n], now[n], then[n]) for n in sorted({*now, *then}))


def _departments(snap: Snapshot) -> tuple[DepartmentTies, ...]:
    theirs = dict(zip(snap.places.person.tolist(), snap.places.department.tolist(), strict=True))
    rows = snap.active_ties
    pairs = Counter(
        (int(snap.people.department[a]), theirs[int(b)])
        for a, b in zip(snap.ties.ours[rows], snap.ties.theirs[rows], strict=True)
    )
    named = [DepartmentTies(_department(a), _department(b), n) for (a, b), n in pairs.items()]
    return tuple(sorted(named, key=lambda d: (-d.ties, d.ours or "", d.theirs or "")))


def _department(number: int) -> str | None:
    return None if number < 0 else DEPARTMENTS[number].value
