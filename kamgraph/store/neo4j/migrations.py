"""The schema's migrations: applied in order, remembered in the graph as a chain of checksums, by one migrator."""

import hashlib
import secrets
import time
from dataclasses import dataclass

from kamgraph.model.errors import SchemaOutOfDate, StoreUnavailable
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.queries import Migration, migrations, statement

WAIT_SECONDS = 90.0


@dataclass(frozen=True)
class SchemaState:
    """How far a database's schema has come, and how far this version of kamgraph goes."""

    applied: int
    known: int


def schema_state(connection: Connection) -> SchemaState:
    """Compare the chain in the graph with the one we carry.

    Raises
    ------
    SchemaOutOfDate
        The database was written by a newer kamgraph, or its chain is another one.
    """
    ours = dict(_chain())
    rows = connection.read("read/schema")
    for row in rows:
        known = ours.get(row["number"])
        if known is None:
            raise SchemaOutOfDate(
                f"{connection.url}: schema {rows[-1]['number']} is newer than {len(ours)}, the newest known here; "
                "use a newer kamgraph"
            )
        if known != row["checksum"]:
            raise SchemaOutOfDate(f"{connection.url}: migration {row['number']} ({row['name']}) is not the one of ours")
    return SchemaState(len(rows), len(ours))


def require_schema(connection: Connection) -> None:
    """Bring an empty database up to date, and refuse one that is behind.

    Raises
    ------
    SchemaOutOfDate
        The schema is older or newer than this version of kamgraph.
    """
    state = schema_state(connection)
    if state.applied == 0:
        migrate(connection)
    elif state.applied < state.known:
        raise SchemaOutOfDate(
            f"{connection.url}: schema {state.applied} is older than {state.known}; run kamgraph store migrate"
        )


def migrate(connection: Connection) -> tuple[str, ...]:
    """Apply what is missing and give the names of the migrations applied; a second migrator waits for the first."""
    migrator = secrets.token_hex(8)
    connection.change_schema(statement("write/constrain_store"))
    _lease(connection, migrator)
    try:
        done = schema_state(connection).applied
        chain = dict(_chain())
        missing = [migration for migration in migrations() if migration.number > done]
        for migration in missing:
            _apply(connection, migration, chain)
            _lease(connection, migrator)
        return tuple(migration.label for migration in missing)
    finally:
        connection.write(lambda writing: writing.run("write/release_schema", migrator=migrator))


def _apply(connection: Connection, migration: Migration, chain: dict[int, str]) -> None:
    for text in migration.statements:
        connection.change_schema(text)
    connection.read("read/await_indexes", seconds=300)
    connection.write(
        lambda writing: writing.run(
            "write/record_migration",
            number=migration.number,
            name=migration.name,
            checksum=chain[migration.number],
            previous=chain.get(migration.number - 1),
        )
    )


def _lease(connection: Connection, migrator: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    name = secrets.token_hex(8)
    while True:
        row = connection.write(lambda writing: writing.one("write/lease_schema", migrator=migrator, store=name))
        if row is not None and row["held"] == migrator:
            return
        if time.monotonic() > deadline:
            raise StoreUnavailable(f"{connection.url}: somebody else has been migrating it for too long")
        time.sleep(0.2)


def _chain() -> list[tuple[int, str]]:
    # Each checksum covers the one before, so that a changed or missing file shows in all that follow.
    chain: list[tuple[int, str]] = []
    previous = ""
    for migration in migrations():
        previous = hashlib.sha256(f"{previous}\n{migration.text}".encode()).hexdigest()
        chain.append((migration.number, previous))
    return chain
