"""Versions of facts: planned by the one rule, and planned again at the commit when others were faster."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kamgraph.model import Fact, FactKind
from kamgraph.model.errors import InvalidValue, UnknownId
from kamgraph.store.port import PutCounts, StoredFact
from kamgraph.store.sqlite import records
from kamgraph.store.sqlite.runs import HIDDEN, Writing, visible
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable
from kamgraph.store.versions import Visible, plan_put, version_id


@dataclass
class _Version:
    """A version in the making or already written; `pk` is None until it is."""

    visible: Visible
    pk: int | None = None
    ordinal: int = 0
    said: str | None = None
    superseded: bool = False


@dataclass
class _Batch:
    """What a batch will write."""

    new: list[_Version] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    retracted: bool = False


def put(db: sqlite3.Connection, run: Writing, items: Sequence[Fact]) -> PutCounts:
    """Write facts of one kind under a pending run."""
    if not items:
        return PutCounts()
    table = FACT_TABLES[items[0].kind_of_fact]
    if any(type(item) is not table.model for item in items):
        raise InvalidValue("items", table.kind, "one kind of fact a call")
    keys = _numbers(db, run, table, items)
    facts = {item.fact for item in items}
    standing = _standing(db, run, table, facts)
    ordinals = dict(
        db.execute(
            f"SELECT fact, count(*) FROM {table.name} WHERE run = ? AND fact IN (SELECT value FROM json_each(?)) "
            "GROUP BY fact",
            (run.pk, json.dumps(sorted(facts))),
        )
    )
    batch = _Batch()
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for item in items:
        counts[_plan(batch, standing.setdefault(item.fact, []), item, run, ordinals)] += 1
    _write(db, run, table, batch, keys)
    return PutCounts(**counts)


def _plan(batch: _Batch, standing: list[_Version], item: Fact, run: Writing, ordinals: dict[str, int]) -> str:
    fact = item.fact
    plan = plan_put([v.visible for v in standing], item)
    for version in [v for v in standing if v.visible.version in plan.supersede]:
        standing.remove(version)
        version.superseded = True
        if version.pk is not None:
            (batch.others if version.said is None and version.ordinal < 0 else batch.own).append(version.pk)
    for i, content in enumerate(plan.add):
        ordinal = ordinals.get(fact, 0)
        ordinals[fact] = ordinal + 1
        said = json.dumps(sorted(item.model_fields_set)) if i == len(plan.add) - 1 else None
        made = _Version(Visible(version_id(fact, run.id, ordinal), content), None, ordinal, said)
        standing.append(made)
        batch.new.append(made)
    return plan.outcome


def _write(
    db: sqlite3.Connection, run: Writing, table: FactTable, batch: _Batch, keys: dict[str, dict[str, int]]
) -> None:
    db.executemany(
        "INSERT INTO pending_supersession VALUES (?, ?, ?, ?)",
        [(run.pk, table.name, pk, batch.retracted) for pk in batch.others],
    )
    db.executemany(f"UPDATE {table.name} SET superseded_by = ? WHERE pk = ?", [(run.pk, pk) for pk in batch.own])
    marks = ", ".join("?" * (6 + len(table.fields)))
    db.executemany(
        f"INSERT INTO {table.name} (fact, version, run, ordinal, superseded_by, said, {table.columns}) "
        f"VALUES ({marks})",
        [
            (
                v.visible.content.fact,
                v.visible.version,
                run.pk,
                v.ordinal,
                run.pk if v.superseded else None,
                v.said,
                *encode(table, v.visible.content, keys),
            )
            for v in batch.new
        ],
    )


def encode(table: FactTable, content: Fact, keys: dict[str, dict[str, int]]) -> Iterator[Any]:
    """Values of the table's own columns."""
    for f in table.fields:
        value = getattr(content, f.name)
        yield keys[f.references][value] if f.references and value is not None else f.write(value)


def _numbers(
    db: sqlite3.Connection, run: Writing, table: FactTable, items: Iterable[Fact]
) -> dict[str, dict[str, int]]:
    named: dict[str, set[str]] = {"person": set(), "organisation": set()}
    references = [(f.name, f.references) for f in table.fields if f.references]
    for item in items:
        for name, kind in references:
            if (value := getattr(item, name)) is not None:
                named[kind].add(value)
    records.require(db, run, "people", named["person"])
    records.require(db, run, "organisations", named["organisation"])
    return {kind: numbers_of(db, kind, ids) for kind, ids in named.items()}


def numbers_of(db: sqlite3.Connection, kind: str, ids: Collection[str]) -> dict[str, int]:
    """Number of each id of a person or an organisation."""
    return dict(
        db.execute(
            f"SELECT id, pk FROM {kind} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
        )
    )


def _standing(
    db: sqlite3.Connection, run: Writing, table: FactTable, facts: Collection[str]
) -> dict[str, list[_Version]]:
    found: dict[str, list[_Version]] = {}
    where = f"""v.fact IN (SELECT value FROM json_each(:facts)) AND (
        (v.run = :own AND v.superseded_by IS NULL) OR ({visible("v")} AND v.pk NOT IN
        (SELECT target FROM pending_supersession WHERE run = :own AND kind = :kind)))"""
    given = {"facts": json.dumps(sorted(facts)), "own": run.pk, "kind": table.name}
    for pk, owner, ordinal, said, stored in _select(db, table, where, given):
        mine = owner == run.pk
        version = _Version(Visible(stored.version, stored.content), pk, ordinal if mine else -1, said if mine else None)
        found.setdefault(stored.fact, []).append(version)
    return found


def _select(
    db: sqlite3.Connection, table: FactTable, where: str, given: dict[str, Any], order: str = "v.fact, v.version"
) -> Iterator[tuple[int, int, int, str | None, StoredFact]]:
    columns, joins = [], []
    for i, f in enumerate(table.fields):
        columns.append(f"e{i}.id" if f.references else f"v.{f.name}")
        if f.references:
            joins.append(f"LEFT JOIN {f.references} e{i} ON e{i}.pk = v.{f.name}")
    statement = (
        "SELECT v.pk, v.run, v.ordinal, v.said, v.fact, v.version, r.id, r.at, s.id, "
        f"{', '.join(columns)} FROM {table.name} v JOIN run r ON r.pk = v.run {' '.join(joins)} "
        f"LEFT JOIN run s ON s.pk = v.superseded_by AND s.state = 'committed' WHERE {where} ORDER BY {order}"
    )
    for pk, owner, ordinal, said, fact, version, run, at, superseded_by, *values in db.execute(statement, given):
        content = table.model.model_validate({f.name: f.read(v) for f, v in zip(table.fields, values, strict=True)})
        stored = StoredFact(fact, version, run, datetime.fromisoformat(at), superseded_by, content)
        yield pk, owner, ordinal, said, stored


def retract(db: sqlite3.Connection, run: Writing, versions: Sequence[str]) -> int:
    """Supersede visible versions by nothing."""
    left = set(versions)
    for table in FACT_TABLES.values():
        where = "v.version IN (SELECT value FROM json_each(:versions))"
        facts = (
            {s.fact for *_, s in _select(db, table, where, {"versions": json.dumps(sorted(left))})} if left else set()
        )
        batch = _Batch(retracted=True)
        for standing in _standing(db, run, table, facts).values() if facts else ():
            for version in standing:
                if version.visible.version in left:
                    left.discard(version.visible.version)
                    assert version.pk is not None
                    (batch.others if version.ordinal < 0 else batch.own).append(version.pk)
        _write(db, run, table, batch, {})
        # What the run itself had stated is not stated again when the commit plans anew.
        db.executemany(
            f"UPDATE {table.name} SET said = NULL WHERE run = ?1 AND EXISTS (SELECT 1 FROM {table.name} v "
            f"WHERE v.pk = ?2 AND v.fact = {table.name}.fact AND v.valid_from IS {table.name}.valid_from)",
            [(run.pk, pk) for pk in batch.own],
        )
    if left:
        raise UnknownId("version", tuple(sorted(left)))
    return len(set(versions))


def read(
    db: sqlite3.Connection,
    kind: FactKind,
    *,
    people: Collection[str] | None,
    organisation: str | None,
    as_of: date | None,
) -> Iterator[StoredFact]:
    """Visible versions of a kind, narrowed as asked."""
    table = FACT_TABLES[kind]
    where = [visible("v")]
    given: dict[str, Any] = {}
    for reference, wanted, name in (
        ("person", people, "people"),
        ("organisation", organisation and {organisation}, "at"),
    ):
        if wanted is not None:
            given[name] = json.dumps(sorted(wanted))
            chosen = f"(SELECT pk FROM {reference} WHERE id IN (SELECT value FROM json_each(:{name})))"
            where.append(
                "("
                + (" OR ".join(f"v.{f.name} IN {chosen}" for f in table.fields if f.references == reference) or "0")
                + ")"
            )
    if as_of is not None:
        given["day"] = as_of.toordinal()
        where.append("(v.valid_from IS NULL OR v.valid_from <= :day) AND (v.valid_to IS NULL OR v.valid_to > :day)")
    for *_, stored in _select(db, table, " AND ".join(where), given):
        yield stored


def versions(db: sqlite3.Connection, kind: FactKind, people: Collection[str]) -> Iterator[StoredFact]:
    """Every version of a kind that names one of these people, of runs that are not hidden."""
    table = FACT_TABLES[kind]
    chosen = "(SELECT pk FROM person WHERE id IN (SELECT value FROM json_each(:people)))"
    ends = " OR ".join(f"v.{f.name} IN {chosen}" for f in table.fields if f.references == "person")
    where = f"({ends}) AND v.run NOT IN {HIDDEN}"
    for *_, stored in _select(db, table, where, {"people": json.dumps(sorted(people))}):
        yield stored


def history(db: sqlite3.Connection, fact: str) -> tuple[StoredFact, ...]:
    """Every version of a fact of runs that are not hidden."""
    for table in FACT_TABLES.values():
        where = f"v.fact = :fact AND v.run NOT IN {HIDDEN}"
        found = [s for *_, s in _select(db, table, where, {"fact": fact}, "r.seq, v.ordinal")]
        if found:
            return tuple(found)
    return ()


def replan(db: sqlite3.Connection, run: Writing) -> None:
    """Apply the run's statements again to each fact that a commit or an undo changed since it began."""
    for table in FACT_TABLES.values():
        touched = f"""SELECT fact FROM {table.name} WHERE run = :own UNION SELECT fact FROM {table.name} WHERE pk IN
            (SELECT target FROM pending_supersession WHERE run = :own AND kind = :kind)"""
        raced = [
            fact
            for (fact,) in db.execute(
                f"""SELECT DISTINCT v.fact FROM {table.name} v JOIN run r ON r.pk = v.run
                    LEFT JOIN run s ON s.pk = v.superseded_by
                    WHERE v.fact IN ({touched}) AND v.run <> :own AND (r.changed > :base OR s.changed > :base)""",
                {"own": run.pk, "kind": table.name, "base": run.base},
            )
        ]
        if raced:
            _replan(db, run, table, raced)


def _replan(db: sqlite3.Connection, run: Writing, table: FactTable, facts: Sequence[str]) -> None:
    given = {"own": run.pk, "facts": json.dumps(facts), "kind": table.name}
    where = "v.run = :own AND v.said IS NOT NULL AND v.fact IN (SELECT value FROM json_each(:facts))"
    statements = [
        _statement(s.content, str(said)) for _, _, _, said, s in _select(db, table, where, given, "v.fact, v.ordinal")
    ]
    inside = "fact IN (SELECT value FROM json_each(:facts))"
    taken_back = {
        v
        for (v,) in db.execute(
            f"SELECT version FROM {table.name} WHERE fact IN (SELECT value FROM json_each(:facts)) AND pk IN "
            "(SELECT target FROM pending_supersession WHERE run = :own AND kind = :kind AND retracted)",
            given,
        )
    }
    inside = "fact IN (SELECT value FROM json_each(:facts))"
    db.execute(
        f"DELETE FROM pending_supersession WHERE run = :own AND kind = :kind AND target IN "
        f"(SELECT pk FROM {table.name} WHERE {inside})",
        given,
    )
    db.execute(f"DELETE FROM {table.name} WHERE run = :own AND {inside}", given)
    standing = {v.visible.version for versions in _standing(db, run, table, facts).values() for v in versions}
    retract(db, run, sorted(standing & taken_back))
    put(db, run, statements)


def _statement(content: Fact, said: str) -> Fact:
    return type(content).model_validate({name: getattr(content, name) for name in json.loads(said)})
