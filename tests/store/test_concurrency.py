"""Eight writers at once lose nothing and double nothing."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run
from textwrap import dedent

from kamgraph.model import FactKind, Interaction, Person, Run, Tie
from kamgraph.store.port import GraphStore
from kamgraph.store.sqlite import SqliteStore

WRITERS, ROUNDS = 8, 2
Write = Callable[..., str]


def _rounds(store: GraphStore, writer: int) -> None:
    """Write people and ties that all writers share, and one of each of its own."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(ROUNDS):
        run = f"w{writer}-{n}"
        store.begin_run(Run(id=run, at=moment, by=f"writer {writer}", kind="import"))
        shared = [Person(id=f"p{i}", name=f"Person {i}") for i in range(4)]
        store.put_records(run, [*shared, Person(id=f"own-{run}", name=run)])
        ties = [Tie(ours="p0", theirs=f"p{i}", declared=1 + writer % 5) for i in range(1, 4)]
        store.put_facts(run, [*ties, Tie(ours="p0", theirs=f"own-{run}")])
        store.record_interactions(
            run, [Interaction(id=i, at=moment, minutes=writer, participants=("p0", "p1")) for i in ("shared", run)]
        )
        store.commit_run(run)


def _check(store: GraphStore) -> None:
    runs = {f"w{w}-{n}" for w in range(WRITERS) for n in range(ROUNDS)}
    assert {run.id for run in store.runs() if run.state == "committed"} == runs
    assert {p.id for p in store.people()} == {*(f"p{i}" for i in range(4)), *(f"own-{run}" for run in runs)}
    keys = [s.content.key for s in store.facts(FactKind.TIE)]
    assert len(keys) == len(set(keys)) == 3 + len(runs)
    assert [i.id for i in store.interactions()] == sorted({"shared", *runs})
    for i in range(1, 4):
        history = store.history(Tie(ours="p0", theirs=f"p{i}").fact)
        assert [bool(s.superseded_by) for s in history] == [True] * (len(history) - 1) + [False]
        # Each version was superseded by the run of the next one: nobody wrote over what had not been seen.
        assert [s.superseded_by for s in history[:-1]] == [s.run for s in history[1:]]


def test_threads_that_share_one_store(store: GraphStore) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda writer: _rounds(store, writer), range(WRITERS)))
    _check(store)


def test_threads_that_open_the_store_each_for_itself(store: GraphStore, reopen: Callable[..., GraphStore]) -> None:
    stores = [reopen() for _ in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(_rounds, stores, range(WRITERS)))
    _check(store)


def test_processes_that_write_to_one_file(tmp_path: Path) -> None:
    path = tmp_path / "map.db"
    # One child that imports once and then becomes eight.
    program = dedent(
        f"""
        import importlib.util, os, sys
        spec = importlib.util.spec_from_file_location("writers", {__file__!r})
        writers = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(writers)
        children = []
        for writer in range(writers.WRITERS):
            children.append(os.fork())
            if children[-1] == 0:
                with writers.SqliteStore(writers.Path(sys.argv[1])) as store:
                    writers._rounds(store, writer)
                os._exit(0)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * writers.WRITERS
        """
    )
    child = run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert child.returncode == 0, child.stderr
    with SqliteStore(path) as store:
        _check(store)


def test_of_two_runs_at_once_on_one_fact_the_later_commit_is_on_top(store: GraphStore, base: str, write: Write) -> None:
    started = [write(Tie(ours="u1", theirs="c1", declared=n), commit=False) for n in (1, 2)]
    for name in reversed(started):
        store.commit_run(name)
    (tie,) = store.facts(FactKind.TIE)
    assert (tie.run, tie.content) == (started[0], Tie(ours="u1", theirs="c1", declared=1))
    assert [(s.run, s.superseded_by) for s in store.history(tie.fact)] == [
        (started[1], started[0]),
        (started[0], None),
    ]
    store.undo_run(started[0])
    assert [s.run for s in store.facts(FactKind.TIE)] == [started[1]]


def test_a_reader_never_waits_for_a_writer_and_sees_one_moment(store: GraphStore, base: str, write: Write) -> None:
    reading = store.people()
    first = next(reading)
    write(Person(id="zz", name="Later"), Person(id=first.id, name="Renamed"))
    assert "zz" not in {p.id for p in reading}
    assert "zz" in {p.id for p in store.people()}
