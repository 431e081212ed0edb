"""The whole portfolio on a day, as columns straight from the tables of the file."""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from kamgraph.store.rows import SnapshotRows
from kamgraph.store.sqlite import people
from kamgraph.store.sqlite.columns import words
from kamgraph.store.sqlite.runs import HIDDEN, VISIBLE
from kamgraph.store.sqlite.scope import HOLDS, Scope
from kamgraph.store.tables import (
    ASSIGNMENT_ROLE,
    DEPARTMENT,
    LEVEL,
    LINE_KIND,
    NO_STANCE,
    ROLE,
    UNKNOWN,
    AssignmentTable,
    Ints,
    LineTable,
    PeopleTable,
    PositionTable,
    StakeholderTable,
    Tables,
    TieTable,
    chosen,
    digests,
    floats,
    ints,
    known,
)

PAGE = 50_000
Values = list[list[Any]]


def read(scope: Scope, rows: SnapshotRows) -> Tables:
    """Columns of everything, with the short streams as they are."""
    folk = _people(scope)
    organisations = tuple(sorted(rows.organisations, key=lambda o: o.id))
    number, house = _numbers(scope, folk), _houses(scope, [o.id for o in organisations])
    moment = _by_key([*scope.run_at], range(len(scope.run_at)))
    return Tables(
        store_version=rows.store_version,
        organisations=organisations,
        people=folk,
        positions=_positions(scope, number, house),
        stakeholders=_stakeholders(scope, number, house, moment),
        assignments=_assignments(scope, number, house),
        ties=_ties(scope, number, moment),
        lines=_lines(scope, number),
        moments=tuple(scope.run_at.values()),
        figures=tuple(rows.figures),
        absences=tuple(rows.absences),
        interactions=rows.interactions,
        initiatives=rows.initiatives,
        plan_items=rows.plan_items,
        handovers=rows.handovers,
    )


def _people(scope: Scope) -> PeopleTable:
    """Everybody, by id."""
    found = scope.db.execute(
        f"SELECT id, said FROM record WHERE section = 'people' AND run NOT IN {HIDDEN} ORDER BY id"
    ).fetchall()
    ids = [identifier for identifier, _ in found]
    if scope.known or any(a == b for a, b in pairwise(ids)):
        # Several runs speak of one person, or several ids are one: laid over each other one by one.
        said = list(people.plain(scope.db, scope.known, None))
        ids = [record["id"] for record in said]
    else:
        # One call for all: most of the time of a short text is the call.
        said = json.loads(f"[{','.join(text for _, text in found)}]")
    return PeopleTable(
        ids,
        [record["name"] for record in said],
        np.array([record.get("placeholder", False) for record in said], dtype=bool),
        np.array([record.get("do_not_score", False) for record in said], dtype=bool),
    )


def _numbers(scope: Scope, folk: PeopleTable) -> Ints:
    """Number of each person by the key in the file."""
    place = dict(zip(folk.ids, range(len(folk.ids)), strict=True))
    found = scope.db.execute("SELECT pk, id FROM person").fetchall()
    return _by_key([pk for pk, _ in found], [place.get(scope.known.get(i, i), UNKNOWN) for _, i in found])


def _houses(scope: Scope, ids: Sequence[str]) -> Ints:
    place = {identifier: i for i, identifier in enumerate(ids)}
    return _by_key([*scope.organisation], [place.get(i, UNKNOWN) for i in scope.organisation.values()])


def _by_key(keys: Sequence[int], numbers: Sequence[int]) -> Ints:
    by_key = np.full(max(keys, default=0) + 1, UNKNOWN, dtype=np.int32)
    by_key[ints(keys)] = ints(numbers)
    return by_key


def _columns(scope: Scope, kind: str, names: str, where: str | None = HOLDS) -> Values:
    """Columns of one kind of fact, a page of rows after the other."""
    conditions = VISIBLE if where is None else f"{VISIBLE} AND {where}"
    rows = scope.db.execute(f"SELECT {names} FROM fact_{kind} WHERE {conditions}", {"day": scope.day})
    columns: Values = [[] for _ in rows.description]
    while page := rows.fetchmany(PAGE):
        for column, values in zip(columns, zip(*page, strict=True), strict=True):
            column.extend(values)
    return columns


def _positions(scope: Scope, number: Ints, house: Ints) -> PositionTable:
    who, where, title, department, text, level, since, until, fact = _columns(
        scope,
        "position",
        "person, organisation, title, department, department_text, level, ifnull(valid_from, 0), ifnull(valid_to, 0), "
        "fact",
        where=None,
    )
    table = PositionTable(
        person=number[ints(who)],
        organisation=house[ints(where)],
        title=title,
        department=ints(map(DEPARTMENT.__getitem__, department)),
        department_text=text,
        level=ints(map(LEVEL.__getitem__, level)),
        since=ints(since),
        until=ints(until),
        fact=digests(fact),
    )
    return known(table, "person", "organisation")


def _stakeholders(scope: Scope, number: Ints, house: Ints, moment: Ints) -> StakeholderTable:
    who, where, roles, influence, stance, weight, confirmed, since, until, run, fact = _columns(
        scope,
        "stakeholder",
        f"person, account, roles, influence, ifnull(stance, {NO_STANCE}), decision_weight, ifnull(confirmed_on, 0), "
        "ifnull(valid_from, 0), ifnull(valid_to, 0), run, fact",
    )
    bits = {held: sum(ROLE[role] for role in words(held)) for held in set(roles)}
    table = StakeholderTable(
        person=number[ints(who)],
        account=house[ints(where)],
        roles=ints(map(bits.__getitem__, roles)),
        influence=floats(influence),
        stance=ints(stance),
        decision_weight=floats(weight),
        confirmed=ints(confirmed),
        since=ints(since),
        until=ints(until),
        written=moment[ints(run)],
        fact=digests(fact),
    )
    return known(table, "person", "account")


def _assignments(scope: Scope, number: Ints, house: Ints) -> AssignmentTable:
    who, where, role, since, until, fact = _columns(
        scope, "assignment", "person, account, role, ifnull(valid_from, 0), ifnull(valid_to, 0), fact"
    )
    table = AssignmentTable(
        person=number[ints(who)],
        account=house[ints(where)],
        role=ints(map(ASSIGNMENT_ROLE.__getitem__, role)),
        since=ints(since),
        until=ints(until),
        fact=digests(fact),
    )
    return known(table, "person", "account")


def _ties(scope: Scope, number: Ints, moment: Ints) -> TieTable:
    ours, theirs, ratings, confirmed, since, run, fact = _columns(
        scope,
        "tie",
        # Both ratings as one small number: each further value of a million rows takes its tenth of a second.
        "ours, theirs, ifnull(declared, 0) * 8 + ifnull(target, 0), ifnull(confirmed_on, 0), ifnull(valid_from, 0), "
        "run, fact",
    )
    rated = ints(ratings)
    table = TieTable(
        ours=number[ints(ours)],
        theirs=number[ints(theirs)],
        declared=rated // 8,
        target=rated % 8,
        confirmed=ints(confirmed),
        since=ints(since),
        written=moment[ints(run)],
        fact=digests(fact),
    )
    # A merge can make both ends one person.
    apart = table.ours != table.theirs
    return known(table if apart.all() else chosen(table, apart), "ours", "theirs")


def _lines(scope: Scope, number: Ints) -> LineTable:
    source, target, kind, weight, fact = _columns(scope, "line", "source, target, kind, weight, fact")
    table = LineTable(
        source=number[ints(source)],
        target=number[ints(target)],
        kind=ints(map(LINE_KIND.__getitem__, kind)),
        weight=floats(weight),
        fact=digests(fact),
    )
    return known(table, "source", "target")
