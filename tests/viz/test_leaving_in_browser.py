"""A departure and its handover in a real browser: the page's numbers are the engine's, and a choice can be sent on."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import kamgraph as kg
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import account_map
from kamgraph_viz.account.reading import cast_of, opaque
from kamgraph_viz.coverage import coverage_page
from kamgraph_viz.leaving.page import departure_page, handover_page
from kamgraph_viz.structure.page import structure_page

ACCOUNTS = pytest.mark.parametrize("account_name", ["arnika", "legi", "zeleznik"])
EACH = """(people) => people.map((id) => {
  kamgraph.toggleGone(id);
  const { before, after, orphaned, single } = kamgraph.now(), lost = kamgraph.accessLost();
  const found = [before.coverage, after.coverage, orphaned, single, lost && lost.access_loss];
  kamgraph.toggleGone(id);
  return found;
})"""
PLANS = """(people) => people.map((id) => {
  kamgraph.toggleGone(id);
  const steps = kamgraph.steps();
  const found = steps && [steps.map((s) => [s.theirs, s.successor, s.joint]), kamgraph.plannedCoverage(steps)];
  kamgraph.toggleGone(id);
  return found;
})"""


@ACCOUNTS
def test_every_departure_is_the_engines(account_name: str, sample: dict[str, Snapshot], show: Any) -> None:
    snap = sample[account_name]
    leavers = [item.leavers[0] for item in kg.departures(snap).items]
    found = show(departure_page(snap)).run(EACH, [opaque(leaver) for leaver in leavers])
    assert len(leavers) > 3
    for leaver, (before, after, orphaned, single, access) in zip(leavers, found, strict=True):
        lost = kg.departure(snap, leaver)
        assert (before, after) == pytest.approx((lost.coverage_before, lost.coverage_after), abs=1e-6)
        assert set(orphaned) == {opaque(person) for person in lost.orphaned}
        assert set(single) == {opaque(person) for person in lost.single_tied}
        assert access == pytest.approx(lost.access_loss, abs=1e-6)


@ACCOUNTS
def test_every_plan_is_the_engines(account_name: str, sample: dict[str, Snapshot], show: Any) -> None:
    snap = sample[account_name]
    ours = [snap.people.ids[number] for number in cast_of(snap).ours]
    found = show(handover_page(snap)).run(PLANS, [opaque(person) for person in ours])
    for person, (steps, planned) in zip(ours, found, strict=True):
        plan = kg.handover(snap, person)
        assert steps == [
            [opaque(s.theirs), None if s.successor is None else opaque(s.successor), s.joint] for s in plan.steps
        ]
        assert planned == pytest.approx(plan.coverage_planned, abs=1e-6)


@pytest.mark.parametrize("draw", [account_map, coverage_page, structure_page])
def test_who_is_gone_stands_in_the_address_of_every_page(
    draw: Callable[..., str], leaving: tuple[Snapshot, str], show: Any, beside: Any
) -> None:
    snap, gone = leaving
    page = show(draw(snap, addresses=beside), f"lang=pl&gone={gone}").page
    assert "Skutki odejścia" in page.locator("#detail").inner_text()
    assert f"gone={gone}" in page.locator("nav.pages a", has_text="Przekazanie").get_attribute("href")
    page.locator("#detail").get_by_role("button", name=re.compile("^Cofnij odejście:")).first.click()
    assert "gone=" not in page.url
    assert "gone=" not in page.locator("nav.pages a", has_text="Przekazanie").get_attribute("href")


@pytest.fixture
def leaving(sample: dict[str, Snapshot]) -> tuple[Snapshot, str]:
    """An account of the sample, and who of ours holds most there."""
    snap = sample["arnika"]
    return snap, opaque(next(i.leavers[0] for i in kg.departures(snap).items if i.side == "ours"))


def test_a_choice_made_by_hand_is_reckoned_and_can_be_sent_on(leaving: tuple[Snapshot, str], show: Any) -> None:
    snap, gone = leaving
    opened = show(handover_page(snap), f"lang=pl&gone={gone}")
    page = opened.page
    proposed = opened.run("() => kamgraph.plannedCoverage(kamgraph.steps())")
    first = page.locator("#hand-steps select").first
    first.select_option(label="nikt")
    assert opened.run("() => kamgraph.plannedCoverage(kamgraph.steps())") < proposed
    assert "Następcę ma 5 z 6 kontaktów." in page.locator(".outcome").inner_text()
    assert "take=" in page.url
    again = show(handover_page(snap), page.url.split("#")[1]).page
    assert "Następcę ma 5 z 6 kontaktów." in again.locator(".outcome").inner_text()
    again.get_by_role("button", name="Przywróć propozycję").click()
    assert "Następcę ma 6 z 6 kontaktów." in again.locator(".outcome").inner_text()
    assert "take=" not in again.url


def test_leavers_are_added_and_removed_and_go_along_to_the_plan(
    leaving: tuple[Snapshot, str], show: Any, beside: Any
) -> None:
    snap, gone = leaving
    page = show(departure_page(snap, addresses=beside)).page
    page.select_option("#add-ours", value=gone)
    assert "Bez kontaktu zostaje 6 osób" in page.locator(".outcome").inner_text()
    assert f"gone={gone}" in page.locator("nav.pages a", has_text="Przekazanie").get_attribute("href")
    page.select_option("#add-theirs", index=1)
    assert page.locator("#leavers li").count() == 2
    assert "dla kilku osób naraz liczy to dopiero usługa" in page.locator(".change").inner_text()
    page.locator("#leavers button.remove").first.click()
    assert "nie ma czego przekazywać" in page.locator("#effect").inner_text()
    page.locator("#leavers button.remove").first.click()
    assert "gone=" not in page.url
    assert "Najwięcej zależy od tych osób" in page.locator("#effect").inner_text()


def test_several_of_ours_need_the_service_for_their_plan(sample: dict[str, Snapshot], show: Any) -> None:
    snap = sample["arnika"]
    some = [opaque(snap.people.ids[number]) for number in cast_of(snap).ours][:2]
    page = show(handover_page(snap), f"lang=en&gone={','.join(some)}").page
    assert "need the service" in page.locator("#plan").inner_text()


def test_meetings_are_spread_over_the_working_days_that_are_left(leaving: tuple[Snapshot, str], show: Any) -> None:
    snap, gone = leaving
    opened = show(handover_page(snap), f"lang=pl&gone={gone}&until=2026-12-05")
    days = opened.run("() => [...kamgraph.meetingDays(kamgraph.steps()).values()]")
    weekdays = opened.run("(days) => days.map((day) => new Date(Date.parse(day)).getUTCDay())", days)
    assert days == sorted(days) and days[0] > "2026-11-23" and days[-1] <= "2026-12-05"
    assert {0, 6}.isdisjoint(weekdays)


def test_the_plan_opens_in_a_spreadsheet(leaving: tuple[Snapshot, str], show: Any, tmp_path: Path) -> None:
    snap, gone = leaving
    page = show(handover_page(snap), f"lang=pl&gone={gone}").page
    with page.expect_download() as waiting:
        page.click("#csv-plan")
    waiting.value.save_as(tmp_path / "plan.csv")
    rows = (tmp_path / "plan.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert len(rows) == 7
    assert "Urszula Jaźwiec" in rows[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("draw", [departure_page, handover_page])
def test_for_everybody(draw: Callable[..., str], theme: str, leaving: tuple[Snapshot, str], show: Any) -> None:
    snap, gone = leaving
    page = show(draw(snap), f"lang=pl&theme={theme}&gone={gone}").page
    page.set_viewport_size({"width": 900, "height": 900})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 900
    found = Axe().run(page).response["violations"]
    assert [(v["id"], node["html"][:120]) for v in found for node in v["nodes"]] == []


@pytest.mark.parametrize("draw", [departure_page, handover_page])
def test_the_document_for_the_file_fits_on_two_sheets(
    draw: Callable[..., str], invented: Any, snapshot_of: Any, show: Any
) -> None:
    snap = snapshot_of(invented(34, 6))
    worst = next(i.leavers[0] for i in kg.departures(snap).items if i.side == "ours")
    page = show(draw(snap), f"lang=pl&gone={opaque(worst)}").page
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
