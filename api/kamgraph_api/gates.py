"""What is refused before a route sees it: strange hosts, other sites' writes, bodies that are too large."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kamgraph_api.problems import Refused
from kamgraph_api.settings import ServiceSettings, is_loopback

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a browser says of a page that is not of this very address.
_OTHER_SITES = frozenset({b"cross-site", b"same-site"})


class Hosts:
    """Only calls under a name that is ours: a page elsewhere may rebind its own name to this machine's address."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self._app = app
        self._names = {name.casefold() for name in (settings.host, *settings.names)}
        # Where it listens on every address, nobody can say which names lead to it unless they are named.
        self._any = settings.host in {"0.0.0.0", "::"} and not settings.names  # noqa: S104

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or go on."""
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            host = headers.get(b"host", b"").decode("latin-1")
            site = headers.get(b"sec-fetch-site", b"")
            refusal = self._refusal(scope["method"], host, headers.get(b"origin", b"").decode("latin-1"), site)
            if refusal is not None:
                await refusal.response(scope)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refusal(self, method: str, host: str, origin: str, site: bytes) -> Refused | None:
        if not self._ours(f"//{host}"):
            return Refused(421, "misdirected", "this service is not called so")
        elsewhere = bool(origin) and not origin.casefold().endswith(f"//{host.casefold()}")
        if method not in _SAFE and (elsewhere or site in _OTHER_SITES):
            return Refused(403, "cross-site", "another site's page may not write here")
        return None

    def _ours(self, address: str) -> bool:
        try:
            name = urlsplit(address).hostname or ""
        except ValueError:
            return False
        return self._any or name in self._names or is_loopback(name)


class BodyLimit:
    """No more bytes are read than allowed, whatever the request says about its length."""

    def __init__(self, app: ASGIApp, limit_of: Callable[[Mapping[str, Any]], int]) -> None:
        self._app, self._limit_of = app, limit_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Go on, and refuse once too much has come."""
        if scope["type"] != "http" or scope["method"] in _SAFE:
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope)
        refusal = Refused(413, "too-large", f"the body may have {limit} bytes")
        stated = dict(scope["headers"]).get(b"content-length", b"0")
        if stated.isdigit() and int(stated) > limit:
            await refusal.response(scope)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise refusal
            return message

        async def watched(message: Message) -> None:
            # Whoever parses a body takes any fault of reading it for a fault of its form.
            if seen <= limit:
                await send(message)
            elif message["type"] == "http.response.start":
                await refusal.response(scope)(scope, receive, send)

        await self._app(scope, counted, watched)
