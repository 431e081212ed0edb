"""The portfolio kept in a file: never stale, never broken, never anybody who was erased."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import kamgraph as kg
from kamgraph.model import Run, Settings
from kamgraph.model.errors import StoreUnavailable
from kamgraph.privacy import erase_subject
from kamgraph.snapshot import keeping
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.file import load
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

DAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def keep(folder: Path, store: GraphStore, fill, tie) -> Callable[..., Snapshot]:
    fill.staff("anna")
    fill.account("acme", "jan", "ewa")
    fill.run(tie("anna", "jan"))

    def asked(day: date = DAY, *, of: GraphStore = store, **more: object) -> Snapshot:
        return keeping.kept_snapshot(of, as_of=day, folder=folder, worth=0, **more)  # type: ignore[arg-type]

    return asked


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which a store was read in whole."""
    seen: list[date] = []

    def counted(store: GraphStore, *, as_of: date, settings: Settings) -> Snapshot:
        seen.append(as_of)
        return kg.snapshot(store, as_of=as_of, settings=settings)

    monkeypatch.setattr(keeping, "snapshot", counted)
    return seen


def test_the_second_question_reads_the_file_and_gives_the_same(keep, reads, differences, folder, store) -> None:
    first, second = keep(), keep()
    assert reads == [DAY]
    assert differences(first, second) == []
    assert differences(second, kg.snapshot(store, as_of=DAY)) == []
    (path,) = kept_files(folder)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_another_day_and_other_settings_read_the_store_again(keep, reads) -> None:
    for _ in range(2):
        keep()
        keep(DAY - timedelta(days=1))
        keep(settings=Settings(window_days=30))
    assert len(reads) == 3


def test_every_write_is_seen_at_once(keep, store, fill, tie, differences) -> None:
    def is_present(ties: int, people: int) -> None:
        kept = keep()
        assert (len(kept.ties.ours), len(kept.people.ids)) == (ties, people)
        assert differences(kept, kg.snapshot(store, as_of=DAY)) == []

    is_present(1, 3)
    run = fill.run(tie("anna", "ewa"))
    is_present(2, 3)
    store.undo_run(run)
    is_present(1, 3)
    store.begin_run(Run(id="m", at="2026-02-01T00:00:00Z", by="test", kind="merge"))  # type: ignore[arg-type]
    store.alias_people("m", alias="ewa", person="jan")
    store.commit_run("m")
    is_present(1, 2)


def test_after_a_small_write_what_is_kept_is_brought_up_to_date(keep, reads, fill, tie, folder) -> None:
    keep()
    fill.run(tie("anna", "ewa"))
    assert len(keep().ties.ours) == 2
    assert len(reads) == 1
    assert len(kept_files(folder)) == 1


def test_a_store_put_back_or_made_anew_under_its_old_name_is_not_taken_for_the_old(
    tmp_path, folder, new_store, differences
) -> None:
    path = tmp_path / "again.db"
    made = []
    for person in ("jan", "ewa"):
        for file in tmp_path.glob("again.db*"):
            file.unlink()
        with open_store(f"sqlite:///{path}") as store:
            run = Run(id=f"i-{person}", at="2026-02-01T00:00:00Z", by="test", kind="import")  # type: ignore[arg-type]
            store.begin_run(run)
            store.put_records(run.id, [kg.model.Organisation(id="acme", name="Acme")])
            store.put_records(run.id, [kg.model.Person(id=person, name=person)])
            store.put_facts(run.id, [kg.model.Position(person=person, organisation="acme", title="CEO")])
            store.commit_run(run.id)
            made.append(keeping.kept_snapshot(store, as_of=DAY, folder=folder, worth=0))
    assert [list(snap.people.ids) for snap in made] == [["jan"], ["ewa"]]


@pytest.mark.parametrize("broken", ["empty", "cut", "flipped", "folder", "another"])
def test_a_broken_file_is_written_anew(keep, reads, folder, differences, broken: str) -> None:
    whole = keep()
    (path,) = kept_files(folder)
    content = bytearray(path.read_bytes())
    if broken == "flipped":
        # In the middle of the texts, where nothing but the checksum would see it before somebody reads them.
        content[len(content) // 2] ^= 0xFF
    if broken == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes({"empty": b"", "cut": content[:-100], "another": b"x" * 500}.get(broken, bytes(content)))
    assert differences(whole, keep()) == []
    assert len(reads) == 2
    if broken != "folder":
        assert differences(whole, load(path)) == []


def test_few_are_kept_and_none_for_long(keep, folder) -> None:
    for back in range(8):
        keep(DAY - timedelta(days=back))
    assert len(kept_files(folder)) == keeping.MOST_KEPT
    long_ago = time.time() - 8 * 24 * 3600
    for path in kept_files(folder):
        os.utime(path, (long_ago, long_ago))
    keep(DAY + timedelta(days=1))
    assert len(kept_files(folder)) == 1


def test_a_small_portfolio_is_not_worth_a_copy_and_no_folder_means_none(keep, folder, store) -> None:
    keeping.kept_snapshot(store, as_of=DAY, folder=folder)
    keeping.kept_snapshot(store, as_of=DAY, folder=None)
    assert not folder.exists()


def test_where_nothing_can_be_written_the_answer_is_given_all_the_same(keep, folder) -> None:
    folder.write_text("a file stands where the folder should be", encoding="utf-8")
    assert len(keep().ties.ours) == 1


ANOTHER_USER = """
import os, sys
from datetime import date
from pathlib import Path
from kamgraph.snapshot import keeping
from kamgraph.store.open import open_store

folder, url = Path(sys.argv[1]), sys.argv[2]
with open_store(url) as store:
    # What is imported late is imported before the change of user, who may not read where it stands.
    keeping.kept_snapshot(store, as_of=date(2026, 1, 1), folder=folder.parent / "elsewhere", worth=0)
    if os.geteuid() == 0:
        # Nothing is forbidden to the superuser.
        os.setgid(65534)
        os.setuid(65534)
    try:
        os.listdir(folder)
    except PermissionError:
        print(len(keeping.kept_snapshot(store, as_of=date(2026, 1, 1), folder=folder, worth=0).ties.ours))
        keeping.forget(store.url, folder)
"""


def test_a_folder_of_somebody_else_is_left_alone(keep, folder, store, tmp_path) -> None:
    keep()
    store.close()
    before = [path.read_bytes() for path in kept_files(folder)]
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == 0 and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    tmp_path.chmod(0o777)
    for file in (path for path in tmp_path.iterdir() if path.is_file()):
        file.chmod(0o666)
    folder.chmod(0o000)
    try:
        words = [sys.executable, "-c", ANOTHER_USER, str(folder), store.url]
        asked = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    finally:
        folder.chmod(0o700)
    assert (asked.returncode, asked.stdout) == (0, "1\n"), asked.stderr
    assert [path.read_bytes() for path in kept_files(folder)] == before


def test_an_erasure_deletes_every_kept_file_of_the_store(keep, folder, store, tmp_path) -> None:
    keep()
    keep(DAY - timedelta(days=1))
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        keep(of=other)
    assert b"Jan" in b"".join(path.read_bytes() for path in kept_files(folder))
    erase_subject(store, "jan", by="test", reason="request", kept=[folder, tmp_path / "never used"])
    left = kept_files(folder)
    assert b"Jan" not in b"".join(path.read_bytes() for path in left)
    assert len(left) == 1, "what is kept of other stores stays"
    assert "jan" not in keep().people.ids


def test_a_copy_that_is_being_written_while_somebody_is_erased_is_not_left_behind(
    keep, folder, store, monkeypatch
) -> None:
    inside, go_on, before = threading.Event(), threading.Event(), store.version()
    real = keeping.save

    def slowly(snap: Snapshot, path: Path) -> None:
        inside.set()
        assert go_on.wait(10)
        real(snap, path)

    monkeypatch.setattr(keeping, "save", slowly)
    writer = threading.Thread(target=keep)
    writer.start()
    assert inside.wait(10)
    eraser = threading.Thread(
        target=erase_subject, args=(store, "jan"), kwargs={"by": "test", "reason": "request", "kept": [folder]}
    )
    eraser.start()
    until = time.monotonic() + 10
    while store.version() == before and time.monotonic() < until:
        time.sleep(0.01)
    go_on.set()
    writer.join(10)
    eraser.join(10)
    assert kept_files(folder) == []


def test_what_was_read_before_an_erasure_is_not_written_after_it(keep, folder, store, monkeypatch) -> None:
    real = keeping.snapshot

    def read_and_erased(*given: object, **more: object) -> Snapshot:
        found = real(*given, **more)  # type: ignore[arg-type]
        erase_subject(store, "jan", by="test", reason="request", kept=[folder])
        return found

    monkeypatch.setattr(keeping, "snapshot", read_and_erased)
    keep()
    assert kept_files(folder) == []


def test_a_copy_that_cannot_be_deleted_is_said(keep, folder, store, monkeypatch) -> None:
    keep()
    monkeypatch.setattr(keeping, "_LOCK_SECONDS", 0.1)
    (path,) = kept_files(folder)
    with keeping._lock(path.parent, 0), pytest.raises(StoreUnavailable, match="delete it"):
        keeping.forget(store.url, folder)
    keeping.forget(store.url, folder)
    assert kept_files(folder) == []


def test_two_readers_at_once_both_get_the_answer(keep, differences) -> None:
    found: list[Snapshot] = []
    readers = [threading.Thread(target=lambda: found.append(keep())) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(found) == 4
    assert all(differences(found[0], other) == [] for other in found)
