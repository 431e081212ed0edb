"""Which way each line runs, so that none runs through a person.

A tie crosses the empty gutter beside our team and then keeps to a corridor: along the row's own height where nobody
stands before the client person, else in the gap above the row. Lines between client people run in the same gaps and
in those between columns. A route is its start and then its pieces in whole units: two numbers for a straight piece, six
for a cubic curve.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kamgraph_viz.drawing.layout import Plan, Spot

Piece = tuple[int, ...]
Route = tuple[Piece, ...]
Point = tuple[float, float]


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
    return _smooth([*_leave(plan, plan.spots[ours], y), (target.x - 0.7 * target.radius, y)])


def _above(plan: Plan, ours: str, theirs: str, i: int, n: int) -> Route:
    target, sizes = plan.spots[theirs], plan.sizes
    middle = target.y - sizes.disc - 0.55 * sizes.corridor
    y = middle + _spread(i, n, 0.6 * sizes.corridor, 5)
    bend = target.x - 0.3 * sizes.column
    rim = (target.x - 0.4 * target.radius, target.y - 0.8 * target.radius)
    return _smooth(
        [*_leave(plan, plan.spots[ours], y), (bend, y), (bend + 0.2 * sizes.column, y), (rim[0], y), rim],
        down=True,
    )


def _leave(plan: Plan, spot: Spot, y: float) -> list[Point]:
    edge, start, end = plan.our_right, spot.x + spot.radius, plan.client_left
    middle = (edge + end) / 2
    return [(start, spot.y), (edge, spot.y), (middle, spot.y), (middle, y), (end, y)]


def _smooth(points: Sequence[Point], *, down: bool = False) -> Route:
    # start, straight to the gutter's edge, curve over the gutter, straight on, and perhaps a last curve down.
    start, edge, *rest = points
    pieces = [start, edge, _joined(rest[:3]), rest[3]]
    if down:
        pieces.append(_joined(rest[4:7]))
    return _whole(pieces)


def _joined(points: Iterable[Point]) -> tuple[float, ...]:
    return tuple(value for point in points for value in point)


def _whole(pieces: Iterable[tuple[float, ...]]) -> Route:
    return tuple(tuple(round(v) for v in piece) for piece in pieces)


def _spread(i: int, n: int, room: float, step: float) -> float:
    gap = min(step, room / (n - 1)) if n > 1 else 0.0
    return (i - (n - 1) / 2) * gap


def line_route(plan: Plan, source: str, target: str, *, lift: float = 0.0) -> Route:
    """Corners of the way between two client people, from source to target; the page rounds them.

    The lower one is left from above, the upper one from its side; `lift` keeps kinds of lines apart.
    """
    a, b = plan.spots[source], plan.spots[target]
    return _whole(_climb(plan, a, b, lift) if a.y >= b.y else _climb(plan, b, a, lift)[::-1])


def _climb(plan: Plan, low: Spot, high: Spot, lift: float) -> list[Point]:
    y = low.y - plan.sizes.disc - 2 - lift
    out = (low.x + lift, low.y - low.radius)
    if low.y == high.y:
        return [out, (out[0], y), (high.x - lift, y), (high.x - lift, high.y - high.radius)]
    side = 1 if low.x >= high.x else -1
    channel = high.x + side * (0.5 * plan.sizes.column - lift)
    return [out, (out[0], y), (channel, y), (channel, high.y + lift), (high.x + side * high.radius, high.y + lift)]


def points_along(route: Route, steps: int = 24) -> list[Point]:
    """Points along a route, close enough together to measure distances from."""
    points: list[Point] = [(route[0][0], route[0][1])]
    for piece in route[1:]:
        controls = [points[-1], *zip(piece[::2], piece[1::2], strict=True)]
        points += [_bezier(controls, i / steps) for i in range(1, steps + 1)]
    return points


def _bezier(controls: Sequence[Point], t: float) -> Point:
    # De Casteljau: halve the way between neighbours until one point is left.
    while len(controls) > 1:
        controls = [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in pairwise(controls)]
    return controls[0]


def nearest(route: Route, spots: Mapping[str, Spot], except_for: Iterable[str]) -> float:
    """Least distance from a route to the rim of anybody's disc; negative where it runs through."""
    others = [spot for person, spot in spots.items() if person not in set(except_for)]
    return min(
        (((x - s.x) ** 2 + (y - s.y) ** 2) ** 0.5 - s.radius for x, y in points_along(route) for s in others),
        default=float("inf"),
    )
