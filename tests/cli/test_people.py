"""Access and erasure as they are typed."""

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def own_copy(run, tmp_path: Path, sample_url: str, monkeypatch: pytest.MonkeyPatch):
    copy = tmp_path / "copy.db"
    shutil.copy(sample_url.removeprefix("sqlite:///"), copy)
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{copy}")
    return run


def test_a_person_gets_everything_that_is_held(own_copy, tmp_path):
    assert own_copy("person", "export", "swiadro", "-o", "held.json").exit_code == 0
    held = json.loads((tmp_path / "held.json").read_text("utf-8"))
    assert "Roman Świądro" in json.dumps(held, ensure_ascii=False)
    assert held["held"]


def test_an_erased_person_is_gone_and_cannot_be_undone(own_copy, tmp_path):
    own_copy("person", "export", "swiadro", "-o", "held.json")
    identifier = json.loads((tmp_path / "held.json").read_text("utf-8"))["person"]
    assert own_copy("person", "erase", identifier, "--reason", "request").exit_code == 0
    assert own_copy("person", "export", "swiadro", "-o", "again.json").exit_code == 2
    assert (tmp_path / "erasure.key").stat().st_mode & 0o077 == 0


def test_access_and_erasure_answer_a_program(own_copy, tmp_path):
    exported = json.loads(own_copy("person", "export", "swiadro", "-o", "held.json", "--json").stdout)
    held = json.loads((tmp_path / "held.json").read_text("utf-8"))
    assert exported == {"person": held["person"], "file": "held.json"}
    erased = json.loads(own_copy("person", "erase", held["person"], "--reason", "request", "--json").stdout)
    assert set(erased) == {"run", "counts"}
    assert erased["counts"]["records"] >= 1
    (latest, *_) = json.loads(own_copy("undo", "--json").stdout)["items"]
    assert (latest["id"], latest["kind"]) == (erased["run"], "erasure")


def test_a_reason_that_names_the_person_is_refused(own_copy, tmp_path):
    own_copy("person", "export", "swiadro", "-o", "held.json")
    identifier = json.loads((tmp_path / "held.json").read_text("utf-8"))["person"]
    result = own_copy("person", "erase", identifier, "--reason", "Roman Świądro asked")
    assert result.exit_code == 3
    assert "Roman" not in result.stderr
