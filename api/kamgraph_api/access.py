"""Who asks, what he or she may do, and which accounts he or she may see: decided here and nowhere else."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from anyio.to_thread import run_sync
from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from kamgraph.access import Principal, Scope
from kamgraph.model.errors import KamgraphError
from kamgraph_api.problems import Refused, no_account, unauthorized

LOCAL = Principal("local", frozenset({Scope.ADMIN}))
_LONGEST_TOKEN = 512


class Authenticate(Protocol):
    """Tells whose key this is; None for one that is wrong, expired or revoked."""

    def __call__(self, token: str) -> Principal | None:
        """Whose key it is; over a network it is asked in a thread of its own."""
        ...


class Identified:
    """Finds out who asks, before anything else is done for him or her; routes decide whether that is enough."""

    def __init__(self, app: ASGIApp, authenticate: Authenticate | None, *, at_once: bool) -> None:
        # Reading a key from a file takes less time than going to another thread and back.
        self._app, self._authenticate, self._at_once = app, authenticate, at_once

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Note down who asks, and go on."""
        if scope["type"] == "http":
            authenticate, token = self._authenticate, _token(scope)
            known = LOCAL if authenticate is None else None
            if authenticate is not None and token is not None:
                try:
                    known = authenticate(token) if self._at_once else await run_sync(authenticate, token)
                except KamgraphError as error:
                    # Routes that are open to everybody answer all the same; the others say why nobody can be known.
                    scope["state"]["unidentified"] = error
            scope["state"]["principal"] = known
        await self._app(scope, receive, send)


def _token(scope: AsgiScope) -> str | None:
    """The key of the only header that may carry one; a browser sends what somebody typed as a password."""
    given = [value for name, value in scope["headers"] if name == b"authorization"]
    if len(given) != 1:
        return None
    kind, _, token = given[0].decode("latin-1").partition(" ")
    if kind.casefold() == "basic":
        kind, token = "bearer", _password(token)
    return token if kind.casefold() == "bearer" and 0 < len(token) <= _LONGEST_TOKEN else None


def _password(encoded: str) -> str:
    """What stands behind the colon; nothing where that cannot be read."""
    if len(encoded) > 2 * _LONGEST_TOKEN:
        return ""
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")[2]
    except ValueError:
        return ""


# Only says in the schema how a key is sent; `Identified` has read it by then.
_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="A key made with `kamgraph key add`.")


@dataclass(frozen=True)
class Requires:
    """A dependency that lets in whoever has all of these scopes, and gives who it is."""

    scopes: tuple[Scope, ...]

    def __call__(self, request: Request, _: Annotated[Any, Depends(_bearer)]) -> Principal:
        """Let in or refuse."""
        principal: Principal | None = request.state.principal
        if principal is None:
            raise getattr(request.state, "unidentified", None) or unauthorized()
        missing = [scope for scope in self.scopes if not principal.may(scope)]
        if missing:
            raise Refused(403, "forbidden", f"this needs the scope {' and '.join(missing)}")
        return principal


def requires(*scopes: Scope) -> Any:
    """Dependency for a route's parameter or its list of dependencies: who asks, with at least these scopes.

    Examples
    --------
    >>> requires(Scope.GRAPH_READ).dependency.scopes
    (<Scope.GRAPH_READ: 'graph:read'>,)
    """
    return Depends(Requires(scopes))


MayRead = Annotated[Principal, requires(Scope.GRAPH_READ)]
MayAnalyse = Annotated[Principal, requires(Scope.ANALYTICS_READ)]
MayWrite = Annotated[Principal, requires(Scope.GRAPH_WRITE)]
MayPlan = Annotated[Principal, requires(Scope.DEPARTURES_PLAN)]
MayErase = Annotated[Principal, requires(Scope.PEOPLE_ERASE)]
MayAdminister = Annotated[Principal, requires(Scope.ADMIN)]


def visible(principal: Principal, account: str) -> str:
    """The account, if it may be seen; else the same answer as for one that does not exist.

    Raises
    ------
    Refused
        404.

    Examples
    --------
    >>> visible(LOCAL, "acme")
    'acme'
    """
    if not principal.sees(account):
        raise no_account(account)
    return account


def among(principal: Principal, accounts: Iterable[str]) -> tuple[str, ...]:
    """Those of the accounts that may be seen."""
    return tuple(account for account in accounts if principal.sees(account))


def everything(principal: Principal) -> None:
    """Let in only who may see all accounts, where a part of the answer would be a wrong answer.

    Raises
    ------
    Refused
        404.
    """
    if principal.accounts is not None:
        raise Refused(404, "not-found", "there is nothing of this id that the caller may see")
