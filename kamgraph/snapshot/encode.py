"""People, places, accounts, lines and assignments as columns."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from kamgraph.model import Department, Handover, Level, Organisation, Settings
from kamgraph.snapshot.columns import (
    ASSIGNMENT_ROLES,
    DEPARTMENTS,
    LEVELS,
    LINE_KINDS,
    NO_DAY,
    ROLES,
    UNKNOWN_STANCE,
    Accounts,
    Assignments,
    Ints,
    Lines,
    People,
    Places,
)
from kamgraph.snapshot.sides import Crowd, Place
from kamgraph.store.rows import AbsenceRow, AssignmentRow, FigureRow, LineRow, PositionRow

_LEVEL = {level.value: i for i, level in enumerate(LEVELS)}
_DEPARTMENT = {department.value: i for i, department in enumerate(DEPARTMENTS)}
_ROLE = {role.value: 1 << i for i, role in enumerate(ROLES)}
_ASSIGNMENT_ROLE = {role.value: i for i, role in enumerate(ASSIGNMENT_ROLES)}
_LINE_KIND = {kind.value: i for i, kind in enumerate(LINE_KINDS)}


def ints(values: Iterable[int]) -> Ints:
    """Values as a column."""
    return np.fromiter(values, dtype=np.int32)


def ordinal(day: date | None) -> int:
    """A day as a number, `NO_DAY` where there is none."""
    return NO_DAY if day is None else day.toordinal()


def encode_people(
    ids: Sequence[str], crowd: Crowd, absences: Sequence[AbsenceRow], handovers: Sequence[Handover], as_of: date
) -> People:
    """Columns of these people."""
    first = [next(iter(crowd.standing.get(person, ())), None) for person in ids]
    gone, away = _gone(crowd, handovers), _away(absences, handovers, as_of)
    return People(
        ids=tuple(ids),
        names=tuple(crowd.people[person].name for person in ids),
        ours=np.array([person in crowd.ours for person in ids], dtype=bool),
        placeholder=np.array([crowd.people[person].placeholder for person in ids], dtype=bool),
        title=tuple(p.title if p else "" for p in first),
        department_text=tuple((p.department_text or "") if p else "" for p in first),
        level=ints(_LEVEL[p.level] if p else _LEVEL[Level.UNKNOWN] for p in first),
        department=ints(_department(p) for p in first),
        ends=ints(gone.get(person, NO_DAY) for person in ids),
        absent_from=ints(away.get(person, (NO_DAY, NO_DAY))[0] for person in ids),
        absent_to=ints(away.get(person, (NO_DAY, NO_DAY))[1] for person in ids),
    )


def _department(position: PositionRow | None) -> int:
    return -1 if position is None or position.department is None else _DEPARTMENT[Department(position.department)]


def _gone(crowd: Crowd, handovers: Iterable[Handover]) -> dict[str, int]:
    """First day without the person: the end of all positions, or the day after the last working day."""
    gone = {
        person: max(ordinal(p.valid_to) for p in held)
        for person, held in crowd.standing.items()
        if all(p.valid_to is not None for p in held)
    }
    for handover in handovers:
        if handover.kind != "absent":
            after = _day_after(handover.last_working_day)
            for person in handover.leavers:
                gone[person] = min(gone.get(person, after), after)
    return gone


def _away(absences: Iterable[AbsenceRow], handovers: Iterable[Handover], as_of: date) -> dict[str, tuple[int, int]]:
    """The next or present absence of each person; one that goes on where another ends is the same."""
    away: dict[str, tuple[int, int]] = {}
    known = sorted((ordinal(a.valid_from or as_of), a.person, ordinal(a.valid_to)) for a in absences)
    for begins, person, ends in known:
        first, until = away.setdefault(person, (begins, ends))
        if begins <= until:
            away[person] = first, NO_DAY if ends == NO_DAY else max(until, ends)
    for handover in handovers:
        if handover.kind == "absent":
            for person in handover.leavers:
                # A handover names no day of return, an absence may.
                away.setdefault(person, (_day_after(handover.last_working_day), NO_DAY))
    return away


def _day_after(day: date) -> int:
    return min(ordinal(day) + 1, date.max.toordinal())


def encode_places(
    placed: Sequence[Place], index: Mapping[str, int], account_index: Mapping[str, int], as_of: date, settings: Settings
) -> Places:
    """Columns of the places; unknown influence takes the default of the level."""
    stated = [place.influence() for place in placed]
    first = [next(iter(place.positions), None) for place in placed]
    intervals = [place.interval() for place in placed]
    stances, weights = [p.stance() for p in placed], [p.decision_weight() for p in placed]
    return Places(
        person=ints(index[place.person] for place in placed),
        account=ints(account_index[place.account] for place in placed),
        weight=np.array(
            [settings.weights[p.level] if s is None else s for p, s in zip(placed, stated, strict=True)],
            dtype=np.float64,
        ),
        assumed=np.array([s is None for s in stated], dtype=bool),
        stale=np.array([place.stale(as_of, settings) for place in placed], dtype=bool),
        stance=ints(UNKNOWN_STANCE if s is None else s for s in stances),
        roles=ints(sum(_ROLE[role] for role in place.roles()) for place in placed),
        decision_weight=np.array([math.nan if w is None else w for w in weights], dtype=np.float64),
        title=tuple(p.title if p else "" for p in first),
        department_text=tuple((p.department_text or "") if p else "" for p in first),
        level=ints(_LEVEL[place.level] for place in placed),
        department=ints(_department(p) for p in first),
        since=ints(ordinal(since) for since, _ in intervals),
        ends=ints(ordinal(ends) for _, ends in intervals),
        position_fact=tuple(p.fact if p else "" for p in first),
        stakeholder_fact=tuple(place.opinions[0].fact if place.opinions else "" for place in placed),
    )


def encode_accounts(
    accounts: Sequence[Organisation],
    figures: Sequence[FigureRow],
    excluded: Mapping[str, Collection[str]],
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


def encode_lines(rows: Iterable[LineRow], index: Mapping[str, int]) -> Lines:
    """Lines between client people, parallel ones collapsed to the heaviest."""
    heaviest: dict[tuple[int, int, int], tuple[float, str]] = {}
    for row in rows:
        if row.source != row.target:
            key = (index[row.source], index[row.target], _LINE_KIND[row.kind])
            heaviest[key] = max(heaviest.get(key, (0.0, "")), (row.weight, row.fact))
    keys = sorted(heaviest)
    return Lines(
        source=ints(k[0] for k in keys),
        target=ints(k[1] for k in keys),
        kind=ints(k[2] for k in keys),
        weight=np.array([heaviest[k][0] for k in keys], dtype=np.float64),
        fact=tuple(heaviest[k][1] for k in keys),
    )


def encode_assignments(
    rows: Iterable[AssignmentRow], ours: Collection[str], index: Mapping[str, int], account_index: Mapping[str, int]
) -> Assignments:
    """Parts of our people on the accounts of the scope."""
    kept = sorted(
        {
            (index[r.person], account_index[r.account], _ASSIGNMENT_ROLE[r.role]): r
            for r in rows
            if r.person in ours and r.account in account_index
        }.items()
    )
    return Assignments(
        person=ints(k[0] for k, _ in kept),
        account=ints(k[1] for k, _ in kept),
        role=ints(k[2] for k, _ in kept),
        since=ints(ordinal(r.valid_from) for _, r in kept),
        ends=ints(ordinal(r.valid_to) for _, r in kept),
        fact=tuple(r.fact for _, r in kept),
    )
