"""The influence map of one account as one HTML file."""

from collections.abc import Mapping

from kamgraph.model.errors import NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.live import live_entry
from kamgraph_viz.account.picture import draw, plan_entry
from kamgraph_viz.account.reading import seats
from kamgraph_viz.account.slim import slim_payload, slim_people
from kamgraph_viz.account.whole import read_account
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.drawing.layout import lay_out
from kamgraph_viz.drawing.seats import MAP_ABOVE
from kamgraph_viz.network import render_network, vis_network
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.words.editing import EDITING
from kamgraph_viz.words.pages import MAP_PAGE

SCRIPTS = (
    "model",
    "impact",
    "paths",
    "fold",
    "search",
    "colours",
    "pens",
    "labels",
    "people",
    "lines",
    "network",
    "svg",
    "cells",
    "header",
    "cards",
    "departure_sums",
    "departure",
    "gone",
    "person",
    "legend",
    "facts",
    "keys",
    "map",
)
EDIT_SCRIPTS, EDIT_STYLES = ("edit_send", "edit_form", "edit_person", "edit_known", "edit_new"), ("edit",)
STYLES = ("base", "parts", "map", "print")


def account_map(
    snap: Snapshot,
    *,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """Influence map of an account: one HTML text that works without a server and without a network.

    Parameters
    ----------
    snap : Snapshot
        Of one account or one group.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        Equal for equal snapshots. Up to 250 people are drawn; above that the page shows level x department cells.

    Raises
    ------
    NotForPortfolio
        For the snapshot of a whole portfolio.
    """
    if snap.kind == "portfolio":
        raise NotForPortfolio("account_map")
    cast, payload, people = read_account(snap, names, addresses)
    plan = lay_out(seats(snap, cast)) if 0 < len(people) <= MAP_ABOVE else None
    if plan is not None:
        draw(plan, people, payload["ties"], payload["lines"])
        payload["plan"] = plan_entry(plan)
    drawn, live = plan is not None, live_entry(snap, cast, addresses)
    script = script_of((*SCRIPTS[:-1], *(EDIT_SCRIPTS if live else ()), SCRIPTS[-1]), addresses)
    style, own = assets("css", (*STYLES, *(EDIT_STYLES if live else ()))), MAP_PAGE | (EDITING if live else {})
    scripts = (vis_network(), script) if drawn else (script,)
    context = {
        **frame(payload["account"]["name"], lang, scripts, style, own, addresses, Here("map", snap.as_of, snap.scope)),
        "payload": slim_payload(payload, people) | ({"live": live} if live else {}),
        "drawn": drawn,
    }
    edges = [{"from": tie["ours"], "to": tie["theirs"]} for tie in payload["ties"]]
    return finished(render_network(environment(), "account.html.j2", slim_people(people), edges, context))
