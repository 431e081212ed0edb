"""The schema: complete, true in its examples, and the same as the one that was agreed on."""

import json
import os
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from kamgraph.model import FactKind
from kamgraph_api import create_app
from kamgraph_api.routes.facts import NAMES

AGREED = Path(__file__).parent / "openapi.json"
EXAMPLES = Path(str(files("kamgraph_api"))) / "examples.json"
# Set to write both files anew, after a change that was meant.
REWRITE = os.environ.get("KAMGRAPH_REWRITE_SCHEMA") == "1"
ASKED = {
    "account": "arnika",
    "person": "c-0207",
    "from": "2026-05-23",
}
BODIES = {
    "departures-departure": {"leavers": ["u-04", "c-0203"], "on": "2026-12-01"},
    "departures-if-tied": {"ties": [{"ours": "u-01", "theirs": "c-0203", "strength": 0.5}], "account": "arnika"},
    "departures-handover": {"leavers": ["u-04"], "successors": ["u-07", "u-10"], "capacity": 20},
}
# Operations that write have examples of their own, made on a copy.
WRITTEN = {"records", "facts"}
FACTS = {
    "tie": {"ours": "u-01", "theirs": "c-0203", "declared": 3, "confirmed_on": "2026-11-20"},
    "stakeholder": {"person": "c-0203", "account": "zakole", "roles": ["influencer"], "influence": 6, "stance": 1},
    "position": {"person": "c-0203", "organisation": "zakole", "title": "Doradca zarządu", "level": "director"},
    "assignment": {"person": "u-01", "account": "zakole", "role": "expert"},
    "line": {"source": "c-0203", "target": "c-0207", "kind": "conflicts_with"},
    "figure": {"account": "zakole", "kind": "nps", "value": 40, "valid_from": "2026-11-01"},
    "absence": {"person": "u-01", "kind": "leave", "valid_from": "2027-02-01"},
}
CHANGED = {"tie": {"declared": 4}, "stakeholder": {"stance": 2}, "absence": {"valid_to": "2027-08-01"}}
MEETING = {"id": "m-1", "at": "2026-11-20T10:00:00+01:00", "kind": "meeting", "participants": ["u-04", "c-0207"]}
ANEW = {"name": "Nowa Osoba", "side": "theirs", "title": "Dyrektor IT", "level": "director", "influence": 6}
RECORDS = [
    ("records-add-person", "POST", "/v1/accounts/arnika/people", ANEW),
    ("records-person-record", "GET", "/v1/people/c-0207/record", None),
    ("records-account-record", "GET", "/v1/accounts/arnika/record", None),
    ("records-put-person", "PUT", "/v1/people/c-0207", {"id": "c-0207", "name": "Halina Ćwikłowska", "language": "de"}),
    ("records-put-account", "PUT", "/v1/accounts/arnika", {"id": "arnika", "name": "Arnika", "segment": "A+"}),
    ("records-record-interaction", "POST", "/v1/interactions", MEETING),
    ("records-erase-person", "DELETE", "/v1/people/c-0207?reason=request", None),
]
MOST_ITEMS = 2
STEADY = {
    "at": "2026-11-23T08:00:00Z",
    "run": "i-0123456789ab",
    "authors": {"i-0123456789ab": "local"},
    "store_version": "1-0123456789ab",
    "version": "1-0123456789ab",
    "superseded_by": "i-0123456789ab",
    "tag": '"0123456789abcdef01234567"',
}
# Not the same from one day, or one answer, to the next.
UNSTEADY = {"journal-audit-log", "journal-runs", "state-metrics", "people-export", "accounts-draw-map"} | {
    f"imports-{name}" for name in ("start-import", "list-imports", "show-import", "rejected-rows", "take-back-import")
}


@pytest.fixture(scope="module")
def schema(client):
    return client.get("/openapi.json").json()


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def success(operation):
    return next(answer for status, answer in operation["responses"].items() if status.startswith("2"))


def shortened(value):
    if isinstance(value, dict):
        some = list(value.items())
        # Names stand by id, and all other objects have fields that all count.
        return {
            key: (one and STEADY.get(key)) or shortened(one) for key, one in (some[:3] if _is_names(value) else some)
        }
    if isinstance(value, list):
        return [shortened(one) for one in value[:MOST_ITEMS]]
    return value


def _is_names(value):
    return len(value) > 3 and all(isinstance(one, str) and one[:1].isupper() for one in value.values())


def asked(client, path, method, operation):
    since = {**ASKED, "from": "u-04"} if path.endswith("/introductions") else ASKED
    named = {parameter["name"] for parameter in operation.get("parameters", ())}
    query = {"from": since["from"]} if "from" in named else {}
    body = BODIES.get(operation["operationId"])
    return client.request(method, path.format(**ASKED), params=query, json=body), body


def examples_of(client, schema, asked_for_writes):
    found = {
        name: {"answers": {"application/json": shortened(answer)}} | ({"request": body} if body else {})
        for name, (body, answer) in asked_for_writes.items()
    }
    for path, method, operation in operations(schema):
        if operation["operationId"] in UNSTEADY or operation["tags"][0] in WRITTEN:
            continue
        response, body = asked(client, path, method, operation)
        assert response.status_code == 200, (path, response.text)
        made = {"answers": {"application/json": shortened(response.json())}}
        found[operation["operationId"]] = made | ({"request": body} if body else {})
    return found


def dumped(value):
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.fixture(scope="module")
def asked_for_writes(sample_file, sample_settings, tmp_path_factory):
    """Bodies and answers of the operations that write, each made once, by its name."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "key").write_text((b"k" * 32).hex(), "ascii")
    store = f"sqlite:///{shutil.copy(sample_file, folder / 'map.db')}"
    told = sample_settings.model_copy(update={"store": store, "erasure_key": folder / "key"})
    found = {}
    with TestClient(create_app(told), base_url="http://127.0.0.1") as client:
        for name, one in FACTS.items():
            path = f"/v1/{NAMES[FactKind(name)]}"
            made = client.post(path, json=one)
            where = made.headers["Location"]
            shown, changed = client.get(where), CHANGED.get(name, {"valid_to": "2027-01-01"})
            put = client.put(where, json=one | changed, headers={"If-Match": made.headers["ETag"]})
            gone = client.delete(where, headers={"If-Match": put.headers["ETag"]})
            for verb, body, answer in (
                ("state", one, made),
                ("show", None, shown),
                ("put", one | changed, put),
                ("take-back", None, gone),
            ):
                found[f"facts-{verb}-{name}"] = body, answer
        for name, method, path, body in RECORDS:
            seen = client.get(f"{path}/record").headers.get("ETag") if method == "PUT" else None
            headers = {"If-Match": seen} if seen else {}
            found[name] = body, client.request(method, path, json=body, headers=headers)
    assert {name: a.text for name, (_, a) in found.items() if a.status_code not in {200, 201}} == {}
    return {name: (body, answer.json()) for name, (body, answer) in found.items()}


def test_the_examples_are_what_the_sample_portfolio_answers(client, schema, asked_for_writes):
    now = dumped(examples_of(client, schema, asked_for_writes))
    if REWRITE:
        EXAMPLES.write_text(now, encoding="utf-8")
    assert EXAMPLES.read_text("utf-8") == now


def test_the_schema_is_the_one_agreed_on(schema):
    plain = {**schema, "info": {**schema["info"], "version": ""}}
    if REWRITE:
        AGREED.write_text(dumped(plain), encoding="utf-8")
    assert json.loads(AGREED.read_text("utf-8")) == plain


def test_every_operation_is_described_with_an_example(schema):
    found = []
    for _, _, operation in operations(schema):
        found.append(operation["operationId"])
        assert operation["operationId"].split("-")[0] == operation["tags"][0]
        assert operation["description"]
        content = success(operation).get("content", {})
        if operation["operationId"] not in UNSTEADY:
            assert "example" in content["application/json"]
        if "requestBody" in operation:
            assert all("example" in part for part in operation["requestBody"]["content"].values())
        for parameter in operation.get("parameters", ()):
            assert parameter["description"]
    assert len(found) == len(set(found)) > 25


def test_every_field_of_every_answer_is_described_and_every_number_has_its_range(schema):
    count = 0
    for name, part in schema["components"]["schemas"].items():
        for field, told in part.get("properties", {}).items():
            assert told.get("description"), f"{name}.{field}"
            count += 1
            for number in numbers(told):
                if number["type"] == "number" and "minimum" not in number and "exclusiveMinimum" not in number:
                    assert "`currency`" in told["description"], f"{name}.{field}"
    assert count > 300


def numbers(schema):
    if schema.get("type") in {"number", "integer"}:
        yield schema
    for key in ("anyOf", "prefixItems"):
        for one in schema.get(key, ()):
            yield from numbers(one)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from numbers(schema[key])


def test_answers_to_writes_keep_to_the_schema(schema, asked_for_writes):
    described = {operation["operationId"]: operation for _, _, operation in operations(schema)}
    for name, (body, answer) in asked_for_writes.items():
        told = success(described[name])["content"]["application/json"]["schema"]
        assert faults_of(answer, told, schema) == [], name
        if body:
            asks = described[name]["requestBody"]["content"]["application/json"]["schema"]
            assert faults_of(body, asks, schema) == [], name


def faults_of(value, told, schema):
    whole = {**told, "components": schema["components"]}
    return [fault.message[:200] for fault in Draft202012Validator(whole).iter_errors(value)]


def test_answers_keep_to_the_schema(client, schema):
    checked = 0
    for path, method, operation in operations(schema):
        content = success(operation).get("content", {})
        # Imports change what is asked here; they are held to the schema where they are tested.
        if "application/json" not in content or operation["tags"][0] in {"imports", *WRITTEN}:
            continue
        response, _ = asked(client, path, method, operation)
        assert faults_of(response.json(), content["application/json"]["schema"], schema) == [], path
        checked += 1
    assert checked > 25


def test_every_problem_is_of_the_described_form(client, schema):
    whole = {"$ref": "#/components/schemas/Problem", "components": schema["components"]}
    for path in ("/v1/nothing", "/v1/accounts/nobody", "/v1/portfolio?as_of=x"):
        assert list(Draft202012Validator(whole).iter_errors(client.get(path).json())) == []


def test_the_documentation_asks_nobody_else(client):
    page = client.get("/docs")
    assert "://" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert client.get(f"/docs/{name}").status_code == 200
