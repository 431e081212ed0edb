"""Reading what a foreign graph says about its nodes and edges, with an error that names the node and the attribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from numbers import Real
from typing import Any, TypeVar

from kamgraph.model.errors import InvalidValue

Word = TypeVar("Word", bound=StrEnum)
Attributes = Mapping[str, Any]


def number(where: str, attributes: Attributes, name: str, highest: float = 1e9) -> float | None:
    """Finite number from 0 to `highest`, or None where the attribute is absent or None.

    Examples
    --------
    >>> number("jan", {"influence": 5}, "influence")
    5.0
    """
    value = attributes.get(name)
    if value is None:
        return None
    if not isinstance(value, Real) or not 0 <= float(value) <= highest:
        raise InvalidValue(f"{where}.{name}", value, f"must be a finite number between 0 and {highest:g}")
    return float(value)


def word(where: str, attributes: Attributes, name: str, words: type[Word], default: Word | None) -> Word | None:
    """Word of a closed list, or the default where the attribute is absent or None."""
    value = attributes.get(name)
    if value is None:
        return default
    try:
        return words(value)
    except ValueError:
        raise InvalidValue(f"{where}.{name}", value, f"must be one of {', '.join(words)}") from None


def words(where: str, attributes: Attributes, name: str, listed: type[Word]) -> tuple[Word, ...]:
    """Words of a closed list: one alone, or several in any collection; sorted, each once."""
    value = attributes.get(name) or ()
    if not isinstance(value, str | Iterable):
        raise InvalidValue(f"{where}.{name}", value, "must be a list of words")
    several = (value,) if isinstance(value, str) else value
    found = {word(where, {name: one}, name, listed, None) for one in several}
    return tuple(sorted(one for one in found if one is not None))


def flag(where: str, attributes: Attributes, name: str) -> bool:
    """True or false; false where the attribute is absent."""
    value = attributes.get(name, False)
    if not isinstance(value, bool):
        raise InvalidValue(f"{where}.{name}", value, "must be true or false")
    return value


def stance(where: str, attributes: Attributes) -> int | None:
    """Whole number from -2 to 2, or None."""
    value = attributes.get("stance")
    if value is not None and (isinstance(value, bool) or value not in (-2, -1, 0, 1, 2)):
        raise InvalidValue(f"{where}.stance", value, "must be a whole number from -2 to 2")
    return None if value is None else int(value)
