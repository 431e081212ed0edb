"""Rows that stand for the same thing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kamgraph.ingest.cells import CellError
from kamgraph.ingest.drafts import Draft


@dataclass
class _Found:
    lines: list[str] = field(default_factory=list)
    contents: set[int] = field(default_factory=set)
    loaded: bool = False


class Repeats:
    """Keys that more than one row carries.

    Looks twice: first for keys seen again, by their hashes alone, because a table may have millions of rows; then,
    only where there are some, at those rows.

    Parameters
    ----------
    drafts : callable
        Gives the drafts, each time from the beginning.
    key : tuple of str
        Columns that tell rows apart.
    marks : iterable of int, optional
        The hashes of all keys, where they are had more cheaply than from drafts.
    """

    def __init__(
        self, drafts: Callable[[], Iterator[Draft]], key: tuple[str, ...], marks: Iterable[int] | None = None
    ) -> None:
        self._key = key
        seen: set[int] = set()
        self.marks: set[int] = set()
        for mark in (hash(draft.key(key)) for draft in drafts()) if marks is None else marks:
            (self.marks if mark in seen else seen).add(mark)
        self._found: dict[tuple[str, ...], _Found] = {}
        for draft in drafts() if self.marks else ():
            if hash(draft.key(key)) in self.marks:
                found = self._found.setdefault(draft.key(key), _Found())
                found.lines.append(_place(draft))
                found.contents.add(hash(draft.content()))

    def first(self, draft: Draft) -> bool:
        """Whether this row is to be loaded: the only one of its key, or the first of several that say the same.

        Raises
        ------
        CellError
            Another row of this key says something else; nobody can know which is right.
        """
        found = self._found.get(draft.key(self._key)) if self._found else None
        if found is None or len(found.lines) == 1:
            return True
        if len(found.contents) > 1:
            others = ", ".join(line for line in found.lines[:5] if line != _place(draft))
            what = " ".join(part for part in draft.key(self._key) if part)
            raise CellError(self._key[0], what, f"stands twice with different content, also on {others}")
        first, found.loaded = not found.loaded, True
        return first


def _place(draft: Draft) -> str:
    return f"{draft.origin.table.file} line {draft.origin.line}"
