import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from kamgraph.analytics import concentration, coverage, influence_shares
from kamgraph.analytics.shares import opinions
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, accounts


@given(accounts())
def test_fair_shares_sum_to_the_reach(account: Account) -> None:
    result = concentration(account.snapshot())
    assert sum(share for _, share in result.fair_shares) == pytest.approx(account.reach(1), abs=1e-9)
    amounts = {u: sum(account.theirs[c] * s for (v, c), s in account.active().items() if v == u) for u in account.ours}
    if sum(amounts.values()) == 0:
        assert (result.top_holder, result.top_share, result.effective_holders) == (None, None, None)
        assert result.reason
    else:
        parts = [amount / sum(amounts.values()) for amount in amounts.values()]
        assert result.top_share == pytest.approx(max(parts))
        assert amounts[result.top_holder] == pytest.approx(max(amounts.values()))
        assert result.effective_holders == pytest.approx(1 / sum(part**2 for part in parts))
        assert result.effective_holders >= 1


@pytest.mark.parametrize(("m", "n"), [(1, 1), (3, 2), (4, 9)])
def test_everybody_who_knows_everybody_has_the_same_share(m: int, n: int) -> None:
    graph = nx.complete_bipartite_graph(m, n)
    nx.set_node_attributes(graph, {node: "ours" if node < m else "theirs" for node in graph}, "side")
    result = concentration(from_networkx(graph, as_of=DAY))
    assert [share for _, share in result.fair_shares] == pytest.approx([1 / m] * m)
    assert result.effective_holders == pytest.approx(m)
    assert result.top_holder == "0"


@given(accounts())
def test_opinions_are_mixtures_of_first_opinions(account: Account) -> None:
    mixture = opinions(account.snapshot())
    assert mixture.sum(axis=1) == pytest.approx(np.ones(len(mixture)))
    assert (mixture >= -1e-12).all()


@given(accounts())
def test_shares_sum_to_one_and_equal_the_opinions_after_many_rounds(account: Account) -> None:
    result = influence_shares(account.snapshot())
    if not account.decides:
        assert (result.shares, result.decision_makers) == (None, ())
        assert result.reason == "no decision maker is named here"
        return
    people = list(account.theirs)
    heard = {p: {} for p in people}
    for (source, target), (kind, weight) in account.lines.items():
        if kind == "influences":
            heard[target][source] = heard[target].get(source, 0.0) + weight
        if kind == "reports_to":
            heard[source][target] = heard[source].get(target, 0.0) + 1.0
    first = {p: np.eye(len(people))[i] for i, p in enumerate(people)}
    opinion = dict(first)
    for _ in range(60):
        opinion = {
            p: 0.5 * first[p] + 0.5 * sum(w * opinion[q] for q, w in heard[p].items()) / sum(heard[p].values())
            if heard[p]
            else first[p]
            for p in people
        }
    total = sum(account.decides.values())
    final = sum(weight / total * opinion[d] for d, weight in account.decides.items())
    assert sum(share for _, share in result.shares) == pytest.approx(1.0)
    assert [dict(result.shares)[p] for p in people] == pytest.approx(final.tolist(), abs=1e-9)
    held = coverage(account.snapshot(), weights="decision").coverage
    miss = {c: np.prod([1 - s for (_, t), s in account.ties.items() if t == c]) for c in people}
    assert held == pytest.approx(sum(dict(result.shares)[c] * (1 - miss[c]) for c in people), abs=1e-9)


def test_managers_and_advisers_count_in_the_decision() -> None:
    graph = nx.DiGraph()
    graph.add_node("boss", side="theirs")
    graph.add_node("head", side="theirs", roles=["decision_maker"])
    graph.add_node("adviser", side="theirs")
    graph.add_edge("head", "boss", kind="reports_to")
    graph.add_edge("adviser", "head", kind="influences", strength=0.5)
    result = influence_shares(from_networkx(graph, as_of=DAY))
    assert dict(result.shares) == pytest.approx({"head": 1 / 2, "boss": 1 / 3, "adviser": 1 / 6})
    assert [piece.kind for piece in result.because] == ["stakeholder", "line", "line"]


@pytest.mark.parametrize("susceptibility", [-0.1, 1, float("nan")])
def test_a_wrong_susceptibility_is_refused(susceptibility) -> None:
    graph = nx.Graph()
    graph.add_node("c", side="theirs")
    with pytest.raises(InvalidValue, match="susceptibility"):
        influence_shares(from_networkx(graph, as_of=DAY), susceptibility=susceptibility)
