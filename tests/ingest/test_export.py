"""What is exported and imported again is the same."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kamgraph.ingest import ImportReport, export_tables, import_path
from kamgraph.model import FactKind, Person, Run, RunKind
from kamgraph.model.errors import InputError, UnknownId
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
# A semicolon between columns leaves the commas to the values.
ALL: dict[str, str | bytes] = {
    "organisations.csv": """id;name;kind;parent;domains;review_every_days;contract_ends_on
us;Żuraw;own;;;;
acme;Acme;account;;acme.example|acme.pl;90;2027-01-31
plant;Zakład;other;acme;;;
beta;Beta;account;;;;
""",
    "people.csv": """id;name;emails;phones;do_not_score;placeholder
u1;Łucja Żądełko;l@us.example;'+48 600 100 200;no;no
c1;Nowak, Anna;;;tak;
c2;'=HYPERLINK(1);;;;
c3;Wakat;;;;yes
b1;Iłła;;;;
""",
    "positions.csv": """person;organisation;title;department;level;valid_from;valid_to
u1;us;KAM;;;;
c1;acme;Główna;finanse;board;2020-02-02;2026-01-01
c1;acme;Główna;finanse;owner;2026-01-01;
c2;plant;- kierownik;"Dział; inny";manager;2025-05-05;
b1;beta;;;;;
""",
    "assignments.csv": "person;account;role\nu1;acme;kam\n",
    "stakeholders.csv": """person;account;roles;influence;stance;decision_weight;confirmed_on
c1;acme;champion|decision_maker;7.25;-2;0.1;2026-10-01
c3;acme;;9;;;
""",
    "ties.csv": """ours;theirs;declared;confirmed_on;valid_from;valid_to
u1;c1;3;2026-03-01;2025-01-01;2026-01-01
u1;c1;4;;2026-01-01;
u1;b1;2;;;
""",
    "lines.csv": "source;target;kind;weight\nc2;c1;reports_to;\nc1;c2;influences;0.35\n",
    "figures.csv": """account;kind;value;currency;person;valid_from
acme;annual_value;1900000.5;PLN;;2026-01-01
acme;satisfaction;8;;c1;
""",
    "absences.csv": "person;kind;valid_from;valid_to\nu1;urlop;2026-10-05;2027-10-01\n",
    "interactions.csv": """id;at;kind;minutes;direction;participants;account;source
i1;2026-05-04 10:30;call;12.5;in;u1|c1;acme;telefon
i2;2026-05-05;deal;;;u1|b1;;
""",
    "initiatives.csv": "id;account;title;people\nn1;acme;Wspólny projekt;u1|c1\n",
    "plan_items.csv": 'id;account;kind;text;owner;due\np1;acme;risk;"dwa\nwiersze; ""cudzysłów"""; u1;2026-12-01\n',
    "handovers.csv": "id;leavers;last_working_day;steps\nh1;u1;2026-12-14;c1 >  > planned\n",
}


def _content(store: GraphStore) -> dict[str, Any]:
    return {
        "organisations": list(store.organisations()),
        "people": list(store.people()),
        **{kind: sorted(repr(f.content) for f in store.facts(kind)) for kind in FactKind},
        "interactions": list(store.interactions()),
        "initiatives": list(store.initiatives()),
        "plan_items": list(store.plan_items()),
        "handovers": list(store.handovers()),
    }


@pytest.mark.parametrize("name", ["out", "out.zip", "out.xlsx"])
def test_round_trip(name: str, load: Load, store: GraphStore, tmp_path: Path) -> None:
    assert load(ALL).rejected == ()
    path = tmp_path / name
    written = export_tables(store, path, format="xlsx" if name.endswith("xlsx") else "csv", as_of=date(2026, 11, 23))
    assert all(p.exists() for p in written)
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        report = import_path(other, path, by="tester", rejects=tmp_path / "no")
        assert (report.rejected, report.format) == ((), "csv")
        assert _content(other) == _content(store)
    again = load(path)
    assert (again.run, again.rejected) == (None, ())


def test_what_held_since_ever_until_a_change(
    load: Load, base: dict[str, str | bytes], store: GraphStore, tmp_path: Path
) -> None:
    load(base)
    load({"ties.csv": "ours,theirs,declared\nu1,c1,2\n"})
    load({"ties.csv": "ours,theirs,declared,valid_from\nu1,c1,4,2026-05-01\n"})
    export_tables(store, tmp_path / "out")
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        assert import_path(other, tmp_path / "out", by="tester").rejected == ()
        assert _content(other) == _content(store)


def test_no_cell_of_an_export_runs(load: Load, store: GraphStore, tmp_path: Path) -> None:
    load(ALL)
    for path in export_tables(store, tmp_path / "out"):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
            assert not [c for c in cells if c[:1] in {"=", "+", "@"} or (c[:1] == "-" and not c[1:].isdigit())]


def test_an_account_goes_out_with_what_belongs_to_it(load: Load, store: GraphStore, tmp_path: Path) -> None:
    load(ALL)
    export_tables(store, tmp_path / "out", accounts=["acme"], as_of=date(2026, 11, 23))
    stamp = tomllib.loads((tmp_path / "out" / "manifest.toml").read_text("utf-8"))
    assert stamp == {"as_of": date(2026, 11, 23), "accounts": ["acme"]}
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        assert import_path(other, tmp_path / "out", by="tester").rejected == ()
        assert {o.id for o in other.organisations()} == {"us", "acme", "plant"}
        assert {p.id for p in other.people()} == {"u1", "c1", "c2", "c3"}
        assert [i.id for i in other.interactions()] == ["i1"]
        assert len(list(other.facts(FactKind.TIE))) == 2


def test_what_is_held_about_another_account_does_not_go_out_with_its_guests(
    load: Load, store: GraphStore, tmp_path: Path
) -> None:
    load(ALL)
    load(
        {
            "stakeholders.csv": "person;account;influence;stance\nb1;beta;9;-2\n",
            "assignments.csv": "person;account;role\nu1;beta;kam\n",
            "interactions.csv": "id;at;kind;participants\ni3;2026-06-01 10:00;event;u1|c1|b1\n",
        }
    )
    export_tables(store, tmp_path / "out", accounts=["acme"])
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        assert import_path(other, tmp_path / "out", by="tester").rejected == ()
        assert [i.id for i in other.interactions()] == ["i1", "i3"]
        facts = [
            f.content for kind in (FactKind.STAKEHOLDER, FactKind.ASSIGNMENT, FactKind.TIE) for f in other.facts(kind)
        ]
    assert not [f for f in facts if "b1" in f.key or "beta" in f.key]
    assert len(facts) == 5


def test_an_unknown_account_and_a_place_that_cannot_be_written(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(UnknownId, match="nobody"):
        export_tables(store, tmp_path / "out", accounts=["nobody"])
    (tmp_path / "file").write_text("")
    for format in ("csv", "xlsx"):  # noqa: A001
        with pytest.raises(InputError, match="cannot be written"):
            export_tables(store, tmp_path / "file" / "out", format=format)


def test_merged_people_go_out_as_one(load: Load, store: GraphStore, tmp_path: Path) -> None:
    load(ALL)
    store.begin_run(Run(id="m", at=datetime.now(UTC), by="tester", kind=RunKind.MERGE))
    store.put_records("m", [Person(id="c9", name="Anna N.")])
    store.alias_people("m", alias="c9", person="c1")
    store.commit_run("m")
    export_tables(store, tmp_path / "out")
    assert "c9" not in (tmp_path / "out" / "people.csv").read_text("utf-8-sig")
