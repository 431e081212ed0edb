"""Clients as rows of the page, and our people of whom its sentences speak."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypedDict

from kamgraph.analytics.people import PersonSummary
from kamgraph.analytics.portfolio import AccountSummary
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.reading import opaque, short
from kamgraph_viz.addresses import ACCOUNT_PAGES, Addresses
from kamgraph_viz.portfolio.behind import Behind, executives_met


class About(NamedTuple):
    """What is said of a client beside its figures; both sides of the last contact with an executive."""

    segment: str = ""
    industry: str = ""
    met: tuple[str, str] | None = None


class AccountRow(TypedDict):
    """One client; money in the payload's currency, `left` is the lower of both sides after one departure."""

    id: str
    name: str
    segment: str
    industry: str
    owners: list[str]
    pages: dict[str, str]
    annual_value: float | None
    potential_value: float | None
    value_exposed: float | None
    cumulative_share: float | None
    pattern: str
    solid: bool | None
    coverage: float | None
    trend: list[float | None]
    left: float | None
    worst: str | None
    worst_id: str | None
    orphaned_by_worst: int
    behind: list[Behind]
    threads: int
    bus_factor: int | None
    executive_contact: str | None
    executive_met: tuple[str, str] | None
    review_overdue_days: int | None
    contract_ends: str | None


class Carrier(TypedDict):
    """One of our people with something behind, or assigned on paper only."""

    name: str
    page: str | None
    managed_value: float | None
    value_at_stake: float | None
    lost: list[str]
    on_paper: list[str]


def account_row(
    account: AccountSummary,
    names: Mapping[str, str],
    addresses: Addresses,
    *,
    about: About,
    owners: Sequence[str],
    behind: Sequence[Behind],
    trend: Sequence[float | None],
) -> AccountRow:
    """The row of one client."""
    left = [r for r in (account.r_1, account.r_1_theirs) if r is not None]
    worst = account.worst_person
    found = ((page, addresses.account(account.account, page)) for page in ACCOUNT_PAGES)
    return AccountRow(
        id=opaque(account.account),
        name=names.get(account.account, account.account),
        segment=about.segment,
        industry=about.industry,
        owners=[names.get(owner, owner) for owner in owners],
        pages={page: href for page, href in found if href is not None},
        annual_value=account.annual_value,
        potential_value=account.potential_value,
        value_exposed=account.value_exposed,
        cumulative_share=account.cumulative_share,
        pattern=account.pattern,
        solid=account.solid,
        coverage=account.coverage,
        trend=[short(share) for share in trend],
        left=min(left, default=None),
        worst=None if worst is None else names.get(worst, worst),
        worst_id=None if worst is None else opaque(worst),
        orphaned_by_worst=account.orphaned_by_worst,
        behind=list(behind),
        threads=account.threads,
        bus_factor=account.bus_factor,
        executive_contact=iso_or_none(account.last_executive_contact),
        executive_met=about.met,
        review_overdue_days=account.review_overdue_days,
        contract_ends=iso_or_none(account.contract_ends_on),
    )


def carrier(person: PersonSummary, names: Mapping[str, str], addresses: Addresses) -> Carrier:
    """What the sentences say of one of our people."""
    return Carrier(
        name=names.get(person.person, person.person),
        page=addresses.person(person.person),
        managed_value=person.managed_value,
        value_at_stake=person.value_at_stake,
        lost=[names.get(a, a) for a in person.accounts_lost],
        on_paper=[names.get(a, a) for a in person.paper_assignments],
    )


def owners_of(people: Sequence[PersonSummary]) -> dict[str, list[str]]:
    """Who manages each client, by id."""
    found: dict[str, list[str]] = {}
    for person in people:
        for account in person.managed_accounts:
            found.setdefault(account, []).append(person.person)
    return {account: sorted(owners) for account, owners in found.items()}


def iso_or_none(day: date | None) -> str | None:
    """A day as pages carry it."""
    return None if day is None else day.isoformat()


def names_in(snap: Snapshot) -> dict[str, str]:
    """Names of people and accounts that stand in a snapshot, by id."""
    people = dict(zip(snap.people.ids, snap.people.names, strict=True))
    return people | dict(zip(snap.accounts.ids, snap.accounts.names, strict=True))


def about_in(snap: Snapshot) -> dict[str, About]:
    """Segment and industry of the accounts of a snapshot, and who met an executive last, by id."""
    rows, met = zip(snap.accounts.ids, snap.accounts.segment, snap.accounts.industry, strict=True), executives_met(snap)
    return {account: About(segment or "", industry or "", met.get(account)) for account, segment, industry in rows}
