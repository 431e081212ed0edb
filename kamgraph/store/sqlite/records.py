"""Current attributes: each run keeps only what it said, and what is seen is all visible runs laid over each other."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kamgraph.model import Handover, Initiative, Organisation, Person, PlanItem, fold
from kamgraph.model.errors import InvalidValue
from kamgraph.store.port import PutCounts, Record
from kamgraph.store.sqlite.many import insert
from kamgraph.store.sqlite.references import KINDS, Known, named_in
from kamgraph.store.sqlite.runs import HIDDEN, Writing

SECTIONS: dict[str, type[Record]] = {
    "organisations": Organisation,
    "people": Person,
    "initiatives": Initiative,
    "plan_items": PlanItem,
    "handovers": Handover,
}
_SECTION_OF = {model: section for section, model in SECTIONS.items()}
_TABLE_OF = {section: table for table, section in KINDS.items()}
_SEEN = f"(r.run = :own OR r.run NOT IN {HIDDEN})"


def put(
    db: sqlite3.Connection,
    known: Known,
    run: Writing,
    items: Sequence[Record],
    waiting: Callable[[], object] = lambda: None,
) -> PutCounts:
    """Write what the items say, where it is not held already."""
    if not items:
        return PutCounts()
    section = _SECTION_OF[type(items[0])]
    if any(type(item) is not type(items[0]) for item in items):
        raise InvalidValue("items", type(items[0]).__name__, "one kind of record a call")
    ids = {item.id for item in items}
    _require(db, known, run, section, items, ids)
    held, mine = _held(db, run, section, ids)
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    said: dict[str, str] = {}
    for item in items:
        before = held.get(item.id)
        if before is None and item.id not in said:
            counts["added"] += 1
            said[item.id] = item.model_dump_json(exclude_unset=True)
            continue
        own = json.loads(said[item.id]) if item.id in said else mine.get(item.id, {})
        says = item.model_dump(mode="json", exclude_unset=True)
        after = {**(before or {}), **own, **says}
        if _complete(section, after) == _complete(section, {**(before or {}), **own}):
            counts["unchanged"] += 1
        else:
            counts["changed"] += 1
            said[item.id] = json.dumps({**own, **says}, ensure_ascii=False)
            held[item.id] = after
    rows = [(section, i, run.pk, text, searchable(section, text)) for i, text in said.items()]
    waiting()
    _write(db, section, rows)
    return PutCounts(**counts)


def _write(db: sqlite3.Connection, section: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if table := _TABLE_OF.get(section):
        insert(db, f"INSERT OR IGNORE INTO {table} (id)", [(row[1],) for row in rows])
    insert(db, "INSERT OR REPLACE INTO record (section, id, run, said, search)", rows)


def searchable(section: str, said: str) -> str | None:
    """What a search by name looks into."""
    if section not in KINDS.values():
        return None
    record = json.loads(said)
    return fold("\n".join((record["name"], *record.get("emails", ()), record["id"])))


def _require(
    db: sqlite3.Connection, known: Known, run: Writing, section: str, items: Iterable[Record], own: set[str]
) -> None:
    if section == "people":
        return
    named: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for item in items:
        for kind, ids in named_in(item.model_dump(mode="json")).items():
            named[kind] |= ids
    if section == "organisations":
        named["organisation"] -= own
    for kind, ids in named.items():
        known.numbers(db, run, kind, ids)


def read(
    db: sqlite3.Connection, section: str, ids: Collection[str] | None = None, own: int | None = None
) -> Iterator[dict[str, Any]]:
    """What is seen of each record, complete, by id."""
    current: dict[str, Any] = {}
    for identifier, _, said in _rows(db, section, ids, own):
        if current and current["id"] != identifier:
            yield current
            current = {}
        current = {**current, **json.loads(said)}
    if current:
        yield current


def _held(
    db: sqlite3.Connection, run: Writing, section: str, ids: Collection[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    seen: dict[str, dict[str, Any]] = {}
    mine: dict[str, dict[str, Any]] = {}
    for identifier, owner, said in _rows(db, section, ids, run.pk):
        record = json.loads(said)
        seen[identifier] = {**seen.get(identifier, {}), **record}
        if owner == run.pk:
            mine[identifier] = record
    return seen, mine


def _rows(
    db: sqlite3.Connection, section: str, ids: Collection[str] | None, own: int | None
) -> Iterable[tuple[str, int, str]]:
    chosen = "" if ids is None else "AND r.id IN (SELECT value FROM json_each(:ids))"
    return db.execute(
        f"SELECT r.id, r.run, r.said FROM record r JOIN run ON run.pk = r.run "
        f"WHERE r.section = :section AND {_SEEN} {chosen} ORDER BY r.id, run.seq IS NULL, run.seq",
        {"section": section, "own": own, "ids": json.dumps(sorted(ids or ()))},
    )


def _complete(section: str, said: Mapping[str, Any]) -> Record:
    return SECTIONS[section].model_validate(said)
