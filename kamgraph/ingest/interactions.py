"""The fast lane of our own interactions: rows of the plainest shape, which are most of a million."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, tzinfo

from kamgraph.ingest.directory import Directory
from kamgraph.ingest.drafts import Origin
from kamgraph.ingest.items import Items
from kamgraph.ingest.loading import Entry
from kamgraph.ingest.own_reading import OwnReading, OwnTable
from kamgraph.ingest.tables import Cells
from kamgraph.ingest.unchecked import unchecked
from kamgraph.model import Direction, Interaction, InteractionKind
from kamgraph.model.entities import MAX_TEXT, in_utc

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
        building = self._items.begin(TARGET)
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


def plain_reader(own: OwnTable, directory: Directory, repeated: set[int]) -> Callable[[Cells], Interaction | None]:
    """Reader of plain rows; it gives None for any other."""
    places = _places(own)
    people, organisations = directory.people.ids, directory.organisations.ids
    # A column that is not there reads as the blank put at the end of each row.
    id_, at, kind, minutes, way, who, where, source = (places.get(c.name, -1) for c in own.spec.columns)
    said, zone = set(places), own.dates["at"].zone

    def read(cells: Cells) -> Interaction | None:
        row = [cell.strip() for cell in cells]
        row.append("")
        if repeated and hash((row[id_],)) in repeated:
            return None
        try:
            values = {
                "id": _text(row[id_], 200),
                "at": _moment(row[at], zone),
                "kind": _KINDS[row[kind]],
                "minutes": _minutes(row[minutes]),
                "direction": _DIRECTIONS[row[way]],
                "participants": _known(row[who], people),
                "account": _one_known(row[where], organisations),
                "source": _text(row[source], MAX_TEXT) if row[source] else None,
            }
        except (_Unusual, KeyError, ValueError, OverflowError):
            return None
        return unchecked(Interaction, values, said)

    return read


def _places(own: OwnTable) -> dict[str, int]:
    return {column.name: place for column, place in own.places}


def _text(text: str, longest: int) -> str:
    if text[:1] in ("", "'", "=") or len(text) > longest or not text.isprintable():
        raise _Unusual
    return text


def _moment(text: str, zone: tzinfo) -> datetime:
    if text[4:5] != "-":
        raise _Unusual
    at = datetime.fromisoformat(text)
    if len(text) <= 10:
        at = datetime.combine(at.date(), _NOON)
    return in_utc(at if at.tzinfo else at.replace(tzinfo=zone))


def _minutes(text: str) -> float | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise _Unusual
    return float(text)


def _known(text: str, ids: set[str]) -> tuple[str, ...]:
    people = tuple(text.split("|"))
    if "\\" in text or not ids.issuperset(people) or len(set(people)) != len(people):
        raise _Unusual
    return people


def _one_known(text: str, ids: set[str]) -> str | None:
    if text and text not in ids:
        raise _Unusual
    return text or None
