"""What a column and a table of our own are: name, kind of value, whether required, and its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, NamedTuple

from kamgraph.model import Fact, Handover, Initiative, Interaction, Organisation, Person, PlanItem

Model = type[Organisation] | type[Person] | type[Fact] | type[Interaction] | type[Initiative | PlanItem | Handover]
Kind = Literal["text", "texts", "emails", "word", "words", "department", "number", "whole", "flag", "day", "moment"]
Named = Literal["id", "person", "people", "organisation", "steps"]


class Side(StrEnum):
    """Who a reference to a person may name, and what a name nobody knows means."""

    ANY = "any"
    OURS_OR_NEW = "ours_or_new"


class Column(NamedTuple):
    """One column of a table of our own.

    Attributes
    ----------
    name, kind : str
        Header, and how its cells are read; ``person`` and ``organisation`` are references.
    field : str
        The model's field.
    required : bool
        Whether each row needs a value.
    words : type of StrEnum, optional
        The closed list of a column of kind word or words.
    en, pl : str
        What to write there.
    """

    name: str
    kind: Kind | Named
    en: str
    pl: str
    required: bool = False
    field: str = ""
    words: type[StrEnum] | None = None
    side: Side = Side.ANY

    @property
    def target(self) -> str:
        """Field of the model that the column fills."""
        return self.field or self.name


@dataclass(frozen=True)
class TableSpec:
    """A table of our own: a file an entity.

    Attributes
    ----------
    key : tuple of str
        Columns that say which row this is; two rows with the same ones must say the same.
    """

    name: str
    model: Model
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    en: str
    pl: str

    def column(self, name: str) -> Column:
        """Column of this name; raises `KeyError`."""
        return self._by_name[name]

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Names of the columns each row needs."""
        return tuple(c.name for c in self.columns if c.required)

    def in_order(self, names: tuple[str, ...]) -> tuple[Column, ...]:
        """These columns, organisations first: where a person works tells namesakes apart."""
        if (found := self._orders.get(names)) is None:
            found = tuple(sorted(map(self.column, names), key=lambda column: column.kind != "organisation"))
            self._orders[names] = found
        return found

    @cached_property
    def _orders(self) -> dict[tuple[str, ...], tuple[Column, ...]]:
        return {}

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """By column, what the model's field holds where a row leaves it blank."""
        fields = self.model.model_fields
        return {
            c.name: fields[c.target].get_default(call_default_factory=True, validated_data={}) for c in self.columns
        }

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {c.name: c for c in self.columns}
