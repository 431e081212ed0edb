"""Suggestions that two people are one."""

from __future__ import annotations

from collections.abc import Callable

from kamgraph.ingest import ImportReport, suggest_merges
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]


def _suggested(load: Load, store: GraphStore, people: str, positions: str = "") -> set[tuple[str, str, str]]:
    organisations = "id,name\nacme,Acme\nbeta,Beta\n"
    load({
        "organisations.csv": organisations,
        "people.csv": "id,name,emails,phones,placeholder\n" + people,
        "positions.csv": "person,organisation\n" + positions,
    })  # fmt: skip
    return {(s.a, s.b, s.reason) for s in suggest_merges(store)}


def test_same_name_at_the_same_organisation(load: Load, store: GraphStore) -> None:
    people = "a,Żaneta Kopeć,,,\nb,kopec zaneta,,,\nc,Żaneta Kopeć,,,\nd,Żaneta Kopeć,,,yes\n"
    found = _suggested(load, store, people, "a,acme\nb,acme\nc,beta\nd,acme\n")
    assert found == {("a", "b", "same name and organisation")}


def test_same_address_unless_it_is_an_office(load: Load, store: GraphStore) -> None:
    people = "a,A,x@a.example|biuro@a.example,,\nb,B,X@A.example,,\nc,C,biuro@a.example,,\n"
    assert _suggested(load, store, people) == {("a", "b", "same e-mail")}


def test_same_phone_however_written_unless_it_is_a_switchboard(load: Load, store: GraphStore) -> None:
    people = "a,A,,+48 600 100 200,\nb,B,,600-100-200,\nc,C,,123,\nd,D,,123,\n"
    people += "".join(f"s{n},S{n},,22 555 00 00,\n" for n in range(6))
    assert _suggested(load, store, people) == {("a", "b", "same phone")}


def test_the_report_carries_them(load: Load) -> None:
    people: dict[str, str | bytes] = {"people.csv": "id,name,emails\na,A,x@a.example\nb,B,x@a.example\n"}
    assert [(s.a, s.b) for s in load(people).suggested_merges] == [("a", "b")]
