"""The sample in a store, its day, and the second count of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from kamgraph.ingest import ImportReport, import_path
from kamgraph.sample import as_of, files
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore


class Loaded(NamedTuple):
    """The sample, imported."""

    store: GraphStore
    report: ImportReport


@pytest.fixture(scope="session")
def second() -> ModuleType:
    """The module of the second count, which no package holds."""
    spec = importlib.util.spec_from_file_location(
        "count_independently", Path(__file__).parent / "count_independently.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def tables(second: ModuleType) -> dict[str, list[dict[str, str]]]:
    with files() as folder:
        return second.read(folder)


@pytest.fixture(scope="session")
def counted(second: ModuleType, tables: dict[str, list[dict[str, str]]]) -> Callable[..., Any]:
    """The second count on a day, by default the sample's."""
    return cache(lambda day=as_of(): second.Count(tables, day))  # noqa: B008 - one day for all


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    folder = tmp_path_factory.mktemp("sample")
    with open_store(f"sqlite:///{folder}/sample.db") as store, files() as source:
        yield Loaded(store, import_path(store, source, by="test", rejects=folder / "rejects"))


@pytest.fixture(scope="session")
def on(loaded: Loaded) -> Callable[..., Any]:
    """A snapshot: ``on("zakole")`` of the account on the sample's day, ``on()`` of the portfolio."""
    import kamgraph as kg

    def look(account: str | None = None, day: date = as_of(), *, group: bool = False) -> Any:  # noqa: B008
        return kg.snapshot(loaded.store, account=account, group=group, as_of=day)

    return cache(look)


@pytest.fixture(scope="session")
def who(tables: dict[str, list[dict[str, str]]]) -> Callable[[str], str]:
    """Id of the one person whose name ends like this."""

    def find(name: str) -> str:
        (found,) = [row["id"] for row in tables["people"] if row["name"].endswith(name)]
        return found

    return find
