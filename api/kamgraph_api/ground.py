"""What all routes of one application stand on: the store, the snapshots and the answers that are ready."""

from datetime import date, datetime
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from kamgraph.access import Principal
from kamgraph.access import authenticate as whose_key
from kamgraph.privacy import tombstone_key
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore
from kamgraph_api.access import Authenticate
from kamgraph_api.imports import ImportDesk
from kamgraph_api.metrics import Metrics
from kamgraph_api.ready import ReadyAnswers
from kamgraph_api.settings import ServiceSettings
from kamgraph_api.snapshots import Snapshots


class Ground:
    """One for each application, in ``app.state.ground``."""

    def __init__(self, settings: ServiceSettings, authenticate: Authenticate | None) -> None:
        self.settings, self.metrics = settings, Metrics()
        self.authenticate = authenticate or (self._whose_key if settings.auth == "keys" else None)
        self.snapshots = Snapshots(settings.cached_rows, self.metrics)
        self.ready = ReadyAnswers(settings.cached_bytes)
        self.imports = ImportDesk(settings, self.store)
        self._store: GraphStore | None = None
        self._opening = Lock()

    def store(self) -> GraphStore:
        """The store, opened when it is first needed: a database that is down at the start is found when it is back.

        Raises
        ------
        StoreUnavailable, SchemaOutOfDate
        """
        with self._opening:
            if self._store is None:
                key = self.settings.erasure_key
                secret = None if key is None else tombstone_key(key)
                self._store = open_store(self.settings.store, tombstone_key=secret)
            return self._store

    def _whose_key(self, token: str) -> Principal | None:
        return whose_key(self.store(), token)

    def today(self) -> date:
        """The day that is meant where a request names none."""
        return self.settings.as_of or datetime.now(self.settings.engine.zone).date()

    @property
    def embedded(self) -> bool:
        """Whether asking the store for its version takes microseconds and no network."""
        return self.settings.store.startswith("sqlite:")

    def close(self) -> None:
        """Stop importing, and give the store back."""
        self.imports.close()
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None


def ground_of(request: Request) -> Ground:
    """The application's ground."""
    ground: Ground = request.app.state.ground
    return ground


def _store_of(request: Request) -> GraphStore:
    return ground_of(request).store()


def _imports_of(request: Request) -> ImportDesk:
    return ground_of(request).imports


Grounded = Annotated[Ground, Depends(ground_of)]
Store = Annotated[GraphStore, Depends(_store_of)]
Imports = Annotated[ImportDesk, Depends(_imports_of)]
