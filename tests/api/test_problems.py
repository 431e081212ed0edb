"""Every refusal is a problem that a program can read, and says nothing that its reader may not know."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from kamgraph.model import errors
from kamgraph_api import ServiceSettings

KEYS = {"type", "title", "status", "detail", "instance", "ids", "faults"}


def problem_of(response, status, kind):
    body = response.json()
    assert response.status_code == status, body
    assert response.headers["content-type"] == "application/problem+json"
    assert body.keys() == KEYS
    assert body["status"] == status
    assert body["type"] == f"urn:kamgraph:problem:{kind}"
    assert body["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
    assert "Traceback" not in response.text
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/nothing", 404, "not-found"),
        ("DELETE", "/v1/portfolio", 405, "method-not-allowed"),
        ("GET", "/v1/accounts/nobody/coverage", 404, "unknown-account"),
        ("GET", "/v1/people/nobody", 404, "unknown-id"),
        ("GET", "/v1/people/nobody/departure", 404, "unknown-id"),
        ("GET", "/v1/people/u-04/introductions", 422, "invalid-value"),
        ("GET", "/v1/portfolio?as_of=yesterday", 422, "invalid-request"),
        ("GET", "/v1/portfolio?as_of=1700000000", 422, "invalid-request"),
        ("GET", "/v1/portfolio?window_days=-1", 422, "invalid-request"),
        ("GET", "/v1/people?cursor=%21", 422, "unknown-cursor"),
        ("GET", "/v1/portfolio?asof=2026-01-01", 422, "invalid-request"),
        ("GET", "/v1/portfolio?as_of=2026-01-01&as_of=2026-01-02", 422, "invalid-request"),
        ("GET", "/v1/accounts/arnika/resilience?theta=7", 422, "invalid-request"),
        ("GET", "/docs/../../etc/passwd", 404, "not-found"),
    ],
)
def test_refusals(client, method, path, status, kind):
    problem_of(client.request(method, path), status, kind)


def test_a_method_that_is_not_allowed_says_which_are(client):
    assert client.post("/v1/portfolio").headers["allow"] == "GET"


def test_the_ids_and_the_faults_are_named(client):
    assert problem_of(client.get("/v1/people/nobody"), 404, "unknown-id")["ids"] == ["nobody"]
    body = problem_of(client.post("/v1/departure", json={"leavers": ["nobody"]}), 404, "unknown-id")
    assert body["ids"] == ["nobody"]
    faults = problem_of(client.get("/v1/portfolio?window_days=x"), 422, "invalid-request")["faults"]
    assert [fault["where"] for fault in faults] == ["query.window_days"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b'{"leavers": NaN}', "application/json", 422),
        (b'{"leavers": ["u-04"], "more": 1}', "application/json", 422),
        (b'{"leavers": ["\xff"]}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"leavers": ["c-0203"], "leavers": ["u-04"]}', "application/json", 422),
        (b'{"leavers": ["u-04"], "group": Infinity}', "application/json", 422),
        (b'"u-04"', "application/json", 422),
        (b"", "application/json", 422),
        (b'{"leavers": ["u-04"]}', "text/plain", 415),
        (b"leavers=u-04", "application/x-www-form-urlencoded", 415),
    ],
    ids=range(11),
)
def test_bodies_that_are_none(client, content, kind, status):
    response = client.post("/v1/departure", content=content, headers={"Content-Type": kind})
    problem_of(response, status, "unsupported-media-type" if status == 415 else "invalid-request")


def test_a_body_too_large_is_refused_before_it_is_read_and_while_it_is_read(serving):
    with serving(body_limit=2048) as client:
        problem_of(client.post("/v1/departure", content=b" " * 2049), 413, "too-large")
        streamed = client.post(
            "/v1/departure", content=iter([b" " * 1024] * 3), headers={"Content-Type": "application/json"}
        )
        problem_of(streamed, 413, "too-large")
        accepted = client.post("/v1/departure", content=b" " * 1000 + b'{"leavers": ["u-04"]}',
                               headers={"Content-Type": "application/json"})  # fmt: skip
        assert accepted.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "kamgraph.local"])
def test_a_name_that_is_not_ours_reaches_nothing(client, host):
    response = client.get("/v1/portfolio", headers={"Host": host})
    problem_of(response, 421, "misdirected")


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:80", "LOCALHOST"])
def test_names_of_this_machine_are_ours(client, host):
    assert client.get("/livez", headers={"Host": host}).status_code == 200


def test_another_name_is_ours_when_it_was_told(serving):
    with serving(names=("kamgraph.local",)) as client:
        assert client.get("/livez", headers={"Host": "kamgraph.local"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://evil.example//127.0.0.1:1"])
def test_another_sites_page_cannot_write(client, origin):
    response = client.post("/v1/departure", json={"leavers": ["u-04"]}, headers={"Origin": origin})
    problem_of(response, 403, "cross-site")


def test_our_own_page_can(client):
    response = client.post("/v1/departure", json={"leavers": ["u-04"]}, headers={"Origin": "http://127.0.0.1"})
    assert response.status_code == 200


@pytest.mark.parametrize("fault", [RuntimeError("Jan Kowalski"), KeyError("jan@example.com"), RecursionError()])
def test_a_fault_of_ours_says_nothing_and_is_logged_without_values(sample_settings, serving, caplog, fault):
    with serving() as client:

        def broken() -> None:
            raise fault

        client.app.add_api_route("/broken", broken)
        with caplog.at_level("INFO", "kamgraph.service"):
            body = problem_of(client.get("/broken"), 500, "internal-error")
    assert "Kowalski" not in json.dumps(body)
    logged = [record.__dict__["fields"] for record in caplog.records]
    assert {line["request_id"] for line in logged} == {body["instance"].removeprefix("urn:uuid:")}
    assert "Kowalski" not in str(logged)
    assert "jan@" not in str(logged)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.UnknownId("person", ("p",)), 404),
        (errors.UnknownScope("x; the nearest are secret"), 404),
        (errors.NotActive("p", date(2026, 1, 1)), 404),
        (errors.Conflict("overlap", ("f",)), 409),
        (errors.ErasedPerson(("p",)), 409),
        (errors.InvalidValue("k", 0, "must be more"), 422),
        (errors.NotForPortfolio("coverage"), 422),
        (errors.InputError("f.csv", "no table"), 422),
        (errors.StoreUnavailable("/srv/somebody/map.db: locked"), 503),
        (errors.SchemaOutOfDate("/srv/somebody/map.db: 1"), 503),
    ],
)
def test_every_error_of_the_engine_has_its_status(serving, error, status):
    def failing() -> None:
        raise error

    with serving() as client:
        client.app.add_api_route("/failing", failing)
        response = client.get("/failing")
    assert response.status_code == status
    assert ("retry-after" in response.headers) == (status == 503)
    assert "secret" not in response.text
    assert "somebody" not in response.text


def test_every_leaf_of_the_tree_is_mapped():
    def leaves(kind):
        below = kind.__subclasses__()
        return {leaf for sub in below for leaf in leaves(sub)} if below else {kind}

    own = {leaf.__name__ for leaf in leaves(errors.KamgraphError) if leaf.__module__ == errors.__name__}
    tested = set(re.findall(r"errors\.([A-Z]\w+)\(", Path(__file__).read_text()))
    assert own == tested


def test_details_are_said_in_the_readers_language(client):
    polish = client.get("/v1/accounts/nobody", headers={"Accept-Language": "pl"})
    assert polish.headers["content-language"] == "pl"
    assert polish.json()["detail"] == "nie ma takiego klienta"
    assert client.get("/v1/accounts/nobody").json()["detail"] == "no such account"


def test_another_address_needs_keys():
    with pytest.raises(ValidationError, match="only with keys"):
        ServiceSettings(store="sqlite:///map.db", host="0.0.0.0")
    assert ServiceSettings(store="sqlite:///map.db", host="0.0.0.0", auth="keys").auth == "keys"
