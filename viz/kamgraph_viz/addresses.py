"""Where the other pages stand: files beside each other, or paths of the service."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

AccountPage = Literal["map", "coverage", "structure", "departure", "handover", "changes", "quality"]
ACCOUNT_PAGES: tuple[AccountPage, ...] = (
    "map",
    "coverage",
    "structure",
    "departure",
    "handover",
    "changes",
    "quality",
)


class Addresses:
    """Address of every page as a link from any other; None where there is no such page, which is so until told.

    `live` says whether a service stands behind the pages: other days can be asked for, and facts changed.
    """

    live = False

    def portfolio(self) -> str | None:
        """All clients."""
        return None

    def docs(self) -> str | None:
        """What programs may ask of the service."""
        return None

    def api(self) -> str | None:
        """Where the service is asked and written to, without a slash at the end."""
        return None

    def accounts(self) -> str | None:
        """What comes before the id of a client that is new, in the address of its map."""
        return None

    def people(self) -> str | None:
        """Our people over all clients."""
        return None

    def quality(self) -> str | None:
        """What is to be filled in at all clients."""
        return None

    def workbook(self) -> str | None:
        """The table of all clients as a workbook."""
        return None

    def trend(self) -> str | None:
        """Where coverage on earlier days is asked for, once the page of all clients is drawn."""
        return None

    def person(self, person: str) -> str | None:  # noqa: ARG002 - there are no pages of people here
        """One person."""
        return None

    def account(self, account: str, page: AccountPage = "map") -> str | None:  # noqa: ARG002 - nor of accounts
        """One of the pages of a client."""
        return None


NOWHERE = Addresses()


@dataclass(frozen=True)
class Here:
    """Which page this is and of which day; `account` for a page of one client."""

    page: str
    as_of: date
    account: str | None = None


@dataclass(frozen=True)
class Link:
    """An entry of the navigation; `code` is its word."""

    code: str
    href: str
    current: bool


def navigation(addresses: Addresses, here: Here) -> tuple[Link, ...]:
    """Links to every page that can be reached from here, this one included.

    Examples
    --------
    >>> navigation(NOWHERE, Here("map", date(2026, 11, 23), "acme"))
    ()
    """
    found = [("clients", addresses.portfolio()), ("people", addresses.people())]
    if here.account is not None:
        found += [(page, addresses.account(here.account, page)) for page in ACCOUNT_PAGES]
    else:
        found += [("quality", addresses.quality()), ("docs", addresses.docs())]
    return tuple(Link(f"nav.{page}", href, page == here.page) for page, href in found if href is not None)
