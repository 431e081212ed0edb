"""Whatever the bytes: a report or a message, never anything else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamgraph.ingest import import_path
from kamgraph.ingest.own import TABLES
from kamgraph.model.errors import InputError
from kamgraph.store.port import GraphStore

NUMBER = count()
CELLS = [
    "us",
    "acme",
    "u1",
    "c1",
    "nobody",
    "",
    "=1",
    "2026-01-01",
    "3/4/2026",
    "7",
    "-1",
    "nan",
    "kam",
    '"',
    "\x00",
    "ż|ó",
]
TEXTS = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=9).map(",".join), max_size=6).map("\n".join)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    spec = draw(st.sampled_from(sorted(TABLES.values(), key=lambda s: s.name)))
    header = ",".join(draw(st.permutations([c.name for c in spec.columns])))
    body = draw(TEXTS.map(str.encode) | st.binary(max_size=60))
    return f"{spec.name}.csv", (header + "\n").encode() * draw(st.integers(0, 2)) + body


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(file=files())
def test_a_report_or_a_message(
    file: tuple[str, bytes],
    load: Callable[..., object],
    base: dict[str, str | bytes],
    store: GraphStore,
    folder: Callable[..., Path],
    tmp_path: Path,
) -> None:
    if not store.runs():
        load(base)
    name, content = file
    try:
        report = import_path(store, folder({name: content}), by="tester", rejects=tmp_path / f"r-{next(NUMBER)}")
    except InputError as error:
        assert str(error).startswith(name)
    else:
        assert len(report.rejected) <= sum(f.rows for f in report.files)
        assert all(r.file == name and r.line and r.reason for r in report.rejected)
