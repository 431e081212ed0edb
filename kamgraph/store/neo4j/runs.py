"""Runs: pending while they are written, then committed at once, hidden again by an undo, or discarded."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from neo4j import Record as Row

from kamgraph.model import Run, RunKind, RunState
from kamgraph.model.errors import Conflict, UnknownId
from kamgraph.store.neo4j import aliases, facts, interactions, records
from kamgraph.store.neo4j.connection import Connection, Writing
from kamgraph.store.neo4j.references import require_known
from kamgraph.store.neo4j.views import NumberedRun, View, numbered_run, read_view, run_properties, view_from

BITE = 10_000


def begin(writing: Writing, run: Run) -> None:
    """Register a pending run; see `GraphStore.begin_run`."""
    properties = run_properties(run.model_copy(update={"state": RunState.PENDING}))
    if not writing.run("write/begin_run", id=run.id, properties=properties):
        raise Conflict("there is a run of this id already", (run.id,))


def lock_pending(writing: Writing, run: str) -> tuple[NumberedRun, View]:
    """Lock a run that may still be written to, and look at the store as the run sees it.

    Raises
    ------
    UnknownId, Conflict
        There is no such run, or it is not pending.
    """
    found, view = _lock(writing, run)
    if found.run.state is not RunState.PENDING or found.closing:
        raise Conflict(f"the run is {'being discarded' if found.closing else found.run.state}", (run,))
    return found, view.seen_by(found.number)


def commit(
    writing: Writing,
    run_id: str,
    counts: Mapping[str, int] | None,
    rejected: int,
    check: Callable[[], None] | None,
) -> Run:
    """Make a run visible, on top of what others committed since it began; see `GraphStore.commit_run`."""
    events = count_event(writing)
    run, view = lock_pending(writing, run_id)
    if check is not None:
        check()
    everything = _runs(writing)
    since = [other for other in everything if other.changed > run.began and other.number != run.number]
    if since:
        _require_ends(writing, view, run)
        facts.rebase(writing, view, run, since)
        interactions.outdo(writing, view, run, since)
        aliases.recheck(writing, view, run.number)
    order = _order(everything) | {run.number: events}
    for row in writing.run("read/records_elsewhere", run=run.number):
        records.settle(writing, row["kind"], row["ids"], order, (), run.number)
    done = run.run.model_copy(
        update={
            "state": RunState.COMMITTED,
            "counts": dict(counts) if counts is not None else run.run.counts,
            "rejected": rejected,
        }
    )
    _set(writing, done, committed=events, changed=events)
    return done


def undo(writing: Writing, run_id: str) -> Run:
    """Hide a committed run; see `GraphStore.undo_run`."""
    events = count_event(writing)
    run, view = _lock(writing, run_id)
    if run.run.state is not RunState.COMMITTED:
        raise Conflict(f"the run is {run.run.state}, not committed", (run_id,))
    if run.run.kind is RunKind.ERASURE:
        raise Conflict("an erasure cannot be undone", (run_id,))
    everything = _runs(writing)
    _refuse_dependents(writing, view, run, everything)
    _set(writing, run.run.model_copy(update={"state": RunState.UNDONE}), changed=events)
    others = [other for other in everything if other.number != run.number]
    if beside := facts.overlapping(writing, read_view(writing), run, others):
        raise Conflict("what comes back would overlap what later runs wrote; undo them first", tuple(beside))
    said = {row["kind"]: row["subjects"] for row in writing.run("read/records_of_run", run=run.number)}
    settle_all(writing, said, run.number)
    return run.run.model_copy(update={"state": RunState.UNDONE})


def discard(connection: Connection, run_id: str) -> None:
    """Remove a pending run, in bites that leave it hidden until the last; see `GraphStore.discard_run`."""
    number = connection.write(lambda writing: _close(writing, run_id))
    elements = [row["element"] for row in connection.read("read/marked_by_run", run=number)]
    versions = [row["version"] for row in connection.read("read/interactions_marked_by_run", run=number)]
    for start in range(0, len(elements), BITE):
        _send(connection, "write/unmark", elements=elements[start : start + BITE], run=number)
    for start in range(0, len(versions), BITE):
        _send(connection, "write/unmark_interactions", versions=versions[start : start + BITE], run=number)
    for name in ("write/delete_facts_of_run", "write/delete_interactions_of_run"):
        while sum(row["deleted"] for row in _send(connection, name, run=number, limit=BITE)):
            pass
    connection.write(lambda writing: _forget(writing, run_id, number))


def several(connection: Connection, ids: Collection[str] | None = None) -> tuple[Run, ...]:
    """Runs, all or those named, newest first."""
    rows = connection.read("read/runs", first=0) if ids is None else connection.read("read/runs_named", ids=sorted(ids))
    found = [numbered_run(row["run"]).run for row in rows]
    return tuple(sorted(found, key=lambda run: (run.at, run.id), reverse=True))


def begun_before(connection: Connection, before: datetime) -> list[str]:
    """Ids of pending runs begun before a moment."""
    return sorted(run.id for run in several(connection) if run.state is RunState.PENDING and run.at < before)


def commit_order(connection: Connection) -> dict[int, int]:
    """Place of each committed run among the commits."""
    return _order(numbered_run(row["run"]) for row in connection.read("read/runs", first=0))


def settle_all(writing: Writing, subjects: Mapping[str, Sequence[str]], gone: int = 0) -> None:
    """Let the nodes of records carry what the visible runs say; `gone` is a run that no longer counts."""
    everything = [run for run in _runs(writing) if run.number != gone]
    pending = [run.number for run in everything if run.run.state is RunState.PENDING]
    for label, ids in subjects.items():
        records.settle(writing, label, ids, _order(everything), pending, gone)


def _lock(writing: Writing, run: str) -> tuple[NumberedRun, View]:
    rows = writing.run("write/lock_run", id=run)
    if not rows:
        raise UnknownId("run", (run,))
    return numbered_run(rows[0]["run"]), view_from(rows)


def count_event(writing: Writing) -> int:
    """Lock the store for a change of what is visible; gives the number of the change."""
    row = writing.one("write/lock_store")
    return int(row["events"]) if row else 0


def _runs(writing: Writing) -> list[NumberedRun]:
    return [numbered_run(row["run"]) for row in writing.run("read/runs", first=0)]


def _order(runs: Iterable[NumberedRun]) -> dict[int, int]:
    return {r.number: r.committed or 0 for r in runs if r.run.state is RunState.COMMITTED}


def _set(writing: Writing, run: Run, **numbers: int) -> None:
    writing.run("write/set_run", id=run.id, properties=run_properties(run) | numbers)


def _require_ends(writing: Writing, view: View, run: NumberedRun) -> None:
    # An undo may have taken away whom the run names.
    gone = writing.run("read/ends_gone", run=run.number, **view.parameters)
    named = writing.run("read/names_of_run", run=run.number)
    require_known(writing, view, run.number, {(row["kind"], row["id"]) for row in (*gone, *named)})


def _refuse_dependents(writing: Writing, view: View, run: NumberedRun, everything: list[NumberedRun]) -> None:
    numbers: set[int] = set()
    for name in ("read/superseding_runs", "read/interaction_superseding_runs"):
        numbers.update(row["run"] for row in writing.run(name, run=run.number))
    for name in ("read/runs_referring", "read/runs_naming"):
        numbers.update(row["run"] for row in writing.run(name, run=run.number, **view.parameters))
    if by := sorted(r.run.id for r in everything if r.number in numbers and r.run.state is RunState.COMMITTED):
        raise Conflict("later runs build on it; undo them first", tuple(by))


def _close(writing: Writing, run_id: str) -> int:
    run, _ = _lock(writing, run_id)
    if run.run.state is not RunState.PENDING:
        raise Conflict(f"the run is {run.run.state}", (run_id,))
    writing.run("write/set_run", id=run_id, properties={"closing": True})
    if run.retracted:
        rows = writing.run("read/versions", versions=list(run.retracted))
        writing.run("write/unmark", elements=[row["element"] for row in rows], run=run.number)
    return run.number


def _send(connection: Connection, name: str, **parameters: Any) -> list[Row]:
    return connection.write(lambda writing: writing.run(name, **parameters))


def _forget(writing: Writing, run_id: str, number: int) -> None:
    writing.run("write/hold_store")  # What a commit just now says must not be settled without it.
    said = {row["kind"]: row["subjects"] for row in writing.run("read/records_of_run", run=number)}
    for name in ("write/delete_aliases_of_run", "write/delete_record_versions"):
        writing.run(name, run=number)
    settle_all(writing, said, number)
    writing.run("write/delete_orphaned_nodes", run=number)
    writing.run("write/delete_run", id=run_id)
