"""Moving everything from one store to another, with a proof that it arrived."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kamgraph.model.errors import Conflict
from kamgraph.store.port import DumpRow, GraphStore

Progress = Callable[[str, int], None]
_REPORT_EVERY = 1_000


@dataclass(frozen=True)
class Content:
    """What a dump holds: the number of rows by section, and a hash that is equal for equal stores."""

    counts: Mapping[str, int]
    hash: str


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def through(self, rows: Iterable[DumpRow], stage: str, progress: Progress | None) -> Iterator[DumpRow]:
        for row in rows:
            self.counts[row.section] += 1
            line = json.dumps([row.section, row.values], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            self.digest.update(line.encode() + b"\n")
            if progress is not None and (done := self.counts.total()) % _REPORT_EVERY == 0:
                progress(stage, done)
            yield row
        if progress is not None:
            progress(stage, self.counts.total())

    def content(self) -> Content:
        return Content(dict(self.counts), self.digest.hexdigest())


def content_of(store: GraphStore, progress: Progress | None = None) -> Content:
    """Count and hash everything a store holds, in bounded memory.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     content_of(store).counts
    {}
    """
    tally = _Tally()
    for _ in tally.through(store.dump(), "compare", progress):
        pass
    return tally.content()


@dataclass(frozen=True)
class Comparison:
    """What stood in the source of a copy, and what stands in its target."""

    sent: Content
    arrived: Content


def copy_and_compare(source: GraphStore, target: GraphStore, progress: Progress | None = None) -> Comparison:
    """Copy everything, row by row, and count and hash both sides; see `copy_store`, which refuses a difference.

    A target that holds something is left as it is, and only compared.
    """
    tally = _Tally()
    try:
        target.load(tally.through(source.dump(), "copy", progress))
        sent = tally.content()
    except Conflict:
        sent = content_of(source, progress)
    return Comparison(sent, content_of(target, progress))


def copy_store(source: GraphStore, target: GraphStore, progress: Progress | None = None) -> Content:
    """Copy everything, row by row, and compare what arrived with what was sent.

    A copy that was broken off is begun again by the same call; one that is complete is recognised, and not repeated.

    Parameters
    ----------
    source, target : GraphStore
        Any two stores; the target must be empty, or hold this very content, or the rest of a copy broken off.
    progress : callable, optional
        Told the stage ("copy" or "compare") and the number of rows done, about every thousand rows.

    Returns
    -------
    Content
        Number of rows by section and hash, the same on both sides.

    Raises
    ------
    Conflict
        The target holds something else, or the source was written to during the copy.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open_store(f"sqlite:///{folder}/a.db") as a, open_store(f"sqlite:///{folder}/b.db") as b:
    ...         copy_store(a, b) == content_of(b)
    True
    """
    done = copy_and_compare(source, target, progress)
    if done.sent != done.arrived:
        raise Conflict(
            f"{target.url} holds something else; copy into an empty store, while nobody writes to the source"
        )
    return done.sent
