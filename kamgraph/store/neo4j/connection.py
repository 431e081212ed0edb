"""One driver a store: how it is opened, and how statements are sent through it."""

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import (
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationDisabledClassification,
    Query,
    Record,
    RoutingControl,
)
from neo4j.exceptions import DriverError, Neo4jError, TransientError

from kamgraph.model.errors import StoreUnavailable
from kamgraph.store.neo4j.errors import translated
from kamgraph.store.neo4j.queries import statement

T = TypeVar("T")

# Measured: a refused connection is reported after 3 s and a silent server after 5 s; the driver's defaults take 33 s.
QUICK_SECONDS = 2.0
# Measured: eight writers on the same ties make deadlocks whose retries wait up to 3.5 s.
WRITE_SECONDS = 30.0
# A cluster that chooses a new leader is away for some seconds; whoever waits must be told within forty.
AWAY_SECONDS = 15.0
# A server that answered this long ago is asked again before a write counts on it.
FRESH_SECONDS = 1.0
OLDEST = (5, 26)


class Connection:
    """A Neo4j database; safe to use from several threads.

    Parameters
    ----------
    url : str
        ``neo4j://host:7687`` and the like, without credentials; the database may follow as a path.

    Raises
    ------
    StoreUnavailable
        Nothing answers there within six seconds, or the login is refused.
    """

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            address = f"{parts.scheme}://{parts.hostname or ''}:{parts.port or 7687}"
        except ValueError as error:
            raise StoreUnavailable("the address is not one such as neo4j://host:7687") from error
        if parts.username is not None or parts.password is not None:
            raise StoreUnavailable("no user or password in the address; set KAMGRAPH_NEO4J_USER and _PASSWORD")
        self.database = parts.path.strip("/") or os.environ.get("KAMGRAPH_NEO4J_DATABASE") or "neo4j"
        self.url = f"{address}/{self.database}"
        self._answered = 0.0
        with translated(self.url):
            self._driver = _open(address)
        try:
            with translated(self.url):
                self.server = self._ping()
            self._refuse_older_servers()
        except BaseException:
            self._driver.close()
            raise

    def close(self) -> None:
        """Give the connections back; twice is harmless."""
        self._driver.close()

    def read(self, name: str, /, **parameters: Any) -> list[Record]:
        """Send one reading statement and give all of its rows."""
        with translated(self.url):
            return self._driver.execute_query(
                Query(statement(name), metadata={"statement": name}),
                parameters,
                database_=self.database,
                routing_=RoutingControl.READ,
            ).records

    def stream(self, name: str, /, **parameters: Any) -> Iterator[Record]:
        """Send one reading statement and give its rows as they come, in bounded memory."""
        with translated(self.url), self._driver.session(database=self.database, default_access_mode="READ") as session:
            yield from session.run(Query(statement(name), metadata={"statement": name}), parameters)

    def write(self, work: Callable[["Writing"], T]) -> T:
        """Do work in one transaction, repeated from its beginning where the server asks for it.

        The driver's own repetition doubles its pauses without a limit and is as patient with a server that is gone as
        with one where writers wait for each other, so it is done here.
        """
        return self._patiently(lambda: self._once(work))

    def change_schema(self, text: str) -> None:
        """Send one statement outside a transaction of ours, and again where the server asks for it."""
        self._patiently(lambda: self._alone(text))

    def _patiently(self, send: Callable[[], T]) -> T:
        began, pause = time.monotonic(), 0.1
        with translated(self.url):
            # A server that is down when the call starts is told apart from one that goes away in its middle.
            if began - self._answered > FRESH_SECONDS:
                self._ping()
            while True:
                try:
                    done = send()
                except (Neo4jError, DriverError) as error:
                    patience = WRITE_SECONDS if isinstance(error, TransientError) else AWAY_SECONDS
                    if not error.is_retryable() or time.monotonic() - began + pause > patience:
                        raise
                    time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 (spreads writers, hides nothing)
                    pause = min(2 * pause, 2.0)
                else:
                    self._answered = time.monotonic()
                    return done

    def _once(self, work: Callable[["Writing"], T]) -> T:
        with self._driver.session(database=self.database, max_transaction_retry_time=0) as session:
            return session.execute_write(lambda transaction: work(Writing(transaction)))

    def _alone(self, text: str) -> None:
        with self._driver.session(database=self.database) as session:
            session.run(text).consume()

    def _ping(self) -> str:
        answer = self._driver.execute_query(statement("read/ping"), database_=self.database)
        self._answered = time.monotonic()
        return answer.summary.server.agent

    def _refuse_older_servers(self) -> None:
        version = tuple(int(part) for part in self.server.removeprefix("Neo4j/").split(".")[:2] if part.isdecimal())
        if version < OLDEST:
            raise StoreUnavailable(f"{self.url}: is {self.server}, and kamgraph needs Neo4j 5.26 or later")


class Writing:
    """A transaction that statements are sent in by name."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, name: str, /, **parameters: Any) -> list[Record]:
        """Send one statement and give all of its rows."""
        return list(self.send(name, **parameters))

    def send(self, name: str, /, **parameters: Any) -> Iterable[Record]:
        """Send one statement whose rows are read later; the server works on it meanwhile."""
        return self._transaction.run(statement(name), parameters)

    def one(self, name: str, /, **parameters: Any) -> Record | None:
        """Send one statement and give its only row, if there is one."""
        rows = self.run(name, **parameters)
        return rows[0] if rows else None


def _open(address: str) -> Driver:
    return GraphDatabase.driver(
        address,
        auth=_login(),
        user_agent="kamgraph",
        connection_timeout=QUICK_SECONDS,
        connection_acquisition_timeout=QUICK_SECONDS,
        max_transaction_retry_time=QUICK_SECONDS,
        # A young database does not know every label yet, which is no fault of a statement.
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
    )


def _login() -> tuple[str, str]:
    user = os.environ.get("KAMGRAPH_NEO4J_USER") or "neo4j"
    password = os.environ.get("KAMGRAPH_NEO4J_PASSWORD")
    if password is None and (secret := os.environ.get("KAMGRAPH_NEO4J_PASSWORD_FILE")):
        try:
            # The same file serves the server's container, which wants the user before the password.
            password = Path(secret).read_text("utf-8").strip().removeprefix(f"{user}/")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreUnavailable("the file named by KAMGRAPH_NEO4J_PASSWORD_FILE cannot be read") from error
    if not password:
        raise StoreUnavailable("no password for Neo4j: set KAMGRAPH_NEO4J_PASSWORD or KAMGRAPH_NEO4J_PASSWORD_FILE")
    return user, password
