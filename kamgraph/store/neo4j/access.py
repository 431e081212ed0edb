"""Subject access: everything that is held about a person, section by section."""

import json
from typing import Any

from kamgraph.model import FactKind
from kamgraph.model.errors import UnknownId
from kamgraph.store.neo4j import journal
from kamgraph.store.neo4j.aliases import group_of
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.privacy import names_any
from kamgraph.store.neo4j.reading import Reader
from kamgraph.store.neo4j.runs import commit_order, several
from kamgraph.store.neo4j.shapes import SECTIONS

Plain = dict[str, Any]


def export(connection: Connection, reader: Reader, person: str) -> dict[str, list[Plain]]:
    """Everything held about a person; see `GraphStore.export_person`."""
    ids = group_of(reader.merged, [person])[reader.merged.get(person, person)]
    order = commit_order(connection)
    people, written = _laid_over(connection, order, "Person", sorted(ids))
    if not people:
        raise UnknownId("person", (person,))
    merges = [{"alias": a, "person": p} for a, p in sorted(reader.merged.items()) if a in ids or p in ids]
    held: dict[str, list[Plain]] = {"people": [people[id_] for id_ in sorted(people)], "aliases": merges}
    names = {number: reader.run_id(number) for number in written}
    runs = set(names.values())
    for section in ("initiatives", "plan_items", "handovers"):
        records, _ = _laid_over(connection, order, SECTIONS[section].__name__, None)
        held[section] = [records[id_] for id_ in sorted(records) if names_any(records[id_], ids)]
    for kind in FactKind:
        versions = sorted(reader.versions_of_people(kind, ids), key=lambda v: (v.fact, v.at, v.version))
        runs.update(v.run for v in versions)
        held[kind.value] = [
            {**v.content.model_dump(mode="json"), "version": v.version, "run": v.run, "superseded_by": v.superseded_by}
            for v in versions
        ]
    held["interactions"] = [i.model_dump(mode="json") for i in reader.interactions(person, None)]
    held["runs"] = [run.model_dump(mode="json") for run in several(connection, runs)]
    held["events"] = [event.model_dump(mode="json") for event in journal.naming(connection, ids)]
    return held


def _laid_over(
    connection: Connection, order: dict[int, int], kind: str, ids: list[str] | None
) -> tuple[dict[str, Plain], set[int]]:
    if ids is None:
        rows = connection.read("read/record_versions_of_kind", kind=kind)
    else:
        rows = connection.read("read/record_versions", kind=kind, ids=ids)
    visible = sorted((row for row in rows if row["run"] in order), key=lambda row: order[row["run"]])
    found: dict[str, Plain] = {}
    for row in visible:
        found.setdefault(row["subject"], {}).update(json.loads(row["said"]))
    return found, {row["run"] for row in visible}
