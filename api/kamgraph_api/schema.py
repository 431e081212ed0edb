"""The OpenAPI schema, complete: what FastAPI knows of the routes, and what the answers' classes know of themselves."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from kamgraph_api.described import components
from kamgraph_api.media import JSON
from kamgraph_api.problems import MEDIA_TYPE, Problem

_ABOUT = """Who knows whom at a client, what hangs on one person, and what a departure breaks.

Every read takes the day it looks at (`as_of`) and the window in which a contact keeps a tie active (`window_days`), and
says both in its answer. Numbers carry `because`: the facts and contacts behind them. Shares are fractions from 0 to 1;
money is in `currency`; a number that is not known is null, and `reason` says why.

Computed answers carry an `ETag`: send it back as `If-None-Match`, and get 304 while nothing has changed. Every error is
a problem (RFC 9457). On this machine anybody may ask; elsewhere a key is needed, sent as `Authorization: Bearer ...`.
What the key does not cover looks as if it did not exist."""
_TAGS = [
    {"name": "portfolio", "description": "All accounts at once."},
    {"name": "accounts", "description": "Accounts, their graphs and their maps."},
    {"name": "measures", "description": "Every measure of an account under its own name."},
    {"name": "people", "description": "People and what is held about them."},
    {"name": "departures", "description": "What a departure breaks, and who takes over."},
    {"name": "records", "description": "People, organisations and contacts as recorded."},
    {"name": "facts", "description": "Who knows whom, who decides, who works where: single facts with their versions."},
    {"name": "imports", "description": "Tables loaded as runs, in the background, and taken back."},
    {"name": "journal", "description": "Who took what out, and who asked what a departure breaks."},
    {"name": "state", "description": "How the service itself is."},
]
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_NAMES = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "Names of the accounts and people by id; left out with `expand=none`.",
}


def schema_of(app: FastAPI) -> dict[str, Any]:
    """The schema of this application.

    Raises
    ------
    LookupError
        A field of an answer is described nowhere.
    """
    if app.openapi_schema is None:
        app.openapi_schema = _complete(app)
    return app.openapi_schema


def _complete(app: FastAPI) -> dict[str, Any]:
    plain = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=_ABOUT,
        routes=app.routes,
        tags=_TAGS,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    known = plain.setdefault("components", {}).setdefault("schemas", {})
    known |= components() | {"Problem": _problem(known)}
    for schema in known.values():
        if "settings_hash" in schema.get("properties", {}) or schema.get("title") == "AccountInWhole":
            schema["properties"]["names"] = _NAMES
    for operations in plain["paths"].values():
        for operation in operations.values():
            _complete_operation(operation)
    _share(plain)
    return plain


def _problem(known: dict[str, Any]) -> dict[str, Any]:
    schema = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    known |= schema.pop("$defs", {})
    return schema


def _complete_operation(operation: dict[str, Any]) -> None:
    answers, examples = operation["responses"], _examples().get(operation["operationId"], {})
    answers["default"] = {"description": "Any other refusal.", "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}
    for parameter in operation.get("parameters", ()):
        _plain(parameter)
    for content in (answers[status]["content"] for status in ("200", "201") if status in answers):
        for media, example in examples.get("answers", {}).items():
            content[media]["example"] = example
    if "request" in examples:
        operation["requestBody"]["content"][JSON]["example"] = examples["request"]


def _plain(parameter: dict[str, Any]) -> None:
    """A parameter that is left out is not null: nobody can write null into an address."""
    schema = parameter["schema"]
    schema.pop("title", None)
    kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
    schema |= kinds[0] if len(kinds) == 1 else {}
    schema.pop("description", None)
    for example in schema.pop("examples", ())[:1]:
        parameter["example"] = example


def _share(plain: dict[str, Any]) -> None:
    """Write each refusal once: half of the schema would be their copies."""
    shared = plain["components"].setdefault("responses", {})
    for operations in plain["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if MEDIA_TYPE in answer.get("content", {}):
                    name = f"Problem{status.title()}"
                    shared[name] = answer
                    operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}


@cache
def _examples() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((files("kamgraph_api") / "examples.json").read_text("utf-8"))
    return read
