"""Writers who race each other, and a service that is killed between them: nothing acknowledged is lost."""

import json
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from kamgraph.model import Tie
from kamgraph.store.open import open_store

WRITERS, ROUNDS = 4, 6
TIE = {"ours": "u1", "theirs": "c1"}
PATH = f"/v1/ties/{Tie(**TIE).fact}"


@contextmanager
def served(url, *more):
    command = [sys.executable, "-m", "kamgraph", "serve", "--store", url, "--port", "0", "--lang", "en", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield re.search(r"http://\S+?:\d+", process.stdout.readline())[0], process
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def ask(address, method="GET", body=None, **headers):
    """Status, tag and body of an answer; 0 where there is none."""
    sent = None if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(address, data=sent, method=method, headers={"Content-Type": "application/json", **named})
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers["ETag"], json.loads(answer.read())
    except HTTPError as error:
        return error.code, None, json.loads(error.read())
    except (URLError, HTTPException, ConnectionError):
        return 0, None, {}


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/map.db"
    return request.getfixturevalue("empty_neo4j")()


def begin(address):
    ask(f"{address}/v1/accounts/acme", "PUT", {"id": "acme", "name": "Acme"})
    for person in ("u1", "u2", "c1"):
        assert ask(f"{address}/v1/people/{person}", "PUT", {"id": person, "name": person})[0] == 200
    assert ask(f"{address}/v1/ties", "POST", TIE | {"declared": 1})[0] == 201


def bring_the_same(address):
    """Let all bring the same new things at once; gives how many different ones, of which one writer brought each."""
    meeting = {"id": "m", "at": "2026-11-20T10:00:00Z", "participants": ["u1", "c1"]}
    asked = {
        ("PUT", "/v1/people/new"): [{"id": "new", "name": f"Name {n}"} for n in range(WRITERS)],
        ("PUT", "/v1/accounts/new"): [{"id": "new", "name": f"Name {n}"} for n in range(WRITERS)],
        ("POST", "/v1/ties"): [{"ours": "u2", "theirs": "c1", "declared": 1 + n} for n in range(WRITERS)],
        ("POST", "/v1/interactions"): [meeting | {"minutes": n} for n in range(WRITERS)],
        ("POST", "/v1/accounts/acme/people"): [{"name": "New", "side": "theirs"}] * WRITERS,
    }
    with ThreadPoolExecutor(WRITERS) as pool:
        for (method, path), bodies in asked.items():
            answers = pool.map(ask, [address + path] * WRITERS, [method] * WRITERS, bodies)
            first, *others = sorted(status for status, _, _ in answers)
            assert first in {200, 201}, path
            assert set(others) <= {409, 412, 428}, path
    return len(asked)


def test_of_clients_who_write_the_same_one_succeeds_each_time(url):
    with served(url, "--workers", "2") as (address, _):
        begin(address)

        def change(writer):
            done = []
            for n in range(ROUNDS):
                _, tag, _ = ask(address + PATH)
                said = TIE | {"declared": 1 + (writer + n) % 5, "target": 1 + writer}
                status, _, body = ask(address + PATH, "PUT", said, If_Match=tag)
                assert status in {200, 412}, body
                done += [body["run"]] if status == 200 and body["run"] else []
            return done

        with ThreadPoolExecutor(WRITERS) as pool:
            acknowledged = [run for done in pool.map(change, range(WRITERS)) for run in done]
        _, _, held = ask(address + PATH)
        brought = bring_the_same(address)
    written = [version["run"] for version in held["history"]]
    assert sorted(written[1:]) == sorted(acknowledged)
    assert [v["superseded_by"] for v in held["history"]] == [*written[1:], None]
    with open_store(url) as store:
        assert [run.id for run in store.runs() if run.state == "pending"] == []
        assert len(store.runs()) == 1 + 3 + len(written) + brought


def test_a_body_without_end_costs_no_memory(tmp_path):
    with served(f"sqlite:///{tmp_path}/map.db") as (address, process):
        assert ask(f"{address}/readyz")[0] == 200
        before = resident(process.pid)
        for _ in range(3):
            assert pour(address, megabytes=100) == 413
        assert resident(process.pid) - before < 30
        assert ask(f"{address}/v1/accounts/acme", "PUT", {"id": "acme", "name": "Acme"})[0] == 200


def resident(pid):
    """Megabytes that a process has in memory."""
    (line,) = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(line) / 1024


def pour(address, megabytes):
    """Send that much and say nothing of its length before; gives the status of the answer."""
    host, port = address.removeprefix("http://").split(":")
    head = (
        "POST /v1/ties HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=30) as there:
        there.sendall(head.encode())
        with suppress(OSError):
            for _ in range(megabytes):
                there.sendall(b"100000\r\n" + b" " * 0x100000 + b"\r\n")
        return int(there.recv(100).split()[1])


def test_what_a_killed_service_acknowledged_is_there(tmp_path):
    url = f"sqlite:///{tmp_path}/map.db"
    acknowledged = []
    with served(url) as (address, process):
        begin(address)

        def add(n):
            if n == 30:
                process.kill()
            said = {"id": f"p{n}", "name": f"Osoba {n}"}
            if ask(f"{address}/v1/people/p{n}", "PUT", said)[0] == 200:
                acknowledged.append(f"p{n}")

        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(add, range(60)))
    assert 0 < len(acknowledged) < 60
    with served(url) as (address, _), open_store(url) as store:
        held = {person.id for person in store.people()}
        assert set(acknowledged) <= held
        # Whatever was begun and not acknowledged is there in whole, with its author, or not at all.
        visible = {run.id for run in store.runs() if run.state == "committed"}
        assert len(visible) == 1 + 1 + len(held)
        assert ask(f"{address}/v1/people/after", "PUT", {"id": "after", "name": "After"})[0] == 200
