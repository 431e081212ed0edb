"""Our own tables in every dress they come in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from kamgraph.ingest import ImportReport, template
from kamgraph.model import Department, FactKind, Level
from kamgraph.model.errors import InputError
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
Base = dict[str, str | bytes]
NAMES = {"p1": "Żaneta Kopeć-Iłłak", "p2": "Ścibor Źdźbło"}
TEXT = "id,name\np1,Żaneta Kopeć-Iłłak\np2,Ścibor Źdźbło\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1250"),
        TEXT.encode("utf-16"),
        TEXT.replace(",", ";").encode("cp1250"),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        ("# szablon\n\n" + TEXT.replace("p2,", '"# comment",x\np2,')).encode(),
        b"NAME , Id\n" + "Żaneta Kopeć-Iłłak, p1\nŚcibor Źdźbło,p2\n".encode(),
    ],
)
def test_encodings_separators_and_order_of_columns(content: bytes, load: Load, store: GraphStore) -> None:
    report = load({"people.csv": content})
    assert report.rejected == ()
    assert {p.id: p.name for p in store.people()} == NAMES


def test_zip_workbook_and_folder_give_the_same(load: Load, base: Base, store: GraphStore, tmp_path: Path) -> None:
    load(base)
    version = store.version()
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for name, content in base.items():
            archive.writestr(f"export/{name}", content)
    with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
        for name, content in base.items():
            sheet = book.add_worksheet(name.removesuffix(".csv"))
            for row, line in enumerate(str(content).splitlines()):
                sheet.write_row(row, 0, line.split(","))
    for path in (tmp_path / "in.zip", tmp_path / "in.xlsx"):
        report = load(path)
        assert (report.run, report.rejected) == (None, ())
        assert sum(t.unchanged for t in report.tables) == 13
    assert store.version() == version


def test_workbook_cells_of_every_type(load: Load, base: Base, store: GraphStore, tmp_path: Path) -> None:
    load(base)
    with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
        sheet = book.add_worksheet("stakeholders")
        sheet.write_row(0, 0, ["person", "account", "influence", "confirmed_on", "stance"])
        sheet.write_row(1, 0, ["c1", "acme", 7.5])
        sheet.write_datetime(1, 3, datetime(2026, 11, 2), book.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001
        sheet.write_number(1, 4, -2)
        sheet.write_row(2, 0, ["c2", "acme", 9, 46_000, "beyond", "the header"])
    report = load(tmp_path / "in.xlsx")
    (found,) = report.rejected
    assert (found.file, found.line) == ("in.xlsx/stakeholders", 3)
    (fact,) = store.facts(FactKind.STAKEHOLDER)
    assert fact.content.influence == 7.5
    assert fact.content.confirmed_on == date(2026, 11, 2)
    assert fact.content.stance == -2


def test_names_stand_for_ids_and_polish_letters_may_be_missing(load: Load, base: Base, store: GraphStore) -> None:
    files = base | {
        "ties.csv": "ours,theirs,declared\nlucja zadelko,JERZY MIĄŻSZ,4\n",
        "interactions.csv": "id,at,participants,account\ni1,2026-05-04,Łucja Żądełko|c2,Acme\n",
    }
    assert load(files).rejected == ()
    (tie,) = store.facts(FactKind.TIE)
    (interaction,) = store.interactions()
    assert tie.content.key == ("u1", "c2")
    assert (interaction.participants, interaction.account) == (("c2", "u1"), "acme")
    assert interaction.at == datetime(2026, 5, 4, 10, tzinfo=UTC)


def test_times_without_a_zone_are_local(load: Load, base: Base, store: GraphStore) -> None:
    rows = "i1,2026-01-05 14:30,u1|c1\ni2,2026-07-05T14:30:00+00:00,u1|c1\ni3,5.7.2026 8:00,u1|c1\n"
    assert load(base | {"interactions.csv": "id,at,participants\n" + rows}).rejected == ()
    assert [i.at for i in store.interactions()] == [
        datetime(2026, 1, 5, 13, 30, tzinfo=UTC),
        datetime(2026, 7, 5, 14, 30, tzinfo=UTC),
        datetime(2026, 7, 5, 6, 0, tzinfo=UTC),
    ]


def test_what_a_file_does_not_say_is_kept_and_a_blank_clears(load: Load, base: Base, store: GraphStore) -> None:
    load(base | {"stakeholders.csv": "person,account,influence,stance,roles\nc1,acme,7,1,champion\n"})
    load({"stakeholders.csv": "person,account,stance\nc1,acme,\n"})
    (fact,) = store.facts(FactKind.STAKEHOLDER)
    assert dict(fact.content) | {"influence": 7.0, "stance": None, "roles": ("champion",)} == dict(fact.content)


def test_departments_and_levels_in_words(load: Load, base: Base, store: GraphStore) -> None:
    rows = "c1,beta,finanse,Zarząd\nc2,beta,Dział Cudów,kierownik\nc3,acme,it,\n"
    load(base | {"positions.csv": "person,organisation,department,level\nu1,us,,\n" + rows})
    found = {f.content.person: f.content for f in store.facts(FactKind.POSITION)}
    assert (found["c1"].department, found["c1"].department_text) == (Department.FINANCE, "finanse")
    assert (found["c2"].department, found["c2"].department_text) == (Department.OTHER, "Dział Cudów")
    assert (found["c3"].department, found["c3"].department_text) == (Department.IT, None)
    assert [found[c].level for c in ("c1", "c2", "c3")] == [Level.BOARD, Level.MANAGER, Level.UNKNOWN]


def test_an_owner_in_no_people_file_is_kept(load: Load, base: Base, store: GraphStore) -> None:
    assignments = "person,account,role,valid_to\nOskar Wędzisz,acme,kam,2026-09-01\nu-oskar,beta,kam,\n"
    report = load(base | {"assignments.csv": assignments})
    assert report.rejected == ()
    assert any("2 named but listed in no file" in note and "Oskar Wędzisz" in note for note in report.notes)
    assert {p.name for p in store.people()} >= {"Oskar Wędzisz", "u-oskar"}
    assert load(base | {"assignments.csv": assignments}).run is None


def test_handover_steps_and_lists(load: Load, base: Base, store: GraphStore) -> None:
    row = "h1,u1|u2,2026-12-14,leaves,c1 > u2 > introduced|c2 >  > planned\n"
    assert load(base | {"handovers.csv": "id,leavers,last_working_day,kind,steps\n" + row}).rejected == ()
    (handover,) = store.handovers()
    assert handover.leavers == ("u1", "u2")
    assert [(s.theirs, s.successor, s.state) for s in handover.steps] == [
        ("c1", "u2", "introduced"),
        ("c2", None, "planned"),
    ]


@pytest.mark.parametrize("name", ["empty", "empty.xlsx"])
def test_template_is_understood_and_holds_nothing(name: str, load: Load, tmp_path: Path) -> None:
    written = template(tmp_path / name)
    report = load(tmp_path / name)
    assert (report.format, report.run, report.rejected, report.notes) == ("csv", None, (), ())
    assert sum(f.rows for f in report.files) == 0
    assert {f.file.split("/")[-1].removesuffix(".csv") for f in report.files} >= {"people", "ties", "handovers"}
    with pytest.raises(InputError, match=r"there already|cannot be written"):
        template(tmp_path / name)
    assert all(path.exists() for path in written)


def test_filled_template_is_loaded(load: Load, store: GraphStore, tmp_path: Path) -> None:
    template(tmp_path / "empty")
    path = tmp_path / "empty" / "people.csv"
    path.write_text(path.read_text("utf-8-sig") + "p1;Żaneta Kopeć;;;;;\n", "cp1250")
    assert load(tmp_path / "empty").rejected == ()
    assert [p.name for p in store.people()] == ["Żaneta Kopeć"]


def test_a_renamed_file_is_known_by_its_columns(load: Load, base: Base, store: GraphStore) -> None:
    load(base)
    report = load({"Relacje 2026.csv": "theirs,ours,declared\nc1,u1,3\n", "other.csv": "x,y\n1,2\n"})
    assert report.rejected == ()
    assert len(list(store.facts(FactKind.TIE))) == 1
    assert report.notes == ("other.csv is no table of format csv and was left out",)
    assert [f.read for f in report.files] == [True, False]


def test_what_is_said_of_a_part_of_a_client_is_noted(load: Load, base: dict[str, str | bytes]) -> None:
    base["organisations.csv"] = str(base["organisations.csv"]) + "plant,Acme Plant,other\n"
    report = load(
        base
        | {
            "stakeholders.csv": "person,account,influence\nc1,plant,9\nc2,acme,5\n",
            "figures.csv": "account,kind,value\nAcme Plant,annual_value,10\nus,annual_value,10\nbeta,nps,1\n",
            "interactions.csv": "id,at,participants,account\ni1,2026-05-04,u1|c1,plant\n",
        }
    )
    note = "rows about organisations that are no accounts count nowhere: plant (2), us (1)"
    assert report.notes == (note,)
    again = {"organisations.csv": "id,name\nplant,Acme Plant\n"}
    assert load(again | {"stakeholders.csv": "person,account\nc3,plant\n"}).notes[0].endswith("plant (1)")
