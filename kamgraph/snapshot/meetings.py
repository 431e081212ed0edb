"""Interactions as columns, and the pairs that met in them."""

import math
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product, repeat

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import InteractionKind, Settings
from kamgraph.snapshot.columns import ANOTHER_ACCOUNT, INTERACTION_KINDS, NO_ACCOUNT, Flags, Floats, Interactions, Ints
from kamgraph.snapshot.strength import DIRECTIONS, Contacts, decay, pair_minutes, pair_up
from kamgraph.store.rows import InteractionRow

_KIND = {kind.value: i for i, kind in enumerate(INTERACTION_KINDS)}
_REVIEW = INTERACTION_KINDS.index(InteractionKind.REVIEW)
_NOBODY = repeat(-1)
# Pairs of days, half open; an end that is not known is 0.
Years = Sequence[tuple[int, int]]
_DIRECTION = {direction.value: i for i, direction in enumerate(DIRECTIONS)}


@dataclass(frozen=True, eq=False)
class Meetings:
    """Interactions up to the day; participants are numbered among everybody concerned.

    `objecting` holds who of ours objects to being scored, with everybody present in the window beside them.
    """

    ids: tuple[str, ...]
    day: Ints
    kind: Ints
    minutes: Floats
    direction: Ints
    account: Ints
    senior: Flags
    interaction: Ints
    person: Ints
    objecting: frozenset[tuple[str, str]]


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
    seniority: Callable[[], Mapping[str, Years]],
    objecting_ours: Collection[str],
    as_of: date,
    settings: Settings,
) -> Meetings:
    """Take interactions up to the end of the local day.

    Parameters
    ----------
    person : mapping
        Number of everybody concerned.
    account : mapping
        Number of the account that each account and each unit belongs to.
    seniority : callable
        From when until when each client held a high position; asked for when there is a review.
    objecting_ours : collection of str
        Who of ours objects to being scored.
    """
    zone, last, begin = settings.zone, as_of.toordinal(), as_of.toordinal() - settings.window_days
    ids: list[str] = []
    day, kind, direction, where, count, who = (array("i") for _ in range(6))
    minutes, senior = array("d"), array("b")
    objecting: set[tuple[str, str]] = set()
    for identifier, at, named, length, way, account_id, present in rows:
        on = at.astimezone(zone).toordinal()
        if on > last:
            continue
        of_kind = _KIND[named]
        ids.append(identifier)
        day.append(on)
        kind.append(of_kind)
        direction.append(_DIRECTION[way])
        minutes.append(math.nan if length is None else length)
        where.append(NO_ACCOUNT if account_id is None else account.get(account_id, ANOTHER_ACCOUNT))
        senior.append(of_kind == _REVIEW and _any_senior(present, seniority(), on))
        who.extend(map(person.get, present, _NOBODY))
        count.append(len(present))
        if objecting_ours and on >= begin:
            objecting.update(product(frozenset(objecting_ours).intersection(present), present))
    kinds = _column(kind)
    interaction, people = _each_once(_column(count), _column(who), max(who, default=-1) + 1)
    default = np.array([settings.minutes[k] for k in INTERACTION_KINDS])[kinds]
    stated = np.frombuffer(minutes, dtype=np.float64)
    return Meetings(
        ids=tuple(ids),
        day=_column(day),
        kind=kinds,
        minutes=np.where(np.isnan(stated), default, stated),
        direction=_column(direction),
        account=_column(where),
        senior=np.frombuffer(senior, dtype=np.bool_),
        interaction=interaction,
        person=people,
        objecting=frozenset(objecting),
    )


def _column(values: "array[int]") -> Ints:
    return np.frombuffer(values, dtype=np.int32)


def _each_once(count: Ints, who: Ints, people: int) -> tuple[Ints, Ints]:
    """Interaction and number of each participant, sorted; those not concerned, numbered -1, and repetitions go."""
    interaction = np.repeat(np.arange(len(count), dtype=np.int32), count)
    code = interaction.astype(np.int64)[who >= 0] * people + who[who >= 0]
    if np.any(np.diff(code) <= 0):
        code = np.unique(code)
    return (code // max(people, 1)).astype(np.int32), (code % max(people, 1)).astype(np.int32)


def _any_senior(people: Iterable[str], seniority: Mapping[str, Years], day: int) -> bool:
    return any(
        since <= day and (until == 0 or day < until) for person in people for since, until in seniority.get(person, ())
    )


def attention(meetings: Meetings, ours: Flags, theirs: Flags, as_of: date, settings: Settings) -> Attention:
    """Sum the decayed minutes of each pair.

    Parameters
    ----------
    ours, theirs : bool arrays
        Which of everybody concerned stands on which side; placeholders on neither.
    """
    n, people = len(meetings.ids), len(ours)
    contacts = pair_up(meetings.interaction, meetings.person, ours[meetings.person], theirs[meetings.person], n)
    into, out = pair_minutes(contacts, meetings.kind, meetings.minutes, meetings.direction, settings)
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
    columns = Interactions(
        ids=tuple(meetings.ids[i] for i in np.flatnonzero(keep)),
        day=meetings.day[keep],
        kind=meetings.kind[keep],
        minutes=meetings.minutes[keep],
        account=meetings.account[keep],
        senior=meetings.senior[keep],
        first_participant=np.concatenate([[0], np.cumsum(count[keep])]).astype(np.int32),
        participants=number[meetings.person[present]],
    )
    return columns, renumbered


def _sums(group: NDArray[np.intp], values: Floats, n: int) -> Floats:
    return np.bincount(group, weights=values, minlength=n).astype(np.float64)
