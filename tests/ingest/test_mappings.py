"""The language of mappings, and what only foreign tables bring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kamgraph.ingest import ImportReport
from kamgraph.ingest.mapping import parse_mapping, shipped
from kamgraph.model import FactKind
from kamgraph.model.errors import InputError
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
COMPANIES = "Company ID,Company Name,Company Domain Name,Company Owner\n1,Łęgi,legi.example,kam@us.example\n"
CONTACTS = (
    "\ufeffContact ID,First Name,Last Name,Email,Associated Company Domain,Contact Owner\r\n"
    "7,Anna,Nowak,anna@legi.example,LEGI.example,kam@us.example\r\n"
    "8,Jan, Sowa ,jan@x.example,NULL,\r\n"
)
ACTIVITIES = (
    "Activity ID,Activity Type,Activity Date,Activity Owner,Associated Contact Email,Notes/Description\n"
    "a1,Call,2026-11-03 10:00,kam@us.example,anna@legi.example,secret body\n"
    "a2,Call,2026-11-03 10:00,kam@us.example,Anna@Legi.example,the same call\n"
    "a3,Email,2026-11-04,kam@us.example,kam@us.example,a note to myself\n"
    "a4,Task,2026-11-05,kam@us.example,biuro@legi.example,\n"
    "a5,Meeting,2026-11-06,gone@us.example,ewa@legi.example,\n"
)
HUBSPOT: dict[str, str | bytes] = {"co.csv": COMPANIES, "ct.csv": CONTACTS, "act.csv": ACTIVITIES}
ACCOUNTS = "Account Name,Owner\nŁęgi Sp. z o.o.,Ewa Sowa\n"
PEOPLE = "Email,Company Name,First Name,Last Name,Job Title,Not at Company Flag\n"


def test_hubspot_is_recognised_and_loaded(load: Load, store: GraphStore) -> None:
    report = load(HUBSPOT)
    assert (report.format, report.rejected) == ("hubspot", ())
    names = {p.name: p.id for p in store.people()}
    assert {names["Anna Nowak"], names["Jan Sowa"]} == {"hs:7", "hs:8"}
    assert set(names) == {"Anna Nowak", "Jan Sowa", "kam@us.example", "gone@us.example", "ewa@legi.example"}
    assert {f.content.role for f in store.facts(FactKind.ASSIGNMENT)} == {"kam", "other"}
    assert any(
        "1 rows give nothing for positions, because Associated Company Domain is blank" in n for n in report.notes
    )


def test_contacts_count_once_and_nobody_meets_himself_or_an_office(load: Load, store: GraphStore) -> None:
    report = load(HUBSPOT)
    found = {i.id: (i.kind.value, len(i.participants)) for i in store.interactions()}
    assert found == {"hs:a1": ("call", 2), "hs:a4": ("other", 1), "hs:a5": ("meeting", 2)}
    assert any("1 contacts told of twice" in note for note in report.notes)
    assert any("1 contacts of a person with himself" in note for note in report.notes)
    assert any("addresses of offices or machines, left out: biuro@legi.example" in note for note in report.notes)


def test_no_content_and_no_address_in_an_id(load: Load, store: GraphStore) -> None:
    load(HUBSPOT)
    everything = "".join(str(row) for row in store.dump())
    assert "secret body" not in everything
    assert not [p.id for p in store.people() if "@" in p.id]


def test_kept_people_stand_on_the_side_that_the_source_tells(load: Load, store: GraphStore) -> None:
    load(HUBSPOT)
    names = {p.id: p.name for p in store.people()}
    ours = {names[f.content.person] for f in store.facts(FactKind.POSITION, organisation="hs:us")}
    assert ours == {"kam@us.example", "gone@us.example"}


def test_again_and_under_another_namespace(load: Load, store: GraphStore) -> None:
    load(HUBSPOT)
    assert load(HUBSPOT).run is None
    load(HUBSPOT, namespace="hs2")
    assert {p.id for p in store.people()} >= {"hs:7", "hs2:7"}
    assert [o.id for o in store.organisations() if o.kind == "own"] == ["hs:us"]


def test_a_blank_keeps_what_is_known(load: Load, store: GraphStore) -> None:
    load(HUBSPOT)
    load({"co.csv": COMPANIES, "ct.csv": CONTACTS.replace("anna@legi.example", "")}, format="hubspot")
    (anna,) = store.people(["hs:7"])
    assert anna.emails == ("anna@legi.example",)


def test_a_flag_ends_a_position_on_the_day_it_is_told(load: Load, store: GraphStore) -> None:
    def told(flag: str, day: int) -> list[date | None]:
        files = {"a.csv": ACCOUNTS, "c.csv": PEOPLE + f"a@l.example,Łęgi Sp. z o.o.,Anna,Nowak,CFO,{flag}\n"}
        load(files, at=datetime(2026, 11, day, 9, tzinfo=UTC))
        return [f.content.valid_to for f in store.facts(FactKind.POSITION, organisation="d365:account-legi-sp-z-o-o")]

    assert told("0", 2) == [None]
    assert told("1", 3) == [date(2026, 11, 3)]
    assert told("1", 9) == [date(2026, 11, 3)]


def test_namesakes_are_told_apart_by_their_account(load: Load, store: GraphStore) -> None:
    people = PEOPLE + "a@l.example,Łęgi,Anna,Nowak,,\na@m.example,Mech,Anna,Nowak,,\n"
    deals = "Topic,Owner,Potential Customer,Contact,Created On\nx,Ewa Sowa,Mech,Anna Nowak,13.11.2026 10:00\n"
    deals += "y,Ewa Sowa,,Anna Nowak,13.11.2026 11:00\n"
    accounts = "Account Name,Owner\nŁęgi,Ewa Sowa\nMech,Ewa Sowa\n"
    report = load({"a.csv": accounts, "c.csv": people, "o.csv": deals})
    (rejected,) = report.rejected
    assert (rejected.line, "names 2 persons" in rejected.reason) == (3, True)
    (deal,) = store.interactions()
    at_mech = {f.content.person for f in store.facts(FactKind.POSITION, organisation="d365:account-mech")}
    assert at_mech & set(deal.participants)


def test_excel_serials_and_american_dates(load: Load, store: GraphStore) -> None:
    rows = "a1,Call,46335,k@us.example,anna@legi.example,\na2,Call,12/31/2026 4:05 PM,k@us.example,anna@legi.example,\n"
    load(HUBSPOT | {"act.csv": ACTIVITIES.splitlines()[0] + "\n" + rows})
    assert [i.at for i in store.interactions()] == [
        datetime(2026, 11, 9, 11, tzinfo=UTC),
        datetime(2026, 12, 31, 15, 5, tzinfo=UTC),
    ]


GOOD = """
name = "x"
namespace = "x"
[[tables]]
name = "t"
columns = ["A"]
[[tables.rows]]
table = "people"
fields = { id = "A", name = "B" }
"""
BAD = {
    "is no TOML": "name = ",
    "namespace: String should match pattern": GOOD.replace('namespace = "x"', 'namespace = "X Y"'),
    "tables: Field required": 'name = "x"\nnamespace = "x"',
    "tables.0.rows.0.colour: Extra inputs": GOOD + 'colour = "red"\n',
    "'persons' is no table of ours; there are organisations, people": GOOD.replace('"people"', '"persons"'),
    "people has no column 'age'": GOOD.replace("id =", "age = 'C', id ="),
    "people needs 'name'": GOOD.replace(', name = "B"', ""),
    "tables.0.rows.0.fields.id.0.find.0: Input should be": GOOD.replace('id = "A"', 'id = {column="A", find=["age"]}'),
}


@pytest.mark.parametrize("reason", BAD)
def test_a_faulty_mapping_is_told_where(reason: str) -> None:
    with pytest.raises(InputError) as error:
        parse_mapping(BAD[reason], "m.toml")
    assert str(error.value).startswith("m.toml: ")
    assert reason in str(error.value)


def test_a_mapping_of_ones_own(load: Load, store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(GOOD)
    report = load({"any.csv": "a , B\n1,Anna\n"}, mapping=path)
    assert (report.format, [p.name for p in store.people()]) == ("x", ["Anna"])
    with pytest.raises(InputError, match="no file here has the columns of format 'x': t: A"):
        load({"any.csv": "c,d\n1,Anna\n"}, mapping=path)
    with pytest.raises(InputError, match=r"nowhere\.toml: the mapping cannot be read"):
        load({"any.csv": "c,d\n1,Anna\n"}, mapping=tmp_path / "nowhere.toml")


def test_shipped_mappings_are_named_as_their_format() -> None:
    assert list(shipped()) == ["dynamics", "hubspot"]
    assert len({m.namespace for m in shipped().values()}) == 2
