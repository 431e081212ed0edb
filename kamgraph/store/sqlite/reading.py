"""How much is visible."""

import sqlite3

from kamgraph.model import FactKind
from kamgraph.store.sqlite import people, records
from kamgraph.store.sqlite.runs import HIDDEN, VISIBLE


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Number of visible records by section, facts by kind, interactions, aliases and committed runs."""
    counted = {
        section: db.execute(
            f"SELECT count(DISTINCT id) FROM record WHERE section = ? AND run NOT IN {HIDDEN}", (section,)
        ).fetchone()[0]
        for section in records.SECTIONS
    }
    known = people.aliases(db)
    counted["people"] -= len(known)
    for kind in FactKind:
        counted[kind.value] = db.execute(f"SELECT count(*) FROM fact_{kind} WHERE {VISIBLE}").fetchone()[0]
    counted["interactions"] = db.execute(f"SELECT count(*) FROM interaction WHERE {VISIBLE}").fetchone()[0]
    counted["aliases"] = len(known)
    counted["runs"] = db.execute("SELECT count(*) FROM run WHERE state = 'committed'").fetchone()[0]
    return counted
