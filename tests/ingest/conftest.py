"""A store, a place to write files, and the import as tests call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from kamgraph.ingest import ImportReport, import_path
from kamgraph.ingest.dates import Reckoning
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.own_reading import OwnReading
from kamgraph.ingest.sources import read_tables
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

OWN = {
    "organisations.csv": "id,name,kind\nus,Żuraw,own\nacme,Acme,account\nbeta,Beta,account\n",
    "people.csv": "id,name\nu1,Łucja Żądełko\nu2,Paweł Śmigły\nc1,Anna Nowak\nc2,Jerzy Miąższ\nc3,Ewa Zioło\n",
    "positions.csv": "person,organisation,title\nu1,us,KAM\nu2,us,KAM\nc1,acme,CFO\nc2,acme,COO\nc3,beta,CEO\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path}/map.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a folder of their own: names to texts or bytes."""
    number = count(1)

    def write(files: dict[str, str | bytes]) -> Path:
        inside = tmp_path / f"in-{next(number)}"
        inside.mkdir()
        for file, content in files.items():
            (inside / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return inside

    return write


@pytest.fixture
def load(store: GraphStore, tmp_path: Path, folder: Callable[..., Path]) -> Callable[..., ImportReport]:
    """Import files given by name and content, or a path, into the store."""

    def run(what: dict[str, str | bytes] | Path, **options: object) -> ImportReport:
        path = what if isinstance(what, Path) else folder(what)
        options.setdefault("at", datetime(2026, 11, 23, 9, tzinfo=UTC))
        options.setdefault("rejects", tmp_path / "rejects")
        return import_path(store, path, by="tester", **options)

    return run


@pytest.fixture
def base() -> dict[str, str | bytes]:
    """Two accounts, two of ours and three of theirs, as our own tables."""
    return dict(OWN)


@pytest.fixture
def prepared(load: Callable[..., ImportReport], store: GraphStore, folder: Callable[..., Path]) -> object:
    """A file of interactions read against a store that holds the base."""
    load(dict(OWN))
    path = folder({"interactions.csv": "id,at,kind,minutes,direction,participants,account,source\n"})
    return OwnReading(read_tables(path), Reckoning()), Directory(store)
