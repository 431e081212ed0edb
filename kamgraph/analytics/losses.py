"""What everybody's departure costs, as columns over the people of a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.analytics.access import CutOff, cut_off
from kamgraph.analytics.chairs import Chairs
from kamgraph.analytics.held import Held, held
from kamgraph.kernels.departures import only_ends, relationship_losses
from kamgraph.kernels.grouping import grouped_rows
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot
from kamgraph.snapshot.graph import access_lines


@dataclass(frozen=True, eq=False)
class Grouped:
    """Members by owner: those of owner i are ``member[first[i]:first[i + 1]]``."""

    first: Ints
    member: Ints

    def of(self, owner: int) -> Ints:
        """Members of one owner."""
        return self.member[self.first[owner] : self.first[owner + 1]]


def grouped(owner: Ints, member: Ints, owners: int) -> Grouped:
    """Group members by owner, in the order of the members."""
    first, rows = grouped_rows(owner, owners)
    return Grouped(first, member[rows])


@dataclass(frozen=True, eq=False)
class Leads:
    """Active ties and lines that give access, by each of their ends; grouped when first asked for."""

    snap: Snapshot

    @cached_property
    def ties_of(self) -> Grouped:
        """Positions of the ties of each person."""
        ties, active = self.snap.ties, self.snap.active_ties
        return by_end(ties.ours[active], ties.theirs[active], active, len(self.snap.people.ids))

    @cached_property
    def lines_of(self) -> Grouped:
        """Positions of the lines of each person."""
        lines, giving = self.snap.lines, access_lines(self.snap)
        return by_end(lines.source[giving], lines.target[giving], giving, len(self.snap.people.ids))


@dataclass(frozen=True, eq=False)
class Losses:
    """Columns over all people of the snapshot; weights are not yet divided by W.

    Attributes
    ----------
    ties : Held
    relationship, access : float arrays
        Influence lost by relationship and by access.
    value : float array
        Value at stake; NaN where the value of an account in which something is lost is not known.
    orphaned, single_tied : Grouped
        Contacts by the one of ours who is their only tie, or one of their two.
    units_lost : Grouped
        Units by the person at whom all their ties end.
    placed : bool array
        Whether the person has a place in the scope.
    cut : CutOff
    """

    ties: Held
    relationship: Floats
    access: Floats
    value: Floats
    orphaned: Grouped
    single_tied: Grouped
    units_lost: Grouped
    placed: Flags
    cut: CutOff


def losses(snap: Snapshot, chairs: Chairs) -> Losses:
    """Everybody's losses at once, in linear time."""
    people, ties, cut = len(snap.people.ids), held(snap), cut_off(snap)
    at_chairs = grouped_rows(chairs.person, people)
    relationship, value = relationship_losses(
        ties.first,
        ties.contact,
        ties.ours,
        ties.strength * ties.others,
        1.0 - ties.missed,
        *at_chairs,
        chairs.weight,
        chairs.unit,
        chairs.value,
        people,
    )
    return Losses(
        ties=ties,
        relationship=relationship,
        access=cut.weight_lost(chairs.by_person),
        value=value,
        orphaned=_of_contacts_with(ties, 1, people),
        single_tied=_of_contacts_with(ties, 2, people),
        units_lost=_units_lost(ties, chairs, at_chairs, people),
        placed=placed(snap),
        cut=cut,
    )


def placed(snap: Snapshot) -> Flags:
    """Whether each person has a place in the scope."""
    flags = np.zeros(len(snap.people.ids), dtype=bool)
    flags[snap.contacts] = True
    return flags


def ties_at_chairs(ties: Held, chairs: Chairs, people: int) -> tuple[Ints, Ints]:
    """Each active tie with each chair of its contact: positions in `ties` and in `chairs`."""
    by_person = grouped(chairs.person, np.arange(len(chairs.person), dtype=np.int32), people)
    first, count = by_person.first[ties.theirs], np.diff(by_person.first)[ties.theirs]
    tie = np.repeat(np.arange(len(ties.theirs), dtype=np.int32), count)
    step = np.arange(len(tie)) - np.repeat(np.cumsum(count) - count, count)
    return tie, by_person.member[np.repeat(first, count) + step]


def value_of_weight(chairs: Chairs, covered: Floats) -> Floats:
    """What a unit of covered influence is worth in each unit: annual value / covered weight; 0 where none is."""
    total = np.bincount(chairs.unit, weights=covered, minlength=len(chairs.units))
    # Over no place at all the sums above are whole numbers, which would not take a quotient.
    return np.divide(chairs.value, total, out=np.zeros(len(total)), where=total > 0)


def by_end(one: Ints, other: Ints, member: Ints, people: int) -> Grouped:
    """Group ties or lines by each of their two ends, in their order."""
    return grouped(np.column_stack([one, other]).ravel(), np.repeat(member, 2), people)


def _of_contacts_with(ties: Held, count: int, people: int) -> Grouped:
    chosen: Flags = ties.per_tie == count
    return grouped(ties.ours[chosen], ties.theirs[chosen], people)


def _units_lost(ties: Held, chairs: Chairs, at_chairs: tuple[Ints, Ints], people: int) -> Grouped:
    ends = only_ends(ties.first, ties.contact, ties.ours, *at_chairs, chairs.unit, len(chairs.units))
    owner, unit = np.concatenate(ends), np.tile(np.arange(len(chairs.units), dtype=np.int32), 2)
    return grouped(owner[owner >= 0], unit[owner >= 0], people)
