"""The portfolio on one page: which clients hang on one person, what is worth most, and what ends soon."""

from collections.abc import Mapping, Sequence
from typing import Any

from kamgraph.analytics.people import PeopleResult
from kamgraph.analytics.people import people as people_measured
from kamgraph.analytics.portfolio import PortfolioResult
from kamgraph.analytics.portfolio import portfolio as measured
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.portfolio.behind import Behind, behind_worst
from kamgraph_viz.portfolio.rows import About, about_in, account_row, carrier, names_in, owners_of
from kamgraph_viz.words.editing import EDITING
from kamgraph_viz.words.navigation import NAVIGATION
from kamgraph_viz.words.portfolio_page import PORTFOLIO_PAGE

SCRIPTS = (
    "why",
    "fold",
    "links",
    "shapes",
    "portfolio_model",
    "portfolio_cells",
    "portfolio_columns",
    "portfolio_sentences",
    "portfolio_pareto",
    "portfolio_strip",
    "portfolio_filters",
    "portfolio_page",
)
EDIT_SCRIPTS = ("portfolio_trend", "edit_send", "edit_form", "edit_client")
STYLES = ("base", "parts", "why", "overview", "portfolio", "print")


def portfolio_of(
    snap: Snapshot,
    *,
    trend: Mapping[str, Sequence[float | None]] | None = None,
    lang: words.Lang = "pl",
    addresses: Addresses = NOWHERE,
) -> str:
    """Page of all clients of a portfolio's snapshot, with the names that stand in it."""
    names = names_in(snap)
    result = measured(snap)
    return portfolio_page(
        result,
        people_measured(snap),
        names,
        about=about_in(snap),
        behind=behind_worst(snap, result),
        trend=trend,
        lang=lang,
        addresses=addresses,
    )


def portfolio_page(
    portfolio: PortfolioResult,
    people: PeopleResult,
    names: Mapping[str, str],
    *,
    about: Mapping[str, About] | None = None,
    behind: Mapping[str, Sequence[Behind]] | None = None,
    trend: Mapping[str, Sequence[float | None]] | None = None,
    lang: words.Lang = "pl",
    addresses: Addresses = NOWHERE,
) -> str:
    """Page of all clients, the most exposed value first.

    Parameters
    ----------
    portfolio, people : results
        Of the same portfolio snapshot.
    names : mapping
        Display names by person and account id; an id without one is shown itself.
    about : mapping, optional
        Segment and industry of an account by its id.
    behind : mapping, optional
        Ties that end with the worst person of an account, by its id; without them only their number is known.
    trend : mapping, optional
        Coverage of an account on earlier days, the oldest first, by its id; today's stands at the end. None where it
        was not known.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        One HTML text that works without a server and without a network.
    """
    live = _live(addresses)
    script = script_of((*SCRIPTS[:-1], *(EDIT_SCRIPTS if live else ()), SCRIPTS[-1]), addresses)
    style = assets("css", (*STYLES, *(("edit",) if live else ())))
    title, own = PORTFOLIO_PAGE["page.portfolio"], PORTFOLIO_PAGE | NAVIGATION | (EDITING if live else {})
    here = Here("clients", portfolio.as_of)
    context = frame(title.pl if lang == "pl" else title.en, lang, (script,), style, own, addresses, here)
    owners = owners_of(people.items)
    payload = _payload(portfolio, addresses) | {
        "accounts": [
            account_row(
                item,
                names,
                addresses,
                about=(about or {}).get(item.account, About()),
                owners=owners.get(item.account, ()),
                behind=(behind or {}).get(item.account, ()),
                trend=(trend or {}).get(item.account, ()),
            )
            for item in portfolio.items
        ],
        "carriers": [carrier(p, names, addresses) for p in people.items if p.value_at_stake or p.paper_assignments],
        **({"live": live} if live else {}),
    }
    template = environment().get_template("portfolio.html.j2")
    return finished(template.render(**context, payload=payload, workbook=addresses.workbook()))


def _live(addresses: Addresses) -> dict[str, Any] | None:
    if addresses.api() is None:
        return None
    return {"api": addresses.api(), "accounts": addresses.accounts(), "trend": addresses.trend()}


def _payload(portfolio: PortfolioResult, addresses: Addresses) -> dict[str, Any]:
    return {
        "as_of": portfolio.as_of.isoformat(),
        "window_days": portfolio.window_days,
        "currency": portfolio.currency,
        "people": addresses.people(),
        "totals": {
            "coverage": portfolio.totals.coverage,
            "value_exposed": portfolio.totals.value_exposed,
            "accounts_left_out": portfolio.totals.accounts_left_out,
        },
    }
