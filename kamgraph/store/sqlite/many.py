"""Many rows with few statements."""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any


def insert(db: sqlite3.Connection, into: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows; `into` is the statement as far as ``VALUES``.

    Another thread runs while SQLite takes a statement, and would win the lock of Python back after each single row.
    """
    if not rows:
        return
    width = len(rows[0])
    row = f"({', '.join('?' * width)})"
    most = db.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // width
    for first in range(0, len(rows), most):
        some = rows[first : first + most]
        db.execute(f"{into} VALUES {', '.join([row] * len(some))}", tuple(chain.from_iterable(some)))
