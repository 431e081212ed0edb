"""The application: gates, problems and routes put together."""

import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from anyio.to_thread import run_sync
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

import kamgraph
from kamgraph.model.errors import StoreError
from kamgraph_api.access import Authenticate, Identified
from kamgraph_api.frame import Frame, log_to_stderr
from kamgraph_api.gates import BodyLimit, Hosts
from kamgraph_api.ground import Ground
from kamgraph_api.problems import add_problems
from kamgraph_api.ready import FromReady
from kamgraph_api.routes import ROUTERS, imports
from kamgraph_api.schema import schema_of
from kamgraph_api.settings import ServiceSettings

TOLD = "KAMGRAPH_SERVICE"


def create_app(settings: ServiceSettings, *, authenticate: Authenticate | None = None) -> FastAPI:
    """Make the service's application.

    Parameters
    ----------
    settings : ServiceSettings
    authenticate : callable, optional
        Tells whose key a token is; where `settings.auth` is "keys" the store's keys do, unless told otherwise.

    Examples
    --------
    >>> app = create_app(ServiceSettings(store="sqlite:///map.db"))
    >>> app.title
    'kamgraph'
    """
    ground = Ground(settings, authenticate)
    app = FastAPI(
        title="kamgraph",
        version=kamgraph.__version__,
        summary="Who knows whom at a client, what hangs on one person, and what a departure breaks.",
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=_operation_id,
        middleware=[
            Middleware(Frame, metrics=ground.metrics),
            Middleware(Hosts, settings=settings),
            Middleware(Identified, authenticate=ground.authenticate, at_once=ground.embedded),
            Middleware(FromReady, ground=ground),
            Middleware(BodyLimit, limit_of=_limits(settings)),
        ],
    )
    app.state.ground, app.state.settings = ground, settings
    add_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    app.state.routes = [route for router in ROUTERS for route in router.routes]
    app.openapi = lambda: schema_of(app)  # type: ignore[method-assign]
    return app


def from_environment() -> FastAPI:
    """Make it as the process that started this one says, for `kamgraph serve`."""
    log_to_stderr()
    return create_app(ServiceSettings.model_validate_json(os.environ[TOLD]))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    ground: Ground = app.state.ground
    with suppress(StoreError):  # a database that is down now may be back when it is asked
        await run_sync(ground.store)
    ground.imports.start()
    try:
        yield
    finally:
        await run_sync(ground.close)


def _limits(settings: ServiceSettings) -> Callable[[Mapping[str, Any]], int]:
    return lambda scope: settings.import_limit if scope["path"] == imports.PATH else settings.body_limit


def _operation_id(route: APIRoute) -> str:
    return f"{route.tags[0]}-{route.name.replace('_', '-')}" if route.tags else route.name.replace("_", "-")
