from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given

from kamgraph.analytics import pattern, threads
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, accounts


@given(accounts(6))
def test_the_fewest_departures_that_leave_no_tie(account: Account) -> None:
    result = threads(account.snapshot())
    people = sorted({person for pair in account.active() for person in pair})
    fewest = next(
        k for k in range(len(people) + 1) if any(not account.without(g).active() for g in combinations(people, k))
    )
    assert result.threads == len(result.cover) == fewest
    assert not account.without(result.cover).active()
    used = [person for pair in result.pairs for person in (pair.ours, pair.theirs)]
    assert len(result.pairs) == fewest
    assert len(set(used)) == 2 * fewest
    assert all((pair.ours, pair.theirs) in account.active() for pair in result.pairs)


@given(accounts())
def test_the_pattern_is_many_to_many_exactly_with_two_threads(account: Account) -> None:
    snap = account.snapshot()
    found = pattern(snap)
    assert (found.pattern == "N:N") == (threads(snap).threads >= 2)
    assert found.ours == len({u for u, _ in account.active()})
    assert found.theirs == len({c for _, c in account.active()})
    assert found.solid == (account.reach(2) >= 0.5 - 1e-12 if found.pattern == "N:N" else None)


@given(accounts(6))
def test_ways_to_a_decision_maker_and_who_closes_them(account: Account) -> None:
    result = threads(account.snapshot())
    assert {one.person for one in result.decision_makers} == set(account.decides)
    for one in result.decision_makers:
        others = [person for person in (*account.ours, *account.theirs) if person != one.person]
        reachable = one.person in account.reached()
        alone = any(one.person not in account.reached([person]) for person in others)
        assert (one.threads == 0) == (not reachable)
        if reachable:
            assert (one.threads >= 2) == (not alone)
            assert one.person not in account.reached(one.cut)
            assert len(one.cut) == one.threads
            smaller = combinations(others, one.threads - 1)
            assert all(one.person in account.reached(gone) for gone in smaller)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (3, 2), (4, 9), (6, 6)])
def test_closed_form_of_everybody_knowing_everybody(m: int, n: int) -> None:
    graph = nx.complete_bipartite_graph(m, n)
    nx.set_node_attributes(graph, {node: "ours" if node < m else "theirs" for node in graph}, "side")
    result = threads(from_networkx(graph, as_of=DAY))
    assert result.threads == len(result.pairs) == len(result.cover) == min(m, n)


def test_a_long_chain_of_ties_needs_no_recursion() -> None:
    graph = nx.path_graph(3_000)
    nx.set_node_attributes(graph, {node: "theirs" if node % 2 else "ours" for node in graph}, "side")
    assert threads(from_networkx(graph, as_of=DAY)).threads == 1_500


def test_six_contacts_and_a_help_desk_are_many_to_many_on_paper() -> None:
    graph = nx.Graph([("kam", f"c{i}") for i in range(6)] + [("desk", "c6")])
    nx.set_node_attributes(graph, {node: "theirs" if node[0] == "c" else "ours" for node in graph}, "side")
    found = pattern(from_networkx(graph, as_of=DAY))
    assert (found.pattern, found.solid, found.ours, found.theirs) == ("N:N", False, 2, 7)


def test_half_of_the_influence_held_twice_is_solid() -> None:
    graph = nx.Graph([("u", "c"), ("v", "c"), ("u", "d")])
    nx.set_node_attributes(graph, {"u": "ours", "v": "ours", "c": "theirs", "d": "theirs"}, "side")
    assert pattern(from_networkx(graph, as_of=DAY)).solid is True


def test_who_decides_by_role_where_no_weight_is_stated() -> None:
    graph = nx.Graph([("u", "c"), ("v", "c")])
    nx.set_node_attributes(graph, {"u": "ours", "v": "ours", "c": "theirs"}, "side")
    graph.add_node("d", side="theirs", level="board")
    assert threads(from_networkx(graph, as_of=DAY)).decision_makers == ()
    graph.nodes["c"]["roles"] = ["economic_buyer", "user_buyer"]
    (one,) = threads(from_networkx(graph, as_of=DAY)).decision_makers
    assert (one.person, one.threads, one.cut) == ("c", 2, ("u", "v"))
    assert [(piece.kind, piece.text) for piece in one.because] == [
        ("stakeholder", "c: influence 3 assumed from the level")
    ]
