"""The command that serves, as a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from kamgraph.access import Scope, issue_key
from kamgraph.cli.main import app
from kamgraph.store.open import open_store

KAMGRAPH = [sys.executable, "-m", "kamgraph"]


@contextmanager
def served(path, *more):
    """The address of a service over this file."""
    command = [*KAMGRAPH, "serve", "--store", f"sqlite:///{path}", "--port", "0", "--lang", "en", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            first = process.stdout.readline()
            yield re.search(r"http://\S+?:\d+", first)[0], process
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def get(address, **headers):
    try:
        with urlopen(Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def refused(*typed):
    result = CliRunner().invoke(app, ["serve", *typed])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_prints_its_address_and_answers_there(own_copy, workers):
    with served(own_copy, "--as-of", "2026-11-23", "--workers", workers) as (address, process):
        status, body = get(f"{address}/v1/accounts/arnika/coverage")
        assert (status, json.loads(body)["as_of"]) == (200, "2026-11-23")
        assert get(f"{address}/v1/accounts/nobody")[0] == 404
        os.kill(process.pid, signal.SIGTERM)
        _, log = process.communicate(timeout=30)
    lines = [json.loads(line) for line in log.splitlines()]
    assert [(line["route"], line["status"]) for line in lines if line["event"] == "served"] == [
        ("/v1/accounts/{account}/coverage", 200),
        ("/v1/accounts/{account}", 404),
    ]
    assert "arnika" not in log
    assert process.returncode in {0, -signal.SIGTERM}


def test_on_another_address_it_asks_for_keys(own_copy):
    with open_store(f"sqlite:///{own_copy}") as store:
        _, token = issue_key(store, "test", [Scope.ANALYTICS_READ], by="test")
    with served(own_copy, "--host", "0.0.0.0", "--auth", "keys") as (address, process):
        there = address.replace("0.0.0.0", "127.0.0.1") + "/v1/portfolio"
        assert get(there)[0] == 401
        assert get(there, Authorization=f"Bearer {token}")[0] == 200
        os.kill(process.pid, signal.SIGTERM)
        _, log = process.communicate(timeout=30)
    assert token not in log
    assert token[3:15] not in log


def test_without_keys_it_stays_on_this_machine(sample_file):
    assert "keys" in refused("--host", "0.0.0.0", "--store", f"sqlite:///{sample_file}")
    polish = refused("--host", "0.0.0.0", "--store", f"sqlite:///{sample_file}", "--lang", "pl")
    assert "inne komputery mogą pytać tylko z kluczem" in polish


def test_a_port_in_use_is_said_in_a_sentence(sample_file):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("--port", port, "--store", f"sqlite:///{sample_file}", "--lang", "en")
    assert f"127.0.0.1:{port} cannot be listened on" in said


def test_without_the_extra_it_says_what_to_install(sample_file, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert "pip install 'kamgraph[api]'" in refused("--store", f"sqlite:///{sample_file}", "--lang", "en")


def test_a_file_that_is_no_store_is_refused_at_once(tmp_path):
    (tmp_path / "map.db").write_text("nothing of ours, and long enough to be looked at" * 100)
    result = CliRunner().invoke(app, ["serve", "--store", f"sqlite:///{tmp_path}/map.db"])
    assert result.exit_code == 4
