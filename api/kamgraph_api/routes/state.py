"""How the service itself is: for whoever runs it."""

from fastapi import APIRouter
from starlette.responses import Response

import kamgraph
from kamgraph_api.answers import Health, Version
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns, text
from kamgraph_api.ground import Grounded
from kamgraph_api.media import JSON
from kamgraph_api.problems import documented
from kamgraph_api.reading import written

router = APIRouter(tags=["state"], route_class=StrictRoute)
_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


def _now(body: object) -> Response:
    return Response(written(body), media_type=JSON, headers={"Cache-Control": "no-store"})


@router.get("/livez", response_class=Response, responses=returns(Health))
async def live() -> Response:
    """Whether the service runs; it does, or nobody would answer."""
    return _now(Health("ok"))


@router.get("/readyz", response_class=Response, responses=returns(Health) | documented(503))
def ready(ground: Grounded) -> Response:
    """Whether the store answers."""
    ground.store().version()
    return _now(Health("ok"))


@router.get("/version", response_class=Response, responses=returns(Version))
async def version() -> Response:
    """Which version of kamgraph answers."""
    return _now(Version(kamgraph.__version__))


@router.get("/metrics", response_class=Response, responses=text("text/plain"))
async def metrics(ground: Grounded) -> Response:
    """Counts for Prometheus: requests, times, snapshots; no personal data."""
    return Response(ground.metrics.exposition(), media_type=_EXPOSITION, headers={"Cache-Control": "no-store"})
