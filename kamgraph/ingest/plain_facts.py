"""The fast lane of our own facts: rows that say what an earlier row said, of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from kamgraph.ingest.directory import Directory
from kamgraph.ingest.drafts import Origin
from kamgraph.ingest.items import Building, Items
from kamgraph.ingest.loading import Entry
from kamgraph.ingest.own_reading import OwnReading, OwnTable
from kamgraph.ingest.tables import Cells
from kamgraph.ingest.unchecked import unchecked
from kamgraph.model import Fact

_MOST_SAID = 20_000
# What the quote of `safe_cell` or a formula begins with.
_MARKS = ("'", "=")


class _Said(NamedTuple):
    """What one row said beside whom it named, as the long way read it."""

    model: type[Fact]
    values: dict[str, Any]
    fields: set[str]


class PlainFacts:
    """Loads the facts of one of our own tables; what has been read once is not read again.

    Of a million rows most say the same few things about different people. The first of each goes the long way, which
    knows every rule and names every fault; those after it, equal in all cells but the references, and these known ids,
    become the same item about others. No rule stands here: the model compares references only with one another, so
    rows that name one id twice take the long way too. A test holds both ways equal.
    """

    def __init__(self, reading: OwnReading, items: Items, directory: Directory, target: str) -> None:
        self._items, self._directory, self._target = items, directory, target
        self._tables = [own for own in reading.own if own.spec.name == target]

    def entries(self) -> Iterator[Entry]:
        """Every fact that can be loaded, with its place."""
        building = self._items.begin(self._target)
        for own in self._tables:
            read = 0
            again = Again(own, self._directory, building.repeats.marks)
            for line, cells in own.table.rows():
                read += 1
                item = again.item(cells)
                if item is not None and building.admits(item):
                    yield Origin(own.table, line, cells), item
                elif (entry := self._slowly(building, own, line, cells, again)) is not None:
                    yield entry
            self._items.read[self._target] += read

    def _slowly(self, building: Building, own: OwnTable, line: int, cells: Cells, again: Again) -> Entry | None:
        entry = building.entry(own.draft(line, cells))
        if entry is not None and isinstance(entry[1], Fact):
            again.learn(cells, entry[1])
        return entry


class Again:
    """Knows what rows of one table said, and makes the item of another row that says it of others."""

    def __init__(self, own: OwnTable, directory: Directory, repeated: set[int]) -> None:
        ids = {"person": directory.people.ids, "organisation": directory.organisations.ids}
        self._ends = [(column.target, place, ids[column.kind]) for column, place in own.places if column.kind in ids]
        self._rest = _picker([place for column, place in own.places if column.kind not in ids])
        there = {column.name: place for column, place in own.places}
        self._key = [there.get(name) for name in own.spec.key]
        self._text, self._repeated = own.table.text, repeated
        self._said: dict[Any, _Said] = {}

    def item(self, cells: Cells) -> Fact | None:
        """The item of a row, if a row like it was learnt."""
        said = self._said.get(self._rest(cells))
        if said is None or (self._repeated and self._stands_twice(cells)):
            return None
        values = said.values.copy()
        named = set()
        for field, place, ids in self._ends:
            cell = cells[place]
            if cell not in ids or cell[0] in _MARKS or cell in named:
                return None
            named.add(cell)
            values[field] = cell
        item = unchecked(said.model, values, said.fields)
        # Not worked out yet, which costs less to find than that nothing is there.
        object.__setattr__(item, "_fact", None)
        return item

    def learn(self, cells: Cells, item: Fact) -> None:
        """Keep what a row said, as far as it named everybody by id; of endless variety only the first part."""
        values = item.__dict__
        if len(self._said) < _MOST_SAID and all(values[field] == cells[place] for field, place, _ in self._ends):
            self._said[self._rest(cells)] = _Said(type(item), values, item.model_fields_set)

    def _stands_twice(self, cells: Cells) -> bool:
        return hash(tuple("" if at is None else self._text(cells[at]) for at in self._key)) in self._repeated


def _picker(places: list[int]) -> Callable[[Cells], Any]:
    return itemgetter(*places) if places else lambda _: ()
