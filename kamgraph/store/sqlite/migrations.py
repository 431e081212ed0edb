"""What was added to the schema of a file since version 2; a new file is made by the same statements."""

from typing import NamedTuple

OLDEST = 2


class Migration(NamedTuple):
    """One step of the schema: its number, its name, its statements."""

    number: int
    name: str
    statements: tuple[str, ...]

    @property
    def label(self) -> str:
        """Number and name, as a person reads them."""
        return f"{self.number} {self.name}"


MIGRATIONS = (
    Migration(
        3,
        "journal",
        (
            """CREATE TABLE event (id TEXT PRIMARY KEY, at INTEGER NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL,
                accounts TEXT NOT NULL, people TEXT NOT NULL, about TEXT, counts TEXT NOT NULL) WITHOUT ROWID""",
            "CREATE INDEX event_at ON event (at, id)",
            # Erasure alone may change an entry, and of it nothing but the people.
            """CREATE TRIGGER event_stays BEFORE DELETE ON event
                BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END""",
            """CREATE TRIGGER event_stays_as_it_is
                BEFORE UPDATE OF id, at, author, action, accounts, about, counts ON event
                BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END""",
            """CREATE TABLE api_key (id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL,
                accounts TEXT, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, expires_at INTEGER NOT NULL,
                revoked_at INTEGER) WITHOUT ROWID""",
        ),
    ),
    # What a run touched is asked after every write.
    Migration(4, "interactions by run", ("CREATE INDEX interaction_run ON interaction (run)",)),
)
SCHEMA_VERSION = MIGRATIONS[-1].number
