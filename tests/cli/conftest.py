"""A store with the sample portfolio, and a way to type commands."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kamgraph.cli.main import app
from kamgraph.ingest import import_path
from kamgraph.sample import as_of, files
from kamgraph.store.open import open_store

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sample")
    url = f"sqlite:///{folder}/sample.db"
    with open_store(url) as store, files() as source:
        import_path(store, source, by="test", rejects=folder / "rejects")
    return url


@pytest.fixture
def run(
    sample_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Run]:
    # A store of its own: asking what a departure breaks leaves an entry in the audit log.
    copy = tmp_path_factory.mktemp("own") / "sample.db"
    shutil.copy(sample_url.removeprefix("sqlite:///"), copy)
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{copy}")
    monkeypatch.setenv("KAMGRAPH_LANG", "en")
    monkeypatch.setenv("KAMGRAPH_ERASURE_KEY", str(tmp_path / "erasure.key"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def typed(*words: str) -> Result:
        return CliRunner().invoke(app, list(words), catch_exceptions=False)

    yield typed


@pytest.fixture
def on_sample_day(run: Run) -> Run:
    day = as_of().isoformat()

    def typed(*words: str) -> Result:
        return run(*words, "--as-of", day)

    return typed


@pytest.fixture
def answer(on_sample_day: Run) -> Callable[..., Any]:
    def asked(*words: str) -> Any:
        result = on_sample_day(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return asked
