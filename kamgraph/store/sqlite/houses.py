"""Organisations, kept for as long as the file shows the same: every snapshot needs all of them."""

import sqlite3

from kamgraph.model import Organisation
from kamgraph.store.sqlite import records
from kamgraph.store.sqlite.runs import HIDDEN

# The last change to any run that speaks of an organisation, and how much of that is seen.
_STATE = f"""
    SELECT (SELECT max(changed) FROM run WHERE pk IN (SELECT run FROM record WHERE section = 'organisations')),
        (SELECT count(*) FROM record WHERE section = 'organisations' AND run NOT IN {HIDDEN})
"""


class Houses:
    """What was read last, and the state of the file it was read from; may be shared by threads."""

    def __init__(self) -> None:
        self._kept: tuple[object, tuple[Organisation, ...]] = (None, ())

    def seen_by(self, db: sqlite3.Connection) -> tuple[Organisation, ...]:
        """All visible organisations, by id."""
        state, (kept_state, kept) = db.execute(_STATE).fetchone(), self._kept
        if state != kept_state:
            kept = tuple(map(Organisation.model_validate, records.read(db, "organisations")))
            self._kept = state, kept
        return kept
