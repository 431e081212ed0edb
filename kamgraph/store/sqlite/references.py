"""Who names whom: the runs that an undo would leave pointing at nobody, and the ids a run cannot do without."""

import json
import sqlite3
from collections.abc import Collection, Iterator

from kamgraph.store.sqlite.schema import FACT_TABLES

_IDENTITY = {"people": "person", "organisations": "organisation"}
# Where the records keep the ids of others, as SQLite's paths into JSON.
_SINGLE = {"people": ("$.owner",), "organisations": ("$.account", "$.parent_id")}
_MANY = {"people": ("$.people", "$.leavers", "$.steps"), "organisations": ()}


def naming(db: sqlite3.Connection, section: str, ids: Collection[str]) -> set[int]:
    """Numbers of the runs that name one of these people or organisations in a fact, an interaction or a record."""
    if not ids:
        return set()
    wanted = "(SELECT value FROM json_each(:ids))"
    statement = " UNION ".join(
        f"SELECT run FROM ({source}) WHERE id IN {wanted}" for source in (*_linked(section), *_said(section))
    )
    return {run for (run,) in db.execute(statement, {"ids": json.dumps(sorted(ids))})}


def named(db: sqlite3.Connection, section: str, run: int) -> set[str]:
    """Ids of the people or organisations that a run names."""
    sources = (*_linked(section), *_said(section))
    statement = " UNION ".join(f"SELECT id FROM ({source}) WHERE run = :run" for source in sources)
    return {i for (i,) in db.execute(statement, {"run": run})}


def _linked(section: str) -> Iterator[str]:
    kept = _IDENTITY[section]
    for table in FACT_TABLES.values():
        for f in table.fields:
            if f.references == kept:
                yield f"SELECT v.run AS run, e.id AS id FROM {table.name} v JOIN {kept} e ON e.pk = v.{f.name}"
    if kept == "organisation":
        yield "SELECT i.run AS run, e.id AS id FROM interaction i JOIN organisation e ON e.pk = i.account"
        return
    yield (
        "SELECT i.run AS run, e.id AS id FROM person e JOIN participant p ON p.person = e.pk "
        "JOIN interaction i ON i.pk = p.interaction"
    )
    for end in ("alias", "person"):
        yield f"SELECT a.run AS run, e.id AS id FROM alias a JOIN person e ON e.pk = a.{end}"


def _said(section: str) -> Iterator[str]:
    for path in _SINGLE[section]:
        yield f"SELECT r.run AS run, json_extract(r.said, '{path}') AS id FROM record r WHERE r.section <> 'people'"
    for path in _MANY[section]:
        steps = "AND j.key IN ('theirs', 'successor')" if path == "$.steps" else ""
        yield (
            f"SELECT r.run AS run, j.value AS id FROM record r, json_tree(r.said, '{path}') j "
            f"WHERE r.section IN ('initiatives', 'handovers') AND j.type = 'text' {steps}"
        )
