"""The page of all clients in a real browser."""

from collections.abc import Callable
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
    assert _column(opened, "Wartość narażona")[: len(exposed)] == exposed
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
