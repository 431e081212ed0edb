"""A service that is killed while it imports: what it was asked to load is there in whole, or not at all."""

import json
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from kamgraph.model import RunState
from kamgraph.store.open import open_store

ROWS = 20_000
BODY = b"id;name\n" + b"".join(b"p%d;Osoba %d\n" % (n, n) for n in range(ROWS))
UPLOAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n' + BODY + b"\r\n--x--\r\n"


@contextmanager
def served(url, *more):
    command = [sys.executable, "-m", "kamgraph", "serve", "--store", url, "--port", "0", "--lang", "en", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield re.search(r"http://\S+?:\d+", process.stdout.readline())[0], process
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def ask(address, body=None):
    sort = {"Content-Type": "multipart/form-data; boundary=x", "Idempotency-Key": "once"}
    try:
        with urlopen(Request(address, data=body, headers=sort if body else {}), timeout=30) as answer:
            return json.loads(answer.read())
    except URLError:
        return {"state": "no answer"}


def until(address, states, seconds=60, every=0.1):
    end = time.monotonic() + seconds
    while (job := ask(address))["state"] not in states:
        assert time.monotonic() < end, job
        time.sleep(every)
    return job


@pytest.mark.parametrize("pause", [0.0, 0.4])
def test_an_import_of_a_killed_service_is_finished_or_gone(tmp_path, pause):
    url = f"sqlite:///{tmp_path}/map.db"
    with served(url) as (address, process):
        job = ask(f"{address}/v1/imports", UPLOAD)
        until(f"{address}/v1/imports/{job['id']}", {"running", "done"}, every=0.005)
        time.sleep(pause)
        process.kill()
    with served(url) as (address, _):
        ended = until(f"{address}/v1/imports/{job['id']}", {"done", "gone", "failed"})
        with open_store(url) as store:
            assert store.counts()["people"] == (ROWS if ended["state"] == "done" else 0)
            assert [run for run in store.runs() if run.state is RunState.PENDING] == []
        again = ask(f"{address}/v1/imports", UPLOAD)
        assert again["id"] == job["id"]
        until(f"{address}/v1/imports/{job['id']}", {"done"})
        with open_store(url) as store:
            assert (store.counts()["people"], len(store.runs())) == (ROWS, 1)


def test_two_processes_share_the_line(tmp_path):
    url = f"sqlite:///{tmp_path}/map.db"
    with served(url, "--workers", "2") as (address, _):
        made = {ask(f"{address}/v1/imports", UPLOAD)["id"] for _ in range(4)}
        assert len(made) == 1
        until(f"{address}/v1/imports/{made.pop()}", {"done"})
    with open_store(url) as store:
        assert (store.counts()["people"], len(store.runs())) == (ROWS, 1)


def test_an_import_that_runs_when_the_service_ends_waits_for_the_next(tmp_path):
    url = f"sqlite:///{tmp_path}/map.db"
    with served(url) as (address, _):
        job = ask(f"{address}/v1/imports", UPLOAD)
        until(f"{address}/v1/imports/{job['id']}", {"running", "done"}, every=0.005)
    with served(url) as (address, _):
        until(f"{address}/v1/imports/{job['id']}", {"done"})
    with open_store(url) as store:
        assert (store.counts()["people"], [run.state for run in store.runs()]) == (ROWS, [RunState.COMMITTED])
