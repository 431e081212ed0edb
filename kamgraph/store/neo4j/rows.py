"""From relationships to the plain rows of a snapshot: which values, in which order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kamgraph.store.neo4j.views import RunNames
from kamgraph.store.rows import (
    AbsenceRow,
    AssignmentRow,
    FigureRow,
    InteractionRow,
    LineRow,
    PositionRow,
    StakeholderRow,
    TieRow,
)

# Properties of a relationship in the order in which the statements of read/rows give them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "WORKS_AT": ("title", "department", "departmentText", "level", "validFrom", "validTo", "fact"),
    "STAKEHOLDER_IN": (
        "roles",
        "influence",
        "stance",
        "decisionWeight",
        "confirmedOn",
        "validFrom",
        "validTo",
        "run",
        "fact",
    ),
    "ASSIGNED_TO": ("role", "validFrom", "validTo", "fact"),
    "KNOWS": ("declared", "target", "confirmedOn", "validFrom", "validTo", "run", "fact"),
    "REPORTS_TO": ("weight", "fact"),
    "INFLUENCES": ("weight", "fact"),
    "CONFLICTS_WITH": ("weight", "fact"),
    "HAS_FIGURE": ("kind", "value", "currency", "validFrom", "fact"),
    "IS_ABSENT": ("kind", "validFrom", "validTo"),
}
LINE_TYPES = ("CONFLICTS_WITH", "INFLUENCES", "REPORTS_TO")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Make = Callable[[str, str, Sequence[Any]], tuple[Any, ...]]


class Rows:
    """Makes rows; asks for the time of a run once."""

    def __init__(self, names: RunNames) -> None:
        self._names = names

    def maker(self, relation: str) -> Make:
        """Function from the two ends and the columns of a relationship to its row."""
        if relation in LINE_TYPES:
            kind = relation.lower()
            return lambda a, b, c: LineRow(a, b, kind, *c)
        return {
            "WORKS_AT": lambda a, b, c: PositionRow(a, b, c[0], c[1], c[2], c[3], _day(c[4]), _day(c[5]), c[6]),
            "STAKEHOLDER_IN": self._stakeholder,
            "ASSIGNED_TO": lambda a, b, c: AssignmentRow(a, b, c[0], _day(c[1]), _day(c[2]), c[3]),
            "KNOWS": self._tie,
            "HAS_FIGURE": lambda a, b, c: FigureRow(b, c[0], c[1], c[2], a, _day(c[3]), c[4]),
            "IS_ABSENT": lambda a, _, c: AbsenceRow(a, c[0], _day(c[1]), _day(c[2])),
        }[relation]

    def of_held(self, relation: str, source: str | None, target: str, held: Mapping[str, Any]) -> tuple[Any, ...]:
        """Row of a relationship that was read with all of its properties."""
        columns = [held.get(name) for name in COLUMNS[relation]]
        return self.maker(relation)(source, target, columns)  # type: ignore[arg-type]

    def _stakeholder(self, a: str, b: str, c: Sequence[Any]) -> StakeholderRow:
        written = self._names[c[7]][1]
        return StakeholderRow(a, b, tuple(c[0]), c[1], c[2], c[3], _day(c[4]), _day(c[5]), _day(c[6]), written, c[8])

    def _tie(self, a: str, b: str, c: Sequence[Any]) -> TieRow:
        return TieRow(a, b, c[0], c[1], _day(c[2]), _day(c[3]), _day(c[4]), self._names[c[5]][1], c[6])


# Fields of the rows that name people.
PEOPLE: dict[str, tuple[str, ...]] = {
    "WORKS_AT": ("person",),
    "STAKEHOLDER_IN": ("person",),
    "ASSIGNED_TO": ("person",),
    "KNOWS": ("ours", "theirs"),
    "HAS_FIGURE": ("person",),
    "IS_ABSENT": ("person",),
} | dict.fromkeys(LINE_TYPES, ("source", "target"))


def order(row: Iterable[Any]) -> tuple[str, ...]:
    """Key that puts rows in the order of their ids, then of what else they hold."""
    return tuple("" if value is None else str(value) for value in row)


def interaction_row(columns: Sequence[Any]) -> InteractionRow:
    """Row of an interaction's columns."""
    id_, at, kind, minutes, direction, account, participants = columns
    return InteractionRow(
        id_, _EPOCH + timedelta(microseconds=at), kind, minutes, direction, account, tuple(participants)
    )


def renamed(row: Any, people: Iterable[str], merged: Mapping[str, str]) -> Any:
    """Row under canonical ids; None where a merge makes both of its ends one person."""
    changes = {field: merged[getattr(row, field)] for field in people if getattr(row, field) in merged}
    if not changes:
        return row
    new = row._replace(**changes)
    ends = [getattr(new, field) for field in people]
    return None if len(ends) == 2 and ends[0] == ends[1] else new


def _day(value: Any) -> date | None:
    # Long streams bring days as text, because the driver's own dates cost ten times as much to make.
    if value is None:
        return None
    day: date = date.fromisoformat(value) if isinstance(value, str) else value.to_native()
    return day
