"""From an address to a store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamgraph.model.errors import StoreUnavailable
from kamgraph.store.port import GraphStore

_NEO4J = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


def open_store(url: str, *, tombstone_key: bytes | None = None) -> GraphStore:
    """Open the store at an address, creating an embedded one that is not there yet.

    Parameters
    ----------
    url : str
        ``sqlite:///path/to/file`` (three slashes before a relative path, four before an absolute one), ``neo4j://host``
        or ``neo4j+s://host``, ``bolt://host``. User and password of a Neo4j come from KAMGRAPH_NEO4J_USER and
        KAMGRAPH_NEO4J_PASSWORD, or from the file that KAMGRAPH_NEO4J_PASSWORD_FILE names; never from the address.
    tombstone_key : bytes, optional
        Secret, at least 16 bytes, under which erased ids are remembered; kept outside the store.

    Raises
    ------
    StoreUnavailable
        The address is of no known kind, or nothing answers there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     store.counts()["people"]
    0
    """
    scheme, rest = _parts(url)
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        from kamgraph.store.sqlite import SqliteStore

        return SqliteStore(Path(rest[1:]), tombstone_key=tombstone_key)
    if scheme in _NEO4J:
        with _driver_needed():
            from kamgraph.store.neo4j import Neo4jStore
        return Neo4jStore(url, tombstone_key=tombstone_key)
    raise StoreUnavailable(f"{scheme or url}: use sqlite:///path or neo4j://host")


def migrate_store(url: str) -> tuple[str, ...]:
    """Bring the schema at an address up to this version, and give the names of the migrations that ran.

    Parameters
    ----------
    url : str
        As for `open_store`. A file that is not there yet is made with the present schema, and needs none.

    Raises
    ------
    StoreUnavailable, SchemaOutOfDate
        Nothing answers there, or a newer kamgraph has written it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     migrate_store(f"sqlite:///{folder}/map.db")
    ()
    """
    scheme, rest = _parts(url)
    if scheme == "sqlite" and len(rest) > 1:
        from kamgraph.store.sqlite.connection import Database

        database = Database(Path(rest[1:]), migrating=True)
        database.close()
        return database.migrated
    if scheme not in _NEO4J:
        open_store(url).close()
        return ()
    with _driver_needed():
        from kamgraph.store.neo4j.connection import Connection
        from kamgraph.store.neo4j.migrations import migrate
    connection = Connection(url)
    try:
        return migrate(connection)
    finally:
        connection.close()


def _parts(url: str) -> tuple[str, str]:
    scheme, _, rest = url.partition("://")
    return scheme, rest


@contextmanager
def _driver_needed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise StoreUnavailable("the driver for Neo4j is not installed: pip install 'kamgraph[neo4j]'") from error
