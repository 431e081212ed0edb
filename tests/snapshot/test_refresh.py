"""A snapshot brought up to date is the snapshot read anew, column by column, whatever was written in between."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import kamgraph as kg
from kamgraph.model import (
    Absence,
    Assignment,
    Figure,
    Handover,
    Initiative,
    Interaction,
    Line,
    Organisation,
    Person,
    PlanItem,
    Position,
    Run,
    Stakeholder,
    Tie,
)
from kamgraph.model.errors import Conflict, UnknownId, UnknownScope
from kamgraph.snapshot import refresh as refreshing
from kamgraph.snapshot.refresh import refresh

DAY = date(2026, 6, 30)
STAFF, CLIENTS = tuple(f"u{i}" for i in range(4)), tuple(f"c{i}" for i in range(9))
ACCOUNTS = ("a", "b", "d", "e")
PLACES = (*ACCOUNTS, "plant", "rival")

client, staff, account = st.sampled_from(CLIENTS), st.sampled_from(STAFF), st.sampled_from(ACCOUNTS)
somebody = st.sampled_from((*CLIENTS, *CLIENTS, *STAFF))
when = st.sampled_from(({}, {}, {"valid_from": DAY - timedelta(days=50)}, {"valid_to": DAY}, {"valid_from": DAY}))
near = st.integers(-500, 40).map(lambda days: DAY + timedelta(days=days))

ties = st.builds(
    lambda u, c, r, d, i: Tie(ours=u, theirs=c, declared=r, confirmed_on=d, **i),
    *(
        st.sampled_from((*STAFF, *STAFF, "c8")),
        st.sampled_from(CLIENTS[:8]),
        st.none() | st.integers(1, 5),
        st.none() | near,
        when,
    ),
)
pairs = st.lists(client, min_size=2, max_size=2, unique=True)
kinds = st.sampled_from(("reports_to", "influences", "conflicts_with"))
lines = st.builds(lambda p, k, i: Line(source=p[0], target=p[1], kind=k, **i), pairs, kinds, when)
positions = st.builds(
    lambda c, o, t, level, i: Position(person=c, organisation=o, title=t, level=level, **i),
    *(client, st.sampled_from(PLACES), st.sampled_from("xy"), st.sampled_from(("board", "manager", "unknown")), when),
)
ours = st.builds(lambda u, i: Position(person=u, organisation="we", title="z", **i), somebody, when)
opinions = st.builds(
    lambda c, a, w, i: Stakeholder(person=c, account=a, influence=w, **i), client, account, st.integers(0, 10), when
)
parts = st.builds(lambda u, a, i: Assignment(person=u, account=a, role="kam", **i), staff, account, when)
figures = st.builds(
    lambda a, kind, v, p: Figure(account=a, kind=kind, value=v, person=p if kind == "nps" else None),
    *(st.sampled_from(PLACES), st.sampled_from(("annual_value", "nps")), st.integers(0, 9), st.none() | client),
)
absences = st.builds(lambda p, n: Absence(person=p, valid_from=DAY, valid_to=DAY + timedelta(days=n)), somebody,
                     st.integers(1, 90))  # fmt: skip
people = st.builds(
    lambda p, said: Person.model_validate({"id": p, "name": p, **said}),
    somebody,
    st.sampled_from(({}, {}, {"name": "New"}, {"do_not_score": True}, {"do_not_score": False}, {"placeholder": True})),
)
contacts = st.builds(
    lambda n, who, on, a, kind, m: Interaction(
        id=f"i{n}", participants=tuple(who), at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC), account=a,
        kind=kind, minutes=m,
    ),
    st.integers(0, 5),
    st.lists(somebody, min_size=1, max_size=4, unique=True),
    near,
    st.none() | st.sampled_from(PLACES),
    st.sampled_from(("meeting", "review", "email")),
    st.none() | st.integers(1, 99),
)  # fmt: skip
plans = st.one_of(
    st.builds(lambda n, a, t: Initiative(id=f"n{n}", account=a, title=t), st.integers(0, 2), account, st.just("t")),
    st.builds(lambda n, a: PlanItem(id=f"p{n}", account=a, kind="goal", text="t"), st.integers(0, 2), account),
    st.builds(lambda u: Handover(id="h", leavers=(u,), last_working_day=DAY + timedelta(days=9)), somebody),
)
organisations = st.builds(lambda o, n: Organisation(id=o, name=n), st.sampled_from((*ACCOUNTS, "new")), st.just("N"))
items = st.one_of(
    *(ties, ties, ties, lines, positions, opinions, parts, figures, contacts, contacts),
    *(absences, people, plans, ours, organisations),
)
undo, merge = (st.tuples(st.just(what), st.integers(0, 9)) for what in ("undo", "merge"))
steps = st.lists(items, min_size=1, max_size=3) | items.map(lambda one: [one]) | undo | merge

WORLD = (
    Organisation(id="we", name="We", kind="own"),
    *(Organisation(id=a, name=a.upper()) for a in ACCOUNTS),
    Organisation(id="plant", name="Plant", kind="other", parent_id="a"),
    Organisation(id="rival", name="Rival", kind="competitor"),
    *(Person(id=p, name=p) for p in (*STAFF, *CLIENTS)),
    *(Position(person=u, organisation="we", title="KAM") for u in STAFF[:3]),
    *(Position(person=c, organisation=ACCOUNTS[i // 2], title="t", level="board") for i, c in enumerate(CLIENTS[:8])),
)


@given(st.lists(items, max_size=20), st.lists(steps, min_size=1, max_size=6))
def test_it_is_the_snapshot_read_anew(new_store, differences, first, later) -> None:
    with new_store() as fill:
        fill.run(*WORLD)
        for one in first:
            _written(fill, [one])
        snap = kg.snapshot(fill.store, as_of=DAY)
        for step in later:
            _written(fill, step)
            fresh = kg.snapshot(fill.store, as_of=DAY)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(refreshing, "snapshot", lambda *_, anew=fresh, **__: anew)
                snap = refresh(snap, fill.store)
            event("read anew" if snap is fresh else "its blocks alone")
            assert differences(fresh, snap) == [], step


@given(st.lists(items, max_size=25), st.lists(undo | merge, max_size=2))
def test_columns_and_streams_of_rows_make_the_same_snapshot(new_store, differences, first, later) -> None:
    with new_store() as fill:
        fill.run(*WORLD)
        for one in [*([item] for item in first), *later]:
            _written(fill, one)
        assert differences(kg.snapshot(fill.store, as_of=DAY), kg.snapshot(InRows(fill.store), as_of=DAY)) == []


class InRows:
    """The same store, which gives its rows one by one."""

    def __init__(self, store) -> None:
        self.store = store

    @contextmanager
    def snapshot_rows(self, accounts, as_of):
        with self.store.snapshot_rows(accounts, as_of) as rows:
            assert rows.tables is not None
            yield replace(rows, tables=None)


def _written(fill, step) -> None:
    """One run; what the store refuses is not written."""
    store = fill.store
    try:
        if isinstance(step, list):
            fill.run(*step)
        elif step[0] == "undo":
            committed = [run.id for run in store.runs() if run.state == "committed"]
            for run in committed[step[1] % max(len(committed), 1) :][:1]:
                store.undo_run(run)
        else:
            run = Run(id=f"m{next(fill.numbers)}", at=datetime(2026, 2, 1, tzinfo=UTC), by="test", kind="merge")
            store.begin_run(run)
            store.alias_people(run.id, alias=CLIENTS[step[1] % 9], person=CLIENTS[(step[1] + 3) % 9])
            store.commit_run(run.id)
    except (Conflict, UnknownId):
        pass


@pytest.fixture
def world(fill, tie):
    fill.run(*WORLD)
    fill.run(tie("u0", "c0"), tie("u1", "c2"), Line(source="c1", target="c2", kind="influences"))
    return fill


@pytest.mark.parametrize(
    "item",
    [
        Tie(ours="u2", theirs="c1", declared=5, confirmed_on=DAY),
        Line(source="c5", target="c0", kind="reports_to"),
        Stakeholder(person="c3", account="b", influence=9),
        Figure(account="b", kind="annual_value", value=5, currency="PLN"),
        Assignment(person="u0", account="e", role="kam"),
        Absence(person="c0", valid_from=DAY, valid_to=DAY + timedelta(days=9)),
        Interaction(id="i", at=datetime(2026, 6, 1, tzinfo=UTC), kind="meeting", participants=("u2", "c4")),
        Position(person="c0", organisation="d", title="second"),
        PlanItem(id="p", account="a", kind="goal", text="t"),
        Person(id="c0", name="Another name"),
    ],
    ids=lambda item: type(item).__name__,
)
def test_everyday_writes_read_their_blocks_alone(world, store, monkeypatch, differences, item) -> None:
    before = kg.snapshot(store, as_of=DAY)
    world.run(item)
    fresh = kg.snapshot(store, as_of=DAY)

    def nothing_else(*_: object, **__: object) -> None:
        raise AssertionError("the whole store was read")

    monkeypatch.setattr(refreshing, "snapshot", nothing_else)
    assert differences(fresh, refresh(before, store)) == []
    assert differences(before, fresh) != []


def test_somebody_new_is_read_with_the_account(world, store, monkeypatch, differences) -> None:
    before = kg.snapshot(store, as_of=DAY)
    world.run(Person(id="b-new", name="New"), Position(person="b-new", organisation="b", title="CEO"),
              Tie(ours="u0", theirs="b-new", declared=3, confirmed_on=DAY))  # fmt: skip
    fresh = kg.snapshot(store, as_of=DAY)
    monkeypatch.setattr(refreshing, "snapshot", None)
    assert differences(fresh, refresh(before, store)) == []


@given(st.lists(items, max_size=20), st.lists(steps, min_size=1, max_size=6), st.sampled_from(ACCOUNTS), st.booleans())
def test_an_account_is_the_one_read_anew(new_store, differences, first, later, account, group) -> None:
    with new_store() as fill:
        fill.run(*WORLD)
        for one in first:
            _written(fill, [one])
        snap = kg.snapshot(fill.store, account=account, group=group, as_of=DAY)
        for step in later:
            _written(fill, step)
            if account not in {o.id for o in fill.store.organisations()}:
                # All of the world was taken back.
                with pytest.raises(UnknownScope):
                    refresh(snap, fill.store)
                return
            fresh = kg.snapshot(fill.store, account=account, group=group, as_of=DAY)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(refreshing, "snapshot", lambda *_, anew=fresh, **__: anew)
                snap = refresh(snap, fill.store)
            event("read anew" if snap is fresh else "not read")
            assert differences(fresh, snap) == [], step


def test_nothing_written_gives_the_same_and_one_account_is_read_again(world, store, tie, differences) -> None:
    whole, one = kg.snapshot(store, as_of=DAY), kg.snapshot(store, account="a", as_of=DAY)
    assert refresh(whole, store) is whole
    world.run(tie("u2", "c0"))
    assert differences(refresh(one, store), kg.snapshot(store, account="a", as_of=DAY)) == []
