"""Commands that load, take back, and write files."""

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import pytest

from kamgraph.cli.main import app
from kamgraph.model import Run, RunKind
from kamgraph.store.open import open_store

FIRM = "id,name\na1,Firma Próbna\n"
OWN = "id,name,kind\nwe,My Sp. z o.o.,own\n"


@pytest.fixture
def empty(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{tmp_path}/deep/inside/new.db")
    return run


def test_what_is_imported_can_be_taken_back(empty, tmp_path):
    (tmp_path / "organisations.csv").write_text(FIRM, encoding="utf-8")
    report = json.loads(empty("import", "organisations.csv", "--json").stdout)
    assert "Firma Próbna" in empty("coverage", "nosuch").stderr
    assert report["run"] in empty("undo").stdout
    assert empty("undo", report["run"]).exit_code == 0
    assert "Firma Próbna" not in empty("coverage", "nosuch").stderr
    assert empty("undo", "nosuch").exit_code == 4


def test_a_dry_run_writes_nothing(empty, tmp_path):
    (tmp_path / "organisations.csv").write_text(FIRM, encoding="utf-8")
    assert "Nothing was written" in empty("import", "organisations.csv", "--dry-run").stdout
    assert "Firma Próbna" not in empty("coverage", "nosuch").stderr


def test_rejected_rows_are_shown_kept_and_make_the_exit_code(empty, tmp_path):
    (tmp_path / "organisations.csv").write_text(FIRM + "a2,Zła,,,,,,,31.11.2026\n".replace(",,,,,,,", ","), "utf-8")
    result = empty("import", "organisations.csv", "--rejects", "bad")
    assert result.exit_code == 3
    assert "organisations.csv" in result.stdout
    assert (tmp_path / "bad" / "organisations.csv").exists()
    assert "Firma Próbna" in empty("coverage", "nosuch").stderr


def test_a_polish_reader_is_told_in_polish_what_is_wrong(empty, tmp_path):
    (tmp_path / "organisations.csv").write_text("id,name,kind,colour\na1,Firma,blue,x\n", "utf-8")
    shown = empty("import", "organisations.csv", "--lang", "pl", "--rejects", "bad")
    assert "nie należy do listy: own, account" in shown.stdout
    assert "nieznana kolumna 'colour'; pominięto" in shown.stdout
    assert "powód" in (tmp_path / "bad" / "organisations.csv").read_text("utf-8-sig").splitlines()[0]
    plain = json.loads(empty("import", "organisations.csv", "--lang", "pl", "--json", "--dry-run").stdout)
    assert plain["rejected"][0]["reason"].startswith("is none of own")


@pytest.mark.parametrize(
    ("typed", "polish"),
    [
        (["import", "nosuch.csv"], "nosuch.csv: nie ma takiego pliku ani folderu"),
        (["undo", "nosuch"], "nieznane id (zapis): nosuch"),
        (["coverage", "nosuch"], "żaden klient nie pasuje do 'nosuch'"),
        (["person", "export", "nosuch", "-o", "x.json"], "nikt nie pasuje do 'nosuch'"),
        (["audit", "--store", "mongodb://x"], "użyj sqlite:///ścieżka albo neo4j://host"),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_an_error_is_told_in_the_readers_language(empty, monkeypatch, typed, polish):
    assert polish in empty(*typed, "--lang", "pl").stderr
    assert polish not in empty(*typed).stderr
    monkeypatch.setenv("KAMGRAPH_LANG", "pl")
    assert polish in empty(*typed).stderr


def test_a_bad_variable_is_told_in_the_language_of_the_terminal(empty, monkeypatch):
    monkeypatch.setenv("KAMGRAPH_LANG", "de")
    monkeypatch.setenv("LC_ALL", "pl_PL.UTF-8")
    assert "KAMGRAPH_LANG: musi być 'pl' lub 'en'" in empty("audit").stderr


@pytest.mark.parametrize("target", ["folder", "tables.xlsx"])
def test_a_template_can_be_imported_as_it_is(empty, tmp_path, target):
    assert empty("template", "-o", target).exit_code == 0
    result = empty("import", target)
    assert result.exit_code == 0, result.output


def test_a_missing_file_is_one_sentence(empty):
    result = empty("import", "nosuch.csv")
    assert result.exit_code == 3
    assert len(result.stderr.strip().splitlines()) == 1
    assert "nosuch.csv" in result.stderr


def test_an_export_imports_to_the_same_figures(on_sample_day, run, tmp_path, monkeypatch):
    before = json.loads(on_sample_day("audit", "--json").stdout)
    assert on_sample_day("export", "--all", "-o", "out").exit_code == 0
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{tmp_path}/copy.db")
    run("import", "out")
    after = json.loads(on_sample_day("audit", "--json").stdout)
    assert after["items"] == before["items"]


def test_graphs_open_in_networkx(on_sample_day, answer, tmp_path):
    on_sample_day("export", "legi", "--format", "graphml", "-o", "legi.graphml")
    on_sample_day("export", "legi", "--format", "json", "-o", "legi.json")
    graph = nx.read_graphml(tmp_path / "legi.graphml")
    plain = nx.node_link_graph(json.loads((tmp_path / "legi.json").read_text("utf-8")), edges="edges")
    assert set(graph) == set(plain)
    assert "Sylwia Dzióbek" in nx.get_node_attributes(graph, "name").values()


def test_export_asks_what_is_meant(on_sample_day):
    assert on_sample_day("export", "-o", "x").exit_code == 2
    assert on_sample_day("export", "legi", "--format", "docx", "-o", "x").exit_code == 2


def test_map_and_site_are_files(on_sample_day, tmp_path):
    assert on_sample_day("map", "legi", "-o", "legi.html").exit_code == 0
    assert "Opakowania Łęgi" in (tmp_path / "legi.html").read_text("utf-8")
    assert on_sample_day("site", "-o", "site").exit_code == 0
    assert len(list((tmp_path / "site").glob("map-*.html"))) == 12


def test_a_folder_that_is_not_there_is_one_sentence(on_sample_day):
    result = on_sample_day("map", "legi", "-o", "no/such/folder/map.html")
    assert result.exit_code == 2
    assert "no/such/folder" in result.stderr


def test_merging_and_taking_it_back(run, on_sample_day, answer, tmp_path, sample_url, monkeypatch):
    copy = tmp_path / "merged.db"
    with sqlite3.connect(sample_url.removeprefix("sqlite:///")) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close(), target.close()
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{copy}")
    pair = next(s for s in answer("review")["items"])
    before = answer("store", "status")["counts"]["people"]
    merged = run("merge", pair["a"], pair["b"])
    assert answer("store", "status")["counts"]["people"] == before - 1
    run("undo", merged.stdout.split()[-1])
    assert answer("store", "status")["counts"]["people"] == before


def test_writing_commands_answer_a_program(empty, tmp_path):
    (tmp_path / "people.csv").write_text("id,name\np1,Anna Nowak\np2,Anna Nowak\n", "utf-8")
    loaded = json.loads(empty("import", "people.csv", "--json").stdout)["run"]
    merged = json.loads(empty("merge", "p2", "p1", "--json").stdout)
    assert {"alias": "p2", "person": "p1"}.items() <= merged.items()
    runs = json.loads(empty("undo", "--json").stdout)["items"]
    assert {run["id"]: run["state"] for run in runs} == {merged["run"]: "committed", loaded: "committed"}
    undone = json.loads(empty("undo", merged["run"], "--json").stdout)
    assert undone == {"run": merged["run"], "state": "undone"}
    assert json.loads(empty("store", "sweep", "--json").stdout) == {"runs": []}


def test_a_sweep_names_what_it_removed(empty, tmp_path):
    with open_store(f"sqlite:///{tmp_path}/new.db") as store:
        store.begin_run(Run(id="dead", at=datetime(2020, 1, 1, tzinfo=UTC), by="nobody", kind=RunKind.IMPORT))
    swept = empty("store", "sweep", "--json", "--store", f"sqlite:///{tmp_path}/new.db")
    assert json.loads(swept.stdout) == {"runs": ["dead"]}


@pytest.mark.parametrize(
    "command", [("undo",), ("merge",), ("person", "export"), ("person", "erase"), ("store", "sweep")], ids=" ".join
)
def test_the_help_says_what_a_program_gets(empty, command):
    assert "--json: {" in empty(*command, "--help").stdout


def test_settings_come_from_a_file_and_a_bad_one_is_named(run, tmp_path, monkeypatch):
    (tmp_path / "settings.toml").write_text("window_days = 30\n", "utf-8")
    monkeypatch.setenv("KAMGRAPH_SETTINGS", str(tmp_path / "settings.toml"))
    assert "period counted 30 days" in run("audit", "--as-of", "2026-11-23").stdout
    (tmp_path / "settings.toml").write_text("window_days = -3\n", "utf-8")
    result = run("audit")
    assert result.exit_code == 3
    assert "window_days" in result.stderr


@pytest.mark.parametrize("url", ["mongodb://x", "sqlite:////proc/nosuch/x.db", "sqlite:///"])
def test_a_store_that_cannot_be_is_one_sentence(run, url, monkeypatch):
    monkeypatch.setenv("KAMGRAPH_STORE", url)
    result = run("audit")
    assert result.exit_code in {3, 4}
    assert result.stderr.strip()
    assert "Traceback" not in result.output


def test_the_console_script_starts():
    result = subprocess.run([sys.executable, "-m", "kamgraph", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("kamgraph ")


def test_every_command_has_a_sentence_of_help(run):
    assert run("--help").exit_code == 0
    for command in app.registered_commands:
        name = command.name or ""
        assert command.help or (command.callback and command.callback.__doc__), name
        assert run(name, "--help").exit_code == 0
