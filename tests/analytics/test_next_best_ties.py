"""The next ties, held against the expected coverage with and without each, and against every choice of some."""

from dataclasses import replace
from itertools import combinations, pairwise
from math import e

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamgraph as kg
from kamgraph.analytics.reasons import Reason
from kamgraph.model.errors import InvalidValue, NotForPortfolio
from random_accounts import DAY, Account, accounts, portfolio_of

RATES = st.sampled_from([0.0, 0.2, 0.9])
NOW = {"months": 0}


def expected(account: Account, pairs, strength, **rates):
    for pair in pairs:
        account = account.with_tie(pair, strength)
    return kg.expected_coverage(account.snapshot(), **rates).expected


def free_pairs(account: Account):
    return [
        (u, c) for u in account.ours for c in account.theirs if not account.ties.get((u, c)) and c not in account.seats
    ]


@given(accounts(5), st.sampled_from([0.1, 0.5, 1.0]), RATES, RATES, st.integers(0, 24))
def test_each_gain_is_what_the_tie_adds_and_none_adds_more(account, strength, ours, theirs, months):
    rates = {"months": months, "rate_ours": ours, "rate_theirs": theirs}
    items = kg.next_best_ties(account.snapshot(), k=4, strength=strength, **rates).items
    before, taken = expected(account, [], strength, **rates), []
    for item in items:
        others = [
            expected(account, [*taken, pair], strength, **rates) for pair in set(free_pairs(account)) - set(taken)
        ]
        taken.append((item.ours, item.theirs))
        after = expected(account, taken, strength, **rates)
        assert item.gain == pytest.approx(after - before, abs=1e-9)
        assert after == pytest.approx(max(others), abs=1e-9)
        before = after
    if len(items) < 4:
        left = set(free_pairs(account)) - set(taken)
        assert all(expected(account, [*taken, p], strength, **rates) <= before + 1e-9 for p in left)
    gains = [item.gain for item in items]
    assert all(a >= b - 1e-12 for a, b in pairwise(gains))


@given(accounts(3))
def test_together_they_gain_nearly_as_much_as_the_best_choice(account):
    choices = combinations(free_pairs(account), min(2, len(free_pairs(account))))
    now, most = expected(account, [], 0.5, **NOW), max(expected(account, two, 0.5, **NOW) for two in choices)
    gained = sum(item.gain for item in kg.next_best_ties(account.snapshot(), k=2, **NOW).items)
    assert gained >= (1 - 1 / e) * (most - now) - 1e-9


@given(accounts(5))
def test_the_introducer_stands_on_the_best_way_in(account):
    snap = account.snapshot()
    for item in kg.next_best_ties(snap).items:
        ways = kg.introductions(snap, item.theirs, source=item.ours).items
        assert item.introducer == (ways[0].people[-2] if ways else None)
        assert item.introducer != item.ours


@pytest.fixture
def team():
    ties = {("anna", "jan"): 0.9, ("piotr", "jan"): 0.9, ("piotr", "ola"): 0.3}
    lines = {("ewa", "jan"): ("reports_to", 1.0)}
    return Account(("anna", "piotr", "zofia"), {"jan": 1.0, "ewa": 5.0, "ola": 0.0}, frozenset(), ties, lines, {})


def test_of_equal_gains_the_warmest_way_in_decides_then_the_fewest_ties(team):
    first, second, third = kg.next_best_ties(team.snapshot(), k=3).items
    assert (first.ours, first.theirs, first.introducer) == ("anna", "ewa", "jan")
    assert (second.ours, third.ours) == ("piotr", "zofia")
    assert third.introducer == "jan"
    assert {piece.kind for piece in first.because} == {"stakeholder", "tie", "line"}


def test_nobody_is_chosen_who_is_away_or_will_be_gone(team):
    snap = team.snapshot()
    ends, away = snap.people.ends.copy(), snap.people.absent_from.copy()
    ends[snap.index["anna"]] = DAY.toordinal() + 20
    away[snap.index["piotr"]] = DAY.toordinal() - 1
    snap = replace(snap, people=replace(snap.people, ends=ends, absent_from=away))
    assert {item.ours for item in kg.next_best_ties(snap).items} == {"zofia"}
    assert kg.next_best_ties(snap, rate_ours=1.0, months=12).items == ()


def test_nothing_to_gain_and_nothing_to_ask(team):
    nobody = replace(team, theirs=dict.fromkeys(team.theirs, 0.0)).snapshot()
    result = kg.next_best_ties(nobody)
    assert (result.items, result.reason) == ((), Reason.NO_INFLUENCE)
    assert kg.next_best_ties(team.snapshot(), strength=0).items == ()
    with pytest.raises(InvalidValue):
        kg.next_best_ties(team.snapshot(), k=0)
    with pytest.raises(NotForPortfolio):
        kg.next_best_ties(portfolio_of(team, {"a": {"jan": 1.0}}, {"a": np.nan}))
