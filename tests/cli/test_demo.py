"""The demo over what an earlier version left in its folder."""

import sqlite3
from pathlib import Path

import pytest

from kamgraph.store.open import open_store
from kamgraph.store.sqlite.migrations import OLDEST
from kamgraph.store.sqlite.schema import APPLICATION_ID

OLDER = Path(__file__).parents[1] / "store" / "schema_2.sql"


def test_a_folder_of_an_earlier_version(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAMGRAPH_STORE")
    (tmp_path / "demo").mkdir()
    db = sqlite3.connect(tmp_path / "demo" / "kamgraph.db")
    db.executescript(OLDER.read_text("utf-8"))
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={OLDEST}")
    db.close()
    done = run("demo")
    assert done.exit_code == 0, done.output
    with open_store("sqlite:///demo/kamgraph.db") as store:
        assert store.counts()["people"] > 50
