"""A row on its way from a file to the model: what it says, still as text, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kamgraph.ingest.dates import DateColumn
from kamgraph.ingest.tables import Cells, Table

How = Literal["id", "name", "email", "domain"]


class RefRule(NamedTuple):
    """How a reference is looked up, and what one to nobody known means.

    Attributes
    ----------
    find : tuple of str
        What the text may be, tried in this order.
    missing : str
        ``reject`` the row, leave the reference ``blank``, or ``keep`` an unlisted person of that name.
    side : str
        Side of a person who is kept: ``ours``, ``theirs`` or ``any``.
    placed : bool
        A kept person of ours is given a place at our organisation: nothing else would tell the side.
    """

    find: tuple[How, ...] = ("id", "name")
    missing: Literal["reject", "blank", "keep"] = "reject"
    side: Literal["ours", "theirs", "any"] = "any"
    placed: bool = False


class Ref(NamedTuple):
    """A reference to a person or an organisation."""

    text: str
    rule: RefRule = RefRule()


class Dated(NamedTuple):
    """A date as written, and the column that can read it."""

    text: str
    column: DateColumn


class Formula(str):
    """What a spreadsheet would run; its value is what should stand there."""

    __slots__ = ()


class Origin(NamedTuple):
    """Where a row stands."""

    table: Table
    line: int
    cells: Cells


Value = str | tuple[str, ...] | tuple[Ref, ...] | Dated | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row says about one of our tables.

    Attributes
    ----------
    values : dict
        By column of our table: None says that it is blank; a column that is not there says nothing.
    headers : mapping
        Header in the file behind a column, for messages.
    """

    origin: Origin
    values: dict[str, Value]
    headers: Mapping[str, str]

    def key(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Text of these columns, to tell rows apart."""
        return tuple(plain_text(self.values.get(name)) for name in columns)

    def content(self) -> tuple[tuple[str, str], ...]:
        """All it says, to compare rows."""
        return tuple(sorted((name, plain_text(value)) for name, value in self.values.items()))


def plain_text(value: Value) -> str:
    """Text of a value of any shape."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Dated():
            return value.text
        case _:
            return "|".join(part.text if isinstance(part, Ref) else part for part in value)
