"""One write, one run: begun, written, and committed only if what the caller had seen still stands."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

from kamgraph.access import Principal
from kamgraph.model import Run, RunKind
from kamgraph.model.errors import StoreError
from kamgraph.store.port import GraphStore


def in_a_run(
    store: GraphStore, who: Principal, put: Callable[[str], object], check: Callable[[], None], **counts: int
) -> str:
    """Write under a run of the caller's, and give its id; where anything stops it, nothing of it is left.

    `check` is called when nobody else can change what is visible any more, so that no change slips in between.
    """
    run = Run(id=f"w-{uuid4().hex[:12]}", at=datetime.now(UTC), by=who.subject, kind=RunKind.EDIT)
    store.begin_run(run)
    try:
        put(run.id)
        return store.commit_run(run.id, counts=counts, check=check).id
    except BaseException:
        # A run that nobody can discard now is invisible, and swept later.
        with suppress(StoreError):
            store.discard_run(run.id)
        raise
