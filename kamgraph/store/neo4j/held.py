"""The versions of a few facts as a run sees them while it plans and writes a batch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from neo4j import Record

from kamgraph.model import Fact
from kamgraph.model.errors import UnknownId
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.shapes import KIND_OF_TYPE, ends_of, fact_from, fact_properties, type_of
from kamgraph.store.neo4j.views import View
from kamgraph.store.versions import Visible, plan_put, version_id

CHUNK = 5_000
Row = dict[str, Any]


@dataclass
class Held:
    """One version, where it stands in the graph (None: not yet), and whether the run's mark stands there on it."""

    version: str
    fact: str
    run: int
    ordinal: int
    content: Fact
    said: tuple[str, ...] | None
    superseded_by: set[int] = field(default_factory=set)
    element: str | None = None
    marked: bool = False

    def properties(self) -> dict[str, Any]:
        """What its relationship carries."""
        found = fact_properties(self.content)
        found.update(version=self.version, fact=self.fact, run=self.run, ordinal=self.ordinal)
        if self.said is not None:
            found["said"] = list(self.said)
        if self.superseded_by:
            found["supersededBy"] = sorted(self.superseded_by)
        return found


class Batch:
    """Facts whose versions were read together, planned in memory and written together."""

    def __init__(self, view: View, number: int, run: str, versions: Iterable[Held]) -> None:
        self._view, self._number, self._run = view, number, run
        self._facts: dict[str, list[Held]] = defaultdict(list)
        for version in versions:
            version.marked = number in version.superseded_by
            self._facts[version.fact].append(version)

    def versions(self, fact: str) -> Sequence[Held]:
        """Every version of a fact known to this batch."""
        return self._facts[fact]

    def stands(self, version: Held) -> bool:
        """Tell whether the run sees a version at this moment."""
        return self._view.stands(version.run, version.superseded_by)

    def put(self, fact: str, incoming: Fact) -> str:
        """Plan a statement about a fact on what stands by now; gives its outcome."""
        versions = self._facts[fact]
        if not versions:
            versions.append(self._new(fact, 0, incoming, incoming))
            return "added"
        plan = plan_put([Visible(v.version, v.content) for v in versions if self.stands(v)], incoming)
        for version in versions:
            if version.version in plan.supersede:
                self.supersede(version)
        ordinal = 1 + max((v.ordinal for v in versions if v.run == self._number), default=-1)
        for place, content in enumerate(plan.add, ordinal):
            # The statement itself is the last; a copy closed before it says nothing of its own.
            versions.append(self._new(fact, place, content, incoming if content is plan.add[-1] else None))
        return plan.outcome

    def _new(self, fact: str, ordinal: int, content: Fact, statement: Fact | None) -> Held:
        said = None if statement is None else tuple(sorted(statement.model_fields_set))
        return Held(version_id(fact, self._run, ordinal), fact, self._number, ordinal, content, said)

    def supersede(self, version: Held) -> None:
        """Take a version out of sight, as far as this run is concerned."""
        version.superseded_by.add(self._number)

    def forget(self, fact: str) -> list[Held]:
        """Take back what the run did to a fact; gives the versions it had written, in their order."""
        own = sorted((v for v in self._facts[fact] if v.run == self._number), key=lambda v: v.ordinal)
        others = [v for v in self._facts[fact] if v.run != self._number]
        for version in others:
            version.superseded_by.discard(self._number)
        self._facts[fact] = others
        return own

    def _to_mark(self, version: Held) -> bool | None:
        marked = self._number in version.superseded_by
        return None if marked is version.marked else marked

    def write(self, writing: Writing) -> None:
        """Write new versions, and the marks on those that stand in the graph."""
        every = [version for versions in self._facts.values() for version in versions]
        for name, wanted in (("write/mark", True), ("write/unmark", False)):
            elements = [v.element for v in every if v.element and self._to_mark(v) is wanted]
            for start in range(0, len(elements), CHUNK):
                writing.run(name, elements=elements[start : start + CHUNK], run=self._number)
        write_versions(writing, (v for v in every if v.element is None))


def read_versions(writing: Writing, facts_by_type: Mapping[str, Collection[str]]) -> list[Held]:
    """Every version of these facts, hidden ones included."""
    found = []
    for relation, facts in sorted(facts_by_type.items()):
        wanted = sorted(facts)
        for start in range(0, len(wanted), CHUNK):
            rows = writing.run(f"read/facts/{relation.lower()}_held", facts=wanted[start : start + CHUNK])
            found += [held_from(row["type"], row["source"], row["target"], row["held"], row["element"]) for row in rows]
    return found


def held_from(relation: str, source: str | None, target: str, held: Mapping[str, Any], element: str | None) -> Held:
    """Version that a relationship stands for."""
    said = held.get("said")
    return Held(
        held["version"],
        held["fact"],
        held["run"],
        held["ordinal"],
        fact_from(KIND_OF_TYPE[relation], relation, source, target, held),
        None if said is None else tuple(said),
        set(held.get("supersededBy", ())),
        element,
    )


def write_versions(writing: Writing, versions: Iterable[Held]) -> None:
    """Write versions, those of one relationship type together, in the order of their ends.

    Raises
    ------
    UnknownId
        An end is not in the graph.
    """
    by_type: dict[str, list[tuple[str, str, Held]]] = defaultdict(list)
    for version in versions:
        source, target = ends_of(version.content)
        by_type[type_of(version.content)].append((source or "", target, version))
    for relation, ended in sorted(by_type.items()):
        # Two writers that lock people in the same order wait for each other less often in a circle.
        ended.sort(key=itemgetter(0, 1))
        sent: tuple[list[Row], Iterable[Record]] = [], ()
        for start in range(0, len(ended), CHUNK):
            # Made while the server works on what was sent before.
            rows = [_row(*each) for each in ended[start : start + CHUNK]]
            _require_written(*sent)
            sent = rows, writing.send(f"write/facts/{relation.lower()}", rows=rows)
        _require_written(*sent)


def _row(source: str, target: str, version: Held) -> Row:
    return {
        "source": source or None,
        "target": target,
        "version": version.version,
        "properties": version.properties(),
    }


def _require_written(rows: Sequence[Row], answer: Iterable[Record]) -> None:
    if sum(record["written"] for record in answer) != len(rows):
        raise UnknownId("person or organisation", tuple(sorted({row["target"] for row in rows})))
