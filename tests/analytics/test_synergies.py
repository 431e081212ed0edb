"""What pairs back each other up on: against the departure of each pair and of each one of it."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.analytics import departure, departures, synergies
from kamgraph.kernels.departures import backed_up
from random_accounts import Account, accounts, portfolio_of


@given(accounts(), st.booleans())
def test_every_pair_loses_its_synergy_beyond_the_sum(account: Account, whole: bool) -> None:
    snap = portfolio_of(account, {"a": dict(account.theirs)}, {"a": 1.0}) if whole else account.snapshot()
    found = synergies(snap)
    if found.reason is not None:
        assert found.items == ()
        return
    beyond = {(pair.a, pair.b): pair.synergy for pair in found.items}
    alone = {item.leavers[0]: item.relationship_loss for item in departures(snap).items if item.side == "ours"}
    standing = sorted(alone)
    assert {person for pair in beyond for person in pair} <= set(standing)
    for a, b in combinations(standing, 2):
        both = departure(snap, [a, b])
        wanted = both.relationship_loss - alone[a] - alone[b]
        assert beyond.get((a, b), 0.0) == pytest.approx(wanted, abs=1e-9)
        assert both.synergies[0].synergy == pytest.approx(wanted, abs=1e-9)
    rounded = [round(pair.synergy, 9) for pair in found.items]
    assert rounded == sorted(rounded, reverse=True)


@given(st.lists(st.lists(st.sampled_from([0.0, 0.25, 1.0]) | st.floats(0, 1), max_size=5), max_size=4), st.data())
def test_a_pair_is_lost_only_where_nobody_else_holds(groups: list[list[float]], data: st.DataObject) -> None:
    first = np.cumsum([0, *map(len, groups)]).astype(np.int32)
    ours = np.array([i for group in groups for i in range(len(group))], dtype=np.int32)
    strength, weight = np.array([s for group in groups for s in group]), np.arange(1.0, len(groups) + 1)
    chosen = np.array(data.draw(st.lists(st.booleans(), min_size=5, max_size=5)))
    wanted = [
        (a, b, w * group[a] * group[b] * np.prod([1 - s for i, s in enumerate(group) if i not in (a, b)]))
        for w, group in zip(weight, groups, strict=True)
        for a, b in combinations(range(len(group)), 2)
        if chosen[a] and chosen[b]
    ]
    for run in (backed_up.plain, backed_up.compiled):
        a, b, lost = run(first, ours, strength, weight, chosen)
        assert (a.tolist(), b.tolist()) == ([one for one, _, _ in wanted], [other for _, other, _ in wanted])
        assert lost.tolist() == pytest.approx([w for _, _, w in wanted])
