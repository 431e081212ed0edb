"""A file written by an earlier schema is refused until it is migrated, and then holds what it held."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kamgraph.model import FactKind
from kamgraph.model.errors import SchemaOutOfDate
from kamgraph.model.journal import Event
from kamgraph.store.open import migrate_store, open_store
from kamgraph.store.sqlite.migrations import MIGRATIONS
from kamgraph.store.sqlite.schema import APPLICATION_ID

WRITTEN = Path(__file__).with_name("schema_2.sql")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "map.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.executescript(WRITTEN.read_text("utf-8"))
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA user_version=2")
    db.close()
    return path


def _tables(path: Path) -> list[tuple[str, ...]]:
    db = sqlite3.connect(path)
    found = db.execute("SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2").fetchall()
    db.close()
    return found


def test_an_older_file_is_migrated_once_and_holds_what_it_held(older: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{older}"
    with pytest.raises(SchemaOutOfDate, match=r"schema 2 is older than .*; run kamgraph store migrate"):
        open_store(url)
    assert migrate_store(url) == tuple(m.label for m in MIGRATIONS)
    assert migrate_store(url) == ()
    with open_store(url) as store:
        assert [p.name for p in store.people()] == ["Anna", "Łucja"]
        assert [s.content.key for s in store.facts(FactKind.TIE)] == [("u1", "c1")]
        said = Event(id="e1", at=datetime(2026, 2, 1, tzinfo=UTC), author="hr", action="departure", people=("u1",))
        store.record_event(said)
        assert (store.events(), store.keys()) == ((said,), ())
    open_store(f"sqlite:///{tmp_path}/new.db").close()
    assert _tables(older) == _tables(tmp_path / "new.db")


def test_a_migration_that_fails_leaves_the_file_as_it_was(older: Path) -> None:
    db = sqlite3.connect(older)
    db.execute("CREATE TABLE api_key (theirs)")
    db.close()
    before = _tables(older)
    with pytest.raises(Exception, match="api_key"):
        migrate_store(f"sqlite:///{older}")
    assert _tables(older) == before


@pytest.mark.parametrize("statement", ["DELETE FROM event", "UPDATE event SET author = 'nobody'"])
def test_the_file_itself_refuses_to_change_the_log(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "map.db"
    with open_store(f"sqlite:///{path}") as store:
        store.record_event(Event(id="e1", at=datetime(2026, 2, 1, tzinfo=UTC), author="hr", action="departure"))
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        db.execute(statement)
    db.close()
