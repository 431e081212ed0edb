"""The audit of all accounts at once, against the measures of each account alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.analytics import coverage, departures, pattern, portfolio, resilience, threads
from kamgraph.analytics.portfolio import AccountSummary
from kamgraph.kernels.compiled import kernel
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.cut import Cuts
from random_accounts import Account, accounts, portfolio_of


def portfolios(account: Account) -> st.SearchStrategy[Snapshot]:
    some = st.dictionaries(st.sampled_from(sorted(account.theirs)), st.sampled_from([0.0, 1.0, 2.0, 5.0]))
    return st.fixed_dictionaries({"a": some, "b": some, "c": some}).map(
        lambda of: portfolio_of(account, of, {"a": 70.0, "b": np.nan, "c": 0.0})
    )


@given(accounts().flatmap(portfolios))
def test_the_audit_says_of_each_account_what_its_own_measures_say(snap: Snapshot) -> None:
    rows = {row.account: row for row in portfolio(snap).items}
    cuts = Cuts(snap)
    for number, name in enumerate(snap.accounts.ids):
        agrees(rows[name], cuts.account(number))


def agrees(row: AccountSummary, alone: Snapshot) -> None:
    held, kept, shape = coverage(alone), resilience(alone, k_max=1), pattern(alone)
    for found, wanted in (
        (row.coverage, held.coverage),
        (row.reach_1, held.reach_1),
        (row.r_1, kept.retained and kept.retained[1]),
        (row.r_1_theirs, kept.retained_theirs and kept.retained_theirs[1]),
    ):
        assert (found is None) == (wanted is None)
        assert found is None or found == pytest.approx(wanted, abs=1e-9)
    assert (row.pattern, row.solid) == (shape.pattern, shape.solid)
    assert (row.threads, row.bus_factor) == (threads(alone).threads, kept.bus_factor)
    assert (row.reason is None) == (held.reason is None and row.annual_value is not None)
    named = {person for sets in (kept.worst[1:], kept.worst_theirs[1:]) for one in sets for person in one}
    assert row.worst_person in named if named else row.worst_person is None
    if row.worst_person is not None:
        gone = {item.leavers[0]: item for item in departures(alone).items}[row.worst_person]
        assert (row.r_1, row.r_1_theirs)[gone.side == "theirs"] == min(row.r_1, row.r_1_theirs)
        assert row.orphaned_by_worst == len(gone.orphaned)
        assert set(row.because) == {one for one in gone.because if one.kind == "tie"}


@given(accounts(weighted=False).flatmap(portfolios), st.data())
def test_the_order_of_the_places_changes_nothing(snap: Snapshot, data: st.DataObject) -> None:
    order = np.array(data.draw(st.permutations(range(len(snap.places.person)))), dtype=np.int64)
    changed = {name: column[order] for name, column in vars(snap.places).items() if isinstance(column, np.ndarray)}
    texts = {name: tuple(column[i] for i in order) for name, column in vars(snap.places).items() if name not in changed}
    other = replace(snap, places=replace(snap.places, **changed, **texts))
    one, two = portfolio(snap), portfolio(other)
    assert [(a.account, a.pattern, a.threads, a.bus_factor) for a in one.items] == [
        (a.account, a.pattern, a.threads, a.bus_factor) for a in two.items
    ]


@pytest.mark.parametrize("size", [14, 15, 16, 63, 64, 65])
@pytest.mark.parametrize("run", ["plain", "compiled"])
def test_a_large_team_is_answered_as_the_account_alone(monkeypatch: pytest.MonkeyPatch, size: int, run: str) -> None:
    monkeypatch.setattr(kernel, "__call__", lambda self, *given: getattr(self, run)(*given))
    people, ours = {f"c{i}": 1.0 for i in range(6)}, tuple(f"u{i:02}" for i in range(size))
    ties = {(u, f"c{i % 6}"): 0.5 for i, u in enumerate(ours)}
    snap = portfolio_of(Account(ours, people, frozenset(), ties, {}, {}), {"a": people}, {"a": 1.0})
    (row,) = portfolio(snap).items
    assert (row.bus_factor, row.threads) == (resilience(Cuts(snap).account(0)).bus_factor, 6)
    if size < 17:
        # Reach falls below a half when four of six contacts are lost, the two or four with the fewest ties first.
        assert row.bus_factor == sum(sorted(len(ours[i::6]) for i in range(6))[:4])
