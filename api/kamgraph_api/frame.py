"""What surrounds every answer: an id, safe headers, a line in the log, a count, and no traceback."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kamgraph_api.metrics import Metrics
from kamgraph_api.problems import Refused, unexpected

log = logging.getLogger("kamgraph.service")

_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class Frame:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the layers inside answer, and frame what they say."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, request_id, status = time.perf_counter(), str(uuid4()), 0
        scope.setdefault("state", {})["request_id"] = request_id

        async def framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                if not any(name == b"content-security-policy" for name, _ in headers):
                    headers.append(_POLICY)
                headers += [*_HEADERS, (b"x-request-id", request_id.encode())]
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._app(scope, receive, framed)
        except Exception as error:  # the last place where a fault of any kind can still become an answer
            _log_fault(request_id, error)
            if status:
                raise
            refusal = error if isinstance(error, Refused) else unexpected()
            await refusal.response(scope)(scope, receive, framed)
        finally:
            taken = time.perf_counter() - began
            self._metrics.served(scope["method"], route_of(scope), status, taken)
            if log.isEnabledFor(logging.INFO):
                log.info("served", extra={"fields": _line(scope, request_id, status, taken)})


def route_of(scope: Scope) -> str:
    """Template of the route, never the path itself: paths hold ids of people."""
    known: str | None = scope.get("state", {}).get("route")
    if known is not None:
        return known
    route = scope.get("route")
    return str(getattr(route, "path", "")) or "none"


def _line(scope: Scope, request_id: str, status: int, taken: float) -> dict[str, object]:
    return {
        "request_id": request_id,
        "method": scope["method"],
        "route": route_of(scope),
        "status": status,
        "ms": round(taken * 1000, 2),
    }


def _log_fault(request_id: str, error: Exception) -> None:
    """Where the fault happened and of which kind it is; its message may hold somebody's name."""
    at, trace = [], error.__traceback__
    while trace is not None:
        at.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error("failed", extra={"fields": {"request_id": request_id, "error": type(error).__name__, "at": at[-12:]}})


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, what happened, and its fields."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = getattr(record, "fields", {})
        return json.dumps({"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **fields})


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write the service's log as JSON lines to standard error."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    log.handlers[:], log.propagate = [lines], False
    log.setLevel(level)
