"""Whose influence counts, and how much: the one place where the weights of all measures come from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.shares import decision_shares
from kamgraph.model.errors import InvalidValue, NotForPortfolio
from kamgraph.snapshot.columns import Floats, Ints, Snapshot

Weights = Literal["stated", "decision"]


@dataclass(frozen=True, eq=False)
class Chairs:
    """Influence by place, beside ``snap.places``, and the unit each belongs to: an account, or a whole group.

    Attributes
    ----------
    person, unit : int arrays
    weight : float array
    units : tuple of str
    value : float array
        Annual value of each unit; NaN where it is not known.
    by_person : float array
        Weight of each person of the snapshot over all places.
    reason : str or None
        Why W is 0.
    """

    person: Ints
    unit: Ints
    weight: Floats
    units: tuple[str, ...]
    value: Floats
    by_person: Floats
    reason: str | None

    @cached_property
    def total(self) -> float:
        """W."""
        return total_of(self.weight)

    def share(self, weight: float) -> float:
        """Part of W, 0..1; rounding must not carry a sum of parts above the whole."""
        return min(1.0, max(0.0, weight / self.total))


def chairs_of(snap: Snapshot, weights: Weights = "stated") -> Chairs:
    """Weights of the scope; raises `InvalidValue` for an unknown weighting."""
    if weights not in get_args(Weights):
        raise InvalidValue("weights", weights, "must be stated or decision")
    places = snap.places
    weight = places.weight if weights == "stated" else _decision(one_account(snap, "a measure with decision weights"))
    unit, units, value = places.account, snap.accounts.ids, snap.accounts.annual_value
    if snap.kind != "portfolio":
        # A group answers as one account.
        unit, units, value = np.zeros_like(unit), (snap.scope,), np.array([value.sum()])
    by_person = np.bincount(places.person, weights=weight, minlength=len(snap.people.ids)).astype(np.float64)
    missing = Reason.NO_INFLUENCE if weights == "stated" else Reason.NO_DECISION_MAKER
    reason = None if weight.any() else missing if len(weight) else Reason.NOBODY_KNOWN
    return Chairs(places.person, unit, weight, units, value, by_person, reason)


def _decision(snap: Snapshot) -> Floats:
    shares = decision_shares(snap)
    if shares is None:
        return np.zeros(len(snap.places.person))
    # Somebody with a place in two accounts of a group has one opinion, spread over both.
    person = snap.places.person
    places_of = np.bincount(person, minlength=len(shares))
    spread: Floats = shares[person] / places_of[person]
    return spread


def one_account(snap: Snapshot, measure: str) -> Snapshot:
    """The snapshot itself; raises `NotForPortfolio` where it holds more than one account or group."""
    if snap.kind == "portfolio":
        raise NotForPortfolio(measure)
    return snap


def total_of(values: Iterable[float] | Floats) -> float:
    """Sum that does not depend on the order."""
    return math.fsum(values.data if isinstance(values, np.ndarray) else values)


def share_between(name: str, value: float) -> float:
    """A parameter that must be a share; raises `InvalidValue` outside 0..1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InvalidValue(name, value, "must be a number between 0 and 1")
    return float(value)


def whole_number(name: str, value: int, least: int, most: int) -> int:
    """A parameter that must be a whole number within bounds; raises `InvalidValue` otherwise."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidValue(name, value, f"must be a whole number from {least} to {most}")
    return value
