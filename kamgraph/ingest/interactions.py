"""The fast lane of our own interactions: rows of the plainest shape, which are most of a million."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from pydantic import ValidationError

from kamgraph.ingest.cells import plain_cell
from kamgraph.ingest.dates import LOCAL
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.drafts import Origin
from kamgraph.ingest.items import Items
from kamgraph.ingest.loading import Entry
from kamgraph.ingest.own_reading import OwnReading, OwnTable
from kamgraph.ingest.tables import Cells
from kamgraph.model import Direction, Interaction, InteractionKind

TARGET = "interactions"
_NOON = time(12)
_KINDS: dict[str, InteractionKind] = {"": InteractionKind.OTHER} | {kind.value: kind for kind in InteractionKind}
_DIRECTIONS: dict[str, Direction] = {"": Direction.BOTH} | {way.value: way for way in Direction}


class _Unusual(Exception):
    """The row takes the long way, which knows every shape and names every fault."""


class PlainInteractions:
    """Reads rows whose cells are ids, codes and ISO dates straight into the model, and leaves all others.

    What it reads, it reads as the long way would: a test holds the two equal.
    """

    def __init__(self, reading: OwnReading, items: Items, directory: Directory) -> None:
        self._items = items
        self._tables = [own for own in reading.own if own.spec.name == TARGET]
        self._directory = directory

    def entries(self) -> Iterator[Entry]:
        """Every interaction that can be loaded, with its place."""
        building = self._items.begin(TARGET, self._marks())
        for own in self._tables:
            plain = plain_reader(own, self._directory, building.repeats.marks)
            read = 0
            for line, cells in own.table.rows():
                read += 1
                if (item := plain(cells)) is not None:
                    yield Origin(own.table, line, cells), item
                elif (entry := building.entry(own.draft(line, cells))) is not None:
                    yield entry
            self._items.read[TARGET] += read

    def _marks(self) -> Iterator[int]:
        for own in self._tables:
            place = _places(own)["id"]
            for _, cells in own.table.rows():
                text = cells[place].strip()
                yield hash((plain_cell(text) if own.table.shielded else text,))


def plain_reader(own: OwnTable, directory: Directory, repeated: set[int]) -> Callable[[Cells], Interaction | None]:
    """Reader of plain rows; it gives None for any other."""
    readers: dict[str, Callable[[str], Any]] = {
        "id": _text,
        "at": _moment,
        "kind": _KINDS.__getitem__,
        "minutes": _minutes,
        "direction": _DIRECTIONS.__getitem__,
        "participants": lambda text: _known(text, directory.people.ids),
        "account": lambda text: _one_known(text, directory.organisations.ids),
        "source": lambda text: _text(text) if text else None,
    }
    places = [(name, place, readers[name]) for name, place in _places(own).items()]

    def read(cells: Cells) -> Interaction | None:
        try:
            values = {name: reader(cells[place].strip()) for name, place, reader in places}
            if hash((values["id"],)) in repeated:
                return None
            return Interaction.model_validate(values)
        except (_Unusual, KeyError, ValueError, OverflowError, ValidationError):
            return None

    return read


def _places(own: OwnTable) -> dict[str, int]:
    return {column.name: place for column, place in own.places}


def _text(text: str) -> str:
    if text[:1] in ("", "'", "="):
        raise _Unusual
    return text


def _moment(text: str) -> datetime:
    if text[4:5] != "-":
        raise _Unusual
    at = datetime.fromisoformat(text)
    if len(text) <= 10:
        at = datetime.combine(at.date(), _NOON)
    return (at if at.tzinfo else at.replace(tzinfo=LOCAL)).astimezone(UTC)


def _minutes(text: str) -> float | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise _Unusual
    return float(text)


def _known(text: str, ids: set[str]) -> tuple[str, ...]:
    people = tuple(text.split("|"))
    if not ids.issuperset(people) or len(set(people)) != len(people):
        raise _Unusual
    return people


def _one_known(text: str, ids: set[str]) -> str | None:
    if text and text not in ids:
        raise _Unusual
    return text or None
