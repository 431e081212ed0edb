from dataclasses import replace
from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kamgraph.analytics import coverage, departure, departures
from kamgraph.model.errors import InvalidValue, NotActive
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, Account, accounts


def some_leavers(account: Account, data: st.DataObject) -> list[str]:
    people = [*account.ours, *(c for c in account.theirs if c not in account.seats)]
    return data.draw(st.lists(st.sampled_from(people), min_size=1, max_size=5, unique=True))


@given(accounts(), st.data())
def test_a_set_equals_its_removal(account: Account, data: st.DataObject) -> None:
    gone = some_leavers(account, data)
    after, result = account.without(gone), departure(account.snapshot(), gone)
    assert result.leavers == tuple(sorted(gone))
    assert result.coverage_before == pytest.approx(account.kept(), abs=1e-9)
    assert result.coverage_after == pytest.approx(after.kept(), abs=1e-9)
    assert result.relationship_loss == pytest.approx(account.kept() - after.kept(), abs=1e-9)
    assert result.reach_1_before == pytest.approx(account.reach(1), abs=1e-9)
    assert result.reach_1_after == pytest.approx(after.reach(1), abs=1e-9)
    lost = account.reached() - account.reached(gone)
    assert result.access_loss == pytest.approx(sum(account.theirs[c] for c in lost) / account.total, abs=1e-9)
    staying = set(account.theirs) - set(gone)
    orphaned = {c for c in staying if account.known_by(c) and not after.known_by(c)}
    assert set(result.orphaned) == orphaned
    assert set(result.cut_off) == lost - orphaned - set(gone)
    assert set(result.single_tied) == {c for c in staying if account.known_by(c) > 1 and after.known_by(c) == 1}
    assert result.accounts_lost == (("account",) if account.active() and not after.active() else ())
    assert result.single_point_of_failure == bool(orphaned or result.cut_off or result.accounts_lost)
    sides = {"ours" if person in account.ours else "theirs" for person in gone}
    assert result.side == (sides.pop() if len(sides) == 1 else "mixed")


@given(accounts(lines=False), st.data())
def test_the_pair_formula_is_what_removing_both_shows(account: Account, data: st.DataObject) -> None:
    assume(len(account.ours) > 1)
    pair = data.draw(st.lists(st.sampled_from(account.ours), min_size=2, max_size=2, unique=True))
    snap = account.snapshot()
    (found,) = departure(snap, pair).synergies
    alone = sum(departure(snap, [person]).relationship_loss for person in pair)
    assert (found.a, found.b) == tuple(sorted(pair))
    assert found.synergy == pytest.approx(departure(snap, pair).relationship_loss - alone, abs=1e-9)


@given(accounts(6))
def test_every_pair_of_ours_has_its_synergy_and_the_greatest_is_first(account: Account) -> None:
    found = departure(account.snapshot(), account.ours).synergies
    assert {(pair.a, pair.b) for pair in found} == set(combinations(sorted(account.ours), 2))
    assert [pair.synergy for pair in found] == sorted((pair.synergy for pair in found), reverse=True)


@given(accounts(6, lines=False), st.data())
def test_our_sides_loss_is_supermodular(account: Account, data: st.DataObject) -> None:
    a, b = (set(data.draw(st.lists(st.sampled_from(account.ours), unique=True))) for _ in range(2))
    snap = account.snapshot()

    def loss(gone: set[str]) -> float:
        return departure(snap, gone).relationship_loss if gone else 0.0

    assert loss(a | b) + loss(a & b) >= loss(a) + loss(b) - 1e-9


def test_across_the_sides_the_loss_is_neither_more_nor_less_than_the_sum() -> None:
    # One tie between u and c: both leaving lose it once, so less than the sum. A contact held by u and v, and one held
    # by both u and v alone: two of ours lose more than the sum.
    single = nx.Graph([("u", "c")])
    nx.set_node_attributes(single, {"u": "ours", "c": "theirs"}, "side")
    snap = from_networkx(single, as_of=DAY)
    alone = [departure(snap, person).relationship_loss for person in ("u", "c")]
    assert (alone, departure(snap, ["u", "c"]).relationship_loss) == ([1.0, 1.0], 1.0)
    mixed = nx.Graph([("u", "c"), ("v", "c"), ("u", "d"), ("v", "d")])
    nx.set_node_attributes(mixed, {"u": "ours", "v": "ours", "c": "theirs", "d": "theirs"}, "side")
    snap = from_networkx(mixed, as_of=DAY)
    alone = [departure(snap, person).relationship_loss for person in ("u", "v", "c")]
    assert (alone, departure(snap, ["u", "v", "c"]).relationship_loss) == ([0.0, 0.0, 0.5], 1.0)


def test_why_they_leave_does_not_change_what_is_lost() -> None:
    graph = nx.Graph([("u", "c"), ("v", "d")])
    nx.set_node_attributes(graph, {"u": "ours", "v": "ours", "c": "theirs", "d": "theirs"}, "side")
    snap = from_networkx(graph, as_of=DAY)
    same = {departure(snap, "u", kind=kind) for kind in ("leaves", "changes_role", "absent")}
    assert len(same) == 1
    with pytest.raises(InvalidValue, match="kind: must be one of leaves, changes_role, absent"):
        departure(snap, "u", kind="retires")


def test_who_is_not_there_is_named_with_the_day() -> None:
    graph = nx.Graph([("u", "c")])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs"}, "side")
    graph.add_node("seat", side="theirs", placeholder=True)
    snap = from_networkx(graph, as_of=date(2026, 3, 1))
    for missing in ("nobody", "seat"):
        with pytest.raises(NotActive, match=f"^{missing} is not active on 2026-03-01$"):
            departure(snap, ["u", missing])
    with pytest.raises(InvalidValue, match="leavers: must name at least one person"):
        departure(snap, [])


def test_one_id_and_repeated_ids_mean_that_person() -> None:
    graph = nx.Graph([("anna", "c")])
    nx.set_node_attributes(graph, {"anna": "ours", "c": "theirs"}, "side")
    snap = from_networkx(graph, as_of=DAY)
    assert departure(snap, "anna") == departure(snap, ["anna", "anna"])


def test_value_at_stake_of_a_set_is_counted_once() -> None:
    graph = nx.Graph([("u", "c"), ("v", "c"), ("u", "d")], annual_value=800)
    nx.set_node_attributes(graph, {"u": "ours", "v": "ours", "c": "theirs", "d": "theirs"}, "side")
    snap = from_networkx(graph, as_of=DAY)
    assert [departure(snap, [*gone]).value_at_stake for gone in ("u", "v", "uv", "c", "uc")] == [400, 0, 800, 400, 800]
    assert departure(from_networkx(nx.Graph(graph, annual_value=None), as_of=DAY), "u").value_at_stake is None


@given(accounts(6))
def test_a_group_answers_as_one_account(account: Account) -> None:
    snap = account.snapshot()
    group = replace(snap, kind="group")
    assert [replace(item, because=()) for item in departures(group).items] == [
        replace(item, because=()) for item in departures(snap).items
    ]
    assert coverage(group) == coverage(snap)


def test_without_influence_shares_are_none_and_people_are_still_named() -> None:
    graph = nx.Graph([("u", "c")])
    nx.set_node_attributes(graph, {"u": {"side": "ours"}, "c": {"side": "theirs", "influence": 0}})
    result = departure(from_networkx(graph, as_of=DAY), "u")
    assert (result.relationship_loss, result.access_loss, result.coverage_before) == (None, None, None)
    assert result.reason == "none of the client people known here holds any influence"
    assert result.orphaned == ("c",)


def test_decision_weights_change_what_counts() -> None:
    graph = nx.Graph([("u", "c"), ("v", "d")])
    nx.set_node_attributes(graph, {"u": "ours", "v": "ours", "c": "theirs", "d": "theirs"}, "side")
    graph.nodes["c"]["decision_weight"] = 1
    snap = from_networkx(graph, as_of=DAY)
    assert departure(snap, "u").relationship_loss == 0.5
    assert departure(snap, "u", weights="decision").relationship_loss == 1.0
    assert departures(snap, weights="decision").items[0].leavers == ("c",)
