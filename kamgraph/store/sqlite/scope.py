"""Whom a snapshot is about: numbers of people and accounts, in temporary tables of the reading connection."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from kamgraph.store.scope import units_of
from kamgraph.store.sqlite import people
from kamgraph.store.sqlite.houses import Houses
from kamgraph.store.sqlite.runs import VISIBLE

HOLDS = "(valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR valid_to > :day)"
# Interactions about the accounts or their units, or with somebody of the block.
CONCERNED = (
    "SELECT pk FROM interaction WHERE account IN scope_unit UNION "
    "SELECT interaction FROM participant WHERE person IN scope_block"
)
NOT_OVER = "(valid_to IS NULL OR valid_to > :day)"


class Scope:
    """What the streams of one snapshot share.

    Attributes
    ----------
    day : int
        The as-of day as a number.
    person, organisation : dict
        Numbers to ids, merges applied.
    run_at : dict
        Number of a run to its time.
    """

    def __init__(self, db: sqlite3.Connection, houses: Houses, accounts: Collection[str] | None, as_of: date) -> None:
        self.db = db
        self.day = as_of.toordinal()
        self.accounts = accounts
        self.organisations = houses.seen_by(db)
        self.known = people.aliases(db)
        self.person: dict[int, str] = _People(db, self.known, at_once=accounts is None)
        self.organisation = dict(db.execute("SELECT pk, id FROM organisation"))
        self.run_at = {pk: datetime.fromisoformat(at) for pk, at in db.execute("SELECT pk, at FROM run")}
        if accounts is not None:
            self._narrow(accounts)

    @cached_property
    def rank(self) -> dict[int, Any]:
        """Number of a person to what sorts as the id does: for the portfolio its place, which compares faster."""
        if self.accounts is not None:
            return self.person
        everybody = self.db.execute("SELECT pk, id FROM person ORDER BY id").fetchall()
        place = {identifier: n for n, (_, identifier) in enumerate(everybody)}
        return {pk: place[self.known.get(i, i)] for pk, i in everybody}

    def _narrow(self, accounts: Collection[str]) -> None:
        number = {i: pk for pk, i in self.organisation.items()}
        seen = {o.id for o in self.organisations}
        units = [number[unit] for unit in units_of(self.organisations, accounts) if unit in seen]
        self._fill("scope_account", [number[a] for a in accounts if a in seen])
        self._fill("scope_unit", units)
        block = self._people(
            f"SELECT person FROM fact_position WHERE organisation IN scope_unit AND {VISIBLE} AND {HOLDS} "
            f"UNION SELECT person FROM fact_stakeholder WHERE account IN scope_account AND {VISIBLE} AND {HOLDS}"
        )
        self._follow_lines(block)
        self._fill("scope_block", block)
        ours = self._people(
            f"SELECT ours FROM fact_tie WHERE theirs IN scope_block AND {VISIBLE} AND {HOLDS} "
            f"UNION SELECT person FROM fact_assignment WHERE account IN scope_account AND {VISIBLE} AND {HOLDS} "
            "UNION SELECT p.person FROM interaction JOIN participant p ON p.interaction = interaction.pk "
            f"WHERE interaction.pk IN ({CONCERNED}) AND {VISIBLE}"
        )
        self._fill("scope_person", block | ours)

    def _follow_lines(self, block: set[int]) -> None:
        new = set(block)
        while new:
            self._fill("scope_new", new)
            reached = self._people(
                " UNION ".join(
                    f"SELECT {there} FROM fact_line WHERE {here} IN scope_new AND kind <> 'conflicts_with' "
                    f"AND {VISIBLE} AND {HOLDS}"
                    for here, there in (("source", "target"), ("target", "source"))
                )
            )
            new = reached - block
            block |= new

    def _people(self, statement: str) -> set[int]:
        """Numbers of people, under all ids each of them is held."""
        found = {pk for (pk,) in self.db.execute(statement, {"day": self.day})}
        if self.known:
            canonical = {self.person[pk] for pk in found}
            same = {alias for alias, person in self.known.items() if person in canonical}
            held = "SELECT pk FROM person WHERE id IN (SELECT value FROM json_each(?))"
            found |= {pk for (pk,) in self.db.execute(held, (json.dumps([*canonical, *same]),))}
        return found

    def _fill(self, name: str, numbers: Collection[int]) -> None:
        self.db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (pk INTEGER PRIMARY KEY)")
        self.db.execute(f"DELETE FROM temp.{name}")
        self.db.execute(f"INSERT INTO temp.{name} SELECT value FROM json_each(?)", (json.dumps(sorted(numbers)),))


class _People(dict[int, str]):
    """Ids of people, read when one is asked for: that one, or all of them at once."""

    def __init__(self, db: sqlite3.Connection, known: Mapping[str, str], *, at_once: bool) -> None:
        super().__init__()
        self._db, self._known, self._at_once = db, known, at_once

    def __missing__(self, number: int) -> str:
        where = "" if self._at_once else "WHERE pk = :pk"
        found = self._db.execute(f"SELECT pk, id FROM person {where}", {"pk": number})
        self.update((pk, self._known.get(identifier, identifier)) for pk, identifier in found)
        return self[number]
