"""Load on an HTTP service from a process of its own: clients that keep their connections, on plain sockets.

``python benchmarks/http_load.py`` reads a plan as JSON from standard input and writes what it measured to standard
output. A plan has ``port``, ``clients``, ``seconds`` or ``requests`` (of all clients together), ``reads`` (paths), and
perhaps ``writes`` (share) with ``ties`` (path and body of facts, each changed by one client only).
"""

import asyncio
import json
import random
import sys
import time
from typing import Any

SEED = 20_261_123
RATINGS = (1, 2, 3, 4, 5)


class Client:
    """One connection; every answer is read to its end."""

    def __init__(self, plan: dict[str, Any], number: int) -> None:
        self.plan, self.rng = plan, random.Random(SEED + number)
        self.ties = plan.get("ties", [])[number :: plan["clients"]]
        self.read_seconds: list[float] = []
        self.write_seconds: list[float] = []
        self.errors: list[str] = []

    async def run(self, until: float, most: int | None) -> None:
        """Ask until it is late enough, or often enough."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.plan["port"])
        asked = 0
        while time.monotonic() < until and (most is None or asked < most):
            asked += 1
            if self.ties and self.rng.random() < self.plan["writes"]:
                await self.change(*self.rng.choice(self.ties))
            else:
                await self.ask(self.rng.choice(self.plan["reads"]))
        self.writer.close()

    async def ask(self, path: str) -> None:
        """One read."""
        began = time.perf_counter()
        status, _ = await self.send("GET", path)
        self.read_seconds.append(time.perf_counter() - began)
        if status != 200:
            self.errors.append(f"GET {path}: {status}")

    async def change(self, path: str, said: dict[str, Any]) -> None:
        """Read what stands, say something else, and see it in the next read: a lost write is an error."""
        _, headers = await self.send("GET", path)
        body = {**said, "declared": self.rng.choice(RATINGS)}
        began = time.perf_counter()
        status, answered = await self.send("PUT", path, body, f"If-Match: {headers['etag']}\r\n")
        self.write_seconds.append(time.perf_counter() - began)
        _, after = await self.send("GET", path)
        if status != 200 or after["etag"] != answered["etag"]:
            self.errors.append(f"PUT {path}: {status}")

    async def send(
        self, method: str, path: str, body: dict[str, Any] | None = None, more: str = ""
    ) -> tuple[int, dict[str, str]]:
        """Status and headers of an answer."""
        sent = b"" if body is None else json.dumps(body).encode()
        kind = f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n" if body is not None else ""
        self.writer.write(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{kind}{more}\r\n".encode() + sent)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.casefold(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        await self.reader.readexactly(int(headers.get("content-length", 0)))
        return int(head[0].split(" ")[1]), headers


async def load(plan: dict[str, Any]) -> dict[str, Any]:
    """Run all clients; latencies in seconds."""
    clients = [Client(plan, number) for number in range(plan["clients"])]
    began = time.monotonic()
    most = plan["requests"] // plan["clients"] if "requests" in plan else None
    until = began + plan.get("seconds", 3600)
    await asyncio.gather(*(client.run(until, most) for client in clients))
    reads = sorted(s for client in clients for s in client.read_seconds)
    writes = sorted(s for client in clients for s in client.write_seconds)
    return {
        "seconds": time.monotonic() - began,
        "reads": len(reads),
        "writes": len(writes),
        "p50": reads[len(reads) // 2],
        "p99": reads[int(len(reads) * 0.99)],
        "write_p50": writes[len(writes) // 2] if writes else None,
        "write_p99": writes[int(len(writes) * 0.99)] if writes else None,
        "errors": [error for client in clients for error in client.errors][:20],
    }


if __name__ == "__main__":
    json.dump(asyncio.run(load(json.load(sys.stdin))), sys.stdout)
