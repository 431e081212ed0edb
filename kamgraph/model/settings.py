"""The numbers a company may choose for itself; they belong to a snapshot, never to a measure."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator

from kamgraph.model.entities import Currency, Entity
from kamgraph.model.vocabulary import InteractionKind, Level

Word = TypeVar("Word", InteractionKind, Level)
Share = Annotated[float, Field(ge=0, le=1)]
# Shorter than any contact, and long enough that nothing divided by it becomes infinite.
Span = Annotated[float, Field(ge=0.001)]
Minutes = Annotated[float, Field(ge=0, le=14400)]

_MINUTES = {
    InteractionKind.MEETING: 60.0,
    InteractionKind.WORKSHOP: 60.0,
    InteractionKind.VISIT: 60.0,
    InteractionKind.EVENT: 60.0,
    InteractionKind.REVIEW: 60.0,
    InteractionKind.CALL: 15.0,
    InteractionKind.EMAIL: 5.0,
    InteractionKind.DEAL: 15.0,
    InteractionKind.ORDER: 15.0,
    InteractionKind.NOTE: 15.0,
    InteractionKind.OTHER: 15.0,
}
_WEIGHTS = {
    Level.OWNER: 10.0,
    Level.BOARD: 9.0,
    Level.DIRECTOR: 7.0,
    Level.MANAGER: 4.0,
    Level.SPECIALIST: 2.0,
    Level.UNKNOWN: 3.0,
}


def _over(defaults: dict[Word, float], given: dict[Word, float]) -> dict[Word, float]:
    """Every word of the list in its order, so that the hash does not depend on the order in a file."""
    return {word: given.get(word, default) for word, default in defaults.items()}


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("must be a time zone such as Europe/Warsaw") from error
    return name


class Settings(Entity):
    """How strengths, weights and money are computed.

    Attributes
    ----------
    half_life_days : float
        Days after which a contact counts half (h).
    attention_minutes : float
        Minutes of attention that make a strength of 1 - 1/e (A0).
    reciprocity : float
        Share of the attention that must be mutual (g), 0 to 1.
    window_days : int
        A tie is active if an interaction falls in this many days up to the as-of day, both ends included.
    confirm_days : int
        A rating or opinion confirmed longer ago is stale.
    ratings : tuple of 5 float
        Strength of the ratings 1 to 5, each 0 to 1.
    rating_half_life_days : float
        Days after which a rating counts half.
    minutes : dict
        Minutes assumed for an interaction of a kind without a length; kinds that are not named keep theirs.
    weights : dict
        Influence assumed for a level where none is stated, 0 to 10; levels that are not named keep theirs.
    time_zone : str
        Zone in which days begin and end.
    currency, rates : str, dict
        Reporting currency, and what one unit of another currency is worth in it.
    """

    half_life_days: Span = 90.0
    attention_minutes: Span = 120.0
    reciprocity: Share = 0.3
    window_days: int = Field(default=180, ge=0, le=36500)
    confirm_days: int = Field(default=365, ge=0, le=36500)
    ratings: tuple[Share, Share, Share, Share, Share] = (0.1, 0.3, 0.5, 0.7, 0.9)
    rating_half_life_days: Span = 365.0
    minutes: dict[InteractionKind, Minutes] = _MINUTES
    email_in_minutes: Minutes = 2.5
    weights: dict[Level, Annotated[float, Field(ge=0, le=10)]] = _WEIGHTS
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Warsaw"
    currency: Currency = "PLN"
    rates: dict[Currency, Annotated[float, Field(gt=0, le=1e9)]] = Field(default_factory=dict)

    @field_validator("minutes")
    @classmethod
    def _all_minutes(cls, given: dict[InteractionKind, float]) -> dict[InteractionKind, float]:
        return _over(_MINUTES, given)

    @field_validator("weights")
    @classmethod
    def _all_weights(cls, given: dict[Level, float]) -> dict[Level, float]:
        return _over(_WEIGHTS, given)

    @field_validator("rates")
    @classmethod
    def _rates_by_name(cls, given: dict[str, float]) -> dict[str, float]:
        return dict(sorted(given.items()))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy with other values, and without what was worked out from those before."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("hash", "zone"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def hash(self) -> str:
        """Twelve digits that change with any setting."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=6).hexdigest()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.time_zone)

    def local_day(self, at: datetime) -> date:
        """Day on which a moment falls in the settings' time zone."""
        return at.astimezone(self.zone).date()

    def money(self, value: float | None, currency: str | None) -> float | None:
        """Convert to the reporting currency; None where the value or the rate is missing.

        Examples
        --------
        >>> Settings(rates={"EUR": 4.25}).money(100.0, "EUR")
        425.0
        >>> Settings().money(100.0, "EUR") is None
        True
        """
        if value is None:
            return None
        if currency is None or currency == self.currency:
            return value
        rate = self.rates.get(currency)
        return None if rate is None else value * rate
