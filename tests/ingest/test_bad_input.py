"""Bad input of every kind: what is said, and that the good rows are there."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kamgraph.ingest import ImportReport, sources
from kamgraph.model import FactKind
from kamgraph.model.errors import InputError
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
Base = dict[str, str | bytes]

# File, content, then line, column and a part of the reason of the one row that must be rejected.
ROWS = {
    "tie to nobody known": ("ties.csv", "ours,theirs\nu1,Anna Novak\n", 2, "theirs", "nearest known: Anna Nowak"),
    "stakeholder of no account": ("stakeholders.csv", "person,account\nc1,Acmee\n", 2, "account", "nearest known: Acme"),
    "tie between two of ours": ("ties.csv", "ours,theirs\nu1,u2\n", 2, "theirs", "both are our people"),
    "tie the wrong way round": ("ties.csv", "ours,theirs\nc1,u1\n", 2, "ours", "exchange the two"),
    "tie between two of theirs": ("ties.csv", "ours,theirs\nc1,c2\n", 2, "ours", "is a client person"),
    "interval that ends before it begins": (
        "ties.csv", "ours,theirs,valid_from,valid_to\nu1,c1,2026-02-01,2026-01-01\n", 2, "valid_to", "later than valid_from"),
    "day of no calendar": ("plan_items.csv", "id,account,kind,text,due\n1,acme,goal,x,31.11.2026\n", 2, "due", "no day of the calendar"),
    "date of no format": ("ties.csv", "ours,theirs,valid_from\nu1,c1,next week\n", 2, "valid_from", "write 2026-11-23"),
    "strength 7": ("ties.csv", "ours,theirs,declared\nu1,c1,7\n", 2, "declared", "less than or equal to 5"),
    "half a strength": ("ties.csv", "ours,theirs,declared\nu1,c1,3.5\n", 2, "declared", "whole number"),
    "influence -1": ("stakeholders.csv", "person,account,influence\nc1,acme,-1\n", 2, "influence", "greater than or equal to 0"),
    "influence NaN": ("stakeholders.csv", "person,account,influence\nc1,acme,NaN\n", 2, "influence", "is not a number"),
    "influence 1,234": ("stakeholders.csv", 'person,account,influence\nc1,acme,"1,234"\n', 2, "influence", "thousands or before decimals"),
    "no such role": ("stakeholders.csv", "person,account,roles\nc1,acme,champoin\n", 2, "roles", "nearest: champion"),
    "cell of 1 MB": ("plan_items.csv", f"id,account,kind,text\n1,acme,goal,{'x' * (1 << 20)}\n", 2, "text", "at most 500 characters"),
    "formula": ("plan_items.csv", "id,account,kind,text\n1,acme,goal,=1+1\n", 2, "text", "is a formula, not its value"),
    "control character": ("plan_items.csv", "id,account,kind,text\n1,acme,goal,a\x00b\n", 2, "text", "control characters"),
    "blank where a value is needed": ("ties.csv", "ours,theirs\nu1,\n", 2, "theirs", "is blank"),
    "reports to himself": ("lines.csv", "source,target,kind\nc1,c1,reports_to\n", 2, "target", "himself or herself"),
    "line across the sides": ("lines.csv", "source,target,kind\nu1,c1,influences\n", 2, "target", "one side"),
    "client person assigned": ("assignments.csv", "person,account\nc1,acme\n", 2, "person", "only our people"),
    "slip in an assignment": ("assignments.csv", "person,account\nŁucja Żądłko,acme\n", 2, "person", "nearest known: Łucja Żądełko"),
    "flag": ("people.csv", "id,name,placeholder\nx,Y,maybe\n", 2, "placeholder", "must be yes or no"),
    "too many cells": ("ties.csv", "ours,theirs\nu1,c1,x\n", 2, None, "has 3 cells where the header has 2"),
    "too few cells": ("ties.csv", "ours,theirs,declared\nu1,c1\n", 2, None, "has 2 cells where the header has 3"),
    "header row twice": ("ties.csv", "ours,theirs\nu1,c1\nours,theirs\n", 3, None, "is the header row again"),
    "own parent": ("organisations.csv", "id,name,parent\nz,Z,z\n", 2, "parent", "unknown organisation"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_row_is_rejected_with_its_place_and_reason(name: str, load: Load, base: Base) -> None:
    file, content, line, column, reason = ROWS[name]
    load(base)
    report = load({file: content})
    (found,) = report.rejected
    assert (found.file, found.line, found.column) == (file, line, column)
    assert reason in found.reason
    assert len(found.value) <= 80
    assert report.rejects is not None


def test_good_rows_are_loaded_beside_bad_ones(load: Load, base: Base, store: GraphStore) -> None:
    report = load(base | {"ties.csv": "ours,theirs,declared\nu1,c1,3\nu1,nobody,3\nu2,c2,9\nu2,c3,4\n"})
    assert [r.line for r in report.rejected] == [3, 4]
    assert [f.content.key for f in store.facts(FactKind.TIE)] == [("u1", "c1"), ("u2", "c3")] or len(
        list(store.facts(FactKind.TIE))
    ) == 2


def test_same_id_with_other_content_is_rejected_both_times(load: Load, store: GraphStore) -> None:
    report = load({"people.csv": "id,name\np1,Anna\np2,Ewa\np1,Hanna\n"})
    assert [(r.line, r.column) for r in report.rejected] == [(2, "id"), (4, "id")]
    assert "also on people.csv line 4" in report.rejected[0].reason
    assert [p.id for p in store.people()] == ["p2"]


def test_same_id_with_the_same_content_counts_once(load: Load, store: GraphStore) -> None:
    report = load({"people.csv": "id,name\np1,Anna\np1,Anna\n"})
    assert report.rejected == ()
    assert [p.id for p in store.people()] == ["p1"]


def test_circle_of_managers_is_named(load: Load, base: Base, store: GraphStore) -> None:
    lines = "source,target,kind\nc1,c2,reports_to\nc2,c3,reports_to\nc3,c1,reports_to\nc3,c1,influences\n"
    report = load(base | {"lines.csv": lines})
    (found,) = report.rejected
    assert found.line == 4
    assert "c3 -> c1 -> c2 -> c3" in found.reason
    assert len(list(store.facts(FactKind.LINE))) == 3


def test_managers_who_follow_each_other_in_time_make_no_circle(load: Load, base: Base) -> None:
    lines = "source,target,kind,valid_from,valid_to\nc1,c2,reports_to,,2026-01-01\nc2,c1,reports_to,2026-01-01,\n"
    assert load(base | {"lines.csv": lines}).rejected == ()


def test_circle_with_what_the_store_holds(load: Load, base: Base) -> None:
    load(base | {"lines.csv": "source,target,kind\nc1,c2,reports_to\n"})
    (found,) = load({"lines.csv": "source,target,kind\nc2,c1,reports_to\n"}).rejected
    assert "c2 -> c1 -> c2" in found.reason


def test_namesakes_must_be_named_by_id(load: Load, base: Base) -> None:
    base["people.csv"] = str(base["people.csv"]) + "c9,anna NOWAK\n"
    (found,) = load(base | {"absences.csv": "person,kind\nAnna Nowak,leave\n"}).rejected
    assert "names 2 persons; write the id of one: c1, c9" in found.reason


FILES = {
    "empty": (b"", "is empty"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "is empty"),
    "only comments": (b"# nothing\n", "is empty"),
    "no separator": (b"id|name\np1|Anna\n", "no comma, semicolon or tab"),
    "no encoding": (b"id,name\np1,\x81\x8d\x90\n", "neither UTF-8 nor Windows-1250"),
    "ISO 8859-2": ("id,name\np1,Wąśniewski\n".encode("iso8859-2"), "looks like ISO 8859-2"),
    "damaged UTF-8": ("id,name\np1,Żółćiński\np2,Śmigły".encode() + b"\xff\n", "line 3: a byte here is not UTF-8"),
    "missing column": (
        b"id,nam\np1,Anna\n",
        "line 1, column name: this required column is missing; 'nam' may be meant",
    ),
    "column twice": (b"id,name,Name\np1,Anna,Ewa\n", "stands in the header twice"),
    "ambiguous dates": (b"id,name,client_since\na,A,03/04/2026\n", "--day-first or --month-first"),
    "contradicting dates": (b"id,name,client_since\na,A,23/04/2026\nb,B,04/23/2026\n", "some dates have the day first"),
}


@pytest.mark.parametrize("name", FILES)
def test_file_is_refused_as_a_whole(name: str, load: Load, store: GraphStore) -> None:
    content, reason = FILES[name]
    file = "organisations.csv" if "dates" in name else "people.csv"
    before = store.version()
    with pytest.raises(InputError) as error:
        load({file: content, "organisations.csv": b"id,name\na,A\n"} if file == "people.csv" else {file: content})
    assert str(error.value).startswith(file)
    assert reason in str(error.value)
    assert store.version() == before


def test_unknown_column_is_noted_with_the_nearest(load: Load, store: GraphStore) -> None:
    report = load({"people.csv": "id,name,emial\np1,Anna,a@x.pl\n"})
    assert report.notes == ("people.csv: column 'emial' is not known and was left out; nearest known: emails",)
    assert [p.id for p in store.people()] == ["p1"]


def test_missing_file(load: Load, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere.csv: there is no such file or folder"):
        load(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(("name", "reason"), [("a.pdf", "files that end in .pdf"), ("a.xlsx", "no readable"), ("a.zip", "no readable")])  # fmt: skip
def test_file_of_another_kind(name: str, reason: str, load: Load, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK nonsense")
    with pytest.raises(InputError, match=reason):
        load(path)


def test_archive_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people.csv", b"0" * (8 << 20))
    with pytest.raises(InputError, match="would unpack to 8 MB; at most 4 MB"):
        sources.refuse_bomb(path, limit=4 << 20)


def test_archive_of_too_many_files_is_refused(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(sources.MAX_MEMBERS + 1):
            archive.writestr(f"{number}.csv", b"")
    with pytest.raises(InputError, match="holds 1001 files"):
        load(path)


def test_unknown_format_names_the_known_and_the_nearest(load: Load) -> None:
    with pytest.raises(InputError, match=r"known formats: csv, dynamics, hubspot; nearest: hubspot"):
        load({"x.csv": "Contact ID,Colour\n1,red\n"})
    with pytest.raises(InputError, match=r"format 'sap' is not known; there are auto, csv, dynamics, hubspot"):
        load({"x.csv": "Contact ID,Colour\n1,red\n"}, format="sap")


def test_rejected_rows_are_corrected_and_imported(load: Load, base: Base, store: GraphStore, tmp_path: Path) -> None:
    ties = "ours;theirs;declared\nu1;c1;7\nu1;c1;4;x\nu2;c2;3\n"
    report = load(base | {"ties.csv": ties})
    assert report.rejects is not None
    (path,) = report.rejects.iterdir()
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == "ours;theirs;declared;reason"
    assert lines[1].startswith("u1;c1;7;declared: ")
    assert len(lines) == 3
    path.write_text("\n".join([lines[0], lines[1].replace("c1;7", "c1;5")]), "utf-8")
    again = load(report.rejects, rejects=tmp_path / "more")
    assert again.rejected == ()
    assert again.rejects is None
    assert {f.content.key: f.content.declared for f in store.facts(FactKind.TIE)} == {("u1", "c1"): 5, ("u2", "c2"): 3}  # type: ignore[attr-defined]


def test_strict_loads_nothing_where_a_row_is_rejected(load: Load, base: Base, store: GraphStore) -> None:
    before = store.version()
    report = load(base | {"ties.csv": "ours,theirs,declared\nu1,c1,3\nu1,c2,7\n"}, strict=True)
    assert report.run is None
    assert len(report.rejected) == 1
    assert store.version() == before
    assert list(store.people()) == []


def test_overlapping_periods_reject_the_row_alone(load: Load, base: Base, store: GraphStore) -> None:
    ties = "ours,theirs,valid_from,valid_to\nu1,c1,2026-01-01,2026-06-01\nu1,c1,2025-06-01,2026-02-01\nu2,c2,,\n"
    report = load(base | {"ties.csv": ties})
    (found,) = report.rejected
    assert (found.line, "overlaps" in found.reason) == (3, True)
    assert len(list(store.facts(FactKind.TIE))) == 2
