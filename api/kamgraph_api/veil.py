"""What a caller may not know, taken out of the graph before anything is computed from it.

Everything a route answers comes from a snapshot that went through here, so that no measure, page or table can tell more
than its reader may know. Without `opinions:read` the graph looks as if nobody had ever stated one: influence is assumed
from the level, and results say so in `assumed_share`. Without `departures:plan` nobody is known to leave by a handover.
People who stand only in accounts that the caller does not see are "someone in another account".
"""

from dataclasses import replace

import numpy as np

from kamgraph.access import Principal, Scope
from kamgraph.model import LineKind
from kamgraph.snapshot.columns import (
    ANOTHER_ACCOUNT,
    LEVELS,
    LINE_KINDS,
    NO_DAY,
    UNKNOWN_STANCE,
    Flags,
    Interactions,
    Lines,
    People,
    Places,
    Snapshot,
)

ELSEWHERE = "someone in another account / ktoś na innym koncie"


def veiled(snap: Snapshot, principal: Principal) -> Snapshot:
    """The same snapshot without what this principal may not know."""
    if not principal.may(Scope.OPINIONS_READ):
        snap = replace(snap, places=_without_opinions(snap), lines=_reporting(snap.lines))
    if not principal.may(Scope.DEPARTURES_PLAN) and snap.handovers:
        snap = replace(snap, people=_without_plans(snap), handovers=())
    if principal.accounts is not None:
        people = _without_outsiders(snap.people, outsiders(snap))
        snap = replace(snap, people=people, interactions=_without_other_accounts(snap.interactions))
    return snap


def outsiders(snap: Snapshot) -> Flags:
    """Client people without a place in the scope: they are in it only because a line leads to them."""
    outside = ~snap.people.ours
    outside[snap.places.person] = False
    return outside


def _without_opinions(snap: Snapshot) -> Places:
    places, n = snap.places, len(snap.places.person)
    by_level = np.array([snap.settings.weights[level] for level in LEVELS])
    return replace(
        places,
        weight=by_level[places.level],
        assumed=np.ones(n, dtype=bool),
        stale=np.zeros(n, dtype=bool),
        stance=np.full(n, UNKNOWN_STANCE, dtype=np.int32),
        roles=np.zeros(n, dtype=np.int32),
        decision_weight=np.full(n, np.nan),
        stakeholder_fact=("",) * n,
    )


def _reporting(lines: Lines) -> Lines:
    """Only who reports to whom: that somebody influences or opposes somebody is an opinion."""
    rows = np.flatnonzero(lines.kind == LINE_KINDS.index(LineKind.REPORTS_TO))
    return Lines(
        source=lines.source[rows],
        target=lines.target[rows],
        kind=lines.kind[rows],
        weight=lines.weight[rows],
        fact=tuple(lines.fact[i] for i in rows.tolist()),
    )


def _without_plans(snap: Snapshot) -> People:
    """Nobody who hands over is known to leave: the columns do not tell a plan from the end of a position."""
    planned = {person for handover in snap.handovers for person in handover.leavers}
    hidden = np.array([person in planned for person in snap.people.ids], dtype=bool)
    people = snap.people
    return replace(
        people,
        ends=np.where(hidden, NO_DAY, people.ends).astype(np.int32),
        absent_from=np.where(hidden, NO_DAY, people.absent_from).astype(np.int32),
        absent_to=np.where(hidden, NO_DAY, people.absent_to).astype(np.int32),
    )


def _without_outsiders(people: People, hidden: Flags) -> People:
    numbers = np.cumsum(hidden).tolist()
    marked = list(zip(hidden.tolist(), numbers, strict=True))

    def over(texts: tuple[str, ...], instead: str) -> tuple[str, ...]:
        return tuple(instead.format(n) if hide else text for text, (hide, n) in zip(texts, marked, strict=True))

    return replace(
        people,
        ids=over(tuple(people.ids), "another-account-{}"),
        names=over(tuple(people.names), ELSEWHERE),
        title=over(tuple(people.title), ""),
        department_text=over(tuple(people.department_text), ""),
    )


def _without_other_accounts(met: Interactions) -> Interactions:
    """A contact about an account that is not seen keeps its day and loses its id."""
    elsewhere = (met.account == ANOTHER_ACCOUNT).tolist()
    numbers = np.cumsum(elsewhere).tolist()
    ids = tuple(f"another-account-{n}" if hide else i for i, hide, n in zip(met.ids, elsewhere, numbers, strict=True))
    return replace(met, ids=ids)
