"""Any account read by itself is the account cut out of the portfolio, column by column."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import kamgraph as kg
from kamgraph.model import (
    Absence,
    Assignment,
    Figure,
    Interaction,
    Line,
    Organisation,
    Person,
    Position,
    Stakeholder,
    Tie,
)
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.cut import Cuts, account_of

DAY = date(2026, 6, 30)
STAFF = tuple(f"u{i}" for i in range(4))
CLIENTS = tuple(f"c{i}" for i in range(6))
ACCOUNTS = ("a", "b")
ORGANISATIONS = (
    Organisation(id="we", name="We", kind="own"),
    Organisation(id="a", name="A", review_every_days=90),
    Organisation(id="b", name="B", parent_id="a", client_since=date(2020, 1, 1)),
    Organisation(id="plant", name="Plant", kind="other", parent_id="a"),
    Organisation(id="rival", name="Rival", kind="competitor"),
)

near = st.integers(-400, 60).map(lambda days: DAY + timedelta(days=days))
intervals = st.sampled_from(
    [
        {},
        {"valid_from": date(2025, 1, 1)},
        {"valid_to": date(2026, 3, 1)},
        {"valid_from": DAY},
        {"valid_to": DAY},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 12, 1)},
    ]
)
levels = st.sampled_from(("owner", "board", "director", "manager", "specialist", "unknown"))
client, staff, account = st.sampled_from(CLIENTS), st.sampled_from(STAFF), st.sampled_from(ACCOUNTS)


@st.composite
def worlds(draw: st.DrawFn) -> list[object]:
    """Records, facts and contacts of a small company: moves, people on both sides, empty seats and objections too."""
    objects = draw(st.sets(st.sampled_from(STAFF + CLIENTS), max_size=2))
    seats = draw(st.sets(client, max_size=1))
    people = [Person(id=p, name=p, do_not_score=p in objects, placeholder=p in seats) for p in STAFF + CLIENTS]
    # Everybody of ours has worked for us: who acts for us elsewhere only is no row of this account.
    positions = [Position(person=u, organisation="we", title="first", **draw(intervals)) for u in STAFF]
    places = st.lists(st.tuples(st.sampled_from(("a", "a", "b", "b", "plant", "rival")), levels, intervals), max_size=2)
    for person in CLIENTS:
        positions += [
            Position(person=person, organisation=o, title=f"t{i}", level=level, **when)
            for i, (o, level, when) in enumerate(draw(places))
        ]
    positions += [
        Position(person=draw(client), organisation="we", title="joined", **draw(intervals)),
        Position(person=draw(staff), organisation="a", title="moved", level="board", **draw(intervals)),
    ]
    opinions = st.builds(
        lambda p, a, w, s, d, c, i: Stakeholder(
            person=p, account=a, influence=w, stance=s, decision_weight=d, confirmed_on=c, **i
        ),
        client,
        account,
        st.none() | st.integers(0, 10),
        st.none() | st.integers(-2, 2),
        st.none() | st.integers(0, 2),
        st.none() | near,
        intervals,
    )
    ties = st.builds(
        lambda u, c, r, d, i: Tie(ours=u, theirs=c, declared=r, confirmed_on=d, **i),
        staff,
        client,
        st.none() | st.integers(1, 5),
        st.none() | near,
        intervals,
    )
    kinds = st.sampled_from(("reports_to", "influences", "conflicts_with"))
    pairs = st.lists(client, min_size=2, max_size=2, unique=True)
    lines = st.builds(lambda pair, k: Line(source=pair[0], target=pair[1], kind=k), pairs, kinds)
    assigned = st.builds(lambda u, a, i: Assignment(person=u, account=a, role="kam", **i), staff, account, intervals)
    figures = [Figure(account=a, kind="annual_value", value=draw(st.integers(0, 9)), currency="PLN") for a in ACCOUNTS]
    met = draw(st.lists(contacts(), max_size=8))
    return [
        *ORGANISATIONS,
        *people,
        *positions,
        *draw(st.lists(opinions, max_size=4, unique_by=lambda o: (o.person, o.account))),
        *draw(st.lists(ties, max_size=8, unique_by=lambda t: (t.ours, t.theirs))),
        *draw(st.lists(lines, max_size=6, unique_by=lambda x: (x.source, x.target, x.kind))),
        *draw(st.lists(assigned, max_size=4, unique_by=lambda x: (x.person, x.account))),
        *figures,
        Absence(person=draw(staff), valid_from=DAY, valid_to=DAY + timedelta(days=draw(st.integers(1, 90)))),
        *(Interaction(id=f"i{n}", **one) for n, one in enumerate(met)),
    ]


@st.composite
def contacts(draw: st.DrawFn) -> dict[str, object]:
    """A contact; late in the evening it falls on the next day here."""
    kind = draw(st.sampled_from(("meeting", "email", "review", "order")))
    return {
        "at": datetime.combine(draw(near), datetime.min.time(), UTC) + timedelta(hours=draw(st.integers(0, 23))),
        "kind": kind,
        "minutes": draw(st.none() | st.integers(0, 240)),
        "direction": draw(st.sampled_from(("in", "out", "both"))),
        "account": draw(st.none() | account),
        "participants": tuple(draw(st.sets(st.sampled_from(STAFF + CLIENTS), max_size=5))),
    }


def values(snap: Snapshot) -> dict[str, object]:
    """Every column as plain values; floats to 12 places, for sums run in the order of what was read."""
    found: dict[str, object] = {}
    for f in fields(snap):
        part = getattr(snap, f.name)
        if not hasattr(part, "__dataclass_fields__") or f.name == "settings":
            found[f.name] = part
            continue
        for column in fields(part):
            value = getattr(part, column.name)
            found[f"{f.name}.{column.name}"] = (
                repr(np.round(value.astype(float), 12).tolist()) if isinstance(value, np.ndarray) else value
            )
    return found


def difference(one: Snapshot, other: Snapshot) -> dict[str, tuple[object, object]]:
    a, b = values(one), values(other)
    return {name: (a[name], b[name]) for name in a if a[name] != b[name]}


@settings(max_examples=40)
@given(world=worlds())
def test_reading_is_cutting(new_store, world):
    with new_store() as fill:
        fill.run(*world)
        whole = kg.snapshot(fill.store, as_of=DAY)
        for name in ACCOUNTS:
            assert difference(kg.snapshot(fill.store, account=name, as_of=DAY), account_of(whole, name)) == {}
        group = kg.snapshot(fill.store, account="a", group=True, as_of=DAY)
        assert difference(group, Cuts(whole).scope((0, 1), "group", "a")).keys() <= {"excluded"}


@settings(max_examples=20)
@given(world=worlds())
def test_every_measure_answers_without_nonsense(new_store, world):
    with new_store() as fill:
        fill.run(*world)
        snap = kg.snapshot(fill.store, as_of=DAY)
        for row in kg.portfolio(snap).items:
            alone = kg.snapshot(fill.store, account=row.account, as_of=DAY)
            (own_row,) = kg.portfolio(alone).items
            assert replace(own_row, cumulative_share=row.cumulative_share) == row
            assert (row.coverage, row.reach_1) == (kg.coverage(alone).coverage, kg.coverage(alone).reach_1)
            if row.coverage is None:
                assert (row.pattern, row.r_1, row.value_exposed, row.worst_person) == ("none", None, None, None)
            else:
                assert 0 <= min(row.r_1, row.r_1_theirs) <= row.coverage <= row.reach_1 <= 1
        assert set(snap.people.ids).isdisjoint(p.id for p in world if isinstance(p, Person) and p.do_not_score)
        assert not snap.people.placeholder[snap.ties.theirs].any()
        assert not (snap.people.ours[snap.ties.theirs].any() or (~snap.people.ours[snap.ties.ours]).any())
        for person in kg.people(snap).items:
            gone = kg.departure(snap, person.person)
            assert person.sole_contacts == len(gone.orphaned)
            assert person.accounts_lost == gone.accounts_lost
