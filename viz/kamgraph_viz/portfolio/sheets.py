"""What the sheets of the workbook hold: a figure a cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kamgraph.analytics.people import PersonSummary
from kamgraph.analytics.portfolio import AccountSummary
from kamgraph_viz import words
from kamgraph_viz.portfolio.rows import About

Cell = str | float | int | date | None
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: the code of its heading, the kind of its cells, and what stands in a row's cell."""

    code: str
    kind: str
    of: Callable[[Row], Cell]


def client_columns(
    names: Mapping[str, str],
    about: Mapping[str, About],
    owners: Mapping[str, Sequence[str]],
    lang: words.Lang,
) -> list[Column[AccountSummary]]:
    """Columns of the clients."""

    def of(account: AccountSummary) -> About:
        return about.get(account.account, About())

    def pattern(account: AccountSummary) -> str:
        return words.label(words.pattern_code(account.pattern, account.solid), lang)

    return [
        Column("account", "text", lambda a: names.get(a.account, a.account)),
        Column("page.segment", "text", lambda a: of(a).segment),
        Column("page.industry", "text", lambda a: of(a).industry),
        Column("page.owner", "text", lambda a: _names(owners.get(a.account, ()), names)),
        Column("annual_value", "money", lambda a: a.annual_value),
        Column("page.potential", "money", lambda a: a.potential_value),
        Column("value_exposed", "money", lambda a: a.value_exposed),
        Column("page.cumulative", "share", lambda a: a.cumulative_share),
        Column("pattern", "text", pattern),
        Column("coverage", "share", lambda a: a.coverage),
        Column("reach", "share", lambda a: a.reach_1),
        Column("r_1", "share", _left),
        Column(
            "page.worst_person", "text", lambda a: _names(() if a.worst_person is None else (a.worst_person,), names)
        ),
        Column("orphaned", "count", lambda a: a.orphaned_by_worst),
        Column("threads", "count", lambda a: a.threads),
        Column("bus_factor", "count", lambda a: a.bus_factor),
        Column("page.executive", "day", lambda a: a.last_executive_contact),
        Column("page.days_late", "count", lambda a: a.review_overdue_days),
        Column("page.contract_until", "day", lambda a: a.contract_ends_on),
    ]


def staff_columns(names: Mapping[str, str]) -> list[Column[PersonSummary]]:
    """Columns of our people."""
    return [
        Column("page.our_person", "text", lambda p: names.get(p.person, p.person)),
        Column("value_at_stake", "money", lambda p: p.value_at_stake),
        Column("page.accounts_lost", "text", lambda p: _names(p.accounts_lost, names)),
        Column("page.sole_contacts", "count", lambda p: p.sole_contacts),
        Column("page.key_contacts", "count", lambda p: p.key_contacts),
        Column("page.accounts", "count", lambda p: p.accounts),
        Column("page.managed", "money", lambda p: p.managed_value),
        Column("page.on_paper", "text", lambda p: _names(p.paper_assignments, names)),
    ]


def _left(account: AccountSummary) -> float | None:
    return min((r for r in (account.r_1, account.r_1_theirs) if r is not None), default=None)


def _names(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(one, one) for one in ids))
