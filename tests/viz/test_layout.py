"""Nobody stands on anybody, no line runs through anybody, and nobody moves without a reason."""

from dataclasses import replace
from itertools import combinations, permutations
from math import dist
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph_viz.drawing.layout import Plan, lay_out
from kamgraph_viz.drawing.routes import line_route, nearest, tie_routes
from kamgraph_viz.drawing.seats import Seat

LEVELS, DEPARTMENTS = 6, 7


@st.composite
def accounts(draw: st.DrawFn) -> list[Seat]:
    ours = draw(st.integers(0, 12))
    cells = draw(st.lists(st.tuples(st.integers(0, LEVELS - 1), st.integers(0, DEPARTMENTS - 1)), max_size=90))
    team = [Seat(f"o{i:02}", ours=True, level=i % LEVELS, department=0, radius=19) for i in range(ours)]
    client = [
        Seat(f"c{i:02}", ours=False, level=level, department=department, radius=12 + i % 16)
        for i, (level, department) in enumerate(cells)
    ]
    return team + client


def _seats(people: int, team: int = 8) -> list[Seat]:
    ours = [Seat(f"o{i:03}", ours=True, level=i % 4, department=0, radius=19) for i in range(team)]
    # Many specialists, few on the board: the shape of real organisations.
    level = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4]
    return ours + [
        Seat(f"c{i:03}", ours=False, level=level[i % 10], department=i * 7 % 5, radius=12 + i % 16)
        for i in range(people)
    ]


@given(accounts())
def test_nobody_stands_on_anybody(seats: list[Seat]) -> None:
    plan = lay_out(seats)
    assert set(plan.spots) == {s.id for s in seats}
    for a, b in combinations(plan.spots.values(), 2):
        assert dist((a.x, a.y), (b.x, b.y)) > a.radius + b.radius + 4


@given(accounts(), st.randoms())
def test_no_tie_runs_through_anybody(seats: list[Seat], rng: st.DataObject) -> None:
    plan = lay_out(seats)
    ours, theirs = [s.id for s in seats if s.ours], [s.id for s in seats if not s.ours]
    pairs = [(a, b) for a in ours for b in theirs if rng.random() < 0.3]  # type: ignore[attr-defined]
    for pair, route in tie_routes(plan, pairs).items():
        assert nearest(route, plan.spots, pair) > 0, pair


@given(accounts())
def test_no_tie_runs_through_the_name_of_one_of_ours(seats: list[Seat]) -> None:
    plan = lay_out(seats)
    ours = [plan.spots[s.id] for s in seats if s.ours]
    for left, right in permutations(ours, 2):
        if right.x > left.x:
            assert not right.y < left.y < right.y + right.radius + plan.sizes.label


@given(accounts())
def test_our_team_stands_within_its_frame(seats: list[Seat]) -> None:
    plan = lay_out(seats)
    for spot in (plan.spots[s.id] for s in seats if s.ours):
        assert spot.y - spot.radius >= 0
        assert spot.y + spot.radius + plan.sizes.label <= plan.bottom


@given(accounts())
def test_no_line_between_client_people_runs_through_anybody(seats: list[Seat]) -> None:
    plan = lay_out(seats)
    theirs = [s.id for s in seats if not s.ours][:14]
    for pair in combinations(theirs, 2):
        for lift in (0.0, 4.0, 7.0):
            assert nearest(line_route(plan, *pair, lift=lift), plan.spots, pair) > 0, pair


def test_a_route_begins_and_ends_at_its_people() -> None:
    plan = lay_out(_seats(30))
    for (ours, theirs), route in tie_routes(plan, [("o001", "c004"), ("o003", "c017")]).items():
        for person, point in ((ours, route[0]), (theirs, route[-1][-2:])):
            spot = plan.spots[person]
            assert dist((spot.x, spot.y), point) <= spot.radius + 2


@given(accounts(), st.randoms())
def test_the_order_of_the_people_does_not_matter(seats: list[Seat], rng: st.DataObject) -> None:
    shuffled = list(seats)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert lay_out(shuffled) == lay_out(seats)


def test_an_influence_that_changes_moves_nobody() -> None:
    seats = _seats(40)
    changed = [replace(s, radius=27.0) if s.id == "c007" else s for s in seats]
    before, after = lay_out(seats), lay_out(changed)
    assert _moves(before, after) == [0.0] * len(seats)


@pytest.mark.parametrize("people", [9, 34, 120, 200])
def test_one_more_person_leaves_the_others_in_their_places(people: int) -> None:
    seats = _seats(people)
    before = lay_out(seats)
    moves = []
    for level in range(1, 5):
        for department in range(5):
            newcomer = Seat("c998", ours=False, level=level, department=department, radius=20)
            moves += _moves(before, lay_out([*seats, newcomer]))
    assert median(moves) == 0
    assert quantiles(moves, n=20)[-1] <= before.sizes.column


def _moves(before: Plan, after: Plan) -> list[float]:
    return [
        dist((spot.x, spot.y), (after.spots[person].x, after.spots[person].y)) for person, spot in before.spots.items()
    ]


def test_the_higher_level_stands_above_and_departments_beside() -> None:
    plan = lay_out(_seats(34))
    for higher, lower in zip(plan.bands, plan.bands[1:], strict=False):
        assert higher.rank < lower.rank and higher.end == lower.start
    for left, right in zip(plan.lanes, plan.lanes[1:], strict=False):
        assert left.rank < right.rank and left.end < right.start


def test_an_empty_account_has_an_empty_plan() -> None:
    plan = lay_out([])
    assert (plan.spots, plan.bands, plan.lanes) == ({}, (), ())
