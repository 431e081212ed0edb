"""The page of our people over all clients in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kamgraph.analytics.people import people
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import people_of, words


@pytest.fixture
def opened(sample: dict[str, Snapshot], show: Callable[..., Any], beside: Any) -> Any:
    return show(people_of(sample["portfolio"], addresses=beside))


def _column(opened: Any, heading: str) -> list[str]:
    headings = [text.rstrip(" ▲▼") for text in opened.page.locator("#staff-table thead th").all_inner_texts()]
    i = headings.index(heading)
    return [row.locator("th, td").nth(i).inner_text() for row in opened.page.locator("#staff-table tbody tr").all()]


def test_rows_show_the_engines_figures_the_most_value_first(opened: Any, sample: dict[str, Snapshot]) -> None:
    whole = sample["portfolio"]
    items = people(whole).items
    names = dict(zip(whole.people.ids, whole.people.names, strict=True))
    assert _column(opened, "Nasza osoba") == [names[p.person] for p in items]
    assert [cell.strip() for cell in _column(opened, "Wartość za tą osobą")] == [
        words.money(p.value_at_stake, "PLN", "pl") for p in items
    ]
    assert _column(opened, "Jedyne kontakty") == [str(p.sole_contacts) for p in items]
    assert _column(opened, "Ważne kontakty") == [str(p.key_contacts) for p in items]
    active = whole.ties.ours[whole.active_ties].tolist()
    loads = [active.count(whole.index[p.person]) for p in items]
    assert _column(opened, "Relacje") == [str(load) if load else "–" for load in loads]


def test_what_is_lost_and_what_is_on_paper_stand_by_name_and_lead_on(opened: Any) -> None:
    row = opened.page.locator("#staff-table tbody tr", has_text="Bartłomiej Kłosik")
    assert row.get_by_role("link", name="Bartłomiej Kłosik").get_attribute("href").startswith("person-")
    lost = row.get_by_role("link", name="Hurtownia Leków Arnika")
    assert lost.get_attribute("href").startswith("departure-arnika.html#")
    assert "gone=p" in lost.get_attribute("href")
    assert "8,4 mln zł" in row.inner_text()
    sponsor = opened.page.locator("#staff-table tbody tr", has_text="Grażyna Ćwirko")
    assert sponsor.locator("td").last.get_by_role("link").count() == 4


def test_a_number_opens_the_names_behind_it(opened: Any) -> None:
    row = opened.page.locator("#staff-table tbody tr", has_text="Mateusz Gżegżółka")
    row.locator("button.why").first.click()
    said = opened.page.locator("#why").inner_text()
    assert "Browar Zakole" in said and "Meble Dąbrówka" in said
    assert said.count("Nikt inny nie zna") == 4


def test_filters_and_sorting(opened: Any, sample: dict[str, Snapshot]) -> None:
    page, items = opened.page, people(sample["portfolio"]).items
    rows = page.locator("#staff-table tbody tr")
    page.check("#lost-only")
    assert rows.count() == sum(bool(p.accounts_lost) for p in items) > 0
    page.uncheck("#lost-only")
    page.check("#paper-only")
    assert rows.count() == sum(bool(p.paper_assignments) for p in items) > 0
    page.uncheck("#paper-only")
    page.fill("#filter", "zolka browar")
    assert _column(opened, "Nasza osoba") == ["Mateusz Gżegżółka"]
    page.fill("#filter", "")
    page.locator("#staff-table thead").get_by_role("button", name="Relacje").focus()
    page.keyboard.press("Enter")
    shown = [int(text) for text in _column(opened, "Relacje") if text != "–"]
    assert shown == sorted(shown, reverse=True)


def test_the_table_opens_in_a_spreadsheet(opened: Any, tmp_path: Path) -> None:
    with opened.page.expect_download() as waiting:
        opened.page.click("#csv-staff")
    waiting.value.save_as(tmp_path / "people.csv")
    lines = (tmp_path / "people.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Nasza osoba";"Wartość za tą osobą"')
    assert lines[1].startswith('"Bartłomiej Kłosik";"8400000";"Hurtownia Leków Arnika"')


def test_the_page_speaks_of_coverage_and_never_of_performance(opened: Any) -> None:
    for language in ("#lang-pl", "#lang-en"):
        opened.page.click(language)
        text = opened.page.locator("body").inner_text()
        assert "pokrycie" in text.lower() or "coverage" in text.lower()
        assert "wydajno" not in text.lower() and text.lower().count("performance") <= 1


def test_nobody_of_ours_is_said(account: Any, snapshot_of: Any, show: Any, somebody: Any) -> None:
    page = show(people_of(snapshot_of(account(people=[somebody("c", "Anna Nowak")])))).page
    assert "Nikt od nas nie jest przypisany" in page.locator("#sentences").inner_text()
    assert page.locator("#staff-table tbody tr").count() == 0
