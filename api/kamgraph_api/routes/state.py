"""How the service itself is: for whoever runs it."""

from fastapi import APIRouter
from starlette.responses import Response

import kamgraph
from kamgraph_api.ground import Grounded
from kamgraph_api.problems import documented

router = APIRouter(tags=["state"])


@router.get("/livez")
def live() -> dict[str, str]:
    """Whether the service runs; it does, or nobody would answer."""
    return {"status": "ok"}


@router.get("/readyz", responses=documented(503))
def ready(ground: Grounded) -> dict[str, str]:
    """Whether the store answers."""
    ground.store().version()
    return {"status": "ok"}


@router.get("/version")
def version() -> dict[str, str]:
    """Version of the service."""
    return {"version": kamgraph.__version__}


@router.get("/metrics", response_class=Response)
def metrics(ground: Grounded) -> Response:
    """Counts for Prometheus."""
    return Response(ground.metrics.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")
