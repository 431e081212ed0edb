"""Search by name: folded, by parts, exact names first."""

from collections.abc import Callable
from datetime import date

import pytest

from kamgraph.model import Organisation, Person, Position
from kamgraph.store.port import Found, GraphStore

Write = Callable[..., str]


@pytest.fixture
def people(base: str, write: Write) -> None:
    write(
        Organisation(id="beta", name="Beta Łódź"),
        Organisation(id="rival", name="Łódzka", kind="competitor"),
        Person(id="p1", name="Łukasz Żółć"),
        Person(id="p2", name="Lukasz Zolc"),
        Person(id="p3", name="Łukasz Żółciński", emails=("L+Z@beta.example", "x(y@z.example")),
        Person(id="p4", name="Hans Müller-Straße"),
    )
    write(Position(person="p1", organisation="beta", valid_from=date(2026, 1, 1), valid_to=date(2026, 5, 1)))
    write(Person(id="hidden", name="Łukasz Hidden"), commit=False)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("łukasz żółć", ["p1", "p2", "p3"]),
        ("LUKASZ ZOLC", ["p1", "p2", "p3"]),
        ("  zolc   lukasz ", ["p1", "p2", "p3"]),
        ("Łukasz Żółciński", ["p3"]),
        ("olcin", ["p3"]),
        ("L+Z@BETA", ["p3"]),
        ("x(y@z", ["p3"]),
        ("strasse", ["p4"]),
        ("müller", ["p4"]),
        ("P4", ["p4"]),
        ("lukasz muller", []),
        ("", []),
        (" \t ", []),
        ("*", []),
        ("%", []),
        ("_", []),
        ('"', []),
        ("a OR b", []),
        ("\\", []),
        ("]:{~^", []),
    ],
)
def test_people_are_found_by_folded_parts(store: GraphStore, people: None, text: str, ids: list[str]) -> None:
    assert [found.id for found in store.find_people(text)] == ids


def test_an_exact_name_comes_first_and_no_more_than_asked(store: GraphStore, people: None, write: Write) -> None:
    write(Person(id="z9", name="Olc"))
    assert [f.id for f in store.find_people("olc")] == ["z9", "p1", "p2", "p3"]
    assert [f.id for f in store.find_people("olc", limit=2)] == ["z9", "p1"]


def test_people_are_found_with_their_organisation_of_the_day(store: GraphStore, people: None) -> None:
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1))
    found = [store.find_people("p1", as_of=day)[0] for day in days]
    assert [f.organisation for f in found] == [None, "Beta Łódź", "Beta Łódź", None]
    assert found[0] == Found("p1", "Łukasz Żółć", None)


def test_of_several_organisations_the_first_by_id_is_given(store: GraphStore, people: None, write: Write) -> None:
    write(*(Position(person="p2", organisation=o) for o in ("us", "beta", "acme")))
    assert store.find_people("p2", as_of=date(2026, 6, 1))[0].organisation == "Acme"


def test_a_merged_person_is_found_by_what_either_held(store: GraphStore, people: None, write: Write) -> None:
    run = write(commit=False)
    store.alias_people(run, alias="p3", person="p1")
    store.commit_run(run)
    assert [f.id for f in store.find_people("lukasz")] == ["p1", "p2"]
    assert [f.id for f in store.find_people("l+z@beta")] == ["p1"]


def test_only_accounts_are_found_as_accounts(store: GraphStore, people: None) -> None:
    assert store.find_accounts("łód") == (Found("beta", "Beta Łódź", None),)
    assert [f.id for f in store.find_accounts("a")] == ["acme", "beta"]
    assert [f.id for f in store.find_accounts("a", limit=1)] == ["acme"]
    assert store.find_accounts(" ") == ()
