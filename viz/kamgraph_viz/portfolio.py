"""The portfolio on one page: which clients hang on one person, and who of ours carries what."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from kamgraph.analytics.people import PeopleResult, PersonSummary
from kamgraph.analytics.people import people as people_measured
from kamgraph.analytics.portfolio import AccountSummary, PortfolioResult
from kamgraph.analytics.portfolio import portfolio as measured
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.words.editing import EDITING
from kamgraph_viz.words.pages import PORTFOLIO_PAGE

SCRIPTS = ("portfolio_model", "portfolio_table", "portfolio_page")
EDIT_SCRIPTS = ("edit_send", "edit_form", "edit_client")
STYLES = ("base", "parts", "portfolio", "print")


class AccountRow(TypedDict):
    """One client; money in the payload's currency, `left` is the lower of both sides after one departure."""

    name: str
    about: str
    page: str | None
    annual_value: float | None
    value_exposed: float | None
    cumulative_share: float | None
    pattern: str
    solid: bool | None
    coverage: float | None
    left: float | None
    worst: str | None
    worst_id: str | None
    orphaned_by_worst: int
    threads: int
    executive_contact: str | None
    review_overdue_days: int | None
    contract_ends: str | None


class StaffRow(TypedDict):
    """One of our people over all clients."""

    name: str
    accounts: int
    managed_value: float | None
    value_at_stake: float | None
    key_contacts: int
    sole_contacts: int
    accounts_lost: list[str]
    on_paper: list[str]


def portfolio_of(snap: Snapshot, *, lang: words.Lang = "pl", addresses: Addresses = NOWHERE) -> str:
    """Page of all clients of a portfolio's snapshot, with the names that stand in it."""
    names = dict(zip(snap.people.ids, snap.people.names, strict=True))
    names |= dict(zip(snap.accounts.ids, snap.accounts.names, strict=True))
    rows = zip(snap.accounts.ids, snap.accounts.segment, snap.accounts.industry, strict=True)
    about = {account: " · ".join(part for part in parts if part) for account, *parts in rows}
    return portfolio_page(measured(snap), people_measured(snap), names, about=about, lang=lang, addresses=addresses)


def portfolio_page(
    portfolio: PortfolioResult,
    people: PeopleResult,
    names: Mapping[str, str],
    *,
    about: Mapping[str, str] | None = None,
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
        A few words on an account by its id, such as its industry.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        One HTML text that works without a server and without a network.
    """
    live = {"api": addresses.api(), "accounts": addresses.accounts()} if addresses.api() else None
    script = script_of((*SCRIPTS[:-1], *(EDIT_SCRIPTS if live else ()), SCRIPTS[-1]), addresses)
    style = assets("css", (*STYLES, *(("dialog", "edit") if live else ())))
    payload: dict[str, Any] = {
        "as_of": portfolio.as_of.isoformat(),
        "window_days": portfolio.window_days,
        "currency": portfolio.currency,
        "accounts": [_account(a, names, addresses, about or {}) for a in portfolio.items],
        "staff": [_staff(p, names) for p in people.items],
        "totals": {
            "coverage": portfolio.totals.coverage,
            "value_exposed": portfolio.totals.value_exposed,
            "accounts_left_out": portfolio.totals.accounts_left_out,
        },
    }
    if live:
        payload["live"] = live
    title, own = PORTFOLIO_PAGE["page.portfolio"], PORTFOLIO_PAGE | (EDITING if live else {})
    spoken = title.pl if lang == "pl" else title.en
    here = Here("clients", portfolio.as_of)
    context = frame(spoken, lang, (script,), style, own, addresses, here)
    return finished(environment().get_template("portfolio.html.j2").render(**context, payload=payload))


def _account(
    account: AccountSummary, names: Mapping[str, str], addresses: Addresses, about: Mapping[str, str]
) -> AccountRow:
    left = [r for r in (account.r_1, account.r_1_theirs) if r is not None]
    worst = account.worst_person
    return AccountRow(
        name=names.get(account.account, account.account),
        about=about.get(account.account, ""),
        page=addresses.account(account.account),
        annual_value=account.annual_value,
        value_exposed=account.value_exposed,
        cumulative_share=account.cumulative_share,
        pattern=account.pattern,
        solid=account.solid,
        coverage=account.coverage,
        left=min(left, default=None),
        worst=None if worst is None else names.get(worst, worst),
        worst_id=None if worst is None else opaque(worst),
        orphaned_by_worst=account.orphaned_by_worst,
        threads=account.threads,
        executive_contact=_iso(account.last_executive_contact),
        review_overdue_days=account.review_overdue_days,
        contract_ends=_iso(account.contract_ends_on),
    )


def _staff(person: PersonSummary, names: Mapping[str, str]) -> StaffRow:
    return StaffRow(
        name=names.get(person.person, person.person),
        accounts=person.accounts,
        managed_value=person.managed_value,
        value_at_stake=person.value_at_stake,
        key_contacts=person.key_contacts,
        sole_contacts=person.sole_contacts,
        accounts_lost=[names.get(a, a) for a in person.accounts_lost],
        on_paper=[names.get(a, a) for a in person.paper_assignments],
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
