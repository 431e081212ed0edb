from dataclasses import replace
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.analytics import coverage, expected_coverage, pattern, resilience, threads
from kamgraph.model.errors import InvalidValue, NotForPortfolio
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, STRENGTHS, Account, accounts


@given(accounts())
def test_coverage_and_reach_are_what_their_definitions_say(account: Account) -> None:
    result = coverage(account.snapshot())
    assert result.coverage == pytest.approx(account.kept(), abs=1e-9)
    assert result.reach_1 == pytest.approx(account.reach(1), abs=1e-9)
    assert result.reach_2 == pytest.approx(account.reach(2), abs=1e-9)
    assert result.known == sum(account.known_by(c) > 0 for c in account.theirs)
    assert result.people == len(account.theirs)
    assert set(result.uncovered) == {c for c in account.theirs if not account.known_by(c)}


@given(accounts())
def test_coverage_never_exceeds_reach_and_reach_never_exceeds_one(account: Account) -> None:
    result = coverage(account.snapshot())
    assert 0.0 <= result.coverage <= result.reach_1 <= 1.0
    assert 0.0 <= result.reach_2 <= result.reach_1


@given(accounts(6), st.data())
def test_a_new_or_stronger_tie_never_lowers_anything(account: Account, data: st.DataObject) -> None:
    people = sorted(set(account.theirs) - account.seats)
    if not people:
        return
    pair = data.draw(st.sampled_from(account.ours)), data.draw(st.sampled_from(people))
    stronger = account.with_tie(pair, max(data.draw(STRENGTHS), account.ties.get(pair, 0.0)))
    before, after = account.snapshot(), stronger.snapshot()
    one, other = coverage(before), coverage(after)
    assert other.coverage >= one.coverage - 1e-12
    assert other.reach_1 >= one.reach_1 - 1e-12
    assert other.reach_2 >= one.reach_2 - 1e-12
    assert threads(after).threads >= threads(before).threads
    assert expected_coverage(after).expected >= expected_coverage(before).expected - 1e-12
    kept, kept_after = resilience(before), resilience(after)
    for k in range(4):
        assert kept_after.retained[k] >= kept.retained[k] - 1e-12
        assert kept_after.retained_theirs[k] >= kept.retained_theirs[k] - 1e-12
    assert kept_after.bus_factor >= kept.bus_factor


@given(accounts(), st.data())
def test_removing_anybody_never_raises_coverage(account: Account, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from([*account.ours, *account.theirs]))
    assert coverage(account.without([gone]).snapshot()).coverage <= coverage(account.snapshot()).coverage + 1e-12


@given(accounts(6), st.randoms(use_true_random=False), st.sampled_from([0.1, 3.0, 100.0]))
def test_new_names_another_order_and_another_scale_of_influence_change_nothing(account, random, scale) -> None:
    fresh = dict(zip([*account.ours, *account.theirs], random.sample(range(100, 200), 60), strict=False))
    graph = nx.relabel_nodes(account.graph(), fresh)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    shuffled = nx.DiGraph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from([*edges, *edges])
    for _, given_ in shuffled.nodes(data=True):
        if "influence" in given_:
            given_["influence"] *= scale
    one, other = account.snapshot(), from_networkx(shuffled, as_of=DAY)
    assert coverage(other).coverage == pytest.approx(coverage(one).coverage, abs=1e-9)
    assert coverage(other).reach_2 == pytest.approx(coverage(one).reach_2, abs=1e-9)
    assert resilience(other).retained == pytest.approx(resilience(one).retained, abs=1e-9)
    assert resilience(other).bus_factor == resilience(one).bus_factor
    assert pattern(other).pattern == pattern(one).pattern
    assert pattern(other).solid == pattern(one).solid
    assert threads(other).threads == threads(one).threads


@given(accounts())
def test_parts_by_stance_and_by_cell_sum_to_the_whole(account: Account) -> None:
    graph = account.graph()
    levels, stances = ("board", "manager", None), (-2, 0, 1, None)
    for i, person in enumerate(account.theirs):
        graph.nodes[person].update(level=levels[i % 3], stance=stances[i % 4], department="it" if i % 2 else None)
    result = coverage(from_networkx(graph, as_of=DAY))
    parts = result.by_stance
    assert parts.favourable + parts.neutral + parts.against + parts.unknown == pytest.approx(result.coverage, abs=1e-9)
    assert sum(cell.weight_share for cell in result.cells) == pytest.approx(1.0)
    held = sum(cell.weight_share * cell.coverage for cell in result.cells if cell.coverage is not None)
    assert held == pytest.approx(result.coverage, abs=1e-9)
    assert all((cell.coverage is None) == (cell.weight_share == 0) for cell in result.cells)


def test_each_stance_is_told_apart() -> None:
    graph = nx.Graph([("u", f"c{i}") for i in range(4)])
    nx.set_node_attributes(
        graph,
        {"u": {"side": "ours"}}
        | {f"c{i}": {"side": "theirs", "influence": 1, "stance": stance} for i, stance in enumerate((2, 0, -1, None))},
    )
    parts = coverage(from_networkx(graph, as_of=DAY)).by_stance
    assert (parts.favourable, parts.neutral, parts.against, parts.unknown) == (0.25, 0.25, 0.25, 0.25)


def test_evidence_names_the_tie_by_its_ids_and_says_its_strength() -> None:
    graph = nx.Graph()
    graph.add_node("u1", side="ours", name="Anna Kowalska")
    graph.add_node("c1", side="theirs", name="Jan Nowak")
    graph.add_edge("u1", "c1", strength=0.25)
    (piece,) = coverage(from_networkx(graph, as_of=DAY)).because
    assert (piece.kind, piece.text) == ("tie", "u1 knows c1, strength 0.25")
    assert len(piece.id) == 32


def test_unknown_influence_takes_the_default_of_the_level_and_is_said() -> None:
    graph = nx.Graph([("u", "c")])
    graph.add_node("u", side="ours")
    graph.add_node("c", side="theirs", level="board")
    graph.add_node("d", side="theirs", influence=3)
    result = coverage(from_networkx(graph, as_of=DAY))
    assert (result.total_weight, result.coverage, result.assumed_share) == (12.0, 0.75, 0.75)


def test_decision_weights_ask_who_decides() -> None:
    graph = nx.DiGraph([("u", "c"), ("d", "c", {"kind": "influences"})])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs", "d": "theirs"}, "side")
    nobody = coverage(from_networkx(graph, as_of=DAY), weights="decision")
    assert (nobody.coverage, nobody.reason) == (None, "no decision maker is named here")
    graph.nodes["c"]["roles"] = ["decision_maker"]
    assert coverage(from_networkx(graph, as_of=DAY), weights="decision").coverage == 0.5
    with pytest.raises(InvalidValue, match="weights: must be stated or decision"):
        coverage(from_networkx(graph, as_of=DAY), weights="guessed")


@pytest.mark.parametrize("measure", [coverage, pattern, threads, resilience, expected_coverage])
def test_a_portfolio_is_refused(measure) -> None:
    graph = nx.Graph()
    graph.add_node("c", side="theirs")
    with pytest.raises(NotForPortfolio, match="answers for one account or one group, not for the portfolio"):
        measure(replace(from_networkx(graph, as_of=DAY), kind="portfolio"))


def test_order_of_equal_people_is_that_of_their_ids() -> None:
    for order in permutations(["b", "a", "c"]):
        graph = nx.Graph()
        graph.add_nodes_from(order, side="theirs", influence=1)
        assert coverage(from_networkx(graph, as_of=DAY)).uncovered == ("a", "b", "c")
