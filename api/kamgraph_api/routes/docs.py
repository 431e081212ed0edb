"""The schema and the interactive documentation, without a network."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kamgraph_api.bodies import StrictRoute
from kamgraph_api.media import HTML
from kamgraph_api.problems import Refused
from kamgraph_api.schema import schema_of

router = APIRouter(include_in_schema=False, route_class=StrictRoute)

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kamgraph</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null, defaultModelsExpandDepth: 0,
  syntaxHighlight: false, docExpansion: "list"
});
"""
# The interface sets styles on its own elements and draws its arrows from data addresses.
_POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
_KINDS = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """The schema."""
    return JSONResponse(schema_of(request.app))


@router.get("/docs")
def docs() -> Response:
    """The page."""
    return Response(_PAGE, media_type=HTML, headers=_POLICY)


@router.get("/docs/start.js")
def start() -> Response:
    """What begins the interface; a script within the page would need a weaker policy."""
    return Response(_START, media_type="text/javascript")


@router.get("/docs/{name}")
def part(name: str) -> Response:
    """A file of the interface."""
    if name not in _KINDS:
        raise Refused(404, "not-found", "there is no such file")
    return Response(_read(name), media_type=_KINDS[name], headers={"Cache-Control": "max-age=86400"})


@cache
def _read(name: str) -> bytes:
    return (_bundle() / "static" / name).read_bytes()


def _bundle() -> Traversable:
    return files("fastapi_offline")
