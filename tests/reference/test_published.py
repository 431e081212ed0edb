"""Values from the literature and from independent programs, on graphs that networkx ships."""

from fractions import Fraction

import networkx as nx
import pytest

from kamgraph.analytics import (
    brokers,
    concentration,
    coverage,
    departure,
    departures,
    expected_coverage,
    pattern,
    resilience,
    threads,
)
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY


def client_of(graph: nx.Graph, *known: object) -> Snapshot:
    """A one-sided network as a client's: informal lines, and one of ours for each person we know."""
    account = nx.Graph()
    account.add_nodes_from(graph, side="theirs", influence=1)
    account.add_edges_from(graph.edges, kind="influences")
    for person in known:
        account.add_node(f"ours of {person}", side="ours")
        account.add_edge(f"ours of {person}", person)
    return from_networkx(account, as_of=DAY)


def pieces(graph: nx.Graph, leaver: object) -> list[int]:
    """Sizes of what the others fall into, largest first: whom we still reach from each of them."""
    others = {str(person) for person in graph} - {str(leaver)}
    found = set()
    for person in set(graph) - {leaver}:
        found.add(frozenset(others.difference(departure(client_of(graph, person), str(leaver)).cut_off)))
    return sorted(map(len, found), reverse=True)


def betweenness(graph: nx.Graph) -> dict[str, float]:
    return {item.person: round(item.betweenness, 3) for item in brokers(client_of(graph)).items}


def kite() -> nx.Graph:
    people = ["Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane"]
    return nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate(people)))


def test_krackhardt_kite() -> None:
    found = betweenness(kite())
    assert (found["Heather"], found["Fernando"], found["Garth"], found["Ike"]) == (0.389, 0.231, 0.231, 0.222)
    assert pieces(kite(), "Heather") == [7, 2]
    assert pieces(kite(), "Ike") == [8, 1]
    critical = [item.leavers for item in departures(client_of(kite(), "Jane")).items if item.cut_off]
    # Jane herself is all that one of ours knows.
    assert critical == [("Jane",), ("ours of Jane",), ("Ike",), ("Heather",)]


def test_the_best_pair_of_the_kite_holds_no_cut_point() -> None:
    pair = ["Fernando", "Garth"]
    snap = client_of(kite(), "Jane")
    assert departure(snap, pair).cut_off == ("Andre", "Beverly", "Carol", "Diane", "Ed")
    assert departure(snap, "Fernando").cut_off == departure(snap, "Garth").cut_off == ()


def test_florentine_families() -> None:
    families = nx.florentine_families_graph()
    found = betweenness(families)
    assert [found[f] for f in ("Medici", "Guadagni", "Albizzi", "Strozzi")] == [0.522, 0.255, 0.212, 0.103]
    assert pieces(families, "Medici") == [11, 2, 1]
    of = {item.person: item for item in brokers(client_of(families)).items}
    assert of["Medici"].constraint == pytest.approx(0.2099, abs=5e-5)


def test_karate_club() -> None:
    club = nx.karate_club_graph()
    critical = [item.leavers for item in departures(client_of(club, 33)).items if item.cut_off]
    assert critical == [("33",), ("ours of 33",), ("0",)]
    assert pieces(club, 0) == [27, 5, 1]


def test_six_separate_ways_between_the_leaders_of_the_karate_club() -> None:
    club = nx.karate_club_graph()
    # One of ours in front of each neighbour of Mr Hi, who himself is left out: the ways to 33 are those from him.
    snap = client_of(club.subgraph(set(club) - {0}), *club[0])
    account = snap.to_networkx()
    assert account.number_of_nodes() == 33 + 16
    graph = nx.DiGraph(account)
    nx.set_node_attributes(graph, {p: w for p, w in account.nodes(data="weight") if w}, "influence")
    graph.nodes["33"]["decision_weight"] = 1
    ties = [(a, b) for a, b, kind in graph.edges(data="kind") if kind == "tie" and not a.startswith("ours")]
    graph.remove_edges_from(ties)
    (one,) = threads(from_networkx(graph, as_of=DAY)).decision_makers
    assert (one.person, one.threads, len(one.cut)) == ("33", 6, 6)


def test_les_miserables() -> None:
    characters = nx.les_miserables_graph()
    assert betweenness(characters)["Valjean"] == 0.57
    assert pieces(characters, "Valjean") == [61, 10, 1, 1, 1, 1, 1]


def test_seven_nodes_of_burt_and_borgatti() -> None:
    weights = {"AB": 2, "AF": 3, "AG": 5, "AE": 2, "EG": 8, "FG": 3, "BG": 4, "BD": 1, "DG": 3, "GC": 10}
    graph = nx.Graph()
    graph.add_nodes_from("ABCDEFG", side="theirs")
    graph.add_edges_from((a, b, {"kind": "influences", "strength": w / 10}) for (a, b), w in weights.items())
    of = {item.person: item.constraint for item in brokers(from_networkx(graph, as_of=DAY)).items}
    assert (of["G"], of["A"]) == (pytest.approx(0.299, abs=5e-4), pytest.approx(0.795, abs=5e-4))


@pytest.fixture(scope="module")
def davis() -> Snapshot:
    """18 women as our people, 14 events as contacts."""
    graph = nx.Graph(nx.davis_southern_women_graph())
    for node, given in graph.nodes(data=True):
        graph.nodes[node].update(side="theirs" if given["bipartite"] else "ours", influence=1, name=node)
    for _, _, given in graph.edges(data=True):
        given.clear()
    short = {node: node.split()[0] for node in graph if " " in node}
    return from_networkx(nx.relabel_nodes(graph, short), as_of=DAY)


def test_davis_everybody_is_reached_in_fourteen_threads(davis: Snapshot) -> None:
    assert threads(davis).threads == 14
    assert (pattern(davis).pattern, pattern(davis).solid) == ("N:N", True)
    found = coverage(davis)
    assert (found.coverage, found.reach_1, found.reach_2, found.known) == (1.0, 1.0, 1.0, 14)
    assert len(found.because) == 89
    assert not any(item.orphaned for item in departures(davis).items)


def test_davis_worst_departures(davis: Snapshot) -> None:
    found = resilience(davis, k_max=11)
    published = [1, 1, 1, 0.8571, 0.8571, 0.7857, 0.7143, 0.7143, 0.6429, 0.5714, 0.5714, 0.5]
    assert found.retained == pytest.approx(published, abs=5e-5)
    assert found.exact == (True,) * 12
    assert found.worst[3] == ("Katherina", "Nora", "Sylvia")
    # There are two worst sets of five; the one of the smallest ids is told.
    assert found.worst[5] == ("Brenda", "Charlotte", "Evelyn", "Laura", "Theresa")
    other = departure(davis, ["Katherina", "Nora", "Sylvia", "Myra", "Helen"])
    assert other.coverage_after == pytest.approx(found.retained[5])
    assert (found.bus_factor, found.bus_factor_at_least) == (12, 12)


def test_davis_outlook(davis: Snapshot) -> None:
    def outlook(ours: float, theirs: float) -> float:
        return expected_coverage(davis, months=12, rate_ours=ours, rate_theirs=theirs).expected

    assert outlook(0.1, 0) == pytest.approx(0.999699, abs=5e-7)
    assert outlook(0.5, 0) == pytest.approx(0.950243, abs=5e-7)
    assert outlook(0.1, 0.1) == pytest.approx(0.8997, abs=5e-5)
    assert outlook(0.5, 0.5) == pytest.approx(0.4751, abs=5e-5)


def test_davis_fair_share(davis: Snapshot) -> None:
    shares = dict(concentration(davis).fair_shares)
    assert shares["Nora"] == pytest.approx(float(Fraction(191, 120) / 14))
    assert max(shares, key=lambda person: shares[person]) == "Nora"
