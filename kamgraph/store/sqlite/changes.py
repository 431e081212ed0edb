"""What changed since a version, told by the accounts and people that look different."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from kamgraph.model import RunKind
from kamgraph.store.sqlite import people
from kamgraph.store.sqlite.houses import Houses
from kamgraph.store.sqlite.references import named_in
from kamgraph.store.sqlite.runs import store_version, version_text, visible
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable
from kamgraph.store.touched import MOST_TOUCHED, Changes, Touched, changes_of, placing


def since(db: sqlite3.Connection, houses: Houses, version: str) -> Changes | None:
    """See `GraphStore.changed_since`."""
    if version == version_text(db):
        return Changes()
    changed = _runs_since(db, version)
    touched = None if changed is None else _touched(db, changed)
    if touched is None:
        return None
    organisations = houses.seen_by(db)
    return changes_of(touched, organisations, placing(_held(db, touched.named), organisations))


def _runs_since(db: sqlite3.Connection, version: str) -> list[int] | None:
    """Runs that were committed or undone since; None where this store never had that version."""
    count = version.partition("-")[0]
    if not count.isdecimal() or not 0 < int(count) < store_version(db) or version_text(db, int(count)) != version:
        return None
    rows = db.execute("SELECT pk, kind FROM run WHERE changed > ?", (int(count),)).fetchall()
    reaching = any(kind in {RunKind.ERASURE, RunKind.MERGE} for _, kind in rows)
    return None if reaching else [pk for pk, _ in rows]


def _touched(db: sqlite3.Connection, changed: list[int]) -> Touched | None:
    given = {"runs": json.dumps(changed), "most": MOST_TOUCHED + 1}
    chosen = "(SELECT value FROM json_each(:runs))"
    if db.execute(f"SELECT 1 FROM alias WHERE run IN {chosen} LIMIT 1", given).fetchone():
        return None
    known = people.aliases(db)
    touched = Touched()
    of_records = f"SELECT section, id FROM record WHERE run IN {chosen} LIMIT :most"
    for section, identifier, said in db.execute(
        f"SELECT section, id, said FROM record WHERE (section, id) IN ({of_records})", given
    ):
        if section == "people":
            touched.people.add(known.get(identifier, identifier))
        elif section in {"initiatives", "plan_items"}:
            touched.accounts |= named_in(json.loads(said))["organisation"]
        else:
            return None
    for table in FACT_TABLES.values():
        touched.facts += ((table.kind, _canonical(known, ids)) for ids in _facts(db, table, chosen, given))
    for participants, account in _interactions(db, chosen, given):
        touched.interactions.append((tuple(known.get(p, p) for p in participants), account))
    return touched.unless_too_much()


def _canonical(known: dict[str, str], ids: dict[str, str | None]) -> dict[str, str | None]:
    return {name: None if i is None else known.get(i, i) for name, i in ids.items()} if known else ids


def _facts(db: sqlite3.Connection, table: FactTable, chosen: str, given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    ends = [c for c in table.key if c.references]
    names = ", ".join(f"e{n}.id" for n in range(len(ends)))
    joins = " ".join(f"LEFT JOIN {c.references} e{n} ON e{n}.pk = v.{c.name}" for n, c in enumerate(ends))
    found = db.execute(
        f"SELECT {names} FROM {table.name} v {joins} WHERE v.pk IN (SELECT pk FROM {table.name} WHERE run IN {chosen} "
        f"UNION SELECT pk FROM {table.name} WHERE superseded_by IN {chosen}) LIMIT :most",
        given,
    )
    for row in found:
        yield {c.name: value for c, value in zip(ends, row, strict=True)}


def _interactions(db: sqlite3.Connection, chosen: str, given: dict[str, Any]) -> Iterable[tuple[list[str], str | None]]:
    found = db.execute(
        "SELECT i.participants, o.id FROM interaction i LEFT JOIN organisation o ON o.pk = i.account WHERE i.pk IN "
        f"(SELECT pk FROM interaction WHERE run IN {chosen} UNION "
        f"SELECT pk FROM interaction WHERE superseded_by IN {chosen}) LIMIT :most",
        given,
    ).fetchall()
    numbers = {int(number) for participants, _ in found for number in participants.split()}
    rows = db.execute(
        "SELECT pk, id FROM person WHERE pk IN (SELECT value FROM json_each(?))", (json.dumps([*numbers]),)
    )
    ids = dict(rows.fetchall())
    for participants, account in found:
        yield [ids[int(number)] for number in participants.split()], account


def _held(db: sqlite3.Connection, named: set[str]) -> Iterator[tuple[str, str, bool]]:
    """Where each person has or had a position or a part, under any id, and whether that is visible."""
    known = people.aliases(db)
    ids = {i for person in named for i in people.family(known, person)} if known else named
    for kind, place in (("position", "organisation"), ("stakeholder", "account")):
        rows = db.execute(
            f"SELECT p.id, o.id, {visible('v')} FROM fact_{kind} v JOIN person p ON p.pk = v.person "
            f"JOIN organisation o ON o.pk = v.{place} "
            "WHERE p.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        )
        for person, organisation, shown in rows:
            yield known.get(person, person), organisation, bool(shown)
