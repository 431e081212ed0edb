"""Files that are refused as a whole, and what is said."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kamgraph.ingest import ImportReport, sources
from kamgraph.model.errors import InputError
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]

FILES = {
    "empty": (b"", "is empty"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "is empty"),
    "only comments": (b"# nothing\n", "is empty"),
    "only separators": (b";;\r\n;\r\n", "is empty"),
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
    with pytest.raises(InputError, match=r"nowhere\.csv: there is no such file or folder"):
        load(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.pdf", "files that end in"), ("a.xlsx", "no readable"), ("a.zip", "no readable")],
)
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
