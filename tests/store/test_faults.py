"""What can go wrong with a file: a killed writer, a full or read-only disk, something that is no store."""

import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run
from textwrap import dedent

import pytest

from kamgraph.model import FactKind
from kamgraph.model.errors import SchemaOutOfDate, StoreUnavailable
from kamgraph.store.sqlite import SqliteStore

WRITER = dedent(
    """
    import sys
    from datetime import UTC, datetime
    from itertools import count
    from pathlib import Path
    from kamgraph.model import Person, Run, Tie
    from kamgraph.model.errors import StoreUnavailable
    from kamgraph.model.journal import Event
    from kamgraph.store.sqlite import SqliteStore

    def write(store, name):
        store.begin_run(Run(id=name, at=datetime(2026, 1, 1, tzinfo=UTC), by="child", kind="import"))
        store.put_records(name, [Person(id=f"{name}-{i}", name="x" * 200) for i in range(20)])
        store.put_facts(name, [Tie(ours=f"{name}-0", theirs=f"{name}-{i}") for i in range(1, 20)])
        store.commit_run(name)
        store.record_event(Event(id=name, at=datetime(2026, 1, 1, tzinfo=UTC), author="child", action="departure"))
        print(f"{name}\\n", end="", flush=True)
    """
)


def _child(program: str, path: Path) -> list[str]:
    return [sys.executable, "-c", WRITER + dedent(program), str(path)]


def _whole_runs(path: Path) -> set[str]:
    """Committed runs, each of which is there completely; nothing else is seen."""
    with SqliteStore(path) as store:
        committed = {r.id for r in store.runs() if r.state == "committed"}
        assert {p.id for p in store.people()} == {f"{name}-{i}" for name in committed for i in range(20)}
        assert len(list(store.facts(FactKind.TIE))) == 19 * len(committed)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    return committed


def test_a_writer_killed_at_any_moment_loses_nothing_acknowledged_and_leaves_no_half_run(tmp_path: Path) -> None:
    path = tmp_path / "map.db"
    program = """
    import os, random, signal, time
    path = Path(sys.argv[1])
    for _ in range(int(sys.argv[2])):
        writer = os.fork()
        if writer == 0:
            with SqliteStore(path) as store:
                for n in count(len(store.runs())):
                    write(store, f"r{n}")
        time.sleep(random.uniform(0.05, 0.5))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    """
    kills = 20 if os.environ.get("KAMGRAPH_LONG") else 5
    command = [*_child(program, path), str(kills)]
    child = run(command, capture_output=True, text=True, timeout=250, check=False)
    assert child.returncode == 0, child.stderr
    acknowledged = set(child.stdout.split())
    assert acknowledged
    assert acknowledged <= _whole_runs(path)
    with SqliteStore(path) as store:
        assert acknowledged <= {entry.id for entry in store.events(limit=10_000)}
        store.sweep(before=datetime(2027, 1, 1, tzinfo=UTC))
        assert {r.state for r in store.runs()} == {"committed"}


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "map.db"
    program = """
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with SqliteStore(Path(sys.argv[1])) as store:
        write(store, "r0")
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        try:
            for n in range(1, 1000):
                write(store, f"r{n}")
        except StoreUnavailable as error:
            print("unavailable", file=sys.stderr)
            print(error, file=sys.stderr)
            # Reading goes on.
            print(len(list(store.people())), file=sys.stderr)
    """
    child = run(_child(program, path), capture_output=True, text=True, timeout=120, check=False)
    answer = child.stderr.splitlines()
    assert (child.returncode, answer[0]) == (0, "unavailable"), child.stderr
    assert str(path) in answer[1]
    assert "full" in answer[1] or "disk" in answer[1]
    acknowledged = set(child.stdout.split())
    assert len(acknowledged) > 1
    assert int(answer[2]) == 20 * len(acknowledged)
    assert _whole_runs(path) == acknowledged


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write here")
@pytest.mark.parametrize("there", [True, False], ids=["a store", "nothing yet"])
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    path = folder / "map.db"
    if there:
        SqliteStore(path).close()
    folder.chmod(0o555)
    for above in tmp_path.parents:
        if above.stat().st_uid == 0 and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    tmp_path.chmod(0o755)
    # What is imported late is imported before the change of user, who may not read where it stands.
    program = """
    import os
    path = Path(sys.argv[1])
    with SqliteStore(path.parent.parent / "elsewhere.db") as store:
        write(store, "r0")
    os.setgid(65534)
    os.setuid(65534)
    try:
        with SqliteStore(path) as store:
            write(store, "r0")
    except StoreUnavailable as error:
        print(error)
    """
    child = run(_child(program, path), capture_output=True, text=True, timeout=60, check=False)
    assert child.returncode == 0, child.stderr
    acknowledged, answer = child.stdout.splitlines()
    assert acknowledged == "r0"
    assert answer.startswith(f"{path}: ")
    assert len(answer) < 400


@pytest.mark.parametrize(
    "content", [b"this is a text and no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000], ids=["text", "torn"]
)
def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.db"
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match=r"map\.db"):
        SqliteStore(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "map.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(StoreUnavailable, match="another program"):
        SqliteStore(path)


@pytest.mark.parametrize("version", [1, 99])
def test_a_schema_of_another_version_is_said(tmp_path: Path, version: int) -> None:
    path = tmp_path / "map.db"
    SqliteStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version={version}")
    db.close()
    with pytest.raises(SchemaOutOfDate, match=f"schema {version}"):
        SqliteStore(path)


@pytest.mark.parametrize("where", ["missing/map.db", "."])
def test_a_place_where_no_file_can_be_is_said(tmp_path: Path, where: str) -> None:
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path / where)
