"""The service while its database is down, and once it is back."""

import time

import pytest
from starlette.testclient import TestClient

from kamgraph.store.neo4j import Neo4jStore
from kamgraph_api import ServiceSettings, create_app
from neo4j_server import Neo4jServer

pytestmark = [
    pytest.mark.parametrize("neo4j_version", ["5.26"], indirect=True),
    pytest.mark.xdist_group("neo4j-faults"),
]
OURS = "http://127.0.0.1"
MOST_SECONDS = 6


def ended(client: TestClient, job: str, *, seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while (state := str(client.get(f"/v1/imports/{job}").json().get("state"))) in {"queued", "running", "None"}:
        assert time.monotonic() < end, state
        time.sleep(0.1)
    return state


def test_a_database_that_is_down_is_said_in_time_and_found_again_when_it_is_back(
    neo4j_server: Neo4jServer, url: str, tmp_path: object
) -> None:
    with Neo4jStore(url):
        pass
    settings = ServiceSettings.model_validate({"store": url, "state": tmp_path})
    with TestClient(create_app(settings), base_url=OURS) as client:
        assert client.get("/readyz").status_code == 200
        neo4j_server.kill()
        try:
            for path in ("/readyz", "/v1/portfolio", "/v1/accounts", "/v1/audit-log"):
                began = time.monotonic()
                answer = client.get(path)
                assert time.monotonic() - began < MOST_SECONDS, path
                assert (answer.status_code, answer.json()["type"]) == (503, "urn:kamgraph:problem:store-unavailable")
                assert int(answer.headers["retry-after"]) > 0
            began = time.monotonic()
            assert client.get("/livez").status_code == 200
            assert time.monotonic() - began < 1
            # What is handed in meanwhile waits for it.
            handed = client.post("/v1/imports", files={"file": ("people.csv", b"id;name\np1;Jan Nowak\n")})
            assert handed.status_code == 202
            job = handed.json()["id"]
            time.sleep(1)
            assert client.get(f"/v1/imports/{job}").json()["state"] == "queued"
        finally:
            neo4j_server.start()
        end = time.monotonic() + 30
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.2)
        assert ended(client, job) == "done"
        assert client.get("/v1/portfolio").status_code == 200
    with Neo4jStore(url) as store:
        assert [person.id for person in store.people()] == ["p1"]


def test_an_import_whose_database_goes_away_is_finished_or_gone_and_its_key_leaves_one_run(
    neo4j_server: Neo4jServer, url: str, tmp_path: object
) -> None:
    with Neo4jStore(url):
        pass
    body = b"id;name\n" + b"".join(b"p%d;Osoba %d\n" % (n, n) for n in range(30_000))
    settings = ServiceSettings.model_validate({"store": url, "state": tmp_path})
    sent = {"files": {"file": ("people.csv", body)}, "headers": {"Idempotency-Key": "k"}}
    with TestClient(create_app(settings), base_url=OURS) as client, Neo4jStore(url) as store:
        job = client.post("/v1/imports", **sent).json()["id"]
        end = time.monotonic() + 30
        while not store.runs() and time.monotonic() < end:
            time.sleep(0.02)
        neo4j_server.kill()
        neo4j_server.start()
        # The driver may find the server again before it gives up.
        kept = {"done": (30_000, [job]), "gone": (0, [])}[ended(client, job, seconds=90)]
        assert (store.counts()["people"], [run.id for run in store.runs()]) == kept
        assert client.post("/v1/imports", **sent).json()["id"] == job
        assert ended(client, job) == "done"
        assert (store.counts()["people"], len(store.runs())) == (30_000, 1)
