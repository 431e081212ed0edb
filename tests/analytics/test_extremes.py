"""Portfolios at the edges: nobody, one person, and an account of fifty thousand."""

import time
from dataclasses import replace
from typing import TypeVar

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from kamgraph.analytics import departure, departures, people, portfolio, resilience
from kamgraph.analytics.audited import audited
from kamgraph.snapshot.columns import People, Places, Snapshot, Ties
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, portfolio_of

MANY, HUNDREDS = 50_000, 300

Columns = TypeVar("Columns", People, Places, Ties)


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


def test_a_large_account_known_by_hundreds_is_answered_in_seconds() -> None:
    graph = nx.Graph()
    graph.add_nodes_from((f"c{i:05}" for i in range(MANY)), side="theirs", influence=1)
    graph.add_nodes_from((f"u{i:03}" for i in range(HUNDREDS)), side="ours")
    graph.add_edges_from((f"u{i % HUNDREDS:03}", f"c{i:05}", {"strength": 0.5}) for i in range(MANY))
    # One of them backs up all the others but the first.
    graph.add_edges_from(("u001", f"c{i:05}", {"strength": 1.0}) for i in range(MANY) if i % HUNDREDS > 1)
    snap = from_networkx(graph, as_of=DAY)
    start, alone = time.process_time(), len(range(1, MANY, HUNDREDS))
    found = resilience(snap)
    assert time.process_time() - start < 60
    assert found.retained is not None
    assert found.retained[0] == pytest.approx(1 - alone / MANY)
    assert (found.worst[1], found.retained[1]) == (("u001",), pytest.approx(0.5 * (1 - alone / MANY)))
    assert (found.exact, found.bus_factor, found.bus_factor_at_least) == ((True, True, False, False), None, 2)


def test_a_million_ties_of_one_person() -> None:
    snap = grown(from_networkx(pair(), as_of=DAY), 1_000_000)
    worst = departures(snap).items[0]
    assert (worst.leavers, worst.relationship_loss, len(worst.orphaned)) == (("u",), 0.5, 1_000_000)
    found = audited(snap)
    columns = found.coverage, found.reach_1, found.r_1, found.r_1_theirs, found.threads, found.bus_factor
    assert [column.tolist() for column in columns] == [[0.5], [1.0], [0.0], [pytest.approx(0.5, abs=1e-6)], [1], [1]]


def pair() -> "nx.Graph[str]":
    graph = nx.Graph([("u", "c", {"strength": 0.5})])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs"}, "side")
    return graph


def grown(snap: Snapshot, times: int) -> Snapshot:
    """A portfolio of one account whose one contact is there so many times."""
    rows, each = np.zeros(times, dtype=np.int64), np.arange(times, dtype=np.int32)
    people = taken(snap.people, np.append(rows, 1))
    ids = (*(f"c{i:06}" for i in range(times)), "u")
    ties = replace(
        taken(snap.ties, rows, "first_interaction", "interactions"),
        ours=np.full(times, times, dtype=np.int32),
        theirs=each,
        first_interaction=np.zeros(times + 1, dtype=np.int32),
    )
    places = replace(taken(snap.places, rows), person=each)
    return replace(snap, kind="portfolio", people=replace(people, ids=ids), places=places, ties=ties)


def taken(columns: Columns, rows: NDArray[np.int64], *but: str) -> Columns:
    """These rows of every column, except of some."""
    kept = {name: column for name, column in vars(columns).items() if name not in but}
    return replace(
        columns,
        **{
            name: column[rows] if isinstance(column, np.ndarray) else tuple(column[i] for i in rows.tolist())
            for name, column in kept.items()
        },
    )
