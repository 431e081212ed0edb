from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamgraph.analytics import coverage, departure, departures, resilience, worst_sets
from kamgraph.analytics.resilience import after_one
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, STRENGTHS, Account, accounts


@given(accounts(7))
def test_the_worst_sets_are_the_worst_of_all(account: Account) -> None:
    result = resilience(account.snapshot(), k_max=5)
    assert result.retained == pytest.approx([account.worst(k) for k in range(6)], abs=1e-9)
    assert all(result.exact)
    assert after_one(account.snapshot()) == (result.retained[1], result.retained_theirs[1])
    for kept, gone in zip(result.retained, result.worst, strict=True):
        assert account.without(gone).kept() == pytest.approx(kept, abs=1e-9)
    lost = sorted((account.kept() - account.without([c]).kept() for c in account.theirs), reverse=True)
    theirs = [max(0.0, account.kept() - sum(lost[:k])) for k in range(6)]
    assert result.retained_theirs == pytest.approx(theirs, abs=1e-9)
    for kept, gone in zip(result.retained_theirs, result.worst_theirs, strict=True):
        assert account.without(gone).kept() == pytest.approx(kept, abs=1e-9)


@given(accounts(7))
def test_the_bus_factor_is_the_least_number_that_breaks_the_reach(account: Account) -> None:
    people = sorted({u for u, _ in account.active()})
    breaking = (
        k
        for k in range(len(people) + 1)
        if any(account.without(gone).reach(1) < 0.5 - 1e-12 for gone in combinations(people, k))
    )
    result = resilience(account.snapshot())
    assert result.bus_factor == result.bus_factor_at_least == next(breaking)


@given(accounts())
def test_r_0_is_the_coverage_and_r_1_lacks_the_largest_loss(account: Account) -> None:
    snap = account.snapshot()
    result, items = resilience(snap), departures(snap).items
    assert result.retained[0] == result.retained_theirs[0] == coverage(snap).coverage
    for side, kept in (("ours", result.retained), ("theirs", result.retained_theirs)):
        worst = max((item.relationship_loss for item in items if item.side == side), default=0.0)
        assert kept[1] == pytest.approx(account.kept() - worst, abs=1e-9)


@given(accounts(6), st.data())
def test_another_person_of_ours_never_lowers_what_is_kept(account: Account, data: st.DataObject) -> None:
    grown = Account(("new", *account.ours), account.theirs, account.seats, account.ties, account.lines, {})
    for c in account.theirs:
        if c not in account.seats:
            grown = grown.with_tie(("new", c), data.draw(STRENGTHS))
    before, after = (resilience(one.snapshot(), k_max=4).retained for one in (account, grown))
    assert all(b >= a - 1e-12 for a, b in zip(before, after, strict=True))


@settings(max_examples=25)
@given(accounts(8, lines=False))
def test_sets_of_three_by_matrix_products_equal_all_sets(account: Account) -> None:
    people = sorted({u for u, _ in account.active()})
    miss = np.array([[1 - account.ties.get((u, c), 0.0) for c in account.theirs] for u in people])
    weight = np.array(list(account.theirs.values()))
    if people:
        all_sets = worst_sets.worst_sets(miss, weight, len(people))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(worst_sets, "ALL_SETS", 0)
            grown = worst_sets.worst_sets(miss, weight, len(people))
        assert grown[:4] == all_sets[:4]
        assert all(g.kept >= a.kept - 1e-9 for g, a in zip(grown, all_sets, strict=True))
        assert [one.exact for one in grown] == [k <= 3 or k == len(people) for k in range(len(people) + 1)]


def test_many_people_are_exact_up_to_three_and_labelled_beyond() -> None:
    graph = nx.Graph([(f"u{i:02}", f"c{j:02}") for i in range(40) for j in range(i, i + 5)])
    nx.set_node_attributes(graph, {node: "ours" if node[0] == "u" else "theirs" for node in graph}, "side")
    snap = from_networkx(graph, as_of=DAY)
    result = resilience(snap, k_max=5)
    assert result.exact == (True, True, True, True, False, False)
    assert (result.bus_factor, result.bus_factor_at_least) == (None, 4)
    # Only the two ends of the row of contacts hang on few people.
    assert result.worst[:3] == ((), ("u00",), ("u00", "u01"))
    for kept, gone in zip(result.retained[1:], result.worst[1:], strict=True):
        assert departure(snap, gone).coverage_after == pytest.approx(kept)


@pytest.mark.parametrize(("m", "n", "s"), [(1, 1, 0.3), (3, 2, 0.5), (5, 4, 0.9), (4, 7, 1.0)])
def test_closed_forms_of_everybody_knowing_everybody(m: int, n: int, s: float) -> None:
    graph = nx.Graph([(f"u{i}", f"c{j}", {"strength": s}) for i in range(m) for j in range(n)])
    nx.set_node_attributes(graph, {node: "ours" if node[0] == "u" else "theirs" for node in graph}, "side")
    snap = from_networkx(graph, as_of=DAY)
    kept = [1 - (1 - s) ** max(m - k, 0) for k in range(7)]
    result = resilience(snap, k_max=6)
    assert result.retained == pytest.approx(kept)
    assert result.worst[1] == ("u0",)
    lost = [item.relationship_loss for item in departures(snap).items if item.side == "ours"]
    assert lost == pytest.approx([s * (1 - s) ** (m - 1)] * m)
    assert result.retained_theirs == pytest.approx([kept[0] * max(n - k, 0) / n for k in range(7)])


def test_one_at_their_end_looks_safe_from_ours_only() -> None:
    graph = nx.Graph([(f"u{i}", "c", {"strength": 0.26}) for i in range(6)])
    nx.set_node_attributes(graph, {node: "ours" if node[0] == "u" else "theirs" for node in graph}, "side")
    result = resilience(from_networkx(graph, as_of=DAY))
    assert result.retained[1] > 0.7
    assert result.retained_theirs[1] == 0.0
    assert result.worst_theirs[1] == ("c",)
    assert {piece.text[:2] for piece in result.because} == {f"u{i}" for i in range(6)}


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"k_max": -1}, "k_max: must be a whole number from 0 to 50"),
        ({"k_max": 2.5}, "k_max: must be a whole number from 0 to 50"),
        ({"theta": 0}, "theta: must be above 0"),
        ({"theta": float("nan")}, "theta: must be a number between 0 and 1"),
    ],
)
def test_wrong_parameters_are_refused(given_, said) -> None:
    graph = nx.Graph([("u", "c")])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs"}, "side")
    with pytest.raises(InvalidValue, match=said):
        resilience(from_networkx(graph, as_of=DAY), **given_)
