"""The page of one person in a real browser: what one of ours holds, and who of us knows one of theirs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.analytics.departure import departure
from kamgraph.analytics.handover import handover
from kamgraph.analytics.people import people
from kamgraph.model.errors import NotActive
from kamgraph.model.vocabulary import Level
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import person_page, words

THEIRS = "c-0203"


def _rows(page: Any, table: str) -> list[list[str]]:
    return [
        [cell.inner_text() for cell in row.locator("th, td").all()] for row in page.locator(f"#{table} tbody tr").all()
    ]


def _name(snap: Snapshot, person: str | None) -> str | None:
    return None if person is None else snap.people.names[snap.index[person]]


@pytest.fixture
def busiest(sample: dict[str, Snapshot]) -> str:
    """Who of ours has most value behind."""
    return people(sample["portfolio"]).items[0].person


def test_the_plan_is_the_engines(
    sample: dict[str, Snapshot], busiest: str, show: Callable[..., Any], beside: Any
) -> None:
    whole = sample["portfolio"]
    page = show(person_page(whole, busiest, addresses=beside)).page
    plan = handover(whole, busiest)
    rows = _rows(page, "one-contacts")[: len(plan.steps)]
    assert [(int(r[0]), r[1], r[7]) for r in rows] == [
        (step.order, _name(whole, step.theirs), _name(whole, step.successor) or "brak kandydata") for step in plan.steps
    ]


def test_what_hangs_on_one_of_ours_is_the_engines(
    sample: dict[str, Snapshot], busiest: str, show: Callable[..., Any], beside: Any
) -> None:
    whole = sample["portfolio"]
    page = show(person_page(whole, busiest, addresses=beside)).page
    summary, lost = people(whole).items[0], departure(whole, busiest)
    said = page.locator("#sentences").inner_text()
    assert words.money(summary.value_at_stake, "PLN", "pl") in said
    assert words.percent(lost.coverage_after, "pl") in said
    sole = page.locator("#sentences").get_by_role("button").nth(2)
    sole.click()
    shown = page.locator("#why-lines").inner_text()
    assert {person for person in lost.orphaned if (_name(whole, person) or "") not in shown} == set()
    page.locator("#why-close").click()
    rows = _rows(page, "one-accounts")
    assert len(rows) == summary.accounts
    assert sum(row[6] == "bez kontaktu" for row in rows) == len(summary.accounts_lost)
    assert sum(row[6] == "tylko na papierze" for row in rows) == len(summary.paper_assignments)


def test_who_knows_one_of_theirs(sample: dict[str, Snapshot], show: Callable[..., Any], beside: Any) -> None:
    whole = sample["portfolio"]
    page = show(person_page(whole, THEIRS, addresses=beside)).page
    (row,) = _rows(page, "one-ties")
    assert row[0] == "Bartłomiej Kłosik"
    assert "Jedyną relację ma Bartłomiej Kłosik." in page.locator("#sentences").inner_text()
    assert page.locator("#one-ties a").get_attribute("href") == "person-u-04.html#lang=pl&theme=light"
    assert page.locator("#one-places a").get_attribute("href").startswith("map-arnika.html#lang=pl&theme=light&p=p")


def test_a_stranger_and_an_empty_chair(
    account: Callable[..., Any], somebody: Callable[..., Any], snapshot_of: Callable[..., Snapshot], show: Any
) -> None:
    cast = [
        somebody("o", "Jan Kowal", ours=True),
        somebody("idle", "Ewa Wolna", ours=True),
        somebody("c1", "Anna Nowak", weight=3.0),
        somebody("c2", "Nikomu Nieznany", level=Level.UNKNOWN, department=None, stance=None, assumed=True, title=""),
        somebody("c3", "", placeholder=True, title="Dyrektor IT"),
    ]
    snap = snapshot_of(account(cast, [("o", "c1", 0.5)], value=None))
    assert "Żadnej czynnej relacji" in show(person_page(snap, "idle")).page.locator("#sentences").inner_text()
    page = show(person_page(snap, "c2")).page
    assert "Nikt od nas nie zna tej osoby." in page.locator("#sentences").inner_text()
    assert page.locator("#one-ties").count() == 0
    page = show(person_page(snap, "o")).page
    assert "Bez następcy" not in page.locator("#sentences").inner_text()
    page.locator("#lang-en").click()
    assert "Active ties: 1" in page.locator("#sentences").inner_text()
    chair = show(person_page(snap, "c3")).page
    assert chair.locator("h1").inner_text() == "Dyrektor IT"
    with pytest.raises(NotActive):
        person_page(snap, "nobody")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_for_everybody(
    theme: str, sample: dict[str, Snapshot], busiest: str, show: Callable[..., Any], beside: Any
) -> None:
    for person in (busiest, THEIRS):
        page = show(person_page(sample["portfolio"], person, addresses=beside), f"lang=pl&theme={theme}").page
        page.set_viewport_size({"width": 900, "height": 900})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 900
        found = Axe().run(page).response["violations"]
        assert [(v["id"], node["html"][:120]) for v in found for node in v["nodes"]] == []


def test_equal_snapshots_give_equal_bytes(sample: dict[str, Snapshot], busiest: str) -> None:
    whole = sample["portfolio"]
    assert person_page(whole, busiest) == person_page(replace(whole), busiest)
