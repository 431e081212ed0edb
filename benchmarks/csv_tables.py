"""A drawn portfolio as our own CSV tables, and the bare loop that takes those into the tables of an embedded store."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from portfolios import AS_OF, LEVELS, TITLES, Portfolio

from kamgraph.model import FactKind, fact_id
from kamgraph.store.open import open_store

Rows = Iterator[tuple[Any, ...]]
BATCH = 10_000
IMPORTED = datetime.combine(AS_OF, time(), UTC)
HEADERS = {
    "organisations": ("id", "name", "kind"),
    "people": ("id", "name", "emails"),
    "positions": ("person", "organisation", "title", "level"),
    "stakeholders": ("person", "account", "influence"),
    "assignments": ("person", "account", "role"),
    "ties": ("ours", "theirs", "declared", "confirmed_on"),
    "lines": ("source", "target", "kind", "weight"),
}


def rows_of(of: Portfolio) -> dict[str, Rows]:
    """Rows of each table, in the order of `HEADERS`."""
    u, c, a = "u{:06}".format, "c{:07}".format, "a{:06}".format
    contacts = range(len(of.account))
    accounts, levels = of.account.tolist(), of.level.tolist()
    stated = np.flatnonzero(~np.isnan(of.influence)).tolist()
    ties = zip(of.ties[0].tolist(), of.ties[1].tolist(), of.rating.tolist(), strict=True)
    days = [(AS_OF - timedelta(days=age)).isoformat() for age in range(300)]
    return {
        "organisations": iter([("us", "Us", "own"), *((a(n), f"Account {n}", "account") for n in range(of.accounts))]),
        "people": iter(
            [(u(n), f"Colleague {n}", f"u{n}@us.example") for n in range(of.ours)]
            + [(c(n), f"Contact {n}", f"c{n}@client.example") for n in contacts]
        ),
        "positions": iter(
            [(u(n), "us", "KAM", "") for n in range(of.ours)]
            + [(c(n), a(accounts[n]), TITLES[levels[n]], LEVELS[levels[n]]) for n in contacts]
        ),
        "stakeholders": ((c(n), a(accounts[n]), float(of.influence[n])) for n in stated),
        "assignments": ((u(kam), a(n), "kam") for n, kam in enumerate(of.team[:, 0].tolist())),
        "ties": ((u(x), c(y), rating, days[(x + y) % 300]) for x, y, rating in ties),
        "lines": (
            (c(x), c(y), kind, weight)
            for kind, weight, ends in (("reports_to", 1.0, of.reports), ("influences", 0.5, of.informal))
            for x, y in zip(*(end.tolist() for end in ends), strict=True)
        ),
    }


def write_tables(of: Portfolio, folder: Path) -> int:
    """Write the portfolio as CSV; gives the number of rows."""
    count = 0
    for table, rows in rows_of(of).items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADERS[table])
            for row in rows:
                writer.writerow(row)
                count += 1
    return count


def bare_loop(folder: Path, database: Path) -> None:
    """The floor: csv in, statements out; nothing is checked, looked up by name or reported, nothing can be undone."""
    open_store(f"sqlite:///{database}").close()
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        for pragma in ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL", "cache_size=-65536"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        run = {"pk": 1, "id": "bare", "at": IMPORTED.isoformat(), "author": "bare", "kind": "import",
               "state": "committed", "files": "[]", "counts": "{}", "rejected": 0, "base": 0, "seq": 1,
               "changed": 1}  # fmt: skip
        db.execute(f"INSERT INTO run ({', '.join(run)}) VALUES ({', '.join('?' * len(run))})", tuple(run.values()))
        db.execute("UPDATE meta SET value = 1 WHERE name = 'version'")
        numbers: dict[str, dict[str, int]] = {"person": {}, "organisation": {}}
        for section, table in (("organisations", "organisation"), ("people", "person")):
            for batch in _batches(folder / f"{section}.csv"):
                _records(db, section, table, numbers[table], batch)
        person, house = numbers["person"].__getitem__, numbers["organisation"].__getitem__
        for table, (kind, names, values) in _facts(person, house).items():
            marks = ", ".join("?" * (len(names.split(",")) + 1))
            statement = (
                f"INSERT INTO fact_{kind} (run, ordinal, fact, version, {names}) "
                f"VALUES (1, 1, ?1, ?1, {marks.partition(', ')[2]})"
            )
            for batch in _batches(folder / f"{table}.csv"):
                db.executemany(
                    statement, [(bytes.fromhex(fact_id(kind, *key)), *own) for key, own in map(values, batch)]
                )
        db.execute("COMMIT")


def _batches(path: Path) -> Iterator[list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        while batch := list(islice(rows, BATCH)):
            yield batch


def _records(db: sqlite3.Connection, section: str, table: str, numbers: dict[str, int], batch: list[list[str]]) -> None:
    first = len(numbers) + 1
    numbers.update((row[0], first + n) for n, row in enumerate(batch))
    db.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(numbers[row[0]], row[0]) for row in batch])
    said = [
        {"id": row[0], "name": row[1], **({"kind": row[2]} if section == "organisations" else {"emails": [row[2]]})}
        for row in batch
    ]
    db.executemany(
        "INSERT INTO record VALUES (?, ?, 1, ?, ?)",
        [(section, row["id"], json.dumps(row), f"{row['name']}\n{row['id']}".lower()) for row in said],
    )


def _facts(
    person: Callable[[str], int], house: Callable[[str], int]
) -> dict[str, tuple[FactKind, str, Callable[[list[str]], tuple[tuple[str, ...], tuple[Any, ...]]]]]:
    """Of each table: kind, columns, and what turns a row into its natural key and its values."""
    return {
        "positions": (
            FactKind.POSITION,
            "person, organisation, title, level",
            lambda r: ((r[0], r[1], r[2]), (person(r[0]), house(r[1]), r[2], r[3] or "unknown")),
        ),
        "stakeholders": (
            FactKind.STAKEHOLDER,
            "person, account, influence, roles",
            lambda r: ((r[0], r[1]), (person(r[0]), house(r[1]), float(r[2]), "")),
        ),
        "assignments": (
            FactKind.ASSIGNMENT,
            "person, account, role",
            lambda r: ((r[0], r[1], r[2]), (person(r[0]), house(r[1]), r[2])),
        ),
        "ties": (
            FactKind.TIE,
            "ours, theirs, declared, confirmed_on",
            lambda r: (
                (r[0], r[1]),
                (person(r[0]), person(r[1]), int(r[2]), date.fromisoformat(r[3]).toordinal()),
            ),
        ),
        "lines": (
            FactKind.LINE,
            "source, target, kind, weight",
            lambda r: ((r[0], r[1], r[2]), (person(r[0]), person(r[1]), r[2], float(r[3]))),
        ),
    }
