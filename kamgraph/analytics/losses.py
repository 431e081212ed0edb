"""What everybody's departure costs, as columns over the people of a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.access import CutOff, cut_off
from kamgraph.analytics.chairs import Chairs
from kamgraph.analytics.held import Held, held
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
    order = np.lexsort((member, owner))
    return Grouped(np.searchsorted(owner[order], np.arange(owners + 1)).astype(np.int32), member[order])


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
    ties_of, lines_of : Grouped
        Active ties and lines that give access, by each of their ends.
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
    ties_of: Grouped
    lines_of: Grouped
    placed: Flags
    cut: CutOff


def losses(snap: Snapshot, chairs: Chairs) -> Losses:
    """Everybody's losses at once, in linear time."""
    people, ties, cut, lines = len(snap.people.ids), held(snap), cut_off(snap), access_lines(snap)
    tie, chair = ties_at_chairs(ties, chairs, people)
    kept = np.zeros(people)
    kept[ties.contact] = 1.0 - ties.missed
    by_tie = chairs.weight[chair] * ties.strength[tie] * ties.others[tie]
    by_chair = chairs.weight * kept[chairs.person]
    relationship = _by_person(ties.ours[tie], by_tie, people) + _by_person(chairs.person, by_chair, people)
    price = value_of_weight(chairs, by_chair)
    value = _by_person(ties.ours[tie], _priced(by_tie, price[chairs.unit[chair]]), people)
    value += _by_person(chairs.person, _priced(by_chair, price[chairs.unit]), people)
    return Losses(
        ties=ties,
        relationship=relationship,
        access=cut.weight_lost(chairs.by_person),
        value=value,
        orphaned=_of_contacts_with(ties, 1, people),
        single_tied=_of_contacts_with(ties, 2, people),
        units_lost=_units_lost(ties, chairs, tie, chair, people),
        ties_of=by_end(ties.ours, ties.theirs, ties.tie, people),
        lines_of=by_end(snap.lines.source[lines], snap.lines.target[lines], lines, people),
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
    return np.divide(chairs.value, total, out=np.zeros(len(total)), where=total > 0)


def _priced(lost: Floats, price: Floats) -> Floats:
    # Nothing lost is worth nothing, also where the account's value is not known.
    return np.where(lost > 0, lost * price, 0.0)


def _by_person(person: Ints, amount: Floats, people: int) -> Floats:
    summed = np.zeros(people)
    np.add.at(summed, person, amount)
    return summed


def by_end(one: Ints, other: Ints, member: Ints, people: int) -> Grouped:
    """Group ties or lines by each of their two ends."""
    return grouped(np.concatenate([one, other]), np.concatenate([member, member]), people)


def _of_contacts_with(ties: Held, count: int, people: int) -> Grouped:
    chosen: Flags = ties.per_tie == count
    return grouped(ties.ours[chosen], ties.theirs[chosen], people)


def _units_lost(ties: Held, chairs: Chairs, tie: Ints, chair: Ints, people: int) -> Grouped:
    owners, units = [], []
    for ends in (ties.ours[tie], ties.theirs[tie]):
        unit, person = np.divmod(np.unique(chairs.unit[chair].astype(np.int64) * people + ends), people)
        only = (np.bincount(unit, minlength=len(chairs.units)) == 1)[unit]
        owners.append(person[only].astype(np.int32))
        units.append(unit[only].astype(np.int32))
    return grouped(np.concatenate(owners), np.concatenate(units), people)
