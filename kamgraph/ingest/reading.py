"""What any format offers: which tables it understands, and drafts for each of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kamgraph.ingest.drafts import Draft
from kamgraph.ingest.tables import Table


class Reading(Protocol):
    """A set of files read in one format.

    Attributes
    ----------
    name : str
        Of the format: ``csv`` or a mapping's name.
    namespace : str
        What its ids begin with; blank for our own tables.
    used, unused : tuple of Table
        Tables that are understood, and the others.
    """

    name: str
    namespace: str
    used: tuple[Table, ...]
    unused: tuple[Table, ...]

    def survey(self) -> None:
        """Look through all columns of dates. Raises `InputError` where their order cannot be told."""
        ...

    def targets(self) -> frozenset[str]:
        """Names of our own tables for which there are drafts."""
        ...

    def drafts(self, target: str) -> Iterator[Draft]:
        """Drafts for one of our tables, in the order of the files; can be asked for again."""
        ...

    def notes(self) -> list[str]:
        """What the reader of the report should know about the files."""
        ...
