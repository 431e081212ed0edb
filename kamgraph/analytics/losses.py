"""What everybody's departure costs, as columns over the people of a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.access import CutOff
from kamgraph.analytics.ground import Ground, placed
from kamgraph.analytics.grouped import Grouped, by_end, grouped
from kamgraph.kernels.departures import only_ends, relationship_losses
from kamgraph.snapshot.columns import Flags, Floats

__all__ = ["Grouped", "Losses", "by_end", "grouped", "losses", "placed"]


@dataclass(frozen=True, eq=False)
class Losses:
    """Columns over all people of the snapshot; weights are not yet divided by W.

    Attributes
    ----------
    relationship, access : float arrays
        Influence lost by relationship and by access.
    value : float array
        Value at stake; NaN where the value of an account in which something is lost is not known.
    orphaned, single_tied : Grouped
        Contacts by the one of ours who is their only tie, or one of their two.
    units_lost : Grouped
        Units by the person at whom all their ties end.
    cut : CutOff
    """

    relationship: Floats
    access: Floats
    value: Floats
    orphaned: Grouped
    single_tied: Grouped
    units_lost: Grouped
    cut: CutOff


def losses(ground: Ground) -> Losses:
    """Everybody's losses at once, in linear time."""
    people, ties, chairs = ground.people, ground.ties, ground.chairs
    relationship, value = relationship_losses(
        ties.first,
        ties.contact,
        ties.ours,
        ties.strength * ties.others,
        1.0 - ties.missed,
        ground.chairs_at.first,
        ground.chairs_at.member,
        chairs.weight,
        chairs.unit,
        chairs.value,
        people,
    )
    return Losses(
        relationship=relationship,
        access=ground.cut.weight_lost(chairs.by_person),
        value=value,
        orphaned=_of_contacts_with(ground, 1),
        single_tied=_of_contacts_with(ground, 2),
        units_lost=_units_lost(ground),
        cut=ground.cut,
    )


def _of_contacts_with(ground: Ground, count: int) -> Grouped:
    ties = ground.ties
    chosen: Flags = ties.per_tie == count
    return grouped(ties.ours[chosen], ties.theirs[chosen], ground.people)


def _units_lost(ground: Ground) -> Grouped:
    ties, chairs, at = ground.ties, ground.chairs, ground.chairs_at
    ends = only_ends(ties.first, ties.contact, ties.ours, at.first, at.member, chairs.unit, len(chairs.units))
    owner, unit = np.concatenate(ends), np.tile(np.arange(len(chairs.units), dtype=np.int32), 2)
    return grouped(owner[owner >= 0], unit[owner >= 0], ground.people)
