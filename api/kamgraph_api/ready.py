"""Answers that stand ready: encoded once for each version of the store, view and question, and checked by ETag."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync
from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kamgraph.access import Principal
from kamgraph.model.errors import KamgraphError, StoreUnavailable
from kamgraph_api.problems import explain
from kamgraph_api.speech import spoken

if TYPE_CHECKING:
    from kamgraph_api.ground import Ground

_LARGEST_SHARE = 8
_BESIDE_THE_BODY = 1024
_KEPT = ("/v1/", "/accounts/", "/people", "/quality", "/portfolio.xlsx", "/trend")
VARY = "Accept, Accept-Language, Authorization"


@dataclass(frozen=True)
class _Entry:
    version: str
    tag: bytes
    route: str
    headers: list[tuple[bytes, bytes]]
    body: bytes


class ReadyAnswers:
    """The answers kept, the least used forgotten first; touched by the event loop's thread only."""

    def __init__(self, most_bytes: int) -> None:
        self._kept: LRUCache[Any, _Entry] = LRUCache(most_bytes, getsizeof=lambda e: len(e.body) + _BESIDE_THE_BODY)

    def get(self, question: object, version: str) -> _Entry | None:
        """The answer to this question that is still true."""
        entry = self._kept.get(question)
        return entry if entry is not None and entry.version == version else None

    def keep(self, question: object, entry: _Entry) -> None:
        """Keep it, unless it would push out too much else."""
        if len(entry.body) * _LARGEST_SHARE <= self._kept.maxsize:
            self._kept[question] = entry


class Computed(Response):
    """An answer that stays true until the store changes: tagged, and kept for whoever asks the same."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or say that the caller holds it already."""
        question, version = scope["state"].get("question", (None, None))
        if question is None or self.status_code != 200:
            await super().__call__(scope, receive, send)
            return
        tag = _tag(question, version)
        headers = [
            *self.raw_headers,
            (b"etag", tag),
            (b"cache-control", b"private, no-cache"),
            (b"vary", VARY.encode()),
        ]
        route = getattr(scope.get("route"), "path", "none")
        entry = _Entry(version, tag, route, headers, bytes(self.body))
        scope["app"].state.ground.ready.keep(question, entry)
        await _send(entry, scope, send)


class FromReady:
    """Answers from memory, before any route is looked for."""

    def __init__(self, app: ASGIApp, ground: "Ground") -> None:
        self._app, self._ground = app, ground

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is known; pass on everything else."""
        asks = scope["type"] == "http" and scope["method"] == "GET" and scope["state"]["principal"] is not None
        if not asks or not _may_stand_ready(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            question, version = _question(scope, self._ground), await self._version()
        except StoreUnavailable as error:
            # The route would find out the same, after as long a wait again.
            await explain(error, Request(scope)).response(scope)(scope, receive, send)
            return
        if version is not None:
            entry = self._ground.ready.get(question, version)
            if entry is not None:
                self._ground.metrics.answered_ready()
                scope["state"]["route"] = entry.route
                await _send(entry, scope, send)
                return
            scope["state"]["question"] = question, version
        await self._app(scope, receive, send)

    async def _version(self) -> str | None:
        """None where the store cannot say, whenever it is asked: the route that needs it will explain."""
        try:
            if self._ground.embedded:
                return self._ground.store().version()
            return await run_sync(lambda: self._ground.store().version())
        except StoreUnavailable:
            raise
        except KamgraphError:
            return None


def _may_stand_ready(path: str) -> bool:
    """Whether an answer could be kept: how the service is, and how an import is, is never to wait for the store."""
    return path == "/" or (path.startswith(_KEPT) and not path.startswith("/v1/imports"))


def view_of(principal: Principal) -> tuple[Any, ...]:
    """What of a principal decides what he or she sees: two with the same view get the same answers."""
    return (principal.scopes, principal.accounts)


def _question(scope: Scope, ground: "Ground") -> tuple[Any, ...]:
    accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    principal: Principal = scope["state"]["principal"]
    return (scope["path"], scope["query_string"], accept, spoken(scope), view_of(principal), ground.today())


def _tag(question: tuple[Any, ...], version: str) -> bytes:
    *plain, (scopes, accounts), day = question
    seen = (sorted(scopes), None if accounts is None else sorted(accounts))
    digest = blake2b(repr((plain, seen, day, version)).encode(), digest_size=12).hexdigest()
    return f'W/"{digest}"'.encode()


async def _send(entry: _Entry, scope: Scope, send: Send) -> None:
    wanted = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
    if wanted is not None and _matches(wanted, entry.tag):
        headers = [(name, value) for name, value in entry.headers if name not in {b"content-length", b"content-type"}]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": entry.headers})
    await send({"type": "http.response.body", "body": entry.body})


def _matches(wanted: bytes, tag: bytes) -> bool:
    """Weak comparison: `W/` in front makes no difference."""
    given = {part.strip().removeprefix(b"W/") for part in wanted.split(b",")}
    return b"*" in given or tag.removeprefix(b"W/") in given
