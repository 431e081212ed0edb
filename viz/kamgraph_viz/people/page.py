"""Our people over all clients on one page: who is the only way to whom, and what would be left without."""

from collections.abc import Mapping

import numpy as np

from kamgraph.analytics.people import PeopleResult
from kamgraph.analytics.people import people as measured
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.people.rows import Held, clients_of, held_by, staff_row
from kamgraph_viz.portfolio.rows import names_in
from kamgraph_viz.words.people_page import PEOPLE_PAGE

SCRIPTS = ("why", "fold", "links", "team_model", "team_columns", "team_sentences", "team_page")
STYLES = ("base", "parts", "why", "overview", "team", "print")


def people_of(snap: Snapshot, *, lang: words.Lang = "pl", addresses: Addresses = NOWHERE) -> str:
    """Page of our people over a portfolio's snapshot, with the names that stand in it."""
    names = names_in(snap)
    known = zip(snap.accounts.ids, snap.accounts.annual_value.tolist(), strict=True)
    values = {account: None if np.isnan(value) else value for account, value in known}
    held = held_by(snap, names)
    return people_page(measured(snap), names, values=values, held=held, lang=lang, addresses=addresses)


def people_page(
    people: PeopleResult,
    names: Mapping[str, str],
    *,
    values: Mapping[str, float | None] | None = None,
    held: Mapping[str, Held] | None = None,
    lang: words.Lang = "pl",
    addresses: Addresses = NOWHERE,
) -> str:
    """Page of our people, the most value behind them first; it speaks of coverage and never of anybody's performance.

    Parameters
    ----------
    people : PeopleResult
        Of the portfolio.
    names : mapping
        Display names by person and account id; an id without one is shown itself.
    values : mapping, optional
        Annual value by account id; an account without one has a value that is not known.
    held : mapping, optional
        Active ties and sole contacts by person id, as `held_by` finds them; without it only their numbers are known.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        One HTML text that works without a server and without a network. Where nobody is recorded the page says so.
    """
    title, here = PEOPLE_PAGE["over.title"], Here("people", people.as_of)
    style, script = assets("css", STYLES), script_of(SCRIPTS, addresses)
    context = frame(title.pl if lang == "pl" else title.en, lang, (script,), style, PEOPLE_PAGE, addresses, here)
    accounts = sorted({a for p in people.items for a in (*p.managed_accounts, *p.accounts_lost, *p.paper_assignments)})
    number = {account: i for i, account in enumerate(accounts)}
    payload = {
        "as_of": people.as_of.isoformat(),
        "window_days": people.window_days,
        "currency": people.currency,
        "clients": clients_of(accounts, names, values or {}, addresses),
        "staff": [staff_row(p, number, names, (held or {}).get(p.person), addresses) for p in people.items],
    }
    return finished(environment().get_template("people.html.j2").render(**context, payload=payload))
