from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from kamgraph.analytics import coverage, departures, influence_shares, resilience, threads
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.graph import from_networkx, to_networkx
from random_accounts import DAY, Account, accounts


def pair() -> "nx.Graph[str]":
    graph = nx.Graph([("u", "c")])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs"}, "side")
    return graph


@pytest.mark.parametrize(
    ("node", "name", "value", "said"),
    [
        ("u", "side", None, "u.side: must be ours or theirs"),
        ("u", "side", "us", "u.side: must be one of ours, theirs (found 'us')"),
        ("c", "influence", -1, "c.influence: must be a finite number between 0 and 1e+09 (found '-1')"),
        ("c", "influence", float("nan"), "c.influence: must be a finite number"),
        ("c", "influence", float("inf"), "c.influence: must be a finite number"),
        ("c", "influence", "high", "c.influence: must be a finite number"),
        ("c", "decision_weight", -0.5, "c.decision_weight: must be a finite number"),
        ("c", "level", "chief", "c.level: must be one of owner, board, director, manager, specialist, unknown"),
        ("c", "department", "space", "c.department: must be one of board, finance,"),
        ("c", "stance", 3, "c.stance: must be a whole number from -2 to 2"),
        ("c", "stance", True, "c.stance: must be a whole number from -2 to 2"),
        ("c", "roles", ["boss"], "c.roles: must be one of decision_maker,"),
        ("c", "roles", 7, "c.roles: must be a list of words"),
        ("c", "placeholder", "yes", "c.placeholder: must be true or false"),
        ("c", "placeholder", True, "u-c.kind: must not end at a placeholder"),
    ],
)
def test_a_wrong_attribute_of_a_person_is_named(node: str, name: str, value: object, said: str) -> None:
    graph = pair()
    graph.nodes[node][name] = value
    with pytest.raises(InvalidValue) as caught:
        from_networkx(graph, as_of=DAY)
    assert said in str(caught.value)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf"), "0.5", 7])
def test_a_wrong_strength_is_named(value: object) -> None:
    graph = pair()
    graph.edges["u", "c"]["strength"] = value
    with pytest.raises(InvalidValue, match=r"u-c\.strength: must be a finite number between 0 and 1"):
        from_networkx(graph, as_of=DAY)


@pytest.mark.parametrize(
    ("ends", "kind", "said"),
    [
        (("u", "v"), "tie", "must join one of ours and one of theirs"),
        (("c", "d"), None, "must join one of ours and one of theirs"),
        (("u", "c"), "reports_to", "must join two client people"),
        (("c", "d"), "loves", "must be one of reports_to, influences, conflicts_with"),
    ],
)
def test_an_edge_between_the_wrong_people_is_named(ends: tuple[str, str], kind: str | None, said: str) -> None:
    graph = nx.Graph()
    graph.add_nodes_from("uv", side="ours")
    graph.add_nodes_from("cd", side="theirs")
    graph.add_edge(*ends, kind=kind)
    with pytest.raises(InvalidValue, match=f"{'-'.join(ends)}.kind: {said}"):
        from_networkx(graph, as_of=DAY)


def test_two_nodes_of_one_text_are_refused() -> None:
    graph = nx.Graph()
    graph.add_nodes_from([1, "1"], side="theirs")
    with pytest.raises(InvalidValue, match="node: must be different"):
        from_networkx(graph, as_of=DAY)


def test_what_is_left_out_takes_names_defaults_and_today() -> None:
    snap = from_networkx(pair())
    assert snap.people.names == ("c", "u")
    assert snap.places.assumed.tolist() == [True]
    assert snap.total_weight == 3.0
    assert snap.ties.strength.tolist() == [1.0]
    assert (snap.scope, snap.kind) == ("account", "account")
    assert snap.as_of >= date(2026, 1, 1)


def test_numbers_of_numpy_and_integers_are_numbers() -> None:
    graph = pair()
    graph.nodes["c"]["influence"] = np.float32(2.5)
    graph.edges["u", "c"]["strength"] = np.int64(1)
    assert coverage(from_networkx(graph, as_of=DAY)).total_weight == 2.5


def test_the_callers_graph_is_not_touched() -> None:
    graph = pair()
    before = nx.node_link_data(graph)
    from_networkx(graph, as_of=DAY)
    assert nx.node_link_data(graph) == before


def test_direction_of_lines() -> None:
    graph = nx.Graph()
    graph.add_nodes_from([("a", {"level": "specialist"}), ("b", {"level": "board"})], side="theirs")
    graph.nodes["a"]["decision_weight"] = 1
    graph.add_edge("a", "b", kind="reports_to")
    # In an undirected graph the lower level reports to the higher; a directed one says it itself.
    assert influence_shares(from_networkx(graph, as_of=DAY)).shares == (("a", 0.5), ("b", 0.5))
    against = nx.DiGraph()
    against.add_nodes_from(graph.nodes(data=True))
    against.add_edge("b", "a", kind="reports_to")
    assert influence_shares(from_networkx(against, as_of=DAY)).shares == (("a", 1.0), ("b", 0.0))


def test_normal_form_of_the_access_graph() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from("uv", side="ours")
    graph.add_node("c", side="theirs", influence=2, level="board", name="Jan Łoś")
    graph.add_node("d", side="theirs", influence=1)
    graph.add_edge("u", "c", strength=0.25)
    graph.add_edge("u", "c", strength=0.75)
    graph.add_edge("v", "c", strength=0.0)
    graph.add_edge("u", "v", kind="reports_to")
    graph.add_edge("c", "c", kind="influences")
    graph.add_edge("c", "d", kind="influences", strength=0.5)
    graph.add_edge("d", "c", kind="reports_to", strength=0.25)
    found = from_networkx(graph, as_of=DAY).to_networkx()
    assert type(found) is nx.Graph
    assert dict(found.nodes["c"]) == {"side": "theirs", "weight": 2.0, "level": "board", "name": "Jan Łoś"}
    assert dict(found.nodes["u"]) == {"side": "ours", "weight": 0.0, "level": "unknown", "name": "u"}
    assert {frozenset(pair): given for *pair, given in found.edges(data=True)} == {
        frozenset("uc"): {"kind": "tie", "strength": 0.75},
        frozenset("cd"): {"kind": "reports_to", "strength": 0.5},
    }


def test_conflicts_and_sleeping_ties_give_no_access() -> None:
    graph = nx.Graph([("c", "d", {"kind": "conflicts_with"})])
    nx.set_node_attributes(graph, "theirs", "side")
    assert to_networkx(from_networkx(graph, as_of=DAY)).number_of_edges() == 0


@given(accounts())
def test_there_and_back_gives_the_same_answers(account: Account) -> None:
    snap = account.snapshot()
    graph = to_networkx(snap)
    nx.set_node_attributes(graph, {person: given["weight"] for person, given in graph.nodes(data=True)}, "influence")
    nx.set_node_attributes(graph, {seat: {"placeholder": True} for seat in account.seats})
    back = from_networkx(graph, as_of=DAY)
    assert coverage(back).coverage == coverage(snap).coverage
    assert resilience(back).retained == resilience(snap).retained
    assert threads(back).pairs == threads(snap).pairs
    losses, again = (
        {item.leavers: (item.relationship_loss, item.access_loss, item.cut_off) for item in departures(one).items}
        for one in (snap, back)
    )
    assert losses.keys() == again.keys()
    for who, (relationship, access, cut) in losses.items():
        assert again[who] == (relationship, pytest.approx(access, abs=1e-12), cut)
