"""The stores every test of this folder runs on, and a short way to write to them.

A store is one more entry of ``STORES``: its name, and the fixture that gives a `Place` with nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count, groupby
from pathlib import Path
from typing import Any, Protocol

import pytest

from kamgraph.model import Fact, Interaction, Organisation, Person, Run
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore
from kamgraph.store.sqlite import SqliteStore

STORES = {"sqlite": "sqlite_place", "neo4j": "neo4j_place"}
KEY = b"a key that lives elsewhere"


class Place(Protocol):
    """Where one store is kept."""

    def open(self, *, tombstone_key: bytes | None = KEY) -> GraphStore:
        """Open it, once more if need be."""

    def clear(self) -> None:
        """Empty it; nobody has it open."""


class SqlitePlace:
    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, *, tombstone_key: bytes | None = KEY) -> GraphStore:
        return SqliteStore(self.path, tombstone_key=tombstone_key)

    def clear(self) -> None:
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Place:
    return SqlitePlace(tmp_path / "map.db")


class Neo4jPlace:
    def __init__(self, emptied: Callable[[], str]) -> None:
        self.clear, self.url = emptied, emptied()

    def open(self, *, tombstone_key: bytes | None = KEY) -> GraphStore:
        return open_store(self.url, tombstone_key=tombstone_key)


@pytest.fixture
def neo4j_place(empty_neo4j: Callable[[], str]) -> Place:
    return Neo4jPlace(empty_neo4j)


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.neo4j) if name == "neo4j" else name for name in STORES])
def place(request: pytest.FixtureRequest) -> Place:
    return request.getfixturevalue(STORES[request.param])


@pytest.fixture(params=[["sqlite"], pytest.param(["sqlite", "neo4j"], marks=pytest.mark.neo4j)], ids=" and ".join)
def places(request: pytest.FixtureRequest) -> list[Place]:
    """Places of several kinds, for what must be equal on all of them."""
    return [request.getfixturevalue(STORES[name]) for name in request.param]


@pytest.fixture
def store(place: Place) -> Iterator[GraphStore]:
    with place.open() as opened:
        yield opened


@pytest.fixture
def reopen(place: Place) -> Iterator[Callable[..., GraphStore]]:
    """Open the same store again, as another process would."""
    opened: list[GraphStore] = []

    def again(**options: Any) -> GraphStore:
        opened.append(place.open(**options))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def new_run() -> Callable[..., Run]:
    """A run with an id and a moment of its own."""
    numbers = count(1)

    def make(**given: Any) -> Run:
        n = next(numbers)
        said = {"id": f"run-{n:04}", "at": datetime(2026, 3, 1, tzinfo=UTC).replace(microsecond=n), "by": "tester"}
        return Run.model_validate({"kind": "edit", **said, **given})

    return make


def put(store: GraphStore, run: str, items: Sequence[Any]) -> None:
    """Write anything, a call for each stretch of one type."""
    for kind, batch in groupby(items, type):
        if issubclass(kind, Fact):
            store.put_facts(run, list(batch))
        elif issubclass(kind, Interaction):
            store.record_interactions(run, list(batch))
        else:
            store.put_records(run, list(batch))


@pytest.fixture
def write(store: GraphStore, new_run: Callable[..., Run]) -> Callable[..., str]:
    """Write items in one run, committed unless ``commit=False``; gives the run's id."""

    def run_of(*items: Any, commit: bool = True, **run: Any) -> str:
        made = new_run(**run)
        store.begin_run(made)
        put(store, made.id, items)
        if commit:
            store.commit_run(made.id)
        return made.id

    return run_of


@pytest.fixture
def base(write: Callable[..., str]) -> str:
    """Two firms, two of ours, three of theirs; gives the run that brought them."""
    return write(
        Organisation(id="us", name="Żuraw", kind="own"),
        Organisation(id="acme", name="Acme"),
        Person(id="u1", name="Łucja Żądełko"),
        Person(id="u2", name="Paweł Śmigły"),
        Person(id="c1", name="Anna Nowak", emails=("anna@acme.example",)),
        Person(id="c2", name="Jerzy Miąższ"),
        Person(id="c3", name="Ewa Zioło"),
    )
