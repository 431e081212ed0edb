"""Everybody's departure from random portfolios, against deleting the person and searching; 45,000 in the long run."""

import random

import pytest
from hypothesis import settings

from kamgraph.analytics import departure, departures
from random_accounts import KINDS, Account, portfolio_of

VALUES = {"a": 100.0, "b": 7.0, "c": 0.0}
Weights = dict[str, dict[str, float]]


def drawn(rng: random.Random) -> tuple[Account, Weights]:
    """Cycles of reports, parallel lines, people nobody reaches, ties without strength, people in several accounts."""
    ours = tuple(f"u{i:02}" for i in range(rng.randint(1, 12)))
    people = [f"c{i:02}" for i in range(rng.randint(1, 30))]
    met = people[: max(1, round(len(people) * rng.random()))]
    ties = {(rng.choice(ours), rng.choice(met)): rng.choice([0.0, 0.1, 0.5, 1.0, rng.random()]) for _ in people}
    lines = {
        tuple(rng.sample(people, 2)): (rng.choice(KINDS), rng.uniform(0.1, 1))
        for _ in range(rng.randint(0, 2 * len(people)))
        if len(people) > 1
    }
    of: Weights = {name: {} for name in VALUES}
    for person in people:
        for name in rng.sample(sorted(of), rng.choice([1, 1, 1, 2, 3])):
            of[name][person] = rng.choice([0.0, 1.0, 5.0, rng.uniform(0.1, 10)])
    of["a"][people[0]] = 1.0
    theirs = {person: sum(one.get(person, 0.0) for one in of.values()) for person in people}
    return Account(ours, theirs, frozenset(), ties, lines, {}), of


def test_everybody_at_once_is_what_deletion_and_search_find() -> None:
    wanted = 45_000 if settings().max_examples >= 2_000 else 1_500
    rng, seen = random.Random(20_261_123), 0
    while seen < wanted:
        account, of = drawn(rng)
        snap, parts = portfolio_of(account, of, VALUES), {name: within(account, of[name]) for name in of}
        before, whole = account.reached(), account.kept()
        items = departures(snap).items
        assert {item.leavers[0] for item in items} >= {*account.theirs, *(u for u, _ in account.active())}
        for item in items:
            (leaver,) = item.leavers
            after, reached = account.without([leaver]), account.reached([leaver]) - {leaver}
            lost = before - reached
            orphaned = {c for c in account.theirs if c != leaver and account.known_by(c) and not after.known_by(c)}
            assert item.relationship_loss == pytest.approx(whole - after.kept(), abs=1e-9)
            assert item.access_loss == pytest.approx(sum(account.theirs[c] for c in lost) / account.total, abs=1e-9)
            assert set(item.orphaned) == orphaned
            assert set(item.cut_off) == lost - orphaned - {leaver}
            assert item.value_at_stake == pytest.approx(sum(stake(parts[name], leaver, VALUES[name]) for name in of))
            ends = {name for name, one in parts.items() if one.active() and not one.without([leaver]).active()}
            assert set(item.accounts_lost) == ends
        seen += len(items)
        of_some = rng.sample(account.ours + tuple(account.theirs), min(3, len(account.ours)))
        together = departure(snap, [person for person in of_some if snap.index[person] in snap.standing] or [leaver])
        gone = account.without(together.leavers)
        assert together.coverage_after == pytest.approx(gone.kept(), abs=1e-9)
        unreached = before - account.reached(together.leavers) - set(together.leavers)
        assert set(together.cut_off) == unreached - set(together.orphaned)


def within(account: Account, weights: dict[str, float]) -> Account:
    """One account of the portfolio: its own people, weights and ties."""
    ties = {(u, c): s for (u, c), s in account.ties.items() if c in weights}
    return Account(account.ours, weights, frozenset(), ties, {}, {})


def stake(part: Account, leaver: str, value: float) -> float:
    """Annual value times the share of today's coverage that goes."""
    if not part.theirs or part.total == 0 or part.kept() == 0:
        return 0.0
    return value * (part.kept() - part.without([leaver]).kept()) / part.kept()
