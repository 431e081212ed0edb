"""What a snapshot is made of: who belongs to the accounts of a day, and everything that holds about them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

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
    Stakeholder,
    Tie,
)
from kamgraph.store.port import GraphStore

Write = Callable[..., str]
DAY = date(2026, 3, 1)
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def world(base: str, write: Write) -> str:
    """Acme with a plant and a daughter; c1 at Acme, c2 at the plant, c3 at the daughter, o1 an outsider."""
    return write(
        Organisation(id="plant", name="Zakład", kind="other", parent_id="acme"),
        Organisation(id="line", name="Linia", kind="other", parent_id="plant"),
        Organisation(id="daughter", name="Córka", parent_id="acme"),
        *(Person(id=f"o{n}", name=f"Outsider {n}") for n in range(1, 6)),
        Position(person="u1", organisation="us", title="KAM"),
        Position(person="c1", organisation="acme", title="CFO", level="director", department="finance"),
        Position(person="c2", organisation="line", title="COO"),
        Position(person="c3", organisation="daughter", title="CEO"),
    )


@contextmanager
def _rows(store: GraphStore, *accounts: str, day: date = DAY) -> Iterator[Any]:
    with store.snapshot_rows(accounts or None, day) as rows:
        yield rows


def test_clients_are_those_who_stand_at_the_account_its_units_or_are_stakeholders(
    store: GraphStore, world: str, write: Write
) -> None:
    write(
        Stakeholder(person="o1", account="acme"),
        Stakeholder(person="o2", account="acme", valid_to=DAY),
        Position(person="o3", organisation="acme", valid_to=DAY),
        Position(person="o4", organisation="acme", valid_from=NEXT),
    )
    with _rows(store, "acme") as rows:
        assert [p.id for p in rows.people] == ["c1", "c2", "o1"]
    with _rows(store, "acme", "daughter") as rows:
        assert [p.id for p in rows.people] == ["c1", "c2", "c3", "o1"]
    with _rows(store, "acme", day=NEXT) as rows:
        assert [p.id for p in rows.people] == ["c1", "c2", "o1", "o4"]


def test_the_block_follows_reports_and_influence_in_any_number_of_steps(
    store: GraphStore, world: str, write: Write
) -> None:
    write(
        Line(source="c1", target="o1", kind="reports_to"),
        Line(source="o2", target="o1", kind="influences", weight=0.5),
        Line(source="o2", target="c2", kind="conflicts_with"),
        Line(source="c1", target="o3", kind="conflicts_with"),
        Line(source="c1", target="o4", kind="reports_to", valid_to=DAY),
        Tie(ours="u1", theirs="o2", declared=4, confirmed_on=DAY),
        Tie(ours="u2", theirs="o3"),
    )
    with _rows(store, "acme") as rows:
        assert [p.id for p in rows.people] == ["c1", "c2", "o1", "o2", "u1"]
        assert [row[:4] for row in rows.lines] == [
            ("c1", "o1", "reports_to", 1.0),
            ("o2", "c2", "conflicts_with", 1.0),
            ("o2", "o1", "influences", 0.5),
        ]
        assert [row[:7] for row in rows.ties] == [("u1", "o2", 4, None, DAY, None, None)]


def test_our_people_are_those_with_ties_assignments_or_contacts(store: GraphStore, world: str, write: Write) -> None:
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    write(
        Person(id="u3", name="U3"),
        Person(id="u4", name="U4"),
        Tie(ours="u1", theirs="c1", valid_from=DAY, valid_to=NEXT),
        Assignment(person="u2", account="acme", role="kam", valid_from=DAY),
        Interaction(id="i1", at=moment, participants=("u3", "c2")),
        Tie(ours="u4", theirs="c3"),
        Position(person="u2", organisation="us", title="Past", valid_to=date(2020, 1, 1)),
        Position(person="u4", organisation="us"),
        Absence(person="u1", kind="parental", valid_from=NEXT, valid_to=date(2026, 9, 1)),
        Absence(person="u2", valid_to=DAY),
        Absence(person="u4", valid_from=NEXT),
    )
    with _rows(store, "acme") as rows:
        assert [p.id for p in rows.people] == ["c1", "c2", "u1", "u2", "u3"]
        assert [(p.person, p.title) for p in rows.positions] == [
            ("c1", "CFO"), ("c2", "COO"), ("u1", "KAM"), ("u2", "Past"),
        ]  # fmt: skip
        assert [row[:4] for row in rows.absences] == [("u1", "parental", NEXT, date(2026, 9, 1))]
        assert [row[:5] for row in rows.assignments] == [("u2", "acme", "kam", DAY, None)]
    with _rows(store, "acme", day=NEXT) as rows:
        assert list(rows.ties) == []


def test_rows_carry_every_column(store: GraphStore, world: str, write: Write) -> None:
    write(Person(id="c1", name="Anna", placeholder=True, do_not_score=True))
    position = Position(
        person="c2", organisation="acme", title="X", department="it", department_text="IT", level="board",
        valid_from=DAY, valid_to=NEXT,
    )  # fmt: skip
    stakeholder = Stakeholder(
        person="c1", account="acme", roles=("champion", "end_user"), influence=0.0, stance=0, decision_weight=0.5,
        confirmed_on=DAY, valid_from=DAY, valid_to=NEXT,
    )  # fmt: skip
    tie = Tie(ours="u1", theirs="c1", declared=5, target=1, confirmed_on=DAY, valid_from=DAY, valid_to=NEXT)
    figure = Figure(account="acme", kind="nps", value=0.5, currency="PLN", person="c1", valid_from=DAY)
    line = Line(source="c2", target="c1", kind="influences", weight=0.25)
    write(position, stakeholder, tie, figure, line, Figure(account="acme", kind="kpi:x", value=0.0))
    written = store.runs()[0].at
    with _rows(store, "acme") as rows:
        assert rows.store_version == store.version()
        assert [o.id for o in rows.organisations] == ["acme", "daughter", "line", "plant", "us"]
        assert next(iter(rows.people)) == ("c1", "Anna", True, True)
        assert ("c2", "acme", "X", "it", "IT", "board", DAY, NEXT, position.fact) in list(rows.positions)
        assert list(rows.stakeholders) == [
            ("c1", "acme", ("champion", "end_user"), 0.0, 0, 0.5, DAY, DAY, NEXT, written, stakeholder.fact)
        ]
        assert list(rows.ties) == [("u1", "c1", 5, 1, DAY, DAY, NEXT, written, tie.fact)]
        assert list(rows.lines) == [("c2", "c1", "influences", 0.25, line.fact)]
        assert list(rows.figures) == [
            ("acme", "kpi:x", 0.0, None, None, None, Figure(account="acme", kind="kpi:x", value=0.0).fact),
            ("acme", "nps", 0.5, "PLN", "c1", DAY, figure.fact),
        ]


def test_facts_of_other_accounts_stay_out(store: GraphStore, world: str, write: Write) -> None:
    write(
        Stakeholder(person="c1", account="daughter"),
        Assignment(person="u2", account="daughter"),
        Figure(account="daughter", kind="nps", value=1.0),
        Initiative(id="t1", account="daughter", title="T"),
        Initiative(id="t2", account="acme", title="T"),
        PlanItem(id="k1", account="daughter", kind="goal", text="K"),
        PlanItem(id="k2", account="acme", kind="goal", text="K"),
    )
    with _rows(store, "acme") as rows:
        assert [list(s) for s in (rows.stakeholders, rows.assignments, rows.figures)] == [[], [], []]
        assert [i.id for i in rows.initiatives] == ["t2"]
        assert [i.id for i in rows.plan_items] == ["k2"]


def test_interactions_name_somebody_of_the_block_or_the_account_up_to_the_next_day(
    store: GraphStore, world: str, write: Write
) -> None:
    edge = datetime(2026, 3, 3, tzinfo=UTC)
    early = edge - timedelta(days=900)
    write(
        Interaction(id="i1", at=early, kind="call", minutes=5, direction="in", participants=("c1", "u1")),
        Interaction(id="i2", at=edge - timedelta(microseconds=1), participants=("c2",)),
        Interaction(id="i3", at=edge, participants=("c1",)),
        Interaction(id="i4", at=early, account="acme"),
        Interaction(id="i5", at=early, account="daughter", participants=("c3", "u1")),
        Interaction(id="i6", at=early, participants=("u1", "u2")),
    )
    with _rows(store, "acme") as rows:
        found = list(rows.interactions)
    assert found[0] == ("i1", early, "call", 5.0, "in", None, ("c1", "u1"))
    assert [i.id for i in found] == ["i1", "i2", "i4"]
    with _rows(store) as rows:
        assert [i.id for i in rows.interactions] == ["i1", "i2", "i4", "i5", "i6"]


def test_handovers_come_until_the_last_day_has_passed(store: GraphStore, world: str, write: Write) -> None:
    write(*(Handover(id=f"h{n}", leavers=("u1",), last_working_day=DAY + timedelta(days=n)) for n in (0, 1, 2)))
    with _rows(store, "acme", day=NEXT) as rows:
        assert [h.id for h in rows.handovers] == ["h1", "h2"]


def test_merged_people_stand_under_their_canonical_id(store: GraphStore, world: str, write: Write) -> None:
    write(
        Position(person="o1", organisation="acme", title="Alias"),
        Tie(ours="u1", theirs="o1", declared=2),
        Line(source="o1", target="o2", kind="reports_to"),
        Line(source="c3", target="o3", kind="reports_to"),
        Interaction(id="i1", at=datetime(2026, 2, 1, tzinfo=UTC), participants=("o1", "c3", "u1")),
    )
    run = write(commit=False)
    store.alias_people(run, alias="o1", person="c3")
    store.commit_run(run)
    for accounts in (("acme",), ()):
        with _rows(store, *accounts) as rows:
            people = [p.id for p in rows.people]
            assert "o1" not in people
            assert {"c3", "o2", "o3", "u1"} <= set(people)
            assert [(p.person, p.title) for p in rows.positions if p.title in {"Alias", "CEO"}] == [
                ("c3", "Alias"),
                ("c3", "CEO"),
            ]
            assert [t[:2] for t in rows.ties] == [("u1", "c3")]
            assert [r[:2] for r in rows.lines] == [("c3", "o2"), ("c3", "o3")]
            assert [i.participants for i in rows.interactions] == [("c3", "u1")]


def test_the_portfolio_is_everything_that_holds_and_positions_of_any_time(
    store: GraphStore, world: str, write: Write
) -> None:
    write(
        Position(person="o5", organisation="daughter", valid_to=date(2020, 1, 1)),
        Tie(ours="u2", theirs="c3"),
        Tie(ours="u2", theirs="c1", valid_from=NEXT),
        Figure(account="daughter", kind="nps", value=3.0),
    )
    write(Person(id="hidden", name="H"), Tie(ours="u1", theirs="c2"), commit=False)
    with _rows(store) as rows:
        assert [p.id for p in rows.people] == sorted(p.id for p in store.people())
        assert [p.person for p in rows.positions] == ["c1", "c2", "c3", "o5", "u1"]
        assert [t[:2] for t in rows.ties] == [("u2", "c3")]
        assert [f.account for f in rows.figures] == ["daughter"]


def test_unknown_accounts_and_the_ends_of_the_calendar_give_what_there_is(store: GraphStore, world: str) -> None:
    with _rows(store, "?") as rows:
        assert list(rows.people) == []
        assert len(rows.organisations) == 5
    for day in (date.min, date.max):
        with _rows(store, day=day) as rows:
            assert len(list(rows.positions)) == 4
            assert list(rows.interactions) == []


def test_the_picture_stays_while_others_write(store: GraphStore, world: str, write: Write) -> None:
    with _rows(store, "acme") as rows:
        before = rows.store_version
        write(Stakeholder(person="o1", account="acme"))
        assert store.version() != before
        assert [p.id for p in rows.people] == ["c1", "c2"]


def test_an_error_of_the_reader_stays_the_readers(store: GraphStore, world: str) -> None:
    with pytest.raises(FileNotFoundError), _rows(store):
        raise FileNotFoundError("somebody else's file")


def test_everybody_who_met_about_the_account_is_named_with_positions(
    store: GraphStore, world: str, write: Write
) -> None:
    write(
        Position(person="o1", organisation="acme", title="CFO", valid_to=DAY),
        Interaction(
            id="about", at=datetime(2026, 1, 5, tzinfo=UTC), kind="review", participants=("o1", "u2"), account="line"
        ),
        Assignment(person="u2", account="daughter", role="kam"),
    )
    with _rows(store, "acme") as rows:
        assert {"o1", "u2"} <= {p.id for p in rows.people}
        assert ("o1", "acme") in {(p.person, p.organisation) for p in rows.positions}
        assert ("u2", "daughter") in {(a.person, a.account) for a in rows.assignments}
        assert [i.id for i in rows.interactions] == ["about"]
