"""The first page: what is here, and where the accounts' maps are."""

import base64
import hashlib
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.responses import Response

import kamgraph
from kamgraph.access import Principal, Scope
from kamgraph.model import OrganisationKind
from kamgraph_api.ground import Ground, ground_of
from kamgraph_api.media import HTML
from kamgraph_api.speech import spoken

router = APIRouter(include_in_schema=False)

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } li { margin: .2rem 0; } a { color: #0b57a4; }
@media (prefers-color-scheme: dark) { body { background: #14181f; color: #e6e9ee; } a { color: #8ec1ff; } }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Language, Authorization",
}


@router.get("/")
def front(request: Request, ground: Annotated[Ground, Depends(ground_of)]) -> Response:
    """The page; with the accounts for who may analyse them."""
    who: Principal | None = request.state.principal
    lang = spoken(request.scope)
    page = _template().render(
        lang=lang, style=STYLE, version=kamgraph.__version__, accounts=_accounts(ground, who), pl=lang == "pl"
    )
    return Response(page, media_type=f"{HTML}; charset=utf-8", headers={**_HEADERS, "Content-Language": lang})


def _accounts(ground: Ground, who: Principal | None) -> list[tuple[str, str]]:
    if who is None or not (who.may(Scope.GRAPH_READ) and who.may(Scope.ANALYTICS_READ)):
        return []
    known = ground.store().organisations()
    found = [(o.name, o.id) for o in known if o.kind is OrganisationKind.ACCOUNT and who.sees(o.id)]
    return sorted(found, key=lambda named: named[0].casefold())


@cache
def _template() -> Template:
    made = Environment(loader=PackageLoader("kamgraph_api"), autoescape=True, undefined=StrictUndefined)
    return made.get_template("front.html.j2")
