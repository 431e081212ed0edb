"""Filling an empty store from a dump."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from kamgraph.model import FactKind, Interaction, Run
from kamgraph.model.errors import Conflict, InvalidValue
from kamgraph.model.journal import Event
from kamgraph.store.port import DumpRow
from kamgraph.store.sqlite import journal
from kamgraph.store.sqlite.columns import micros, said_bits
from kamgraph.store.sqlite.facts import encoder
from kamgraph.store.sqlite.records import SECTIONS, searchable
from kamgraph.store.sqlite.references import KINDS
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable

Values = dict[str, Any]


class Loader:
    """Fills an empty store, row by row."""

    def __init__(self, db: sqlite3.Connection) -> None:
        if db.execute(
            "SELECT 1 FROM run UNION ALL SELECT 1 FROM tombstone UNION ALL SELECT 1 FROM event LIMIT 1"
        ).fetchone():
            raise Conflict("the store is not empty")
        self._db = db
        self._keys: dict[str, dict[str, int]] = {"person": {}, "organisation": {}, "run": {}}
        self._sections: dict[str, Callable[[Values], object]] = {
            "run": self._run,
            "record": self._record,
            "interaction": self._interaction,
            "alias": self._alias,
            "erasure": lambda v: self._put("erasure", run=self._keys["run"][v["run"]], reason=v["reason"]),
            "tombstone": lambda v: self._put("tombstone", mark=v["mark"], run=self._keys["run"][v["run"]]),
            "event": lambda v: journal.add(db, Event.model_validate(v)),
        }

    def load(self, rows: Iterable[DumpRow]) -> int:
        """Write all rows and give their number.

        Raises
        ------
        InvalidValue
            A row is not as `dump` writes it.
        """
        n = 0
        for n, (section, values) in enumerate(rows, 1):  # the last number is the answer
            try:
                if section in self._sections:
                    self._sections[section](values)
                else:
                    self._fact(FACT_TABLES[FactKind(section)], values)
            except (LookupError, TypeError, ValueError, OverflowError, sqlite3.IntegrityError) as error:
                raise InvalidValue("dump", f"{section}, row {n}", "is not a row of a dump") from error
        self._remember_retractions()
        self._db.execute(
            "UPDATE meta SET value = (SELECT count(*) FROM run WHERE seq IS NOT NULL) WHERE name = 'version'"
        )
        self._db.execute(
            "UPDATE run SET changed = (SELECT value FROM meta WHERE name = 'version') WHERE seq IS NOT NULL"
        )
        return n

    def _remember_retractions(self) -> None:
        """A pending run that supersedes a version and says nothing of the same fact takes it back."""
        for table in FACT_TABLES.values():
            same = " AND ".join(f"own.{c.name} IS v.{c.name}" for c in table.key)
            self._db.execute(
                f"""INSERT INTO pending_retraction SELECT p.run, p.kind, v.version FROM pending_supersession p
                    JOIN {table.name} v ON v.pk = p.target WHERE p.kind = ? AND NOT EXISTS
                    (SELECT 1 FROM {table.name} own WHERE own.run = p.run AND {same})""",
                (table.name,),
            )

    def _put(self, table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        made = self._db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
        return made.lastrowid or 0

    def _key(self, kind: str, identifier: str) -> int:
        keys = self._keys[kind]
        if identifier not in keys:
            keys[identifier] = self._put(kind, id=identifier)
        return keys[identifier]

    def _run(self, values: Values) -> None:
        run = Run.model_validate({name: values[name] for name in Run.model_fields})
        self._keys["run"][run.id] = self._put(
            "run",
            id=run.id,
            at=run.at.isoformat(),
            author=run.by,
            kind=run.kind.value,
            state=run.state.value,
            files=json.dumps(values["files"]),
            mapping=run.mapping,
            counts=json.dumps(values["counts"]),
            rejected=run.rejected,
            base=0,
            seq=None if values["order"] is None else values["order"] + 1,
        )

    def _record(self, values: Values) -> None:
        section, said = values["section"], values["said"]
        SECTIONS[section].model_validate(said)
        for kind, of_kind in KINDS.items():
            if section == of_kind:
                self._key(kind, values["id"])
        text = json.dumps(said, ensure_ascii=False)
        run = self._keys["run"][values["run"]]
        self._put("record", section=section, id=values["id"], run=run, said=text, search=searchable(section, text))

    def _alias(self, values: Values) -> None:
        alias, person = self._key("person", values["alias"]), self._key("person", values["person"])
        self._put("alias", alias=alias, person=person, run=self._keys["run"][values["run"]])

    def _fact(self, table: FactTable, values: Values) -> None:
        content = table.model.model_validate({c.name: values[c.name] for c in table.columns})
        for column in table.key:
            if column.references and values[column.name] is not None:
                self._key(column.references, values[column.name])
        names = [c.name for c in table.columns]
        own = dict(zip(names, encoder(table.columns, self._keys)(content), strict=True))
        version = bytes.fromhex(values["version"])
        pk = self._put(
            table.name,
            fact=bytes.fromhex(values["fact"]),
            version=version,
            ordinal=values["ordinal"],
            said=None if values["said"] is None else said_bits(values["said"], names),
            run=self._keys["run"][values["run"]],
            superseded_by=self._run_key(values["superseded_by"]),
            **own,
        )
        self._await(table.name, pk, values)

    def _interaction(self, values: Values) -> None:
        fields = {name: values[name] for name in Interaction.model_fields}
        item = Interaction.model_validate(fields)
        people = sorted({self._key("person", p) for p in item.participants})
        pk = self._put(
            "interaction",
            id=item.id,
            run=self._keys["run"][values["run"]],
            at=micros(datetime.fromisoformat(values["at"])),
            kind=item.kind.value,
            minutes=item.minutes,
            direction=item.direction.value,
            account=None if item.account is None else self._key("organisation", item.account),
            source=item.source,
            participants=" ".join(map(str, people)),
            superseded_by=self._run_key(values["superseded_by"]),
        )
        self._db.executemany("INSERT INTO participant VALUES (?, ?)", [(p, pk) for p in people])
        self._await("interaction", pk, values)

    def _run_key(self, run: str | None) -> int | None:
        return None if run is None else self._keys["run"][run]

    def _await(self, table: str, target: int, values: Values) -> None:
        others = [self._keys["run"][run] for run in values["superseding"]]
        self._db.executemany(
            "INSERT INTO pending_supersession VALUES (?, ?, ?)", [(run, table, target) for run in others]
        )
