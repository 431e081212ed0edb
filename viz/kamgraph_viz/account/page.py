"""The influence map of one account as one HTML file."""

from collections.abc import Mapping

from kamgraph.model.errors import NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.figures import figures, single_departures
from kamgraph_viz.account.payload import (
    BandEntry,
    LineEntry,
    MapPayload,
    PersonEntry,
    PlanEntry,
    TieEntry,
)
from kamgraph_viz.account.reading import (
    account_entry,
    cast_of,
    department_code,
    line_entries,
    opaque,
    person_entry,
    seats,
    tie_entries,
)
from kamgraph_viz.account.slim import slim_payload, slim_people
from kamgraph_viz.drawing.layout import Plan, lay_out
from kamgraph_viz.drawing.routes import line_route, tie_routes
from kamgraph_viz.drawing.seats import MAP_ABOVE
from kamgraph_viz.network import render_network, vis_network
from kamgraph_viz.page import assets, environment, finished, frame
from kamgraph_viz.words.pages import MAP_PAGE

COMMON = ("dom", "words", "numbers", "state", "table", "save")
SCRIPTS = (
    *COMMON,
    "model",
    "impact",
    "paths",
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
    "departure",
    "person",
    "legend",
    "facts",
    "keys",
    "map",
)
STYLES = ("base", "parts", "map", "print")
LIFTS = {"reports_to": 0.0, "influences": 4.0, "conflicts_with": 7.0}
LEVEL_CODES = tuple(f"level.{level}" for level in ("owner", "board", "director", "manager", "specialist", "unknown"))


def account_map(
    snap: Snapshot,
    *,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    portfolio_page: str | None = None,
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
    portfolio_page : str, optional
        Address of the page of all clients, to go back to.

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
    shown = {**dict(zip(snap.people.ids, snap.people.names, strict=True))}
    shown |= dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)) | dict(names or {})
    cast = cast_of(snap)
    people = [person_entry(snap, p, cast.place.get(p), shown) for p in sorted({*cast.ours, *cast.theirs})]
    ties, lines = tie_entries(snap, cast), line_entries(snap, cast)
    plan = lay_out(seats(snap, cast)) if 0 < len(people) <= MAP_ABOVE else None
    if plan is not None:
        _draw(plan, tuple(snap.people.ids), people, ties, lines)
    payload = MapPayload(
        account=account_entry(snap, shown),
        figures=figures(snap),
        ties=ties,
        lines=lines,
        departures=single_departures(snap),
        plan=None if plan is None else _plan_entry(plan),
    )
    return _render(payload, people, lang, portfolio_page)


def _render(payload: MapPayload, people: list[PersonEntry], lang: words.Lang, portfolio_page: str | None) -> str:
    edges = [{"from": tie["ours"], "to": tie["theirs"]} for tie in payload["ties"]]
    drawn = payload["plan"] is not None
    script, style = assets("js", SCRIPTS), assets("css", STYLES)
    scripts = (vis_network(), script) if drawn else (script,)
    context = {
        **frame(payload["account"]["name"], lang, scripts, style, MAP_PAGE),
        "payload": slim_payload(payload, people),
        "drawn": drawn,
        "portfolio_page": portfolio_page,
    }
    return finished(render_network(environment(), "account.html.j2", slim_people(people), edges, context))


def _draw(
    plan: Plan, ids: tuple[str, ...], people: list[PersonEntry], ties: list[TieEntry], lines: list[LineEntry]
) -> None:
    spots = {opaque(person): plan.spots[person] for person in ids if person in plan.spots}
    shown = Plan(**{**vars(plan), "spots": spots})
    for entry in people:
        spot = spots[entry["id"]]
        entry["x"], entry["y"], entry["radius"] = spot.x, spot.y, round(spot.radius, 1)
    routes = tie_routes(shown, ((tie["ours"], tie["theirs"]) for tie in ties))
    for tie in ties:
        tie["route"] = routes[tie["ours"], tie["theirs"]]
    for line in lines:
        line["route"] = line_route(shown, line["source"], line["target"], lift=LIFTS[line["kind"]])


def _plan_entry(plan: Plan) -> PlanEntry:
    return PlanEntry(
        bands=[BandEntry(code=LEVEL_CODES[b.rank], start=b.start, end=b.end) for b in plan.bands],
        lanes=[
            BandEntry(code=f"department.{department_code(lane.rank)}", start=lane.start, end=lane.end)
            for lane in plan.lanes
        ],
        left=plan.our_left,
        our_right=plan.our_right,
        client_left=plan.client_left,
        right=plan.right,
        bottom=plan.bottom,
        column=plan.sizes.column,
        label=plan.sizes.label,
        dense=plan.sizes.dense,
    )
