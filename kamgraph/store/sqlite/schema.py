"""Tables and indexes, made from the closed registry of fact kinds; integers inside, text ids at the edge."""

from dataclasses import dataclass
from functools import cached_property

from kamgraph.model import FACT_TYPES, Fact, FactKind
from kamgraph.store.sqlite.columns import Column, column_of
from kamgraph.store.sqlite.migrations import MIGRATIONS

APPLICATION_ID = 0x6B616D67  # "kamg"

_BASE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE run (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, author TEXT NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL, files TEXT NOT NULL, mapping TEXT, counts TEXT NOT NULL,
    rejected INTEGER NOT NULL, base INTEGER NOT NULL, seq INTEGER, changed INTEGER);
CREATE INDEX run_state ON run (state);
CREATE TABLE person (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE organisation (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE record (section TEXT NOT NULL, id TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    said TEXT NOT NULL, search TEXT, PRIMARY KEY (section, id, run)) WITHOUT ROWID;
CREATE INDEX record_run ON record (run);
CREATE TABLE interaction (pk INTEGER PRIMARY KEY, id TEXT NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, minutes REAL, direction TEXT NOT NULL, account INTEGER, source TEXT,
    participants TEXT NOT NULL, superseded_by INTEGER);
CREATE INDEX interaction_id ON interaction (id);
CREATE INDEX interaction_superseded ON interaction (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX interaction_account ON interaction (account) WHERE account IS NOT NULL;
CREATE TABLE participant (person INTEGER NOT NULL, interaction INTEGER NOT NULL, PRIMARY KEY (person, interaction))
    WITHOUT ROWID;
CREATE TABLE pending_supersession (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, kind TEXT NOT NULL,
    target INTEGER NOT NULL, PRIMARY KEY (run, kind, target)) WITHOUT ROWID;
CREATE TABLE pending_retraction (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, kind TEXT NOT NULL,
    version BLOB NOT NULL, PRIMARY KEY (run, kind, version)) WITHOUT ROWID;
CREATE TABLE alias (pk INTEGER PRIMARY KEY, alias INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE);
CREATE INDEX alias_alias ON alias (alias);
CREATE INDEX alias_person ON alias (person);
CREATE INDEX alias_run ON alias (run);
CREATE TABLE tombstone (mark TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE erasure (run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE, reason TEXT NOT NULL);
INSERT INTO meta VALUES ('version', 0);
"""


@dataclass(frozen=True)
class FactTable:
    """The table of one kind of fact.

    Versions are found by their natural key, whose numbers arrive nearly in order; an index on the hashes `fact` and
    `version` would touch every page of itself with every batch (measured: 1.3 million ties in 309 s instead of 30).
    """

    kind: FactKind
    model: type[Fact]
    columns: tuple[Column, ...]

    @cached_property
    def name(self) -> str:
        """Name of the table."""
        return f"fact_{self.kind}"

    @cached_property
    def key(self) -> tuple[Column, ...]:
        """Columns of the natural key; all references are among them."""
        return tuple(next(c for c in self.columns if c.name == name) for name in self.model.key_fields)

    def column_names(self, prefix: str = "") -> str:
        """The fact's own columns, in the order of `columns`."""
        return ", ".join(prefix + c.name for c in self.columns)

    def ddl(self) -> str:
        """Statements that make the table."""
        own = ", ".join(
            f"{c.name} {c.type}" + (f" REFERENCES {c.references} ON DELETE CASCADE" if c.references else "")
            for c in self.columns
        )
        ends = "".join(
            f"CREATE INDEX {self.name}_{c.name} ON {self.name} ({c.name});" for c in self.key[1:] if c.references
        )
        return f"""
            CREATE TABLE {self.name} (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, {own});
            CREATE INDEX {self.name}_key ON {self.name} ({", ".join(c.name for c in self.key)});
            CREATE INDEX {self.name}_run ON {self.name} (run);
            CREATE INDEX {self.name}_superseded ON {self.name} (superseded_by) WHERE superseded_by IS NOT NULL;
            {ends}"""


FACT_TABLES: dict[FactKind, FactTable] = {
    kind: FactTable(kind, model, tuple(column_of(model, name) for name in model.model_fields))
    for kind, model in FACT_TYPES.items()
}


def statements() -> list[str]:
    """The whole schema, one statement an item."""
    text = _BASE + "".join(table.ddl() for table in FACT_TABLES.values())
    base = [statement for statement in map(str.strip, text.split(";")) if statement]
    return base + [statement for migration in MIGRATIONS for statement in migration.statements]
