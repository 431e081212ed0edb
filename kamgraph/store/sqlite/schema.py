"""Tables and indexes, made from the closed registry of fact kinds; integers inside, text ids at the edge."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from kamgraph.model import FACT_TYPES, Fact, FactKind, Role

SCHEMA_VERSION = 1
APPLICATION_ID = 0x6B616D67  # "kamg"

_BASE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE run (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, author TEXT NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL, files TEXT NOT NULL, mapping TEXT, counts TEXT NOT NULL,
    rejected INTEGER NOT NULL, base INTEGER NOT NULL, seq INTEGER, changed INTEGER);
CREATE INDEX run_state ON run (state);
CREATE TABLE person (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE organisation (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE record (pk INTEGER PRIMARY KEY, section TEXT NOT NULL, id TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, said TEXT NOT NULL, UNIQUE (section, id, run));
CREATE INDEX record_run ON record (run);
CREATE TABLE interaction (pk INTEGER PRIMARY KEY, id TEXT NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, minutes REAL, direction TEXT NOT NULL, account INTEGER, source TEXT,
    participants TEXT NOT NULL, superseded_by INTEGER);
CREATE INDEX interaction_id ON interaction (id);
CREATE TABLE participant (person INTEGER NOT NULL, interaction INTEGER NOT NULL, PRIMARY KEY (person, interaction))
    WITHOUT ROWID;
CREATE TABLE pending_supersession (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, kind TEXT NOT NULL,
    target INTEGER NOT NULL, retracted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (run, kind, target)) WITHOUT ROWID;
CREATE TABLE alias (pk INTEGER PRIMARY KEY, alias INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE);
CREATE TABLE tombstone (mark TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE erasure (run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE, reason TEXT NOT NULL);
INSERT INTO meta VALUES ('version', 0);
"""


@dataclass(frozen=True)
class Field:
    """One column of a fact: what it refers to, and the way in and out."""

    name: str
    references: str | None
    type: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@dataclass(frozen=True)
class FactTable:
    """The table of one kind of fact."""

    kind: FactKind
    model: type[Fact]
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """Name of the table."""
        return f"fact_{self.kind}"

    @property
    def columns(self) -> str:
        """The fact's own columns, in the order of `fields`."""
        return ", ".join(f.name for f in self.fields)

    def ddl(self) -> str:
        """Statements that make the table."""
        own = ", ".join(
            f"{f.name} {f.type}" + (f" REFERENCES {f.references} ON DELETE CASCADE" if f.references else "")
            for f in self.fields
        )
        indexes = "".join(
            f"CREATE INDEX {self.name}_{f.name} ON {self.name} ({f.name});" for f in self.fields if f.references
        )
        return f"""
            CREATE TABLE {self.name} (pk INTEGER PRIMARY KEY, fact TEXT NOT NULL, version TEXT NOT NULL UNIQUE,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL, superseded_by INTEGER,
                said TEXT, {own});
            CREATE INDEX {self.name}_fact ON {self.name} (fact);
            CREATE INDEX {self.name}_run ON {self.name} (run);
            CREATE INDEX {self.name}_superseded ON {self.name} (superseded_by) WHERE superseded_by IS NOT NULL;
            {indexes}"""


def _same(value: Any) -> Any:
    return value


def _day(value: date | None) -> int | None:
    return None if value is None else value.toordinal()


def _date(value: int | None) -> date | None:
    return None if value is None else date.fromordinal(value)


def _join(value: tuple[Role, ...]) -> str:
    return ",".join(value)


def _split(value: str) -> tuple[str, ...]:
    return tuple(value.split(",")) if value else ()


def _field(model: type[Fact], name: str) -> Field:
    if name in model.person_fields:
        return Field(name, "person", "INTEGER", _same, _same)
    if name in model.organisation_fields:
        return Field(name, "organisation", "INTEGER", _same, _same)
    annotation = model.model_fields[name].annotation
    kinds = set(get_args(annotation)) if get_origin(annotation) in {Union, UnionType} else {annotation}
    kinds.discard(type(None))
    kind = kinds.pop()
    if kind is date:
        return Field(name, None, "INTEGER", _day, _date)
    if get_origin(kind) is tuple:
        return Field(name, None, "TEXT NOT NULL", _join, _split)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Field(name, None, "TEXT", lambda v: None if v is None else str(v), _same)
    return Field(name, None, "INTEGER" if kind is int else "REAL" if kind is float else "TEXT", _same, _same)


FACT_TABLES: dict[FactKind, FactTable] = {
    kind: FactTable(kind, model, tuple(_field(model, name) for name in model.model_fields))
    for kind, model in FACT_TYPES.items()
}


def statements() -> str:
    """The whole schema."""
    return _BASE + "".join(table.ddl() for table in FACT_TABLES.values())
