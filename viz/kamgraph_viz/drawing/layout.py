"""Places on the map: our team left, the client right in bands of level and lanes of department.

The layout is a function of who is there, on which level and in which department, and of nothing else: a changed
influence, stance or tie moves nobody. Columns run through all bands and rows through all lanes, so that the gaps
between them stay free for lines.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2, sqrt

from kamgraph_viz.drawing.seats import Seat, Sizes, sizes_for

ASPECT = 1.55
SHAPES = (0.8, 0.5, 1.3, 0.3, 2.2)
# Another shape of the cells must bring this much before everybody moves for it.
WORTH_MOVING = 1.15
AIR = 20
MOST_AIR = 4
FRAME = 40
# Air is counted by so many columns of width, so that one more column seldom moves everybody.
WIDER = 4


@dataclass(frozen=True)
class Spot:
    """Centre of a person's disc and its radius; `leftmost` says that nobody stands to the left in the row."""

    x: float
    y: float
    radius: float
    leftmost: bool


@dataclass(frozen=True)
class Span:
    """Extent of a band (from top to bottom) or of a lane (from left to right), and the rank it stands for."""

    rank: int
    start: float
    end: float


@dataclass(frozen=True)
class Plan:
    """The finished layout.

    Attributes
    ----------
    spots : dict
        Spot of each person id.
    bands, lanes : tuple of Span
        Those in use, in order.
    our_left, our_right, client_left, right, bottom : float
        Edges; the top is 0.
    """

    spots: dict[str, Spot]
    bands: tuple[Span, ...]
    lanes: tuple[Span, ...]
    our_left: float
    our_right: float
    client_left: float
    right: float
    bottom: float
    sizes: Sizes


def lay_out(seats: Sequence[Seat]) -> Plan:
    """Place everybody.

    Parameters
    ----------
    seats : sequence of Seat
        In any order; the result does not depend on it.

    Returns
    -------
    Plan
        An account without people gives an empty plan of one lane's width.
    """
    sizes = sizes_for(len(seats))
    ours = sorted((s for s in seats if s.ours), key=lambda s: (s.level, s.id))
    client = sorted((s for s in seats if not s.ours), key=lambda s: s.id)
    plans = [_plan(ours, client, sizes, shape) for shape in SHAPES]
    best = max(range(len(SHAPES)), key=lambda i: (_scale(plans[i]), -i))
    chosen = best if _scale(plans[best]) > WORTH_MOVING * _scale(plans[0]) else 0
    return _airier(plans[chosen], ours, client, SHAPES[chosen])


def _airier(plan: Plan, ours: Sequence[Seat], client: Sequence[Seat], shape: float) -> Plan:
    # A flat picture gets wider corridors, in coarse steps so that few changes of the account change them.
    rows = len({spot.y for spot in plan.spots.values() if spot.x > 0})
    width = (plan.right - plan.our_left) // (WIDER * plan.sizes.column) * WIDER * plan.sizes.column
    spare = max(width / ASPECT, plan.bottom) - (plan.bands[-1].end if plan.bands else 0.0)
    steps = min(MOST_AIR, int(spare / rows / AIR)) if rows else 0
    return plan if steps <= 0 else _plan(ours, client, plan.sizes.with_air(steps * AIR), shape)


def _scale(plan: Plan) -> float:
    # How large it can be drawn on a screen of that aspect.
    return min(ASPECT / (plan.right - plan.our_left), 1 / plan.bottom)


def _plan(ours: Sequence[Seat], client: Sequence[Seat], sizes: Sizes, shape: float) -> Plan:
    crowd = Counter((s.level, s.department) for s in client)
    columns = {
        lane: max(_columns(n, shape) for (_, department), n in crowd.items() if department == lane)
        for lane in sorted({department for _, department in crowd})
    }
    rows = {
        band: max(ceil(n / columns[lane]) for (level, lane), n in crowd.items() if level == band)
        for band in sorted({level for level, _ in crowd})
    }
    bands = _bands(rows, sizes)
    height = max(bands[-1].end if bands else 0.0, sizes.row)
    our_columns = 1 if len(ours) <= sizes.our_rows else 2
    height = max(height, len(ours) * sizes.our_step[our_columns - 1] + FRAME)
    spots, left = _place_ours(ours, our_columns, height, sizes)
    client_left = sizes.gutter
    lanes = _lanes(columns, client_left, sizes)
    spots |= _place_client(client, bands, lanes, columns, sizes)
    right = lanes[-1].end if lanes else client_left + sizes.column
    return Plan(spots, bands, lanes, left, 0.0, client_left, right, height, sizes)


def _columns(n: int, shape: float) -> int:
    # Sizes are taken by doublings: a cell that grows gets another row long before it gets another column.
    if n <= 2:
        return n if shape >= 0.5 else 1
    typical = 0.75 * 2 ** ceil(log2(n))
    return max(1, min(n, ceil(sqrt(typical * shape))))


def _bands(rows: dict[int, int], sizes: Sizes) -> tuple[Span, ...]:
    bands, y = [], 0.0
    for rank, count in rows.items():
        end = y + sizes.strip + count * sizes.row
        bands.append(Span(rank, y, end))
        y = end
    return tuple(bands)


def _lanes(columns: dict[int, int], x: float, sizes: Sizes) -> tuple[Span, ...]:
    lanes = []
    for rank, count in columns.items():
        lanes.append(Span(rank, x, x + count * sizes.column))
        x += count * sizes.column + sizes.lane_gap
    return tuple(lanes)


def _place_ours(ours: Sequence[Seat], columns: int, height: float, sizes: Sizes) -> tuple[dict[str, Spot], float]:
    # Of two columns one is shifted against the other, so that a tie from the left one passes between people.
    pitch = min((height - FRAME) / max(1, len(ours)), 1.6 * sizes.our_step[0])
    top = (height - pitch * (len(ours) - 1) - sizes.label) / 2
    spots = {}
    for i, seat in enumerate(ours):
        x = -sizes.column * (0.5 + i % columns)
        spots[seat.id] = Spot(x, round(top + i * pitch, 1), seat.radius * sizes.factor, leftmost=False)
    return spots, -sizes.column * columns


def _place_client(
    client: Sequence[Seat],
    bands: Sequence[Span],
    lanes: Sequence[Span],
    columns: dict[int, int],
    sizes: Sizes,
) -> dict[str, Spot]:
    top = {band.rank: band.start + sizes.strip + sizes.corridor + sizes.disc for band in bands}
    left = {lane.rank: lane.start + sizes.column / 2 for lane in lanes}
    seated: Counter[tuple[int, int]] = Counter()
    centres = {}
    for seat in client:
        cell = (seat.level, seat.department)
        row, column = divmod(seated[cell], columns[seat.department])
        seated[cell] += 1
        centres[seat.id] = (left[seat.department] + column * sizes.column, top[seat.level] + row * sizes.row)
    first: dict[float, float] = {}
    for x, y in centres.values():
        first[y] = min(x, first.get(y, x))
    return {
        seat.id: Spot(*centres[seat.id], seat.radius * sizes.factor, leftmost=centres[seat.id][0] == first[y])
        for seat in client
        for y in (centres[seat.id][1],)
    }
