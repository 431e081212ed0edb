"""A company's portfolio in Neo4j: import, snapshots and a copy, each beside the least that the driver could do.

A server of its own is started (Java and Maven, as for the tests). Size M has 1,000 accounts, L has 20,000.

- import: own CSV through `import_path`, beside a loop that reads the same files and sends the same writing statements
  in the same batches, and checks, resolves and reports nothing (at least 0.6 of its rows a second asked for);
- account: 95th percentile of one account's `snapshot`, beside that of `RETURN 1` (at most 15 x);
- portfolio: `snapshot` of all accounts, beside decoding the same columns and throwing them away (at most 3 x);
- copy (with L): from SQLite with `copy_store` in a process of its own, whose peak of memory is read (at most 500 MiB).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from datetime import time as clock
from itertools import groupby, islice
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "plugins"))

import neo4j
import pytest
from portfolios import AS_OF, SIZES, facts, portfolio, records
from pydantic.alias_generators import to_camel, to_snake
from rich.console import Console
from rich.table import Table

import kamgraph as kg
from kamgraph.ingest import import_path
from kamgraph.model import Line
from kamgraph.model.entities import Entity
from kamgraph.store.copy import copy_store
from kamgraph.store.neo4j.queries import folder as cypher
from kamgraph.store.neo4j.queries import statement
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore
from neo4j_release import LONG_TERM, RELEASES
from neo4j_server import Neo4jServer, started

BATCH = 5_000
ROWS = sorted(path.stem for path in (cypher() / "read" / "rows").iterdir() if path.stem != "interactions_about")
SERVER = ("-Xmx3g", "-XX:+UseG1GC")
# Table of our own: its relationship and the columns of its two ends, or the label of its records.
FACTS = {
    "positions": ("works_at", "person", "organisation"),
    "stakeholders": ("stakeholder_in", "person", "account"),
    "assignments": ("assigned_to", "person", "account"),
    "ties": ("knows", "ours", "theirs"),
    "reports_to": ("reports_to", "source", "target"),
    "influences": ("influences", "source", "target"),
}
RECORDS = {"organisations": "Organisation", "people": "Person"}
TYPED: dict[str, Callable[[str], Any]] = {
    "influence": float,
    "weight": float,
    "declared": int,
    "confirmed_on": date.fromisoformat,
    "emails": lambda text: [text],
}


def write_tables(folder: Path, accounts: int) -> int:
    """The portfolio as our own CSV; gives the number of rows."""
    drawn, rows = portfolio(accounts), 0
    for items in (records(drawn), facts(drawn)):
        for table, group in groupby(items, _table_of):
            plain = [item.model_dump(mode="json", exclude_unset=True) for item in group]
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, sorted({name for row in plain for name in row}))
                writer.writeheader()
                writer.writerows({k: v[0] if isinstance(v, list) else v for k, v in row.items()} for row in plain)
            rows += len(plain)
    return rows


def _table_of(item: Entity) -> str:
    if isinstance(item, Line):
        return str(item.kind)
    kind = type(item).__name__
    return {"Person": "people"}.get(kind, f"{kind.lower()}s")


@contextmanager
def server() -> Iterator[Neo4jServer]:
    """A new server, and its login where the store looks for it."""
    with tempfile.TemporaryDirectory() as home:
        running = started(RELEASES[LONG_TERM], Path(home), SERVER)
        os.environ |= {"KAMGRAPH_NEO4J_USER": running.user, "KAMGRAPH_NEO4J_PASSWORD": running.password}
        try:
            yield running
        finally:
            running.kill()


def emptied(running: Neo4jServer) -> GraphStore:
    """The store with its schema and nothing in it."""
    with driver_of(running) as driver, driver.session(database="neo4j") as session:
        session.run("MATCH (n) WHERE NOT n:Store AND NOT n:Migration "
                    "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()  # fmt: skip
    return open_store(running.uri)


def driver_of(running: Neo4jServer) -> neo4j.Driver:
    """The bare driver."""
    return neo4j.GraphDatabase.driver(
        running.uri, auth=(running.user, running.password), notifications_min_severity="OFF"
    )


def bare_import(running: Neo4jServer, folder: Path) -> None:
    """The floor: csv in, statements out."""
    with driver_of(running) as driver, driver.session(database="neo4j") as session:
        for table, label in RECORDS.items():
            for batch in _batches(folder / f"{table}.csv"):
                said = [
                    {"key": f"{label}|1|{row['id']}", "kind": label, "subject": row["id"], "run": 1,
                     "said": json.dumps(row), "names": []} for row in batch
                ]  # fmt: skip
                nodes = [{"id": row["id"], "properties": _properties(row) | {"run": 1, "search": row["name"].lower()}}
                         for row in batch]  # fmt: skip
                session.execute_write(_send, "write/record_versions", rows=said)
                session.execute_write(_send, f"write/records/{to_snake(label)}", rows=nodes, run=1, settled=True)
        ordinal = 0
        for table, (relation, source, target) in FACTS.items():
            for batch in _batches(folder / f"{table}.csv"):
                rows = []
                for row in batch:
                    ordinal += 1
                    own = {"version": f"v{ordinal}", "fact": f"f{ordinal}", "run": 1, "ordinal": ordinal}
                    properties = _properties(row, source, target) | own | {"said": [*row]}
                    rows.append({"source": row[source], "target": row[target], "version": own["version"],
                                 "properties": properties})  # fmt: skip
                rows.sort(key=lambda row: (row["source"], row["target"]))
                session.execute_write(_send, f"write/facts/{relation}", rows=rows)


def _batches(path: Path) -> Iterator[list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = iter(csv.DictReader(file))
        while batch := list(islice(rows, BATCH)):
            yield batch


def _properties(row: dict[str, str], *left_out: str) -> dict[str, Any]:
    return {to_camel(k): TYPED.get(k, str)(v) for k, v in row.items() if v and k not in left_out}


def _send(transaction: neo4j.ManagedTransaction, name: str, **parameters: Any) -> None:
    transaction.run(statement(name), parameters).consume()


def compare_imports(running: Neo4jServer, folder: Path, rows: int, rounds: int) -> dict[str, float]:
    """Best seconds of both, in alternating order; the server has both plans in its cache before the first counts."""
    seconds: dict[str, list[float]] = {"import": [], "bare loop": []}
    for turn in range(-1, rounds):
        for contender in ("import", "bare loop") if turn % 2 else ("bare loop", "import"):
            with emptied(running) as store:
                began = time.perf_counter()
                if contender == "import":
                    report = import_path(store, folder, by="benchmark")
                    added = sum(t.added for t in report.tables)
                    assert (len(report.rejected), added) == (0, rows)
                else:
                    bare_import(running, folder)
                if turn >= 0:
                    seconds[contender].append(time.perf_counter() - began)
    return {contender: min(found) for contender, found in seconds.items()}


def compare_account(running: Neo4jServer, accounts: int, rounds: int = 200) -> tuple[float, float]:
    """95th percentiles of one account's snapshot and of `RETURN 1`, in alternation, in seconds."""
    draw, one, nothing = random.Random(3), [], []
    with open_store(running.uri) as store, driver_of(running) as driver:
        for turn in range(rounds + 20):
            account = f"a{draw.randrange(accounts):06}"
            began = time.perf_counter()
            kg.snapshot(store, account=account, as_of=AS_OF)
            middle = time.perf_counter()
            driver.execute_query("RETURN 1", database_="neo4j", routing_="r")
            ended = time.perf_counter()
            if turn >= 20:
                one.append(middle - began)
                nothing.append(ended - middle)
    return statistics.quantiles(one, n=20)[-1], statistics.quantiles(nothing, n=20)[-1]


def compare_portfolio(running: Neo4jServer, rounds: int) -> tuple[float, float]:
    """Best seconds of the portfolio's snapshot, and of reading its rows and throwing them away."""
    whole, read = [], []
    with open_store(running.uri) as store:
        for _ in range(rounds):
            began = time.perf_counter()
            drain(running)
            middle = time.perf_counter()
            kg.snapshot(store, as_of=AS_OF)
            whole.append(time.perf_counter() - middle)
            read.append(middle - began)
    return min(whole), min(read)


def drain(running: Neo4jServer) -> int:
    """Decode all that a snapshot of the portfolio is made of; gives the number of values at the top."""
    scope = {"hidden": [], "next": 1 << 40, "day": AS_OF, "before": datetime.combine(AS_OF, clock.min, UTC)}
    decoded = 0
    with driver_of(running) as driver, driver.session(database="neo4j", default_access_mode="READ") as session:
        for name in ROWS:
            for record in session.run(statement(f"read/rows/{name}"), scope):
                decoded += len(record)
    return decoded


def copied(running: Neo4jServer, folder: Path) -> int:
    """Copy a SQLite store in a process of its own; gives its peak of memory in MiB."""
    program = [sys.executable, __file__, "--copy", f"sqlite:///{folder}/portfolio.db", running.uri]
    return int(subprocess.run(program, check=True, capture_output=True, text=True).stdout)


def copy(source: str, target: str) -> int:
    """What that process does."""
    with open_store(source) as a, open_store(target) as b:
        copy_store(a, b)
    # Not ru_maxrss: a child begins with its parent's.
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) >> 10


def main() -> int:
    """Run and judge; the gates are wide, because machines are noisy, and the figures are judged as printed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", choices=SIZES, default="M")
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--copy", nargs=2, metavar=("FROM", "TO"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.copy:
        print(copy(*chosen.copy))
        return 0
    table = Table("", "Neo4j store", "bare driver", "ratio", "asked for", title=f"Portfolio {chosen.size} in Neo4j")
    kept = True

    def judge(what: str, ours: float, bare: float, unit: str, bar: float, *, least: bool = False) -> None:
        nonlocal kept
        ratio = bare / ours if least else ours / bare
        table.add_row(
            what, f"{ours:,.4g} {unit}", f"{bare:,.4g} {unit}", f"{ratio:.2f}", f"{'>=' if least else '<='} {bar}"
        )
        kept &= ratio >= 0.6 * bar if least else ratio <= bar / 0.6

    with tempfile.TemporaryDirectory() as name, server() as running:
        folder, accounts = Path(name), SIZES[chosen.size]
        (tables := folder / "tables").mkdir()
        rows = write_tables(tables, accounts)
        if chosen.size == "L":
            with open_store(f"sqlite:///{folder}/portfolio.db") as store:
                import_path(store, tables, by="benchmark")
            emptied(running).close()
            table.add_row("copy from SQLite", f"{copied(running, folder)} MiB", "", "", "<= 500")
        else:
            found = compare_imports(running, tables, rows, chosen.rounds)
            judge(f"import of {rows:,} rows", found["import"], found["bare loop"], "s", 0.6, least=True)
            with emptied(running) as store:
                import_path(store, tables, by="benchmark")
        one, nothing = compare_account(running, accounts)
        judge("one account, p95", one * 1e3, nothing * 1e3, "ms", 15)
        whole, read = compare_portfolio(running, chosen.rounds)
        judge("all accounts", whole, read, "s", 3)
    Console().print(table)
    print(f"{os.cpu_count()} cores, {platform.processor() or platform.machine()}, Python {platform.python_version()}, "
          f"Neo4j {RELEASES[LONG_TERM].version}")  # fmt: skip
    return 0 if kept else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except pytest.skip.Exception as missing:
        print(f"not measured: {missing}")
