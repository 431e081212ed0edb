"""A portfolio in the embedded store: taken in, read as a snapshot, kept in a file, and brought up to date.

Run ``python benchmarks/portfolio_store.py [--size S|M|L] [--imported S|M|L] [--rounds 3] [--json FILE]``. Beside each
job stands its floor: a bare loop of csv reading and executemany into the same tables; fetching the same columns from
the file and throwing them away; reading the whole store anew. The two stores give equal snapshots before anything is
compared. CPU time, rounds in alternating order; the best of each counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from csv_tables import IMPORTED, bare_loop, write_tables
from portfolios import AS_OF, SIZES, portfolio
from rich.console import Console
from rich.table import Table

import kamgraph as kg
from kamgraph.ingest import import_path
from kamgraph.model import Run, Tie
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.file import load, save
from kamgraph.snapshot.refresh import refresh
from kamgraph.store.open import open_store

# Columns that a snapshot of the portfolio rests on.
COLUMNS = {
    "fact_position": "person, organisation, title, department, level, valid_from, valid_to, fact",
    "fact_stakeholder": "person, account, roles, influence, stance, confirmed_on, run, fact",
    "fact_assignment": "person, account, role, fact",
    "fact_tie": "ours, theirs, declared, target, confirmed_on, run, fact",
    "fact_line": "source, target, kind, weight, fact",
    "person": "pk, id",
    "record": "id, said",
}


def timed(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def imported(folder: Path, database: Path) -> None:
    """The product."""
    with open_store(f"sqlite:///{database}") as store:
        # An opinion without a day of its own is as old as its import: that of the bare loop.
        assert import_path(store, folder, by="benchmark", at=IMPORTED).rejected == ()


def fetched(database: Path) -> None:
    """Fetch all columns, page by page, and throw them away."""
    with closing(sqlite3.connect(database)) as db:
        for table, names in COLUMNS.items():
            rows = db.execute(f"SELECT {names} FROM {table}")
            while rows.fetchmany(50_000):
                pass


def of_day(database: Path) -> Snapshot:
    with open_store(f"sqlite:///{database}") as store:
        return kg.snapshot(store, as_of=AS_OF)


def assert_equal(one: Snapshot, other: Snapshot) -> None:
    """Stop before comparing anything that is not the same."""
    for table in (f.name for f in fields(Snapshot) if f.name != "settings"):
        a, b = getattr(one, table), getattr(other, table)
        for column in fields(a) if is_dataclass(a) else ():
            x, y = getattr(a, column.name), getattr(b, column.name)
            same = np.array_equal(x, y, equal_nan=x.dtype.kind == "f") if isinstance(x, np.ndarray) else [*x] == [*y]
            assert same, f"{table}.{column.name}"


def compared(rounds: int, jobs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Best CPU seconds of each job, in alternating order."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds):
        for name in [*jobs][:: -1 if turn % 2 else 1]:
            found[name].append(timed(jobs[name]))
    return {name: min(times) for name, times in found.items()}


def taken_in(folder: Path, size: str, rounds: int) -> tuple[dict[str, float], int]:
    """Import and bare loop of one portfolio."""
    (tables := folder / size).mkdir()
    rows = write_tables(portfolio(SIZES[size]), tables)
    turns = iter(range(2 * rounds + 2))
    paths = [folder / f"{size}-{n}.db" for n in range(2 * rounds + 2)]
    imported(tables, one := paths[next(turns)])
    bare_loop(tables, other := paths[next(turns)])
    assert_equal(of_day(one), of_day(other))
    found = compared(
        rounds,
        {
            "import": lambda: imported(tables, paths[next(turns)]),
            "bare loop": lambda: bare_loop(tables, paths[next(turns)]),
        },
    )
    return found, rows


def one_write(database: Path, number: int) -> None:
    """A tie is rated."""
    run = Run(id=f"edit-{number}", at=datetime.now(UTC), by="benchmark", kind="edit")
    with open_store(f"sqlite:///{database}") as store:
        store.begin_run(run)
        store.put_facts(run.id, [Tie(ours="u000000", theirs="c0000001", declared=1 + number % 5, confirmed_on=AS_OF)])
        store.commit_run(run.id)


def refreshed(database: Path, rounds: int) -> float:
    """Best CPU seconds of bringing a snapshot up to date after one write."""
    best = float("inf")
    with open_store(f"sqlite:///{database}") as store:
        snap = kg.snapshot(store, as_of=AS_OF)
        for number in range(rounds + 1):
            one_write(database, number)
            began = time.process_time()
            snap = refresh(snap, store)
            best = min(best, time.process_time() - began)
        assert_equal(snap, kg.snapshot(store, as_of=AS_OF))
    return best


def main() -> int:
    """Print the table, write the JSON, and fail well below what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=("S", "M", "L"), default="L", help="of what is read")
    parser.add_argument("--imported", choices=("S", "M", "L"), default="M", help="of what is taken in from CSV")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    chosen = parser.parse_args()
    table = Table("", "CPU seconds", "beside", "CPU seconds", "ratio", title="A portfolio in the embedded store")
    seconds: dict[str, float] = {}

    def row(job: str, took: float, floor: str, beside: float) -> None:
        seconds.update({job: took, floor: beside})
        table.add_row(job, f"{took:.3f}", floor, f"{beside:.3f}", f"{took / beside:.3g}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, rows = taken_in(folder, chosen.imported, chosen.rounds)
        row(f"import {chosen.imported} ({rows:,} rows)", found["import"], "bare loop", found["bare loop"])
        (tables := folder / "tables").mkdir()
        write_tables(portfolio(SIZES[chosen.size]), tables)
        bare_loop(tables, database := folder / "portfolio.db")
        save(of_day(database), kept := folder / "kept")
        assert_equal(load(kept), of_day(database))
        jobs = {"snapshot": lambda: of_day(database), "fetch": lambda: fetched(database), "file": lambda: load(kept)}
        read = compared(chosen.rounds, jobs)
        row(f"snapshot {chosen.size} from the store", read["snapshot"], "fetching its columns", read["fetch"])
        row(f"snapshot {chosen.size} from its file", read["file"], "from the store", read["snapshot"])
        again = refreshed(database, chosen.rounds)
        row(f"snapshot {chosen.size} after one write", again, "read anew", read["snapshot"])
    Console().print(table)
    if chosen.json:
        machine = {"machine": platform.machine(), "cpus": os.cpu_count(), "python": platform.python_version()}
        figures = {"benchmark": "portfolio_store", "size": chosen.size, "seconds": seconds, "machine": machine}
        chosen.json.write_text(json.dumps(figures, indent=2), "utf-8")
    return int(again > read["snapshot"] / 3 or read["snapshot"] > 6 * read["fetch"])


if __name__ == "__main__":
    sys.exit(main())
