"""The engine and the second count agree, account by account and person by person."""

from datetime import date

import pytest

import kamgraph as kg

ACCOUNTS = [
    "zakole", "arnika", "podgorze", "biala-laka", "kasztel", "kasztel-dystrybucja", "kasztel-logistyka", "zeleznik",
    "datokrag", "tecza-bis", "dabrowka", "legi",
]  # fmt: skip
each = pytest.mark.parametrize("account", ACCOUNTS)
# Each of the two adds in its own order, so their floats agree only nearly.
near = {"rel": 1e-9, "abs": 1e-9}


@each
def test_coverage_and_reach(on, counted, account):
    found, count = kg.coverage(on(account)), counted()
    assert found.coverage == pytest.approx(count.kappa(account), **near)
    assert (found.reach_1, found.reach_2) == pytest.approx((count.reach(account), count.reach(account, 2)), **near)
    assert found.total_weight == pytest.approx(sum(count.weight[account].values()))
    held = count.holders(account)
    assert (found.known, found.people) == (sum(map(bool, held.values())), len(held))


@each
def test_pattern_and_threads(on, counted, account):
    found, count = kg.pattern(on(account)), counted()
    assert found.pattern == count.pattern(account)
    assert (found.ours, found.theirs) == tuple(len({pair[side] for pair in count.ties(account)}) for side in (0, 1))
    assert kg.threads(on(account)).threads == count.threads(account)


@each
def test_left_after_one_departure(on, counted, account):
    found = kg.resilience(on(account))
    assert (found.retained[1], found.retained_theirs[1]) == pytest.approx(counted().r_1(account), **near)


@each
def test_departure_of_everybody(on, counted, account):
    count = counted()
    items = {item.leavers[0]: item for item in kg.departures(on(account)).items}
    chairs = {person for person, row in count.people.items() if row["placeholder"] == "yes"}
    tied = {person for pair in count.ties(account) for person in pair}
    assert items.keys() >= tied | set(count.weight[account]) - chairs
    for person, item in items.items():
        assert item.relationship_loss == pytest.approx(count.loss(account, person), **near)
        assert item.access_loss == pytest.approx(count.access_loss(account, person), **near)
        assert set(item.orphaned) == count.orphaned(account, person)


def test_accounts_of_the_portfolio(on, counted):
    count = counted()
    items = {item.account: item for item in kg.portfolio(on()).items}
    assert items.keys() == set(ACCOUNTS)
    for account, item in items.items():
        assert item.annual_value == count.figure(account, "annual_value")
        assert item.potential_value == count.figure(account, "potential_value")
        assert item.value_exposed == pytest.approx(count.value_exposed(account))
        assert item.coverage == pytest.approx(count.kappa(account), **near)
        assert (item.r_1, item.r_1_theirs) == pytest.approx(count.r_1(account), **near)
        assert (item.pattern, item.threads) == (count.pattern(account), count.threads(account))


def test_totals_of_the_portfolio(on, counted):
    count = counted()
    value = {account: count.figure(account, "annual_value") for account in ACCOUNTS}
    totals = kg.portfolio(on()).totals
    weighted = sum(value[account] * count.kappa(account) for account in ACCOUNTS) / sum(value.values())
    assert totals.coverage == pytest.approx(weighted)
    assert totals.value_exposed == pytest.approx(sum(count.value_exposed(account) for account in ACCOUNTS))
    assert sum(dict(totals.patterns).values()) == len(ACCOUNTS)


def test_people_of_the_portfolio(on, counted):
    count = counted()
    items = {item.person: item for item in kg.people(on()).items}
    assert count.ours == {person for person in items if person in count.people}
    for person in count.ours:
        assert items[person].value_at_stake == pytest.approx(count.value_at_stake(person))
        sole = set().union(*(count.orphaned(account, person) for account in ACCOUNTS))
        assert items[person].sole_contacts == len(sole)


@pytest.mark.parametrize("day", ["2025-06-30", "2025-12-31", "2026-07-31", "2026-11-15"])
@each
def test_earlier_days(on, counted, account, day):
    day = date.fromisoformat(day)
    count, snap = counted(day), on(account, day)
    assert kg.pattern(snap).pattern == count.pattern(account)
    if count.weight[account]:
        assert kg.coverage(snap).coverage == pytest.approx(count.kappa(account), **near)
