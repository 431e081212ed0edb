"""Strengths against a model that adds one interaction at a time."""

import math
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.model import Settings
from kamgraph.snapshot.meetings import attention, read_meetings
from kamgraph.snapshot.strength import declared, observed, stated_on
from kamgraph.store.rows import InteractionRow

DAY = date(2026, 6, 30)
SETTINGS = Settings()
PEOPLE = ("a", "b", "c", "x", "y", "z")
OURS = {"a", "b", "c"}
KINDS = ("meeting", "call", "email", "order", "note", "review", "visit", "deal", "other", "event", "workshop")

rows = st.builds(
    lambda i, age, kind, minutes, direction, who: InteractionRow(
        f"i{i}",
        datetime(2026, 6, 30, 12, tzinfo=UTC) - timedelta(days=age),
        kind,
        minutes,
        direction,
        None,
        tuple(sorted(who)),
    ),
    st.integers(0, 10**6),
    st.integers(-3, 700),
    st.sampled_from(KINDS),
    st.none() | st.floats(0, 600),
    st.sampled_from(("in", "out", "both")),
    st.sets(st.sampled_from(PEOPLE)),
)
lists = st.lists(rows, max_size=12, unique_by=lambda r: r.id).map(lambda r: sorted(r, key=lambda x: x.id))


def naive(interactions, settings):
    """Minutes in and out of each pair, by the sentences of the definition."""
    default = {"meeting": 60, "workshop": 60, "visit": 60, "event": 60, "review": 60, "call": 15}
    sums = {}
    for row in interactions:
        age = (DAY - row.at.date()).days
        if age < 0:
            continue
        ours = [p for p in row.participants if p in OURS]
        theirs = [p for p in row.participants if p not in OURS]
        for u in ours:
            for c in theirs:
                if row.kind == "email":
                    share = {"out": 1, "in": 0, "both": 0.5}[row.direction]
                    into, out = (1 - share) * 2.5 / len(ours), share * 5 / len(theirs)
                elif row.kind in default:
                    length = default[row.kind] if row.minutes is None else row.minutes
                    into = out = length / max(len(ours), len(theirs)) / 2
                else:
                    into = out = (15 if row.minutes is None else row.minutes) / 2
                left = 2 ** (-age / settings.half_life_days)
                a, b = sums.get((u, c), (0.0, 0.0))
                sums[u, c] = a + into * left, b + out * left
    return sums


def computed(interactions, settings=SETTINGS, day=DAY):
    index = {p: i for i, p in enumerate(PEOPLE)}
    meetings = read_meetings(iter(interactions), index, {}, dict, (), day, settings)
    ours = np.array([p in OURS for p in PEOPLE])
    seen = attention(meetings, ours, ~ours, day, settings)
    return {
        (PEOPLE[a], PEOPLE[b]): (i, o)
        for a, b, i, o in zip(seen.ours, seen.theirs, seen.minutes_in, seen.minutes_out, strict=True)
    }


@given(lists)
def test_minutes_are_those_of_the_naive_sum(interactions):
    expected, found = naive(interactions, Settings()), computed(interactions)
    assert found.keys() == expected.keys()
    for pair, minutes in expected.items():
        assert found[pair] == pytest.approx(minutes, abs=1e-9)


@given(lists, st.integers(0, 400))
def test_attention_decays_by_its_half_life_and_nothing_else(interactions, days):
    settings = Settings()
    past = [r for r in interactions if r.at.date() <= DAY]
    before, after = computed(past), computed(past, settings, DAY + timedelta(days=days))
    for pair, (into, out) in before.items():
        left = 2 ** (-days / settings.half_life_days)
        assert after[pair] == pytest.approx((into * left, out * left), abs=1e-9)


@given(lists, rows)
def test_a_contact_never_lowers_a_strength(interactions, another):
    settings = Settings()

    def strengths(some):
        return {p: float(observed(np.array([i]), np.array([o]), settings)[0]) for p, (i, o) in computed(some).items()}

    with_it = strengths(sorted([*(r for r in interactions if r.id != another.id), another], key=lambda r: r.id))
    for pair, strength in strengths([r for r in interactions if r.id != another.id]).items():
        assert with_it[pair] >= strength - 1e-12


def test_observed_strength_by_hand():
    # One meeting of an hour today: 30 minutes each way, A = 0.7 * 60 + 0.6 * 30 = 60, s = 1 - exp(-1/2).
    assert observed(np.array([30.0]), np.array([30.0]), Settings())[0] == pytest.approx(1 - math.exp(-0.5))


def days(*some):
    return np.array([0 if day is None else day.toordinal() for day in some], dtype=np.int32)


@pytest.mark.parametrize(("rating", "strength"), [(1, 0.1), (2, 0.3), (3, 0.5), (4, 0.7), (5, 0.9)])
def test_a_rating_halves_in_a_year(rating, strength):
    today, then = declared(np.array([rating] * 2), days(DAY, DAY - timedelta(days=365)), DAY, Settings()).tolist()
    assert today == strength
    assert then == pytest.approx(strength / 2)


def test_the_day_of_an_opinion_is_never_ahead():
    early, late = date(2026, 1, 1), date(2026, 9, 1)
    said = [
        (early, None, late, early),
        (late, early, late, early),
        (None, early, late, early),
        (None, None, early, early),
        (None, None, late, None),
        (late, None, early, early),
        (late, None, late, None),
    ]
    confirmed, since, written, expected = (days(*column) for column in zip(*said, strict=True))
    assert stated_on(confirmed, since, written, DAY).tolist() == expected.tolist()
