"""The main commands with a Neo4j behind them give what they give on a file; a server that is down is one sentence."""

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kamgraph.sample import files

pytestmark = pytest.mark.parametrize("neo4j_version", ["5.26"], indirect=True)
QUESTIONS = (
    ("audit", "--by", "person"),
    ("account", "zakole"),
    ("departure", "Kłosik"),
    ("changes", "legi", "--from", "2026-06-01"),
    ("review",),
)


def test_the_same_answers_as_on_a_file(
    answer, run, empty_neo4j: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> list[object]:
        # Each store counts its own versions.
        return [_unversioned(answer(*question)) for question in QUESTIONS]

    expected = asked()
    monkeypatch.setenv("KAMGRAPH_STORE", empty_neo4j())
    with files() as folder:
        # One row of the sample is wrong on purpose.
        assert run("import", str(folder), "--rejects", "rejects").exit_code == 3
    (tmp_path / "organisations.csv").write_text("id,name\na1,Firma\n", encoding="utf-8")
    extra = json.loads(run("import", "organisations.csv", "--json").stdout)["run"]
    assert run("undo", extra).exit_code == 0
    assert asked() == expected
    assert run("map", "legi", "-o", "legi.html").exit_code == 0
    assert run("site", "-o", "site").exit_code == 0
    assert len(list((tmp_path / "site").glob("map-*.html"))) == 12


def _unversioned(answered: object) -> object:
    text = json.dumps(answered)
    return json.loads(text, object_hook=lambda found: {k: v for k, v in found.items() if k != "store_version"})


def test_a_server_that_is_down_is_one_sentence(run, monkeypatch: pytest.MonkeyPatch, neo4j_version: str) -> None:
    monkeypatch.setenv("KAMGRAPH_NEO4J_PASSWORD", "whatever")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.monotonic()
    result = run("audit", "--store", f"neo4j://127.0.0.1:{port}")
    assert time.monotonic() - began < 6
    assert result.exit_code == 4
    assert "is Neo4j running there" in result.stderr
    assert "Traceback" not in result.output
