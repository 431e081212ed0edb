"""The whole store as plain rows, in an order that depends on content alone, and back again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from kamgraph.model import FactKind
from kamgraph.model.errors import Conflict, InvalidValue
from kamgraph.store.port import DumpRow
from kamgraph.store.sqlite.facts import encode
from kamgraph.store.sqlite.interactions import micros, plain
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable


def rows(db: sqlite3.Connection) -> Iterator[DumpRow]:
    """Every row, section by section."""
    run = dict(db.execute("SELECT pk, id FROM run"))
    order = {pk: n for n, (pk,) in enumerate(db.execute("SELECT pk FROM run WHERE seq IS NOT NULL ORDER BY seq"))}
    for pk, *values in db.execute(
        "SELECT pk, id, at, author, kind, state, files, mapping, counts, rejected FROM run ORDER BY id"
    ):
        names = ("id", "at", "by", "kind", "state", "files", "mapping", "counts", "rejected")
        plain_run = dict(zip(names, values, strict=True))
        plain_run |= {"files": json.loads(values[5]), "counts": json.loads(values[7]), "order": order.get(pk)}
        yield DumpRow("run", plain_run)
    for section, identifier, owner, said in db.execute(
        "SELECT r.section, r.id, run.id, r.said FROM record r JOIN run ON run.pk = r.run "
        "ORDER BY r.section, r.id, run.id"
    ):
        yield DumpRow("record", {"section": section, "id": identifier, "run": owner, "said": json.loads(said)})
    for table in FACT_TABLES.values():
        yield from _facts(db, table, run)
    waiting = _waiting(db, "interaction", run)
    for pk, owner, superseded_by, *values in db.execute(
        "SELECT i.pk, i.run, i.superseded_by, i.id, i.at, i.kind, i.minutes, i.direction, i.account, i.source, "
        "i.participants FROM interaction i JOIN run ON run.pk = i.run ORDER BY i.id, run.id, i.pk"
    ):
        stated = plain(db, values)
        marks = {"run": run[owner], "superseded_by": run.get(superseded_by), "superseding": waiting.get(pk, [])}
        yield DumpRow("interaction", {**stated, **marks})
    for alias, person, owner in db.execute(
        "SELECT a.id, p.id, run.id FROM alias x JOIN person a ON a.pk = x.alias JOIN person p ON p.pk = x.person "
        "JOIN run ON run.pk = x.run ORDER BY a.id, run.id"
    ):
        yield DumpRow("alias", {"alias": alias, "person": person, "run": owner})
    for owner, reason in db.execute(
        "SELECT run.id, reason FROM erasure JOIN run ON run.pk = erasure.run ORDER BY run.id"
    ):
        yield DumpRow("erasure", {"run": owner, "reason": reason})
    for mark, owner in db.execute(
        "SELECT mark, run.id FROM tombstone JOIN run ON run.pk = tombstone.run ORDER BY mark"
    ):
        yield DumpRow("tombstone", {"mark": mark, "run": owner})


def _facts(db: sqlite3.Connection, table: FactTable, run: Mapping[int, str]) -> Iterator[DumpRow]:
    waiting = _waiting(db, table.name, run)
    columns, joins = [], []
    for i, f in enumerate(table.fields):
        columns.append(f"e{i}.id" if f.references else f"v.{f.name}")
        if f.references:
            joins.append(f"LEFT JOIN {f.references} e{i} ON e{i}.pk = v.{f.name}")
    for pk, fact, version, owner, ordinal, superseded_by, said, *values in db.execute(
        f"SELECT v.pk, v.fact, v.version, v.run, v.ordinal, v.superseded_by, v.said, {', '.join(columns)} "
        f"FROM {table.name} v {' '.join(joins)} ORDER BY v.fact, v.version"
    ):
        content = table.model.model_validate({f.name: f.read(v) for f, v in zip(table.fields, values, strict=True)})
        yield DumpRow(
            table.kind.value,
            {
                **content.model_dump(mode="json"),
                "fact": fact,
                "version": version,
                "run": run[owner],
                "ordinal": ordinal,
                "superseded_by": run.get(superseded_by),
                "superseding": waiting.get(pk, []),
                "said": said and json.loads(said),
            },
        )


def _waiting(db: sqlite3.Connection, table: str, run: Mapping[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for target, owner in db.execute("SELECT target, run FROM pending_supersession WHERE kind = ?", (table,)):
        found.setdefault(target, []).append(run[owner])
    return {target: sorted(owners) for target, owners in found.items()}


class Loader:
    """Fills an empty store, row by row."""

    def __init__(self, db: sqlite3.Connection) -> None:
        if db.execute("SELECT 1 FROM run LIMIT 1").fetchone():
            raise Conflict("the store is not empty")
        self.db = db
        self.keys: dict[str, dict[str, int]] = {"person": {}, "organisation": {}, "run": {}}

    def load(self, given: Iterable[DumpRow]) -> int:
        """Write all rows and give their number."""
        n = 0
        for n, (section, values) in enumerate(given, 1):  # the last number is the answer
            try:
                self._row(section, values)
            except (LookupError, TypeError, ValueError, OverflowError, sqlite3.IntegrityError) as error:
                raise InvalidValue("dump", f"row {n}, {section}", f"cannot be read: {type(error).__name__}") from error
        ranked = self.db.execute("SELECT count(*) FROM run WHERE seq IS NOT NULL").fetchone()[0]
        self.db.execute("UPDATE meta SET value = ? WHERE name = 'version'", (ranked,))
        # Pending runs are planned again when they are committed, so that it does not matter what they had seen.
        for table in FACT_TABLES.values():
            self.db.execute(
                f"""UPDATE pending_supersession AS p SET retracted = 1 WHERE kind = ? AND NOT EXISTS (SELECT 1
                    FROM {table.name} own JOIN {table.name} v ON v.fact = own.fact
                    WHERE own.run = p.run AND v.pk = p.target)""",
                (table.name,),
            )
        self.db.execute("UPDATE run SET changed = ? WHERE seq IS NOT NULL", (ranked,))
        return n

    def _row(self, section: str, values: dict[str, Any]) -> None:
        if section == "run":
            self._run(values)
        elif section == "record":
            self._record(values)
        elif section == "interaction":
            self._interaction(values)
        elif section == "alias":
            self._insert(
                "alias",
                alias=self._key("person", values["alias"]),
                person=self._key("person", values["person"]),
                run=self._run_key(values["run"]),
            )
        elif section == "erasure":
            self._insert("erasure", run=self._run_key(values["run"]), reason=values["reason"])
        elif section == "tombstone":
            self._insert("tombstone", mark=values["mark"], run=self._run_key(values["run"]))
        elif section in set(FactKind):
            self._fact(FACT_TABLES[FactKind(section)], values)
        else:
            raise InvalidValue("section", section, "is no section of a dump")

    def _insert(self, table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        made = self.db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
        return made.lastrowid or 0

    def _key(self, kind: str, identifier: str) -> int:
        keys = self.keys[kind]
        if identifier not in keys:
            keys[identifier] = self._insert(kind, id=identifier)
        return keys[identifier]

    def _run_key(self, identifier: str | None) -> int | None:
        return None if identifier is None else self.keys["run"][identifier]

    def _run(self, v: dict[str, Any]) -> None:
        seq = None if v["order"] is None else v["order"] + 1
        self.keys["run"][v["id"]] = self._insert(
            "run",
            id=v["id"],
            at=v["at"],
            author=v["by"],
            kind=v["kind"],
            state=v["state"],
            files=json.dumps(v["files"], sort_keys=True),
            mapping=v["mapping"],
            counts=json.dumps(v["counts"], sort_keys=True),
            rejected=v["rejected"],
            base=0,
            seq=seq,
        )

    def _record(self, v: dict[str, Any]) -> None:
        if v["section"] in {"people", "organisations"}:
            self._key("person" if v["section"] == "people" else "organisation", v["id"])
        said = json.dumps(v["said"], ensure_ascii=False, sort_keys=True)
        self._insert("record", section=v["section"], id=v["id"], run=self._run_key(v["run"]), said=said)

    def _fact(self, table: FactTable, v: dict[str, Any]) -> None:
        content = table.model.model_validate({f.name: v[f.name] for f in table.fields})
        for f in table.fields:
            if f.references and v[f.name] is not None:
                self._key(f.references, v[f.name])
        own = dict(zip((f.name for f in table.fields), encode(table, content, self.keys), strict=True))
        said = v["said"] and json.dumps(v["said"])
        pk = self._insert(
            table.name,
            fact=v["fact"],
            version=v["version"],
            run=self._run_key(v["run"]),
            ordinal=v["ordinal"],
            superseded_by=self._run_key(v["superseded_by"]),
            said=said,
            **own,
        )
        self._await(table.name, pk, v["superseding"])

    def _interaction(self, v: dict[str, Any]) -> None:

        people = sorted({self._key("person", p) for p in v["participants"]})
        account = None if v["account"] is None else self._key("organisation", v["account"])
        pk = self._insert(
            "interaction",
            id=v["id"],
            run=self._run_key(v["run"]),
            at=micros(datetime.fromisoformat(v["at"])),
            kind=v["kind"],
            minutes=v["minutes"],
            direction=v["direction"],
            account=account,
            source=v["source"],
            participants=" ".join(map(str, people)),
            superseded_by=self._run_key(v["superseded_by"]),
        )
        self.db.executemany("INSERT INTO participant VALUES (?, ?)", [(p, pk) for p in people])
        self._await("interaction", pk, v["superseding"])

    def _await(self, table: str, target: int, owners: Iterable[str]) -> None:
        self.db.executemany(
            "INSERT INTO pending_supersession (run, kind, target) VALUES (?, ?, ?)",
            [(self.keys["run"][o], table, target) for o in owners],
        )
