"""What changed since a version, told by the accounts and people that look different."""

from collections.abc import Collection, Mapping
from typing import Any

from kamgraph.model import Organisation, RunKind
from kamgraph.store.neo4j.aliases import group_of
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.reading import Reader
from kamgraph.store.neo4j.shapes import ENDS, KIND_OF_TYPE
from kamgraph.store.touched import MOST_TOUCHED, Changes, Touched, changes_of, placing

_PLANS = {"Initiative", "PlanItem"}


def since(connection: Connection, reader: Reader, houses: Collection[Organisation], version: str) -> Changes | None:
    """See `GraphStore.changed_since`."""
    if version == reader.view.version:
        return Changes()
    store, _, count = version.rpartition("-")
    if store != reader.view.store or not count.isdecimal() or not 0 < int(count) < reader.view.events:
        return None
    runs = connection.read("read/runs_since", since=int(count))
    if any(row["merges"] or row["kind"] in {RunKind.ERASURE, RunKind.MERGE} for row in runs):
        return None
    touched = _touched(connection, reader.merged, runs)
    if touched is None:
        return None
    ids = sorted({member for group in group_of(reader.merged, touched.named).values() for member in group})
    rows = connection.read("read/employers", ids=ids, **reader.view.parameters)
    held = [(reader.merged.get(r["person"], r["person"]), r["organisation"], r["visible"]) for r in rows]
    return changes_of(touched, houses, placing(held, houses))


def _touched(connection: Connection, merged: Mapping[str, str], runs: Collection[Any]) -> Touched | None:
    numbers = [row["number"] for row in runs]
    scope = {"runs": numbers, "most": MOST_TOUCHED + 1}
    versions = [version for row in runs for version in row["retracted"]]
    touched = Touched()
    for row in connection.read("read/touched_records", **scope):
        if row["kind"] == "Person":
            touched.people.add(merged.get(row["subject"], row["subject"]))
        elif row["kind"] in _PLANS:
            named = (name.partition("|") for name in row["names"])
            touched.accounts.update(identifier for kind, _, identifier in named if kind == "Organisation")
        else:
            return None
    for row in connection.read("read/touched_facts", versions=versions, **scope):
        kind = KIND_OF_TYPE[row["type"]]
        source, target = ENDS[kind]
        ids = {source: row["source"], target: row["target"]}
        touched.facts.append((kind, {name: None if i is None else merged.get(i, i) for name, i in ids.items()}))
    for row in connection.read("read/touched_interactions", **scope):
        participants = tuple(merged.get(p, p) for p in row["participants"])
        touched.interactions.append((participants, row["account"]))
    return touched.unless_too_much()
