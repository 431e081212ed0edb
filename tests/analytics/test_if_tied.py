"""Departures with ties that are not there yet, against the same graph with those ties."""

from dataclasses import replace
from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.analytics import departures, if_tied
from kamgraph.analytics.block import UNCHANGED, Block
from kamgraph.analytics.ground import ground_of
from kamgraph.analytics.losses import Losses
from kamgraph.analytics.reasons import Reason
from kamgraph.model.errors import InvalidValue, NotActive
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY, STRENGTHS, Account, accounts, portfolio_of

LEVEL = ("relationship_loss", "access_loss", "orphaned", "cut_off")
THREE = ("a", "b", "c")


@st.composite
def plans(draw: st.DrawFn) -> tuple[Account, dict[tuple[str, str], float], dict[str, dict[str, float]] | None]:
    """An account, or a portfolio of three over its people, and ties of ours to people who are there."""
    account = draw(accounts(7))
    of = None
    if draw(st.booleans()):
        parts = st.dictionaries(st.sampled_from(sorted(account.theirs)), st.floats(0.1, 5), min_size=1)
        of = draw(st.fixed_dictionaries(dict.fromkeys(THREE, parts)))
    free = [
        (u, c)
        for u in account.ours
        for c in account.theirs
        if c not in account.seats and (of is None or any(c in one for one in of.values()))
    ]
    ties = draw(st.dictionaries(st.sampled_from(free), STRENGTHS, min_size=1, max_size=4)) if free else {}
    return account, ties, of


def seen(account: Account, of: dict[str, dict[str, float]] | None) -> Snapshot:
    return account.snapshot() if of is None else portfolio_of(account, of, dict.fromkeys(THREE, 5.0))


@given(plans())
def test_losses_are_those_of_the_graph_with_the_ties(plan) -> None:
    account, ties, of = plan
    before = seen(account, of)
    ties = {(u, c): s for (u, c), s in ties.items() if before.index[u] in before.standing}
    if not ties:
        return
    found = if_tied(before, [(*pair, s) for pair, s in ties.items()])
    after = seen(replace(account, ties=account.ties | ties), of)
    now, then = ({item.leavers[0]: item for item in departures(snap).items} for snap in (before, after))
    # Each contact's relationship loss is what is covered of that contact.
    for share, all_of_them in ((found.coverage_before, now), (found.coverage_after, then)):
        covered = sum(item.relationship_loss for item in all_of_them.values() if item.side == "theirs")
        assert share == pytest.approx(covered, abs=1e-9)
    blocks = {int(before.blocks[before.index[c]]) for _, c in ties}
    here = {before.people.ids[i] for i in np.flatnonzero(np.isin(before.blocks, list(blocks)))}
    told = {item.leaver: item for item in found.items}
    assert {one for one in told if one in account.theirs} == {one for one in now if one in here}
    for person, item in told.items():
        for when, whole in (("before", now[person]), ("after", then.get(person))):
            if whole is None:
                # One of ours whose last tie is supposed away does not stand in the scope any more.
                continue
            assert getattr(item, f"relationship_loss_{when}") == pytest.approx(whole.relationship_loss, abs=1e-9)
            assert getattr(item, f"access_loss_{when}") == pytest.approx(whole.access_loss, abs=1e-9)
            assert set(getattr(item, f"orphaned_{when}")) == here.intersection(whole.orphaned)
            assert set(getattr(item, f"cut_off_{when}")) == here.intersection(whole.cut_off)
    changed = {
        person
        for person, item in now.items()
        if person in then and any(getattr(item, name) != pytest.approx(getattr(then[person], name)) for name in LEVEL)
    }
    assert changed <= told.keys()


@given(accounts(8))
def test_blocks_by_themselves_say_what_all_say_together(account: Account) -> None:
    ground = ground_of(account.snapshot())
    whole, relationship, access = Losses(ground), np.zeros(ground.people), np.zeros(ground.people)
    for block in range(len(ground.members.first) - 1):
        if not ground.is_ours[ground.members.of(block)[0]]:
            alone = Block(ground, [block], UNCHANGED)
            relationship[alone.people] += alone.relationship
            access[alone.people] += alone.access
    assert relationship == pytest.approx(whole.relationship, abs=1e-9)
    assert access == pytest.approx(whole.access, abs=1e-9)


@pytest.fixture(scope="module")
def snap() -> Snapshot:
    graph = nx.DiGraph([("anna", "jan"), ("jan", "ewa", {"kind": "reports_to"}), ("piotr", "ola")])
    sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs", "ola": "theirs", "seat": "theirs"}
    graph.add_node("seat", placeholder=True)
    nx.set_node_attributes(graph, sides, "side")
    return from_networkx(graph, as_of=date(2026, 11, 23))


def test_a_second_tie_takes_the_single_point_of_failure_away(snap: Snapshot) -> None:
    items = {item.leaver: item for item in if_tied(snap, [("piotr", "ewa", 0.5)]).items}
    assert set(items) == {"anna", "piotr", "jan", "ewa"}
    anna = items["anna"]
    assert (anna.orphaned_before, anna.orphaned_after) == (("jan",), ("jan",))
    assert (anna.cut_off_before, anna.cut_off_after) == (("ewa",), ())
    assert (items["jan"].cut_off_before, items["jan"].cut_off_after) == (("ewa",), ())
    assert items["anna"].access_loss_before == 0.5
    assert items["anna"].access_loss_after == 0
    # What he loses elsewhere stays.
    assert items["piotr"].relationship_loss_before == 0.25


def test_the_last_of_a_pair_counts_and_nothing_takes_a_tie_away(snap: Snapshot) -> None:
    found = if_tied(snap, [("anna", "jan", 1.0), ("anna", "jan", 0.0)])
    assert found.coverage_after == 0.25
    assert {i.leaver: i.orphaned_after for i in found.items} == {"anna": (), "jan": (), "ewa": ()}


@pytest.mark.parametrize(
    ("ties", "error", "says"),
    [
        ([], InvalidValue, "at least one"),
        ([("jan", "ewa", 0.5)], InvalidValue, "one of ours"),
        ([("anna", "piotr", 0.5)], InvalidValue, "client person"),
        ([("anna", "seat", 0.5)], InvalidValue, "chair without"),
        ([("anna", "jan", 1.5)], InvalidValue, "strength"),
        ([("anna", "nobody", 0.5)], NotActive, "nobody"),
    ],
)
def test_what_cannot_be_supposed_is_refused(snap: Snapshot, ties, error, says: str) -> None:
    with pytest.raises(error, match=says):
        if_tied(snap, ties)


def test_without_influence_there_is_a_reason() -> None:
    snap = Account(("u",), {"c": 0.0}, frozenset(), {("u", "c"): 0.5}, {}, {}).snapshot()
    found = if_tied(snap, [("u", "c", 0.5)])
    assert (found.reason, found.coverage_after, found.items, found.as_of) == (Reason.NO_INFLUENCE, None, (), DAY)
