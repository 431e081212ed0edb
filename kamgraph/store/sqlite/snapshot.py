"""Everything that stands on a day about some accounts, as streams."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from kamgraph.model import Handover, Initiative, PlanItem
from kamgraph.store import rows
from kamgraph.store.sqlite import people, records, tables
from kamgraph.store.sqlite.columns import day, micros, moment, words
from kamgraph.store.sqlite.houses import Houses
from kamgraph.store.sqlite.runs import VISIBLE, version_text
from kamgraph.store.sqlite.scope import CONCERNED, HOLDS, NOT_OVER, Scope

R = TypeVar("R", Handover, Initiative, PlanItem)
Order = Callable[[Any], Any]


def read(db: sqlite3.Connection, houses: Houses, accounts: Collection[str] | None, as_of: date) -> rows.SnapshotRows:
    """Open the streams; they live as long as the transaction."""
    scope = Scope(db, houses, accounts, as_of)
    streams = rows.SnapshotRows(
        store_version=version_text(db),
        organisations=scope.organisations,
        people=_people(scope),
        positions=_positions(scope),
        stakeholders=_stakeholders(scope),
        assignments=_assignments(scope),
        ties=_ties(scope),
        lines=_lines(scope),
        figures=_figures(scope),
        absences=_absences(scope),
        interactions=_interactions(scope, as_of),
        initiatives=tuple(
            i for i in _all(scope, "initiatives", Initiative) if accounts is None or i.account in accounts
        ),
        plan_items=tuple(i for i in _all(scope, "plan_items", PlanItem) if accounts is None or i.account in accounts),
        handovers=tuple(h for h in _all(scope, "handovers", Handover) if h.last_working_day >= as_of),
    )
    return streams if accounts is not None else replace(streams, tables=partial(tables.read, scope, streams))


def _all(scope: Scope, section: str, model: type[R]) -> Iterator[R]:
    for record in records.read(scope.db, section):
        yield model.model_validate(people.canonical_record(scope.known, record))


def _people(scope: Scope) -> Iterator[rows.PersonRow]:
    ids = None
    if scope.accounts is not None:
        ids = {scope.person[pk] for (pk,) in scope.db.execute("SELECT pk FROM temp.scope_person")}
    for record in people.plain(scope.db, scope.known, ids):
        yield rows.PersonRow(
            record["id"], record["name"], record.get("placeholder", False), record.get("do_not_score", False)
        )


def _rows(
    scope: Scope, kind: str, columns: str, narrow: str, order: Order, *, when: str = HOLDS
) -> Iterable[tuple[Any, ...]]:
    """Numbers and values of one kind, in the order of the ids they mean."""
    conditions = [VISIBLE, *([when] if when else []), *([narrow] if scope.accounts is not None else [])]
    statement = f"SELECT {columns} FROM fact_{kind} WHERE {' AND '.join(conditions)}"
    found = scope.db.execute(statement, {"day": scope.day}).fetchall()
    found.sort(key=order)
    return found


def _positions(scope: Scope) -> Iterator[rows.PositionRow]:
    person, organisation, rank = scope.person, scope.organisation, scope.rank
    columns = "person, organisation, title, department, department_text, level, valid_from, valid_to, fact"
    found = _rows(
        scope,
        "position",
        columns,
        "person IN scope_person",
        lambda r: (rank[r[0]], organisation[r[1]], r[8], r[6] or 0),
        when="",
    )
    for who, where, title, department, text, level, begin, end, fact in found:
        yield rows.PositionRow(
            person[who], organisation[where], title, department, text, level, day(begin), day(end), fact.hex()
        )


def _stakeholders(scope: Scope) -> Iterator[rows.StakeholderRow]:
    person, organisation, rank = scope.person, scope.organisation, scope.rank
    columns = (
        "person, account, roles, influence, stance, decision_weight, confirmed_on, valid_from, valid_to, run, fact"
    )
    found = _rows(
        scope,
        "stakeholder",
        columns,
        "account IN scope_account",
        lambda r: (rank[r[0]], organisation[r[1]], r[10], r[7] or 0),
    )
    for who, where, roles, influence, stance, weight, confirmed, begin, end, run, fact in found:
        yield rows.StakeholderRow(
            person[who],
            organisation[where],
            words(roles),
            influence,
            stance,
            weight,
            day(confirmed),
            day(begin),
            day(end),
            scope.run_at[run],
            fact.hex(),
        )


def _assignments(scope: Scope) -> Iterator[rows.AssignmentRow]:
    person, organisation, rank = scope.person, scope.organisation, scope.rank
    found = _rows(
        scope,
        "assignment",
        "person, account, role, valid_from, valid_to, fact",
        "(account IN scope_account OR person IN scope_person)",
        lambda r: (rank[r[0]], organisation[r[1]], r[5], r[3] or 0),
    )
    for who, where, role, begin, end, fact in found:
        yield rows.AssignmentRow(person[who], organisation[where], role, day(begin), day(end), fact.hex())


def _ties(scope: Scope) -> Iterator[rows.TieRow]:
    person, rank, run_at = scope.person, scope.rank, scope.run_at
    many = len(rank) + 1

    def place(row: tuple[Any, ...]) -> Any:
        return rank[row[0]] * many + rank[row[1]]

    def ends(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return rank[row[0]], rank[row[1]], row[8]

    found = _rows(
        scope,
        "tie",
        "ours, theirs, declared, target, confirmed_on, valid_from, valid_to, run, fact",
        "theirs IN scope_block",
        # One number sorts a million ties twice as fast as a tuple; a merge can give a pair several facts.
        place if scope.accounts is None and not scope.known else ends,
    )
    for ours, theirs, declared, target, confirmed, begin, end, run, fact in found:
        if scope.known and person[ours] == person[theirs]:
            continue
        yield rows.TieRow(
            person[ours],
            person[theirs],
            declared,
            target,
            None if confirmed is None else date.fromordinal(confirmed),
            None if begin is None else date.fromordinal(begin),
            None if end is None else date.fromordinal(end),
            run_at[run],
            fact.hex(),
        )


def _lines(scope: Scope) -> Iterator[rows.LineRow]:
    person, rank = scope.person, scope.rank
    found = _rows(
        scope,
        "line",
        "source, target, kind, weight, fact",
        "source IN scope_block AND target IN scope_block",
        lambda r: (rank[r[0]], rank[r[1]], r[2], r[4]),
    )
    for source, target, kind, weight, fact in found:
        if scope.known and person[source] == person[target]:
            continue
        yield rows.LineRow(person[source], person[target], kind, weight, fact.hex())


def _figures(scope: Scope) -> Iterator[rows.FigureRow]:
    person, organisation = scope.person, scope.organisation
    found = _rows(
        scope,
        "figure",
        "account, kind, value, currency, person, valid_from, fact",
        "account IN scope_account",
        lambda r: (organisation[r[0]], r[1], r[6]),
    )
    for account, kind, value, currency, who, begin, fact in found:
        whose = None if who is None else person[who]
        yield rows.FigureRow(organisation[account], kind, value, currency, whose, day(begin), fact.hex())


def _absences(scope: Scope) -> Iterator[rows.AbsenceRow]:
    person = scope.person
    found = _rows(
        scope,
        "absence",
        "person, kind, valid_from, valid_to",
        "person IN scope_person",
        lambda r: (person[r[0]], r[1], r[2] or 0),
        when=NOT_OVER,
    )
    for who, kind, begin, end in found:
        yield rows.AbsenceRow(person[who], kind, day(begin), day(end))


def _interactions(scope: Scope, as_of: date) -> Iterator[rows.InteractionRow]:
    # A day more than asked for: where the local day ends is the reader's business.
    if as_of > date.max - timedelta(days=2):
        as_of = date.max - timedelta(days=2)
    end = micros(datetime.fromisoformat(f"{as_of + timedelta(days=2)}T00:00:00+00:00"))
    chosen = ""
    if scope.accounts is not None:
        chosen = f"AND pk IN ({CONCERNED})"
    person, organisation = scope.person, scope.organisation
    found = scope.db.execute(
        "SELECT id, at, kind, minutes, direction, account, participants FROM interaction "
        f"WHERE {VISIBLE} AND at < :end {chosen} ORDER BY id",
        {"end": end},
    )
    for identifier, at, kind, minutes, direction, account, participants in found:
        # A merge can make two participants one.
        named = tuple(sorted({person[int(p)] for p in participants.split()}))
        where = None if account is None else organisation[account]
        yield rows.InteractionRow(identifier, moment(at), kind, minutes, direction, where, named)
