"""How strong a tie is: from contacts, from ratings, and whether it is active at all."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from kamgraph.model import Direction, InteractionKind, Settings
from kamgraph.snapshot.columns import INTERACTION_KINDS, NO_DAY, Flags, Floats, Ints
from kamgraph.snapshot.spans import spans

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
    """One row for each pair of ours and theirs in each interaction, and how many of each side were present in it."""

    interaction: Ints
    ours: Ints
    theirs: Ints
    ours_present: Ints
    theirs_present: Ints


def pair_up(interaction: Ints, person: Ints, ours: Flags, theirs: Flags, n: int) -> Contacts:
    """Join the participants of each interaction across the sides.

    Parameters
    ----------
    interaction, person : int arrays
        One row a participant, sorted by interaction, each once.
    ours, theirs : bool arrays
        The side of each row.
    n : int
        Number of interactions.
    """
    n_ours, n_theirs = (np.bincount(interaction[side], minlength=n) for side in (ours, theirs))
    first = np.concatenate([[0], np.cumsum(n_theirs)])
    begin, right = spans(first, interaction[ours])
    count = np.diff(begin)
    at = np.repeat(interaction[ours], count)
    return Contacts(
        interaction=at,
        ours=np.repeat(person[ours], count),
        theirs=person[theirs][right],
        ours_present=n_ours[at].astype(np.int32),
        theirs_present=n_theirs[at].astype(np.int32),
    )


def pair_minutes(
    contacts: Contacts, kind: Ints, minutes: Floats, direction: Ints, settings: Settings
) -> tuple[Floats, Floats]:
    """Minutes of attention, in and out, that each pair has in its interaction.

    A meeting's or call's length is divided by the larger side and counts half each way; an e-mail counts by its
    direction, divided by the recipients; anything else counts its minutes half each way.

    Parameters
    ----------
    kind, minutes, direction : arrays
        Of the interactions; minutes are the stated ones, else the kind's default.
    """
    at, ours, theirs = contacts.interaction, contacts.ours_present, contacts.theirs_present
    half = minutes[at] / 2
    half = np.where(np.isin(kind[at], MET), half / np.maximum(ours, theirs), half)
    mail, way = kind[at] == EMAIL, direction[at]
    share_out = np.where(way == DIRECTIONS.index(Direction.BOTH), 0.5, way == DIRECTIONS.index(Direction.OUT))
    out = settings.minutes[InteractionKind.EMAIL] / theirs * share_out
    into = settings.email_in_minutes / ours * (1 - share_out)
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


def declared(rating: Ints, rated_on: Ints, as_of: date, settings: Settings) -> Floats:
    """Strength of ratings 1..5 that were last confirmed on these days.

    Examples
    --------
    >>> a_year_ago = np.array([date(2025, 11, 23).toordinal()])
    >>> declared(np.array([4]), a_year_ago, date(2026, 11, 23), Settings()).tolist()
    [0.35]
    """
    ages, age = np.unique(as_of.toordinal() - rated_on, return_inverse=True)
    # Few days differ, and the library's power of two is the same on every machine.
    left = np.array([math.exp2(-a / settings.rating_half_life_days) for a in ages.tolist()], dtype=np.float64)
    strength: Floats = np.array(settings.ratings)[rating - 1] * left[age]
    return strength


def stated_on(confirmed: Ints, since: Ints, written: Ints, as_of: date) -> Ints:
    """Days from which opinions count: confirmed, else valid from, else written, the first that is known and not ahead.

    Examples
    --------
    >>> ahead, before, today = (np.array([day]) for day in (740000, 739700, 739943))
    >>> stated_on(ahead, before, today, date(2026, 11, 23)).tolist()
    [739700]
    """
    today = as_of.toordinal()
    found = np.where((written > 0) & (written <= today), written, NO_DAY)
    for days in (since, confirmed):
        found = np.where((days > 0) & (days <= today), days, found)
    return found.astype(np.int32)
