"""A Neo4j store with nothing in it, and what the tests here write into it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from kamgraph.model import Run
from kamgraph.store.neo4j import Neo4jStore


@pytest.fixture
def url(empty_neo4j: Callable[[], str]) -> str:
    return empty_neo4j()


@pytest.fixture
def store(url: str) -> Iterator[Neo4jStore]:
    with Neo4jStore(url) as opened:
        yield opened


@pytest.fixture
def run() -> Callable[[str], Run]:
    return lambda name: Run(id=name, at=datetime(2026, 3, 1, tzinfo=UTC), by="tester", kind="import")
