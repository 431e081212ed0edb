"""Worst sets and pairs where a team is large: still what removing them shows, still at once."""

import time
from itertools import combinations
from math import prod

import numpy as np
import pytest

from kamgraph.analytics import departure, resilience, worst_sets
from random_accounts import Account


def team(people: int, contacts: int, each: int, seed: int) -> Account:
    """Everybody of ours knows so many of theirs; every seventh tie is as strong as can be."""
    random = np.random.default_rng(seed)
    theirs = {f"c{i:03}": float(random.uniform(1, 10)) for i in range(contacts)}
    ties = {
        (f"u{i:02}", str(c)): 1.0 if (i + n) % 7 == 0 else float(random.uniform(0.1, 0.95))
        for i in range(people)
        for n, c in enumerate(random.choice(list(theirs), each, replace=False))
    }
    return Account(tuple(f"u{i:02}" for i in range(people)), theirs, frozenset(), ties, {}, {})


def lost(account: Account, gone: tuple[str, ...]) -> float:
    """Relationship loss by its definition."""
    by = {c: [(u, s) for (u, t), s in account.ties.items() if t == c] for c in account.theirs}
    kept = [prod(1 - s for u, s in by[c] if u not in gone) - prod(1 - s for _, s in by[c]) for c in by]
    return sum(w * k for w, k in zip(account.theirs.values(), kept, strict=True)) / account.total


@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_the_worst_of_twelve_are_those_that_trying_all_sets_finds(seed: int, every: bool, monkeypatch) -> None:
    account = team(12, 9, 4, seed)
    if not every:
        monkeypatch.setattr(worst_sets, "ALL_SETS", 0)
    found = resilience(account.snapshot(), k_max=3)
    covered = lost(account, account.ours)
    for k in range(4):
        worst = max(lost(account, gone) for gone in combinations(account.ours, k))
        assert found.retained[k] == pytest.approx(covered - worst, abs=1e-9)
        assert lost(account, found.worst[k]) == pytest.approx(worst, abs=1e-9)
    assert found.exact == (True, True, True, True)


@pytest.mark.parametrize("seed", range(3))
def test_the_pairs_of_twelve_are_what_removing_both_shows(seed: int) -> None:
    account = team(12, 9, 5, seed)
    synergies = departure(account.snapshot(), account.ours).synergies
    assert len(synergies) == 66
    for pair in synergies:
        alone = lost(account, (pair.a,)) + lost(account, (pair.b,))
        assert pair.synergy == pytest.approx(lost(account, (pair.a, pair.b)) - alone, abs=1e-9)


def test_sixty_people_take_less_than_two_seconds() -> None:
    account = team(60, 100, 60, 1)
    snap = account.snapshot()
    begin = time.process_time()
    found = resilience(snap, k_max=5)
    gone = departure(snap, account.ours)
    assert time.process_time() - begin < 2
    assert found.exact == (True, True, True, True, False, False)
    assert found.retained[3] <= found.retained[2] <= found.retained[1] <= found.retained[0]
    assert len(gone.synergies) == 60 * 59 // 2
    pair = gone.synergies[0]
    alone = lost(account, (pair.a,)) + lost(account, (pair.b,))
    assert pair.synergy == pytest.approx(lost(account, (pair.a, pair.b)) - alone, abs=1e-12)
