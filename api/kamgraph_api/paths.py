"""Where the service's pages stand."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from kamgraph_viz.addresses import AccountPage, Addresses


class LivePaths(Addresses):
    """Paths of the pages; what is asked on every page, the day for one, is carried along.

    Examples
    --------
    >>> LivePaths("", {"as_of": "2026-11-23"}).account("a/b", "coverage")
    '/accounts/a%2Fb/coverage?as_of=2026-11-23'
    """

    live = True

    def __init__(self, root: str, asked: Mapping[str, str]) -> None:
        self._root, self._query = root, f"?{urlencode(asked)}" if asked else ""

    def portfolio(self) -> str:
        """All clients."""
        return self._to("")

    def docs(self) -> str:
        """What programs may ask."""
        return f"{self._root}/docs"

    def api(self) -> str:
        """Where the service is asked and written to."""
        return f"{self._root}/v1"

    def accounts(self) -> str:
        """What comes before the id of a client that is new."""
        return f"{self._root}/accounts/"

    def people(self) -> str:
        """Our people over all clients."""
        return self._to("people")

    def quality(self) -> str:
        """What is to be filled in at all clients."""
        return self._to("quality")

    def workbook(self) -> str:
        """The table of all clients as a workbook."""
        return self._to("portfolio.xlsx")

    def trend(self) -> str:
        """Coverage at the last quarter ends."""
        return self._to("trend")

    def person(self, person: str) -> str:
        """One person over all clients."""
        return self._to("people", person)

    def account(self, account: str, page: AccountPage = "map") -> str:
        """A page of a client; the map stands first."""
        return self._to("accounts", account, *(() if page == "map" else (page,)))

    def _to(self, *parts: str) -> str:
        return f"{self._root}/{'/'.join(quote(part, safe='') for part in parts)}{self._query}"
