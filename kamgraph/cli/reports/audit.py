"""The audit of a portfolio: which clients hang on one person, and who of ours carries what."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kamgraph.analytics.people import PeopleResult, PersonSummary
from kamgraph.analytics.portfolio import AccountSummary, PortfolioResult
from kamgraph.cli.reports.base import Column, Reader, Report, Table
from kamgraph.cli.reports.relationship import pattern_words

_ARROW = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"
_CLIENTS = ("klient", "klienci", "klientów"), ("client", "clients")

Row = TypeVar("Row", AccountSummary, PersonSummary)

SORTS: dict[str, Callable[[AccountSummary], float]] = {
    "value_exposed": lambda a: _known(a.value_exposed),
    "annual_value": lambda a: _known(a.annual_value),
    "potential_value": lambda a: _known(a.potential_value),
    "coverage": lambda a: -(1.0 if a.coverage is None else a.coverage),
    "reach_1": lambda a: -(1.0 if a.reach_1 is None else a.reach_1),
    "r_1": lambda a: -_left(a),
    "threads": lambda a: -a.threads,
    "orphaned_by_worst": lambda a: a.orphaned_by_worst,
    "contract_ends_on": lambda a: -(a.contract_ends_on or date.max).toordinal(),
    "last_executive_contact": lambda a: -(a.last_executive_contact or date.min).toordinal(),
    "review_overdue_days": lambda a: _known(a.review_overdue_days),
}


def audit(
    result: PortfolioResult,
    people: PeopleResult,
    reader: Reader,
    *,
    sort: str,
    renewal_within: int | None,
    last_contact: date | None = None,
    most: int | None = None,
) -> Report:
    """Accounts first, then our people, both with what is most exposed on top; of each at most `most`.

    `last_contact` is the last day anybody was met; it is said where no tie is active any more.
    """
    rows = chosen(result, sort=sort, renewal_within=renewal_within)
    carriers = by_value_at_stake(people)
    if not result.items:
        return Report(_nothing(reader), notes=reader.stand(result)[:1])
    headlines = _headlines(result, carriers, reader, last_contact)
    if renewal_within is not None:
        headlines.append(_renewals(rows, renewal_within, reader))
    return Report(
        headlines,
        [_top(accounts, rows, reader, most), _top(our_people, carriers, reader, most)],
        _notes(result, reader),
    )


def _top(
    table: Callable[[Sequence[Row], Reader], Table], rows: Sequence[Row], reader: Reader, most: int | None
) -> Table:
    shown = table(rows[:most], reader)
    left = len(rows) - len(shown.rows)
    if not left:
        return shown
    more = reader.say(f"… i jeszcze {left}; wszystkie: --all", f"… and {left} more; all of them: --all")
    return replace(shown, more=more)


def chosen(result: PortfolioResult, *, sort: str, renewal_within: int | None) -> list[AccountSummary]:
    """The accounts that are asked for, the worst first."""
    rows = sorted(result.items, key=lambda a: (-SORTS[sort](a), a.account))
    if renewal_within is None:
        return rows
    left = range(renewal_within + 1)
    return [a for a in rows if a.contract_ends_on is not None and (a.contract_ends_on - result.as_of).days in left]


def accounts(rows: Sequence[AccountSummary], reader: Reader) -> Table:
    """A row an account."""
    columns = [
        Column(reader.label("account")),
        Column(reader.say("Umowy", "Value"), number=True),
        Column(reader.say("Narażone", "Exposed"), number=True),
        Column(reader.say("Układ", "Pattern")),
        Column(reader.say("Pokrycie → po 1 odejściu", "Coverage → after 1 departure"), number=True),
        Column(reader.say("Newralgiczna osoba", "Worst-placed person")),
        Column(reader.say("Umowa do", "Contract until"), keep=True),
    ]
    cells = [
        [
            reader.name(a.account),
            reader.millions(a.annual_value),
            reader.millions(a.value_exposed),
            pattern_words(a.pattern, a.solid, reader),
            f"{reader.percent(a.coverage)}{_ARROW}{reader.percent(lower_retained(a))}"
            if a.coverage is not None
            else "–",
            reader.name(a.worst_person) + (f" ({a.orphaned_by_worst})" if a.orphaned_by_worst else ""),
            reader.day(a.contract_ends_on),
        ]
        for a in rows
    ]
    risky = frozenset(i for i, a in enumerate(rows) if hangs_on_one(a))
    unit = reader.say(f"kwoty w mln {reader.unit}", f"amounts in m {reader.unit}")
    return Table(f"{reader.say('Klienci', 'Clients')} ({unit})", columns, cells, risky)


def our_people(rows: Sequence[PersonSummary], reader: Reader) -> Table:
    """A row for each of our people who holds or should hold something."""
    columns = [
        Column(reader.say("Nasza osoba", "Our person")),
        Column(reader.say("Klienci", "Clients"), number=True),
        Column(reader.say("Prowadzi", "Manages"), number=True),
        Column(reader.say("Wartość za osobą", "Value behind"), number=True),
        Column(reader.say("Jedyne kontakty", "Sole contacts"), number=True),
        Column(reader.say("Zostaliby bez kontaktu", "Left without contact")),
        Column(reader.say("Tylko na papierze", "On paper only")),
    ]
    cells = [
        [
            reader.name(p.person),
            str(p.accounts),
            reader.millions(p.managed_value) if p.managed_accounts else "–",
            reader.millions(p.value_at_stake) if p.value_at_stake else "–",
            str(p.sole_contacts) if p.sole_contacts else "–",
            reader.people(p.accounts_lost, most=2),
            reader.people(p.paper_assignments, most=1),
        ]
        for p in rows
    ]
    title = reader.say(
        f"Nasi ludzie: co za kim stoi (mln {reader.unit}; pokrycie, nie ocena pracy)",
        f"Our people: what hangs on whom (m {reader.unit}; coverage, not performance)",
    )
    return Table(title, columns, cells, frozenset(i for i, p in enumerate(rows) if p.accounts_lost))


def hangs_on_one(account: AccountSummary) -> bool:
    """Tell whether one departure, on either side, ends every tie to the account."""
    return account.pattern in {"1:1", "1:N", "N:1"}


def by_value_at_stake(people: PeopleResult) -> list[PersonSummary]:
    """Our people, those with the most value behind them first."""
    return sorted(people.items, key=lambda p: (-_known(p.value_at_stake), -p.sole_contacts, p.person))


def _nothing(reader: Reader) -> list[str]:
    nothing = reader.say("Nie ma tu jeszcze żadnego klienta.", "There is no client here yet.")
    begin = "kamgraph template -o mine.xlsx, kamgraph import mine.xlsx"
    return [nothing, reader.say(f"Na początek: {begin}", f"To begin: {begin}")]


def _renewals(rows: Sequence[AccountSummary], days: int, reader: Reader) -> str:
    """What the filter left, because the sentences before speak of the whole portfolio."""
    soon, hanging = reader.count(len(rows), *_CLIENTS), sum(map(hangs_on_one, rows))
    exposed = reader.money(math.fsum(a.value_exposed or 0.0 for a in rows))
    return reader.say(
        f"Umowa kończy się w ciągu {days} dni: {soon}, w tym na jednej osobie: {hanging}; narażone: {exposed}. "
        "Zdania wyżej mówią o całym portfelu.",
        f"Contract ends within {days} days: {soon}, of them on one person: {hanging}; exposed: {exposed}. "
        "The sentences above speak of the whole portfolio.",
    )


def _headlines(
    result: PortfolioResult, carriers: Sequence[PersonSummary], reader: Reader, last_contact: date | None
) -> list[str]:
    if all(a.pattern == "none" for a in result.items):
        return _asleep(result, reader, last_contact)
    hanging = [a for a in result.items if hangs_on_one(a)]
    untouched = [a for a in result.items if a.pattern == "none"]
    value, exposed = result.totals.value_exposed, reader.money(result.totals.value_exposed)
    said = [
        reader.say(
            f"Na jednej osobie wisi {len(hanging)} z {len(result.items)} klientów"
            + ("." if value is None else f"; wartość narażona: {exposed}."),
            f"{len(hanging)} of {len(result.items)} clients hang on one person"
            + ("." if value is None else f"; exposed value: {exposed}."),
        )
    ]
    if untouched:
        names = reader.people((a.account for a in untouched), most=5)
        n = reader.count(len(untouched), *_CLIENTS)
        said.append(reader.say(f"{n} bez żadnej czynnej relacji ({names}).", f"{n} without any active tie ({names})."))
    return [*said, *_carriers(carriers, reader), *_paper(carriers, reader)]


def _asleep(result: PortfolioResult, reader: Reader, last_contact: date | None) -> list[str]:
    """Nothing is active: true of an old export looked at today, so that the day to look at is said."""
    said = [
        reader.say(
            f"Na ten dzień nie ma czynnej relacji z żadnym klientem ({len(result.items)}).",
            f"On this day there is no active tie to any client ({len(result.items)}).",
        )
    ]
    if last_contact is not None:
        last, then = reader.day(last_contact), f"--as-of {last_contact.isoformat()}"
        said.append(
            reader.say(
                f"Ostatni znany kontakt: {last}. Stan na tamten dzień: {then}",
                f"Last known contact: {last}. To look at that day: {then}",
            )
        )
    return said


def _carriers(carriers: Sequence[PersonSummary], reader: Reader) -> list[str]:
    """Who has most behind them, and who manages most, where that is somebody else."""
    top = next((p for p in carriers if p.value_at_stake), None)
    manages = max(carriers, key=lambda p: (p.managed_value or 0.0, p.person), default=None)
    said = []
    if top is not None:
        name, stake, n = reader.name(top.person), reader.money(top.value_at_stake), len(top.accounts_lost)
        left = reader.count(n, *_CLIENTS)
        said.append(
            reader.say(
                f"Najwięcej stoi za: {name}, {stake}" + (f"; bez kontaktu: {left}." if n else "."),
                f"Most hangs on {name}, {stake}" + (f"; left without contact: {left}." if n else "."),
            )
        )
    if manages is not None and manages.managed_value and manages is not top:
        name, stake = reader.name(manages.person), reader.money(manages.value_at_stake)
        managed = f"{reader.money(manages.managed_value)} ({reader.count(len(manages.managed_accounts), *_CLIENTS)})"
        said.append(
            reader.say(
                f"Najwięcej prowadzi: {name}, {managed}; za tą osobą stoi {stake}.",
                f"{name} manages most: {managed}; {stake} hangs on this person.",
            )
        )
    return said


def _paper(carriers: Sequence[PersonSummary], reader: Reader) -> list[str]:
    worst = min(carriers, key=lambda p: (-len(p.paper_assignments), p.person), default=None)
    if worst is None or len(worst.paper_assignments) < 2:
        return []
    name, clients = reader.name(worst.person), reader.count(worst.accounts, *_CLIENTS)
    known = worst.accounts - len(worst.paper_assignments)
    return [
        reader.say(
            f"{name}: {clients}, relacje tylko u {known}; reszta na papierze.",
            f"{name}: assigned to {clients}, known in {known}, the rest on paper.",
        )
    ]


def _notes(result: PortfolioResult, reader: Reader) -> list[str]:
    notes = reader.stand(result)
    totals = result.totals
    if totals.coverage is not None:
        notes.append(
            reader.say(
                f"Pokrycie portfela ważone wartością: {reader.percent(totals.coverage)}.",
                f"Portfolio coverage weighted by value: {reader.percent(totals.coverage)}.",
            )
        )
    if totals.accounts_left_out:
        left = reader.count(totals.accounts_left_out, *_CLIENTS)
        notes.append(
            reader.say(
                f"Bez wartości umów albo bez pokrycia, poza sumą: {left}.",
                f"Without a value or without coverage, not in the sum: {left}.",
            )
        )
    notes.append(
        reader.say(
            "Wartość narażona: wartość umów niezabezpieczona na jedno odejście; to nie prognoza. W nawiasie: ilu osób "
            "u klienta nikt by już nie znał.",
            "Exposed value: contract value not secured against one departure; not a forecast. In brackets: how many "
            "client people nobody would know any more.",
        )
    )
    return notes


def lower_retained(a: AccountSummary) -> float | None:
    """What the worst departure of either side leaves of the coverage."""
    known = [r for r in (a.r_1, a.r_1_theirs) if r is not None]
    return min(known, default=None)


def _left(a: AccountSummary) -> float:
    lower = lower_retained(a)
    return 1.0 if lower is None else lower


def _known(value: float | None) -> float:
    return -1.0 if value is None else value
