"""The degenerate accounts of every measure: nobody, no tie, one tie, one KAM, rows twice."""

import math
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given

from kamgraph.analytics import (
    activity,
    brokers,
    changes,
    completeness,
    concentration,
    coverage,
    departure,
    departures,
    expected_coverage,
    fading_ties,
    influence_shares,
    names,
    pattern,
    people,
    portfolio,
    resilience,
    reviews,
    threads,
    ties,
)
from kamgraph.analytics.results import to_json
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, accounts

SEVEN = (coverage, pattern, threads, resilience, departures, expected_coverage, concentration)


def snap_of(pairs: list[tuple[str, str, float]], *more: str, influence: float = 1.0) -> Snapshot:
    """Ours begin with u, theirs with c; `more` are people without a tie."""
    graph = nx.Graph()
    for person in {*more, *(p for u, c, _ in pairs for p in (u, c))}:
        graph.add_node(person, side="ours" if person[0] == "u" else "theirs", influence=influence)
    graph.add_edges_from((u, c, {"strength": s}) for u, c, s in pairs)
    return from_networkx(graph, as_of=DAY)


@pytest.mark.parametrize(
    ("snap", "reason"),
    [
        (snap_of([]), "no client person is known here on this day"),
        (snap_of([], "u"), "no client person is known here on this day"),
        (snap_of([("u", "c", 1.0)], influence=0), "none of the client people known here holds any influence"),
    ],
)
def test_without_influence_there_is_a_reason_and_neither_0_nor_1(snap: Snapshot, reason: str) -> None:
    covered = coverage(snap)
    assert (covered.coverage, covered.reach_1, covered.reach_2, covered.by_stance) == (None,) * 4
    assert (pattern(snap).pattern, pattern(snap).solid, threads(snap).threads) == ("none", None, 0)
    kept = resilience(snap)
    assert (kept.retained, kept.retained_theirs, kept.bus_factor) == (None, None, None)
    assert departures(snap).items == ()
    assert expected_coverage(snap).expected is None
    assert concentration(snap).top_holder is None
    for measure in (*SEVEN, completeness):
        assert measure(snap).reason == reason
        assert measure(snap).assumed_share is None


def test_nobody_at_all_is_an_answer() -> None:
    snap = snap_of([])
    assert [len(measure(snap).items) for measure in (ties, brokers, people, portfolio, reviews)] == [0, 0, 0, 1, 1]
    assert (activity(snap).met, influence_shares(snap).shares, names(snap)) == (0, None, {})
    assert (changes(snap, snap).ties_lost, fading_ties(snap, snap).items) == ((), ())


def test_a_tie_that_lost_exactly_the_drop_is_fading() -> None:
    before, after = snap_of([("u", "c", 0.7), ("u", "d", 0.7)]), snap_of([("u", "c", 0.5), ("u", "d", 0.51)])
    assert [tie.theirs for tie in fading_ties(before, after, drop=0.2).items] == ["c"]


@pytest.mark.parametrize("compare", [changes, fading_ties])
def test_two_scopes_are_not_compared(compare: Callable[..., object]) -> None:
    other = from_networkx(nx.Graph(), account="other", as_of=DAY)
    with pytest.raises(InvalidValue, match="same scope"):
        compare(snap_of([]), other)


def test_stakeholders_without_ties() -> None:
    snap = snap_of([], "u", "c1", "c2")
    assert (coverage(snap).coverage, coverage(snap).reach_1) == (0.0, 0.0)
    assert (pattern(snap).pattern, threads(snap).threads) == ("none", 0)
    kept = resilience(snap)
    assert (kept.retained, kept.retained_theirs) == ((0.0,) * 4, (0.0,) * 4)
    assert (kept.bus_factor, kept.bus_factor_at_least, kept.worst[1]) == (0, 0, ())
    assert {(item.relationship_loss, item.access_loss) for item in departures(snap).items} == {(0.0, 0.0)}
    assert expected_coverage(snap).expected == 0.0
    assert (concentration(snap).top_holder, concentration(snap).fair_shares) == (None, ())


@pytest.mark.parametrize("s", [0.1, 0.37, 1.0])
def test_one_stakeholder_and_one_tie(s: float) -> None:
    snap = snap_of([("u", "c", s)])
    assert coverage(snap).coverage == pytest.approx(s)
    assert (pattern(snap).pattern, threads(snap).threads) == ("1:1", 1)
    assert resilience(snap).retained == pytest.approx((s, 0, 0, 0))
    assert departure(snap, "u").relationship_loss == pytest.approx(s)


def test_one_kam_and_many_contacts() -> None:
    snap = snap_of([("u", f"c{i}", 0.1 * (i + 1)) for i in range(5)])
    assert (pattern(snap).pattern, threads(snap).threads) == ("1:N", 1)
    assert resilience(snap).retained[1] == 0.0
    assert departure(snap, "u").relationship_loss == pytest.approx(coverage(snap).coverage)
    assert departure(snap, "u").accounts_lost == ("account",)


@given(accounts(6))
def test_rows_twice_and_rows_of_zero_change_nothing(account: Account) -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(account.graph().nodes(data=True))
    edges = list(account.graph().edges(data=True))
    graph.add_edges_from([*edges, *edges])
    for u in account.ours:
        graph.add_edge(u, u)
        for c in account.theirs:
            graph.add_edge(u, c, strength=0)
    once, twice = account.snapshot(), from_networkx(graph, as_of=DAY)
    for measure in SEVEN:
        assert measure(twice) == measure(once)


def test_certain_ties_need_no_division() -> None:
    snap = snap_of([(u, c, 1.0) for u in ("u1", "u2") for c in ("c1", "c2")])
    assert resilience(snap).retained == (1.0, 1.0, 0.0, 0.0)
    assert {item.relationship_loss for item in departures(snap).items if item.side == "ours"} == {0.0}


def test_more_departures_than_people_keep_nothing() -> None:
    found = resilience(snap_of([("u1", "c", 0.5), ("u2", "c", 0.5)]), k_max=5)
    assert found.retained == (0.75, 0.5, 0.0, 0.0, 0.0, 0.0)
    assert found.worst[5] == ("u1", "u2")
    assert found.worst_theirs[5] == ("c",)


@pytest.mark.filterwarnings("error")
@given(accounts(6, weighted=False))
def test_no_result_holds_nan_or_infinity(account: Account) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            for one in value.values():
                check(one)
        elif isinstance(value, list):
            for one in value:
                check(one)
        elif isinstance(value, float):
            assert math.isfinite(value)

    snap = account.snapshot()
    measures = (ties, coverage, pattern, threads, departures, resilience, expected_coverage, concentration, brokers)
    for measure in (*measures, influence_shares, names):
        check(to_json(measure(snap)))
    check(to_json(departure(snap, account.ours)))
