"""Contacts recorded one by one."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from kamgraph.access import Principal, Scope
from kamgraph.model import Interaction
from kamgraph_api.access import requires
from kamgraph_api.answers import InteractionRecord
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import circle_of
from kamgraph_api.described import returns, takes
from kamgraph_api.media import JSON
from kamgraph_api.problems import Refused, documented
from kamgraph_api.reading import Today, written
from kamgraph_api.writing.allowed import require_known
from kamgraph_api.writing.runs import in_a_run
from kamgraph_api.writing.stated import body_of

router = APIRouter(prefix="/v1", tags=["records"], route_class=StrictRoute)
Writer = Annotated[Principal, requires(Scope.GRAPH_WRITE, Scope.GRAPH_READ)]
_REFUSED = documented(401, 403, 404, 409, 413, 415, 422, 503)


@router.post(
    "/interactions",
    response_class=Response,
    responses=returns(InteractionRecord, about="It is recorded.", status=201) | returns(InteractionRecord) | _REFUSED,
    openapi_extra=takes(Interaction),
)
def record_interaction(who: Writer, read: Today, said: Annotated[Interaction, body_of(Interaction)]) -> Response:
    """Record a contact; the same once more is harmless, another one under its id is refused."""
    circle, store = circle_of(read, who), read.store
    for person in said.participants:
        require_known(read, circle, person)
    if said.account is not None and not (who.sees(said.account) and any(store.organisations([said.account]))):
        raise Refused(404, "unknown-id", "there is no such organisation", ids=(said.account,))
    if who.accounts is not None and not said.participants:
        raise Refused(404, "unknown-id", "a contact needs somebody who took part")

    def nothing_else() -> None:
        held = next(iter(store.interactions(ids=[said.id])), None)
        if held is None:
            return
        if _in_order(held) != _in_order(said):
            raise Refused(409, "conflict", "there is another contact of this id", ids=(said.id,))
        raise _Already

    try:
        nothing_else()
        run = in_a_run(store, who, lambda run: store.record_interactions(run, [said]), nothing_else, interactions=1)
    except _Already:
        return _interaction(said.id, None, 200)
    return _interaction(said.id, run, 201)


def _in_order(interaction: Interaction) -> Interaction:
    return interaction.model_copy(update={"participants": tuple(sorted(interaction.participants))})


class _Already(Exception):
    """The contact is recorded as it was said."""


def _interaction(interaction: str, run: str | None, status: int) -> Response:
    body = written(InteractionRecord(interaction, run))
    return Response(body, status, {"Cache-Control": "no-store"}, JSON)
