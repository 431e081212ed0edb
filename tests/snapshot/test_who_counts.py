"""Who is seen and who is left out on a day: sides, ends, merges, money and reasons."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

import kamgraph as kg
from kamgraph.model import Absence, Figure, Handover, Line, Organisation, Person, Position, Settings, Stakeholder
from kamgraph.model.errors import InvalidValue

DAY = date(2026, 6, 30)


def named(snap, numbers):
    return {snap.people.ids[i] for i in numbers}


def ties_of(snap):
    t = snap.ties
    return {
        (snap.people.ids[a], snap.people.ids[b]): (float(s), bool(k))
        for a, b, s, k in zip(t.ours, t.theirs, t.strength, t.active, strict=True)
    }


def test_a_former_contact_counts_for_no_account(store, fill, tie):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(
        Person(id="gone", name="G"),
        Position(person="gone", organisation="acme", title="t", valid_to=date(2026, 5, 1)),
        tie("u", "gone"),
    )
    assert kg.pattern(kg.snapshot(store, account="acme", as_of=DAY)).pattern == "none"
    assert kg.pattern(kg.snapshot(store, account="acme", as_of=date(2026, 4, 1))).pattern == "1:1"


def test_who_has_left_leads_to_nobody(store, fill, tie):
    fill.staff("u")
    fill.account("acme", "d")
    fill.run(
        Person(id="gone", name="G"),
        Position(person="gone", organisation="acme", title="t", valid_to=date(2026, 5, 1)),
        Line(source="d", target="gone", kind="reports_to"),
        tie("u", "gone"),
    )
    assert kg.departures(kg.snapshot(store, account="acme", as_of=date(2026, 4, 1))).items[0].access_loss == 1.0
    after = kg.snapshot(store, account="acme", as_of=DAY)
    assert len(after.lines.source) == 0
    assert {d.access_loss for d in kg.departures(after).items} == {0.0}


def test_the_block_is_followed_beyond_the_account(store, fill, tie):
    fill.staff("u")
    fill.account("acme", "c")
    fill.account("other", "d", "e")
    fill.run(
        Line(source="c", target="d", kind="reports_to"),
        Line(source="d", target="e", kind="influences"),
        tie("u", "e"),
    )
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert set(snap.people.ids) == {"c", "d", "e", "u"}
    assert named(snap, snap.contacts) == {"c"}
    assert kg.departures(snap).items[0].access_loss is not None


def test_merged_people_are_one(store, fill, tie):
    fill.staff("u")
    fill.account("acme", "c", "c2")
    fill.run(tie("u", "c", 2, DAY), tie("u", "c2", 4, DAY), Stakeholder(person="c2", account="acme", influence=8))
    from kamgraph.model import Run

    run = Run(id="m", at=datetime(2026, 6, 1, tzinfo=UTC), by="t", kind="merge")
    store.begin_run(run)
    store.alias_people("m", alias="c2", person="c")
    store.commit_run("m")
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert named(snap, snap.contacts) == {"c"}
    assert snap.places.weight.tolist() == [8.0]
    assert ties_of(snap) == {("u", "c"): (pytest.approx(0.7), True)}


def test_known_ends_come_from_positions_handovers_and_absences(store, fill, assign):
    fill.staff("u", "v", "w")
    fill.account("acme", "c")
    fill.run(
        Position(person="u", organisation="we", title="KAM", valid_to=date(2027, 1, 1)),
        Handover(id="h", leavers=("v",), last_working_day=date(2026, 12, 14)),
        Absence(person="w", valid_from=date(2026, 10, 5), valid_to=date(2027, 10, 1)),
        *(assign(p, "acme") for p in ("u", "v", "w")),
    )
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    ends = {p: int(snap.people.ends[snap.index[p]]) for p in ("u", "v", "w")}
    assert ends == {"u": date(2027, 1, 1).toordinal(), "v": date(2026, 12, 15).toordinal(), "w": 0}
    assert snap.people.absent_from[snap.index["w"]] == date(2026, 10, 5).toordinal()


def test_money_needs_a_rate(store, fill):
    fill.account("acme", "c")
    fill.account("bravo", "d")
    fill.run(
        Figure(account="acme", kind="annual_value", value=100, currency="EUR"),
        Figure(account="bravo", kind="annual_value", value=100, currency="PLN"),
    )
    assert np.isnan(kg.snapshot(store, as_of=DAY).accounts.annual_value[0])
    rated = kg.snapshot(store, as_of=DAY, settings=Settings(rates={"EUR": 4.0}))
    assert rated.accounts.annual_value.tolist() == [400.0, 100.0]


def test_a_day_before_everything_has_a_reason_and_no_number(store, fill):
    fill.account("acme")
    fill.run(Person(id="c", name="C"), Position(person="c", organisation="acme", title="t", valid_from=DAY))
    result = kg.coverage(kg.snapshot(store, account="acme", as_of=date(1999, 1, 1)))
    assert result.coverage is None
    assert result.reason


def test_the_last_day_of_the_calendar_is_an_end_like_any_other(store, fill, tie):
    fill.account("acme", "jan")
    fill.staff("anna")
    fill.run(
        Organisation(id="acme", name="Acme", review_every_days=90, client_since=date(9999, 12, 1)),
        Handover(id="h", leavers=("anna",), last_working_day=date.max, kind="absent"),
        Handover(id="i", leavers=("jan",), last_working_day=date.max),
        tie("anna", "jan"),
    )
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    assert (snap.people.absent_from.max(), snap.people.ends.max()) == (date.max.toordinal(),) * 2
    assert kg.reviews(snap).items[0].due == date.max
    assert kg.expected_coverage(snap, rate_ours=0, rate_theirs=0).expected == kg.coverage(snap).coverage


def test_a_leave_that_is_prolonged_is_one_leave(store, fill, tie):
    fill.account("acme", "jan")
    fill.staff("anna")
    day = DAY + timedelta(days=10)
    fill.run(
        tie("anna", "jan", on=DAY),
        Absence(person="anna", kind="sick", valid_from=day, valid_to=day + timedelta(days=60)),
        Absence(
            person="anna", kind="parental", valid_from=day + timedelta(days=60), valid_to=day + timedelta(days=400)
        ),
        Handover(id="h", leavers=("anna",), last_working_day=DAY, kind="absent"),
    )
    snap = kg.snapshot(store, account="acme", as_of=DAY)
    expected = [kg.expected_coverage(snap, months=m, rate_ours=0, rate_theirs=0).expected for m in (0, 6, 18)]
    assert expected == [kg.coverage(snap).coverage, 0.0, kg.coverage(snap).coverage]


def test_an_opinion_about_a_unit_gives_no_place(store, fill):
    fill.account("acme", "jan")
    fill.run(
        Organisation(id="plant", name="Plant", kind="other", parent_id="acme"),
        Person(id="ewa", name="Ewa"),
        Stakeholder(person="ewa", account="plant", influence=5),
    )
    whole, alone = kg.snapshot(store, as_of=DAY), kg.snapshot(store, account="acme", as_of=DAY)
    assert [s.people.ids[i] for s in (whole, alone) for i in s.contacts] == ["jan", "jan"]


def test_a_colleague_who_objects_counts_where_he_is_known(store, fill, tie, meet):
    fill.account("acme", "c")
    fill.account("bravo", "d")
    fill.account("charlie", "e")
    fill.staff("u")
    fill.run(
        Person(id="v", name="V", do_not_score=True),
        Position(person="v", organisation="we", title="t"),
        tie("v", "c"),
        meet(DAY, "v", "u", "d"),
        meet(DAY - timedelta(days=181), "v", "e"),
    )
    assert [kg.snapshot(store, account=a, as_of=DAY).excluded for a in ("acme", "bravo", "charlie")] == [1, 1, 0]
    assert kg.snapshot(store, as_of=DAY).excluded == 1
    # Who is left out does not share the minutes either: the whole hour is the other's.
    (found,) = kg.ties(kg.snapshot(store, account="bravo", as_of=DAY)).items
    assert (found.ours, found.minutes_in, found.minutes_out) == ("u", 30.0, 30.0)


def test_an_empty_seat_of_ours_knows_nobody(store, fill, tie, meet):
    fill.account("acme", "c")
    fill.staff("u")
    fill.run(
        Person(id="seat", name="KAM", placeholder=True),
        Position(person="seat", organisation="we", title="KAM"),
        tie("seat", "c"),
        meet(DAY, "seat", "u", "c"),
    )
    assert set(ties_of(kg.snapshot(store, account="acme", as_of=DAY))) == {("u", "c")}


def test_who_moves_to_another_account_takes_the_tie_along(store, fill, tie):
    fill.staff("u")
    fill.account("acme", "x")
    fill.account("bravo", "y")
    fill.run(
        Person(id="c", name="C"),
        Position(person="c", organisation="acme", title="t", valid_to=DAY),
        Position(person="c", organisation="bravo", title="t", valid_from=DAY),
        tie("u", "c", 4, DAY - timedelta(days=1)),
    )
    patterns = {
        day: [kg.pattern(kg.snapshot(store, account=a, as_of=day)).pattern for a in ("acme", "bravo")]
        for day in (DAY - timedelta(days=1), DAY)
    }
    assert list(patterns.values()) == [["1:1", "none"], ["none", "1:1"]]


@pytest.mark.parametrize(
    ("at", "local"),
    [
        # The clocks go forward on 29 March and back on 25 October: local midnight is 23:00, then 22:00 UTC.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_days_end_when_they_end_here(store, fill, meet, at, local):
    fill.staff("u")
    fill.account("acme", "c")
    fill.run(meet(at, "u", "c"))
    assert ties_of(kg.snapshot(store, account="acme", as_of=local - timedelta(days=1))) == {}
    (found,) = kg.ties(kg.snapshot(store, account="acme", as_of=local)).items
    assert found.last_contact == local


def test_a_rating_confirmed_later_counts_from_when_it_was_said(store, fill, tie):
    fill.staff("u")
    fill.account("acme", "c", "d")
    said = datetime(2026, 3, 1, 12, tzinfo=UTC)
    fill.run(
        tie("u", "c", 4, date(2026, 9, 1), valid_from=date(2026, 1, 1)),
        tie("u", "d", 4, date(2026, 9, 1)),
        at=said,
    )
    rated = {(t.ours, t.theirs): t.declared for t in kg.ties(kg.snapshot(store, account="acme", as_of=DAY)).items}
    assert rated["u", "c"] == pytest.approx(0.7 * 2 ** (-(DAY - date(2026, 1, 1)).days / 365))
    assert rated["u", "d"] == pytest.approx(0.7 * 2 ** (-(DAY - said.date()).days / 365))
    before = kg.ties(kg.snapshot(store, account="acme", as_of=date(2026, 2, 1))).items
    assert {(t.theirs, t.declared is None, t.active) for t in before} == {("c", False, True), ("d", True, False)}


def test_a_moment_is_no_day_and_a_group_has_a_head(store):
    with pytest.raises(InvalidValue, match="as_of"):
        kg.snapshot(store, as_of=datetime(2026, 6, 30, tzinfo=UTC))
    with pytest.raises(InvalidValue, match="group"):
        kg.snapshot(store, group=True, as_of=DAY)
