"""Bad rows of every kind: what is said, and that the good rows are there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kamgraph.ingest import ImportReport
from kamgraph.ingest.workbook import new_workbook
from kamgraph.model import FactKind
from kamgraph.model.polish import in_language
from kamgraph.store.port import GraphStore

# What a reason in Polish never holds, whatever columns and codes it names.
ENGLISH = re.compile(r"\b(the|is|must|should|not|of|and|at|than)\b")
Load = Callable[..., ImportReport]
Base = dict[str, str | bytes]

# File, content, then line, column and a part of the reason of the one row that must be rejected.
ROWS = {
    "worth below nothing": ("figures.csv", "account,kind,value\nacme,annual_value,-1\n", 2, "value", "not be negative"),
    "no day in some zone": (
        "interactions.csv",
        "id,at,participants\ni1,0001-01-01 08:00,u1|c1\n",
        2,
        "at",
        "years 1 to 9999",
    ),
    "tie to nobody known": ("ties.csv", "ours,theirs\nu1,Anna Novak\n", 2, "theirs", "nearest known: Anna Nowak"),
    "stakeholder of no account": (
        "stakeholders.csv",
        "person,account\nc1,Acmee\n",
        2,
        "account",
        "nearest known: Acme",
    ),
    "tie between two of ours": ("ties.csv", "ours,theirs\nu1,u2\n", 2, "theirs", "both are our people"),
    "tie the wrong way round": ("ties.csv", "ours,theirs\nc1,u1\n", 2, "ours", "exchange the two"),
    "tie between two of theirs": ("ties.csv", "ours,theirs\nc1,c2\n", 2, "ours", "is a client person"),
    "interval that ends before it begins": (
        "ties.csv",
        "ours,theirs,valid_from,valid_to\nu1,c1,2026-02-01,2026-01-01\n",
        2,
        "valid_to",
        "later than valid_from",
    ),
    "day of no calendar": (
        "plan_items.csv",
        "id,account,kind,text,due\n1,acme,goal,x,31.11.2026\n",
        2,
        "due",
        "no day of the calendar",
    ),
    "date of no format": ("ties.csv", "ours,theirs,valid_from\nu1,c1,next week\n", 2, "valid_from", "write 2026-11-23"),
    "strength 7": ("ties.csv", "ours,theirs,declared\nu1,c1,7\n", 2, "declared", "less than or equal to 5"),
    "half a strength": ("ties.csv", "ours,theirs,declared\nu1,c1,3.5\n", 2, "declared", "whole number"),
    "influence -1": (
        "stakeholders.csv",
        "person,account,influence\nc1,acme,-1\n",
        2,
        "influence",
        "greater than or equal to 0",
    ),
    "influence NaN": ("stakeholders.csv", "person,account,influence\nc1,acme,NaN\n", 2, "influence", "is not a number"),
    "influence 1,234": (
        "stakeholders.csv",
        'person,account,influence\nc1,acme,"1,234"\n',
        2,
        "influence",
        "thousands or before decimals",
    ),
    "no such role": ("stakeholders.csv", "person,account,roles\nc1,acme,champoin\n", 2, "roles", "nearest: champion"),
    "cell of 1 MB": (
        "plan_items.csv",
        f"id,account,kind,text\n1,acme,goal,{'x' * (1 << 20)}\n",
        2,
        "text",
        "at most 500 characters",
    ),
    "formula": ("plan_items.csv", "id,account,kind,text\n1,acme,goal,=1+1\n", 2, "text", "is a formula, not its value"),
    "control character": (
        "plan_items.csv",
        "id,account,kind,text\n1,acme,goal,a\x00b\n",
        2,
        "text",
        "control characters",
    ),
    "blank where a value is needed": ("ties.csv", "ours,theirs\nu1,\n", 2, "theirs", "is blank"),
    "reports to himself": ("lines.csv", "source,target,kind\nc1,c1,reports_to\n", 2, "target", "himself or herself"),
    "line across the sides": ("lines.csv", "source,target,kind\nu1,c1,influences\n", 2, "target", "one side"),
    "client person assigned": ("assignments.csv", "person,account\nc1,acme\n", 2, "person", "only our people"),
    "slip in an assignment": (
        "assignments.csv",
        "person,account\nŁucja Żądłko,acme\n",
        2,
        "person",
        "nearest known: Łucja Żądełko",
    ),
    "flag": ("people.csv", "id,name,placeholder\nx,Y,maybe\n", 2, "placeholder", "must be yes or no"),
    "too many cells": ("ties.csv", "ours,theirs\nu1,c1,x\n", 2, None, "has 3 cells where the header has 2"),
    "too few cells": ("ties.csv", "ours,theirs,declared\nu1,c1\n", 2, None, "has 2 cells where the header has 3"),
    "header row twice": ("ties.csv", "ours,theirs\nu1,c1\nours,theirs\n", 3, None, "is the header row again"),
    "own parent": ("organisations.csv", "id,name,parent\nz,Z,z\n", 2, "parent", "its own parent"),
}


@pytest.mark.parametrize("name", ROWS)
def test_row_is_rejected_with_its_place_and_reason(name: str, load: Load, base: Base) -> None:
    file, content, line, column, reason = ROWS[name]
    load(base)
    report = load({file: content})
    (found,) = report.rejected
    assert (found.file, found.line, found.column) == (file, line, column)
    assert reason in found.reason
    assert not ENGLISH.search(in_language(found.reason, "pl")), found.reason
    assert len(found.value) <= 80
    assert report.rejects is not None


def test_good_rows_are_loaded_beside_bad_ones(load: Load, base: Base, store: GraphStore) -> None:
    report = load(base | {"ties.csv": "ours,theirs,declared\nu1,c1,3\nu1,nobody,3\nu2,c2,9\nu2,c3,4\n"})
    assert [r.line for r in report.rejected] == [3, 4]
    assert {f.content.key for f in store.facts(FactKind.TIE)} == {("u1", "c1"), ("u2", "c3")}


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


@pytest.mark.parametrize(("lang", "heading"), [("en", "reason"), ("pl", "powód")])
def test_rejected_rows_are_corrected_and_imported(
    lang: str, heading: str, load: Load, base: Base, store: GraphStore, tmp_path: Path
) -> None:
    ties = "ours;theirs;declared\nu1;c1;7\nu1;c1;4;x\nu2;c2;3\n"
    report = load(base | {"ties.csv": ties}, lang=lang)
    assert report.rejects is not None
    (path,) = report.rejects.iterdir()
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == f"ours;theirs;declared;{heading}"
    assert lines[1] == f"u1;c1;7;declared: {in_language(report.rejected[0].reason, lang)}"
    assert len(lines) == 3
    path.write_text("\n".join([lines[0], lines[1].replace("c1;7", "c1;5")]), "utf-8")
    again = load(report.rejects, rejects=tmp_path / "more")
    assert again.rejected == ()
    assert again.notes == ()
    assert again.rejects is None
    assert {f.content.key: f.content.declared for f in store.facts(FactKind.TIE)} == {("u1", "c1"): 5, ("u2", "c2"): 3}


def test_sources_of_one_name_keep_their_rejected_rows_apart(
    load: Load, base: Base, folder: Callable[..., Path], tmp_path: Path
) -> None:
    load(base)
    book = folder({})
    with new_workbook(book / "book.xlsx") as written:
        sheet = written.add_worksheet("ties")
        sheet.write_row(0, 0, ["ours", "theirs"])
        sheet.write_row(1, 0, ["u1", "nobody"])
    (book / "Ties.csv").write_text("ours,theirs\nu2,somebody\n", "utf-8")
    report = load(book)
    assert report.rejects is not None
    assert sorted(path.name for path in report.rejects.iterdir()) == ["Ties.csv", "ties-2.csv"]
    again = load(report.rejects, rejects=tmp_path / "more")
    assert sorted(r.value for r in again.rejected) == ["nobody", "somebody"]


def test_rejected_rows_of_an_archive_are_known_by_their_table(load: Load, base: Base, tmp_path: Path) -> None:
    load(base)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("export/ties.csv", "ours,theirs\nu1,nobody\n")
    report = load(tmp_path / "all.zip")
    assert report.rejects is not None
    assert [path.name for path in report.rejects.iterdir()] == ["ties.csv"]


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


def test_organisations_in_a_circle_are_rejected(load: Load, store: GraphStore) -> None:
    report = load({"organisations.csv": "id,name,parent\nd,D,c\na,A,b\nb,B,a\nc,C,\n"})
    assert [(r.line, "by way of a, b" in r.reason) for r in report.rejected] == [(3, True), (4, True)]
    assert {o.id: o.parent_id for o in store.organisations()} == {"c": None, "d": "c"}
