"""The table of all clients and of our people as a workbook: numbers to count on, days as days, every text a text."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from kamgraph.analytics.people import PeopleResult
from kamgraph.analytics.people import people as people_measured
from kamgraph.analytics.portfolio import PortfolioResult
from kamgraph.analytics.portfolio import portfolio as measured
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.portfolio.rows import About, about_in, names_in, owners_of
from kamgraph_viz.portfolio.sheets import Cell, Column, Row, client_columns, staff_columns
from kamgraph_viz.words.navigation import NAVIGATION
from kamgraph_viz.words.people_page import PEOPLE_PAGE
from kamgraph_viz.words.portfolio_page import PORTFOLIO_PAGE

# One moment for all time: the same content has the same bytes.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMATS = {"share": "0%", "money": "#,##0", "day": "yyyy-mm-dd", "count": "0", "text": "@"}
_WIDTHS = {"share": 13, "money": 16, "day": 13, "count": 12, "text": 28}
_MOST_CHARACTERS = 32_767


def workbook_of(snap: Snapshot, *, lang: words.Lang = "pl") -> bytes:
    """Workbook of a portfolio's snapshot, with the names that stand in it."""
    return portfolio_workbook(measured(snap), people_measured(snap), names_in(snap), about=about_in(snap), lang=lang)


def portfolio_workbook(
    portfolio: PortfolioResult,
    people: PeopleResult,
    names: Mapping[str, str],
    *,
    about: Mapping[str, About] | None = None,
    lang: words.Lang = "pl",
) -> bytes:
    """Write all clients and our people as an XLSX workbook of two sheets.

    Parameters
    ----------
    portfolio, people : results
        Of the same portfolio snapshot.
    names : mapping
        Display names by person and account id; an id without one is shown itself.
    about : mapping, optional
        Segment and industry of an account by its id.
    lang : {"pl", "en"}
        Language of the sheets.

    Returns
    -------
    bytes
        The same for the same results. What is not known is a blank cell; shares are numbers 0..1 shown as percent.

    Examples
    --------
    >>> import networkx as nx
    >>> from kamgraph.analytics.people import people
    >>> from kamgraph.analytics.portfolio import portfolio
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> snap = from_networkx(nx.Graph(), as_of=date(2026, 11, 23))
    >>> portfolio_workbook(portfolio(snap), people(snap), {})[:2]
    b'PK'
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"created": _CREATED})
    said = _words(lang)
    stand = f"{said('as_of')}: {words.day(portfolio.as_of, lang)} · {said('window')}: {portfolio.window_days}"
    title = f"{stand} · {portfolio.currency}"
    clients = client_columns(names, about or {}, owners_of(people.items), lang)
    _write(book, said("page.clients"), title, said, clients, portfolio.items)
    _write(book, said("nav.people"), title, said, staff_columns(names), people.items)
    book.close()
    return file.getvalue()


def _words(lang: words.Lang) -> Callable[[str], str]:
    known = {**words.WORDS, **PORTFOLIO_PAGE, **PEOPLE_PAGE, **NAVIGATION}

    def said(code: str) -> str:
        return known[code].pl if lang == "pl" else known[code].en

    return said


def _write(
    book: Any, name: str, title: str, said: Callable[[str], str], columns: Sequence[Column[Row]], rows: Sequence[Row]
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    shown = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    sheet.write_string(0, 0, title)
    for at, column in enumerate(columns):
        sheet.write_string(1, at, said(column.code), bold)
        sheet.set_column(at, at, _WIDTHS[column.kind])
        for line, row in enumerate(rows, start=2):
            _put(sheet, line, at, column.of(row), shown[column.kind])
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, 1 + len(rows), len(columns) - 1)


def _put(sheet: Any, line: int, at: int, value: Cell, form: Any) -> None:
    match value:
        case None | "":
            sheet.write_blank(line, at, None, form)
        case str():
            sheet.write_string(line, at, _readable(value), form)
        case date():
            sheet.write_datetime(line, at, datetime.combine(value, datetime.min.time()), form)
        case _:
            sheet.write_number(line, at, value, form)


def _readable(text: str) -> str:
    """As much of a text as a cell holds; half a surrogate pair is no character."""
    return text.encode("utf-8", "replace").decode("utf-8")[:_MOST_CHARACTERS]
