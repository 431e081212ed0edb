"""How strong a tie is: from contacts, from ratings, and whether it is active at all."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kamgraph.model import Direction, InteractionKind, Settings
from kamgraph.snapshot.columns import INTERACTION_KINDS, Floats, Ints

MET = tuple(
    INTERACTION_KINDS.index(k)
    for k in (
        InteractionKind.MEETING,
        InteractionKind.CALL,
        InteractionKind.WORKSHOP,
        InteractionKind.VISIT,
        InteractionKind.EVENT,
        InteractionKind.REVIEW,
    )
)
EMAIL = INTERACTION_KINDS.index(InteractionKind.EMAIL)
DIRECTIONS = tuple(Direction)


@dataclass(frozen=True, eq=False)
class Contacts:
    """One row for each pair of ours and theirs in each interaction."""

    interaction: Ints
    ours: Ints
    theirs: Ints


def pair_up(interaction: Ints, person: Ints, ours: NDArray[np.bool_], theirs: NDArray[np.bool_], n: int) -> Contacts:
    """Join the participants of each interaction across the sides.

    Parameters
    ----------
    interaction, person : int arrays
        One row a participant, sorted by interaction.
    ours, theirs : bool arrays
        The side of each row.
    n : int
        Number of interactions.
    """
    first = np.concatenate([[0], np.cumsum(np.bincount(interaction[theirs], minlength=n))])
    left_interaction, left_person, right_person = interaction[ours], person[ours], person[theirs]
    count = (first[1:] - first[:-1])[left_interaction]
    row = np.repeat(np.arange(len(left_interaction)), count)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    at = left_interaction[row]
    return Contacts(
        at.astype(np.int32), left_person[row].astype(np.int32), right_person[first[at] + offset].astype(np.int32)
    )


def pair_minutes(
    contacts: Contacts, kind: Ints, minutes: Floats, direction: Ints, settings: Settings, n: int
) -> tuple[Floats, Floats]:
    """Minutes of attention, in and out, that each pair has in its interaction.

    A meeting's or call's length is divided by the larger side and counts half each way; an e-mail counts by its
    direction, divided by the recipients; anything else counts its minutes half each way.

    Parameters
    ----------
    kind, minutes, direction : arrays of length n
        Of the interactions; minutes are the stated ones, else the kind's default.
    """
    at = contacts.interaction
    pairs = np.stack([at.astype(np.int64), contacts.ours.astype(np.int64)])
    n_ours = np.bincount(np.unique(pairs, axis=1)[0], minlength=n)
    pairs[1] = contacts.theirs
    n_theirs = np.bincount(np.unique(pairs, axis=1)[0], minlength=n)
    half = minutes[at] / 2
    met = np.isin(kind[at], MET)
    half = np.where(met, half / np.maximum(n_ours, n_theirs)[at], half)
    mail, way = kind[at] == EMAIL, direction[at]
    share_out = np.where(way == DIRECTIONS.index(Direction.BOTH), 0.5, way == DIRECTIONS.index(Direction.OUT))
    out = settings.minutes[InteractionKind.EMAIL] / n_theirs[at] * share_out
    into = settings.email_in_minutes / n_ours[at] * (1 - share_out)
    return np.where(mail, into, half), np.where(mail, out, half)


def decay(age_days: ArrayLike, half_life: float) -> Floats:
    """What is left after a number of days: 2 to the power of -age/half life."""
    result: Floats = np.exp2(-np.asarray(age_days, dtype=np.float64) / half_life)
    return result


def observed(minutes_in: Floats, minutes_out: Floats, settings: Settings) -> Floats:
    """Strength from decayed minutes: 1 - exp(-A/A0), A = (1-g)(in+out) + 2g min(in,out).

    Examples
    --------
    >>> observed(np.array([60.0]), np.array([60.0]), Settings()).round(4).tolist()
    [0.6321]
    """
    g = settings.reciprocity
    attention = (1 - g) * (minutes_in + minutes_out) + 2 * g * np.minimum(minutes_in, minutes_out)
    result: Floats = -np.expm1(-attention / settings.attention_minutes)
    return result


def declared(rating: int, rated_on: date, as_of: date, settings: Settings) -> float:
    """Strength of a rating 1..5 that was last confirmed on a day.

    Examples
    --------
    >>> declared(4, date(2025, 11, 23), date(2026, 11, 23), Settings())
    0.35
    """
    return settings.ratings[rating - 1] * math.exp2(-(as_of - rated_on).days / settings.rating_half_life_days)


def stated_on(confirmed_on: date | None, valid_from: date | None, written: date, as_of: date) -> date | None:
    """Day from which an opinion counts: confirmed, else valid from, else written; None when that is still ahead."""
    for day in (confirmed_on, valid_from):
        if day is not None and day <= as_of:
            return day
    return written if confirmed_on is None and valid_from is None and written <= as_of else None
