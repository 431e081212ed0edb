"""Who and what counts on a day, read from a real file."""

from datetime import UTC, date, datetime, timedelta

import pytest

import kamgraph as kg
from kamgraph.model import Organisation, Person, Position, Settings, Stakeholder
from kamgraph.model.errors import UnknownScope

DAY = date(2026, 6, 30)


def named(snap, numbers):
    return {snap.people.ids[i] for i in numbers}


def ties_of(snap):
    t = snap.ties
    return {
        (snap.people.ids[a], snap.people.ids[b]): (float(s), bool(k))
        for a, b, s, k in zip(t.ours, t.theirs, t.strength, t.active, strict=True)
    }


def test_an_empty_store_gives_an_empty_portfolio(store):
    snap = kg.snapshot(store, as_of=DAY)
    assert snap.total_weight == 0
    assert snap.people.ids == ()
    assert snap.first_day is None


def test_an_unknown_account_names_the_nearest(store, fill):
    fill.account("acme", "c")
    with pytest.raises(UnknownScope, match="acme"):
        kg.snapshot(store, account="acmee", as_of=DAY)


def test_influence_is_stated_or_taken_from_the_level(store, fill):
    fill.account("acme", "c", "d", level="board")
    fill.run(Stakeholder(person="c", account="acme", influence=3))
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert snap.places.weight.tolist() == [3.0, 9.0]
    assert snap.places.assumed.tolist() == [False, True]


def test_people_of_units_and_stakeholders_without_a_position_belong_to_the_account(store, fill):
    fill.account("acme", "c")
    fill.run(
        Organisation(id="plant", name="Plant", kind="other", parent_id="acme"),
        Organisation(id="daughter", name="Daughter", parent_id="acme"),
        *(Person(id=p, name=p) for p in ("d", "e", "f")),
        Position(person="d", organisation="plant", title="t"),
        Position(person="e", organisation="daughter", title="t"),
        Stakeholder(person="f", account="acme"),
    )
    alone = kg.snapshot(store, account="acme", as_of=DAY)
    group = kg.snapshot(store, account="acme", group=True, as_of=DAY)
    assert named(alone, alone.contacts) == {"c", "d", "f"}
    assert named(group, group.contacts) == {"c", "d", "e", "f"}


def test_a_place_is_half_open(store, fill):
    fill.account("acme")
    fill.run(
        Person(id="c", name="C"),
        Position(person="c", organisation="acme", title="t", valid_from=date(2026, 2, 1), valid_to=date(2026, 3, 1)),
    )
    for day, inside in ((date(2026, 1, 31), 0), (date(2026, 2, 1), 1), (date(2026, 2, 28), 1), (date(2026, 3, 1), 0)):
        assert len(kg.snapshot(store, account="acme", as_of=day).contacts) == inside


@pytest.mark.parametrize(("age", "active"), [(0, True), (180, True), (181, False)])
def test_the_window_has_both_ends(store, fill, meet, age, active):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(meet(DAY - timedelta(days=age), "u", "c"))
    strength, found = ties_of(kg.snapshot(store, account="acme", as_of=DAY))["u", "c"]
    assert found is active
    assert (strength > 0) is active


@pytest.mark.parametrize(("age", "active"), [(365, True), (366, False)])
def test_a_rating_holds_for_a_year(store, fill, tie, age, active):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(tie("u", "c", 4, DAY - timedelta(days=age)))
    assert ties_of(kg.snapshot(store, account="acme", as_of=DAY))["u", "c"][1] is active


def test_a_contact_late_in_the_evening_falls_on_the_local_day(store, fill, meet):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(meet(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "u", "c"))
    assert ties_of(kg.snapshot(store, account="acme", as_of=DAY)) == {}
    assert ties_of(kg.snapshot(store, account="acme", as_of=DAY + timedelta(days=1))) != {}
    utc = Settings(time_zone="UTC")
    assert ties_of(kg.snapshot(store, account="acme", as_of=DAY, settings=utc)) != {}


def test_two_readings_of_a_tie_give_the_higher_one(store, fill, tie, meet):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(tie("u", "c", 5, DAY), meet(DAY, "u", "c"))
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert snap.ties.strength[0] == pytest.approx(0.9)
    assert 0 < snap.ties.observed[0] < 0.9


def test_the_newest_interaction_is_the_first_evidence(store, fill, meet):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(*(meet(DAY - timedelta(days=d), "u", "c", id=i) for d, i in ((9, "old"), (1, "new"), (5, "mid"))))
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert [snap.interactions.ids[i] for i in snap.ties.interactions] == ["new", "mid", "old"]


def test_empty_seats_weigh_but_never_hold_ties(store, fill, tie, meet):
    fill.staff("u")
    fill.account("acme")
    fill.run(
        Person(id="seat", name="Vacant", placeholder=True),
        Position(person="seat", organisation="acme", title="t", level="board"),
        tie("u", "seat"),
        meet(DAY, "u", "seat"),
    )
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert snap.total_weight == 9
    assert ties_of(snap) == {}


def test_who_objects_is_left_out_and_counted(store, fill, tie, meet):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(
        Person(id="d", name="D", do_not_score=True),
        Position(person="d", organisation="acme", title="t", level="owner"),
        tie("u", "d"),
        meet(DAY, "u", "c", "d"),
    )
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert (snap.excluded, snap.total_weight) == (1, 4)
    assert "d" not in snap.people.ids
    assert set(ties_of(snap)) == {("u", "c")}


def test_somebody_on_both_sides_is_ours(store, fill, tie):
    fill.staff("u", "v")
    fill.account("acme", "c")
    fill.run(Position(person="v", organisation="acme", title="t"), tie("u", "c"), tie("v", "c"))
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert named(snap, snap.contacts) == {"c"}
    assert set(ties_of(snap)) == {("u", "c"), ("v", "c")}


def test_a_former_employee_of_ours_holds_nothing(store, fill, tie, assign):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(
        Person(id="v", name="V"),
        Position(person="v", organisation="we", title="t", valid_to=date(2026, 5, 1)),
        tie("v", "c"),
        assign("v", "acme"),
    )
    after, before = (kg.snapshot(store, account="acme", as_of=d) for d in (DAY, date(2026, 4, 30)))
    assert set(ties_of(before)) == {("v", "c")}
    assert ties_of(after) == {}
    assert len(after.assignments.person) == 0


def test_an_owner_in_a_crm_without_a_position_is_ours_and_ownership_makes_no_tie(store, fill, assign):
    fill.account("acme", "c")
    fill.run(Person(id="owner", name="O"), assign("owner", "acme"))
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert snap.people.ours[snap.index["owner"]]
    assert ties_of(snap) == {}
