"""How the fields of a model become columns, and back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from kamgraph.model import Fact
from kamgraph.model.entities import Entity

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: the table it refers to, its type, and the way in and out (None: as it is)."""

    name: str
    references: str | None
    type: str
    write: Convert | None = None
    read: Convert | None = None


def column_of(model: type[Fact], name: str) -> Column:
    """Column for a field of a fact."""
    if name in model.person_fields:
        return Column(name, "person", "INTEGER")
    if name in model.organisation_fields:
        return Column(name, "organisation", "INTEGER")
    annotation = model.model_fields[name].annotation
    kinds = set(get_args(annotation)) if get_origin(annotation) in {Union, UnionType} else {annotation}
    (kind,) = kinds - {type(None)}
    if kind is date:
        return Column(name, None, "INTEGER", day_number, day)
    if get_origin(kind) is tuple:
        return Column(name, None, "TEXT NOT NULL", ",".join, words)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        # The plain text: sqlite3 looks for an adapter of every other type, row by row.
        return Column(name, None, "TEXT", lambda v: None if v is None else str(v))
    return Column(name, None, "INTEGER" if kind is int else "REAL" if kind is float else "TEXT")


def day_number(value: date | None) -> int | None:
    """Days since the beginning of the calendar."""
    return None if value is None else value.toordinal()


def day(value: int | None) -> date | None:
    """The same back."""
    return None if value is None else date.fromordinal(value)


def words(value: str) -> tuple[str, ...]:
    """Words between commas."""
    return tuple(value.split(",")) if value else ()


def micros(at: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """The same back."""
    return _EPOCH + at * _MICROSECOND


def said_bits(names: Iterable[str], order: Sequence[str]) -> int:
    """Which of a model's fields were said, as one number."""
    return sum(1 << order.index(name) for name in names)


def said_names(bits: int, order: Sequence[str]) -> list[str]:
    """The same back."""
    return [name for place, name in enumerate(order) if bits >> place & 1]


class SaidBits:
    """`said_bits` of items of one model; the few combinations that occur are reckoned once."""

    def __init__(self, model: type[Entity]) -> None:
        self._order = tuple(model.model_fields)
        self._known: dict[frozenset[str], int] = {}

    def of(self, item: Entity) -> int:
        """Fields set on an item."""
        names = frozenset(item.model_fields_set)
        bits = self._known.get(names)
        if bits is None:
            bits = self._known[names] = said_bits(names, self._order)
        return bits
