"""What everybody's departure would cost were some ties of another strength."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.analytics.block import UNCHANGED, Block
from kamgraph.analytics.chairs import share_between, total_of
from kamgraph.analytics.departures import DepartureSide, evidence, heaviest_first
from kamgraph.analytics.ground import Ground, ground_of
from kamgraph.analytics.lazily import Lazily
from kamgraph.analytics.losses import Losses
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot

_ROUNDING = 1e-12


@dataclass(frozen=True)
class SupposedTie:
    """One of ours, a contact, and how strong their tie would be, 0..1; 0 is no tie."""

    ours: str
    theirs: str
    strength: float


@dataclass(frozen=True, kw_only=True)
class DepartureIfTied:
    """What goes with one person as things stand, and with the supposed ties.

    Attributes
    ----------
    leaver : str
    side : {"ours", "theirs"}
    relationship_loss_before, relationship_loss_after, access_loss_before, access_loss_after : float
        Shares of the influence of the whole scope, 0..1.
    orphaned_before, orphaned_after, cut_off_before, cut_off_after : tuple of str
        People of the blocks concerned, as in `Departure`.
    because : tuple of Evidence
        The leaver's active ties there as they are, and the lines that lead to who is cut off today.
    """

    leaver: str
    side: DepartureSide
    relationship_loss_before: float
    relationship_loss_after: float
    access_loss_before: float
    access_loss_after: float
    orphaned_before: tuple[str, ...]
    orphaned_after: tuple[str, ...]
    cut_off_before: tuple[str, ...]
    cut_off_after: tuple[str, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class IfTiedResult(Result):
    """The supposed ties, the coverage without and with them, and who would be lost with whom."""

    supposed: tuple[SupposedTie, ...]
    coverage_before: float | None
    coverage_after: float | None
    items: Sequence[DepartureIfTied]


def if_tied(snap: Snapshot, ties: Iterable[tuple[str, str, float]]) -> IfTiedResult:
    """Find what everybody's departure would cost were some ties there, stronger, weaker, or gone.

    Whether a plan of new ties is enough shows before anybody has met: who of the people on either side would still be
    a single point of failure, and how much less goes with each. Only the blocks of the contacts are worked out anew,
    because no line leads out of a block; all other losses stay as `departures` says.

    Parameters
    ----------
    snap : Snapshot
    ties : iterable of (str, str, float)
        One of ours, a contact, and the strength that their tie would have, 0..1, active if above 0; whatever tie they
        have is replaced. Of a pair that comes twice the last counts.

    Returns
    -------
    IfTiedResult
        Items for everybody who stands in the blocks of the contacts, and for those of ours with a tie there before or
        after, by relationship loss and access loss afterwards (descending), then by id; made when they are read.
        Value at stake is not among them: its price depends on what is covered elsewhere in the account. Without
        influence no items, and a reason.

    Raises
    ------
    NotActive
        Somebody does not stand in the scope on the day.
    InvalidValue
        No tie is supposed; a tie is not between one of ours and a client person; a strength is not in 0..1; the client
        person is an empty seat.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("piotr", "ewa")])
    >>> sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs"}
    >>> nx.set_node_attributes(G, sides, "side")
    >>> found = if_tied(from_networkx(G, as_of=date(2026, 11, 23)), [("piotr", "jan", 0.5)])
    >>> [(i.leaver, i.relationship_loss_before, i.relationship_loss_after, i.orphaned_after) for i in found.items]
    [('jan', 0.5, 0.5, ()), ('piotr', 0.5, 0.5, ()), ('anna', 0.5, 0.25, ())]
    """
    ground, supposed = ground_of(snap), tuple([SupposedTie(*tie) for tie in ties])
    pairs, chairs = _pairs(snap, supposed), ground.chairs
    if chairs.reason is not None:
        return IfTiedResult(
            **header(snap), reason=chairs.reason, supposed=supposed, coverage_before=None, coverage_after=None, items=()
        )
    blocks = sorted({int(snap.blocks[theirs]) for _, theirs in pairs})
    changed = np.array([*pairs], dtype=np.int32)
    then = Block(ground, blocks, (changed, np.array([*pairs.values()], dtype=np.float64)), changed[:, 0])
    kept = then.relationship[: len(then.members)]
    covered = ground.covered - total_of(ground.covered_by_person[then.members]) + total_of(kept)
    items = _Items(ground, blocks, then, changed[:, 0])
    return IfTiedResult(
        **header(snap),
        supposed=supposed,
        coverage_before=chairs.share(ground.covered),
        coverage_after=chairs.share(covered),
        items=items if snap.kind == "portfolio" else tuple(items),
    )


def _pairs(snap: Snapshot, supposed: Sequence[SupposedTie]) -> dict[tuple[int, int], float]:
    if not supposed:
        raise InvalidValue("ties", "()", "must name at least one tie")
    pairs: dict[tuple[int, int], float] = {}
    for tie in supposed:
        ours, theirs = snap.number(tie.ours), snap.number(tie.theirs)
        if not snap.people.ours[ours]:
            raise InvalidValue("ours", tie.ours, "must be one of ours")
        if snap.people.ours[theirs]:
            raise InvalidValue("theirs", tie.theirs, "must be a client person")
        if snap.people.placeholder[theirs]:
            raise InvalidValue("theirs", tie.theirs, "is a chair without a known person, and nobody can know it")
        pairs[ours, theirs] = share_between("strength", tie.strength)
    return pairs


class _Items(Lazily[DepartureIfTied]):
    """The blocks as they are are worked out when somebody reads the items, over the same people."""

    def __init__(self, ground: Ground, blocks: Sequence[int], then: Block, team: Ints) -> None:
        self._ground, self._blocks, self._then, self._team = ground, blocks, then, team
        super().__init__(lambda: len(self._order), self._item)

    @cached_property
    def _now(self) -> Block:
        return Block(self._ground, self._blocks, UNCHANGED, self._team)

    @cached_property
    def _relationship(self) -> tuple[Floats, Floats]:
        return self._in_scope(self._whole.relationship, self._now.relationship, self._then.relationship)

    @cached_property
    def _access(self) -> tuple[Floats, Floats]:
        return self._in_scope(self._whole.access, self._now.access, self._then.access)

    @cached_property
    def _whole(self) -> Losses:
        return Losses(self._ground)

    def _in_scope(self, whole: Floats, now: Floats, then: Floats) -> tuple[Floats, Floats]:
        """What each loses in the whole scope before and after: what goes elsewhere does not change."""
        before = whole[self._then.people]
        # What rounding leaves of nothing is nothing.
        least = _ROUNDING * self._ground.chairs.total
        return before, np.where(before - now > least, before - now, 0.0) + then

    @cached_property
    def _order(self) -> Ints:
        people, snap = self._then.people, self._ground.snap
        order = np.lexsort((people, -np.round(self._access[1], 9), -np.round(self._relationship[1], 9)))
        leaves: Flags = np.isin(people, snap.standing) & ~snap.people.placeholder[people]
        return order[leaves[order]].astype(np.int32)

    def _item(self, i: int) -> DepartureIfTied:
        at, ground = int(self._order[i]), self._ground
        person, share = int(self._then.people[at]), ground.chairs.share
        (orphaned, cut), (orphaned_then, cut_then) = (self._lost(block, at) for block in (self._now, self._then))
        ties = ground.ties_of.of(person)
        here = ties[np.isin(ground.snap.ties.theirs[ties], self._now.members)]
        outside = self._now.people[self._now.cut.without(at)]
        return DepartureIfTied(
            leaver=ground.snap.people.ids[person],
            side="ours" if ground.is_ours[person] else "theirs",
            relationship_loss_before=share(float(self._relationship[0][at])),
            relationship_loss_after=share(float(self._relationship[1][at])),
            access_loss_before=share(float(self._access[0][at])),
            access_loss_after=share(float(self._access[1][at])),
            orphaned_before=orphaned,
            orphaned_after=orphaned_then,
            cut_off_before=cut,
            cut_off_after=cut_then,
            because=evidence(ground.snap, here, ground.lines_of.of(person), outside),
        )

    def _lost(self, block: Block, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who is orphaned, and who else is cut off."""
        snap, chairs = self._ground.snap, self._ground.chairs
        orphaned = np.flatnonzero(block.holder == at)
        cut = np.setdiff1d(block.cut.without(at), orphaned)
        found = (block.people[some][snap.placed[block.people[some]]] for some in (orphaned, cut))
        one, other = (heaviest_first(snap, chairs, some) for some in found)
        return one, other
