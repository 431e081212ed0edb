"""The page of reporting lines, influence and attitude, in a real browser."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.model.errors import NotForPortfolio
from kamgraph.model.vocabulary import LineKind
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.structure.page import structure_page

UP = LineKind.REPORTS_TO


@pytest.fixture
def firm(invented: Callable[..., Any], somebody: Callable[..., Any]) -> Any:
    """An account of 41 client people, one of them without any line."""
    made = invented(40, 8)
    return replace(made, people=[*made.people, somebody("z", "Zofia Bez-Linii", weight=1.0)])


def _spots(opened: Any) -> dict[str, dict[str, float]]:
    spots: dict[str, dict[str, float]] = opened.run("() => Object.fromEntries(kamgraph.layout().spots)")
    return spots


def test_everybody_stands_once_and_nobody_on_another(firm: Any, snapshot_of: Any, show: Callable[..., Any]) -> None:
    opened = show(structure_page(snapshot_of(firm)))
    spots, box = _spots(opened), opened.run("() => kamgraph.box")
    assert set(spots) == {opaque(p.id) for p in firm.people if not p.ours and p.id != "z"}
    for a, b in combinations(spots.values(), 2):
        assert abs(a["x"] - b["x"]) >= box["width"] or abs(a["y"] - b["y"]) >= box["height"]
    assert opened.page.locator(".seat").count() == len(spots)
    assert opened.page.locator("#apart").inner_text().split("\n")[0] == "Bez linii podległości (1)"
    assert "Zofia Bez-Linii" in opened.page.locator("#apart").inner_text()


def test_superiors_stand_above_their_reports(firm: Any, snapshot_of: Any, show: Callable[..., Any]) -> None:
    opened = show(structure_page(snapshot_of(firm)))
    spots = _spots(opened)
    up = [(opaque(a), opaque(b)) for a, b, kind in firm.lines if kind is UP]
    assert len(up) == 39
    assert all(spots[b]["y"] < spots[a]["y"] for a, b in up)
    words = opened.page.locator(f'[data-seat="{up[0][0]}"]').get_attribute("aria-label")
    assert f"podlega: {next(p.name for p in firm.people if opaque(p.id) == up[0][1])}" in words


FITS = """() => {
  const scroll = document.getElementById("chart-scroll");
  return scroll.scrollWidth <= scroll.clientWidth;
}"""


def test_a_chart_uses_the_room_there_is(
    account: Any, somebody: Any, snapshot_of: Any, show: Callable[..., Any]
) -> None:
    people = [somebody(f"c{i:02}", f"Kontakt {i}") for i in range(31)]
    lines = [(f"c{i:02}", f"c{(i - 1) // 5:02}", UP) for i in range(1, 31)]
    page = show(structure_page(snapshot_of(account(people=people, lines=lines)))).page
    assert page.evaluate(FITS)
    page.set_viewport_size({"width": 900, "height": 950})
    page.wait_for_function(FITS)


def test_a_wide_chart_can_be_seen_whole(invented: Any, snapshot_of: Any, show: Callable[..., Any]) -> None:
    page = show(structure_page(snapshot_of(invented(60, 5)))).page
    page.set_viewport_size({"width": 900, "height": 950})
    page.locator("#whole").wait_for()
    assert not page.evaluate(FITS)
    page.click("#whole")
    assert page.evaluate(FITS)


def test_a_circle_is_named_and_has_a_top(
    account: Any, somebody: Any, snapshot_of: Any, show: Callable[..., Any]
) -> None:
    people = [somebody(f"c{i}", f"Kontakt {i}", weight=9.0 - i) for i in range(4)]
    lines = [("c0", "c1", UP), ("c1", "c2", UP), ("c2", "c0", UP), ("c3", "c2", UP)]
    opened = show(structure_page(snapshot_of(account(people=people, lines=lines))))
    assert "Kontakt 0 → Kontakt 1 → Kontakt 2 → Kontakt 0" in opened.page.locator("#circles").inner_text()
    assert opened.page.locator(".seat").count() == 4
    assert opened.run("() => kamgraph.roots.map((p) => p.name)") == ["Kontakt 0"]


def test_a_second_superior_is_said(account: Any, somebody: Any, snapshot_of: Any, show: Callable[..., Any]) -> None:
    people = [somebody(f"c{i}", f"Kontakt {i}", weight=9.0 - i) for i in range(3)]
    lines = [("c2", "c0", UP), ("c2", "c1", UP)]
    opened = show(structure_page(snapshot_of(account(people=people, lines=lines))))
    assert "podlega też: Kontakt 1" in opened.page.locator(f'[data-seat="{opaque("c2")}"]').get_attribute("aria-label")


def test_keys_move_open_and_fold(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(structure_page(sample["arnika"]))
    page, name = opened.page, "() => kamgraph.people.get(document.activeElement.dataset.seat).name"
    page.locator(".seat").first.focus()
    assert page.evaluate(name) == "Żaneta Kopeć-Iłłak"
    for key, expected in (("ArrowDown", "Mirosław Chrząszczyk"), ("ArrowRight", "Urszula Jaźwiec")):
        page.keyboard.press(key)
        assert page.evaluate(name) == expected
    page.keyboard.press("-")
    assert page.locator(".seat").count() == 5
    page.keyboard.press("+")
    assert page.locator(".seat").count() == 7
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").inner_text() == "Urszula Jaźwiec"
    assert page.evaluate(name) == "Urszula Jaźwiec"


def test_a_crowd_opens_folded_and_search_unfolds(invented: Any, snapshot_of: Any, show: Callable[..., Any]) -> None:
    opened = show(structure_page(snapshot_of(invented(400, 30))))
    page = opened.page
    assert page.locator(".seat").count() < 120
    hidden = opened.run(
        """() => {
          const seen = new Set(kamgraph.visible().map((p) => p.id));
          return [...kamgraph.managerOf.keys()].find((id) => !seen.has(id));
        }"""
    )
    page.evaluate("(id) => kamgraph.people.get(id).name = 'Szukana Osoba'", hidden)
    page.fill("#search", "szukana osoba")
    page.keyboard.press("Enter")
    assert page.locator(f'[data-seat="{hidden}"]').get_attribute("aria-pressed") == "true"
    before = page.locator(".seat").count()
    page.locator(".fold.closed").first.click()
    assert page.locator(".seat").count() > before


def test_quadrants_and_movements(account: Any, somebody: Any, snapshot_of: Any, show: Callable[..., Any]) -> None:
    rows = [
        ("a", 9.0, -2),
        ("b", 7.0, 1),
        ("c", 6.9, -1),
        ("d", 2.0, 2),
        ("e", 8.0, 0),
        ("f", 8.0, None),
        ("g", 1.0, None),
    ]
    now = [somebody(i, f"Kontakt {i}", weight=w, stance=s) for i, w, s in rows]
    was = {"a": -2, "b": -1, "c": None, "d": 2, "e": 1, "f": 0}
    then = [somebody(i, f"Kontakt {i}", weight=w, stance=was[i]) for i, w, _ in rows if i in was]
    earlier = snapshot_of(account(people=then))
    opened = show(structure_page(snapshot_of(account(people=now)), earlier=earlier))
    zones = opened.run(
        "() => Object.fromEntries([...kamgraph.people.values()].map((p) => [p.name.at(-1), kamgraph.zoneOf(p)]))"
    )
    assert zones == {
        "a": "much_against",
        "b": "much_favourable",
        "c": "little_against",
        "d": "little_favourable",
        "e": "much_neutral",
        "f": "much_unknown",
        "g": "little_unknown",
    }
    text = opened.page.locator("#grid").inner_text()
    assert "Przeciwnicy z wpływem" in text and "Sojusznicy z wpływem" in text
    assert sorted(opened.page.locator("#grid .moved").all_inner_texts()) == ["0 → ?", "? → −", "▲ − → +", "▼ + → 0"]
    moved = opened.page.locator("#moved").inner_text()
    assert "Kontakt g" in moved and "nowa osoba" in moved and "Kontakt a" not in moved


def test_without_an_earlier_day_that_is_said(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(structure_page(sample["zakole"]))
    assert "Brak wcześniejszego dnia" in opened.page.locator("#grid-note").inner_text()
    assert opened.page.locator("#grid .moved").count() == 0


def test_pictures_are_the_chart_on_the_screen(
    sample: dict[str, Snapshot], show: Callable[..., Any], tmp_path: Path
) -> None:
    opened = show(structure_page(sample["arnika"]))
    for kind in ("svg", "png"):
        with opened.page.expect_download() as waiting:
            opened.page.click(f"#{kind}")
        saved = tmp_path / f"chart.{kind}"
        waiting.value.save_as(saved)
    text = (tmp_path / "chart.svg").read_text("utf-8")
    assert "Hurtownia Leków Arnika" in text and "Urszula Jaźwiec" in text
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_to_complain_about_in_any_state(
    theme: str, firm: Any, snapshot_of: Any, show: Callable[..., Any]
) -> None:
    opened = show(structure_page(snapshot_of(firm), earlier=snapshot_of(firm)), f"lang=en&theme={theme}")
    opened.page.locator(".fold").first.click()
    opened.page.locator(".seat").first.click()
    opened.page.get_by_role("button", name="This person leaves").click()
    found = Axe().run(opened.page, context="main").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def test_a_portfolio_has_no_structure(sample: dict[str, Snapshot]) -> None:
    with pytest.raises(NotForPortfolio):
        structure_page(sample["portfolio"])
