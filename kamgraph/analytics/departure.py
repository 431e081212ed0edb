"""What is lost when a set of people leaves together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

import numpy as np

from kamgraph.analytics.chairs import Chairs, Weights, total_of
from kamgraph.analytics.departures import Departure, DepartureSide, evidence, heaviest_first
from kamgraph.analytics.ground import Ground, ground_of
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Result, header
from kamgraph.analytics.synergies import Synergy, summed
from kamgraph.analytics.touched import Touched
from kamgraph.model.errors import InvalidValue, NotActive
from kamgraph.snapshot.columns import Ints, Snapshot
from kamgraph.snapshot.spans import spans

Kind = Literal["leaves", "changes_role", "absent"]


@dataclass(frozen=True, kw_only=True)
class DepartureResult(Departure, Result):
    """A departure of a set, with the account before and after on the same influence."""

    coverage_before: float | None
    coverage_after: float | None
    reach_1_before: float | None
    reach_1_after: float | None
    synergies: tuple[Synergy, ...]


def departure(
    snap: Snapshot, leavers: str | Iterable[str], *, kind: Kind = "leaves", weights: Weights = "stated"
) -> DepartureResult:
    """What leaving together costs: a set of one side or of both.

    Coverage and reach are computed anew without the leavers on unchanged influence; a leaving contact's chair counts
    as lost. The loss of several of ours is at least the sum of their losses, because people who back each other up
    look harmless one at a time: ``synergy(a, b) = sum_c w_c s_ac s_bc prod_{q != a, b} (1 - s_qc) / W`` is what a pair
    adds. Across the sides the loss may be more or less than the sum.

    Parameters
    ----------
    snap : Snapshot
        Of an account or group, which they leave, or of the portfolio, when they leave the organisation.
    leavers : iterable of str, or str
        Ids of at least one person; repetitions count once.
    kind : {"leaves", "changes_role", "absent"}
        Says why; what is lost is the same.
    weights : {"stated", "decision"}
        "decision" answers for one account or group only.

    Returns
    -------
    DepartureResult
        Shares are None without influence, and value at stake where a value is not known, with the reason.

    Raises
    ------
    NotActive
        Somebody does not stand in the scope on the day, or is an empty seat.
    InvalidValue
        Nobody leaves, or the kind or the weighting is unknown.
    NotForPortfolio
        Decision weights are asked of the portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("piotr", "jan")])
    >>> nx.set_node_attributes(G, {"anna": "ours", "piotr": "ours", "jan": "theirs"}, "side")
    >>> result = departure(from_networkx(G, as_of=date(2026, 11, 23)), ["anna", "piotr"])
    >>> result.coverage_after, result.orphaned, result.synergies
    (0.0, ('jan',), (Synergy(a='anna', b='piotr', synergy=1.0),))

    References
    ----------
    S. P. Borgatti, "Identifying sets of key players in a social network", Computational and Mathematical Organization
    Theory 12 (2006), pp. 21-34: the worst set is not the set of the worst.
    """
    if kind not in get_args(Kind):
        raise InvalidValue("kind", kind, f"must be one of {', '.join(get_args(Kind))}")
    ground, gone = ground_of(snap, weights), _numbers(snap, leavers)
    chairs, touched = ground.chairs, Touched(ground, gone)
    outside = np.setdiff1d(touched.unreached, gone)
    cut = outside[ground.snap.placed[outside] & ~np.isin(outside, touched.orphaned)]
    value = touched.value_lost
    return DepartureResult(
        **header(snap),
        reason=chairs.reason or (Reason.NO_VALUE if value is None else None),
        leavers=tuple(snap.people.ids[i] for i in gone),
        side=_side(snap, gone),
        relationship_loss=_share(chairs, touched.weight_lost),
        access_loss=_share(chairs, total_of(chairs.by_person[touched.unreached])),
        orphaned=heaviest_first(snap, chairs, touched.orphaned),
        cut_off=heaviest_first(snap, chairs, cut),
        single_tied=heaviest_first(snap, chairs, touched.single_tied),
        single_point_of_failure=bool(len(touched.orphaned) or len(cut) or len(touched.units_lost)),
        value_at_stake=value,
        accounts_lost=tuple(chairs.units[i] for i in touched.units_lost),
        because=evidence(
            snap, np.unique(ground.ties_of.of_all(gone)), np.unique(ground.lines_of.of_all(gone)), outside
        ),
        coverage_before=_share(chairs, ground.covered),
        coverage_after=_share(chairs, touched.covered_after),
        reach_1_before=_share(chairs, ground.reached),
        reach_1_after=_share(chairs, touched.reached_after),
        synergies=() if chairs.reason else _synergies(ground, touched, gone),
    )


def _numbers(snap: Snapshot, leavers: str | Iterable[str]) -> Ints:
    named = (leavers,) if isinstance(leavers, str) else tuple(leavers)
    if not named:
        raise InvalidValue("leavers", "()", "must name at least one person")
    numbers = sorted({snap.number(person) for person in named})
    for i in numbers:
        if snap.people.placeholder[i]:
            raise NotActive(snap.people.ids[i], snap.as_of)
    return np.array(numbers, dtype=np.int32)


def _side(snap: Snapshot, gone: Ints) -> DepartureSide:
    ours = snap.people.ours[gone]
    return "ours" if ours.all() else "theirs" if not ours.any() else "mixed"


def _share(chairs: Chairs, weight: float) -> float | None:
    return None if chairs.reason else chairs.share(weight)


def _synergies(ground: Ground, touched: Touched, gone: Ints) -> tuple[Synergy, ...]:
    snap, chairs, ties = ground.snap, ground.chairs, ground.ties
    together = dict.fromkeys(combinations(gone[snap.people.ours[gone]].tolist(), 2), 0.0)
    shared = touched.slots[touched.known_by_gone > 1]
    if together and len(shared):
        begin, rows = spans(ties.first, shared)
        of = ties.ours[rows], ties.strength[rows], ties.contact[shared]
        a, b, lost = summed(ground, begin, *of, touched.is_gone)
        together.update(zip(zip(a.tolist(), b.tolist(), strict=True), lost.tolist(), strict=True))
    ids = snap.people.ids
    pairs = [Synergy(a=ids[a], b=ids[b], synergy=chairs.share(lost)) for (a, b), lost in together.items()]
    return tuple(sorted(pairs, key=lambda pair: (-pair.synergy, pair.a, pair.b)))
