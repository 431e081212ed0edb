from dataclasses import replace
from datetime import date
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamgraph.analytics import coverage, departures, expected_coverage
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, accounts


def known_to(snap: Snapshot, **days: dict[str, date]) -> Snapshot:
    """The snapshot with known ends or absences of people, by column."""
    columns = {}
    for name, of in days.items():
        column = getattr(snap.people, name).copy()
        for person, day in of.items():
            column[snap.index[person]] = day.toordinal()
        columns[name] = column
    return replace(snap, people=replace(snap.people, **columns))


@given(accounts())
def test_without_turnover_it_is_the_coverage(account: Account) -> None:
    snap = account.snapshot()
    assert expected_coverage(snap, rate_ours=0, rate_theirs=0).expected == pytest.approx(coverage(snap).coverage)
    assert expected_coverage(snap, months=0).expected == pytest.approx(coverage(snap).coverage)


@settings(max_examples=30)
@given(accounts(4, lines=False), st.floats(0, 1), st.floats(0, 1))
def test_it_is_the_mean_over_everything_that_can_happen(account: Account, ours: float, theirs: float) -> None:
    people = [*account.ours, *account.theirs]
    mean = 0.0
    for leaves in product((False, True), repeat=len(people)):
        chance = np.prod(
            [
                (ours if p in account.ours else theirs) if x else 1 - (ours if p in account.ours else theirs)
                for p, x in zip(people, leaves, strict=True)
            ]
        )
        gone = [person for person, left in zip(people, leaves, strict=True) if left]
        mean += float(chance) * account.without(gone).kept()
    result = expected_coverage(account.snapshot(), months=12, rate_ours=ours, rate_theirs=theirs)
    assert result.expected == pytest.approx(mean, abs=1e-9)


@given(accounts(6))
def test_a_known_departure_costs_that_persons_loss(account: Account) -> None:
    # Expected coverage is linear in each q, so its slope at 0 is what q = 1 for that person alone takes away.
    snap = account.snapshot()
    before = expected_coverage(snap, rate_ours=0, rate_theirs=0).expected
    for item in departures(snap).items:
        leaving = known_to(snap, ends={item.leavers[0]: date(2026, 12, 1)})
        after = expected_coverage(leaving, rate_ours=0, rate_theirs=0).expected
        assert before - after == pytest.approx(item.relationship_loss, abs=1e-9)


def one_tie() -> Snapshot:
    graph = nx.Graph([("u", "c")])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs"}, "side")
    return from_networkx(graph, as_of=DAY)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"ends": {"u": date(2027, 5, 23)}}, 0.0),
        ({"ends": {"u": date(2027, 5, 24)}}, 1.0),
        ({"ends": {"c": date(2027, 1, 1)}}, 0.0),
        ({"absent_from": {"u": date(2027, 5, 23)}}, 0.0),
        ({"absent_from": {"u": date(2027, 5, 24)}}, 1.0),
        ({"absent_to": {"u": date(2027, 5, 24)}}, 0.0),
        ({"absent_from": {"u": date(2026, 12, 1)}, "absent_to": {"u": date(2027, 5, 23)}}, 1.0),
    ],
)
def test_known_departures_and_absences_over_the_horizon_are_certain(days, expected) -> None:
    # The horizon, six months after 23 November 2026, is 23 May 2027.
    snap = known_to(one_tie(), **days)
    assert expected_coverage(snap, rate_ours=0, rate_theirs=0).expected == expected


def test_a_chair_that_is_known_to_fall_vacant_is_lost() -> None:
    snap = one_tie()
    places = replace(snap.places, ends=np.array([date(2027, 1, 1).toordinal()], dtype=np.int32))
    assert expected_coverage(replace(snap, places=places), rate_ours=0, rate_theirs=0).expected == 0.0


def test_yearly_rates_become_rates_of_the_months() -> None:
    result = expected_coverage(one_tie(), months=6, rate_ours=0.19, rate_theirs=0.36)
    assert result.expected == pytest.approx(0.9 * 0.8)
    assert (result.months, result.rate_ours, result.rate_theirs) == (6, 0.19, 0.36)
    assert expected_coverage(one_tie()).expected == pytest.approx((0.8 * 0.75) ** 0.5)


def test_the_last_days_of_time_are_no_error() -> None:
    graph = nx.Graph([("u", "c")])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs"}, "side")
    assert expected_coverage(from_networkx(graph, as_of=date.max), rate_ours=0, rate_theirs=0).expected == 1.0


@pytest.mark.parametrize("given_", [{"months": -1}, {"months": 1.5}, {"rate_ours": 1.1}, {"rate_theirs": float("nan")}])
def test_wrong_parameters_are_refused(given_) -> None:
    with pytest.raises(InvalidValue, match=next(iter(given_))):
        expected_coverage(one_tie(), **given_)
