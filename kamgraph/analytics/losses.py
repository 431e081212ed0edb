"""What everybody's departure costs, as columns over the people of a snapshot."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kamgraph.analytics.ground import Ground
from kamgraph.analytics.grouped import Grouped, by_end, grouped
from kamgraph.kernels.departures import relationship_losses
from kamgraph.snapshot.columns import Flags, Ints

__all__ = ["Grouped", "Losses", "by_end", "grouped"]


class Losses:
    """Columns over all people of the snapshot, in linear time; weights are not yet divided by W.

    Attributes
    ----------
    relationship, access : float arrays
        Influence lost by relationship and by access.
    value : float array
        Value at stake; NaN where the value of an account in which something is lost is not known.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        snap, chairs = ground.snap, ground.chairs
        self.access = ground.cut.weight_lost(chairs.by_person)
        ties, chances, worth = snap.ties, ground.chances, ground.value_by_person
        self.relationship, self.value = relationship_losses(
            snap.active_ties, ties.ours, ties.theirs, ties.strength, *chances, worth, chairs.by_person
        )

    @cached_property
    def _by_person(self) -> memoryview:
        # Side by side: reading one person costs one look into memory, not three.
        return np.column_stack([self.relationship, self.access, self.value]).data

    def of(self, person: int) -> tuple[float, float, float]:
        """Relationship, access and value of one person."""
        row = self._by_person
        return row[person, 0], row[person, 1], row[person, 2]

    @cached_property
    def harmless(self) -> memoryview:
        """Whether nobody is orphaned, cut off or left with one tie, and no unit without one, when a person leaves."""
        groups = self.orphaned.first, self.single_tied.first, self.units_lost.first, self._ground.cut.first
        harmless: Flags = np.diff(np.sum(groups, axis=0)) == 0
        return harmless.data

    @cached_property
    def orphaned(self) -> Grouped:
        """Contacts by the one of ours who is their only tie."""
        return self._of_contacts_with(1)

    @cached_property
    def single_tied(self) -> Grouped:
        """Contacts by each of the two of ours who are their only ties."""
        return self._of_contacts_with(2)

    @cached_property
    def units_lost(self) -> Grouped:
        """Units by the person at whom all their ties end."""
        ties, chairs, units = self._ground.ties, self._ground.chairs, len(self._ground.chairs.units)
        slot = ties.slot[chairs.person]
        unit, at = chairs.unit[slot >= 0], slot[slot >= 0]
        # The ties of a contact are sorted by our person.
        ends = (ties.contact[at], ties.contact[at]), (ties.ours[ties.first[at]], ties.ours[ties.first[at + 1] - 1])
        owner = np.concatenate([_only(unit, units, least, most) for least, most in ends])
        there = owner >= 0
        return grouped(owner[there], np.tile(np.arange(units, dtype=np.int32), 2)[there], self._ground.people)

    def _of_contacts_with(self, count: int) -> Grouped:
        ties = self._ground.ties
        chosen: Flags = ties.per_tie == count
        return grouped(ties.ours[chosen], ties.theirs[chosen], self._ground.people)


def _only(owner: Ints, owners: int, least: Ints, most: Ints) -> Ints:
    """The number that all ranges of each owner hold alone; -1 where there are several, or none."""
    low, high = np.full(owners, np.iinfo(np.int32).max, dtype=np.int32), np.full(owners, -1, dtype=np.int32)
    np.minimum.at(low, owner, least)
    np.maximum.at(high, owner, most)
    only: Ints = np.where(low == high, low, np.int32(-1))
    return only
