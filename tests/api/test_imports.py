"""Imports over HTTP: handed in, looked after, repeated, refused and taken back."""

import io
import stat
import time
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter
from starlette.testclient import TestClient

from kamgraph.access import Principal, Scope
from kamgraph.model import Run, RunState
from kamgraph.store.open import open_store
from kamgraph_api import ServiceSettings, create_app

PEOPLE = b"id;name\np1;\xc5\xbbaneta Kope\xc4\x87\n;nobody\n=1+1;=cmd()\n"
MORE = b"id;name\np2;Jan Nowak\n"


def sent(*files):
    return [("file", (name, body)) for name, body in files]


def ended(client, answer, seconds=20):
    """The job once it is over."""
    assert answer.status_code == 202, answer.text
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = client.get(answer.headers["location"]).json()
        if job["state"] not in {"queued", "running"}:
            return job
        time.sleep(0.02)
    raise AssertionError(f"still {job['state']}")


def post(client, *files, key=None, **options):
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post("/v1/imports", params=options, files=sent(*files), headers=headers)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/map.db"


@pytest.fixture
def client(url, serving):
    with serving(store=url) as made:
        yield made


def people(url):
    with open_store(url) as store:
        return {person.id: person.name for person in store.people()}


def test_files_become_a_run_with_its_author_and_a_report(client, url):
    answer = post(client, ("people.csv", PEOPLE))
    assert answer.json()["state"] in {"queued", "running", "done"}
    job = ended(client, answer)
    assert (job["state"], job["report"]["run"], job["by"]) == ("done", job["id"], "local")
    table = job["report"]["tables"][0]
    assert (table["table"], table["read"], table["added"], table["rejected"]) == ("people", 3, 1, 2)
    assert people(url) == {"p1": "Żaneta Kopeć"}
    assert [(r["file"], r["line"], r["column"]) for r in job["report"]["rejected"]] == [
        ("people.csv", 3, "id"),
        ("people.csv", 4, "id"),
    ]
    assert job["rejected_rows"] == 2
    with open_store(url) as store:
        (run,) = store.runs()
        assert (run.id, run.by, run.files[0].name) == (job["id"], "local", "people.csv")


def test_rejected_rows_can_be_opened_in_a_spreadsheet(client):
    job = ended(client, post(client, ("people.csv", PEOPLE)))
    answer = client.get(f"/v1/imports/{job['id']}/rejected")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    first, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert first == "file,line,column,value,reason"
    assert rows[1].startswith("people.csv,4,id,'=1+1,")


def test_several_files_are_one_run_and_its_undo_takes_all_back(client, url):
    positions = b"person;organisation;valid_from\np1;acme;2026-01-01\n"
    organisations = b"id;name;kind\nacme;Acme;account\n"
    files = [("people.csv", PEOPLE), ("positions.csv", positions), ("organisations.csv", organisations)]
    job = ended(client, post(client, *files))
    assert job["files"] == sorted(job["files"]) or set(job["files"]) == {name for name, _ in files}
    assert {t["table"]: t["added"] for t in job["report"]["tables"]} == {
        "organisations": 1,
        "people": 1,
        "positions": 1,
    }
    elsewhere = [(name, body.replace(b"cme", b"gora")) for name, body in files[1:]]
    later = ended(client, post(client, *elsewhere))
    refused = client.delete(f"/v1/imports/{job['id']}")
    assert (refused.status_code, refused.json()["ids"]) == (409, [later["id"]])
    for taken in (later["id"], job["id"], job["id"]):
        assert client.delete(f"/v1/imports/{taken}").status_code == 204
    assert client.get(f"/v1/imports/{job['id']}").json()["state"] == "undone"
    assert people(url) == {}


def test_the_same_key_gives_one_run_also_after_a_restart(serving, url):
    with serving(store=url) as client:
        first = post(client, ("people.csv", PEOPLE), key="a")
        done = ended(client, first)
    with serving(store=url) as client:
        again = post(client, ("people.csv", PEOPLE), key="a")
        assert (again.status_code, again.headers["location"]) == (202, first.headers["location"])
        assert again.json() == done
        for other in (
            post(client, ("people.csv", MORE), key="a"),
            post(client, ("people.csv", PEOPLE), key="a", full=1),
        ):
            assert (other.status_code, other.json()["type"]) == (422, "urn:kamgraph:problem:key-used")
        assert [item["id"] for item in client.get("/v1/imports").json()["items"]] == [done["id"]]
    with open_store(url) as store:
        assert len(store.runs()) == 1


def test_a_failed_import_says_why_and_its_key_tries_again(client):
    answer = post(client, ("people.csv", b"shoe;size\n1;2\n"), key="b")
    job = ended(client, answer)
    assert (job["state"], job["report"]) == ("failed", None)
    assert "people.csv" in job["problem"]
    assert ended(client, post(client, ("people.csv", b"shoe;size\n1;2\n"), key="b"))["id"] == job["id"]


def test_strict_and_dry_runs_leave_nothing(client, url):
    for option in ("strict", "dry_run"):
        job = ended(client, post(client, ("people.csv", PEOPLE), **{option: True}))
        assert (job["state"], job["report"]["run"]) == ("done", None)
    assert people(url) == {}


def test_the_list_is_paged_newest_first(client):
    made = [ended(client, post(client, ("people.csv", b"id;name\np%d;x\n" % n)))["id"] for n in range(3)]
    first = client.get("/v1/imports?limit=2").json()
    second = client.get("/v1/imports", params={"limit": 2, "cursor": first["next"]}).json()
    assert [item["id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


def test_uploads_lie_where_nobody_else_reads_them_and_are_gone_afterwards(client, url, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "kamgraph_api.imports.turns.import_path",
        lambda store, path, **_: seen.extend((path.name, stat.S_IMODE(p.stat().st_mode)) for p in (path, path.parent)),
    )
    ended(client, post(client, (r"..\..\etc/../people.csv", PEOPLE)))
    assert seen == [("people.csv", 0o600), ("people.csv", 0o700)]
    assert [p.name for p in (tmp_path / "map.db.imports").iterdir() if p.is_dir()] == []


def zipped(*members, name="people.csv"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, body in members:
            archive.writestr(member, body)
    return out.getvalue()


def test_an_archive_names_members_as_it_likes_and_writes_nowhere(client, url, tmp_path):
    before = sorted(p.name for p in tmp_path.iterdir())
    job = ended(client, post(client, ("all.zip", zipped(("../../people.csv", PEOPLE)))))
    assert job["report"]["tables"][0]["added"] == 1
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith("map.db")) == [
        name for name in before if not name.startswith("map.db")
    ]


def test_entities_of_a_workbook_are_not_unfolded(client, url):
    plain, swollen = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet("people")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_row(1, 0, ["p1", "LAUGH"])
    doors = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE sst [<!ENTITY e0 "ha"><!ENTITY file SYSTEM "file:///etc/hostname">{doors}]><sst'
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(swollen, "w") as write:
        for name in read.namelist():
            text = read.read(name)
            if name.endswith("sharedStrings.xml"):
                text = text.replace(b"<sst", head.encode()).replace(b"LAUGH", b"&e9;&file;")
            write.writestr(name, text)
    job = ended(client, post(client, ("people.xlsx", swollen.getvalue())))
    assert job["state"] in {"failed", "done"}
    assert all(len(name) < 100 and "ha" not in name for name in people(url).values())


BOMB = zipped(("people.csv", b"\0" * (3 << 20)))
LIAR = zipped(("people.csv", b"a" * 5000)).replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("files", "status", "kind"),
    [
        ([("people.pdf", b"x")], 422, "unreadable-file"),
        ([(".csv", b"x")], 422, "unreadable-file"),
        ([("a.zip", BOMB)], 422, "unreadable-file"),
        ([("a.zip", LIAR)], 422, "unreadable-file"),
        ([("a.xlsx", b"PK no workbook")], 422, "unreadable-file"),
        ([("a.csv", b"x"), ("b/A.csv", b"x")], 422, "unreadable-file"),
        ([("a.csv", b"x"), ("b.zip", b"x")], 422, "unreadable-file"),
        ([("a.csv", b"x" * (1 << 20))], 413, "too-large"),
        ([(f"{n}.csv", b"x") for n in range(51)], 422, "invalid-request"),
        ([], 415, "unsupported-media-type"),
    ],
)
def test_what_is_no_import_is_refused_at_once(serving, url, files, status, kind):
    with serving(store=url, import_limit=1 << 20, import_unpacked=2 << 20) as client:
        answer = post(client, *files)
        assert (answer.status_code, answer.json()["type"]) == (status, f"urn:kamgraph:problem:{kind}")
        assert client.get("/v1/imports").json()["items"] == []


def test_a_body_without_a_length_is_read_no_further_than_allowed(serving, url):
    sent = 0

    def pieces():
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\nid;name\n'
        for _ in range(100):
            sent += 1
            yield b"x" * (1 << 16)

    with serving(store=url, import_limit=1 << 20) as client:
        sort = {"Content-Type": "multipart/form-data; boundary=x"}
        answer = client.post("/v1/imports", content=pieces(), headers=sort)
        assert (answer.status_code, answer.json()["status"]) == (413, 413)


def test_too_many_rows_and_too_many_imports(serving, url, monkeypatch):
    with serving(store=url, import_rows=2) as client:
        job = ended(client, post(client, ("people.csv", b"id;name\n" + b"".join(b"p%d;x\n" % n for n in range(3)))))
        assert (job["state"], "2" in job["problem"]) == ("failed", True)
    assert people(url) == {}
    monkeypatch.setattr("kamgraph_api.imports.turns.Turns._work_off", lambda self: None)
    with serving(store=url, import_queue=1) as client:
        waits = post(client, ("people.csv", MORE))
        assert waits.json()["state"] == "queued"
        more = post(client, ("people.csv", PEOPLE))
        assert (more.status_code, "retry-after" in more.headers) == (429, True)
        assert client.delete(waits.headers["location"]).status_code == 204
        assert post(client, ("people.csv", PEOPLE)).status_code == 202


def test_only_its_author_and_admins_see_an_import_and_only_who_sees_all_accounts_imports(url):
    write = frozenset({Scope.GRAPH_WRITE})
    known = {
        "a": Principal("a", write),
        "b": Principal("b", write),
        "admin": Principal("c", frozenset({Scope.ADMIN})),
        "one": Principal("a", write, frozenset({"acme"})),
        "reader": Principal("a", frozenset({Scope.GRAPH_READ})),
    }
    app = create_app(ServiceSettings(store=url, auth="keys"), authenticate=known.get)
    with TestClient(app, base_url="http://127.0.0.1") as plain:

        def as_(token):
            return TestClient(app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token}"})

        job = ended(as_("a"), post(as_("a"), ("people.csv", PEOPLE)))
        path = f"/v1/imports/{job['id']}"
        assert job["by"] == "a"
        assert [as_(who).get(path).status_code for who in ("a", "admin", "b", "one", "reader")] == [
            200,
            200,
            404,
            404,
            403,
        ]
        assert [as_(who).delete(path).status_code for who in ("b", "one", "reader")] == [404, 404, 403]
        assert [len(as_(who).get("/v1/imports").json()["items"]) for who in ("a", "admin", "b")] == [1, 1, 0]
        assert [post(as_(who), ("people.csv", PEOPLE)).status_code for who in ("one", "reader")] == [404, 403]
        assert post(plain, ("people.csv", PEOPLE)).status_code == 401
        # A key of one person is none of another's.
        keyed = [ended(as_(who), post(as_(who), ("people.csv", MORE), key="k"))["id"] for who in "ab"]
        assert len(set(keyed)) == 2


def test_after_an_erasure_no_report_quotes_a_row(serving, url, tmp_path):
    with serving(store=url) as client:
        job = ended(client, post(client, ("people.csv", PEOPLE)))
        with open_store(url, tombstone_key=b"k" * 32) as store:
            run = Run(id="e", at=datetime.now(UTC), by="t", kind="erasure")
            store.erase_person("p1", run=run, reason="asked")
        now = client.get(f"/v1/imports/{job['id']}").json()
        assert (now["state"], now["report"], now["rejected_rows"]) == ("done", None, 0)
    assert b"nobody" not in (tmp_path / "map.db.imports" / "jobs.db").read_bytes()


@pytest.mark.parametrize(
    ("committed", "state"), [(True, "done"), (False, "gone"), (None, "gone")], ids=["committed", "pending", "not begun"]
)
def test_a_job_whose_process_died_is_finished_or_gone(serving, url, monkeypatch, committed, state):
    monkeypatch.setattr("kamgraph_api.imports.turns.Turns._work_off", lambda self: None)
    with serving(store=url) as client:
        answer = post(client, ("people.csv", PEOPLE), key="k")
        started, _ = client.app.state.ground.imports.book.start()
        with open_store(url) as store:
            alive = Run(id="alive", at=datetime.now(UTC), by="t", kind="import")
            store.begin_run(alive)
            if committed is not None:
                store.begin_run(Run(id=started.id, at=datetime.now(UTC), by="t", kind="import"))
            if committed:
                store.commit_run(started.id)
    monkeypatch.undo()
    with serving(store=url) as client:
        assert ended(client, answer)["state"] == state
        with open_store(url) as store:
            pending = [run.id for run in store.runs() if run.state is RunState.PENDING]
            assert pending == ["alive"]
        again = ended(client, post(client, ("people.csv", PEOPLE), key="k"))
        assert (again["id"], again["state"]) == (started.id, "done")
        assert people(url) == ({} if committed else {"p1": "Żaneta Kopeć"})
