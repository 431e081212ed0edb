"""The fast lane reads what it reads exactly as the long way does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamgraph.ingest import ImportReport
from kamgraph.ingest.build import build
from kamgraph.ingest.cells import CellError
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.interactions import plain_reader
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.own_reading import OwnReading
from kamgraph.ingest.resolve import Resolver
from kamgraph.model import FactKind, Settings
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
HEADER = "id,at,kind,minutes,direction,participants,account,source\n"
TIMES = [
    "2026-05-04", "2026-05-04 10:30", "2026-05-04T10:30:00Z", " 2026-03-29 02:30",
    "2026-13-01", "4.5.2026", "46000", "",
]  # fmt: skip
CELLS = st.tuples(
    st.sampled_from(["i1", " i2 ", "", "=1", "'x", "i\x00", "x" * 201]) | st.text(max_size=5),
    st.sampled_from(TIMES),
    st.sampled_from(["call", "Spotkanie", "", "qbr", "nonsense", "email"]),
    st.sampled_from(["", "30", "30.5", "-1", "99999", "٣", "1 000", "nan"]),
    st.sampled_from(["", "in", "OUT", "both", "sideways"]),
    st.sampled_from(["u1|c1", "u1", "c1|u1", "u1;c1", "u1|nobody", "Anna Nowak|u1", "u1|u1", "", "u1| c1"]),
    st.sampled_from(["", "acme", "Acme", "nobody", " acme"]),
    st.sampled_from(["", "phone", "=x", "'=x", "y" * 501]),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=300)
@given(cells=CELLS)
def test_plain_rows_read_as_the_long_way(cells: tuple[str, ...], prepared: tuple[OwnReading, Directory]) -> None:
    reading, directory = prepared
    (own,) = reading.own
    plain = plain_reader(own, directory, set())(list(cells))
    try:
        long = build(own.draft(2, list(cells)), TABLES["interactions"], Resolver(directory), date(2026, 11, 23))
    except CellError:
        long = None
    assert plain is None or (plain == long and plain.model_fields_set == long.model_fields_set)


def test_most_rows_are_plain(prepared: tuple[OwnReading, Directory]) -> None:
    reading, directory = prepared
    row = ["i1", "2026-05-04 10:30", "call", "15", "out", "u1|c1", "acme", ""]
    assert plain_reader(reading.own[0], directory, set())(row) is not None


def test_both_ways_in_one_file(load: Load, base: dict[str, str | bytes], store: GraphStore) -> None:
    rows = (
        "i1,2026-05-04,call,,,u1|c1,,\ni2,4.5.2026,call,,,u1|c1,,\ni1,2026-05-04,call,,,u1|c1,,\ni3,x,call,,,u1|c1,,\n"
    )
    rows += "i4,2026-05-04,call,,,u1|c1,,\ni4,2026-05-05,call,,,u1|c1,,\n"
    report = load(base | {"interactions.csv": HEADER + rows})
    assert [i.id for i in store.interactions()] == ["i1", "i2"]
    assert [(r.line, r.column) for r in report.rejected] == [(5, "at"), (6, "id"), (7, "id")]
    (table,) = [t for t in report.tables if t.table == "interactions"]
    assert (table.read, table.added, table.rejected) == (6, 2, 3)


@pytest.mark.parametrize("at", ["2026-05-04 10:30", "4.05.2026 10:30"], ids=["plain", "long way"])
def test_a_time_without_a_zone_is_of_the_settings_zone(
    at: str, load: Load, base: dict[str, str | bytes], store: GraphStore
) -> None:
    file = {"interactions.csv": HEADER + f"i1,{at},call,,,u1|c1,,\n"}
    load(base | file, settings=Settings(time_zone="America/New_York"))
    assert [i.at for i in store.interactions()] == [datetime(2026, 5, 4, 14, 30, tzinfo=UTC)]
    load(file)
    assert [i.at for i in store.interactions()] == [datetime(2026, 5, 4, 8, 30, tzinfo=UTC)]


def test_the_day_of_the_import_is_of_the_settings_zone(
    load: Load, base: dict[str, str | bytes], store: GraphStore
) -> None:
    load(base | {"ties.csv": "ours,theirs\nu1,c1\nu1,c2\n"})
    night = datetime(2026, 11, 24, 2, tzinfo=UTC)
    ties = {"ties.csv": "ours,theirs\nu1,c1\n"}
    load(ties, settings=Settings(time_zone="America/New_York"), full=True, at=night)
    assert {s.content.valid_to for s in store.facts(FactKind.TIE)} == {None, date(2026, 11, 23)}
