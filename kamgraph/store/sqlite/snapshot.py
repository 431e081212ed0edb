"""Everything that stands on a day about some accounts, as streams."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from kamgraph.model import Handover, Initiative, Organisation, Person, PlanItem
from kamgraph.store.rows import (
    AbsenceRow,
    AssignmentRow,
    FigureRow,
    InteractionRow,
    LineRow,
    PersonRow,
    PositionRow,
    SnapshotRows,
    StakeholderRow,
    TieRow,
)
from kamgraph.store.scope import units_of
from kamgraph.store.sqlite import people as people_reading
from kamgraph.store.sqlite import records
from kamgraph.store.sqlite.interactions import micros, moment
from kamgraph.store.sqlite.runs import VISIBLE, store_version

R = TypeVar("R", Initiative, PlanItem, Handover)

_HOLDS = "(valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR valid_to > :day)"
_LAST = date.max - timedelta(days=2)
_NOT_OVER = "(valid_to IS NULL OR valid_to > :day)"


class _Scope:
    """Numbers of the people and accounts concerned, in temporary tables of this connection."""

    def __init__(self, db: sqlite3.Connection, accounts: Collection[str] | None, as_of: date) -> None:
        self.db = db
        self.day = as_of.toordinal()
        self.whole = accounts is None
        self.organisations = tuple(map(Organisation.model_validate, records.read(db, "organisations")))
        self.known = people_reading.aliases(db)
        self.person = dict(db.execute("SELECT pk, id FROM person"))
        self.person = {pk: self.known.get(i, i) for pk, i in self.person.items()}
        self.organisation = dict(db.execute("SELECT pk, id FROM organisation"))
        self.run_at = {pk: datetime.fromisoformat(at) for pk, at in db.execute("SELECT pk, at FROM run")}
        if accounts is not None:
            self._narrow(accounts)

    def _narrow(self, accounts: Collection[str]) -> None:
        number = {i: pk for pk, i in self.organisation.items()}
        units = [number[u] for u in units_of(self.organisations, accounts) if u in number]
        named = [number[a] for a in accounts if a in number]
        self._table("scope_account", named)
        self._table("scope_unit", units)
        client = self._ids(
            f"SELECT person FROM fact_position WHERE organisation IN scope_unit AND {VISIBLE} AND {_HOLDS} "
            f"UNION SELECT person FROM fact_stakeholder WHERE account IN scope_account AND {VISIBLE} AND {_HOLDS}"
        )
        self._table("scope_block", client)
        frontier = client
        while frontier:
            self._table("scope_frontier", frontier)
            reached = self._ids(
                " UNION ".join(
                    f"SELECT {there} FROM fact_line WHERE {here} IN scope_frontier AND kind <> 'conflicts_with' "
                    f"AND {VISIBLE} AND {_HOLDS}"
                    for here, there in (("source", "target"), ("target", "source"))
                )
            )
            frontier = reached - client
            client |= frontier
        self._table("scope_block", client)
        ours = self._ids(
            f"SELECT ours FROM fact_tie WHERE theirs IN scope_block AND {VISIBLE} AND {_HOLDS} "
            f"UNION SELECT person FROM fact_assignment WHERE account IN scope_account AND {VISIBLE} AND {_HOLDS} "
            f"UNION SELECT p.person FROM interaction JOIN participant p ON p.interaction = interaction.pk "
            f"WHERE (interaction.account IN scope_unit OR interaction.pk IN "
            f"(SELECT interaction FROM participant WHERE person IN scope_block)) AND {VISIBLE}"
        )
        self._table("scope_person", client | ours)

    def _ids(self, statement: str) -> set[int]:
        found = {pk for (pk,) in self.db.execute(statement, {"day": self.day})}
        if not self.known:
            return found
        families = {i for pk in found for i in people_reading.family(self.known, self.person[pk])}
        return found | {
            pk
            for (pk,) in self.db.execute(
                "SELECT pk FROM person WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(families)),)
            )
        }

    def _table(self, name: str, numbers: Collection[int]) -> None:
        self.db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (pk INTEGER PRIMARY KEY)")
        self.db.execute(f"DELETE FROM temp.{name}")
        self.db.executemany(f"INSERT INTO temp.{name} VALUES (?)", [(n,) for n in sorted(numbers)])

    def facts(
        self, kind: str, columns: str, narrow: str, make: Callable[[tuple[Any, ...]], Any], *, when: str = _HOLDS
    ) -> Iterator[Any]:
        """Rows of one kind, narrowed unless the whole portfolio is asked for, in the order of what they become."""
        chosen = "" if self.whole or not narrow else f"AND {narrow}"
        condition = f"AND {when}" if when else ""
        rows = self.db.execute(
            f"SELECT {columns} FROM fact_{kind} WHERE {VISIBLE} {condition} {chosen}", {"day": self.day}
        )
        found: Iterator[Any] = map(make, rows)
        if self.known and kind in {"tie", "line"}:
            found = filter(lambda row: row[0] != row[1], found)
        return iter(sorted(found, key=_order))

    def records(self, model: type[R], section: str) -> Iterator[R]:
        """Initiatives, plan items or handovers."""
        for said in records.read(self.db, section):
            yield model.model_validate(people_reading.canonical_record(self.known, said))


def _order(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if v is None else str(v) for v in row)


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)


def read(db: sqlite3.Connection, accounts: Collection[str] | None, as_of: date) -> SnapshotRows:
    """Open the streams; they live as long as the transaction."""
    s = _Scope(db, accounts, as_of)
    person, organisation, at = s.person, s.organisation, s.run_at
    wanted = None if accounts is None else set(accounts)
    return SnapshotRows(
        store_version=str(store_version(db)),
        organisations=s.organisations,
        people=_people(s),
        positions=s.facts(
            "position",
            "person, organisation, title, department, department_text, level, valid_from, valid_to, fact",
            "person IN scope_person",
            lambda r: PositionRow(
                person[r[0]], organisation[r[1]], r[2], r[3], r[4], r[5], _date(r[6]), _date(r[7]), r[8]
            ),
            when="",
        ),
        stakeholders=s.facts(
            "stakeholder",
            "person, account, roles, influence, stance, decision_weight, confirmed_on, valid_from, valid_to, run, fact",
            "account IN scope_account",
            lambda r: StakeholderRow(
                person[r[0]],
                organisation[r[1]],
                tuple(filter(None, r[2].split(","))),
                r[3],
                r[4],
                r[5],
                _date(r[6]),
                _date(r[7]),
                _date(r[8]),
                at[r[9]],
                r[10],
            ),
        ),
        assignments=s.facts(
            "assignment",
            "person, account, role, valid_from, valid_to, fact",
            "(account IN scope_account OR person IN scope_person)",
            lambda r: AssignmentRow(person[r[0]], organisation[r[1]], r[2], _date(r[3]), _date(r[4]), r[5]),
        ),
        ties=s.facts(
            "tie",
            "ours, theirs, declared, target, confirmed_on, valid_from, valid_to, run, fact",
            "theirs IN scope_block",
            lambda r: TieRow(
                person[r[0]], person[r[1]], r[2], r[3], _date(r[4]), _date(r[5]), _date(r[6]), at[r[7]], r[8]
            ),
        ),
        lines=s.facts(
            "line",
            "source, target, kind, weight, fact",
            "source IN scope_block AND target IN scope_block",
            lambda r: LineRow(person[r[0]], person[r[1]], *r[2:]),
        ),
        figures=s.facts(
            "figure",
            "account, kind, value, currency, person, valid_from, fact",
            "account IN scope_account",
            lambda r: FigureRow(organisation[r[0]], r[1], r[2], r[3], r[4] and person[r[4]], _date(r[5]), r[6]),
        ),
        absences=s.facts(
            "absence",
            "person, kind, valid_from, valid_to",
            "person IN scope_person",
            lambda r: AbsenceRow(person[r[0]], r[1], _date(r[2]), _date(r[3])),
            when=_NOT_OVER,
        ),
        interactions=_interactions(s, as_of),
        initiatives=tuple(i for i in s.records(Initiative, "initiatives") if wanted is None or i.account in wanted),
        plan_items=tuple(i for i in s.records(PlanItem, "plan_items") if wanted is None or i.account in wanted),
        handovers=tuple(h for h in s.records(Handover, "handovers") if h.last_working_day >= as_of),
    )


def _people(s: _Scope) -> Iterator[PersonRow]:
    ids = None
    if not s.whole:
        ids = {s.person[pk] for (pk,) in s.db.execute("SELECT pk FROM temp.scope_person")}
    people: Iterator[Person] = people_reading.read(s.db, ids)
    return (PersonRow(p.id, p.name, p.placeholder, p.do_not_score) for p in people)


def _interactions(s: _Scope, as_of: date) -> Iterator[InteractionRow]:
    # A day more than asked for: where the local day ends is the reader's business.
    end = micros(datetime.combine(min(as_of, _LAST) + timedelta(days=2), time.min, UTC))
    narrow = ""
    if not s.whole:
        narrow = (
            "AND (account IN scope_unit OR pk IN (SELECT interaction FROM participant WHERE person IN scope_block))"
        )
    rows = s.db.execute(
        "SELECT id, at, kind, minutes, direction, account, participants FROM interaction "
        f"WHERE {VISIBLE} AND at < :end {narrow} ORDER BY id",
        {"end": end},
    )
    for identifier, at, kind, minutes, direction, account, participants in rows:
        named = tuple(sorted({s.person[int(p)] for p in participants.split()}))
        where = None if account is None else s.organisation[account]
        yield InteractionRow(identifier, moment(at), kind, minutes, direction, where, named)
