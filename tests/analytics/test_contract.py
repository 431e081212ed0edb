"""Names are a public contract: function, JSON key, command and URL segment; and every number says why."""

import dataclasses
import json

import networkx as nx
import pytest

from kamgraph import analytics
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import to_json
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY

HEADER = [
    "scope",
    "as_of",
    "window_days",
    "store_version",
    "settings_hash",
    "currency",
    "assumed_share",
    "excluded",
    "reason",
]
DEPARTURE = [
    "leavers",
    "side",
    "relationship_loss",
    "access_loss",
    "orphaned",
    "cut_off",
    "single_tied",
    "single_point_of_failure",
    "value_at_stake",
    "accounts_lost",
    "because",
    "reason",
]
FIELDS = {
    "ties": ["items"],
    "coverage": [
        "coverage",
        "reach_1",
        "reach_2",
        "known",
        "people",
        "by_stance",
        "total_weight",
        "cells",
        "uncovered",
        "because",
    ],
    "pattern": ["pattern", "solid", "ours", "theirs", "because"],
    "threads": ["threads", "pairs", "cover", "decision_makers", "because"],
    "departures": ["items"],
    "departure": [*DEPARTURE, *["coverage_before", "coverage_after", "reach_1_before", "reach_1_after", "synergies"]],
    "resilience": [
        "retained",
        "retained_theirs",
        "worst",
        "worst_theirs",
        "exact",
        "bus_factor",
        "bus_factor_at_least",
        "because",
    ],
    "expected_coverage": ["expected", "months", "rate_ours", "rate_theirs", "because"],
    "concentration": ["top_holder", "top_share", "effective_holders", "fair_shares", "because"],
    "influence_shares": ["shares", "decision_makers", "because"],
    "brokers": ["items"],
    "introductions": ["items", "target", "source", "max_hops"],
    "handover": ["coverage_before", "coverage_after", "coverage_planned", "steps", "uncovered", "load_after"],
    "synergies": ["items"],
    "if_tied": ["supposed", "coverage_before", "coverage_after", "items"],
    "next_best_ties": ["items", "strength", "months", "rate_ours", "rate_theirs"],
}
ITEMS = {
    ("ties", "items"): [
        "ours",
        "theirs",
        "strength",
        "observed",
        "declared",
        "target",
        "minutes_in",
        "minutes_out",
        "last_contact",
        "active",
        "because",
    ],
    ("coverage", "cells"): ["level", "department", "weight_share", "coverage", "reach_1"],
    ("threads", "pairs"): ["ours", "theirs"],
    ("threads", "decision_makers"): ["person", "threads", "cut", "because"],
    ("departures", "items"): DEPARTURE,
    ("departure", "synergies"): ["a", "b", "synergy"],
    ("synergies", "items"): ["a", "b", "synergy", "because"],
    ("if_tied", "supposed"): ["ours", "theirs", "strength"],
    ("if_tied", "items"): [
        "leaver",
        "side",
        "relationship_loss_before",
        "relationship_loss_after",
        "access_loss_before",
        "access_loss_after",
        "orphaned_before",
        "orphaned_after",
        "cut_off_before",
        "cut_off_after",
        "because",
    ],
    ("introductions", "items"): ["people", "strength", "hops", "because"],
    ("handover", "steps"): [
        "order",
        "leaver",
        "theirs",
        "successor",
        "fit",
        "at_stake",
        "joint",
        "candidates",
        "because",
    ],
    ("handover", "load_after"): ["person", "n"],
    ("next_best_ties", "items"): ["ours", "theirs", "gain", "introducer", "because"],
    ("brokers", "items"): ["person", "betweenness", "constraint", "because"],
}
ASKED = {"departure": (["u", "v"],), "handover": (["u"],), "introductions": ("e",), "if_tied": ([("u", "d", 0.5)],)}


@pytest.fixture(scope="module")
def snap() -> Snapshot:
    graph = nx.DiGraph([("u", "c"), ("v", "c"), ("v", "d"), ("e", "c", {"kind": "reports_to"})])
    nx.set_node_attributes(graph, {"u": "ours", "v": "ours", "c": "theirs", "d": "theirs", "e": "theirs"}, "side")
    graph.nodes["c"]["decision_weight"] = 1
    return from_networkx(graph, account="acme", as_of=DAY)


def answer(snap: Snapshot, name: str) -> object:
    return getattr(analytics, name)(snap, *ASKED.get(name, ()))


@pytest.mark.parametrize("name", FIELDS)
def test_fields_of_the_result(snap: Snapshot, name: str) -> None:
    result = answer(snap, name)
    assert {field.name for field in dataclasses.fields(result)} == {*HEADER, *FIELDS[name]}
    assert [*to_json(result)][: len(HEADER)] == HEADER
    assert (result.scope, result.as_of, result.window_days, result.currency) == ("acme", DAY, 180, "PLN")
    # A graph from elsewhere has no money.
    assert result.reason == (Reason.NO_VALUE if name == "departure" else None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.scope = "other"


@pytest.mark.parametrize(("name", "collection"), ITEMS)
def test_fields_of_the_items(snap: Snapshot, name: str, collection: str) -> None:
    items = getattr(answer(snap, name), collection)
    assert isinstance(items, tuple)
    assert items
    assert [field.name for field in dataclasses.fields(items[0])] == ITEMS[name, collection]


@pytest.mark.parametrize("name", FIELDS)
def test_results_are_plain_json_and_hashable(snap: Snapshot, name: str) -> None:
    result = answer(snap, name)
    assert json.loads(json.dumps(to_json(result), allow_nan=False))["scope"] == "acme"
    assert hash(result) == hash(answer(snap, name))


@pytest.mark.parametrize("name", FIELDS)
def test_every_number_carries_its_reasons_without_names(snap: Snapshot, name: str) -> None:
    result = answer(snap, name)
    items = result.steps if name == "handover" else getattr(result, "items", ())
    pieces = result.because if hasattr(result, "because") else [p for item in items for p in item.because]
    assert pieces
    assert {piece.kind for piece in pieces} <= {"tie", "interaction", "position", "stakeholder", "line"}
    assert all(piece.id for piece in pieces)


def test_by_stance_has_its_four_parts(snap: Snapshot) -> None:
    parts = to_json(analytics.coverage(snap))["by_stance"]
    assert list(parts) == ["favourable", "neutral", "against", "unknown"]


def test_names_stand_beside_the_results() -> None:
    graph = nx.Graph()
    graph.add_node("c1", side="theirs", name="Świętosława Żółć")
    graph.add_node("u1", side="ours")
    assert analytics.names(from_networkx(graph)) == {"c1": "Świętosława Żółć", "u1": "u1"}


def test_public_names_are_sorted() -> None:
    assert analytics.__all__ == sorted(analytics.__all__)
