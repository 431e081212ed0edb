"""The service under load, beside a bare FastAPI route that answers with constant bytes of the same size.

Run ``python benchmarks/service.py [--size S|M] [--rounds N] [--seconds N] [--requests N] [--json FILE]``. Both are
served by one process of uvicorn, the load comes from another. Three things are measured: answers a second about one
account on a warm snapshot, in paired rounds of shuffled order; how long reads take while one request in twenty changes
a tie, 16 clients, each reading its own writes; and what the process holds in memory before and after many requests.
"""

import argparse
import json
import os
import platform
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from csv_tables import write_tables
from portfolios import AS_OF, SIZES, portfolio
from rich.console import Console
from rich.table import Table

from kamgraph.ingest import import_path
from kamgraph.model import FactKind
from kamgraph.store.open import open_store

SEED = 20_261_123
MEASURES = ("coverage", "departures", "graph")
CLIENTS, MIXED_CLIENTS, WRITES, TIES = 8, 16, 0.05, 160
PAIRED_SECONDS, WARM_REQUESTS = 2.0, 20_000
THROUGHPUT_BAR, SPREAD_BAR, GROWTH_BAR = 0.5, 10.0, 1.1
# Machines are noisy: a gate fails only well beyond its bar.
MARGIN = 0.6


@contextmanager
def process(command: list[str]) -> Iterator[tuple[int, int]]:
    """A service in a process of its own: its port and its process id."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", running.stdout.readline())
            assert found, "the service does not start"
            yield int(found[1]), running.pid
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=30)


def bare(sizes: dict[str, int]) -> None:
    """The peer: constant bytes, one route each; runs until it is stopped."""
    import uvicorn
    from fastapi import FastAPI

    app = FastAPI()
    for name, size in sizes.items():
        app.add_api_route(f"/{name}", constant(b"x" * size), response_model=None)
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    # As the service does: else the end of each answer waits 40 ms for the beginning to be acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    server.run(sockets=[listening])


def constant(body: bytes) -> Callable[[], Any]:
    """A route that never waits, as its author would write it: on the event loop."""
    from starlette.responses import Response

    async def answer() -> Response:
        return Response(body, media_type="application/json")

    return answer


def load(**plan: Any) -> dict[str, Any]:
    """What a load process measured."""
    script = str(Path(__file__).with_name("http_load.py"))
    done = subprocess.run([sys.executable, script], input=json.dumps(plan), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["errors"] == [], found["errors"][:3]
    return found


def throughput(ours: int, theirs: int, account: str, rounds: int) -> dict[str, float]:
    """Answers a second relative to the bare route, for each measure the median over paired rounds."""
    rng, ratios = random.Random(SEED), {name: [] for name in MEASURES}
    for _ in range(rounds):
        for name in rng.sample(MEASURES, len(MEASURES)):
            paths = {ours: f"/v1/accounts/{account}/{name}", theirs: f"/{name}"}
            rates = {}
            for port in rng.sample([ours, theirs], 2):
                found = load(port=port, clients=CLIENTS, seconds=PAIRED_SECONDS, reads=[paths[port]])
                rates[port] = found["reads"] / found["seconds"]
            ratios[name].append(rates[ours] / rates[theirs])
    return {name: statistics.median(found) for name, found in ratios.items()}


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def ties(database: Path) -> list[tuple[str, dict[str, Any]]]:
    """Addresses and bodies of some ties all over the portfolio."""
    with open_store(f"sqlite:///{database}") as store:
        stored = list(store.facts(FactKind.TIE))
    chosen = random.Random(SEED).sample(stored, TIES)
    return [(f"/v1/ties/{s.fact}", s.content.model_dump(mode="json", include={"ours", "theirs"})) for s in chosen]


def measured(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """All three."""
    database = folder / "portfolio.db"
    (folder / "tables").mkdir()
    write_tables(portfolio(SIZES[options.size]), folder / "tables")
    with open_store(f"sqlite:///{database}") as store:
        assert import_path(store, folder / "tables", by="benchmark").rejected == ()
        accounts = [o.id for o in store.organisations() if o.kind == "account"]
    account = accounts[len(accounts) // 2]
    serve = [sys.executable, "-m", "kamgraph", "serve", "--store", f"sqlite:///{database}", "--port", "0"]
    with process([*serve, "--as-of", AS_OF.isoformat()]) as (port, pid):
        sizes = {name: fetched(port, f"/v1/accounts/{account}/{name}") for name in MEASURES}
        with process([sys.executable, __file__, "--bare", json.dumps(sizes)]) as (peer, _):
            ratios = throughput(port, peer, account, options.rounds)
        reads = [f"/v1/accounts/{a}/{name}" for a in accounts[:: max(len(accounts) // 100, 1)] for name in MEASURES]
        mixed = load(
            port=port, clients=MIXED_CLIENTS, seconds=options.seconds, reads=reads, writes=WRITES, ties=ties(database)
        )
        load(port=port, clients=CLIENTS, requests=WARM_REQUESTS, reads=reads)
        before = memory(pid)
        load(port=port, clients=CLIENTS, requests=options.requests, reads=reads)
        after = memory(pid)
    return {"throughput": ratios, "bytes": sizes, "mixed": mixed, "memory": {"before": before, "after": after}}


def fetched(port: int, path: str) -> int:
    """Size of an answer."""
    with urlopen(Request(f"http://127.0.0.1:{port}{path}"), timeout=60) as answer:
        return len(answer.read())


def main() -> int:
    """Measure, print, and say whether the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="M")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--bare", type=json.loads, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        bare(options.bare)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), options)
    mixed, held = found["mixed"], found["memory"]
    spread, growth = mixed["p99"] / mixed["p50"], held["after"] / held["before"]
    table = Table("what", "reached", "bar", title=f"portfolio {options.size}, one process")
    rows = [(f"{name}: share of the bare route", ratio, THROUGHPUT_BAR) for name, ratio in found["throughput"].items()]
    for what, ratio, bar in rows:
        table.add_row(what, f"{ratio:.2f}", f">= {bar}")
    rate = (mixed["reads"] + mixed["writes"]) / mixed["seconds"]
    table.add_row(f"mixed load, {rate:.0f} requests/s: p99 / p50 of reads", f"{spread:.1f}", f"<= {SPREAD_BAR:g}")
    table.add_row("p50, p99 of reads; of writes, ms", _milliseconds(mixed), "")
    table.add_row(f"memory over {options.requests:,} requests", f"{growth:.2f}", f"<= {GROWTH_BAR}")
    Console().print(table)
    if options.json:
        found["machine"] = {"python": platform.python_version(), "cores": os.cpu_count()}
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    holds = [ratio >= bar * MARGIN for _, ratio, bar in rows]
    return 0 if all(holds) and spread <= SPREAD_BAR / MARGIN and growth <= GROWTH_BAR / MARGIN else 1


def _milliseconds(mixed: dict[str, Any]) -> str:
    return "; ".join(
        ", ".join(f"{1000 * mixed[name]:.1f}" for name in names)
        for names in (("p50", "p99"), ("write_p50", "write_p99"))
    )


if __name__ == "__main__":
    sys.exit(main())
