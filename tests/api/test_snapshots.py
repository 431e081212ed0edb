"""Snapshots that stand ready: an outdated one is let go at once, not when somebody looks for garbage."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import kamgraph as kg
from kamgraph.access import Principal, Scope
from kamgraph.model import Run, Settings, Tie
from kamgraph.sample import as_of
from kamgraph.store.open import open_store
from kamgraph_api.metrics import Metrics
from kamgraph_api.snapshots import Sight, Snapshots

READER = Principal(subject="r", scopes=frozenset({Scope.GRAPH_READ, Scope.ANALYTICS_READ}), accounts=None)
KAM = Principal(subject="k", scopes=frozenset(Scope), accounts=frozenset({"arnika", "zakole"}))


@contextmanager
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_what_a_write_made_outdated_is_freed_with_all_that_was_worked_out_from_it(own_copy) -> None:
    sight = Sight(account=None, group=False, as_of=as_of(), settings=Settings())
    snapshots = Snapshots(1_000_000, Metrics())
    with open_store(f"sqlite:///{own_copy}", tombstone_key=b"k" * 32) as store, uncollected():
        kept = []
        for number in range(1, 4):
            for who in (READER, KAM):
                snap = snapshots.take(store, who, sight)
                assert kg.departures(snap).items
                kept.append(weakref.ref(snap))
            del snap
            store.begin_run(run := Run(id=f"r{number}", at=datetime.now(UTC), by="test", kind="edit"))
            store.put_facts(run.id, [Tie(ours="u-07", theirs="c-0207", declared=number, confirmed_on="2026-11-20")])
            store.commit_run(run.id)
        assert snapshots.take(store, READER, sight) is not None
        assert [snap() for snap in kept] == [None] * len(kept)
