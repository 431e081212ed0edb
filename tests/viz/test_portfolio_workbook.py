"""The workbook of all clients, read back; and coverage over the quarters."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kamgraph.analytics.people import people
from kamgraph.analytics.portfolio import portfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.portfolio.trend import portfolio_trend, quarter_ends, trend_before
from kamgraph_viz.portfolio.workbook import portfolio_workbook, workbook_of


def _sheets(content: bytes) -> list[list[list[Any]]]:
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return [book.get_sheet_by_index(i).to_python() for i in range(len(book.sheet_names))]


@pytest.mark.parametrize(("lang", "headings"), [("pl", ["Klient", "Segment"]), ("en", ["Client", "Segment"])])
def test_a_row_a_client_with_the_engines_figures(lang: Any, headings: list[str], sample: dict[str, Snapshot]) -> None:
    whole = sample["portfolio"]
    clients, staff = _sheets(workbook_of(whole, lang=lang))
    assert "2026" in clients[0][0] and "PLN" in clients[0][0]
    assert clients[1][:2] == headings
    names = dict(zip(whole.accounts.ids, whole.accounts.names, strict=True))
    result = portfolio(whole)
    assert [row[0] for row in clients[2:]] == [names[a.account] for a in result.items]
    assert [row[6] for row in clients[2:]] == pytest.approx([a.value_exposed for a in result.items])
    assert [row[9] for row in clients[2:]] == pytest.approx([a.coverage for a in result.items])
    assert [row[18] or None for row in clients[2:]] == [a.contract_ends_on for a in result.items]
    assert [row[3] for row in staff[2:]] == [p.sole_contacts for p in people(whole).items]


def test_the_same_portfolio_has_the_same_bytes(sample: dict[str, Snapshot]) -> None:
    assert workbook_of(sample["portfolio"]) == workbook_of(sample["portfolio"])


@pytest.mark.parametrize("text", ["=1+1", "@a", "http://example.org", "12", "\ud800 lone", "a\x00b", "x" * 40_000])
def test_every_text_stays_a_text(text: str, sample: dict[str, Snapshot]) -> None:
    whole = sample["portfolio"]
    content = portfolio_workbook(portfolio(whole), people(whole), dict.fromkeys(whole.accounts.ids, text))
    shown = _sheets(content)[0][2][0]
    assert isinstance(shown, str)
    assert shown[:1] == text[:1].encode("utf-8", "replace").decode()


def test_nothing_known_gives_blank_cells(account: Callable[..., Any], snapshot_of: Callable[..., Snapshot]) -> None:
    clients, staff = _sheets(workbook_of(snapshot_of(account(value=None))))
    assert clients[2][0] == "Zażółć Sp. z o.o."
    assert clients[2][4:8] == ["", "", "", ""]
    assert len(staff) == 2


def test_trend_is_the_coverage_of_each_quarter_end(sample: dict[str, Snapshot]) -> None:
    whole, one = sample["portfolio"], sample["arnika"]
    asked: list[date] = []

    def on(day: date) -> Snapshot:
        asked.append(day)
        return whole if len(asked) > 1 else one

    trend = trend_before(whole, on)
    assert whole.first_day is not None
    assert asked == quarter_ends(whole.as_of, whole.first_day)
    now = {a.account: a.coverage for a in portfolio(whole).items}
    assert trend["zakole"] == [None, *[now["zakole"]] * (len(asked) - 1)]
    assert trend["arnika"][1:] == [now["arnika"]] * (len(asked) - 1)


@pytest.mark.parametrize("day", [date.min, date(1, 3, 31), date(1, 4, 1), date(2024, 2, 29), date.max])
def test_quarters_end_before_any_day(day: date) -> None:
    found = quarter_ends(day)
    assert found == sorted(set(found))
    assert all(end < day and end.month % 3 == 0 for end in found)


def test_without_snapshots_there_is_no_trend() -> None:
    assert portfolio_trend([]) == {}
