"""What everybody's departure costs, as columns over the people of a snapshot."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kamgraph.analytics.ground import Ground, placed
from kamgraph.analytics.grouped import Grouped, by_end, grouped
from kamgraph.kernels.departures import only_ends, relationship_losses
from kamgraph.snapshot.columns import Flags

__all__ = ["Grouped", "Losses", "by_end", "grouped", "placed"]


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
        ties, chairs = ground.ties, ground.chairs
        self.relationship, self.value = relationship_losses(
            ties.first,
            ties.contact,
            ties.ours,
            ties.strength,
            ties.others,
            ties.missed,
            ground.chairs_at.first,
            ground.chairs_at.member,
            chairs.weight,
            chairs.unit,
            chairs.value,
            ground.people,
        )
        self.access = ground.cut.weight_lost(chairs.by_person)

    @cached_property
    def _buffers(self) -> tuple[memoryview, memoryview, memoryview]:
        return self.relationship.data, self.access.data, self.value.data

    def of(self, person: int) -> tuple[float, float, float]:
        """Relationship, access and value of one person."""
        relationship, access, value = self._buffers
        return relationship[person], access[person], value[person]

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
        ties, chairs, at = self._ground.ties, self._ground.chairs, self._ground.chairs_at
        ends = only_ends(ties.first, ties.contact, ties.ours, at.first, at.member, chairs.unit, len(chairs.units))
        owner, unit = np.concatenate(ends), np.tile(np.arange(len(chairs.units), dtype=np.int32), 2)
        return grouped(owner[owner >= 0], unit[owner >= 0], self._ground.people)

    def _of_contacts_with(self, count: int) -> Grouped:
        ties = self._ground.ties
        chosen: Flags = ties.per_tie == count
        return grouped(ties.ours[chosen], ties.theirs[chosen], self._ground.people)
