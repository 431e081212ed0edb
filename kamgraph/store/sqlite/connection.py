"""Connections to the file: readers that never wait, one writer at a time over all processes."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kamgraph.model.errors import InvalidValue, SchemaOutOfDate, StoreUnavailable
from kamgraph.store.sqlite.migrations import MIGRATIONS, OLDEST, SCHEMA_VERSION
from kamgraph.store.sqlite.schema import APPLICATION_ID, statements

LOCK_SECONDS = 60.0
_POLL_SECONDS = 0.005
_PRAGMAS = (
    "foreign_keys=ON",
    "secure_delete=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "synchronous=FULL",
    "cache_size=-65536",
    # A batch touches the same index pages as the one before: written home once in 64 MB, not every 4.
    "wal_autocheckpoint=16384",
)


class Database:
    """The file, its lock, and a pool of connections.

    Parameters
    ----------
    path : Path
        The file; made when it is not there.
    migrating : bool
        Bring an older schema up to this version, which is refused otherwise; `migrated` names the steps.
    """

    def __init__(self, path: Path, *, migrating: bool = False) -> None:
        self.path = path
        # A lock of its own: a checkpoint that resets the log beside a commit can corrupt files of SQLite before 3.51.3.
        self._lock = FileLock(f"{path}.lock", timeout=LOCK_SECONDS, poll_interval=_POLL_SECONDS)
        self._idle: list[sqlite3.Connection] = []
        self._pool = threading.Lock()
        self._closed = False
        self.migrated: tuple[str, ...] = ()
        with self._explained(), self._connection() as connection:
            if migrating and self._is_behind(connection):
                with self._locked():
                    self.migrated = self._migrate(connection)
            if not self._is_ours(connection):
                with self._locked():
                    self._create(connection)

    def close(self) -> None:
        """Close what is idle; a connection in use closes when it is given back."""
        with self._pool:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent picture; nothing a writer does meanwhile is seen."""
        with self._explained(), self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing when anything is raised."""
        with self._explained(), self._locked(), self._connection() as connection, _all_or_nothing(connection):
            yield connection

    def forget_residue(self) -> None:
        """Leave no deleted byte in the file or its log.

        The file is written anew, because `secure_delete` misses what the balancing of a tree leaves between its cells
        (measured: 1 of 240 erased people).

        Raises
        ------
        StoreUnavailable
            A reader still needs old pages.
        """
        with self._explained(), self._locked(), self._connection() as connection:
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if busy:
                raise StoreUnavailable(
                    f"{self.path}: erased, but the log keeps old pages for a reader; sweep the store"
                )
            connection.execute("DELETE FROM meta WHERE name = 'residue'")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._pool:
            if self._closed:
                raise StoreUnavailable(f"{self.path}: the store was closed")
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._pool:
                if not self._closed:
                    self._idle.append(connection)
            if self._closed:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        (marked,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if marked == APPLICATION_ID and version == SCHEMA_VERSION:
            return True
        if marked == APPLICATION_ID and version:
            raise SchemaOutOfDate(f"{self.path}: {_other_schema(version)}")
        if tables:
            raise StoreUnavailable(f"{self.path}: is a database of another program")
        return False

    def _is_behind(self, connection: sqlite3.Connection) -> bool:
        (marked,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return bool(marked == APPLICATION_ID and OLDEST <= version < SCHEMA_VERSION)

    def _create(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        with _all_or_nothing(connection):
            if not self._is_ours(connection):
                for statement in statements():
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def _migrate(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        with _all_or_nothing(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            missing = [migration for migration in MIGRATIONS if migration.number > version]
            for statement in (s for migration in missing for s in migration.statements):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        return tuple(migration.label for migration in missing)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise StoreUnavailable(f"{self.path}: {error}") from error
        except UnicodeEncodeError as error:
            raise InvalidValue("text", ascii(error.object), "must be Unicode text") from error
        except OverflowError as error:
            raise InvalidValue("number", "...", "must fit into 64 bits") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise StoreUnavailable(f"{self.path}: another writer has held it for {LOCK_SECONDS:.0f} s") from error
        except OSError as error:
            raise StoreUnavailable(f"{self.path}: {error.strerror or error}") from error
        try:
            yield
        finally:
            self._lock.release()


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _other_schema(version: int) -> str:
    if version < OLDEST:
        return f"schema {version}, this kamgraph reads {SCHEMA_VERSION}"
    if version < SCHEMA_VERSION:
        return f"schema {version} is older than {SCHEMA_VERSION}; run kamgraph store migrate"
    return f"schema {version} is newer than {SCHEMA_VERSION}, the newest known here; use a newer kamgraph"
