"""Coordinates and routes of a layout, written into the entries of a page."""

from collections.abc import Iterable, Sequence

from kamgraph_viz.account.payload import BandEntry, LineEntry, PersonEntry, PlanEntry, TieEntry
from kamgraph_viz.account.reading import department_code, opaque
from kamgraph_viz.drawing.layout import Plan
from kamgraph_viz.drawing.routes import line_route, tie_routes

LIFTS = {"reports_to": 0.0, "influences": 4.0, "conflicts_with": 7.0}
LEVEL_CODES = tuple(f"level.{level}" for level in ("owner", "board", "director", "manager", "specialist", "unknown"))


def draw(plan: Plan, people: Iterable[PersonEntry], ties: Sequence[TieEntry], lines: Iterable[LineEntry]) -> None:
    """Give people their spots, and ties and lines their routes; a pair that has two ties has one route."""
    spots = {opaque(person): spot for person, spot in plan.spots.items()}
    shown = Plan(**{**vars(plan), "spots": spots})
    for entry in people:
        spot = spots[entry["id"]]
        entry["x"], entry["y"], entry["radius"] = spot.x, spot.y, round(spot.radius, 1)
    routes = tie_routes(shown, dict.fromkeys((tie["ours"], tie["theirs"]) for tie in ties))
    for tie in ties:
        tie["route"] = routes[tie["ours"], tie["theirs"]]
    for line in lines:
        line["route"] = line_route(shown, line["source"], line["target"], lift=LIFTS[line["kind"]])


def plan_entry(plan: Plan) -> PlanEntry:
    """Extent, bands and lanes."""
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
