"""The map in a real browser: what can be seen, searched, pressed, saved and printed."""

import re
from collections.abc import Callable
from itertools import combinations
from math import dist
from pathlib import Path
from typing import Any

import pytest

from kamgraph.model.vocabulary import Level
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import account_map

DISCS = """() => {
  const net = kamgraph.getNetwork(), scale = net.getScale();
  return [...kamgraph.people.values()].map((p) => {
    const at = net.canvasToDOM({ x: p.x, y: p.y });
    const sizes = kamgraph.captionOf(p, scale, false).filter((l) => l.weight === 600).map((l) => l.size * scale);
    return { x: at.x, y: at.y, r: p.radius * scale, sizes };
  });
}"""


# When the first picture stood there, and twice the bar for it: other work on the machine is no slowness of a page.
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()"
SLACK = 2


@pytest.mark.parametrize(("theirs", "ours", "bar"), [(8, 3, 1_500), (40, 10, 1_500), (182, 18, 2_000)])
def test_nobody_overlaps_and_names_can_be_read(
    theirs: int,
    ours: int,
    bar: int,
    invented: Callable[..., Any],
    snapshot_of: Callable[..., Snapshot],
    show: Callable[..., Any],
) -> None:
    opened = show(account_map(snapshot_of(invented(theirs, ours))))
    assert opened.run(PAINTED) < SLACK * bar
    discs = opened.run(DISCS)
    box = opened.page.locator("#net").bounding_box()
    for disc in discs:
        assert disc["r"] <= disc["x"] <= box["width"] - disc["r"]
        assert disc["r"] <= disc["y"] <= box["height"] - disc["r"]
        assert all(size >= 11 for size in disc["sizes"])
    for a, b in combinations(discs, 2):
        assert dist((a["x"], a["y"]), (b["x"], b["y"])) > a["r"] + b["r"]


def test_search_finds_names_without_their_accents(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    page = show(account_map(sample["arnika"])).page
    page.keyboard.press("/")
    page.keyboard.type("zaneta kopec")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").first.inner_text() == "Żaneta Kopeć-Iłłak"
    assert page.locator("#hits").is_hidden()


def test_everything_can_be_done_with_keys(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    page = show(account_map(sample["arnika"])).page
    page.locator("#net").focus()
    heard = set()
    for key in ["ArrowDown", *["ArrowRight"] * 6, *["ArrowDown"] * 3, *["ArrowLeft"] * 6]:
        page.keyboard.press(key)
        heard.add(page.locator("#live").inner_text().split(",")[0])
    assert len(heard) >= 5
    page.keyboard.press("Enter")
    name = page.locator("#detail h2").first.inner_text()
    page.keyboard.press("l")
    assert name in page.locator("#live").inner_text()
    assert page.locator(".leavers").inner_text() == name
    page.keyboard.press("Escape")
    assert page.locator(".leavers").count() == 0
    assert page.locator("#people-table button.link").count() == page.evaluate("kamgraph.people.size")


def test_a_departure_shows_new_red_ties_and_badges(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(account_map(sample["legi"]))
    opened.choose("Sylwia Dzióbek")
    opened.page.get_by_role("button", name="Ta osoba odchodzi").click()
    rows = opened.page.locator("#ties-table tbody tr")
    only = [row.inner_text() for row in rows.all() if "\ttak\t" in row.inner_text()]
    assert len(only) == 5 and all("Krzysztof Ołdakiewicz" in row for row in only)
    risk = opened.page.locator("#people-table tr:has(button:text-is('Krzysztof Ołdakiewicz'))").inner_text()
    assert "Osoba krytyczna" in risk and "Jedyny kontakt" in risk


def test_focus_filters_and_the_way_in(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(account_map(sample["zeleznik"]))
    opened.choose("Adam Żeleźny")
    opened.page.get_by_role("button", name="Jak dotrzeć?").click()
    chain = opened.page.locator(".chain li").all_inner_texts()
    assert chain == ["Mateusz Gżegżółka", "Teresa Łoś-Wójcicka", "Adam Żeleźny"]
    opened.page.get_by_role("button", name="Dwa kroki").click()
    assert opened.run("() => [kamgraph.view.focus !== null, kamgraph.view.steps]") == [True, 2]
    opened.page.get_by_label("Brak danych").uncheck()
    assert opened.run("() => [...kamgraph.view.hidden.stance]") == ["stance.unknown"]


def test_people_are_hidden_by_their_part_in_the_decision(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(account_map(sample["tecza-bis"]))
    shown = "() => [...kamgraph.people.values()].filter((p) => !p.ours && kamgraph.isShown(p)).map((p) => p.roles)"
    before = opened.run(shown)
    opened.page.locator("summary", has_text="Rola w decyzji").click()
    opened.page.get_by_label("Bez roli w decyzji").uncheck()
    assert opened.run(shown) == [roles for roles in before if roles]
    assert any(not roles for roles in before) and any(before)


def test_every_tie_says_why(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(account_map(sample["arnika"]))
    opened.choose("Bartłomiej Kłosik")
    opened.page.locator("ul.ties summary").first.click()
    why = opened.page.locator("ul.ties details[open]").inner_text()
    for part in ("Siła z kontaktów", "Ocena własna", "Ostatni kontakt", "temu", "Źródło"):
        assert part in why


def test_the_language_follows_the_browser_and_the_address(
    sample: dict[str, Snapshot], show: Callable[..., Any]
) -> None:
    opened = show(account_map(sample["arnika"]), "")
    assert opened.page.locator("html").get_attribute("lang") == "en"
    opened.page.locator("#lang-pl").click()
    assert "lang=pl" in opened.page.url
    assert "Dziś trzymamy" in opened.page.locator("#headline").inner_text()
    assert "Stan na dzień: 23.11.2026" in opened.page.locator("#stand").inner_text()


def test_what_is_saved(sample: dict[str, Snapshot], show: Callable[..., Any], tmp_path: Path) -> None:
    page = show(account_map(sample["arnika"])).page
    saved = {}
    for button in ("png", "svg", "csv-people", "csv-ties"):
        with page.expect_download() as waiting:
            page.click(f"#{button}")
        assert waiting.value.suggested_filename.startswith("hurtownia-lekow-arnika")
        waiting.value.save_as(tmp_path / button)
        saved[button] = (tmp_path / button).read_bytes()
    assert saved["png"].startswith(b"\x89PNG") and len(saved["png"]) > 20_000
    assert saved["svg"].startswith(b"<svg") and "Żaneta".encode() in saved["svg"]
    assert "Hurtownia Leków Arnika" in saved["svg"].decode() and "23.11.2026" in saved["svg"].decode()
    for table in (saved["csv-people"], saved["csv-ties"]):
        assert table.startswith(b"\xef\xbb\xbf") and b'";"' in table and "Kłosik".encode() in table


def test_forty_people_are_printed_on_two_sheets_in_vectors(
    invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot], show: Callable[..., Any], tmp_path: Path
) -> None:
    page = show(account_map(snapshot_of(invented(32, 8))), "lang=pl&theme=dark").page
    pdf = page.pdf(format="A4", landscape=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper svg circle").count() >= 32
    assert page.locator("#paper svg text").count() >= 40


def test_at_nine_hundred_pixels_nothing_runs_off_the_page(
    sample: dict[str, Snapshot], show: Callable[..., Any]
) -> None:
    opened = show(account_map(sample["biala-laka"]))
    opened.page.set_viewport_size({"width": 900, "height": 950})
    assert opened.run("() => document.documentElement.scrollWidth") <= 900
    assert opened.page.locator("#panel").is_visible()


def test_too_many_people_become_cells(
    invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot], show: Callable[..., Any]
) -> None:
    opened = show(account_map(snapshot_of(invented(900, 40))))
    page = opened.page
    assert opened.run(PAINTED) < SLACK * 2_000
    assert page.locator("#net").count() == 0
    assert page.locator("table.cells td b").count() > 10
    before = page.locator("#figures").inner_text()
    page.locator("#people-table button.link").first.click()
    page.get_by_role("button", name="Ta osoba odchodzi").click()
    assert page.locator("#figures").inner_text() != before
    assert 'id="net"' in account_map(snapshot_of(invented(239, 11)))
    assert 'id="net"' not in account_map(snapshot_of(invented(240, 11)))


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("nobody", "Nie znamy jeszcze nikogo"),
        ("one", "Znamy 0 z 1 osoby"),
        ("no ties", "Nie ma tu żadnej czynnej relacji"),
        ("no levels", "Nie znamy poziomu żadnej z tych osób"),
        ("no influence", "Nikt nie ocenił wpływu"),
        ("weightless", "Nie da się policzyć pokrycia"),
        ("circle", "Znamy 0 z 2 osób"),
    ],
)
def test_an_account_of_which_little_is_known_says_what_is_missing(
    case: str,
    said: str,
    account: Callable[..., Any],
    somebody: Callable[..., Any],
    snapshot_of: Callable[..., Snapshot],
    show: Callable[..., Any],
) -> None:
    jan, ewa = somebody("c1", "Jan Łoś"), somebody("c2", "Ewa Żuk")
    anna = somebody("o1", "Anna Nowak", ours=True)
    unknown = somebody("c3", "Ktoś", level=Level.UNKNOWN, department=None, assumed=True, stance=None)
    made = {
        "nobody": account(),
        "one": account(people=[jan], value=None),
        "no ties": account(people=[anna, jan, ewa], dormant=[("o1", "c1")]),
        "no levels": account(people=[anna, unknown], ties=[("o1", "c3", 0.4)]),
        "no influence": account(people=[unknown]),
        "weightless": account(people=[anna, somebody("c1", "Jan", weight=0.0)], ties=[("o1", "c1", 0.4)]),
        "circle": account(people=[jan, ewa], lines=[("c1", "c2", "reports_to"), ("c2", "c1", "reports_to")]),
    }[case]
    page = show(account_map(snapshot_of(made))).page
    assert said in page.locator("body").inner_text()
    for link in page.locator("#people-table button.link").all():
        link.click()
        page.get_by_role("button", name="Ta osoba odchodzi").click()
