"""The measures of a portfolio on a small company, counted by hand."""

from datetime import date, timedelta

import pytest

import kamgraph as kg
from kamgraph.model import Figure, Initiative, Organisation, Person, Position, Settings, Stakeholder
from kamgraph.model.errors import InvalidValue, NotForPortfolio

DAY = date(2026, 6, 30)


@pytest.fixture
def company(store, fill, tie, assign):
    """Ola holds all of acme alone; Jan and Ewa share bravo; Piotr is assigned to both and knows nobody."""
    fill.staff("ola", "jan", "ewa", "piotr")
    fill.account("acme", "a1", "a2", level="director")
    fill.account("bravo", "b1", level="specialist")
    fill.run(
        tie("ola", "a1", 5, DAY),
        tie("ola", "a2", 3, DAY),
        tie("jan", "b1", 4, DAY),
        tie("ewa", "b1", 4, DAY),
        assign("ola", "acme"),
        assign("jan", "bravo"),
        assign("piotr", "acme", "executive_sponsor"),
        assign("piotr", "bravo", "executive_sponsor"),
        Figure(account="acme", kind="annual_value", value=1000, currency="PLN"),
        Figure(account="bravo", kind="annual_value", value=500, currency="PLN"),
        Stakeholder(person="a2", account="acme", influence=1, roles=("champion",)),
    )
    return store


def test_people_say_what_hangs_on_whom(company):
    items = {p.person: p for p in kg.people(kg.snapshot(company, as_of=DAY)).items}
    ola, jan, piotr = items["ola"], items["jan"], items["piotr"]
    assert (ola.accounts, ola.key_contacts, ola.sole_contacts, ola.accounts_lost) == (1, 1, 2, ("acme",))
    assert (ola.managed_value, ola.managed_accounts) == (1000.0, ("acme",))
    assert ola.value_at_stake == pytest.approx(1000.0)
    assert {e.kind for e in ola.because} == {"tie"}
    assert len(ola.because) == 2
    # With 0.7 twice, one of them takes .21 of .91.
    assert (jan.sole_contacts, jan.accounts_lost) == (0, ())
    assert jan.value_at_stake == pytest.approx(500 * 0.21 / 0.91)
    assert (piotr.accounts, piotr.paper_assignments, piotr.value_at_stake) == (2, ("acme", "bravo"), 0.0)
    assert next(iter(items)) == "ola"


def test_an_account_without_a_value_leaves_its_manager_s_sum_unknown(company, fill, assign):
    fill.account("charlie", "c1")
    fill.run(assign("ola", "charlie"))
    items = {p.person: p for p in kg.people(kg.snapshot(company, as_of=DAY)).items}
    assert items["ola"].managed_value is None
    result = kg.portfolio(kg.snapshot(company, as_of=DAY))
    charlie = next(a for a in result.items if a.account == "charlie")
    assert (charlie.annual_value, charlie.value_exposed, charlie.cumulative_share) == (None, None, None)
    assert charlie.reason is not None
    assert result.totals.accounts_left_out == 1


def test_the_audit_leads_with_the_most_exposed(company):
    result = kg.portfolio(kg.snapshot(company, as_of=DAY))
    acme, bravo = result.items
    assert (acme.account, acme.pattern, acme.worst_person, acme.orphaned_by_worst) == ("acme", "1:N", "ola", 2)
    assert (acme.value_exposed, acme.r_1) == (1000.0, 0.0)
    # Losing either of ours leaves .7, losing the only contact leaves nothing.
    assert (bravo.pattern, bravo.worst_person, bravo.orphaned_by_worst) == ("N:1", "b1", 0)
    assert (bravo.r_1, bravo.r_1_theirs) == (pytest.approx(0.7), 0.0)
    assert acme.cumulative_share == pytest.approx(2 / 3)
    assert bravo.cumulative_share == 1.0
    assert result.totals.patterns == {"none": 0, "1:1": 0, "1:N": 1, "N:1": 1, "N:N": 0}
    covered = {a.account: a.coverage for a in result.items}
    assert result.totals.coverage == pytest.approx((1000 * covered["acme"] + 500 * covered["bravo"]) / 1500)


def test_a_tie_that_is_added_never_raises_what_is_exposed(company, fill, tie):
    before = kg.portfolio(kg.snapshot(company, as_of=DAY)).totals.value_exposed
    fill.run(tie("jan", "a1", 3, DAY), tie("ewa", "a2", 3, DAY))
    assert kg.portfolio(kg.snapshot(company, as_of=DAY)).totals.value_exposed < before


def test_the_last_executive_contact(company, fill, meet):
    fill.run(
        Person(id="boss", name="Boss"),
        Position(person="boss", organisation="acme", title="CEO", level="board"),
        meet(DAY - timedelta(days=200), "ola", "boss"),
        meet(DAY - timedelta(days=3), "ola", "a1"),
    )
    rows = {a.account: a for a in kg.portfolio(kg.snapshot(company, as_of=DAY)).items}
    assert rows["acme"].last_executive_contact == DAY - timedelta(days=200)
    assert rows["bravo"].last_executive_contact is None


def test_activity_counts_different_people_in_two_windows(company, fill, meet):
    window = timedelta(days=Settings().window_days)
    fill.run(
        meet(DAY - window, "ola", "a1", kind="call"),
        meet(DAY, "ola", "a1", "a2"),
        meet(DAY - window - timedelta(days=1), "jan", "a2"),
        meet(DAY - 2 * window - timedelta(days=1), "ola", "a2"),
        meet(DAY - 2 * window - timedelta(days=2), "ola", "a1"),
        meet(DAY, "ola", "a1", kind="email"),
        meet(DAY, "ola"),
        Initiative(id="i", account="acme", title="Together", status="open"),
        Initiative(id="j", account="acme", title="Before", status="done"),
    )
    result = kg.activity(kg.snapshot(company, account="acme", as_of=DAY))
    assert (result.met, result.met_before, result.initiatives) == (2, 1, 1)
    assert [(x.level, x.n, x.n_before) for x in result.by_level] == [("director", 2, 1)]
    assert len(result.because) == 2
    assert sum(d.ties for d in result.departments) == 2


def test_a_review_counts_for_the_account_it_names(company, fill, meet):
    fill.run(
        Organisation(id="acme", name="Acme", review_every_days=90),
        Organisation(id="bravo", name="Bravo", review_every_days=90),
        Stakeholder(person="a1", account="bravo"),
        meet(date(2026, 1, 10), "ola", "a1", kind="review", account="acme"),
        meet(date(2026, 2, 10), "jan", "b1", kind="review", account="bravo"),
    )
    snap = kg.snapshot(company, as_of=DAY)
    found = {r.account: r for r in kg.reviews(snap).items}
    assert (found["acme"].last, found["acme"].due) == (date(2026, 1, 10), date(2026, 4, 10))
    assert found["acme"].overdue_days == (DAY - date(2026, 4, 10)).days
    # A specialist's review does not count, and the director's was another account's, also when bravo is read alone.
    assert found["bravo"].last is None
    alone = kg.reviews(kg.snapshot(company, account="bravo", as_of=DAY)).items
    assert [(r.last, r.due, r.overdue_days) for r in alone] == [(None, DAY, 0)]


def test_completeness_counts_chairs_and_roles(company, fill, assign):
    fill.run(
        Person(id="seat", name="Seat", placeholder=True),
        Position(person="seat", organisation="acme", title="CFO", level="board"),
        Stakeholder(person="a1", account="acme", influence=8, confirmed_on=date(2024, 1, 1)),
    )
    result = kg.completeness(kg.snapshot(company, account="acme", as_of=DAY))
    assert (result.identified, result.placeholders) == (2, 1)
    assert {r.role: r.person for r in result.roles} == {
        "decision_maker": None,
        "economic_buyer": None,
        "executive_sponsor": None,
        "champion": "a2",
        "our_executive_sponsor": "piotr",
    }
    assert result.assumed_share == pytest.approx(9 / 18)
    assert result.stale_share == pytest.approx(8 / 18)
    assert result.placeholder_share == pytest.approx(9 / 18)
    assert {said.kind for said in result.because} >= {"stakeholder"}


def test_changes_name_those_who_came_and_went(company, fill, tie):
    fill.run(
        Person(id="new", name="New"),
        Position(person="new", organisation="acme", title="t", valid_from=DAY),
        Position(person="a2", organisation="acme", title="t", valid_to=DAY),
        Stakeholder(person="a2", account="acme", valid_to=DAY),
        tie("jan", "new", 4, DAY, valid_from=DAY),
    )
    before, after = (kg.snapshot(company, account="acme", as_of=d) for d in (DAY - timedelta(days=1), DAY))
    result = kg.changes(before, after)
    assert (result.people_joined, result.people_left) == (("new",), ("a2",))
    assert [(p.ours, p.theirs) for p in result.ties_gained] == [("jan", "new")]
    assert [(p.ours, p.theirs) for p in result.ties_lost] == [("ola", "a2")]
    assert (result.pattern_before, result.pattern_after) == ("1:N", "N:N")
    with pytest.raises(InvalidValue, match="same scope"):
        kg.changes(before, kg.snapshot(company, as_of=DAY))


def test_a_tie_fades_when_its_contacts_do(company, fill, meet):
    fill.run(*(meet(DAY - timedelta(days=d), "piotr", "a1", minutes=120) for d in range(5)))
    now, later = (kg.snapshot(company, account="acme", as_of=DAY + timedelta(days=d)) for d in (0, 170))
    faded = {(t.ours, t.theirs): t for t in kg.fading_ties(now, later).items}
    assert ("piotr", "a1") in faded
    assert faded["piotr", "a1"].after < faded["piotr", "a1"].before - 0.2
    assert kg.fading_ties(now, now).items == ()
    with pytest.raises(InvalidValue, match="same scope"):
        kg.fading_ties(now, kg.snapshot(company, as_of=DAY))


@pytest.mark.parametrize("measure", [kg.activity, kg.completeness, kg.coverage, kg.pattern, kg.resilience])
def test_measures_of_one_account_refuse_the_portfolio(company, measure):
    with pytest.raises(NotForPortfolio):
        measure(kg.snapshot(company, as_of=DAY))


@pytest.mark.parametrize("measure", [kg.people, kg.portfolio, kg.reviews, kg.departures, kg.ties])
def test_a_portfolio_without_anybody(store, measure):
    assert tuple(measure(kg.snapshot(store, as_of=DAY)).items) == ()


def test_an_account_with_nobody_says_why(store, fill, assign):
    fill.staff("ola")
    fill.account("acme")
    fill.run(assign("ola", "acme"))
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert kg.completeness(snap).reason
    (row,) = kg.portfolio(snap).items
    assert (row.pattern, row.coverage, row.value_exposed, row.worst_person, row.threads) == (
        "none",
        None,
        None,
        None,
        0,
    )
    (ola,) = kg.people(snap).items
    assert (ola.value_at_stake, ola.paper_assignments, ola.accounts_lost) == (0.0, ("acme",), ())


def test_a_group_answers_as_one_account(company, fill, tie):
    fill.run(
        Organisation(id="bravo", name="Bravo", parent_id="acme"),
        Stakeholder(person="a1", account="bravo", influence=4),
    )
    group = kg.snapshot(company, account="acme", group=True, as_of=DAY)
    assert kg.pattern(group).pattern == "N:N"
    # The shared contact weighs what it weighs in both, and is one person.
    assert kg.coverage(group).people == 3
    assert group.weight[group.index["a1"]] == 7 + 4
    assert kg.departure(group, ["ola"]).accounts_lost == ()
    assert {a.account for a in kg.portfolio(group).items} == {"acme", "bravo"}
