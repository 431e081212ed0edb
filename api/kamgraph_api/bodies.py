"""Requests read strictly: what two readers could take for different things, or nobody would read, is refused."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.responses import Response

from kamgraph_api.problems import MOST_FAULTS, Fault, Refused

_EXACT = 2**53
_MOST_DIGITS = 400


class _StrictRequest(Request):
    async def json(self) -> Any:
        """The body; a `JSONDecodeError`, which becomes a problem, for anything that is not plain JSON in UTF-8."""
        if not hasattr(self, "_json"):
            self._json = strictly_read(await self.body())
        return self._json


class StrictRoute(APIRoute):
    """A route that reads its query and its body strictly: the class of every router's routes."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route with strict requests."""
        inner = super().get_route_handler()
        known = query_names(self.dependant)

        async def strict(request: Request) -> Response:
            _only_known(request, known)
            return await inner(_StrictRequest(request.scope, request.receive))

        return strict


def query_names(dependant: Dependant) -> set[str]:
    """Names of the query parameters that a route and its dependencies read."""
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*(query_names(inner) for inner in dependant.dependencies))


def _only_known(request: Request, known: set[str]) -> None:
    """A misspelt parameter would silently be none, and of one that stands twice only the last would count."""
    given = [name for name, _ in request.query_params.multi_items()]
    faults = [Fault(where=f"query.{name[:40]}", reason="is no parameter here") for name in given if name not in known]
    faults += [Fault(where=f"query.{name}", reason="stands twice") for name in known if given.count(name) > 1]
    if faults:
        raise Refused(422, "invalid-request", "a value of the request breaks a rule", faults=faults[:MOST_FAULTS])


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
        return json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_number, parse_int=_whole
        )
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


def _number(text: str) -> float:
    """JSON knows one kind of number: 4.0 is a whole one."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _whole(text: str) -> int:
    """No value of ours is longer; reading a number of a million digits would take the service seconds."""
    if len(text) > _MOST_DIGITS:
        raise json.JSONDecodeError(f"a number of {len(text)} digits is too long", "", 0)
    return int(text)


def _no_number(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no number", "", 0)
