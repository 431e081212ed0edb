"""What a departure breaks and who takes over: for those who may know that somebody leaves."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, Strict
from starlette.responses import Response

from kamgraph import analytics as kg
from kamgraph.access import Principal, take_note
from kamgraph.analytics.chairs import Weights
from kamgraph.analytics.departure import DepartureResult, Kind
from kamgraph.analytics.handover import MOST_TIES, HandoverResult
from kamgraph.analytics.results import Result
from kamgraph.model.journal import EventAction
from kamgraph.snapshot.columns import Snapshot
from kamgraph_api.access import MayPlan
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import ids_asked, one_person
from kamgraph_api.described import returns
from kamgraph_api.media import JSON
from kamgraph_api.problems import documented
from kamgraph_api.reading import Day, Expand, Group, Read, Reading, body_of
from kamgraph_api.routes.asked import OneAccount, PersonId, whole

router = APIRouter(prefix="/v1", tags=["departures"], route_class=StrictRoute)
MOST_LEAVERS = 100
On = Annotated[
    Day | None,
    Query(description="First day away; the graph is read as it stood on the eve, or today if that is ahead."),
]
Why = Annotated[Kind, Query(description="Why they go; what is lost is the same.")]
Influence = Annotated[Weights, Query(description="Of one account: influence as stated, or as parts in the decision.")]
Leavers = Annotated[
    tuple[str, ...], Field(min_length=1, max_length=MOST_LEAVERS, description="Ids of the people who leave.")
]


class DepartureQuestion(BaseModel):
    """Who leaves together, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    leavers: Leavers
    on: Annotated[Day | None, Field(description="First day away, read from the eve; today.")] = None
    account: Annotated[str | None, Field(description="Look at one account only; else at the portfolio.")] = None
    group: Annotated[bool, Strict(), Field(description="With `account`: its daughter accounts as well.")] = False
    kind: Annotated[Kind, Field(description="Why they go; what is lost is the same.")] = "leaves"
    weights: Annotated[Weights, Field(description="Of one account: whose influence counts.")] = "stated"


class HandoverQuestion(BaseModel):
    """Who of ours leaves, and who may take over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    leavers: Leavers
    successors: Annotated[
        tuple[str, ...] | None, Field(max_length=MOST_LEAVERS, description="Ids of who may take over; anybody of ours.")
    ] = None
    capacity: Annotated[int, Field(ge=0, le=MOST_TIES, description="Most active ties of a successor."), whole] = 15
    account: Annotated[str | None, Field(description="Look at one account only; else at the portfolio.")] = None


@router.get("/people/{person}/departure", responses=returns(DepartureResult) | documented(401, 403, 404, 422, 503))
def departure_of_one(
    who: MayPlan,
    read: Read,
    person: PersonId,
    on: On = None,
    account: OneAccount = None,
    group: Group = False,
    kind: Why = "leaves",
    weights: Influence = "stated",
    expand: Expand = "names",
) -> Response:
    """What is lost when this person leaves, over the portfolio or in one account."""
    leaver = one_person(read, who, person).id
    snap = read.snapshot(who, account, group=group and account is not None, as_of=_eve(read, on))
    result = kg.departure(snap, (leaver,), kind=kind, weights=weights)
    return _planned(read, who, EventAction.DEPARTURE, result, expand, snap, [leaver])


@router.post("/departure", responses=returns(DepartureResult) | documented(401, 403, 404, 413, 415, 422, 503))
def departure(who: MayPlan, read: Read, question: DepartureQuestion, expand: Expand = "names") -> Response:
    """What is lost when these people leave together."""
    group = question.group and question.account is not None
    snap = read.snapshot(who, question.account, group=group, as_of=_eve(read, question.on))
    leavers = ids_asked(read, who, question.leavers)
    result = kg.departure(snap, leavers, kind=question.kind, weights=question.weights)
    return _planned(read, who, EventAction.DEPARTURE, result, expand, snap, leavers)


@router.post("/handover", responses=returns(HandoverResult) | documented(401, 403, 404, 413, 415, 422, 503))
def handover(who: MayPlan, read: Read, question: HandoverQuestion, expand: Expand = "names") -> Response:
    """Who takes over which contact, and in which order."""
    snap = read.snapshot(who, question.account)
    leavers = ids_asked(read, who, question.leavers)
    successors = None if question.successors is None else ids_asked(read, who, question.successors)
    result = kg.handover(snap, leavers, successors=successors, capacity=question.capacity)
    return _planned(read, who, EventAction.HANDOVER, result, expand, snap, leavers)


def _eve(read: Reading, on: date | None) -> date | None:
    """What a departure breaks is what stood on the eve; of a day ahead, no more is known than today."""
    if on is None:
        return None
    return min(on - timedelta(days=1) if on > date.min else on, read.as_of)


def _planned(
    read: Reading,
    who: Principal,
    action: EventAction,
    result: Result,
    expand: str,
    snap: Snapshot,
    leavers: Sequence[str],
) -> Response:
    """Recorded before it leaves, and kept nowhere on the way: that somebody asked is a trace of a plan already."""
    accounts = () if snap.kind == "portfolio" else snap.accounts.ids
    counts = {"leavers": len(set(leavers))}
    take_note(read.store, action, by=who.subject, accounts=accounts, people=leavers, counts=counts)
    return Response(body_of(result, expand, snap), media_type=JSON, headers={"Cache-Control": "no-store"})
