"""What else is to be mended, known to the store alone: plain rows that the page is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


class Duplicate(Protocol):
    """Two people, by id, who may be one."""

    @property
    def a(self) -> str:
        """Id of the one."""
        ...

    @property
    def b(self) -> str:
        """Id of the other."""
        ...

    @property
    def reason(self) -> str:
        """What they have in common."""
        ...


class RejectedRow(Protocol):
    """A row of an import that was not loaded."""

    @property
    def file(self) -> str:
        """Name of the file."""
        ...

    @property
    def line(self) -> int | None:
        """Line on which the row begins, counted from 1."""
        ...

    @property
    def column(self) -> str | None:
        """Header of the column at fault; None for the whole row."""
        ...

    @property
    def reason(self) -> str:
        """What is wrong and what would be right."""
        ...


@dataclass(frozen=True)
class Stated:
    """Who stated or last confirmed a fact, and when; None where it is not known."""

    on: date | None = None
    by: str | None = None


@dataclass(frozen=True)
class FromStore:
    """What a snapshot does not say.

    Attributes
    ----------
    duplicates : tuple of Duplicate
        Such as `kamgraph.ingest.suggest_merges` gives; those that concern nobody on the page are left out.
    rejected : tuple of RejectedRow
        Rejected rows of the last imports, as in `kamgraph.ingest.ImportReport`.
    stated : mapping
        Who stated a fact and when, by the fact's id.
    """

    duplicates: tuple[Duplicate, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    stated: Mapping[str, Stated] = field(default_factory=dict)


NOTHING_ELSE = FromStore()
