"""The whole store as plain rows, in an order that depends on content alone, and back again."""

import heapq
import itertools
import json
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from kamgraph.model import FactKind, RunState
from kamgraph.store.neo4j import journal
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.held import Held, held_from
from kamgraph.store.neo4j.interactions import interaction_from
from kamgraph.store.neo4j.loading import Loader
from kamgraph.store.neo4j.shapes import SECTIONS, TYPES_OF_KIND
from kamgraph.store.neo4j.views import NumberedRun, numbered_run
from kamgraph.store.port import DumpRow

_EVERYTHING: dict[str, Any] = {"everything": True, "hidden": [], "next": 0, "day": None}


def rows(connection: Connection) -> Iterator[DumpRow]:
    """Every row, section by section; see `GraphStore.dump`."""
    nodes = [row["run"] for row in connection.read("read/runs", first=0)]
    runs = {run.number: run for run in map(numbered_run, nodes)}
    yield from _runs(runs)
    yield from _records(connection, runs)
    for kind in FactKind:
        yield from _facts(connection, kind, runs)
    yield from _interactions(connection, runs)
    aliases = connection.read("read/aliases")
    for alias, person, run in sorted((row["alias"], row["person"], runs[row["run"]].run.id) for row in aliases):
        yield DumpRow("alias", {"alias": alias, "person": person, "run": run})
    for run, reason in sorted((node["id"], node["reason"]) for node in nodes if "reason" in node):
        yield DumpRow("erasure", {"run": run, "reason": reason})
    for row in connection.read("read/tombstones"):
        yield DumpRow("tombstone", {"mark": row["hash"], "run": runs[row["run"]].run.id})
    for event in journal.by_id(connection):
        yield DumpRow("event", dict(sorted(event.model_dump(mode="json").items())))


def load(connection: Connection, given: Iterable[DumpRow]) -> int:
    """Fill an empty store; see `GraphStore.load`."""
    return Loader(connection).load(given)


def _runs(runs: dict[int, NumberedRun]) -> Iterator[DumpRow]:
    committed = sorted((run.committed, run.number) for run in runs.values() if run.committed is not None)
    order = {number: place for place, (_, number) in enumerate(committed)}
    for run in sorted(runs.values(), key=lambda run: run.run.id):
        plain = run.run.model_dump(mode="json")
        plain["at"] = run.run.at.isoformat()
        yield DumpRow("run", {**plain, "order": order.get(run.number)})


def _records(connection: Connection, runs: dict[int, NumberedRun]) -> Iterator[DumpRow]:
    for section in sorted(SECTIONS):
        stream = connection.stream("read/record_versions_of_kind", kind=SECTIONS[section].__name__)
        for _, group in itertools.groupby(stream, itemgetter("subject")):
            for run, row in sorted(((runs[row["run"]].run.id, row) for row in group), key=itemgetter(0)):
                said = json.loads(row["said"])
                yield DumpRow("record", {"section": section, "id": row["subject"], "run": run, "said": said})


def _facts(connection: Connection, kind: FactKind, runs: dict[int, NumberedRun]) -> Iterator[DumpRow]:
    streams = [_versions(connection, f"read/facts/{t.lower()}") for t in TYPES_OF_KIND[kind]]
    for version in heapq.merge(*streams, key=lambda version: (version.fact, version.version)):
        yield DumpRow(
            kind.value,
            {
                **version.content.model_dump(mode="json"),
                "fact": version.fact,
                "version": version.version,
                "run": runs[version.run].run.id,
                "ordinal": version.ordinal,
                "said": None if version.said is None else list(version.said),
                **_superseded(version.run, version.superseded_by, runs),
            },
        )


def _versions(connection: Connection, name: str) -> Iterator[Held]:
    for row in connection.stream(name, **_EVERYTHING):
        yield held_from(row["type"], row["source"], row["target"], row["held"], None)


def _interactions(connection: Connection, runs: dict[int, NumberedRun]) -> Iterator[DumpRow]:
    stream = map(interaction_from, map(itemgetter("held"), connection.stream("read/interactions", **_EVERYTHING)))
    for _, group in itertools.groupby(stream, lambda version: version.content.id):
        for version in sorted(group, key=lambda version: (runs[version.run].run.id, version.ordinal)):
            plain = version.content.model_dump(mode="json")
            plain["at"] = version.content.at.isoformat()
            run = runs[version.run].run.id
            marks = _superseded(version.run, version.superseded_by, runs)
            yield DumpRow("interaction", {**plain, "run": run, **marks})


def _superseded(run: int, by: Iterable[int], runs: dict[int, NumberedRun]) -> dict[str, Any]:
    # A pending run's mark on a version of another run waits; of the others the latest counts, it hides the earlier.
    waiting = {number for number in by if number != run and runs[number].run.state is RunState.PENDING}
    placed = sorted((runs[number].committed or 0, number) for number in by if number not in waiting)
    return {
        "superseded_by": runs[placed[-1][1]].run.id if placed else None,
        "superseding": sorted(runs[number].run.id for number in waiting),
    }
