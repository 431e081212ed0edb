"""People erased for good."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from kamgraph.privacy import erase_subject
from kamgraph_api.access import MayErase, everything
from kamgraph_api.answers import Erased
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns
from kamgraph_api.ground import Grounded
from kamgraph_api.media import JSON
from kamgraph_api.problems import documented
from kamgraph_api.reading import Today, written
from kamgraph_api.routes.asked import PersonId

router = APIRouter(prefix="/v1", tags=["records"], route_class=StrictRoute)


@router.delete(
    "/people/{person}", response_class=Response, responses=returns(Erased) | documented(401, 403, 404, 409, 422, 503)
)
def erase_person(
    who: MayErase,
    read: Today,
    ground: Grounded,
    person: PersonId,
    reason: Annotated[
        str,
        Query(min_length=1, max_length=120, description="Ground of the erasure; nothing that identifies the person."),
    ],
) -> Response:
    """Remove every trace of a person for good; only for who may see all accounts.

    The store remembers under a secret key that somebody was erased, so that no import brings the person back.
    """
    everything(who)
    done = erase_subject(read.store, person, by=who.subject, reason=reason, kept=ground.settings.kept)
    return Response(written(Erased(done.run, done.counts)), headers={"Cache-Control": "no-store"}, media_type=JSON)
