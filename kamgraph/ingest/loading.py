"""From items to the store, in batches; a bad row never takes its batch along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from threading import Event
from types import TracebackType
from typing import Any, NamedTuple, Self

from pydantic import ValidationError

from kamgraph.ingest.build import Item
from kamgraph.ingest.drafts import Origin
from kamgraph.ingest.rejections import Rejections
from kamgraph.ingest.resolve import Resolver
from kamgraph.model import Fact, Interaction
from kamgraph.model.errors import Conflict, ErasedPerson, UnknownId
from kamgraph.store.port import GraphStore, PutCounts

Entry = tuple[Origin, Item]
Progress = Callable[[str, int, int | None], None]
BATCH, _FIRST = 10_000, 1_500
_Refusal = Conflict | UnknownId | ErasedPerson | ValidationError
_REFUSALS = (Conflict, UnknownId, ErasedPerson, ValidationError)


class _Sent(NamedTuple):
    target: str
    batch: list[Entry]
    taken: Future[PutCounts]


class Loading:
    """Puts items under one run; what was sent last is settled at the end of the ``with``.

    While the store's database takes one batch, the next is read and built, also that of the next table.

    Attributes
    ----------
    counts : dict
        What became of the items, by our table.
    """

    def __init__(self, store: GraphStore, run: str, resolver: Resolver, rejections: Rejections) -> None:
        self._store, self.run = store, run
        self._resolver, self._rejections = resolver, rejections
        self.counts: dict[str, PutCounts] = {}
        self._sent: _Sent | None = None
        self._sender = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._sender:
            if error is None:
                self._settle()

    def load(self, target: str, entries: Iterable[Entry], progress: Progress | None, total: int | None) -> None:
        """Put all entries of one of our tables."""
        self.counts.setdefault(target, PutCounts())
        done = 0
        waiting = iter(entries)
        # A short one first, where nothing is on its way: the store shall not wait for a long one to be built.
        length = _FIRST if self._sent is None else BATCH
        while batch := list(islice(waiting, length)):
            length = min(4 * length, BATCH)
            # What comes next may name what is on its way; what turns out to be refused is forgotten again.
            self._resolver.directory.add_all([item for _, item in batch])
            self._settle()
            self.put_kept()
            self._sent = _Sent(target, batch, self._send([item for _, item in batch]))
            done += len(batch)
            if progress is not None:
                progress(target, done, total)

    def _send(self, items: Sequence[Any]) -> Future[PutCounts]:
        """Begin to put items; gives back when the store waits for its database, or is done.

        Until then two threads would take Python's lock from each other, which is slower than one after the other.
        """
        waiting = Event()
        sent = self._sender.submit(self._put, items, waiting.set)
        sent.add_done_callback(lambda _: waiting.set())
        waiting.wait()
        return sent

    def _settle(self) -> None:
        if self._sent is not None:
            sent, self._sent = self._sent, None
            self.add(sent.target, self._put_or_split(sent.target, sent.batch, sent.taken.result))

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
                self._resolver.directory.forget(batch[0][1])
                return PutCounts()
            middle = len(batch) // 2
            first = self._put_or_split(target, batch[:middle])
            return first.plus(self._put_or_split(target, batch[middle:]))
        return counts

    def _put(self, items: Sequence[Any], waiting: Callable[[], object] = lambda: None) -> PutCounts:
        if isinstance(items[0], Interaction):
            return self._store.record_interactions(self.run, items, waiting=waiting)
        if isinstance(items[0], Fact):
            return self._store.put_facts(self.run, items, waiting=waiting)
        return self._store.put_records(self.run, items, waiting=waiting)

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
