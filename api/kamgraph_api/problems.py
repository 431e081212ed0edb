"""Every error as a problem that a program can read (RFC 9457), in one place."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from kamgraph.model import errors
from kamgraph.model.polish import in_language
from kamgraph_api.speech import spoken

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
MOST_FAULTS = 20
_LONGEST_PLACE = 120


class Fault(BaseModel):
    """One value of the request that breaks a rule."""

    where: Annotated[str, Field(description="Where in the request: query, path or body, then the names on the way.")]
    reason: Annotated[str, Field(description="What the rule asks for.")]


class Problem(BaseModel):
    """What went wrong, as RFC 9457 writes it."""

    model_config = ConfigDict(title="Problem")

    type: Annotated[str, Field(description="Stable name of the kind of problem, urn:kamgraph:problem:...")]
    title: Annotated[str, Field(description="The kind of problem in a few words.")]
    status: Annotated[int, Field(ge=400, le=599, description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong with this request, and what would be right.")]
    instance: Annotated[str, Field(description="Id of the request, under which the service logged it.")]
    ids: Annotated[list[str], Field(description="Ids of the people, accounts, facts or runs concerned.")] = []
    faults: Annotated[list[Fault], Field(description="Values of the request that break a rule.")] = []


class Refused(Exception):
    """An answer other than success that a route or a gate decides on.

    Parameters
    ----------
    status : int
    kind : str
        Last part of the problem's type.
    detail : str
    ids : sequence of str, optional
    headers : mapping, optional
    faults : sequence of Fault, optional
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        *,
        ids: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        faults: Sequence[Fault] = (),
    ) -> None:
        self.status, self.kind, self.detail = status, kind, detail
        self.ids, self.headers, self.faults = tuple(ids), dict(headers or {}), tuple(faults)
        super().__init__(detail)

    def response(self, scope: Mapping[str, Any]) -> Response:
        """The answer itself, in the language of the request."""
        language = spoken(scope)
        body = Problem(
            type=f"urn:kamgraph:problem:{self.kind}",
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            detail=in_language(self.detail, language),
            instance=f"urn:uuid:{scope.get('state', {}).get('request_id', '00000000-0000-0000-0000-000000000000')}",
            ids=list(self.ids),
            faults=[Fault(where=one.where, reason=in_language(one.reason, language)) for one in self.faults],
        )
        headers = {"Cache-Control": "no-store", "Content-Language": language, **self.headers}
        return JSONResponse(body.model_dump(), self.status, headers, media_type=MEDIA_TYPE)


def unauthorized() -> Refused:
    """Nobody, or nobody known, asks: always the same words, whatever is wrong with the key."""
    return Refused(401, "unauthorized", "a valid key is needed", headers={"WWW-Authenticate": "Bearer"})


def explain(error: errors.KamgraphError, request: Request) -> Refused:
    """What an error of the engine means to the caller of the service."""
    reads, said = request.method in {"GET", "HEAD"}, str(error)
    named = {str(value) for value in request.path_params.values()}
    match error:
        case errors.UnknownId(ids=ids):
            return Refused(404 if reads or named & set(ids) else 409, "unknown-id", said, ids=ids)
        case errors.UnknownScope():
            # The engine's sentence names the nearest accounts, and not everybody may know of those.
            return no_account(*sorted(named))
        case errors.NotActive(person=person):
            return Refused(404, "not-active", said, ids=(person,))
        case errors.Conflict(ids=ids) | errors.ErasedPerson(ids=ids):
            return Refused(409, "conflict" if isinstance(error, errors.Conflict) else "erased", said, ids=ids)
        case errors.InvalidValue(field=field, reason=reason):
            return Refused(422, "invalid-value", said, faults=[Fault(where=field, reason=reason)])
        case errors.StoreUnavailable() | errors.SchemaOutOfDate():
            # Its sentence names the file or the server, which is nobody's concern outside.
            waits = {"Retry-After": str(RETRY_SECONDS)}
            kind = "store-unavailable" if error.retryable else "schema-out-of-date"
            return Refused(503, kind, "the store cannot answer now", headers=waits)
        case _:
            return Refused(422, "not-possible", said)


def no_account(*accounts: str) -> Refused:
    """The account does not exist, or the caller may not know that it does."""
    return Refused(404, "unknown-account", "no such account", ids=accounts)


_KINDS = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported-media-type"}


def _of_http(error: HTTPException, request: Request) -> Refused:
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return _of_values([Fault(where="body", reason="cannot be read")])
    kind = _KINDS.get(error.status_code, "refused")
    detail = {404: "there is nothing here", 405: "this method is not allowed here"}.get(error.status_code)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # The framework names the methods of the first route with this path only.
        fitting = [route for route in request.app.state.routes if route.matches(request.scope)[0] is not Match.NONE]
        headers["Allow"] = ", ".join(sorted({method for route in fitting for method in route.methods}))
    return Refused(error.status_code, kind, detail or str(error.detail), headers=headers)


def _of_validation(error: RequestValidationError, request: Request) -> Refused:
    found = error.errors()
    whole = any(e["type"] == "model_attributes_type" and tuple(e["loc"]) == ("body",) for e in found)
    if whole and "json" not in request.headers.get("content-type", ""):
        return Refused(415, "unsupported-media-type", "the body must be application/json")
    # Places are named in the caller's own words: without a bound the answer would be larger than what was sent.
    shown = found[:MOST_FAULTS]
    return _of_values([Fault(where=".".join(map(str, e["loc"]))[:_LONGEST_PLACE], reason=_reason(e)) for e in shown])


def _of_values(faults: list[Fault]) -> Refused:
    return Refused(422, "invalid-request", "a value of the request breaks a rule", faults=faults)


def _reason(error: Mapping[str, Any]) -> str:
    said = str(error.get("ctx", {}).get("error", "")) if error["type"] == "json_invalid" else ""
    return said or str(error["msg"]).removeprefix("Value error, ")


def unexpected() -> Refused:
    """A fault of the service itself; the log says more under the request's id."""
    return Refused(500, "internal-error", "the service failed; its log says why under this request's id")


def refusal_of(error: Exception, request: Request) -> Refused:
    """What an error that leaves a route means to the caller."""
    match error:
        case Refused():
            return error
        case RequestValidationError():
            return _of_validation(error, request)
        case HTTPException():
            return _of_http(error, request)
        case errors.KamgraphError():
            return explain(error, request)
        case _:
            return unexpected()


EXPLAINED = (Refused, RequestValidationError, HTTPException, errors.KamgraphError)


def add_problems(app: FastAPI) -> None:
    """Answer every error that leaves a route with a problem."""

    async def refused(request: Request, error: Exception) -> Response:
        return refusal_of(error, request).response(request.scope)

    for kind in EXPLAINED:
        app.add_exception_handler(kind, refused)


Documented = Literal[304, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429, 500, 503]
_MEANING: dict[int, str] = {
    304: "The caller's copy, named by If-None-Match, is still true.",
    401: "No valid key came with the request.",
    403: "The key's scopes do not cover this.",
    404: "There is nothing of this id that the caller may see.",
    406: "The answer is not written in any form that the caller takes.",
    409: "The request contradicts what stands in the store.",
    412: "Somebody else changed it since it was read.",
    413: "The body is larger than allowed.",
    415: "The body is of a media type that is not read here.",
    422: "A value of the request breaks a rule.",
    428: "Say with If-Match which version is meant.",
    429: "Too much waits already; try again after Retry-After seconds.",
    500: "The service failed; its log says why.",
    503: "The store cannot answer now; try again after Retry-After seconds.",
}


def documented(*statuses: Documented) -> dict[int | str, dict[str, Any]]:
    """How the answers with these statuses are described, for the `responses` of a route."""
    return {status: _described(status) for status in statuses}


def _described(status: int) -> dict[str, Any]:
    if status < HTTPStatus.BAD_REQUEST:
        return {"description": _MEANING[status]}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": _MEANING[status], "content": {MEDIA_TYPE: {"schema": schema}}}
