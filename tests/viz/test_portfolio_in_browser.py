"""The page of all clients in a real browser."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kamgraph.analytics.people import people
from kamgraph.analytics.portfolio import portfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import portfolio_of, portfolio_page, words


@pytest.fixture
def opened(sample: dict[str, Snapshot], show: Callable[..., Any], beside: Any) -> Any:
    whole = sample["portfolio"]
    return show(portfolio_of(whole, addresses=beside))


def _column(opened: Any, heading: str) -> list[str]:
    headings = [text.rstrip(" ▲▼") for text in opened.page.locator("#accounts-table thead th").all_inner_texts()]
    i = headings.index(heading)
    return [row.locator("th, td").nth(i).inner_text() for row in opened.page.locator("#accounts-table tbody tr").all()]


def test_rows_show_the_engines_figures_the_most_exposed_first(opened: Any, sample: dict[str, Snapshot]) -> None:
    result = portfolio(sample["portfolio"])
    exposed = [words.money(a.value_exposed, "PLN", "pl") for a in result.items if a.value_exposed is not None]
    shown = [cell.split("\n") for cell in _column(opened, "Wartość narażona")[: len(exposed)]]
    shares = [words.percent(a.cumulative_share, "pl") for a in result.items[: len(exposed)] if a.cumulative_share]
    assert shown == [[money, f"narastająco {share}"] for money, share in zip(exposed, shares, strict=True)]
    assert words.money(result.totals.value_exposed, "PLN", "pl") in opened.page.locator("#sentences").inner_text()


def test_both_headlines_of_the_sample_stand_in_the_first_view(opened: Any) -> None:
    said = opened.page.locator("#sentences").inner_text()
    for name in ("Bartłomiej Kłosik", "Sylwia Dzióbek", "Grażyna Ćwirko"):
        assert name in said


def test_sorting_by_a_heading_and_by_keys(opened: Any) -> None:
    heading = opened.page.locator("#accounts-table thead").get_by_role("button", name="Klient")
    heading.focus()
    opened.page.keyboard.press("Enter")
    names = [name.split("\n")[0] for name in _column(opened, "Klient")]
    assert names == opened.run("(all) => [...all].sort((a, b) => a.localeCompare(b, 'pl'))", names)
    assert opened.page.locator("#accounts-table th[aria-sort=ascending]").count() == 1


def test_filters(opened: Any, sample: dict[str, Snapshot]) -> None:
    page, result = opened.page, portfolio(sample["portfolio"])
    soon = [
        a
        for a in result.items
        if a.contract_ends_on is not None and 0 <= (a.contract_ends_on - result.as_of).days <= 90
    ]
    page.check("#renewal")
    assert page.locator("#accounts-table tbody tr").count() == len(soon) > 0
    page.uncheck("#renewal")
    late = [a for a in result.items if a.review_overdue_days]
    page.check("#review")
    assert page.locator("#accounts-table tbody tr").count() == len(late) > 0
    page.uncheck("#review")
    page.fill("#filter", "zelez")
    assert [n.split("\n")[0] for n in _column(opened, "Klient")] == ["Odlewnia Żeleźnik"]
    page.fill("#filter", "")
    page.select_option("#pattern", "pattern.1:1")
    assert page.locator("#accounts-table tbody tr").count() == result.totals.patterns["1:1"]


def test_a_table_opens_in_a_spreadsheet(opened: Any, tmp_path: Path) -> None:
    with opened.page.expect_download() as waiting:
        opened.page.click("#csv-accounts")
    saved = tmp_path / "clients.csv"
    waiting.value.save_as(saved)
    text = saved.read_bytes().decode("utf-8-sig")
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0].startswith('"Klient";"Opiekun (KAM)";"Wartość roczna"')
    assert '"8400000"' in text


def test_an_empty_portfolio_says_so(
    sample: dict[str, Snapshot],
    account: Callable[..., Any],
    snapshot_of: Callable[..., Snapshot],
    show: Callable[..., Any],
) -> None:
    empty = snapshot_of(account())
    page = show(portfolio_page(portfolio(empty), people(empty), {})).page
    assert page.locator("#accounts-table tbody tr").count() == 1
    assert "nie ma czynnej relacji z żadnym klientem (1)" in page.locator("#sentences").inner_text()


def test_contracts_that_end_within_90_days_stand_on_top(opened: Any, sample: dict[str, Snapshot]) -> None:
    result = portfolio(sample["portfolio"])
    ends = [a.contract_ends_on for a in result.items if a.contract_ends_on is not None]
    soon = sorted(day for day in ends if 0 <= (day - result.as_of).days <= 90)
    shown = opened.page.locator("#soon-table tbody td:nth-child(2)").all_inner_texts()
    assert [text.split("\n")[0] for text in shown] == [words.day(day, "pl") for day in soon]
    assert opened.page.locator("#soon").is_visible()


def test_owner_and_segment_narrow_the_list(opened: Any, sample: dict[str, Snapshot]) -> None:
    page, whole = opened.page, sample["portfolio"]
    rows = page.locator("#accounts-table tbody tr")
    managed = {p.person: len(p.managed_accounts) for p in people(whole).items}
    page.select_option("#owner", "Sylwia Dzióbek")
    assert rows.count() == managed[whole.people.ids[whole.people.names.index("Sylwia Dzióbek")]] > 1
    page.select_option("#segment", "B")
    assert 0 < rows.count() <= list(whole.accounts.segment).count("B")
    page.fill("#filter", "nikt taki")
    assert "Żaden klient nie pasuje" in page.locator("#shown").inner_text()
    page.click("#reset")
    assert rows.count() == len(whole.accounts.ids)
    assert page.locator("#reset").is_hidden()


def test_a_figure_opens_what_it_rests_on_and_leads_to_every_page_of_the_client(opened: Any) -> None:
    page = opened.page
    page.locator("#accounts-table tbody tr", has_text="Hurtownia Leków Arnika").locator("button.why").first.click()
    said = page.locator("#why").inner_text()
    assert "ok. 8,4 mln zł × (100% − 0%) = ok. 8,4 mln zł" in said
    assert "Urszula Jaźwiec" in said and "6 osób" in said
    targets = [link.get_attribute("href").split("-")[0] for link in page.locator("#why a").all()]
    assert targets == ["map", "map", "coverage", "structure", "departure", "handover", "changes", "quality"]


def test_the_last_contact_with_an_executive_names_both_sides(opened: Any, sample: dict[str, Snapshot]) -> None:
    whole = sample["portfolio"]
    known = next(item for item in portfolio(whole).items if item.last_executive_contact is not None)
    shown = dict(zip(whole.accounts.ids, whole.accounts.names, strict=True))[known.account]
    row = opened.page.locator("#accounts-table tbody tr", has_text=shown)
    row.locator("td", has_text=re.compile(r"\d+ (dni|dzień)")).locator("button.why").first.click()
    said = opened.page.locator("#why").inner_text()
    day = known.last_executive_contact.toordinal()
    pairs = {
        f"{whole.people.names[whole.ties.ours[tie]]} – {whole.people.names[whole.ties.theirs[tie]]}"
        for tie in (whole.ties.last_contact == day).nonzero()[0]
    }
    assert known.last_executive_contact.strftime("%d.%m.%Y") in said
    assert any(pair in said for pair in pairs)


def test_both_pictures_say_what_the_engine_says(opened: Any, sample: dict[str, Snapshot]) -> None:
    items = [a for a in portfolio(sample["portfolio"]).items if a.value_exposed]
    most = next(i for i, a in enumerate(items, start=1) if (a.cumulative_share or 0) >= 0.8)
    assert opened.page.locator("#pareto h3").inner_text().startswith(f"{most} z ")
    assert opened.page.locator("#pareto rect").count() == len(items)
    lone = [a for a in portfolio(sample["portfolio"]).items if a.annual_value and a.pattern in ("1:1", "1:N", "N:1")]
    assert opened.page.locator("#strip rect.hanging").count() == len(lone)
    opened.page.locator("#pareto rect").nth(2).click()
    names = dict(zip(sample["portfolio"].accounts.ids, sample["portfolio"].accounts.names, strict=True))
    assert opened.page.evaluate("() => document.activeElement.textContent") == names[items[2].account]


def test_trend_is_drawn_from_earlier_coverage(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    whole = sample["portfolio"]
    now = {a.account: a.coverage for a in portfolio(whole).items}
    before = {"arnika": [None, now["arnika"] - 0.1], "zakole": [None, None]}
    page = show(portfolio_of(whole, trend=before), "lang=en&theme=light").page
    assert page.locator("#accounts-table svg.spark").count() == 1
    assert "+10 pts" in page.locator("#accounts-table tbody tr", has_text="Arnika").inner_text()


def _many(whole: Snapshot, n: int) -> str:
    result = portfolio(whole)
    items = tuple(replace(result.items[i % 12], account=f"a{i:04}", value_exposed=float(i)) for i in range(n))
    return portfolio_page(replace(result, items=items), people(whole), {f"a{i:04}": f"Klient {i}" for i in range(n)})


def test_hundreds_of_clients_sort_and_filter_at_once(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    opened = show(_many(sample["portfolio"], 500))
    page, rows = opened.page, opened.page.locator("#accounts-table tbody tr")
    assert rows.count() == 200
    assert rows.first.locator("th").inner_text() == "Klient 499"
    took = opened.run(
        """() => {
          const began = performance.now();
          document.querySelector("#accounts-table button.sort").click();
          document.body.offsetHeight;
          return performance.now() - began;
        }"""
    )
    assert took < 1000
    assert rows.first.locator("th").inner_text() == "Klient 0"
    page.fill("#filter", "klient 499")
    assert rows.count() == 1
    page.fill("#filter", "")
    page.click("#all")
    assert rows.count() == 500


def test_where_no_value_is_known_those_with_least_left_stand_first(
    sample: dict[str, Snapshot], show: Callable[..., Any]
) -> None:
    result = portfolio(sample["portfolio"])
    items = tuple(
        replace(a, annual_value=None, potential_value=None, value_exposed=None, cumulative_share=None)
        for a in result.items
    )
    totals = replace(result.totals, value_exposed=None, coverage=None)
    page = show(portfolio_page(replace(result, items=items, totals=totals), people(sample["portfolio"]), {})).page
    assert page.locator("#accounts-table th[aria-sort=ascending]").inner_text().startswith("Zostaje po")
    assert page.locator("#pictures").is_hidden()
    assert "ok. " not in page.locator("#accounts-table").inner_text()
