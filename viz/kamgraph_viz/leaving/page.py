"""What a departure breaks, and who takes over what: two pages of one account, as HTML files."""

from collections.abc import Mapping
from typing import Any

from kamgraph.model.errors import NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.live import live_entry
from kamgraph_viz.account.slim import slim_payload, slim_people
from kamgraph_viz.account.whole import read_account
from kamgraph_viz.addresses import NOWHERE, AccountPage, Addresses, Here
from kamgraph_viz.coverage import ACCOUNT_SCRIPTS
from kamgraph_viz.leaving.plans import CAPACITY, plans
from kamgraph_viz.page import Words, assets, environment, finished, frame, script_of
from kamgraph_viz.words.editing import EDITING
from kamgraph_viz.words.leaving_pages import DEPARTURE_PAGE, HANDOVER_PAGE
from kamgraph_viz.words.pages import MAP_PAGE

COMMON = (*(name for name in ACCOUNT_SCRIPTS if name != "departure"), "facts", "choosing", "sections")
LIVE, OWN = "edit_send", ("leave_model", "leave_plan", "leave_service", "leave_chooser", "leave_tables")
STYLES = ("base", "parts", "map", "why", "leaving", "print")


def departure_page(
    snap: Snapshot,
    *,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """What is lost when the people chosen on the page leave, of either side, one or several: before and after.

    Parameters
    ----------
    snap : Snapshot
        Of one account or one group.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the other pages stand; with a service behind the page, ways in and successors of a set are asked of it.

    Returns
    -------
    str
        Equal for equal snapshots.

    Raises
    ------
    NotForPortfolio
        For the snapshot of a whole portfolio.
    """
    scripts = (*OWN, "leave_picture", "leave_effect", "leave_page")
    return _page(snap, "departure", scripts, DEPARTURE_PAGE, lang, names, addresses)


def handover_page(
    snap: Snapshot,
    *,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """Who takes over which contact of the people of ours chosen on the page, in which order, and what it regains.

    Parameters and what is returned are those of `departure_page`. Loads are those at this account.

    Raises
    ------
    NotForPortfolio
        For the snapshot of a whole portfolio.
    """
    scripts = (*OWN, "hand_tables", "hand_page")
    return _page(snap, "handover", scripts, HANDOVER_PAGE, lang, names, addresses)


def _page(
    snap: Snapshot,
    page: AccountPage,
    scripts: tuple[str, ...],
    own: Words,
    lang: words.Lang,
    names: Mapping[str, str] | None,
    addresses: Addresses,
) -> str:
    if snap.kind == "portfolio":
        raise NotForPortfolio(f"{page}_page")
    cast, payload, people = read_account(snap, names, addresses)
    live = live_entry(snap, cast, addresses)
    script = script_of((*COMMON, *((LIVE,) if live else ()), *scripts), addresses)
    shown: dict[str, Any] = {
        **slim_payload(payload, people),
        # A service is asked for each plan: it knows who may ask, and records who did.
        "plans": None if live else plans(snap, cast, people),
        "capacity": CAPACITY,
    }
    known = {**MAP_PAGE, **own, **(EDITING if live else {})}
    here = Here(page, snap.as_of, snap.scope)
    context = {
        **frame(payload["account"]["name"], lang, (script,), assets("css", STYLES), known, addresses, here),
        "people": slim_people(people),
        "payload": shown | ({"live": live} if live else {}),
    }
    return finished(environment().get_template(f"{page}.html.j2").render(**context))
