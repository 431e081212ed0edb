"""Subject access: everything held about a person, read out."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from kamgraph.model.errors import UnknownId
from kamgraph.store.sqlite import fact_reading, interaction_reading, journal, people, records, runs
from kamgraph.store.sqlite.references import named_in
from kamgraph.store.sqlite.runs import HIDDEN
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable

Held = dict[str, list[dict[str, Any]]]


def ids_of(db: sqlite3.Connection, person: str) -> set[str]:
    """All ids of a visible person.

    Raises
    ------
    UnknownId
        Nobody visible has this id.
    """
    ids = people.family(people.aliases(db), person)
    if next(records.read(db, "people", ids), None) is None:
        raise UnknownId("person", (person,))
    return ids


def export(db: sqlite3.Connection, person: str) -> Held:
    """Everything held about a person, by section."""
    ids = ids_of(db, person)
    held: Held = {
        "people": list(records.read(db, "people", ids)),
        "aliases": [{"alias": a, "person": p} for a, p in sorted(people.aliases(db).items()) if p in ids],
    }
    for section in ("initiatives", "plan_items", "handovers"):
        held[section] = [r for r in records.read(db, section) if not named_in(r)["person"].isdisjoint(ids)]
    for table in FACT_TABLES.values():
        held[table.kind.value] = list(_versions(db, table, ids))
    held["interactions"] = list(interaction_reading.read(db, people=ids, ids=None))
    written = {version["run"] for table in FACT_TABLES for version in held[table.value]}
    written |= {run for (run,) in _runs_of_others(db, ids)}
    held["runs"] = [run.model_dump(mode="json") for run in runs.several(db, written)]
    held["events"] = [event.model_dump(mode="json") for event in journal.naming(db, ids)]
    return held


def _versions(db: sqlite3.Connection, table: FactTable, ids: Collection[str]) -> Iterator[dict[str, Any]]:
    where = f"{fact_reading.touches(table, 'person')} AND v.run NOT IN {HIDDEN}"
    for row in fact_reading.select(db, table, where, {"person": json.dumps(sorted(ids))}, "v.fact, r.seq, v.ordinal"):
        stored = row.stored
        yield {
            **stored.content.model_dump(mode="json"),
            "fact": stored.fact,
            "version": stored.version,
            "run": stored.run,
            "superseded_by": stored.superseded_by,
        }


def _runs_of_others(db: sqlite3.Connection, ids: Collection[str]) -> Iterator[tuple[str]]:
    """Runs that wrote attributes, interactions or merges."""
    chosen = "(SELECT value FROM json_each(:ids))"
    numbers = f"(SELECT pk FROM person WHERE id IN {chosen})"
    return db.execute(
        f"""SELECT id FROM run WHERE state = 'committed' AND pk IN (
            SELECT run FROM record WHERE section = 'people' AND id IN {chosen}
            UNION SELECT run FROM alias WHERE alias IN {numbers} OR person IN {numbers}
            UNION SELECT run FROM interaction WHERE pk IN
                (SELECT interaction FROM participant WHERE person IN {numbers}))""",
        {"ids": json.dumps(sorted(ids))},
    )
