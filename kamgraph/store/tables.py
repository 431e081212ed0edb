"""What a snapshot is built from, column by column: people and organisations are numbered in the order of their ids.

Days are counted from 0001-01-01, 0 where none is known; an unknown float is NaN, an unknown code -1.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import (
    AssignmentRole,
    Department,
    Handover,
    Initiative,
    Level,
    LineKind,
    Organisation,
    PlanItem,
    Role,
)
from kamgraph.store.rows import (
    AbsenceRow,
    AssignmentRow,
    FigureRow,
    InteractionRow,
    LineRow,
    PositionRow,
    SnapshotRows,
    StakeholderRow,
    TieRow,
)

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Digests = NDArray[np.uint8]
Columns = TypeVar("Columns")

UNKNOWN = -1
NO_STANCE = -128
LEVEL = {level.value: i for i, level in enumerate(Level)}
DEPARTMENT: dict[str | None, int] = {None: UNKNOWN, **{d.value: i for i, d in enumerate(Department)}}
ROLE = {role.value: 1 << i for i, role in enumerate(Role)}
ASSIGNMENT_ROLE = {role.value: i for i, role in enumerate(AssignmentRole)}
LINE_KIND = {kind.value: i for i, kind in enumerate(LineKind)}
_DIGEST = 16


@dataclass(frozen=True, eq=False)
class PeopleTable:
    """Everybody who is named, by id."""

    ids: Sequence[str]
    names: Sequence[str]
    placeholder: Flags
    do_not_score: Flags


@dataclass(frozen=True, eq=False)
class PositionTable:
    """Positions of any time; `fact` has 16 bytes a row, here and below."""

    person: Ints
    organisation: Ints
    title: Sequence[str]
    department: Ints
    department_text: Sequence[str | None]
    level: Ints
    since: Ints
    until: Ints
    fact: Digests


@dataclass(frozen=True, eq=False)
class StakeholderTable:
    """Stakeholder facts; `roles` has a bit a role, `written` points into the moments."""

    person: Ints
    account: Ints
    roles: Ints
    influence: Floats
    stance: Ints
    decision_weight: Floats
    confirmed: Ints
    since: Ints
    until: Ints
    written: Ints
    fact: Digests


@dataclass(frozen=True, eq=False)
class AssignmentTable:
    """Assignments."""

    person: Ints
    account: Ints
    role: Ints
    since: Ints
    until: Ints
    fact: Digests


@dataclass(frozen=True, eq=False)
class TieTable:
    """Ties; an unknown rating or target is 0."""

    ours: Ints
    theirs: Ints
    declared: Ints
    target: Ints
    confirmed: Ints
    since: Ints
    written: Ints
    fact: Digests


@dataclass(frozen=True, eq=False)
class LineTable:
    """Lines."""

    source: Ints
    target: Ints
    kind: Ints
    weight: Floats
    fact: Digests


@dataclass(frozen=True, eq=False)
class Tables:
    """The same as `SnapshotRows`, with the long streams as columns, in any order of rows."""

    store_version: str
    organisations: tuple[Organisation, ...]
    people: PeopleTable
    positions: PositionTable
    stakeholders: StakeholderTable
    assignments: AssignmentTable
    ties: TieTable
    lines: LineTable
    moments: tuple[datetime, ...]
    figures: tuple[FigureRow, ...]
    absences: tuple[AbsenceRow, ...]
    interactions: Iterator[InteractionRow]
    initiatives: tuple[Initiative, ...]
    plan_items: tuple[PlanItem, ...]
    handovers: tuple[Handover, ...]


def tables_of(rows: SnapshotRows) -> Tables:
    """Columns of rows; those that name somebody of whom there is no row are left out."""
    people = list(rows.people)
    number = {row.id: i for i, row in enumerate(people)}
    organisations = tuple(sorted(rows.organisations, key=lambda o: o.id))
    house = {o.id: i for i, o in enumerate(organisations)}
    moments: dict[datetime, int] = {}
    return Tables(
        store_version=rows.store_version,
        organisations=organisations,
        people=PeopleTable(
            [row.id for row in people],
            [row.name for row in people],
            np.array([row.placeholder for row in people], dtype=bool),
            np.array([row.do_not_score for row in people], dtype=bool),
        ),
        positions=_positions(rows, number, house),
        stakeholders=_stakeholders(rows, number, house, moments),
        assignments=_assignments(rows, number, house),
        ties=_ties(rows, number, moments),
        lines=_lines(rows, number),
        moments=tuple(moments),
        figures=tuple(rows.figures),
        absences=tuple(rows.absences),
        interactions=rows.interactions,
        initiatives=rows.initiatives,
        plan_items=rows.plan_items,
        handovers=rows.handovers,
    )


def ints(values: Iterable[int]) -> Ints:
    """Whole numbers as a column."""
    return np.fromiter(values, dtype=np.int32)


def floats(values: Iterable[float | None]) -> Floats:
    """Numbers as a column, NaN where there is none."""
    return np.array(list(values), dtype=np.float64)


def digests(facts: Iterable[bytes]) -> Digests:
    """Hashes of facts as a column."""
    return np.frombuffer(b"".join(facts), dtype=np.uint8).reshape(-1, _DIGEST)


def chosen(table: Columns, rows: NDArray[Any]) -> Columns:
    """These rows of a table, by a flag a row or by their numbers."""
    numbers = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
    places = numbers.tolist()
    taken = {
        f.name: column[numbers] if isinstance(column, np.ndarray) else [column[i] for i in places]
        for f in fields(table)  # type: ignore[arg-type]
        for column in (getattr(table, f.name),)
    }
    return type(table)(**taken)


def known(table: Columns, *ends: str) -> Columns:
    """The rows of a table whose ends are known."""
    flags = np.logical_and.reduce([getattr(table, end) >= 0 for end in ends])
    return table if flags.all() else chosen(table, flags)


def _split(stream: Iterable[tuple[Any, ...]], row: type[Any]) -> Any:
    """Columns of rows of one kind."""
    return zip(*stream, strict=True) if (stream := list(stream)) else ((),) * len(row._fields)


def _numbers(ids: Iterable[str], number: Mapping[str, int]) -> Ints:
    return ints(number.get(i, UNKNOWN) for i in ids)


def _days(days: Iterable[date | None]) -> Ints:
    return ints(0 if day is None else day.toordinal() for day in days)


def _facts(facts: Iterable[str]) -> Digests:
    return digests(map(bytes.fromhex, facts))


def _positions(rows: SnapshotRows, number: Mapping[str, int], house: Mapping[str, int]) -> PositionTable:
    who, where, title, department, text, level, since, until, fact = _split(rows.positions, PositionRow)
    table = PositionTable(
        person=_numbers(who, number),
        organisation=_numbers(where, house),
        title=title,
        department=ints(map(DEPARTMENT.__getitem__, department)),
        department_text=text,
        level=ints(map(LEVEL.__getitem__, level)),
        since=_days(since),
        until=_days(until),
        fact=_facts(fact),
    )
    return known(table, "person", "organisation")


def _stakeholders(
    rows: SnapshotRows, number: Mapping[str, int], house: Mapping[str, int], moments: dict[datetime, int]
) -> StakeholderTable:
    who, where, roles, influence, stance, weight, confirmed, since, until, written, fact = _split(
        rows.stakeholders, StakeholderRow
    )
    table = StakeholderTable(
        person=_numbers(who, number),
        account=_numbers(where, house),
        roles=ints(sum(ROLE[role] for role in held) for held in roles),
        influence=floats(influence),
        stance=ints(NO_STANCE if s is None else s for s in stance),
        decision_weight=floats(weight),
        confirmed=_days(confirmed),
        since=_days(since),
        until=_days(until),
        written=ints(moments.setdefault(at, len(moments)) for at in written),
        fact=_facts(fact),
    )
    return known(table, "person", "account")


def _assignments(rows: SnapshotRows, number: Mapping[str, int], house: Mapping[str, int]) -> AssignmentTable:
    who, where, role, since, until, fact = _split(rows.assignments, AssignmentRow)
    table = AssignmentTable(
        person=_numbers(who, number),
        account=_numbers(where, house),
        role=ints(map(ASSIGNMENT_ROLE.__getitem__, role)),
        since=_days(since),
        until=_days(until),
        fact=_facts(fact),
    )
    return known(table, "person", "account")


def _ties(rows: SnapshotRows, number: Mapping[str, int], moments: dict[datetime, int]) -> TieTable:
    ours, theirs, declared, target, confirmed, since, _, written, fact = _split(rows.ties, TieRow)
    table = TieTable(
        ours=_numbers(ours, number),
        theirs=_numbers(theirs, number),
        declared=ints(rating or 0 for rating in declared),
        target=ints(rating or 0 for rating in target),
        confirmed=_days(confirmed),
        since=_days(since),
        written=ints(moments.setdefault(at, len(moments)) for at in written),
        fact=_facts(fact),
    )
    return known(table, "ours", "theirs")


def _lines(rows: SnapshotRows, number: Mapping[str, int]) -> LineTable:
    source, target, kind, weight, fact = _split(rows.lines, LineRow)
    table = LineTable(
        source=_numbers(source, number),
        target=_numbers(target, number),
        kind=ints(map(LINE_KIND.__getitem__, kind)),
        weight=floats(weight),
        fact=_facts(fact),
    )
    return known(table, "source", "target")
