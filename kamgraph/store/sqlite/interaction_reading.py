"""Reading interactions as plain values."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from kamgraph.store.sqlite.columns import moment
from kamgraph.store.sqlite.runs import VISIBLE

COLUMNS = ("id", "at", "kind", "minutes", "direction", "account", "source", "participants")


class Names:
    """Ids of the people and organisations that interactions name by numbers."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._people: dict[int, str] = {}
        self._organisations: dict[int, str] = {}

    def plain(self, row: Sequence[Any]) -> dict[str, Any]:
        """Values of an interaction, in the order of `COLUMNS`."""
        identifier, at, kind, minutes, direction, account, source, participants = row
        return {
            "id": identifier,
            "at": moment(at).isoformat(),
            "kind": kind,
            "minutes": minutes,
            "direction": direction,
            "account": None if account is None else self._of("organisation", self._organisations, account),
            "source": source,
            "participants": sorted(self._of("person", self._people, int(p)) for p in participants.split()),
        }

    def _of(self, kind: str, known: dict[int, str], number: int) -> str:
        if number not in known:
            (known[number],) = self._db.execute(f"SELECT id FROM {kind} WHERE pk = ?", (number,)).fetchone()
        return known[number]


def read(
    db: sqlite3.Connection, *, people: Collection[str] | None, ids: Collection[str] | None
) -> Iterator[dict[str, Any]]:
    """Plain values of visible interactions, narrowed as asked, by id."""
    where = [VISIBLE]
    if people is not None:
        where.append(
            "pk IN (SELECT interaction FROM participant WHERE person IN "
            "(SELECT pk FROM person WHERE id IN (SELECT value FROM json_each(:people))))"
        )
    if ids is not None:
        where.append("id IN (SELECT value FROM json_each(:ids))")
    given = {"people": json.dumps(sorted(people or ())), "ids": json.dumps(sorted(ids or ()))}
    names = Names(db)
    for row in db.execute(
        f"SELECT {', '.join(COLUMNS)} FROM interaction WHERE {' AND '.join(where)} ORDER BY id", given
    ):
        yield names.plain(row)
