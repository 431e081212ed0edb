"""What is refused, said to somebody with a browser."""

import base64
import hashlib
from functools import cache
from http import HTTPStatus
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.responses import Response

from kamgraph_api.media import HTML
from kamgraph_api.problems import Refused
from kamgraph_api.speech import spoken

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #1c2430; }
h1 { font-size: 1.4rem; } a { color: #0b57a4; } small { color: #55606d; }
@media (prefers-color-scheme: dark) { body { background: #14181f; color: #e6e9ee; } a { color: #8ec1ff; }
small { color: #a6b1be; } }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SAID = {
    401: ("Potrzebny jest klucz dostępu", "An access key is needed"),
    403: ("Ten klucz na to nie pozwala", "This key does not allow that"),
    404: ("Nie ma tu nic, co można by pokazać", "There is nothing here to be shown"),
    422: ("Adres pyta o coś niemożliwego", "The address asks for something impossible"),
    503: ("Baza teraz nie odpowiada, proszę spróbować za chwilę", "The store cannot answer now, please try again soon"),
}


def refusal_page(refused: Refused, request: Request) -> Response:
    """The refusal as a page; whoever has shown no key is asked for one by the browser itself."""
    lang = spoken(request.scope)
    headers: dict[str, Any] = {**refused.headers, "Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    if refused.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Basic realm="kamgraph", charset="UTF-8"'
    pl, en = _SAID.get(refused.status, (refused.detail, refused.detail))
    page = _template().render(
        lang=lang,
        style=STYLE,
        said=pl if lang == "pl" else en,
        faults=[f"{fault.where}: {fault.reason}" for fault in refused.faults],
        home=f"{request.scope.get('root_path', '')}/",
        back="Wszyscy klienci" if lang == "pl" else "All clients",
        request_id=request.scope["state"]["request_id"],
    )
    return Response(page, refused.status, headers, f"{HTML}; charset=utf-8")


@cache
def _template() -> Template:
    made = Environment(loader=PackageLoader("kamgraph_api"), autoescape=True, undefined=StrictUndefined)
    return made.get_template("refusal.html.j2")
