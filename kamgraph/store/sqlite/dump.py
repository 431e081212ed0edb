"""The whole store as plain rows, in an order that depends on content alone."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from kamgraph.store.port import DumpRow
from kamgraph.store.sqlite import journal
from kamgraph.store.sqlite.columns import said_names
from kamgraph.store.sqlite.interaction_reading import COLUMNS, Names
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable


def rows(db: sqlite3.Connection) -> Iterator[DumpRow]:
    """Every row, section by section."""
    marks = Marks(db)
    yield from _runs(db)
    for section, identifier, run, said in db.execute(
        "SELECT r.section, r.id, run.id, r.said FROM record r JOIN run ON run.pk = r.run "
        "ORDER BY r.section, r.id, run.id"
    ):
        yield _row("record", section=section, id=identifier, run=run, said=_sorted(json.loads(said)))
    for table in FACT_TABLES.values():
        yield from _facts(db, table, marks)
    yield from _interactions(db, marks)
    for alias, person, run in db.execute(
        "SELECT a.id, p.id, run.id FROM alias x JOIN person a ON a.pk = x.alias JOIN person p ON p.pk = x.person "
        "JOIN run ON run.pk = x.run ORDER BY a.id, run.id"
    ):
        yield _row("alias", alias=alias, person=person, run=run)
    for run, reason in db.execute(
        "SELECT run.id, reason FROM erasure JOIN run ON run.pk = erasure.run ORDER BY run.id"
    ):
        yield _row("erasure", run=run, reason=reason)
    for mark, run in db.execute("SELECT mark, run.id FROM tombstone JOIN run ON run.pk = tombstone.run ORDER BY mark"):
        yield _row("tombstone", mark=mark, run=run)
    for event in journal.by_id(db):
        yield _row("event", **event.model_dump(mode="json"))


class Marks:
    """Which run superseded a version, and which pending ones are about to."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.run = dict(db.execute("SELECT pk, id FROM run"))

    def of(self, table: str) -> dict[int, list[int]]:
        """Pending runs by the version they are about to supersede."""
        found: dict[int, list[int]] = {}
        for target, run in self._db.execute("SELECT target, run FROM pending_supersession WHERE kind = ?", (table,)):
            found.setdefault(target, []).append(run)
        return found

    def values(self, superseded_by: int | None, waiting: list[int]) -> dict[str, Any]:
        """Both as they stand in a row."""
        done = None if superseded_by is None else self.run[superseded_by]
        return {"superseded_by": done, "superseding": sorted(self.run[pk] for pk in waiting)}


def _row(section: str, /, **values: Any) -> DumpRow:
    return DumpRow(section, _sorted(values))


def _sorted(values: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(values.items()))


def _runs(db: sqlite3.Connection) -> Iterator[DumpRow]:
    place = {pk: n for n, (pk,) in enumerate(db.execute("SELECT pk FROM run WHERE seq IS NOT NULL ORDER BY seq"))}
    names = ("id", "at", "by", "kind", "state", "files", "mapping", "counts", "rejected")
    for pk, *values in db.execute(
        "SELECT pk, id, at, author, kind, state, files, mapping, counts, rejected FROM run ORDER BY id"
    ):
        run = dict(zip(names, values, strict=True))
        files = [_sorted(file) for file in json.loads(run.pop("files"))]
        yield _row(
            "run", **run | {"files": files, "counts": _sorted(json.loads(run["counts"])), "order": place.get(pk)}
        )


def _facts(db: sqlite3.Connection, table: FactTable, marks: Marks) -> Iterator[DumpRow]:
    waiting = marks.of(table.name)
    names = [c.name for c in table.columns]
    columns, joins = [], []
    for n, column in enumerate(table.columns):
        columns.append(f"e{n}.id" if column.references else f"v.{column.name}")
        if column.references:
            joins.append(f"LEFT JOIN {column.references} e{n} ON e{n}.pk = v.{column.name}")
    for pk, fact, version, run, ordinal, superseded_by, said, *values in db.execute(
        f"SELECT v.pk, v.fact, v.version, v.run, v.ordinal, v.superseded_by, v.said, {', '.join(columns)} "
        f"FROM {table.name} v {' '.join(joins)} ORDER BY v.fact, v.version"
    ):
        held = {c.name: c.read(v) if c.read else v for c, v in zip(table.columns, values, strict=True)}
        yield _row(
            table.kind.value,
            **table.model.model_validate(held).model_dump(mode="json"),
            fact=fact.hex(),
            version=version.hex(),
            run=marks.run[run],
            ordinal=ordinal,
            said=None if said is None else sorted(said_names(said, names)),
            **marks.values(superseded_by, waiting.get(pk, [])),
        )


def _interactions(db: sqlite3.Connection, marks: Marks) -> Iterator[DumpRow]:
    waiting, names = marks.of("interaction"), Names(db)
    for pk, run, superseded_by, *values in db.execute(
        f"SELECT i.pk, i.run, i.superseded_by, {', '.join(f'i.{c}' for c in COLUMNS)} "
        "FROM interaction i JOIN run ON run.pk = i.run ORDER BY i.id, run.id, i.pk"
    ):
        done = marks.values(superseded_by, waiting.get(pk, []))
        yield _row("interaction", **names.plain(values), run=marks.run[run], **done)
