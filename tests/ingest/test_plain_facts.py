"""A fact read by what an earlier row said is the one that the long way reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamgraph.ingest import ImportReport
from kamgraph.ingest.build import build
from kamgraph.ingest.cells import CellError
from kamgraph.ingest.dates import Reckoning
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.own import TABLES
from kamgraph.ingest.own_reading import OwnReading, OwnTable
from kamgraph.ingest.plain_facts import Again
from kamgraph.ingest.resolve import Resolver
from kamgraph.ingest.sources import read_tables
from kamgraph.ingest.spec import Column
from kamgraph.model import Fact, FactKind
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
FACTS = sorted(name for name, spec in TABLES.items() if issubclass(spec.model, Fact))
# Ids mostly; else names, nobody, blanks, and what a spreadsheet would run.
OUR, THEIR, HOUSE = ("u1", "u2", "c1"), ("c1", "c2", "c3"), ("acme", "beta", "acme")
ENDS, THEIRS = ("person", "organisation"), ("theirs", "source", "target")
ODD = ("", " c1", "Anna Nowak", "nobody", "=1", "'=1", "c1", "u1", "acme", "biuro@acme.example")
SAID = {
    "number": ("5", "0.5", "1,5", "11", "nan"),
    "whole": ("1", "5", "-1", "0", "x"),
    "word": ("kam", "Zarząd", "manager", "reports_to", "influences"),
    "words": ("champion", "champion|user", "user|champion", "nobody"),
    "day": ("2026-01-01", "2026-02-01", "1.03.2026", "2026-13-01"),
    "department": ("finance", "Zakupy", "own word"),
    "text": ("nps", "annual_value", "PLN", "=1+1", "'=1", "x\x00", "x" * 501),
}


def cell(column: Column) -> st.SearchStrategy[str]:
    """Cells of a column; those of a required one are seldom blank."""
    if column.kind in ENDS:
        house = HOUSE if column.kind == "organisation" else THEIR if column.name in THEIRS else OUR
        return st.sampled_from(house * 3 + ODD)
    said = SAID[column.kind]
    return st.sampled_from(said if column.required else ("",) * 3 * len(said) + said)


@pytest.fixture
def known(load: Load, base: dict[str, str | bytes], store: GraphStore, folder: Callable[..., object]) -> object:
    """Every table of facts, empty, with all its columns, and a store that holds the base."""
    load(base)
    files = {f"{name}.csv": ",".join(c.name for c in TABLES[name].columns) + "\n" for name in FACTS}
    reading = OwnReading(read_tables(folder(files)), Reckoning())  # type: ignore[arg-type]
    return {own.spec.name: own for own in reading.own}, Directory(store)


def long_way(own: OwnTable, directory: Directory, cells: list[str]) -> Fact | None:
    try:
        item = build(own.draft(2, cells), own.spec, Resolver(directory), date(2026, 11, 23))
    except CellError:
        return None
    assert isinstance(item, Fact | None)
    return item


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=400)
@given(asked=st.data(), name=st.sampled_from(FACTS))
def test_what_was_said_before_reads_as_the_long_way(
    asked: st.DataObject, name: str, known: tuple[dict[str, OwnTable], Directory]
) -> None:
    own, directory = known[0][name], known[1]
    columns = own.spec.columns
    first = [asked.draw(cell(column)) for column in columns]
    again = Again(own, directory, set())
    assert again.item(first) is None, "nothing was learnt"
    if (item := long_way(own, directory, first)) is None:
        return
    again.learn(first, item)
    for _ in range(6):
        redrawn = asked.draw(st.sampled_from(columns))
        row = [
            asked.draw(cell(column)) if column.kind in ENDS or column is redrawn else said
            for column, said in zip(columns, first, strict=True)
        ]
        plain, long = again.item(row), long_way(own, directory, row)
        if plain is not None:
            assert long is not None
            assert (plain, plain.fact, plain.model_fields_set) == (long, long.fact, long.model_fields_set)
            assert plain.model_dump_json() == long.model_dump_json()


ROWS = {
    "positions": (["c1", "acme", "CFO", "", "", "", "", ""], ["c3", "beta", "CFO", "", "", "", "", ""]),
    "stakeholders": (["c1", "acme", "", "7.5", "", "", "", "", ""], ["c3", "beta", "", "7.5", "", "", "", "", ""]),
    "assignments": (["u1", "acme", "kam", "", ""], ["u2", "beta", "kam", "", ""]),
    "ties": (["u1", "c1", "3", "", "2026-01-01", "", ""], ["u2", "c2", "3", "", "2026-01-01", "", ""]),
    "lines": (["c1", "c2", "reports_to", "", "", ""], ["c2", "c1", "reports_to", "", "", ""]),
}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_what_most_rows_say_is_read_once(name: str, known: tuple[dict[str, OwnTable], Directory]) -> None:
    own, directory = known[0][name], known[1]
    first, second = ROWS[name]
    again = Again(own, directory, set())
    item = long_way(own, directory, first)
    assert item is not None
    again.learn(first, item)
    assert again.item(second) == long_way(own, directory, second) != item


def test_rows_like_the_first_are_told_of_by_their_own_faults(load: Load, base: dict[str, str | bytes]) -> None:
    rows = ["u1,c1,3", "u2,c1,3", "c1,u1,3", "u1,c2,3", "u1,c2,3", "u1,nobody,3", "u2,u2,3", "u2,c2,3", "u2,c2,4"]
    report = load(base | {"ties.csv": "ours,theirs,declared\n" + "\n".join(rows)})
    told = [(r.line, r.column, r.value) for r in report.rejected]
    assert told == [(4, "ours", "c1"), (7, "theirs", "nobody"), (8, "theirs", "u2"), (9, "ours", "u2 c2"),
                    (10, "ours", "u2 c2")]  # fmt: skip
    (table,) = [t for t in report.tables if t.table == "ties"]
    assert (table.read, table.added, table.rejected) == (9, 3, 5)


def test_a_circle_of_managers_is_found_whichever_way_the_lines_were_read(
    load: Load, base: dict[str, str | bytes], store: GraphStore
) -> None:
    report = load(base | {"lines.csv": "source,target,kind\nc1,c2,reports_to\nc2,c1,reports_to\n"})
    assert [(r.line, r.column) for r in report.rejected] == [(3, "target")]
    assert len(list(store.facts(FactKind.LINE))) == 1


def test_facts_about_what_is_no_account_are_counted_on_both_ways(load: Load, base: dict[str, str | bytes]) -> None:
    report = load(base | {"stakeholders.csv": "person,account,influence\nc1,us,5\nc2,us,5\n"})
    assert any("us (2)" in note for note in report.notes)
