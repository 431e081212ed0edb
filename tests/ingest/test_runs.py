"""An import is one run: all of it or nothing, seen by nobody before its end."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kamgraph.ingest import ImportReport, import_path
from kamgraph.model import FactKind, Run, RunKind, RunState
from kamgraph.model.errors import KamgraphError
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
Folder = Callable[[dict[str, str | bytes]], Path]
Base = dict[str, str | bytes]
TIES = "ours,theirs,declared\nu1,c1,3\nu2,c2,4\n"
IMPORT = """
import sys
from pathlib import Path
from kamgraph.ingest import import_path
from kamgraph.store.open import open_store
with open_store("sqlite:///" + sys.argv[1]) as store:
    print("ready", flush=True)
    import_path(store, Path(sys.argv[2]), by="child", rejects=Path(sys.argv[1] + "-rejects"))
"""


def _many(rows: int) -> str:
    return "id,at,participants\n" + "".join(f"i{n},2026-01-{n % 28 + 1:02},u1|c1\n" for n in range(rows))


def test_the_same_again_changes_nothing(load: Load, base: Base, store: GraphStore) -> None:
    first = load(base | {"ties.csv": TIES, "interactions.csv": _many(50)})
    version = store.version()
    again = load(base | {"ties.csv": TIES, "interactions.csv": _many(50)})
    assert first.run is not None
    assert (again.run, again.rejected, again.absent) == (None, (), ())
    assert sum(t.unchanged for t in again.tables) == sum(t.added for t in first.tables) == 65
    assert store.version() == version
    assert [run.id for run in store.runs()] == [first.run]


def test_the_run_says_who_what_and_how_much(load: Load, base: Base, store: GraphStore) -> None:
    report = load(base | {"ties.csv": TIES + "u1,nobody,2\n"})
    (run,) = store.runs()
    assert (run.id, run.by, run.kind, run.state, run.mapping) == (
        report.run, "tester", RunKind.IMPORT, RunState.COMMITTED, "csv",
    )  # fmt: skip
    assert {f.name for f in run.files} == {*base, "ties.csv"}
    assert (run.counts["ties_added"], run.counts["people_added"], run.rejected) == (2, 5, 1)


def test_undo_takes_it_back(load: Load, base: Base, store: GraphStore) -> None:
    load(base)
    before = [f.content for f in store.facts(FactKind.TIE)]
    report = load({"ties.csv": TIES})
    assert report.run is not None
    store.undo_run(report.run)
    assert [f.content for f in store.facts(FactKind.TIE)] == before


def test_a_dry_run_counts_and_writes_nothing(load: Load, base: Base, store: GraphStore, tmp_path: Path) -> None:
    version = store.version()
    report = load(base | {"ties.csv": TIES + "u1,c2,9\n"}, dry_run=True, rejects=None)
    assert report.run is None
    assert [(t.table, t.added) for t in report.tables][-1] == ("ties", 2)
    assert (len(report.rejected), report.rejects) == (1, None)
    assert (store.version(), store.runs(), list(store.people())) == (version, (), [])


def test_what_a_newer_export_leaves_out_is_listed_and_closed_only_when_asked(
    load: Load, base: Base, store: GraphStore
) -> None:
    load(base | {"ties.csv": TIES})
    fewer = base | {"ties.csv": "ours,theirs,declared\nu1,c1,3\n"}
    listed = load(fewer)
    assert [(a.kind, a.key, a.closed) for a in listed.absent] == [("tie", ("u2", "c2"), False)]
    assert [f.content.valid_to for f in store.facts(FactKind.TIE)] == [None, None]
    closed = load(fewer, full=True)
    assert [a.closed for a in closed.absent] == [True]
    ends = {f.content.key: f.content.valid_to for f in store.facts(FactKind.TIE)}
    assert ends == {("u1", "c1"): None, ("u2", "c2"): date(2026, 11, 23)}
    assert load(fewer, full=True).run is None


def test_full_leaves_alone_what_another_source_or_a_hand_wrote(load: Load, base: Base, store: GraphStore) -> None:
    load(base | {"ties.csv": TIES})
    (tie, _) = [f.content for f in store.facts(FactKind.TIE)]
    store.begin_run(Run(id="edit", at=datetime.now(UTC), by="hand", kind=RunKind.EDIT))
    store.put_facts("edit", [type(tie).model_validate({**dict(tie), "declared": 5})])
    store.commit_run("edit")
    report = load(base | {"ties.csv": "ours,theirs\n"}, full=True)
    assert len(report.absent) == 1
    assert tie.key not in {a.key for a in report.absent}


def test_an_interrupt_leaves_nothing(load: Load, base: Base, store: GraphStore) -> None:
    def interrupt(table: str, done: int, total: int | None) -> None:
        if table == "ties":
            raise KeyboardInterrupt

    version = store.version()
    with pytest.raises(KeyboardInterrupt):
        load(base | {"ties.csv": TIES}, progress=interrupt)
    assert (store.version(), store.runs()) == (version, ())


def test_progress_counts_every_table_up(load: Load, base: Base) -> None:
    seen: dict[str, list[tuple[int, int | None]]] = {}
    load(
        base | {"interactions.csv": _many(12_000)},
        progress=lambda t, done, total: seen.setdefault(t, []).append((done, total)),
    )
    assert seen["people"] == [(5, 5)]
    done = [count for count, _ in seen["interactions"]]
    assert len(done) > 1 and done == sorted(set(done)) and done[-1] == 12_000
    assert {total for _, total in seen["interactions"]} == {12_000}


def test_two_imports_at_once(load: Load, base: Base, store: GraphStore, folder: Folder) -> None:
    load(base)
    paths = [folder({"interactions.csv": _many(3_000).replace("\ni", f"\n{name}")}) for name in ("a", "b")]
    reports: list[ImportReport] = []

    def run(path: Path) -> None:
        reports.append(import_path(store, path, by="tester"))

    threads = [threading.Thread(target=run, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sum(t.added for t in report.tables) for report in reports] == [3_000, 3_000]
    assert store.counts()["interactions"] == 6_000


@pytest.mark.parametrize("wait", [0.0, 0.3])
def test_a_killed_import_leaves_no_half_run(
    wait: float, load: Load, base: Base, store: GraphStore, folder: Folder, tmp_path: Path
) -> None:
    kept = load(base | {"ties.csv": TIES})
    version = store.version()
    path = folder({"interactions.csv": _many(30_000)})
    child = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(tmp_path / "map.db"), str(path)], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(wait)
        child.kill()
    assert child.returncode == -signal.SIGKILL
    with open_store(f"sqlite:///{tmp_path}/map.db") as again:
        assert again.version() == version
        assert list(again.interactions()) == []
        assert [r.id for r in again.runs() if r.state is RunState.COMMITTED] == [kept.run]
        again.sweep(before=datetime.now(UTC))
        assert [r.id for r in again.runs()] == [kept.run]
        report = import_path(again, path, by="tester")
        assert report.tables[0].added == 30_000


def _limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


# Python itself may stand where the child may no longer read, so it loads everything before it gives up its rights.
UNPRIVILEGED = """
import os, tempfile
import kamgraph.ingest
from kamgraph.store.open import open_store
with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/warm.db") as store:
    store.counts()
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
"""


def _child_error(program: str, prepare: Callable[[], None] | None, *arguments: Path) -> str:
    wrapped = "import sys\nfrom kamgraph.model.errors import KamgraphError\ntry:\n"
    wrapped += "".join(f"    {line}\n" for line in program.strip().splitlines())
    wrapped += "except KamgraphError as error:\n    sys.exit(f'{type(error).__name__}: {error}')\n"
    child = subprocess.run(
        [sys.executable, "-c", wrapped, *map(str, arguments)],
        preexec_fn=prepare, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert child.returncode == 1, child.stderr
    return child.stderr


def test_a_full_disk_is_said_and_leaves_nothing(
    load: Load, base: Base, store: GraphStore, folder: Folder, tmp_path: Path
) -> None:
    load(base)
    version = store.version()
    path = folder({"interactions.csv": _many(30_000)})
    said = _child_error(IMPORT, _limited, tmp_path / "map.db", path)
    assert said.startswith("StoreUnavailable: ")
    assert "Traceback" not in said
    assert store.version() == version
    assert list(store.interactions()) == []


def test_a_folder_that_may_not_be_written_is_said(folder: Folder, base: Base, tmp_path: Path) -> None:
    path = folder(base)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.owner() != "root" or parent == tmp_path:
            parent.chmod(parent.stat().st_mode | 0o055)
    said = _child_error(UNPRIVILEGED + IMPORT, None, closed / "map.db", path)
    assert said.startswith("StoreUnavailable: ")
    assert "Traceback" not in said


def test_rejects_that_cannot_be_written_are_said(load: Load, base: Base, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(KamgraphError, match="rejected rows cannot be written"):
        load(base | {"ties.csv": "ours,theirs\nu1,nobody\n"}, rejects=tmp_path / "taken")
