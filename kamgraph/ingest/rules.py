"""Rules that one row breaks only together with others: sides of a tie, circles of managers, dealings said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Protocol

from kamgraph.ingest.build import Item
from kamgraph.ingest.cells import CellError
from kamgraph.ingest.directory import Directory
from kamgraph.model import Assignment, FactKind, Interaction, Line, LineKind, Tie
from kamgraph.store.port import GraphStore

Rule = Callable[[Item], bool]


class Known(Protocol):
    """What the rules ask of whoever knows people."""

    def is_ours(self, person: str) -> bool | None:
        """Whether a person is one of ours; None where nothing tells."""
        ...

    def is_placeholder(self, person: str) -> bool:
        """Whether this is a chair without a person."""
        ...


class Dropped(Exception):
    """A row that says nothing: not wrong, and not loaded."""


def rule_of(table: str, directory: Directory, store: GraphStore) -> Callable[[Item], None]:
    """The rule that the items of one of our tables must meet; it raises `CellError`."""
    match table:
        case "ties":
            return lambda item: _tie(item, directory)  # type: ignore[arg-type]
        case "assignments":
            return lambda item: require_sides(item, directory)
        case "lines":
            return _Lines(directory, store)
        case _:
            return lambda _: None


def require_sides(item: object, known: Known) -> None:
    """Refuse a tie, an assignment or a line whose people stand on the wrong sides; anything else passes.

    Raises
    ------
    CellError
        It names the field and the person.
    """
    match item:
        case Tie():
            _tie(item, known)
        case Assignment() if known.is_ours(item.person) is False:
            raise CellError("person", item.person, "is a client person; only our people are assigned to accounts")
        case Line():
            _line(item, known)


def _tie(item: Tie, known: Known) -> None:
    ours, theirs = known.is_ours(item.ours), known.is_ours(item.theirs)
    if ours and theirs:
        raise CellError("theirs", item.theirs, "both are our people; a tie joins one of ours and a client person")
    if ours is False and theirs:
        raise CellError("ours", item.ours, "is a client person and the other one of ours; exchange the two")
    if ours is False:
        raise CellError("ours", item.ours, "is a client person; a tie joins one of ours and a client person")
    for field, person in (("ours", item.ours), ("theirs", item.theirs)):
        if known.is_placeholder(person):
            raise CellError(field, person, "is a chair without a known person, and nobody can know it")


def _line(item: Line, known: Known) -> None:
    source, target = known.is_ours(item.source), known.is_ours(item.target)
    if source is not target and source is not None and target is not None:
        raise CellError("target", item.target, "stands on the other side; lines join people of one side")


class _Lines:
    """Same side, and no circle of managers on any day."""

    def __init__(self, directory: Directory, store: GraphStore) -> None:
        self._directory = directory
        # No graph of networkx, which takes four dictionaries a person: there may be hundreds of thousands.
        self._managers: defaultdict[str, list[Line]] = defaultdict(list)
        for stored in store.facts(FactKind.LINE):
            self._add(stored.content)  # type: ignore[arg-type]

    def __call__(self, item: Item) -> None:
        if type(item) is not Line:
            return
        _line(item, self._directory)
        if item.kind is LineKind.REPORTS_TO and (circle := self._circle(item)):
            raise CellError("target", item.target, f"closes a circle of managers: {' -> '.join(circle)}")
        self._add(item)

    def _add(self, line: Line) -> None:
        if line.kind is LineKind.REPORTS_TO:
            self._managers[line.source].append(line)

    def _circle(self, line: Line) -> list[str]:
        """Whom the line's target reports to at the same time, up to its source; empty where it is not above."""
        below: dict[str, str | None] = {line.target: None}
        waiting = [line.target]
        for person in waiting:
            for other in self._managers.get(person, ()):
                if other.target not in below and _overlap(line, other):
                    below[other.target] = person
                    waiting.append(other.target)
        circle: list[str] = []
        at = line.source if line.source in below else None
        while at is not None:
            circle.insert(0, at)
            at = below[at]
        return [line.source, *circle] if circle else []


def _overlap(one: Line, other: Line) -> bool:
    return (one.valid_from or date.min) < (other.valid_to or date.max) and (
        (other.valid_from or date.min) < (one.valid_to or date.max)
    )


class Dealings:
    """Each contact once: what a person says to himself, and what two records say, is left out."""

    def __init__(self) -> None:
        self._seen: set[tuple[object, ...]] = set()
        self.alone = self.repeated = 0

    def keeps(self, item: Interaction, *, named: int, timed: bool) -> bool:
        """Whether an interaction counts, given how many people its row named and whether it told the minute."""
        if named > 1 and len(item.participants) == 1:
            self.alone += 1
            return False
        if timed:
            seen = (item.kind, item.at.replace(second=0, microsecond=0), frozenset(item.participants))
            if seen in self._seen:
                self.repeated += 1
                return False
            self._seen.add(seen)
        return True
