"""The audit log: who took what out of the store, and who asked whose departure breaks what."""

from fastapi import APIRouter
from starlette.responses import Response

from kamgraph_api.access import MayAdminister, everything
from kamgraph_api.answers import AuditLog
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns
from kamgraph_api.ground import Store
from kamgraph_api.media import JSON
from kamgraph_api.paging import Paged, sealed
from kamgraph_api.problems import documented
from kamgraph_api.reading import written

router = APIRouter(prefix="/v1", tags=["journal"], route_class=StrictRoute)


@router.get("/audit-log", response_class=Response, responses=returns(AuditLog) | documented(401, 403, 404, 422, 503))
def audit_log(who: MayAdminister, store: Store, page: Paged) -> Response:
    """Entries, the newest first; only for who may see all accounts."""
    everything(who)
    found = store.events(before=page.after or None, limit=page.limit + 1)
    shown = found[: page.limit]
    following = sealed(shown[-1].id) if len(found) > len(shown) else None
    # An entry changes no version of the store, so no copy of the log stays true.
    return Response(written(AuditLog(shown, following)), media_type=JSON, headers={"Cache-Control": "no-store"})
