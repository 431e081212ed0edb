"""What is lost when a set of people leaves together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

import numpy as np

from kamgraph.analytics.access import reached_without
from kamgraph.analytics.chairs import Chairs, Weights, chairs_of, total_of
from kamgraph.analytics.coverage import kept_and_known
from kamgraph.analytics.departures import Departure, DepartureSide, evidence, heaviest_first
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.losses import placed, ties_at_chairs, value_of_weight
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Result, header
from kamgraph.model.errors import InvalidValue, NotActive
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot
from kamgraph.snapshot.graph import access_lines

Kind = Literal["leaves", "changes_role", "absent"]


@dataclass(frozen=True, kw_only=True)
class Synergy:
    """What a pair of ours loses together beyond the sum of their losses alone: how far they back each other up."""

    a: str
    b: str
    synergy: float


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
    chairs, gone = chairs_of(snap, weights), _numbers(snap, leavers)
    before, after = held(snap), held(snap, without=gone)
    orphaned, single_tied = _left_behind(snap, before, after, gone)
    unreached = np.flatnonzero(reached_without(snap) & ~reached_without(snap, gone)).astype(np.int32)
    outside = np.setdiff1d(unreached, gone)
    cut = outside[placed(snap)[outside] & ~np.isin(outside, orphaned)]
    units = _units_lost(snap, chairs, before, after)
    kept, kept_after = (kept_and_known(snap, ties) for ties in (before, after))
    lost = chairs.weight * _lost(snap, before, after, gone)[chairs.person]
    value = _value(chairs, chairs.weight * kept[0][chairs.person], lost)
    reached, reached_after = (chairs.weight * (known[chairs.person] >= 1) for _, known in (kept, kept_after))
    return DepartureResult(
        **header(snap),
        reason=chairs.reason or (Reason.NO_VALUE if value is None else None),
        leavers=tuple(snap.people.ids[i] for i in gone),
        side=_side(snap, gone),
        relationship_loss=_share(chairs, lost),
        access_loss=_share(chairs, chairs.by_person[unreached]),
        orphaned=heaviest_first(snap, chairs, orphaned),
        cut_off=heaviest_first(snap, chairs, cut),
        single_tied=heaviest_first(snap, chairs, single_tied),
        single_point_of_failure=bool(len(orphaned) or len(cut) or units),
        value_at_stake=value,
        accounts_lost=units,
        because=evidence(snap, _ties_of(snap, gone), _lines_of(snap, gone), outside),
        coverage_before=_share(chairs, chairs.weight * kept[0][chairs.person]),
        coverage_after=_share(chairs, chairs.weight * kept_after[0][chairs.person]),
        reach_1_before=_share(chairs, reached),
        reach_1_after=_share(chairs, reached_after),
        synergies=() if chairs.reason else _synergies(snap, chairs, before, gone),
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


def _share(chairs: Chairs, weights: Floats) -> float | None:
    return None if chairs.reason else chairs.share(total_of(weights))


def _lost(snap: Snapshot, before: Held, after: Held, gone: Ints) -> Floats:
    """For each person, the part of 1 - prod(1 - s) that goes; a difference of two would round a small one to none."""
    people = len(snap.people.ids)
    leaving = np.isin(before.ours, gone) | np.isin(before.theirs, gone)
    left = np.ones(people)
    left[after.contact] = after.missed
    with np.errstate(divide="ignore"):
        missed = np.log1p(-before.strength[leaving])
    lost: Floats = left * -np.expm1(np.bincount(before.theirs[leaving], weights=missed, minlength=people))
    return lost


def _left_behind(snap: Snapshot, before: Held, after: Held, gone: Ints) -> tuple[Ints, Ints]:
    """Contacts with no active tie left, and those newly left with one; leaving contacts are neither."""
    had, have = kept_and_known(snap, before)[1], kept_and_known(snap, after)[1]
    stays = np.ones(len(had), dtype=bool)
    stays[gone] = False
    none: Flags = stays & (had > 0) & (have == 0)
    one: Flags = stays & (had > 1) & (have == 1)
    return np.flatnonzero(none).astype(np.int32), np.flatnonzero(one).astype(np.int32)


def _units_lost(snap: Snapshot, chairs: Chairs, before: Held, after: Held) -> tuple[str, ...]:
    had, have = (set(chairs.unit[ties_at_chairs(t, chairs, len(snap.people.ids))[1]].tolist()) for t in (before, after))
    return tuple(chairs.units[i] for i in sorted(had - have))


def _value(chairs: Chairs, covered: Floats, lost: Floats) -> float | None:
    price = value_of_weight(chairs, covered)[chairs.unit]
    value = float(np.where(lost > 0, lost * price, 0.0).sum())
    return None if math.isnan(value) else value


def _ties_of(snap: Snapshot, gone: Ints) -> Ints:
    active = snap.active_ties
    return active[np.isin(snap.ties.ours[active], gone) | np.isin(snap.ties.theirs[active], gone)]


def _lines_of(snap: Snapshot, gone: Ints) -> Ints:
    lines = access_lines(snap)
    return lines[np.isin(snap.lines.source[lines], gone) | np.isin(snap.lines.target[lines], gone)]


def _synergies(snap: Snapshot, chairs: Chairs, ties: Held, gone: Ints) -> tuple[Synergy, ...]:
    ours = gone[snap.people.ours[gone]]
    together = np.zeros((len(ours), len(ours)))
    leaving = np.isin(ties.ours, ours)
    for i in np.flatnonzero(np.add.reduceat(leaving, ties.first[:-1]) >= 2) if len(ties.contact) else ():
        rows = slice(ties.first[i], ties.first[i + 1])
        strength, leaves = ties.strength[rows], leaving[rows]
        weight = chairs.by_person[ties.contact[i]] * np.prod(1.0 - strength[~leaves])
        both = np.outer(strength[leaves], strength[leaves]) * _without_two(1.0 - strength[leaves])
        at = np.searchsorted(ours, ties.ours[rows][leaves])
        together[np.ix_(at, at)] += weight * both
    ids = [snap.people.ids[i] for i in ours]
    pairs = [
        Synergy(a=ids[a], b=ids[b], synergy=chairs.share(float(together[a, b])))
        for a, b in combinations(range(len(ids)), 2)
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.synergy, pair.a, pair.b)))


def _without_two(factors: Floats) -> Floats:
    """Product of all factors but two, for each two of them, without a division."""
    table = np.tile(factors, (len(factors), 1))
    np.fill_diagonal(table, 1.0)
    before, after = np.ones_like(table), np.ones_like(table)
    before[:, 1:] = np.cumprod(table[:, :-1], axis=1)
    after[:, :-1] = np.cumprod(table[:, :0:-1], axis=1)[:, ::-1]
    product: Floats = before * after
    return product
