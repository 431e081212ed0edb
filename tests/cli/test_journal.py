"""What is asked and taken is in the audit log before it is shown, whoever asks; who may only read is answered."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def own(run, tmp_path, sample_url, monkeypatch):
    """Commands on a copy of the sample store, on its day."""
    shutil.copy(sample_url.removeprefix("sqlite:///"), tmp_path / "copy.db")
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{tmp_path}/copy.db")
    monkeypatch.setenv("KAMGRAPH_BY", "=hr")
    return lambda *words: run(*words, "--as-of", "2026-11-23")


@pytest.fixture
def log(own):
    def read():
        told = json.loads(own("audit-log", "--json").stdout)
        return told["items"], told["names"]

    return read


def test_each_report_and_export_leaves_its_entry(own, log):
    before = json.loads(own("store", "status", "--json").stdout)["version"]
    for words in (
        ("departure", "klosik", "swiadro"),
        ("departure", "klosik", "--account", "arnika"),
        ("handover", "klosik"),
        ("export", "--all", "-o", "all.zip"),
        ("export", "arnika", "-o", "one.json", "--format", "json"),
        ("person", "export", "swiadro", "-o", "held.json"),
    ):
        assert own(*words).exit_code == 0
    items, names = log()
    (arnika,) = {account for entry in items for account in entry["accounts"]}
    assert "Arnika" in names[arnika]
    people = {name: id_ for id_, name in names.items()}
    klosik, swiadro = people["Bartłomiej Kłosik"], people["Roman Świądro"]
    assert [(e["action"], e["accounts"], e["people"], e["counts"]) for e in reversed(items)] == [
        ("departure", [], sorted((klosik, swiadro)), {"leavers": 2}),
        ("departure", [arnika], [klosik], {"leavers": 1}),
        ("handover", [], [klosik], {"leavers": 1}),
        ("export_all", [], [], {}),
        ("export_account", [arnika], [], {}),
        ("export_person", [], [swiadro], {}),
    ]
    assert {e["author"] for e in items} == {"=hr"}
    assert json.loads(own("store", "status", "--json").stdout)["version"] == before
    assert len(json.loads(own("audit-log", "--limit", "2", "--json").stdout)["items"]) == 2


def test_what_is_refused_leaves_no_entry(own, log):
    assert own("departure", "nosuch").exit_code == 2
    assert own("handover", "gasienicz").exit_code == 3
    assert log() == ([], {})


def test_after_an_erasure_the_entries_stay_and_the_name_is_gone(own, log, tmp_path):
    own("departure", "swiadro")
    assert "Roman Świądro" in own("audit-log").stdout
    own("person", "export", "swiadro", "-o", "held.json")
    held = json.loads((tmp_path / "held.json").read_text("utf-8"))
    assert [e["action"] for e in held["held"]["events"]] == ["departure"]
    own("person", "erase", held["person"], "--reason", "request")
    items, names = log()
    assert [e["action"] for e in items] == ["erasure", "export_person", "departure"]
    assert len({tuple(e["people"]) for e in items}) == 1
    assert held["person"] not in json.dumps(items)
    assert names == {}
    shown = own("audit-log", "--lang", "pl").stdout
    assert shown.count("usunięte osoby: 1") == 3
    assert "Świądro" not in shown


@pytest.mark.parametrize(
    ("lang", "empty", "what"), [("pl", "Dziennik jest pusty.", "plan przekazania"), ("en", "is empty", "handover plan")]
)
def test_the_log_is_a_table_and_a_file_that_runs_no_formula(own, tmp_path, lang, empty, what):
    assert empty in own("audit-log", "--lang", lang).stdout
    own("handover", "klosik")
    shown = own("audit-log", "--lang", lang, "--csv", "log.csv")
    assert what in shown.stdout
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file, delimiter=";" if lang == "pl" else ",")
    assert len(header) == len(row) == 6
    assert row[1:3] == ["'=hr", what]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write here")
@pytest.mark.parametrize(("lang", "said"), [("pl", "Bez wpisu w dzienniku"), ("en", "Not entered in the audit log")])
def test_who_may_only_read_is_answered_and_told(own, log, tmp_path: Path, lang, said):
    assert own("audit-log").exit_code == 0
    (tmp_path / "erasure.key").chmod(0o644)
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == 0 and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    tmp_path.chmod(0o777)
    # Asked once by the owner, so that all modules are there, and again by somebody who may neither write the file nor
    # take the writer's lock.
    (tmp_path / "copy.db").chmod(0o444)
    (tmp_path / "copy.db.lock").touch()
    (tmp_path / "copy.db.lock").chmod(0o444)
    program = (
        "import os, sys\n"
        "import importlib.readers\n"
        "from kamgraph.cli.main import app\n"
        "app(sys.argv[1:], standalone_mode=False)\n"
        "os.setgid(65534)\nos.setuid(65534)\n"
        "app(sys.argv[1:])\n"
    )
    words = ("departure", "klosik", "--as-of", "2026-11-23", "--lang", lang)
    asked = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    assert "Bartłomiej Kłosik" in asked.stdout
    assert said in asked.stderr
    assert len(asked.stderr.splitlines()) == 1
    assert [e["action"] for e in log()[0]] == ["departure"]
