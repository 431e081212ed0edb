"""Portfolios at the edges: nobody, one person, and an account of fifty thousand."""

import networkx as nx
import pytest

from kamgraph.analytics import departure, departures, people, portfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, portfolio_of

MANY = 50_000


def test_a_portfolio_of_nobody_has_nothing_to_lose() -> None:
    snap = portfolio_of(Account((), {}, frozenset(), {}, {}, {}), {"a": {}}, {"a": 5.0})
    assert (len(departures(snap).items), people(snap).items) == (0, ())
    (row,) = portfolio(snap).items
    assert (row.coverage, row.pattern, row.threads, row.bus_factor, row.worst_person) == (None, "none", 0, None, None)
    assert row.reason == departures(snap).reason


def test_one_person_alone_loses_the_own_influence_to_nobody() -> None:
    snap = portfolio_of(Account((), {"c": 2.0}, frozenset(), {}, {}, {}), {"a": {"c": 2.0}}, {"a": 5.0})
    (item,) = departures(snap).items
    assert (item.relationship_loss, item.access_loss, item.single_point_of_failure) == (0.0, 0.0, False)
    (row,) = portfolio(snap).items
    assert (row.coverage, row.r_1, row.r_1_theirs, row.bus_factor, row.worst_person) == (0.0, 0.0, 0.0, 0, None)


@pytest.fixture(scope="module")
def crowd() -> Snapshot:
    """One of ours knows half of an account of fifty thousand, who report to each other in one chain."""
    graph = nx.DiGraph([(f"c{i + 1:05}", f"c{i:05}", {"kind": "reports_to"}) for i in range(MANY - 1)])
    nx.set_node_attributes(graph, "theirs", "side")
    nx.set_node_attributes(graph, 1, "influence")
    graph.add_node("u", side="ours")
    graph.add_edges_from(("u", f"c{i:05}", {"strength": 0.5}) for i in range(MANY // 2))
    return from_networkx(graph, as_of=DAY)


def test_an_account_of_fifty_thousand_needs_no_recursion(crowd: Snapshot) -> None:
    (row,) = portfolio(crowd).items
    assert (row.coverage, row.reach_1, row.r_1, row.threads) == (0.25, 0.5, 0.0, 1)
    assert (row.worst_person, row.orphaned_by_worst) == ("u", MANY // 2)
    last = departure(crowd, f"c{MANY // 2 - 1:05}")
    assert len(last.cut_off) == MANY // 2
    assert last.access_loss == pytest.approx(0.5 + 1 / MANY)
    everybody = departure(crowd, "u")
    assert (everybody.access_loss, everybody.coverage_after, len(everybody.orphaned)) == (1.0, 0.0, MANY // 2)
