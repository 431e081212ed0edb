"""Single facts: read with their versions, stated, corrected, ended, and taken back; each write is a run."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.model import FACT_TYPES, Fact, FactKind
from kamgraph.store.port import GraphStore, StoredFact
from kamgraph.store.versions import Visible, plan_put
from kamgraph_api.access import requires
from kamgraph_api.answers import FactHeld, FactWritten
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import circle_of
from kamgraph_api.described import returns, takes
from kamgraph_api.media import JSON
from kamgraph_api.problems import Fault, Refused, documented
from kamgraph_api.reading import Reading, Today, written
from kamgraph_api.writing.allowed import require_allowed
from kamgraph_api.writing.runs import in_a_run
from kamgraph_api.writing.stated import body_of
from kamgraph_api.writing.tags import Seen, WhatWasSeen, tag_of_versions

NAMES: dict[FactKind, str] = {kind: f"{kind}s" if kind != FactKind.ABSENCE else "absences" for kind in FACT_TYPES}
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


def _standing(store: GraphStore, said: Fact) -> tuple[StoredFact, ...]:
    """Versions that stand of the fact that this one is about."""
    where = {"person": getattr(said, said.person_fields[0])} if said.person_fields else {}
    if where.get("person") is None:
        where = {"organisation": getattr(said, said.organisation_fields[0])}
    found = store.facts(said.kind_of_fact, **where)
    return tuple(sorted((s for s in found if s.fact == said.fact), key=lambda s: s.content.valid_from or date.min))


def _readable(read: Reading, who: Principal, kind: FactKind, fact: str) -> FactHeld:
    """What is held of a fact, if the caller may read all that was ever said of it."""
    history, circle = read.store.history(fact), circle_of(read, who)
    of_kind = history and isinstance(history[0].content, FACT_TYPES[kind])
    if not of_kind or not all(circle.may_read(stored.content) for stored in history):
        raise Refused(404, "unknown-id", "there is no such fact", ids=(fact,))
    standing = _standing(read.store, history[0].content)
    authors = {run.id: run.by for run in read.store.runs({stored.run for stored in history})}
    return FactHeld(fact, tag_of_versions(standing), standing, history, authors)


def _answer(held: FactHeld | FactWritten, status: int = 200, **headers: str) -> Response:
    tag = {"ETag": held.tag} if held.tag else {}
    return Response(written(held), status, {"Cache-Control": "no-store", **tag, **headers}, JSON)


def _written(store: GraphStore, said: Fact, run: str | None) -> FactWritten:
    standing = _standing(store, said)
    return FactWritten(said.fact, tag_of_versions(standing), run, standing)


def _put(read: Reading, who: Principal, said: Fact, seen: Seen) -> FactWritten:
    require_allowed(read, who, circle_of(read, who), said)
    store = read.store
    before = _written(store, said, None)
    plan = plan_put([Visible(stored.version, stored.content) for stored in before.standing], said)
    if plan.outcome == "unchanged":
        # Also where the answer to the same write was lost on its way: the caller asks again, with the tag of before.
        return before
    seen.require(before.tag, thing=said.fact)
    counted = {NAMES[said.kind_of_fact]: 1}
    run = in_a_run(store, who, lambda run: store.put_facts(run, [said]), _unchanged(store, said, seen), **counted)
    return _written(store, said, run)


def _take_back(read: Reading, who: Principal, held: FactHeld, seen: Seen) -> FactWritten:
    store, said = read.store, held.history[0].content
    if held.tag is None:
        return FactWritten(held.fact, None, None, ())
    seen.require(held.tag, thing=held.fact)
    versions = [stored.version for stored in held.standing]
    counted = {"retracted": len(versions)}
    run = in_a_run(store, who, lambda run: store.retract(run, versions), _unchanged(store, said, seen), **counted)
    return _written(store, said, run)


def _unchanged(store: GraphStore, said: Fact, seen: Seen) -> Callable[[], None]:
    return lambda: seen.require(tag_of_versions(_standing(store, said)), thing=said.fact)


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
        return _answer(_readable(read, who, kind, fact))

    def state(who: writer, read: Today, seen: WhatWasSeen, said: stated) -> Response:
        if seen.match is None and seen.none_match is None:
            seen = Seen(None, "*")
        held = _put(read, who, said, seen)
        if held.run is None:
            return _answer(held)
        return _answer(held, 201, Location=f"/v1/{name}/{held.fact}")

    def put(who: writer, read: Today, seen: WhatWasSeen, fact: FactId, said: stated) -> Response:
        if said.fact != fact:
            reason = f"what the body says has the id {said.fact}"
            raise Refused(
                422,
                "wrong-id",
                "a value of the request breaks a rule",
                faults=[Fault(where="path.fact", reason=reason)],
            )
        return _answer(_put(read, who, said, seen))

    def take_back(who: writer, read: Today, seen: WhatWasSeen, fact: FactId) -> Response:
        return _answer(_take_back(read, who, _readable(read, who, kind, fact), seen))

    show.__doc__ = f"The {one} of this id: what stands, with its tag, and every version there was."
    state.__doc__ = f"State a {one} that is not there yet; where it is, say with If-Match which version is changed."
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
