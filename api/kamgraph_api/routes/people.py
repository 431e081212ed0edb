"""People: found by name, with what is held about them, who can introduce us, and everything for an access request."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from kamgraph import analytics as kg
from kamgraph.access import take_note
from kamgraph.analytics.introductions import IntroductionsResult
from kamgraph.model.journal import EventAction
from kamgraph.privacy import export_subject
from kamgraph.store.port import Found
from kamgraph_api.access import MayAnalyse, MayErase, MayRead, everything
from kamgraph_api.answers import PeopleList, PersonFound, PersonHeld, SubjectExport
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import circle_of, facts_of, one_person, people_of
from kamgraph_api.described import returns
from kamgraph_api.media import CSV, JSON, JsonOrCsv
from kamgraph_api.paging import Paged
from kamgraph_api.problems import documented
from kamgraph_api.reading import Expand, Read, answer, written
from kamgraph_api.ready import Computed
from kamgraph_api.routes.accounts import Search
from kamgraph_api.routes.asked import Hops, OneAccount, PersonId, Ways
from kamgraph_api.tables import as_csv

router = APIRouter(prefix="/v1/people", tags=["people"], route_class=StrictRoute)
_ALL = 1_000_000


@router.get("", response_class=Computed, responses=returns(PeopleList, CSV) | documented(304, 401, 403, 406, 422, 503))
def list_people(who: MayRead, read: Read, page: Paged, form: JsonOrCsv, q: Search = None) -> Computed:
    """People whom the caller may know, all or those whose name, e-mail or id holds the words."""
    circle, following = circle_of(read, who), None
    if q is None:
        known = [Found(p.id, p.name, None) for p in read.store.people() if circle.knows(p.id)]
        hits, following = page.cut(known, lambda hit: hit.id)
    else:
        limit = page.limit if circle.people is None else _ALL
        found = read.store.find_people(q, limit=limit, as_of=read.as_of)
        hits = circle.found(found, () if circle.people is None else read.store.organisations())[: page.limit]
    items = tuple(PersonFound(*hit) for hit in hits)
    return as_csv(items, PersonFound, None) if form == CSV else _as_json(PeopleList(items, following))


def _as_json(body: object) -> Computed:
    return Computed(written(body), media_type=JSON)


@router.get(
    "/{person}", response_class=Computed, responses=returns(PersonHeld) | documented(304, 401, 403, 404, 422, 503)
)
def person(who: MayRead, read: Read, person: PersonId) -> Computed:
    """One person: the record and every visible fact, each with its id and its version."""
    circle = circle_of(read, who)
    held = people_of(read.store, circle, [person])[0]
    facts = facts_of(read.store, circle, held.id)
    named = {p for kind in facts.values() for stored in kind for p in _people_in(stored.content)}
    names = {p.id: p.name for p in read.store.people(sorted(named))}
    return _as_json(PersonHeld(read.as_of, held, facts, dict(sorted(names.items()))))


def _people_in(fact: Any) -> list[str]:
    return [one for field in fact.person_fields if (one := getattr(fact, field)) is not None]


@router.get(
    "/{person}/introductions",
    response_class=Computed,
    responses=returns(IntroductionsResult) | documented(304, 401, 403, 404, 422, 503),
)
def introductions(
    who: MayAnalyse,
    read: Read,
    person: PersonId,
    source: Annotated[str | None, Query(alias="from", description="Who of ours asks; whoever is nearest.")] = None,
    account: OneAccount = None,
    k: Ways = 3,
    max_hops: Hops = 3,
    expand: Expand = "names",
) -> Computed:
    """Who can introduce us to this client person: the strongest ways in."""
    target = one_person(read, who, person).id
    begin = None if source is None else one_person(read, who, source).id
    snap = read.snapshot(who, account)
    return answer(kg.introductions(snap, target, source=begin, k=k, max_hops=max_hops), expand, snap)


@router.get("/{person}/export", responses=returns(SubjectExport) | documented(401, 403, 404, 422, 503))
def export(who: MayErase, read: Read, person: PersonId) -> Response:
    """Everything held about a person, for an access request; only for who may see all accounts."""
    everything(who)
    held = export_subject(read.store, person)
    take_note(read.store, EventAction.EXPORT_PERSON, by=who.subject, people=[held["person"]])
    return Response(written(held), media_type=JSON, headers={"Cache-Control": "no-store"})
