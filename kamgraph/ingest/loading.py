"""From items to the store, in batches; a bad row never takes its batch along."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any

from pydantic import ValidationError

from kamgraph.ingest.build import Item
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.drafts import Origin
from kamgraph.ingest.rejections import Rejections
from kamgraph.ingest.resolve import Resolver
from kamgraph.model import Assignment, Fact, Interaction, Organisation, Person, Position
from kamgraph.model.errors import Conflict, ErasedPerson, UnknownId
from kamgraph.store.port import GraphStore, PutCounts

Entry = tuple[Origin, Item]
Progress = Callable[[str, int, int | None], None]
BATCH = 10_000
_Refusal = Conflict | UnknownId | ErasedPerson | ValidationError
_REFUSALS = (Conflict, UnknownId, ErasedPerson, ValidationError)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cyclic garbage: rows make none, and it costs a quarter of the time (measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Loading:
    """Puts items under one run.

    Attributes
    ----------
    counts : dict
        What became of the items, by our table.
    """

    def __init__(self, store: GraphStore, run: str, resolver: Resolver, rejections: Rejections) -> None:
        self._store, self.run = store, run
        self._resolver, self._rejections = resolver, rejections
        self.counts: dict[str, PutCounts] = {}

    def load(self, target: str, entries: Iterable[Entry], progress: Progress | None, total: int | None) -> None:
        """Put all entries of one of our tables."""
        self.counts.setdefault(target, PutCounts())
        done = 0
        # While the store takes one batch, the next is read and built: half of an import is waiting for the store.
        with _uncollected(), ThreadPoolExecutor(1) as sender:
            waiting = iter(entries)
            sent: list[Entry] = []
            taken: Future[PutCounts] | None = None
            while batch := list(islice(waiting, BATCH)):
                if taken is not None:
                    self._settle(target, sent, taken)
                self.put_kept()
                sent, taken = batch, sender.submit(self._put, [item for _, item in batch])
                done += len(batch)
                if progress is not None:
                    progress(target, done, total)
            if taken is not None:
                self._settle(target, sent, taken)

    def _settle(self, target: str, sent: list[Entry], taken: Future[PutCounts]) -> None:
        self.add(target, self._put_or_split(target, sent, taken.result))

    def put_kept(self) -> None:
        """Put the people whom references named and no file listed: before whatever names them."""
        resolver = self._resolver
        if resolver.new_people:
            self.add("people", self._put(resolver.new_people))
            resolver.new_people.clear()
        if resolver.new_positions:
            self.add("positions", self._put(resolver.new_positions))
            resolver.new_positions.clear()

    def _put_or_split(
        self, target: str, batch: Sequence[Entry], put: Callable[[], PutCounts] | None = None
    ) -> PutCounts:
        try:
            counts = put() if put is not None else self._put([item for _, item in batch])
        except _REFUSALS as error:
            if len(batch) == 1:
                self._refuse(target, batch[0][0], error)
                return PutCounts()
            middle = len(batch) // 2
            first = self._put_or_split(target, batch[:middle])
            return first.plus(self._put_or_split(target, batch[middle:]))
        for _, item in batch:
            _remember(self._resolver.directory, item)
        return counts

    def _put(self, items: Sequence[Any]) -> PutCounts:
        if isinstance(items[0], Interaction):
            return self._store.record_interactions(self.run, items)
        if isinstance(items[0], Fact):
            return self._store.put_facts(self.run, items)
        return self._store.put_records(self.run, items)

    def _refuse(self, target: str, origin: Origin, error: _Refusal) -> None:
        if isinstance(error, ErasedPerson):
            self._rejections.erased(origin, target)
            return
        match error:
            case Conflict():
                reason = error.reason
            case ValidationError():
                # The row is sound; together with what the store holds of this fact it is not.
                reason = f"contradicts what is held: {error.errors(include_url=False)[0]['msg']}"
            case _:
                reason = str(error)
        self._rejections.item(origin, reason, target)

    def add(self, target: str, counts: PutCounts) -> None:
        """Count what became of some items."""
        self.counts[target] = self.counts.get(target, PutCounts()).plus(counts)


def _remember(directory: Directory, item: Item) -> None:
    match item:
        case Organisation():
            directory.add_organisation(item)
        case Person():
            directory.add_person(item)
        case Position():
            directory.add_position(item)
        case Assignment():
            directory.add_assignment(item)
