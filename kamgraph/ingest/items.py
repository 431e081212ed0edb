"""From drafts to items, one of our tables at a time; what cannot be built is rejected by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kamgraph.ingest.build import ENDED, Item, build
from kamgraph.ingest.cells import CellError
from kamgraph.ingest.drafts import Dated, Draft, Ref
from kamgraph.ingest.loading import Entry
from kamgraph.ingest.mapped_reading import MappedReading
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.own_reading import OwnReading
from kamgraph.ingest.rejections import Rejections
from kamgraph.ingest.repeats import Repeats
from kamgraph.ingest.resolve import Resolver, is_group_address
from kamgraph.ingest.rules import Dealings, rule_of
from kamgraph.model import (
    FACT_TYPES,
    Assignment,
    Fact,
    Figure,
    Initiative,
    Interaction,
    Organisation,
    PlanItem,
    Stakeholder,
)
from kamgraph.store.port import GraphStore

# Contacts and positions count from below an account; these are looked for at the account itself.
_ABOUT_AN_ACCOUNT = frozenset({Stakeholder, Assignment, Figure, Initiative, PlanItem})
_FACTS = frozenset(FACT_TYPES.values())


class Items:
    """Builds the items of all tables.

    Attributes
    ----------
    read : dict
        Rows offered, by our table.
    said : set
        Ids of the facts that the files name, if they are remembered.
    dealings : Dealings
        Counts what was left out of contacts.
    off_accounts : Counter
        How many items are about an organisation that is no account, by its id: no measure looks for them there.
    """

    def __init__(
        self,
        store: GraphStore,
        reading: OwnReading | MappedReading,
        resolver: Resolver,
        rejections: Rejections,
        today: date,
        *,
        remember: bool,
    ) -> None:
        self._store, self._reading, self._resolver = store, reading, resolver
        self._rejections, self._today, self._remember = rejections, today, remember
        self.read: dict[str, int] = {}
        self.said: set[str] = set()
        self.dealings = Dealings()
        self.off_accounts: Counter[str] = Counter()

    def of(self, target: str) -> Iterator[Entry]:
        """Items of one of our tables, each with the place it comes from."""
        if target == "organisations":
            yield from self._organisations()
        else:
            yield from self._entries(target)

    def _entries(self, target: str) -> Iterator[Entry]:
        building = self.begin(target)
        for draft in self._reading.drafts(target):
            self.read[target] += 1
            if (entry := building.entry(draft)) is not None:
                yield entry

    def _organisations(self) -> Iterator[Entry]:
        """Those above before those below, in whatever order the files name them."""
        import networkx as nx

        for draft in self._reading.drafts("organisations"):
            id, name = draft.key(("id", "name"))  # noqa: A001
            if id and name:
                self._resolver.directory.organisations.add(id, name=name)
        entries = list(self._entries("organisations"))
        places = {item.id: (origin, item) for origin, item in entries if isinstance(item, Organisation)}
        above: nx.DiGraph[str] = nx.DiGraph()
        above.add_nodes_from(places)
        above.add_edges_from((o.parent_id, o.id) for _, o in places.values() if o.parent_id in places)
        for circle in [part for part in nx.strongly_connected_components(above) if len(part) > 1]:
            for id in sorted(circle):  # noqa: A001
                self._rejections.item(
                    places[id][0], f"belongs to itself by way of {', '.join(sorted(circle))}", "organisations"
                )
            above.remove_nodes_from(circle)
        yield from (places[unit] for unit in nx.lexicographical_topological_sort(above))

    def begin(self, target: str) -> Building:
        """Make ready for the drafts of one of our tables."""
        self.read[target] = 0
        marks = self._reading.marks.get(target) if isinstance(self._reading, OwnReading) else None
        return Building(self, target, marks)


class Building:
    """Builds the items of one of our tables."""

    def __init__(self, items: Items, target: str, marks: Iterable[int] | None) -> None:
        self._items, self._target, self._spec = items, target, TABLES[target]
        self._rule = rule_of(target, items._resolver.directory, items._store)
        self.repeats = Repeats(lambda: items._reading.drafts(target), self._spec.key, marks)

    def entry(self, draft: Draft) -> Entry | None:
        """The item with its place, or None where there is none or it was rejected."""
        items = self._items
        try:
            if not self.repeats.first(draft):
                return None
            item = build(self._ended(draft), self._spec, items._resolver, items._today)
            if item is None or not self._counts(draft, item):
                return None
            self._rule(item)
        except CellError as error:
            items._rejections.cell(draft, error, self._target)
            return None
        self._note(item)
        return draft.origin, item

    def admits(self, item: Item) -> bool:
        """Whether an item built elsewhere meets the rule of the table; it is loaded if so."""
        try:
            self._rule(item)
        except CellError:
            return False
        self._note(item)
        return True

    def _note(self, item: Any) -> None:
        # By its very type: to ask whether it is an instance of one costs more than all else here.
        kind = type(item)
        if self._items._remember and kind in _FACTS:
            self._items.said.add(item.fact)
        if kind in _ABOUT_AN_ACCOUNT and not self._items._resolver.directory.is_account(item.account):
            self._items.off_accounts[item.account] += 1

    def _counts(self, draft: Draft, item: Item) -> bool:
        reading = self._items._reading
        if not isinstance(item, Interaction) or not isinstance(reading, MappedReading):
            return True
        named, at = draft.values.get("participants"), draft.values.get("at")
        timed = (
            reading.once_a_minute(draft.origin.table, self._target)
            and isinstance(at, Dated)
            and at.column.moment(at.text).timed
        )
        people = [ref for ref in named or () if isinstance(ref, Ref) and not is_group_address(ref.text)]
        return self._items.dealings.keeps(item, named=len(people), timed=timed)

    def _ended(self, draft: Draft) -> Draft:
        """Without the day of the import as an end where the store knows of an end already."""
        if draft.values.get("valid_to") != ENDED:
            return draft
        items = self._items
        still = Draft(draft.origin, {k: v for k, v in draft.values.items() if k != "valid_to"}, draft.headers)
        item = build(still, self._spec, items._resolver, items._today)
        if isinstance(item, Fact) and any(v.content.valid_to is not None for v in items._store.history(item.fact)):
            return still
        return draft
