"""JSON bodies read strictly: what two readers could take for different things is refused."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response


class _StrictRequest(Request):
    async def json(self) -> Any:
        """The body; a `JSONDecodeError`, which becomes a problem, for anything that is not plain JSON in UTF-8."""
        if not hasattr(self, "_json"):
            self._json = strictly_read(await self.body())
        return self._json


class StrictRoute(APIRoute):
    """A route that reads its body strictly: give it to every router whose routes take one."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route with strict requests."""
        inner = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await inner(_StrictRequest(request.scope, request.receive))

        return strict


def strictly_read(body: bytes) -> Any:
    """Parse JSON without duplicate keys, NaN, infinities or depth that no body of ours has.

    Raises
    ------
    json.JSONDecodeError

    Examples
    --------
    >>> strictly_read(b'{"a": 1}')
    {'a': 1}
    >>> strictly_read(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ...
    json.decoder.JSONDecodeError: the key 'a' stands twice: line 1 column 1 (char 0)
    """
    try:
        text = body.decode("utf-8")
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise json.JSONDecodeError("must be UTF-8", "", 0) from error
    except RecursionError as error:
        raise json.JSONDecodeError("is nested too deeply", "", 0) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise json.JSONDecodeError(f"the key {key[:40]!r} stands twice", "", 0)
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no number", "", 0)
