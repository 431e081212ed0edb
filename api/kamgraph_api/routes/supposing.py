"""What departures would cost with ties that are not there yet."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, Strict
from starlette.responses import Response

from kamgraph import analytics as kg
from kamgraph.analytics.if_tied import IfTiedResult
from kamgraph.analytics.next_best_ties import MOST_TIES
from kamgraph_api.access import MayAnalyse
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import ids_asked
from kamgraph_api.described import returns
from kamgraph_api.problems import documented
from kamgraph_api.reading import Expand, Read, answer

router = APIRouter(prefix="/v1", tags=["departures"], route_class=StrictRoute)


class Supposed(BaseModel):
    """One of ours, a client person, and how strong their tie would be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ours: Annotated[str, Field(description="Id of one of our people.")]
    theirs: Annotated[str, Field(description="Id of a client person.")]
    strength: Annotated[float, Strict(), Field(ge=0, le=1, description="0..1; 0 is no tie.")] = 0.5


class TiesQuestion(BaseModel):
    """Ties to be built, or to be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ties: Annotated[
        tuple[Supposed, ...], Field(min_length=1, max_length=MOST_TIES, description="Each in place of what there is.")
    ]
    account: Annotated[str | None, Field(description="Look at one account only; else at the portfolio.")] = None
    group: Annotated[bool, Strict(), Field(description="With `account`: its daughter accounts as well.")] = False


@router.post("/if-tied", responses=returns(IfTiedResult) | documented(401, 403, 404, 413, 415, 422, 503))
def if_tied(who: MayAnalyse, read: Read, question: TiesQuestion, expand: Expand = "names") -> Response:
    """What everybody's departure would cost with these ties."""
    snap = read.snapshot(who, question.account, group=question.group and question.account is not None)
    # Each by itself: an id that was merged away leads to the person of today.
    ties = [
        (ids_asked(read, who, [tie.ours])[0], ids_asked(read, who, [tie.theirs])[0], tie.strength)
        for tie in question.ties
    ]
    return answer(kg.if_tied(snap, ties), expand, snap)
