"""People, accounts, lines and assignments as columns."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import Level, Organisation, Settings
from kamgraph.snapshot.columns import (
    ASSIGNMENT_ROLES,
    LEVELS,
    LINE_KINDS,
    NO_DAY,
    Accounts,
    Assignments,
    Flags,
    Ints,
    Lines,
    People,
)
from kamgraph.snapshot.packing import Digests
from kamgraph.snapshot.sides import Crowd
from kamgraph.store.rows import FigureRow
from kamgraph.store.tables import UNKNOWN, AssignmentTable, LineTable, Tables, chosen

_UNKNOWN = LEVELS.index(Level.UNKNOWN)
_FOREVER = np.iinfo(np.int32).max


def ints(values: Iterable[int]) -> Ints:
    """Values as a column."""
    return np.fromiter(values, dtype=np.int32)


def ordinal(day: date | None) -> int:
    """A day as a number, `NO_DAY` where there is none."""
    return NO_DAY if day is None else day.toordinal()


def encode_people(tables: Tables, crowd: Crowd, inside: Ints, number: Ints, as_of: date) -> People:
    """Columns of these people.

    Parameters
    ----------
    inside : int array
        Who is in the snapshot.
    number : int array
        Number in the snapshot of everybody, -1 for those who are not in it.
    """
    held = tables.positions
    first = np.full(len(number), -1, dtype=np.int32)
    first[held.person[crowd.standing][::-1]] = crowd.standing[::-1]
    first = first[inside]
    there, rows, texts = first >= 0, first.tolist(), tables.people
    level, department = np.full(len(inside), _UNKNOWN, np.int32), np.full(len(inside), UNKNOWN, np.int32)
    level[there], department[there] = held.level[first[there]], held.department[first[there]]
    people = inside.tolist()
    away_from, away_to = _away(tables, number, len(inside), as_of)
    return People(
        ids=tuple([texts.ids[i] for i in people]),
        names=tuple([texts.names[i] for i in people]),
        ours=crowd.ours[inside],
        placeholder=texts.placeholder[inside],
        title=tuple([held.title[r] if r >= 0 else "" for r in rows]),
        department_text=tuple([(held.department_text[r] or "") if r >= 0 else "" for r in rows]),
        level=level,
        department=department,
        ends=_gone(tables, crowd, number, len(inside)),
        absent_from=away_from,
        absent_to=away_to,
    )


def _leavers(tables: Tables, number: Ints, *, absent: bool) -> Iterator[tuple[int, int]]:
    """Number of everybody inside of whom a handover speaks, and the day after the last working day."""
    at = {person: i for i, person in enumerate(tables.people.ids)} if tables.handovers else {}
    for handover in tables.handovers:
        if (handover.kind == "absent") is absent:
            for person in handover.leavers:
                if (who := at.get(person)) is not None and number[who] >= 0:
                    yield int(number[who]), _day_after(handover.last_working_day)


def _gone(tables: Tables, crowd: Crowd, number: Ints, people: int) -> Ints:
    """First day without each person: the end of all positions, or the day after the last working day."""
    held, rows = tables.positions, crowd.standing
    who = number[held.person[rows]]
    rows, who = rows[who >= 0], who[who >= 0]
    ends = np.zeros(people, dtype=np.int32)
    np.maximum.at(ends, who, np.where(held.until[rows] == NO_DAY, _FOREVER, held.until[rows]))
    ends[ends == _FOREVER] = NO_DAY
    for person, after in _leavers(tables, number, absent=False):
        ends[person] = after if ends[person] == NO_DAY else min(int(ends[person]), after)
    return ends


def _away(tables: Tables, number: Ints, people: int, as_of: date) -> tuple[Ints, Ints]:
    """The next or present absence of each person; one that goes on where another ends is the same."""
    away: dict[int, tuple[int, int]] = {}
    at = {person: i for i, person in enumerate(tables.people.ids)} if tables.absences else {}
    here = [a for a in tables.absences if a.person in at]
    known = sorted((ordinal(a.valid_from or as_of), at[a.person], ordinal(a.valid_to)) for a in here)
    for begins, who, ends in known:
        person = int(number[who])
        first, until = away.setdefault(person, (begins, ends))
        if begins <= until:
            away[person] = first, NO_DAY if ends == NO_DAY else max(until, ends)
    for person, after in _leavers(tables, number, absent=True):
        # A handover names no day of return, an absence may.
        away.setdefault(person, (after, NO_DAY))
    away.pop(-1, None)
    begin, end = np.zeros(people, dtype=np.int32), np.zeros(people, dtype=np.int32)
    for person, (first, until) in away.items():
        begin[person], end[person] = first, until
    return begin, end


def _day_after(day: date) -> int:
    return min(ordinal(day) + 1, date.max.toordinal())


def encode_accounts(
    accounts: Sequence[Organisation],
    figures: Sequence[FigureRow],
    excluded: Mapping[str, Collection[int]],
    settings: Settings,
) -> Accounts:
    """Columns of the accounts, by id; of several figures of a kind the latest counts."""
    value: dict[tuple[str, str], float] = {}
    for figure in sorted(figures, key=lambda f: (f.valid_from or date.min, f.fact)):
        if figure.person is None:
            money = settings.money(figure.value, figure.currency)
            value[figure.account, figure.kind] = math.nan if money is None else money
    ordered = sorted(accounts, key=lambda o: o.id)
    return Accounts(
        ids=tuple(o.id for o in ordered),
        names=tuple(o.name for o in ordered),
        parent=tuple(o.parent_id for o in ordered),
        segment=tuple(o.segment for o in ordered),
        industry=tuple(o.industry for o in ordered),
        annual_value=np.array([value.get((o.id, "annual_value"), math.nan) for o in ordered], dtype=np.float64),
        potential_value=np.array([value.get((o.id, "potential_value"), math.nan) for o in ordered], dtype=np.float64),
        client_since=ints(ordinal(o.client_since) for o in ordered),
        contract_ends_on=ints(ordinal(o.contract_ends_on) for o in ordered),
        notice_by=ints(ordinal(o.notice_by) for o in ordered),
        review_every_days=ints(o.review_every_days or 0 for o in ordered),
        excluded=ints(len(excluded.get(o.id, ())) for o in ordered),
    )


def encode_lines(lines: LineTable, number: Ints) -> Lines:
    """Lines between client people, parallel ones collapsed to the heaviest.

    Parameters
    ----------
    number : int array
        Number of everybody in the snapshot; that of both ends is known.
    """
    lines = chosen(lines, lines.source != lines.target)
    source, target = number[lines.source], number[lines.target]
    code = (source.astype(np.int64) * (len(number) + 1) + target) * len(LINE_KINDS) + lines.kind
    # Of the heaviest the greatest hash.
    rows = _last_of_each(code, lambda: (*halves(lines.fact), lines.weight, code))
    return Lines(source[rows], target[rows], lines.kind[rows], lines.weight[rows], Digests(lines.fact[rows]))


def encode_assignments(parts: AssignmentTable, ours: Flags, number: Ints, account: Ints) -> Assignments:
    """Parts of our people on the accounts of the scope.

    Parameters
    ----------
    account : int array
        Number of each organisation among the accounts of the scope, -1 for those that are none.
    """
    parts = chosen(parts, ours[parts.person] & (account[parts.account] >= 0))
    person, of = number[parts.person], account[parts.account]
    code = (person.astype(np.int64) * (len(account) + 1) + of) * len(ASSIGNMENT_ROLES) + parts.role
    rows = _last_of_each(code, lambda: (*halves(parts.fact), code))
    return Assignments(
        person[rows], of[rows], parts.role[rows], parts.since[rows], parts.until[rows], Digests(parts.fact[rows])
    )


def halves(fact: NDArray[np.uint8]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Hashes as numbers that are in the same order, the lower half first."""
    halves = np.ascontiguousarray(fact).view(">u8").astype(np.uint64)
    return halves[:, 1], halves[:, 0]


def _last_of_each(code: NDArray[np.int64], keys: Callable[[], tuple[NDArray[Any], ...]]) -> NDArray[np.intp]:
    """The row of each code, sorted; of several that with the greatest keys, which are asked for only then."""
    order = np.argsort(code, kind="stable")
    if (code[order][1:] == code[order][:-1]).any():
        order = np.lexsort(keys())
    last: NDArray[np.intp] = order[np.append(code[order][1:] != code[order][:-1], np.ones(min(len(order), 1), bool))]
    return last
