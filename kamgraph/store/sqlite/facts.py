"""Writing facts: statements planned by the one rule on what the run sees."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from kamgraph.model import Fact
from kamgraph.model.errors import InvalidValue, UnknownId
from kamgraph.store.port import PutCounts
from kamgraph.store.sqlite.columns import Column, SaidBits
from kamgraph.store.sqlite.many import insert
from kamgraph.store.sqlite.references import KINDS, Known
from kamgraph.store.sqlite.runs import Writing, visible
from kamgraph.store.sqlite.schema import FACT_TABLES, FactTable
from kamgraph.store.versions import Outcome, Visible, plan_put, version_mark

Key = tuple[Any, ...]
Numbers = Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class Version:
    """A version that stands, already written (`pk`) or about to be; `ordinal` is set where it is the run's own."""

    content: Fact
    pk: int | None
    mark: bytes
    ordinal: int | None
    said: int | None
    superseded: bool = False

    @property
    def own(self) -> bool:
        """Whether the run that plans wrote it."""
        return self.ordinal is not None


class Batch:
    """Facts of one kind, read together, planned in memory and written together."""

    def __init__(self, db: sqlite3.Connection, run: Writing, table: FactTable, numbers: Numbers) -> None:
        self._db, self._run, self.table = db, run, table
        self._said = SaidBits(table.model)
        self._ends = [(c.name, numbers[c.references] if c.references else None) for c in table.key]
        self._encode = encoder([c for c in table.columns if c not in table.key], numbers)
        self._standing: dict[Key, list[Version]] = {}
        self._next: dict[Key, int] = {}
        self._new: list[tuple[Key, Version, bytes]] = []
        self._ended: list[Version] = []

    def key_of(self, item: Fact) -> Key:
        """Natural key with numbers in place of ids."""
        values = item.__dict__
        return tuple(
            [
                None if (value := values[name]) is None else str(value) if numbers is None else numbers[value]
                for name, numbers in self._ends
            ]
        )

    def read(self, contents: Mapping[Key, Fact]) -> None:
        """Read what stands of these facts; any statement of each gives the ids its numbers mean."""
        for pk, owner, mark, ordinal, said, superseded, *values in _versions(self._db, self._run, self.table, contents):
            key = tuple(values[: len(self.table.key)])
            mine = owner == self._run.pk
            if mine:
                self._next[key] = max(self._next.get(key, 0), ordinal + 1)
            if not superseded:
                content = decode(self.table, values[len(key) :], contents[key])
                version = Version(content, pk, mark, ordinal if mine else None, said if mine else None)
                self._standing.setdefault(key, []).append(version)

    def plan(self, key: Key, item: Fact) -> Outcome:
        """Plan a statement on what stands by now."""
        standing = self._standing.setdefault(key, [])
        outcome: Outcome = "added"
        add: tuple[Fact, ...] = (item,)
        if standing:
            plan = plan_put([Visible(str(n), v.content) for n, v in enumerate(standing)], item)
            self.end(key, [standing[int(n)] for n in plan.supersede])
            outcome, add = plan.outcome, plan.add
        for content in add:
            ordinal = self._next.get(key, 0)
            self._next[key] = ordinal + 1
            # The statement itself is the last; a copy closed before it says nothing of its own.
            said = self._said.of(item) if content is add[-1] else None
            version = Version(content, None, version_mark(item.fact, self._run.id, ordinal), ordinal, said)
            standing.append(version)
            self._new.append((key, version, bytes.fromhex(item.fact)))
        return outcome

    def standing(self, key: Key) -> list[Version]:
        """What stands of a fact by now."""
        return self._standing.setdefault(key, [])

    def end(self, key: Key, versions: Iterable[Version]) -> None:
        """Take versions out of sight, as far as this run is concerned."""
        standing = self._standing[key]
        for version in list(versions):
            standing.remove(version)
            version.superseded = True
            if version.pk is not None:
                self._ended.append(version)

    def write(self, waiting: Callable[[], object] = lambda: None) -> None:
        """Write new versions, and what became of those that were there."""
        name, run = self.table.name, self._run.pk
        others = [(run, name, v.pk) for v in self._ended if not v.own]
        self._db.executemany("INSERT OR IGNORE INTO pending_supersession VALUES (?, ?, ?)", others)
        own = [(run, v.pk) for v in self._ended if v.own]
        self._db.executemany(f"UPDATE {name} SET superseded_by = ? WHERE pk = ?", own)
        columns = ", ".join(
            c.name for c in (*self.table.key, *(c for c in self.table.columns if c not in self.table.key))
        )
        rows = [
            (fact, v.mark, run, v.ordinal, run if v.superseded else None, v.said, *key, *self._encode(v.content))
            for key, v, fact in self._new
        ]
        waiting()
        insert(self._db, f"INSERT INTO {name} (fact, version, run, ordinal, superseded_by, said, {columns})", rows)


def put(
    db: sqlite3.Connection,
    known: Known,
    run: Writing,
    items: Sequence[Fact],
    waiting: Callable[[], object] = lambda: None,
) -> PutCounts:
    """Write facts of one kind under a pending run."""
    if not items:
        return PutCounts()
    table = FACT_TABLES[items[0].kind_of_fact]
    if any(type(item) is not table.model for item in items):
        raise InvalidValue("items", table.kind, "one kind of fact a call")
    batch = Batch(db, run, table, numbers_of(db, known, run, table, items))
    keyed = [(batch.key_of(item), item) for item in items]
    batch.read(dict(keyed))
    counts = Counter[str](batch.plan(key, item) for key, item in keyed)
    batch.write(waiting)
    return PutCounts(**counts)


def numbers_of(db: sqlite3.Connection, known: Known, run: Writing, table: FactTable, items: Sequence[Fact]) -> Numbers:
    """Numbers of all ends of some facts."""
    named: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for end in table.key:
        if end.references:
            named[end.references].update([item.__dict__[end.name] for item in items])
    return {kind: known.numbers(db, run, kind, ids - {None}) for kind, ids in named.items()}


def retract(db: sqlite3.Connection, run: Writing, versions: Sequence[str]) -> int:
    """Supersede visible versions by nothing."""
    left = set(versions)
    for table in FACT_TABLES.values():
        rows = db.execute(
            f"""SELECT pk, run, version FROM {table.name} v
                WHERE hex(version) IN (SELECT upper(value) FROM json_each(:wanted)) AND {_stands("v")}""",
            {"wanted": json.dumps(sorted(left)), "own": run.pk, "kind": table.name},
        ).fetchall()
        left -= {version.hex() for *_, version in rows}
        db.executemany(
            f"UPDATE {table.name} SET superseded_by = ? WHERE pk = ?",
            [(run.pk, pk) for pk, owner, _ in rows if owner == run.pk],
        )
        db.executemany(
            "INSERT INTO pending_supersession VALUES (?, ?, ?)",
            [(run.pk, table.name, pk) for pk, owner, _ in rows if owner != run.pk],
        )
        db.executemany(
            "INSERT OR IGNORE INTO pending_retraction VALUES (?, ?, ?)",
            [(run.pk, table.name, version) for *_, version in rows],
        )
    if left:
        raise UnknownId("version", tuple(sorted(left)))
    return len(set(versions))


def encoder(of: Iterable[Column], numbers: Numbers) -> Callable[[Fact], list[Any]]:
    """What makes the values of these columns, of which there are several."""
    columns = tuple(of)
    picked = itemgetter(*(column.name for column in columns))
    ways = [_number(numbers[c.references]) if c.references else c.write for c in columns]
    written = [(place, write) for place, write in enumerate(ways) if write is not None]

    def encode(content: Fact) -> list[Any]:
        row = list(picked(content.__dict__))
        for place, write in written:
            row[place] = write(row[place])
        return row

    return encode


def _number(of: Mapping[str, int]) -> Callable[[str | None], int | None]:
    return lambda name: None if name is None else of[name]


def decode(table: FactTable, values: Sequence[Any], named: Fact) -> Fact:
    """Content of a version; its ends are those of another statement about the same fact."""
    content = {}
    for column, value in zip(table.columns, values, strict=True):
        if column.references:
            content[column.name] = getattr(named, column.name)
        else:
            content[column.name] = column.read(value) if column.read else value
    return table.model.model_validate(content)


def _stands(alias: str) -> str:
    return (
        f"(({alias}.run = :own AND {alias}.superseded_by IS NULL) OR ({visible(alias)} AND {alias}.pk NOT IN "
        "(SELECT target FROM pending_supersession WHERE run = :own AND kind = :kind)))"
    )


def same_key(table: FactTable) -> str:
    """Rows `v` of the facts whose natural keys stand in the JSON list `:keys`."""
    matches = " AND ".join(f"v.{c.name} IS json_extract(w.value, '$[{n}]')" for n, c in enumerate(table.key))
    return f"json_each(:keys) w CROSS JOIN {table.name} v ON {matches}"


def _versions(db: sqlite3.Connection, run: Writing, table: FactTable, keys: Iterable[Key]) -> Iterable[tuple[Any, ...]]:
    key = ", ".join(f"v.{c.name}" for c in table.key)
    return db.execute(
        f"""SELECT v.pk, v.run, v.version, v.ordinal, v.said, NOT {_stands("v")}, {key}, {table.column_names("v.")}
            FROM {same_key(table)} WHERE v.run = :own OR {_stands("v")} ORDER BY v.pk""",
        {"keys": json.dumps(list(keys)), "own": run.pk, "kind": table.name},
    )
