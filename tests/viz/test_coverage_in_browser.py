"""The page that shows who knows whom, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.people import key_people
from kamgraph.model.errors import NotForPortfolio
from kamgraph.model.vocabulary import Role
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.coverage import coverage_page


@pytest.fixture
def middling(invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot]) -> Snapshot:
    """An account whose matrix is drawn at once."""
    return snapshot_of(invented(40, 9))


@pytest.fixture
def crowded(invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot]) -> Snapshot:
    """An account of 400 people that 30 of ours know."""
    return snapshot_of(invented(400, 30))


def _rows(opened: Any) -> list[str]:
    ids: list[str] = opened.run(
        "() => [...document.querySelectorAll('#matrix tr[data-person]')].map((r) => r.dataset.person)"
    )
    return ids


@pytest.mark.parametrize("account_id", ["arnika", "biala-laka", "legi"])
def test_fields_and_sums_are_the_engines(
    account_id: str, sample: dict[str, Snapshot], show: Callable[..., Any]
) -> None:
    snap = sample[account_id]
    opened = show(coverage_page(snap))
    ids, ties = snap.people.ids, snap.ties
    for i in range(len(ties.fact)):
        pair = f"{opaque(ids[ties.ours[i]])} {opaque(ids[ties.theirs[i]])}"
        large = opened.page.locator(f'[data-tie="{pair}"] b').inner_text()
        assert large == (str(words.scale_step(float(ties.strength[i]))) if ties.active[i] else "–")
    held = opened.run("() => kamgraph.sumOf([...kamgraph.people.values()].filter((p) => !p.ours))")
    engine = coverage(snap)
    assert held["held"] == pytest.approx(engine.coverage, abs=1e-5)
    assert (held["known"], held["people"]) == (engine.known, engine.people)


def test_key_people_without_contact_stand_first_and_are_marked(middling: Snapshot, show: Callable[..., Any]) -> None:
    opened = show(coverage_page(middling))
    key = key_people(middling)
    known = {int(c) for c, active in zip(middling.ties.theirs, middling.ties.active, strict=True) if active}
    gaps = {opaque(p) for i, p in enumerate(middling.people.ids) if key[i] and i not in known}
    assert gaps
    assert set(_rows(opened)[: len(gaps)]) == gaps
    assert opened.page.locator("#matrix tr.key-gap").count() == len(gaps)
    assert opened.page.locator("#matrix tr.key-gap .mark").first.inner_text() == "ważna, bez kontaktu"


def test_the_order_and_the_groups_can_be_chosen(middling: Snapshot, show: Callable[..., Any]) -> None:
    opened = show(coverage_page(middling))
    value = "(ids) => ids.map((id) => kamgraph.people.get(id)).map((p) => [p.name, p.weight, p.level, p.department])"
    opened.page.select_option("#order", "weight")
    weights = [row[1] for row in opened.run(value, _rows(opened))]
    assert weights == sorted(weights, reverse=True)
    opened.page.select_option("#order", "name")
    names = [row[0] for row in opened.run(value, _rows(opened))]
    assert names == opened.run("(all) => [...all].sort((a, b) => a.localeCompare(b, 'pl'))", names)
    opened.page.select_option("#grouping", "level")
    headings = opened.page.locator("#matrix tr.group th").all_inner_texts()
    levels = [row[2] for row in opened.run(value, _rows(opened))]
    assert len(headings) == len(set(levels)) == sum(a != b for a, b in zip([None, *levels], levels, strict=False))
    cells = [cell for cell in coverage(middling).cells if cell.level == "board"]
    engine = sum(c.weight_share * (c.coverage or 0) for c in cells) / sum(c.weight_share for c in cells)
    page = opened.run(
        "() => kamgraph.sumOf([...kamgraph.people.values()].filter((p) => p.level === 'board' && !p.ours))"
    )
    assert page["held"] == pytest.approx(engine, abs=1e-5)
    assert any(words.percent(engine, "pl") in heading for heading in headings)


def test_a_field_opens_the_tie_and_what_it_rests_on(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(coverage_page(sample["arnika"]))
    page, field = opened.page, opened.page.locator("#matrix button.step").first
    field.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.dataset.tie") == field.get_attribute("data-tie")
    panel = page.locator("#detail").inner_text()
    for said in ("Siła z kontaktów", "Ocena własna", "Ostatni kontakt", "Źródło"):
        assert said in panel
    assert "dni temu" in (field.get_attribute("aria-label") or "")
    page.locator("#matrix .total button.why").first.click()
    assert page.locator("#why li").count() >= 1
    page.click("#why-close")


def test_arrow_keys_move_between_fields(middling: Snapshot, show: Callable[..., Any]) -> None:
    opened = show(coverage_page(middling))
    pair = "() => document.activeElement.dataset.tie.split(' ')"
    opened.page.locator("#matrix button.step").first.focus()
    ours, theirs = opened.run(pair)
    opened.page.keyboard.press("ArrowDown")
    below = opened.run(pair)
    assert below[0] == ours and below[1] != theirs
    opened.page.keyboard.press("ArrowUp")
    assert opened.run(pair) == [ours, theirs]
    known = [tie["theirs"] for tie in opened.run("() => kamgraph.ties")]
    twice = next(person for person in known if known.count(person) > 1)
    fields = opened.page.locator(f"tr[data-person={twice}] button.step")
    fields.first.focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.run(pair)[1] == twice
    assert fields.first.evaluate("(field) => field !== document.activeElement")


def test_own_assessment_stands_beside_contacts(middling: Snapshot, show: Callable[..., Any]) -> None:
    opened = show(coverage_page(middling))
    opened.page.select_option("#mode", "sources")
    tie = opened.run("() => kamgraph.ties.find((t) => t.rating === 3 && t.observed >= 0.8)")
    field = opened.page.locator(f'[data-tie="{tie["ours"]} {tie["theirs"]}"]')
    assert field.inner_text().split() == ["3/5", "≠"]
    opened.page.select_option("#mode", "days")
    assert field.locator("b").inner_text().isdigit()


def test_a_departure_empties_a_column(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(coverage_page(sample["arnika"]))
    page = opened.page
    page.locator("#matrix thead button.link").get_by_text("Bartłomiej Kłosik", exact=True).click()
    page.get_by_role("button", name="Ta osoba odchodzi").click()
    assert page.locator("#matrix th.ours.gone").count() == 1
    assert page.locator("#matrix tr.key-gap").count() == 3
    page.keyboard.press("Escape")
    assert page.locator("#matrix th.ours.gone").count() == 0


def test_the_matrix_opens_in_a_spreadsheet(
    sample: dict[str, Snapshot], show: Callable[..., Any], tmp_path: Path
) -> None:
    opened = show(coverage_page(sample["arnika"]))
    with opened.page.expect_download() as waiting:
        opened.page.click("#csv-matrix")
    saved = tmp_path / "matrix.csv"
    waiting.value.save_as(saved)
    head, first = saved.read_text("utf-8-sig").splitlines()[:2]
    assert head.startswith('"U klienta";"Stanowisko"') and '"Bartłomiej Kłosik"' in head
    assert first.count('";"') == head.count('";"')


def test_a_crowd_opens_as_levels_and_departments(crowded: Snapshot, show: Callable[..., Any]) -> None:
    opened = show(coverage_page(crowded))
    page = opened.page
    assert page.locator("#matrix .matrix-table").count() == 0
    for cell in coverage(crowded).cells:
        assert cell.coverage is None or words.percent(cell.coverage, "pl") in page.locator("#matrix").inner_text()
    page.locator("#matrix tbody tr").last.locator("button").last.click()
    assert page.locator("#matrix tr[data-person]").count() == 120
    page.locator("#matrix > button").click()
    assert page.locator("#matrix tr[data-person]").count() == 240
    page.click("#matrix-back")
    assert page.locator("#matrix .matrix-table").count() == 0


def test_search_opens_the_part_in_which_somebody_stands(crowded: Snapshot, show: Callable[..., Any]) -> None:
    opened = show(coverage_page(crowded))
    hidden = opened.run("() => [...kamgraph.people.values()].filter((p) => !p.ours).at(-1)")
    opened.page.fill("#search", hidden["name"])
    hits = opened.page.locator("#hits li")
    hits.first.dispatch_event("pointerdown")
    assert opened.page.locator("#matrix tr.chosen").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_to_complain_about_in_any_state(
    theme: str, invented: Any, snapshot_of: Any, show: Callable[..., Any]
) -> None:
    opened = show(coverage_page(snapshot_of(invented(64, 8))), f"lang=en&theme={theme}")
    states = {"parts": Axe().run(opened.page, context="main").response["violations"]}
    opened.page.locator("#matrix tbody tr").last.locator("button").nth(1).click()
    opened.page.select_option("#grouping", "level")
    opened.page.locator("#matrix button.step").first.click()
    states["matrix"] = Axe().run(opened.page, context="main").response["violations"]
    assert [(name, v["id"], v["nodes"][0]["html"][:120]) for name, found in states.items() for v in found] == []


def test_who_decides_is_key_whatever_the_influence(
    account: Any, somebody: Any, snapshot_of: Any, show: Callable[..., Any]
) -> None:
    people = [
        somebody("o", "Jan Kowal", ours=True),
        somebody("c1", "Anna Nowak", weight=2.0, role=Role.DECISION_MAKER),
        somebody("c2", "Ewa Zawada", weight=6.0),
    ]
    opened = show(coverage_page(snapshot_of(account(people=people))))
    assert "Anna Nowak" in opened.page.locator("#matrix tr.key-gap").inner_text()
    assert opened.page.locator("#matrix tr.key-gap").count() == 1


def test_a_portfolio_has_no_matrix(sample: dict[str, Snapshot]) -> None:
    with pytest.raises(NotForPortfolio):
        coverage_page(sample["portfolio"])
