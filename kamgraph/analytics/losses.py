"""What everybody's departure costs, as columns over the people of a snapshot."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from kamgraph.analytics.ground import Ground
from kamgraph.analytics.grouped import Grouped, by_end, grouped
from kamgraph.kernels.chances import products_without_each
from kamgraph.kernels.departures import only_ends, relationship_losses
from kamgraph.snapshot.columns import Flags

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
        ties, tie = snap.ties, snap.active_ties
        self.relationship, self.value = relationship_losses(
            tie,
            ties.ours,
            ties.theirs,
            ties.strength,
            *products_without_each(1.0 - ties.strength[tie], ties.theirs[tie], ground.people),
            chairs.person,
            chairs.weight,
            chairs.unit,
            chairs.value,
            chairs.by_person,
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
        ties, chairs, at = self._ground.ties, self._ground.chairs, self._ground.chairs_at
        ends = only_ends(ties.first, ties.contact, ties.ours, at.first, at.member, chairs.unit, len(chairs.units))
        owner, unit = np.concatenate(ends), np.tile(np.arange(len(chairs.units), dtype=np.int32), 2)
        return grouped(owner[owner >= 0], unit[owner >= 0], self._ground.people)

    def _of_contacts_with(self, count: int) -> Grouped:
        ties = self._ground.ties
        chosen: Flags = ties.per_tie == count
        return grouped(ties.ours[chosen], ties.theirs[chosen], self._ground.people)
