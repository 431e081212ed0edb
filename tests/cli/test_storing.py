"""The store's own commands, over real files and a real Neo4j: moving up, moving back, and what is said of each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kamgraph.store.open import open_store

pytestmark = pytest.mark.parametrize("neo4j_version", ["5.26"], indirect=True)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def target(request: pytest.FixtureRequest, neo4j_version: str, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/target.db"
    return request.getfixturevalue("empty_neo4j")()


def test_a_store_moves_to_another_and_back(run, sample_url: str, target: str, tmp_path: Path) -> None:
    moved = run("store", "copy", sample_url, target, "--json")
    assert moved.exit_code == 0, moved.output
    told = json.loads(moved.stdout)
    assert told["equal"]
    assert told["from"]["counts"] == told["to"]["counts"]
    assert told["to"]["counts"]["tie"] > 100
    back = f"sqlite:///{tmp_path}/back.db"
    assert "Oba zbiory są równe" in run("store", "copy", target, back, "--lang", "pl").stdout
    with open_store(sample_url) as first, open_store(back) as last:
        assert list(first.dump()) == list(last.dump())
    again = run("store", "copy", sample_url, target)
    assert again.exit_code == 0
    assert "Both stores are equal." in again.stdout
    status = [json.loads(run("store", "status", "--json", "--store", url).stdout)["counts"] for url in (back, target)]
    assert status[0] == status[1]


def test_a_store_that_holds_something_else_is_left_as_it_is(run, sample_url: str, target: str, tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("id,name\na1,Firma\n", encoding="utf-8")
    assert run("import", "organisations.csv", "--store", target).exit_code == 0
    refused = run("store", "copy", sample_url, target)
    assert refused.exit_code == 4
    assert "holds something else" in refused.stderr
    assert "hash of the content" in refused.stdout
    with open_store(target) as store:
        assert [o.id for o in store.organisations()] == ["a1"]


def test_a_copy_that_broke_off_is_repeated(run, sample_url: str, target: str) -> None:
    with open_store(sample_url) as source, open_store(target) as store:
        rows = iter(list(source.dump())[:150])
        with pytest.raises(KeyboardInterrupt):
            store.load(row if row.section == "run" or n < 120 else _broken_off() for n, row in enumerate(rows))
    assert run("store", "copy", sample_url, target).exit_code == 0


def _broken_off() -> None:
    raise KeyboardInterrupt


def test_a_source_that_is_not_there_is_not_made(run, target: str, tmp_path: Path) -> None:
    refused = run("store", "copy", f"sqlite:///{tmp_path}/nosuch.db", target)
    assert refused.exit_code == 4
    assert "no such file" in refused.stderr
    assert not (tmp_path / "nosuch.db").exists()


def test_a_schema_is_brought_up_and_said(run, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMGRAPH_STORE", target)
    assert run("store", "migrate").exit_code == 0
    again = run("store", "migrate")
    assert again.exit_code == 0
    assert "nothing to do" in again.stdout
    status = json.loads(run("store", "status", "--json").stdout)
    assert status["server"].startswith("SQLite" if target.startswith("sqlite") else "Neo4j/5.26")
    assert int(status["schema"]) > 1


def test_what_ran_is_named(run, neo4j_version: str, empty_neo4j: Callable[[], str], neo4j_server) -> None:
    import neo4j

    url = empty_neo4j()
    run("store", "migrate", "--store", url)
    with neo4j.GraphDatabase.driver(url, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        driver.execute_query("MATCH (m:Migration {number: 4}) DELETE m", database_="neo4j")
    behind = run("store", "status", "--store", url)
    assert behind.exit_code == 4
    assert "kamgraph store migrate" in behind.stderr
    assert "Applied: 4 journal" in run("store", "migrate", "--store", url).stdout
    assert run("store", "status", "--store", url).exit_code == 0
