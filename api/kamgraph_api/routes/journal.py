"""Who changed what, who took what out of the store, and who asked whose departure breaks what."""

from fastapi import APIRouter
from starlette.responses import Response

from kamgraph.model import Run
from kamgraph.model.entities import Entity
from kamgraph.model.errors import UnknownId
from kamgraph.model.journal import Event
from kamgraph_api.access import MayAdminister, everything
from kamgraph_api.answers import AuditLog, RunList
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns
from kamgraph_api.ground import Store
from kamgraph_api.media import CSV, JSON, JsonOrCsv
from kamgraph_api.paging import Paged, sealed
from kamgraph_api.problems import documented
from kamgraph_api.reading import written
from kamgraph_api.tables import table_of

router = APIRouter(prefix="/v1", tags=["journal"], route_class=StrictRoute)


# An entry changes no version of the store, so no copy of the log stays true.
_FRESH = {"Cache-Control": "no-store"}


@router.get(
    "/audit-log", response_class=Response, responses=returns(AuditLog, CSV) | documented(401, 403, 404, 406, 422, 503)
)
def audit_log(who: MayAdminister, store: Store, page: Paged, form: JsonOrCsv) -> Response:
    """Entries, the newest first; only for who may see all accounts."""
    everything(who)
    found = store.events(before=page.after or None, limit=page.limit + 1)
    shown = found[: page.limit]
    following = sealed(shown[-1].id) if len(found) > len(shown) else None
    return _written(AuditLog(shown, following), Event, form)


@router.get(
    "/runs", response_class=Response, responses=returns(RunList, CSV) | documented(401, 403, 404, 406, 422, 503)
)
def runs(who: MayAdminister, store: Store, page: Paged, form: JsonOrCsv) -> Response:
    """Every set of writes with its author, the newest first; only for who may see all accounts."""
    everything(who)
    known = store.runs()
    ids = [run.id for run in known]
    if page.after and page.after not in ids:
        raise UnknownId("run", (page.after,))
    begin = ids.index(page.after) + 1 if page.after else 0
    shown = known[begin : begin + page.limit]
    following = sealed(shown[-1].id) if begin + len(shown) < len(known) else None
    return _written(RunList(shown, following), Run, form)


def _written(found: AuditLog | RunList, kind: type[Entity], form: str) -> Response:
    if form != CSV:
        return Response(written(found), media_type=JSON, headers=_FRESH)
    # The cursor of the next page has no place in a table.
    more = {"Link": f'<?cursor={found.next}>; rel="next"'} if found.next else {}
    table = table_of(found.items, kind)
    return Response(table, media_type=f"{CSV}; charset=utf-8", headers={**_FRESH, **more})
