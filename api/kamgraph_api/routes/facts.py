"""Single facts: read with their versions, stated, corrected, ended, and taken back; each write is a run."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.model import FACT_TYPES, FactKind
from kamgraph_api.access import requires
from kamgraph_api.answers import FactHeld, FactWritten
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns, takes
from kamgraph_api.media import JSON
from kamgraph_api.problems import documented
from kamgraph_api.reading import Today, written
from kamgraph_api.writing import statements
from kamgraph_api.writing.stated import body_of
from kamgraph_api.writing.statements import NAMES
from kamgraph_api.writing.tags import Seen, WhatWasSeen

router = APIRouter(prefix="/v1", tags=["facts"], route_class=StrictRoute)
FactId = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{32}$",
        description="Id of the fact, which follows from what it is about.",
        examples=["00000000000000000000000000000000"],
    ),
]
_REFUSED = documented(401, 403, 404, 409, 412, 413, 415, 422, 428, 503)


def _answer(held: FactHeld | FactWritten, status: int = 200, **headers: str) -> Response:
    tag = {"ETag": held.tag} if held.tag else {}
    return Response(written(held), status, {"Cache-Control": "no-store", **tag, **headers}, JSON)


def _linked(kind: str, answers: dict[int | str, Any]) -> dict[int | str, Any]:
    """Answers that say where to go on from the fact they tell of."""
    this = {"fact": "$response.body#/fact"}
    links = {
        "show": {"operationId": f"facts-show-{kind}", "parameters": this},
        "take_back": {
            "operationId": f"facts-take-back-{kind}",
            "parameters": {**this, "header.If-Match": "$response.header.ETag"},
        },
    }
    return {status: {**answer, "links": links} for status, answer in answers.items()}


def _add(kind: FactKind) -> None:
    """Routes of one kind of fact."""
    model, name, one = FACT_TYPES[kind], NAMES[kind], str(kind)
    opinions = (Scope.OPINIONS_READ,) if kind is FactKind.STAKEHOLDER else ()
    reader: Any = Annotated[Principal, requires(Scope.GRAPH_READ, *opinions)]
    writer: Any = Annotated[Principal, requires(Scope.GRAPH_WRITE, Scope.GRAPH_READ, *opinions)]
    stated: Any = Annotated[model, body_of(model)]

    def show(who: reader, read: Today, fact: FactId) -> Response:
        return _answer(statements.readable(read, who, kind, fact))

    def state(who: writer, read: Today, seen: WhatWasSeen, said: stated) -> Response:
        if seen.match is None and seen.none_match is None:
            seen = Seen(None, "*")
        held = statements.put(read, who, said, seen)
        if held.run is None or seen.match is not None:
            return _answer(held)
        return _answer(held, 201, Location=f"/v1/{name}/{held.fact}")

    def put(who: writer, read: Today, seen: WhatWasSeen, fact: FactId, said: stated) -> Response:
        return _answer(statements.put(read, who, said, seen, fact))

    def take_back(who: writer, read: Today, seen: WhatWasSeen, fact: FactId) -> Response:
        return _answer(statements.take_back(read, who, statements.readable(read, who, kind, fact), seen))

    show.__doc__ = f"The {one} of this id: what stands, with its tag, and every version there was."
    state.__doc__ = (
        f"State a {one} that is not there yet; 412 names the id of one that is, which is changed with If-Match."
    )
    put.__doc__ = (
        f"State or change the {one} of this id: what is left out stays as it is, null clears it. The same beginning "
        "corrects, a later one closes what stood before; an end is said with `valid_to`."
    )
    take_back.__doc__ = f"Take back a {one} that was entered in error; every version stays in the history."
    path, body = f"/{name}/{{fact}}", takes(model)
    shown, held = _linked(one, returns(FactHeld)), _linked(one, returns(FactWritten))
    made = held | _linked(one, returns(FactWritten, about="It stands now.", status=201))
    common: dict[str, Any] = {"response_class": Response}
    router.add_api_route(
        path, show, name=f"show_{one}", responses=shown | documented(401, 403, 404, 422, 503), **common
    )
    router.add_api_route(
        f"/{name}",
        state,
        methods=["POST"],
        name=f"state_{one}",
        responses=made | _REFUSED,
        openapi_extra=body,
        **common,
    )
    router.add_api_route(
        path, put, methods=["PUT"], name=f"put_{one}", responses=held | _REFUSED, openapi_extra=body, **common
    )
    router.add_api_route(
        path, take_back, methods=["DELETE"], name=f"take_back_{one}", responses=held | _REFUSED, **common
    )


for _kind in FACT_TYPES:
    _add(_kind)
