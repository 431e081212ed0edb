"""What every question about leaving starts from: ties, chairs and access of a snapshot, grouped once and remembered."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kamgraph.analytics.access import CutOff, beside, cut_off
from kamgraph.analytics.chairs import Chairs, Weights, chairs_of, total_of
from kamgraph.analytics.expected import gone_by
from kamgraph.analytics.grouped import Grouped, by_end, grouped
from kamgraph.analytics.held import Held, held
from kamgraph.kernels.departures import products_without_each
from kamgraph.kernels.grouping import grouped_rows, ties_by_contact
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot
from kamgraph.snapshot.graph import access_lines


class Ground:
    """Columns of a snapshot by what a departure touches, each made when it is first asked for."""

    def __init__(self, snap: Snapshot, chairs: Chairs) -> None:
        self.snap, self.chairs = snap, chairs
        self.people = len(snap.people.ids)

    @cached_property
    def ties(self) -> Held:
        """Active ties of the scope by contact."""
        return held(self.snap)

    @cached_property
    def of_ours(self) -> Grouped:
        """Rows of `ties` by our person."""
        return Grouped(*grouped_rows(self.ties.ours, self.people))

    @cached_property
    def chairs_at(self) -> Grouped:
        """Rows of `chairs` by person."""
        return Grouped(*grouped_rows(self.chairs.person, self.people))

    @cached_property
    def ties_of(self) -> Grouped:
        """Positions in the snapshot of the active ties of the scope, by both ends."""
        ties, active = self.snap.ties, self.snap.active_ties
        return by_end(ties.ours[active], ties.theirs[active], active, self.people)

    @cached_property
    def lines_of(self) -> Grouped:
        """Positions in the snapshot of the lines that give access, by both ends."""
        lines, giving = self.snap.lines, access_lines(self.snap)
        return by_end(lines.source[giving], lines.target[giving], giving, self.people)

    @cached_property
    def led_to(self) -> Grouped:
        """Those to whom the lines of each person lead that give access."""
        lines, giving = self.snap.lines, access_lines(self.snap)
        return grouped(lines.source[giving], lines.target[giving], self.people)

    @cached_property
    def active_by_contact(self) -> tuple[Ints, Ints, Ints, Floats]:
        """Slot of each person, first tie of each slot, ours and strength of all active ties, also outside the scope."""
        ties, active = self.snap.ties, np.flatnonzero(self.snap.ties.active).astype(np.int32)
        slot, _, first, _, ours, strength = ties_by_contact(active, ties.ours, ties.theirs, ties.strength, self.people)
        return slot, first, ours, strength

    @cached_property
    def every_tie_to(self) -> Grouped:
        """Positions in the snapshot of all ties, active or not, by their client person."""
        return Grouped(*grouped_rows(self.snap.ties.theirs, self.people))

    @cached_property
    def present(self) -> Flags:
        """Whether each is a person, and neither gone nor absent on the day."""
        present: Flags = ~self.snap.people.placeholder & ~gone_by(self.snap, self.snap.as_of.toordinal())
        return present

    @cached_property
    def beside(self) -> Grouped:
        """Neighbours of each person in the access graph."""
        return Grouped(*beside(self.snap))

    @cached_property
    def cut(self) -> CutOff:
        """What everybody's leaving cuts off."""
        return cut_off(self.snap)

    @cached_property
    def members(self) -> Grouped:
        """People by block."""
        blocks = self.snap.blocks
        return grouped(blocks, np.arange(self.people, dtype=np.int32), int(blocks.max(initial=-1)) + 1)

    @cached_property
    def is_ours(self) -> memoryview:
        """Whether each person is ours, for reading one by one."""
        return self.snap.people.ours.data

    @cached_property
    def chances(self) -> tuple[Floats, Floats]:
        """Of each active tie of the scope the product of 1 - s over the contact's other ones; of each person, over all.

        The ties stand as in the snapshot: to sort them first would take longer than all else.
        """
        ties, active = self.snap.ties, self.snap.active_ties
        return products_without_each(1.0 - ties.strength[active], ties.theirs[active], self.people)

    @cached_property
    def covered_by_chair(self) -> Floats:
        """Influence of each chair that is covered."""
        _, missed = self.chances
        covered: Floats = self.chairs.weight * (1.0 - missed[self.chairs.person])
        return covered

    @cached_property
    def covered_by_person(self) -> Floats:
        """Influence of each person that is covered, over all chairs."""
        summed = np.bincount(self.chairs.person, weights=self.covered_by_chair, minlength=self.people)
        return summed.astype(np.float64)

    @cached_property
    def covered(self) -> float:
        """Influence that is covered."""
        return total_of(self.covered_by_chair)

    @cached_property
    def reached(self) -> float:
        """Influence with at least one tie."""
        return total_of(self.chairs.weight[self.ties.slot[self.chairs.person] >= 0])

    @cached_property
    def price(self) -> Floats:
        """What a unit of covered influence is worth in each unit: annual value / covered weight; 0 where none is."""
        total = np.bincount(self.chairs.unit, weights=self.covered_by_chair, minlength=len(self.chairs.units))
        # Over no place at all the sums above are whole numbers, which would not take a quotient.
        return np.divide(self.chairs.value, total, out=np.zeros(len(total)), where=total > 0)

    @cached_property
    def value_by_person(self) -> Floats:
        """What all influence of each person would be worth at these prices; NaN where one is not known."""
        weight, price = self.chairs.weight, self.price[self.chairs.unit]
        worth = np.where(weight > 0, weight * price, 0.0)
        return np.bincount(self.chairs.person, weights=worth, minlength=self.people).astype(np.float64)

    @cached_property
    def ties_in_unit(self) -> Ints:
        """Number of active ties of each unit, a contact's ties once for each of its chairs there."""
        count = np.zeros(self.people)
        count[self.ties.contact] = self.ties.known_by
        summed = np.bincount(self.chairs.unit, weights=count[self.chairs.person], minlength=len(self.chairs.units))
        return summed.astype(np.int32)


def ground_of(snap: Snapshot, weights: Weights = "stated") -> Ground:
    """Ground of a snapshot: made at the first question, kept as long as the snapshot; raises as `chairs_of`."""
    # A snapshot never changes, so neither does what follows from it.
    known: dict[Weights, Ground] = snap.derived.setdefault("ground", {})
    if weights not in known:
        known[weights] = Ground(snap, chairs_of(snap, weights))
    return known[weights]
