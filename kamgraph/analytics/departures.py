"""What is lost when a person leaves, for every person of both sides at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from kamgraph.analytics.chairs import Chairs, Weights
from kamgraph.analytics.evidence import line_evidence, tie_evidence
from kamgraph.analytics.ground import Ground, ground_of
from kamgraph.analytics.lazily import Lazily
from kamgraph.analytics.losses import Losses
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.snapshot.columns import Ints, Snapshot

_NONE: Ints = np.zeros(0, dtype=np.int32)

DepartureSide = Literal["ours", "theirs", "mixed"]


@dataclass(frozen=True, kw_only=True)
class Departure:
    """What goes with the leavers.

    Attributes
    ----------
    leavers : tuple of str
    side : {"ours", "theirs", "mixed"}
    relationship_loss, access_loss : float or None
        Shares of the influence, 0..1.
    orphaned : tuple of str
        Contacts whose only active ties are to the leavers.
    cut_off : tuple of str
        Others who could be reached before, over ties and lines, and cannot after.
    single_tied : tuple of str
        Contacts newly left hanging on one tie.
    single_point_of_failure : bool
        Somebody is orphaned or cut off, or all active ties of an account end here.
    value_at_stake : float or None
        Part of today's coverage that goes, applied to the annual value and summed over accounts; None where the value
        of such an account is not known. Never to be summed over people.
    accounts_lost : tuple of str
        Accounts left without an active tie (a group is one).
    because : sequence of Evidence
        The leavers' active ties, and the lines that led to those who are cut off.
    reason : str or None
        Why a share or the value at stake is None.
    """

    leavers: tuple[str, ...]
    side: DepartureSide
    relationship_loss: float | None
    access_loss: float | None
    orphaned: tuple[str, ...]
    cut_off: tuple[str, ...]
    single_tied: tuple[str, ...]
    single_point_of_failure: bool
    value_at_stake: float | None
    accounts_lost: tuple[str, ...]
    because: Sequence[Evidence]
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeparturesResult(Result):
    """Everybody's departure; `items` of a portfolio are made when they are read."""

    items: Sequence[Departure]


def departures(snap: Snapshot, *, weights: Weights = "stated") -> DeparturesResult:
    """What each person's leaving would cost: everybody of both sides at once, in linear time.

    For one of ours, ``relationship_loss = sum_c w_c s_uc prod_{q != u} (1 - s_qc) / W``; for a client person c it is
    ``w_c [1 - prod_u (1 - s_uc)] / W``. Access runs over ties, reports-to and influence lines without direction;
    ``access_loss = (influence reachable before - after) / W``, a leaving contact's own chair counted as lost. Losses
    of several people do not add up: ask `departure` about a set.

    Parameters
    ----------
    snap : Snapshot
        Of an account or group, which the person leaves, or of the portfolio, when the person leaves the organisation;
        there losses divide by the sum of the accounts' influence.
    weights : {"stated", "decision"}
        "decision" answers for one account or group only.

    Returns
    -------
    DeparturesResult
        Items by relationship loss, then access loss (descending), then id; a tuple, or for a portfolio a sequence
        whose items are made when read. Empty seats do not leave. Without influence there are no items, and a reason.

    Raises
    ------
    NotForPortfolio
        Decision weights are asked of the portfolio.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa"), ("piotr", "ewa")])
    >>> sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs"}
    >>> nx.set_node_attributes(G, sides, "side")
    >>> worst = departures(from_networkx(G, as_of=date(2026, 11, 23))).items[0]
    >>> worst.leavers, worst.relationship_loss, worst.orphaned, worst.single_tied
    (('anna',), 0.5, ('jan',), ('ewa',))

    References
    ----------
    J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16 (1973), pp.
    372-378, for the low points.
    """
    ground = ground_of(snap, weights)
    if ground.chairs.reason is not None:
        return DeparturesResult(**header(snap), reason=ground.chairs.reason, items=())
    leavers = snap.standing[~snap.people.placeholder[snap.standing]]
    lost = Losses(ground)
    # Whoever reads only the columns of a portfolio never needs the order.
    order = cache(lambda: _worst_first(leavers, lost).data)
    items = Lazily(len(leavers), lambda i: _item(ground, lost, order()[i]))
    return DeparturesResult(**header(snap), items=items if snap.kind == "portfolio" else tuple(items))


def _worst_first(leavers: Ints, lost: Losses) -> Ints:
    # Equal losses that differ by rounding must not change places; people are numbered in the order of their ids.
    keys = leavers, -np.round(lost.access[leavers], 9), -np.round(lost.relationship[leavers], 9)
    return leavers[np.lexsort(keys)]


def _item(ground: Ground, lost: Losses, leaver: int) -> Departure:
    snap, chairs = ground.snap, ground.chairs
    relationship, access, value = lost.of(leaver)
    orphaned = single = units = outside = cut = _NONE
    if not lost.harmless[leaver]:
        orphaned, single, units = lost.orphaned.of(leaver), lost.single_tied.of(leaver), lost.units_lost.of(leaver)
        outside = ground.cut.without(leaver)
        cut = outside[ground.snap.placed[outside] & ~np.isin(outside, orphaned)] if len(outside) else outside
    return Departure(
        leavers=(snap.people.ids[leaver],),
        side="ours" if ground.is_ours[leaver] else "theirs",
        relationship_loss=chairs.share(relationship),
        access_loss=chairs.share(access),
        orphaned=heaviest_first(snap, chairs, orphaned),
        cut_off=heaviest_first(snap, chairs, cut),
        single_tied=heaviest_first(snap, chairs, single),
        single_point_of_failure=bool(len(orphaned) or len(cut) or len(units)),
        value_at_stake=None if math.isnan(value) else value,
        accounts_lost=tuple([chairs.units[i] for i in units]) if len(units) else (),
        because=_because(ground, leaver, outside),
        reason=Reason.NO_VALUE if math.isnan(value) else None,
    )


def _because(ground: Ground, leaver: int, outside: Ints) -> Sequence[Evidence]:
    ties = ground.ties_of.of(leaver)
    if len(outside) or ground.snap.kind != "portfolio":
        return evidence(ground.snap, ties, ground.lines_of.of(leaver), outside)
    return Lazily(len(ties), lambda i: tie_evidence(ground.snap, ties[i : i + 1])[0])


def heaviest_first(snap: Snapshot, chairs: Chairs, people: Ints) -> tuple[str, ...]:
    """Ids by influence, descending, then by id."""
    if not len(people):
        return ()
    return tuple(snap.people.ids[i] for i in sorted(people.tolist(), key=lambda i: (-chairs.by_person[i], i)))


def evidence(snap: Snapshot, ties: Ints, lines: Ints, cut: Ints) -> tuple[Evidence, ...]:
    """The leavers' active ties, and those of their lines that led to people who are cut off."""
    if not len(cut):
        return tie_evidence(snap, ties)
    found = snap.lines
    led = np.isin(found.source[lines], cut) | np.isin(found.target[lines], cut)
    return tie_evidence(snap, ties) + line_evidence(snap, lines[led])
