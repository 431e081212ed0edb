"""The pages that people read: every one has an address of its own that shows the same to whoever may see it."""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import HTMLResponse, Response

from kamgraph.access import Principal, Scope, take_note
from kamgraph.model.journal import EventAction
from kamgraph.snapshot.columns import Snapshot
from kamgraph_api.access import requires
from kamgraph_api.beyond import beyond_snapshots
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.circle import one_person
from kamgraph_api.media import HTML, JSON, XLSX
from kamgraph_api.paths import LivePaths
from kamgraph_api.problems import EXPLAINED, Fault, Refused, refusal_of
from kamgraph_api.reading import Day, Group, Read, Reading, written
from kamgraph_api.ready import Computed
from kamgraph_api.refusals import refusal_page
from kamgraph_api.routes.asked import AccountId, PersonId
from kamgraph_viz import ACCOUNT_DRAWN, Beyond, people_of, person_page, portfolio_of
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.addresses import AccountPage, Addresses
from kamgraph_viz.portfolio.trend import trend_before
from kamgraph_viz.portfolio.workbook import workbook_of
from kamgraph_viz.quality.page import quality_page

_CARRIED = ("as_of", "window_days")
# The page's own element says which scripts may run; this only adds what an element cannot say.
_POLICY = {"Content-Security-Policy": "frame-ancestors 'none'"}


class PageRoute(StrictRoute):
    """A route for people: what is refused is said on a page, and a browser is asked for the key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route with refusals that can be read."""
        inner = super().get_route_handler()

        async def readable(request: Request) -> Response:
            try:
                return await inner(request)
            except EXPLAINED as error:
                return refusal_page(refusal_of(error, request), request)

        return readable


router = APIRouter(include_in_schema=False, route_class=PageRoute)
Reader = Annotated[Principal, requires(Scope.GRAPH_READ, Scope.ANALYTICS_READ)]


def _paths(request: Request) -> LivePaths:
    asked = {name: request.query_params[name] for name in _CARRIED if name in request.query_params}
    return LivePaths(str(request.scope.get("root_path", "")), asked)


Paths = Annotated[Addresses, Depends(_paths)]


def _page(html: str) -> Computed:
    return Computed(html.encode(), media_type=f"{HTML}; charset=utf-8", headers=_POLICY)


@router.get("/")
def portfolio(who: Reader, read: Read, paths: Paths) -> Computed:
    """All clients."""
    return _page(portfolio_of(read.snapshot(who), lang=read.lang, addresses=paths))


@router.get("/trend")
def trend(who: Reader, read: Read) -> Computed:
    """Coverage of every client at the last quarter ends, for the page of all clients once it is drawn."""
    found = trend_before(read.snapshot(who), lambda day: read.snapshot(who, as_of=day))
    return Computed(written({opaque(account): shares for account, shares in found.items()}), media_type=JSON)


@router.get("/portfolio.xlsx")
def workbook(who: Reader, read: Read) -> Computed:
    """All clients as a workbook."""
    named = {"Content-Disposition": f'attachment; filename="portfolio-{read.as_of.isoformat()}.xlsx"'}
    return Computed(workbook_of(read.snapshot(who), lang=read.lang), media_type=XLSX, headers=named)


@router.get("/quality")
def quality(who: Reader, read: Read, paths: Paths) -> Computed:
    """What is to be filled in at all clients."""
    snap = read.snapshot(who)
    return _page(quality_page(snap, store=beyond_snapshots(read, who, snap), lang=read.lang, addresses=paths))


@router.get("/people")
def our_people(who: Reader, read: Read, paths: Paths) -> Computed:
    """Our people over all clients."""
    return _page(people_of(read.snapshot(who), lang=read.lang, addresses=paths))


@router.get("/people/{person}")
def one_person_page(who: Reader, read: Read, person: PersonId, paths: Paths) -> Response:
    """One person over all clients the caller sees; who would take over from one of ours is a plan, and recorded."""
    known, snap = one_person(read, who, person), read.snapshot(who)
    planned = who.may(Scope.DEPARTURES_PLAN) and bool(snap.people.ours[snap.number(known.id)])
    html = person_page(snap, known.id, lang=read.lang, addresses=paths, planned=planned)
    if not planned:
        return _page(html)
    take_note(read.store, EventAction.HANDOVER, by=who.subject, people=[known.id], counts={"leavers": 1})
    return HTMLResponse(html, headers={**_POLICY, "Cache-Control": "no-store"})


@router.get("/accounts/{account}")
def account_map(who: Reader, read: Read, account: AccountId, paths: Paths, group: Group = False) -> Computed:
    """The influence map of one."""
    return _drawn("map", who, read, account, paths, group=group)


@router.get("/accounts/{account}/{page}")
def account_page(
    who: Reader,
    read: Read,
    account: AccountId,
    page: Annotated[AccountPage, Path()],
    paths: Paths,
    group: Group = False,
    since: Annotated[Day | None, Query(description="Day to compare with; a quarter before.")] = None,
) -> Computed:
    """Any other page of one."""
    return _drawn(page, who, read, account, paths, group=group, since=since)


def _drawn(
    page: AccountPage,
    who: Principal,
    read: Reading,
    account: str,
    paths: Addresses,
    *,
    group: bool,
    since: date | None = None,
) -> Computed:
    if page not in ACCOUNT_DRAWN:
        raise Refused(404, "not-found", "there is nothing here")

    def on(day: date) -> Snapshot:
        return read.snapshot(who, account, group=group, as_of=day)

    snap = on(read.as_of)
    if since is not None and since > snap.as_of:
        fault = Fault(where="query.since", reason=f"must not be later than {snap.as_of}")
        raise Refused(422, "invalid-request", "a value of the request breaks a rule", faults=[fault])
    beyond = Beyond(on, since, lambda: beyond_snapshots(read, who, snap))
    return _page(ACCOUNT_DRAWN[page](snap, beyond=beyond, lang=read.lang, addresses=paths))
