"""Plain rows that a snapshot is built from: no objects, so that a million of them stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from kamgraph.model import Handover, Initiative, Organisation, PlanItem

if TYPE_CHECKING:
    from kamgraph.store.tables import Tables


class PersonRow(NamedTuple):
    """A person; name as shown."""

    id: str
    name: str
    placeholder: bool
    do_not_score: bool


class PositionRow(NamedTuple):
    """A position of any time, past and future included: who stood where before is told from it."""

    person: str
    organisation: str
    title: str
    department: str | None
    department_text: str | None
    level: str
    valid_from: date | None
    valid_to: date | None
    fact: str


class StakeholderRow(NamedTuple):
    """A stakeholder fact that holds on the day; `written` is when its run was made."""

    person: str
    account: str
    roles: tuple[str, ...]
    influence: float | None
    stance: int | None
    decision_weight: float | None
    confirmed_on: date | None
    valid_from: date | None
    valid_to: date | None
    written: datetime
    fact: str


class AssignmentRow(NamedTuple):
    """An assignment that holds on the day."""

    person: str
    account: str
    role: str
    valid_from: date | None
    valid_to: date | None
    fact: str


class TieRow(NamedTuple):
    """A tie that holds on the day; `written` is when its run was made."""

    ours: str
    theirs: str
    declared: int | None
    target: int | None
    confirmed_on: date | None
    valid_from: date | None
    valid_to: date | None
    written: datetime
    fact: str


class LineRow(NamedTuple):
    """A line that holds on the day."""

    source: str
    target: str
    kind: str
    weight: float
    fact: str


class FigureRow(NamedTuple):
    """A figure that holds on the day."""

    account: str
    kind: str
    value: float
    currency: str | None
    person: str | None
    valid_from: date | None
    fact: str


class AbsenceRow(NamedTuple):
    """An absence that has not ended by the day, those ahead included."""

    person: str
    kind: str
    valid_from: date | None
    valid_to: date | None


class InteractionRow(NamedTuple):
    """An interaction; `at` is aware UTC, up to the end of the day after the as-of day."""

    id: str
    at: datetime
    kind: str
    minutes: float | None
    direction: str
    account: str | None
    participants: tuple[str, ...]


@dataclass(frozen=True)
class SnapshotRows:
    """Streams for one snapshot, aliases already applied, each in the order of its ids.

    For named accounts: their client people C are the holders of a position on the day at the accounts or their units
    (`kamgraph.store.scope.units_of`), and those with a stakeholder fact there. The block of C adds everybody linked
    to them, in any number of steps, by reports-to or influences lines of the day. Then come

    - ties whose client person is in the block; our people at their other end, those assigned to the accounts, and
      everybody who ever took part in an interaction with somebody of the block, or about the accounts or their units;
    - lines with both ends in the block;
    - positions of any time, absences, and the person row, of everybody named so far;
    - stakeholder facts and figures of the named accounts; assignments to them, or of anybody named so far;
    - interactions that name somebody of the block, or are about one of the accounts or their units;
    - every organisation; initiatives and plan items of the accounts; handovers that have not passed their last day.

    For the portfolio (None): everything that holds on the day, and the positions of any time. Where a store can give
    these as columns, `tables` reads them, in the place of the streams.
    """

    store_version: str
    organisations: tuple[Organisation, ...]
    people: Iterator[PersonRow]
    positions: Iterator[PositionRow]
    stakeholders: Iterator[StakeholderRow]
    assignments: Iterator[AssignmentRow]
    ties: Iterator[TieRow]
    lines: Iterator[LineRow]
    figures: Iterator[FigureRow]
    absences: Iterator[AbsenceRow]
    interactions: Iterator[InteractionRow]
    initiatives: tuple[Initiative, ...]
    plan_items: tuple[PlanItem, ...]
    handovers: tuple[Handover, ...]
    tables: "Callable[[], Tables] | None" = None
