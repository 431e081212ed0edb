"""Ways in, held against every simple path."""

from dataclasses import replace
from itertools import pairwise, permutations
from math import exp, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamgraph as kg
from kamgraph.model.errors import InvalidValue, NotActive
from random_accounts import DAY, Account, asked, met_together, stories


def known(account: Account, a, b):
    lines = [account.lines.get(pair) for pair in ((a, b), (b, a))]
    values = {"reports_to": lambda _: 0.7, "influences": lambda w: w, "conflicts_with": lambda _: 0.0}
    return max((values[kind](w) for kind, w in filter(None, lines)), default=0.0)


def every_way(account: Account, meetings, target, source, max_hops, gone=()):
    """Best strength for each way's part from the one of ours who knows somebody, by trying all simple paths."""
    able = [c for c in account.theirs if c not in account.seats and c != target]
    ours = [u for u in account.ours if u not in gone]
    found = {}
    for outer in range(max_hops):
        for middle in permutations(able, outer):
            chain = (*middle, target)
            beyond = prod(known(account, a, b) for a, b in pairwise(chain))
            for holder in ours if beyond else ():
                strength = beyond * account.ties.get((holder, chain[0]), 0.0)
                if strength == 0:
                    continue
                free = [u for u in ours if u not in (source, holder)]
                starts = [(holder,)] if source in (None, holder) else []
                if source not in (None, holder):
                    most = max_hops - len(chain) - 1
                    starts = [(source, *m, holder) for n in range(most + 1) for m in permutations(free, n)]
                for start in starts:
                    value = strength * prod(asked(meetings, a, b) for a, b in pairwise(start))
                    found[holder, *chain] = max(found.get((holder, *chain), 0.0), value)
    return found


@given(stories(), st.data(), st.integers(1, 4))
def test_ways_in_are_the_best_of_all_simple_paths(story, data, max_hops):
    account, meetings = story
    snap = met_together(account.snapshot(), meetings)
    target = data.draw(st.sampled_from(sorted(account.theirs)))
    source = data.draw(st.none() | st.sampled_from(account.ours))
    ways = every_way(account, meetings, target, source, max_hops)
    found = kg.introductions(snap, target, source=source, k=100, max_hops=max_hops).items
    strengths = [way.strength for way in found]
    assert strengths == pytest.approx(sorted(ways.values(), reverse=True)[:100])
    for way in found:
        assert way.hops == len(way.people) - 1 <= max_hops
        known_part = tuple(p for p in way.people if p in account.theirs)
        holder = way.people[-len(known_part) - 1]
        assert way.strength == pytest.approx(ways[holder, *known_part])
        assert way.people[-1] == target
        assert source in (None, way.people[0])
    few = kg.introductions(snap, target, source=source, k=2, max_hops=max_hops).items
    assert few == found[:2]


@given(stories(), st.data())
def test_a_tie_never_makes_the_best_way_weaker(story, data):
    account, meetings = story
    free = [(u, c) for u in account.ours for c in account.theirs if c not in account.seats]
    if not free:
        return
    pair = data.draw(st.sampled_from(free))
    target = data.draw(st.sampled_from(sorted(account.theirs)))
    more = account.with_tie(pair, max(0.6, account.ties.get(pair, 0.0)))
    best = [
        max((w.strength for w in kg.introductions(met_together(a.snapshot(), meetings), target).items), default=0.0)
        for a in (account, more)
    ]
    assert best[0] <= best[1] + 1e-12


@pytest.fixture
def chain():
    lines = {("jan", "ewa"): ("reports_to", 0.2), ("ewa", "adam"): ("influences", 0.5)}
    return Account(
        ("anna", "piotr", "zofia"),
        {"jan": 1.0, "ewa": 1.0, "adam": 1.0},
        frozenset(),
        {("piotr", "jan"): 0.8},
        lines,
        {},
    )


def test_joint_work_is_a_better_reason_to_ask(chain):
    snap = met_together(chain.snapshot(), [(600, 0, {"anna", "piotr"})])
    (way,) = kg.introductions(snap, "ewa", source="anna").items
    assert way.people == ("anna", "piotr", "jan", "ewa")
    assert way.strength == pytest.approx((1 - exp(-300 / 120)) * 0.8 * 0.7)
    assert way.because[0].id == "i0"
    assert [piece.kind for piece in way.because] == ["interaction", "tie", "line"]
    assert kg.introductions(snap, "adam", source="anna").items == ()


def test_a_colleague_helps_where_that_is_warmer_than_asking(chain):
    snap = met_together(chain.snapshot(), [(900, 0, {"anna", "zofia"}), (900, 0, {"zofia", "piotr"})])
    (way,) = kg.introductions(snap, "jan", source="anna").items
    assert way.people == ("anna", "zofia", "piotr", "jan")
    assert kg.introductions(snap, "jan", source="anna", max_hops=2).items[0].strength == pytest.approx(0.4)


def test_nobody_leads_through_who_is_away_or_an_empty_seat(chain):
    assert len(kg.introductions(chain.snapshot(), "ewa").items) == 1
    snap = chain.snapshot()
    away = snap.people.absent_from.copy()
    away[snap.index["jan"]] = DAY.toordinal()
    snap = replace(snap, people=replace(snap.people, absent_from=away))
    assert kg.introductions(snap, "ewa").items == ()
    assert kg.introductions(snap, "jan").items[0].people == ("piotr", "jan")
    assert kg.introductions(replace(chain, seats=frozenset({"ewa"})).snapshot(), "adam").items == ()


def test_a_former_contact_counts_whether_or_not_the_tie_is_active(chain):
    snap = chain.snapshot()
    ties = replace(snap.ties, active=np.array([False]), strength=np.zeros(1), declared=np.array([0.35]))
    asleep = replace(snap, ties=replace(ties, observed=np.array([0.1])))
    assert kg.introductions(asleep, "ewa").items == ()
    places = snap.places
    stays = places.person != snap.index["jan"]
    columns = {
        name: column[stays] if isinstance(column, np.ndarray) else tuple(np.array(column)[stays].tolist())
        for name, column in vars(places).items()
    }
    (way,) = kg.introductions(replace(asleep, places=replace(places, **columns)), "ewa").items
    assert way.strength == pytest.approx(0.35 * 0.7)
    assert "former contact, strength 0.35" in way.because[0].text


def test_hundreds_of_colleagues_cost_no_graph_of_their_own():
    ours = tuple(f"u{i:04}" for i in range(1500))
    account = Account(ours, {"jan": 1.0}, frozenset(), {("u0700", "jan"): 0.8}, {}, {})
    (way,) = kg.introductions(account.snapshot(), "jan", source="u0001").items
    assert (way.people, way.strength) == (("u0001", "u0700", "jan"), 0.4)


def test_what_cannot_be_asked(chain):
    snap = chain.snapshot()
    for wrong in (
        {"target": "anna"},
        {"target": "jan", "source": "ewa"},
        {"target": "jan", "k": 0},
        {"target": "jan", "max_hops": 5},
    ):
        with pytest.raises(InvalidValue):
            kg.introductions(snap, **wrong)
    for missing in ({"target": "nobody"}, {"target": "jan", "source": "nobody"}):
        with pytest.raises(NotActive, match="nobody"):
            kg.introductions(snap, **missing)


def test_an_empty_seat_of_ours_is_not_introduced(chain):
    graph = chain.graph()
    graph.add_node("vacant", side="ours", placeholder=True)
    snap = kg.from_networkx(graph, as_of=DAY)
    with pytest.raises(NotActive, match="vacant"):
        kg.introductions(snap, "jan", source="vacant")
    assert "vacant" not in {tie.ours for tie in kg.next_best_ties(snap, k=100).items}
    assert "vacant" not in {step.successor for step in kg.handover(snap, ["piotr"], capacity=1).steps}
