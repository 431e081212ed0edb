"""What the leaving of a set changes, looked for only where its ties and lines lead."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from kamgraph.analytics.chairs import total_of
from kamgraph.analytics.ground import Ground
from kamgraph.kernels.access import reached_among
from kamgraph.snapshot.columns import Flags, Floats, Ints
from kamgraph.snapshot.spans import spans


class Touched:
    """The contacts with a tie that goes, and all their ties and chairs.

    Attributes
    ----------
    slots : int array
        Their places in ``ground.ties.contact``.
    left : float array
        For each, the product of 1 - s over the ties that stay.
    lost : float array
        The part of 1 - prod(1 - s) that goes; a difference of two would round a small one to none.
    before, after : int arrays
        Number of ties.
    known_by_gone : int array
        Number of those who leave of ours who know the contact.
    """

    def __init__(self, ground: Ground, gone: Ints) -> None:
        self.ground, self.gone = ground, gone
        self.is_gone = np.zeros(ground.people, dtype=bool)
        self.is_gone[gone] = True
        ties, own = ground.ties, ground.ties.slot[gone]
        of_row = np.searchsorted(ties.first, ground.of_ours.of_all(gone), side="right") - 1
        self.slots = np.unique(np.concatenate([own[own >= 0], of_row])).astype(np.int32)
        self.contacts = ties.contact[self.slots]
        begin, rows = spans(ties.first, self.slots)
        goes = self.is_gone[ties.ours[rows]] | self.is_gone[ties.theirs[rows]]
        # Every contact here has at least one tie, so no piece to reduce is empty.
        pieces = begin[:-1]
        with np.errstate(divide="ignore"):
            missed = np.log1p(-np.where(goes, ties.strength[rows], 0.0))
        self.left = (
            np.multiply.reduceat(np.where(goes, 1.0, 1.0 - ties.strength[rows]), pieces) if len(rows) else missed
        )
        self.lost: Floats = self.left * -np.expm1(np.add.reduceat(missed, pieces) if len(rows) else missed)
        self.before = np.diff(begin)
        of = np.repeat(np.arange(len(self.slots)), self.before)
        self.known_by_gone = np.bincount(of[self.is_gone[ties.ours[rows]]], minlength=len(self.slots))
        self.after = self.before - np.bincount(of[goes], minlength=len(self.slots))

    @cached_property
    def orphaned(self) -> Ints:
        """Contacts who stay, with no tie left."""
        chosen: Flags = ~self.is_gone[self.contacts] & (self.after == 0)
        return self.contacts[chosen]

    @cached_property
    def single_tied(self) -> Ints:
        """Contacts who stay, newly left with one tie."""
        chosen: Flags = ~self.is_gone[self.contacts] & (self.before > 1) & (self.after == 1)
        return self.contacts[chosen]

    @cached_property
    def _chairs(self) -> tuple[Ints, Ints]:
        """Rows of the chairs of the contacts, and the contact of each."""
        at = self.ground.chairs_at
        begin, inside = spans(at.first, self.contacts)
        return at.member[inside], np.repeat(np.arange(len(self.contacts), dtype=np.int32), np.diff(begin))

    @cached_property
    def _lost_by_chair(self) -> Floats:
        rows, of = self._chairs
        lost: Floats = self.ground.chairs.weight[rows] * self.lost[of]
        return lost

    @property
    def weight_lost(self) -> float:
        """Influence that is no longer covered."""
        return total_of(self._lost_by_chair)

    @property
    def covered_after(self) -> float:
        """Influence that is still covered."""
        rows, of = self._chairs
        still = np.where(self.after > 0, 1.0 - self.left, 0.0)[of]
        return _less(self.ground.covered, self.ground.covered_by_chair[rows], self.ground.chairs.weight[rows] * still)

    @property
    def reached_after(self) -> float:
        """Influence that still has a tie."""
        rows, of = self._chairs
        weight = self.ground.chairs.weight[rows]
        return _less(self.ground.reached, weight, weight * (self.after > 0)[of])

    @cached_property
    def value_lost(self) -> float | None:
        """Value at stake, or None where that of an account in which something is lost is not known."""
        rows, _ = self._chairs
        price = self.ground.price[self.ground.chairs.unit[rows]]
        value = float(np.where(self._lost_by_chair > 0, self._lost_by_chair * price, 0.0).sum())
        return None if math.isnan(value) else value

    @cached_property
    def units_lost(self) -> Ints:
        """Units that lose their last tie."""
        rows, of = self._chairs
        units, of_unit = np.unique(self.ground.chairs.unit[rows], return_inverse=True)
        fewer = np.bincount(of_unit, weights=(self.before - self.after)[of], minlength=len(units))
        # All of a unit's ties go only where every one of its contacts with a tie is touched.
        every: Flags = (fewer > 0) & (fewer == self.ground.ties_in_unit[units])
        return units[every]

    @cached_property
    def unreached(self) -> Ints:
        """Everybody who was reached before and is not after, the leavers included."""
        ground, ours = self.ground, self.ground.snap.people.ours
        ends = np.concatenate([ground.beside.of_all(self.gone[ours[self.gone]]), self.gone[~ours[self.gone]]])
        members = ground.members.of_all(np.unique(ground.snap.blocks[ends[~ours[ends]]]))
        found = reached_among(members, ground.beside.first, ground.beside.member, ours, self.is_gone)
        near = np.unique(np.concatenate([members, self.gone])).astype(np.int32)
        # Ours who stay are reached from themselves.
        lost: Flags = ground.cut.reached[near] & ~found[near] & (~ours[near] | self.is_gone[near])
        return near[lost]


def _less(whole: float, before: Floats, after: Floats) -> float:
    """A sum of which some parts changed; both sums are exact, so nothing is left over where nothing is left."""
    return whole - total_of(before) + total_of(after)
