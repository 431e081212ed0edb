"""Interactions as columns, and the pairs that met in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import InteractionKind, Settings
from kamgraph.snapshot.columns import INTERACTION_KINDS, Flags, Floats, Interactions, Ints
from kamgraph.snapshot.sides import held_on
from kamgraph.snapshot.strength import DIRECTIONS, Contacts, decay, pair_minutes, pair_up
from kamgraph.store.rows import InteractionRow, PositionRow

_KIND = {kind.value: i for i, kind in enumerate(INTERACTION_KINDS)}
_DIRECTION = {direction.value: i for i, direction in enumerate(DIRECTIONS)}


@dataclass(frozen=True, eq=False)
class Meetings:
    """Interactions up to the day; participants are numbered among everybody concerned."""

    ids: tuple[str, ...]
    day: Ints
    kind: Ints
    minutes: Floats
    direction: Ints
    account: Ints
    senior: Flags
    interaction: Ints
    person: Ints


@dataclass(frozen=True, eq=False)
class Attention:
    """What each pair gave the other, sorted by ours, then theirs."""

    ours: Ints
    theirs: Ints
    minutes_in: Floats
    minutes_out: Floats
    last_contact: Ints
    contacts: Contacts
    pair: Ints
    day_of: Ints


def read_meetings(
    rows: Iterable[InteractionRow],
    person: Mapping[str, int],
    account: Mapping[str, int],
    seniority: Mapping[str, Sequence[PositionRow]],
    as_of: date,
    settings: Settings,
) -> Meetings:
    """Take interactions up to the end of the local day; `seniority` holds the high positions of any time."""
    default = {k.value: minutes for k, minutes in settings.minutes.items()}
    fallback = settings.minutes.get(InteractionKind.OTHER, 0.0)
    zone, last = settings.zone, as_of.toordinal()
    ids: list[str] = []
    columns: list[tuple[int, int, float, int, int, bool]] = []
    at: list[int] = []
    who: list[int] = []
    for row in rows:
        day = row.at.astimezone(zone).toordinal()
        if day > last:
            continue
        n = len(ids)
        ids.append(row.id)
        minutes = default.get(row.kind, fallback) if row.minutes is None else row.minutes
        where = account.get(row.account or "", -1)
        senior = row.kind == InteractionKind.REVIEW and _any_senior(row.participants, seniority, day)
        columns.append((day, _KIND[row.kind], minutes, _DIRECTION[row.direction], where, senior))
        for participant in row.participants:
            number = person.get(participant)
            if number is not None:
                at.append(n)
                who.append(number)
    return Meetings(
        tuple(ids),
        day=_ints(c[0] for c in columns),
        kind=_ints(c[1] for c in columns),
        minutes=np.fromiter((c[2] for c in columns), dtype=np.float64),
        direction=_ints(c[3] for c in columns),
        account=_ints(c[4] for c in columns),
        senior=np.fromiter((c[5] for c in columns), dtype=bool),
        interaction=_ints(at),
        person=_ints(who),
    )


def _any_senior(people: Iterable[str], seniority: Mapping[str, Sequence[PositionRow]], day: int) -> bool:
    then = date.fromordinal(day)
    return any(held_on(position, then) for person in people for position in seniority.get(person, ()))


def attention(meetings: Meetings, ours: Flags, theirs: Flags, as_of: date, settings: Settings) -> Attention:
    """Sum the decayed minutes of each pair.

    Parameters
    ----------
    ours, theirs : bool arrays
        Which of everybody concerned stands on which side; placeholders on neither.
    """
    n, people = len(meetings.ids), len(ours)
    contacts = pair_up(meetings.interaction, meetings.person, ours[meetings.person], theirs[meetings.person], n)
    into, out = pair_minutes(contacts, meetings.kind, meetings.minutes, meetings.direction, settings, n)
    days = meetings.day[contacts.interaction]
    left = decay(as_of.toordinal() - days, settings.half_life_days)
    code = contacts.ours.astype(np.int64) * max(people, 1) + contacts.theirs
    pairs, pair = np.unique(code, return_inverse=True)
    last = np.zeros(len(pairs), dtype=np.int32)
    np.maximum.at(last, pair, days)
    return Attention(
        (pairs // max(people, 1)).astype(np.int32),
        (pairs % max(people, 1)).astype(np.int32),
        _sums(pair, into * left, len(pairs)),
        _sums(pair, out * left, len(pairs)),
        last,
        contacts,
        pair.astype(np.int32),
        meetings.day,
    )


def encode_interactions(meetings: Meetings, number: Ints) -> tuple[Interactions, Ints]:
    """Columns of the interactions that concern somebody or some account of the scope, and their new numbers.

    Parameters
    ----------
    number : int array
        Number in the snapshot of everybody concerned, -1 for those who are not in it.
    """
    n = len(meetings.ids)
    present = number[meetings.person] >= 0
    count = np.bincount(meetings.interaction[present], minlength=n)
    keep = (count > 0) | (meetings.account >= 0)
    renumbered = np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)
    rows = np.flatnonzero(present)
    people = number[meetings.person[rows]]
    order = np.lexsort((people, meetings.interaction[rows]))
    columns = Interactions(
        ids=tuple(meetings.ids[i] for i in np.flatnonzero(keep)),
        day=meetings.day[keep],
        kind=meetings.kind[keep],
        minutes=meetings.minutes[keep],
        account=meetings.account[keep],
        senior=meetings.senior[keep],
        first_participant=np.concatenate([[0], np.cumsum(count[keep])]).astype(np.int32),
        participants=people[order].astype(np.int32),
    )
    return columns, renumbered


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _sums(group: NDArray[np.intp], values: Floats, n: int) -> Floats:
    return np.bincount(group, weights=values, minlength=n).astype(np.float64)
