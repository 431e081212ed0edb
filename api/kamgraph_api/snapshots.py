"""Snapshots that stand ready: read once for each scope, day and settings, then brought up to the store's versions."""

from dataclasses import replace
from datetime import date
from threading import Condition
from typing import Any, NamedTuple

from cachetools import LRUCache, cachedmethod

from kamgraph.access import Principal
from kamgraph.model import Settings
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.cut import Cuts
from kamgraph.snapshot.refresh import refresh
from kamgraph.store.port import GraphStore
from kamgraph_api.access import among, visible
from kamgraph_api.metrics import Metrics
from kamgraph_api.ready import view_of
from kamgraph_api.veil import veiled

# What even an empty snapshot takes, in the space of a row.
_LEAST_ROWS = 100


class Sight(NamedTuple):
    """What is looked at: an account, a group or the portfolio, on a day, under these settings."""

    account: str | None
    group: bool
    as_of: date
    settings: Settings


class Snapshots:
    """The snapshots kept, the least used forgotten first; each is read by one thread while others wait for it."""

    def __init__(self, most: int, metrics: Metrics) -> None:
        self._kept: LRUCache[Any, Snapshot] = LRUCache(most, getsizeof=_rows)
        self._latest: LRUCache[Any, Snapshot] = LRUCache(most, getsizeof=_rows)
        self._seen: LRUCache[Any, Snapshot] = LRUCache(most, getsizeof=_rows)
        self._reading, self._veiling = Condition(), Condition()
        self._metrics = metrics

    def take(self, store: GraphStore, principal: Principal, sight: Sight) -> Snapshot:
        """What this principal may see of it.

        Raises
        ------
        Refused
            404 for an account outside the principal's.
        UnknownScope
            No such account on this day.
        """
        if sight.account is not None:
            visible(principal, sight.account)
        return self._of(store, store.version(), principal, sight)

    @cachedmethod(
        lambda self: self._seen,
        key=lambda _self, _store, version, principal, sight: (version, view_of(principal), _key(sight)),
        condition=lambda self: self._veiling,
    )
    def _of(self, store: GraphStore, version: str, principal: Principal, sight: Sight) -> Snapshot:
        return veiled(_limited(self._whole(store, version, sight), principal), principal)

    @cachedmethod(
        lambda self: self._kept,
        key=lambda _self, _store, version, sight: (version, _key(sight)),
        condition=lambda self: self._reading,
    )
    def _whole(self, store: GraphStore, _version: str, sight: Sight) -> Snapshot:
        self._metrics.took_snapshot()
        key = _key(sight)
        with self._reading:
            earlier = self._latest.get(key)
        if earlier is None:
            snap = snapshot(store, account=sight.account, group=sight.group, as_of=sight.as_of, settings=sight.settings)
        else:
            snap = refresh(earlier, store)
        with self._reading:
            if earlier is not None:
                self._kept.pop((earlier.store_version, key), None)
            self._latest[key] = snap
        if earlier is not None and earlier is not snap:
            self._let_go(earlier, key)
        return snap

    def _let_go(self, earlier: Snapshot, sight: tuple[Any, ...]) -> None:
        with self._veiling:
            outdated = [key for key in self._seen if (key[0], key[2]) == (earlier.store_version, sight)]
            for snap in [earlier, *(self._seen.pop(key) for key in outdated)]:
                snap.let_go()


def _rows(snap: Snapshot) -> int:
    return _LEAST_ROWS + len(snap.people.ids) + len(snap.ties.ours) + len(snap.interactions.day)


def _key(sight: Sight) -> tuple[Any, ...]:
    return (*sight[:3], sight.settings.hash)


def _limited(snap: Snapshot, principal: Principal) -> Snapshot:
    """The accounts of the scope that this principal may see, as if there were no others."""
    if principal.accounts is None or snap.kind == "account":
        return snap
    ids = snap.accounts.ids
    numbers = [ids.index(account) for account in among(principal, ids)]
    cut = Cuts(snap).scope(numbers, "group", snap.scope)
    return replace(cut, kind=snap.kind, excluded=int(cut.accounts.excluded.sum()))
