"""From where a reader looks at the graph, and the runs behind the numbers it finds there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from neo4j import Record as Row

from kamgraph.model import Run, RunFile, RunKind, RunState
from kamgraph.model.errors import SchemaOutOfDate
from kamgraph.store.neo4j.connection import Connection, Writing
from kamgraph.store.neo4j.shapes import native


@dataclass(frozen=True)
class View:
    """What is visible: everything but what hidden runs, and runs that had not begun, wrote.

    Because runs that begin later are left out by their number, statements sent one after the other see one state.
    """

    store: str
    events: int
    next: int
    hidden: frozenset[int]
    erased: bool
    """Whether anybody was erased from the store."""

    @property
    def version(self) -> str:
        """Version of the visible content."""
        return f"{self.store}-{self.events}"

    @property
    def parameters(self) -> dict[str, Any]:
        """The two parameters of every reading statement."""
        return {"hidden": sorted(self.hidden), "next": self.next}

    def seen_by(self, number: int) -> "View":
        """The view of a pending run, which sees what it wrote itself."""
        return replace(self, hidden=self.hidden - {number})

    def shows(self, number: int) -> bool:
        """Tell whether what a run wrote can be seen."""
        return number < self.next and number not in self.hidden

    def stands(self, number: int, superseded_by: Iterable[int]) -> bool:
        """Tell whether a version can be seen, and no run that can be seen superseded it."""
        return self.shows(number) and not any(self.shows(other) for other in superseded_by)


@dataclass
class Notes:
    """What this process learned of a run by writing under it; a commit looks again where others wrote meanwhile.

    Attributes
    ----------
    named : set
        Labels and ids that the run was found to see.
    brought : set
        People whom nobody had before: whoever else brings them as well is laid beside this run by the commit.
    stated : set
        Facts that the run stated.
    batches : int
        How many batches the run had by then.
    """

    named: set[tuple[str, str]] = field(default_factory=set)
    brought: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)
    batches: int = 0

    def add(self, other: "Notes") -> None:
        """Take in what one more batch told."""
        self.named |= other.named
        self.brought |= other.brought
        self.stated |= other.stated
        self.batches = other.batches


@dataclass(frozen=True)
class NumberedRun:
    """A run with the numbers the graph knows it by."""

    number: int
    began: int
    changed: int
    committed: int | None
    retracted: tuple[str, ...]
    closing: bool
    batches: int
    run: Run
    notes: Notes = field(default_factory=Notes, compare=False)
    new: Notes = field(default_factory=Notes, compare=False)
    """What the batch at hand tells; it counts once the batch stands."""

    @property
    def alone(self) -> bool:
        """Whether no other process wrote a batch of it since this one did."""
        return self.batches == self.notes.batches + 1


def read_view(reader: Connection | Writing) -> View:
    """Look at the store as it is now."""
    rows = reader.read("read/view") if isinstance(reader, Connection) else reader.run("read/view")
    return view_from(rows)


def look(connection: Connection) -> tuple[View, dict[str, str]]:
    """The view, and the visible merges, one step each."""
    rows = connection.read("read/look")
    view = view_from(rows)
    return view, {alias: person for alias, person, run in rows[0]["merges"] if view.shows(run)}


def view_from(rows: Sequence[Row]) -> View:
    """View that a row stands for."""
    if not rows:
        raise SchemaOutOfDate("the database has lost its schema; run kamgraph store migrate")
    row = rows[0]
    return View(row["store"], row["events"], row["next"], frozenset(row["hidden"]), row["erased"])


class RunNames:
    """Runs by number; what a number stands for never changes, so each is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[int, tuple[str, datetime]] = {}

    def __getitem__(self, number: int) -> tuple[str, datetime]:
        """Id of a run, and when it was made."""
        if number not in self._names:
            first = max(self._names, default=-1) + 1 if number > max(self._names, default=-1) else 0
            for row in self._connection.read("read/runs", first=first):
                found = numbered_run(row["run"])
                self._names[found.number] = found.run.id, found.run.at
        return self._names[number]


def run_properties(run: Run) -> dict[str, Any]:
    """What a run's node carries."""
    return {
        "id": run.id,
        "at": _utc(run.at),
        "by": run.by,
        "kind": str(run.kind),
        "state": str(run.state),
        "files": [json.dumps(file.model_dump(), sort_keys=True) for file in run.files],
        "mapping": run.mapping,
        "counts": json.dumps(run.counts, sort_keys=True),
        "rejected": run.rejected,
    }


def numbered_run(held: Mapping[str, Any]) -> NumberedRun:
    """Run that a node stands for."""
    run = Run(
        id=held["id"],
        at=native(held["at"]),
        by=held["by"],
        kind=RunKind(held["kind"]),
        state=RunState(held["state"]),
        files=tuple(RunFile.model_validate_json(file) for file in held["files"]),
        mapping=held.get("mapping"),
        counts=json.loads(held["counts"]),
        rejected=held["rejected"],
    )
    return NumberedRun(
        held["number"],
        held["began"],
        held["changed"],
        held.get("committed"),
        tuple(held.get("retracted", ())),
        held.get("closing", False),
        held.get("batches", 0),
        run,
    )


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
