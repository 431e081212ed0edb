"""Somebody who asks, and what he or she may."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """One permission; none contains another, but `ADMIN` contains all."""

    GRAPH_READ = "graph:read"
    GRAPH_WRITE = "graph:write"
    ANALYTICS_READ = "analytics:read"
    OPINIONS_READ = "opinions:read"
    DEPARTURES_PLAN = "departures:plan"
    PEOPLE_ERASE = "people:erase"
    ADMIN = "admin"


@dataclass(frozen=True)
class Principal:
    """Who asks.

    Attributes
    ----------
    subject : str
        Stable id under which writes and reports are recorded: the author of a run.
    scopes : frozenset of Scope
        What may be done.
    accounts : frozenset of str or None
        The accounts that may be seen and changed; None for all of them.

    Examples
    --------
    >>> hr = Principal("hr", frozenset({Scope.ANALYTICS_READ}), frozenset({"acme"}))
    >>> hr.may(Scope.ANALYTICS_READ), hr.may(Scope.OPINIONS_READ), hr.sees("acme"), hr.sees("other")
    (True, False, True, False)
    """

    subject: str
    scopes: frozenset[Scope]
    accounts: frozenset[str] | None = None

    def may(self, scope: Scope) -> bool:
        """Whether this permission was given, or all of them."""
        return scope in self.scopes or Scope.ADMIN in self.scopes

    def sees(self, account: str) -> bool:
        """Whether this account is among those given."""
        return self.accounts is None or account in self.accounts
