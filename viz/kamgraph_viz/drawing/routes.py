"""Which way each line runs, so that none runs through a person.

A tie crosses the empty gutter beside our team and then keeps to a corridor: along the row's own height where nobody
stands before the client person, else in the gap above the row. Lines between client people run in the same gaps and
in those between columns. A route is a flat tuple: start, then six numbers for each cubic curve.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kamgraph_viz.drawing.layout import Plan, Spot

Route = tuple[float, ...]
Point = tuple[float, float]
ROUND = 10.0


def tie_routes(plan: Plan, ties: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Route]:
    """Route of each tie (ours, theirs), independent of their order."""
    by_row: dict[tuple[float, bool], list[tuple[str, str]]] = defaultdict(list)
    for ours, theirs in ties:
        spot = plan.spots[theirs]
        by_row[spot.y, spot.leftmost].append((ours, theirs))
    routes = {}
    for (_, leftmost), row in by_row.items():
        # The tie that goes furthest runs on top, so that no tie has to cross another to come down.
        row.sort(key=lambda t: (-plan.spots[t[1]].x, plan.spots[t[0]].y, t))
        for i, tie in enumerate(row):
            routes[tie] = (_along if leftmost else _above)(plan, *tie, i, len(row))
    return routes


def _along(plan: Plan, ours: str, theirs: str, i: int, n: int) -> Route:
    target = plan.spots[theirs]
    y = target.y + _spread(i, n, 1.2 * target.radius, 7)
    return _flat([*_leave(plan, plan.spots[ours], y), (target.x - 0.7 * target.radius, y)])


def _above(plan: Plan, ours: str, theirs: str, i: int, n: int) -> Route:
    target, sizes = plan.spots[theirs], plan.sizes
    middle = target.y - sizes.disc - 0.55 * sizes.corridor
    y = middle + _spread(i, n, 0.6 * sizes.corridor, 5)
    bend = target.x - 0.3 * sizes.column
    down = (target.x - 0.4 * target.radius, target.y - 0.8 * target.radius)
    return _flat(
        [*_leave(plan, plan.spots[ours], y), (bend, y), (bend + 0.2 * sizes.column, y), (down[0], y), down],
        curves=1,
    )


def _leave(plan: Plan, spot: Spot, y: float) -> list[Point]:
    edge, start, end = plan.our_right, spot.x + spot.radius, plan.client_left
    middle = (edge + end) / 2
    return [(start, spot.y), (edge, spot.y), (middle, spot.y), (middle, y), (end, y)]


def _flat(points: Sequence[Point], curves: int = 0) -> Route:
    # start, straight to the gutter's edge, curve over the gutter, straight on, and perhaps a last curve down.
    start, edge, *curve = points
    flat = [*start, *_straight(start, edge)]
    flat += _pairs(curve[:3]) + _straight(curve[2], curve[3])
    if curves:
        flat += _pairs(curve[4:7])
    return _rounded(flat)


def _pairs(points: Iterable[Point]) -> list[float]:
    return [value for point in points for value in point]


def _straight(a: Point, b: Point) -> list[float]:
    return [*a, *b, *b]


def _rounded(values: Iterable[float]) -> Route:
    return tuple(round(v, 1) for v in values)


def _spread(i: int, n: int, room: float, step: float) -> float:
    gap = min(step, room / (n - 1)) if n > 1 else 0.0
    return (i - (n - 1) / 2) * gap


def line_route(plan: Plan, source: str, target: str, *, lift: float = 0.0) -> Route:
    """Route between two client people, drawn from source to target.

    The lower one is left from above, the upper one from its side; `lift` keeps kinds of lines apart.
    """
    a, b = plan.spots[source], plan.spots[target]
    if a.y >= b.y:
        return _rounded(_polyline(_climb(plan, a, b, lift)))
    return _rounded(_polyline(_climb(plan, b, a, lift)[::-1]))


def _climb(plan: Plan, low: Spot, high: Spot, lift: float) -> list[Point]:
    y = low.y - plan.sizes.disc - 2 - lift
    out = (low.x + lift, low.y - low.radius)
    if low.y == high.y:
        return [out, (out[0], y), (high.x - lift, y), (high.x - lift, high.y - high.radius)]
    side = 1 if low.x >= high.x else -1
    channel = high.x + side * (0.5 * plan.sizes.column - lift)
    return [out, (out[0], y), (channel, y), (channel, high.y + lift), (high.x + side * high.radius, high.y + lift)]


def _polyline(points: Sequence[Point]) -> list[float]:
    """Straight pieces with rounded corners, as cubic curves."""
    flat, here = [*points[0]], points[0]
    for corner, following in zip(points[1:], points[2:], strict=False):
        before, after = _towards(corner, here), _towards(corner, following)
        flat += _straight(here, before) + [*corner, *corner, *after]
        here = after
    return flat + _straight(here, points[-1])


def _towards(corner: Point, other: Point) -> Point:
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    share = 0.0 if length == 0 else min(ROUND, length / 2) / length
    return (corner[0] + dx * share, corner[1] + dy * share)


def bend_points(route: Route, steps: int = 24) -> list[Point]:
    """Points along a route, close enough together to measure distances from."""
    points = [(route[0], route[1])]
    for at in range(2, len(route), 6):
        p0, (x1, y1, x2, y2, x3, y3) = points[-1], route[at : at + 6]
        for i in range(1, steps + 1):
            t = i / steps
            k = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points.append(
                (
                    k[0] * p0[0] + k[1] * x1 + k[2] * x2 + k[3] * x3,
                    k[0] * p0[1] + k[1] * y1 + k[2] * y2 + k[3] * y3,
                )
            )
    return points


def nearest(route: Route, spots: Mapping[str, Spot], except_for: Iterable[str]) -> float:
    """Least distance from a route to the rim of anybody's disc; negative where it runs through."""
    others = [spot for person, spot in spots.items() if person not in set(except_for)]
    return min(
        (((x - s.x) ** 2 + (y - s.y) ** 2) ** 0.5 - s.radius for x, y in bend_points(route) for s in others),
        default=float("inf"),
    )
