"""Current attributes: each run keeps only what it said, and what is seen is all visible runs laid over each other."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kamgraph.model import Handover, Initiative, Organisation, Person, PlanItem
from kamgraph.model.errors import InvalidValue, UnknownId
from kamgraph.store.port import PutCounts, Record
from kamgraph.store.sqlite.runs import HIDDEN, Writing

SECTIONS: dict[str, type[Record]] = {
    "organisations": Organisation,
    "people": Person,
    "initiatives": Initiative,
    "plan_items": PlanItem,
    "handovers": Handover,
}
_SECTION_OF = {model: section for section, model in SECTIONS.items()}
_IDENTITY = {"people": "person", "organisations": "organisation"}
_SEEN = f"(r.run = :own OR r.run NOT IN {HIDDEN})"
_ORDER = "r.id, run.seq IS NULL, run.seq"


def put(db: sqlite3.Connection, run: Writing, items: Sequence[Record]) -> PutCounts:
    """Write what the items say, where it is not held already."""
    if not items:
        return PutCounts()
    section = _SECTION_OF[type(items[0])]
    if any(type(item) is not type(items[0]) for item in items):
        raise InvalidValue("items", type(items[0]).__name__, "one kind of record a call")
    own = {item.id for item in items}
    require(db, run, "organisations", _organisations_of(items) - (own if section == "organisations" else set()))
    require(db, run, "people", people_of(items))
    held = _said(db, section, own, run.pk)
    mine = dict(
        db.execute(
            "SELECT id, said FROM record WHERE section = ? AND run = ? AND id IN (SELECT value FROM json_each(?))",
            (section, run.pk, json.dumps(sorted(own))),
        )
    )
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    written: dict[str, dict[str, Any]] = {}
    for item in items:
        said = item.model_dump(mode="json", exclude_unset=True)
        before = held.get(item.id)
        after = {**(before or {}), **said}
        if before is not None and _complete(section, after) == _complete(section, before):
            counts["unchanged"] += 1
            continue
        counts["changed" if before is not None else "added"] += 1
        held[item.id] = after
        earlier = written.get(item.id) or (json.loads(mine[item.id]) if item.id in mine else {})
        written[item.id] = {**earlier, **said}
    if identity := _IDENTITY.get(section):
        db.executemany(f"INSERT OR IGNORE INTO {identity} (id) VALUES (?)", [(i,) for i in written])
    db.executemany(
        "INSERT INTO record (section, id, run, said) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (section, id, run) DO UPDATE SET said = excluded.said",
        [(section, i, run.pk, json.dumps(said, ensure_ascii=False, sort_keys=True)) for i, said in written.items()],
    )
    return PutCounts(**counts)


def require(db: sqlite3.Connection, run: Writing, section: str, ids: Collection[str]) -> None:
    """Raise `UnknownId` for ids that neither a visible run nor this one holds."""
    if not ids:
        return
    known = {
        i
        for (i,) in db.execute(
            f"SELECT DISTINCT r.id FROM record r WHERE r.section = :section AND {_SEEN} "
            "AND r.id IN (SELECT value FROM json_each(:ids))",
            {"section": section, "own": run.pk, "ids": json.dumps(sorted(ids))},
        )
    }
    if unknown := sorted(set(ids) - known):
        raise UnknownId("person" if section == "people" else "organisation", tuple(unknown))


def read(
    db: sqlite3.Connection, section: str, ids: Collection[str] | None = None, own: int | None = None
) -> Iterator[dict[str, Any]]:
    """What is seen of each record, complete, by id."""
    current: dict[str, Any] = {}
    for identifier, said in _rows(db, section, ids, own):
        if current and current["id"] != identifier:
            yield current
            current = {}
        current = {**current, **json.loads(said)}
    if current:
        yield current


def _said(db: sqlite3.Connection, section: str, ids: Collection[str], own: int) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in read(db, section, ids, own)}


def _rows(
    db: sqlite3.Connection, section: str, ids: Collection[str] | None, own: int | None
) -> Iterable[tuple[str, str]]:
    asked: Mapping[str, Any] = {"section": section, "own": own, "ids": json.dumps(sorted(ids or ()))}
    chosen = "" if ids is None else "AND r.id IN (SELECT value FROM json_each(:ids))"
    return db.execute(
        f"SELECT r.id, r.said FROM record r JOIN run ON run.pk = r.run "
        f"WHERE r.section = :section AND {_SEEN} {chosen} ORDER BY {_ORDER}",
        asked,
    )


def _complete(section: str, said: Mapping[str, Any]) -> Record:
    return SECTIONS[section].model_validate(said)


def _organisations_of(items: Iterable[Record]) -> set[str]:
    named: set[str] = set()
    for item in items:
        if isinstance(item, Organisation):
            named |= {item.parent_id} if item.parent_id else set()
        elif isinstance(item, Initiative | PlanItem):
            named.add(item.account)
    return named


def people_of(items: Iterable[Record]) -> set[str]:
    """Ids of the people whom the items name."""
    named: set[str] = set()
    for item in items:
        if isinstance(item, Initiative):
            named |= set(item.people)
        elif isinstance(item, PlanItem):
            named |= {item.owner} if item.owner else set()
        elif isinstance(item, Handover):
            named |= {*item.leavers, *(s.theirs for s in item.steps), *(s.successor for s in item.steps if s.successor)}
    return named
