"""Writers who race each other, and a service that is killed between them: nothing acknowledged is lost."""

import json
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
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


def test_of_clients_who_change_the_same_tie_one_succeeds_each_time(url):
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
    written = [version["run"] for version in held["history"]]
    assert sorted(written[1:]) == sorted(acknowledged)
    assert [v["superseded_by"] for v in held["history"]] == [*written[1:], None]
    with open_store(url) as store:
        assert [run.id for run in store.runs() if run.state == "pending"] == []


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
