"""The audit of a portfolio: which clients hang on one person, and who of ours carries what."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from kamgraph.analytics.people import PeopleResult, PersonSummary
from kamgraph.analytics.portfolio import AccountSummary, PortfolioResult
from kamgraph.cli.reports.base import Column, Reader, Report, Table
from kamgraph.cli.reports.relationship import pattern_words

_CLIENTS = ("klient", "klienci", "klientów"), ("client", "clients")

SORTS: dict[str, Callable[[AccountSummary], float]] = {
    "value_exposed": lambda a: _known(a.value_exposed),
    "annual_value": lambda a: _known(a.annual_value),
    "potential_value": lambda a: _known(a.potential_value),
    "coverage": lambda a: -(1.0 if a.coverage is None else a.coverage),
    "r_1": lambda a: -_left(a),
}


def audit(
    result: PortfolioResult, people: PeopleResult, reader: Reader, *, sort: str, renewal_within: int | None
) -> Report:
    """Accounts first, then our people, both with what is most exposed on top."""
    rows = sorted(result.items, key=lambda a: (-SORTS[sort](a), a.account))
    if renewal_within is not None:
        last = result.as_of + timedelta(days=renewal_within)
        rows = [a for a in rows if a.contract_ends_on is not None and result.as_of <= a.contract_ends_on <= last]
    carriers = by_value_at_stake(people)
    return Report(
        _headlines(result, carriers, reader),
        [accounts(rows, reader), our_people(carriers, reader)],
        _notes(result, reader),
    )


def accounts(rows: Sequence[AccountSummary], reader: Reader) -> Table:
    """A row an account."""
    columns = [
        Column(reader.label("account")),
        Column(reader.say("Wartość roczna", "Annual value"), number=True),
        Column(reader.label("value_exposed"), number=True),
        Column(reader.label("pattern")),
        Column(reader.label("coverage"), number=True),
        Column(reader.label("r_1"), number=True),
        Column(reader.say("Najbardziej newralgiczna osoba", "Worst-placed person")),
        Column(reader.say("Umowa do", "Contract until"), keep=True),
    ]
    cells = [
        [
            reader.name(a.account),
            reader.money(a.annual_value),
            reader.money(a.value_exposed),
            pattern_words(a.pattern, a.solid, reader),
            reader.percent(a.coverage),
            reader.percent(_lower(a)),
            reader.name(a.worst_person) + (f" ({a.orphaned_by_worst})" if a.orphaned_by_worst else ""),
            reader.day(a.contract_ends_on),
        ]
        for a in rows
    ]
    risky = frozenset(i for i, a in enumerate(rows) if hangs_on_one(a))
    return Table(reader.say("Klienci", "Clients"), columns, cells, risky)


def our_people(rows: Sequence[PersonSummary], reader: Reader) -> Table:
    """A row for each of our people who holds or should hold something."""
    columns = [
        Column(reader.say("Nasza osoba", "Our person")),
        Column(reader.say("Klienci", "Clients"), number=True),
        Column(reader.say("Prowadzi (KAM)", "Manages (KAM)"), number=True),
        Column(reader.label("value_at_stake"), number=True),
        Column(reader.say("Jedyne kontakty", "Sole contacts"), number=True),
        Column(reader.say("Zostaliby bez kontaktu", "Left without contact")),
        Column(reader.say("Opiekun tylko na papierze", "Sponsor on paper only")),
    ]
    cells = [
        [
            reader.name(p.person),
            str(p.accounts),
            reader.money(p.managed_value) if p.managed_value else "–",
            reader.money(p.value_at_stake) if p.value_at_stake else "–",
            str(p.sole_contacts),
            reader.people(p.accounts_lost, most=3),
            reader.people(p.paper_assignments, most=3),
        ]
        for p in rows
    ]
    title = reader.say(
        "Nasi ludzie: co za kim stoi (pokrycie, nie ocena pracy)",
        "Our people: what hangs on whom (coverage, not performance)",
    )
    return Table(title, columns, cells, frozenset(i for i, p in enumerate(rows) if p.accounts_lost))


def hangs_on_one(account: AccountSummary) -> bool:
    """Tell whether one departure, on either side, ends every tie to the account."""
    return account.pattern in {"1:1", "1:N", "N:1"}


def by_value_at_stake(people: PeopleResult) -> list[PersonSummary]:
    """Our people, those with the most value behind them first."""
    return sorted(people.items, key=lambda p: (-_known(p.value_at_stake), -p.sole_contacts, p.person))


def _headlines(result: PortfolioResult, carriers: Sequence[PersonSummary], reader: Reader) -> list[str]:
    hanging = [a for a in result.items if hangs_on_one(a)]
    untouched = [a for a in result.items if a.pattern == "none"]
    exposed = reader.money(result.totals.value_exposed)
    said = [
        reader.say(
            f"Na jednej osobie wisi {len(hanging)} z {len(result.items)} klientów; wartość narażona: {exposed}.",
            f"{len(hanging)} of {len(result.items)} clients hang on one person; exposed value: {exposed}.",
        )
    ]
    if untouched:
        names = reader.people((a.account for a in untouched), most=5)
        said.append(reader.say(f"Bez żadnej czynnej relacji: {names}.", f"Without any active tie: {names}."))
    top = next((p for p in carriers if p.value_at_stake), None)
    if top is not None:
        accounts_of = reader.count(top.accounts, *_CLIENTS)
        said.append(
            reader.say(
                f"Najwięcej stoi za: {reader.name(top.person)} ({accounts_of}): {reader.money(top.value_at_stake)}"
                + (f" przy {reader.money(top.managed_value)} prowadzonych umów." if top.managed_value else "."),
                f"Most hangs on {reader.name(top.person)} ({accounts_of}): {reader.money(top.value_at_stake)}"
                + (f" of {reader.money(top.managed_value)} managed." if top.managed_value else "."),
            )
        )
    return said + _paper(carriers, reader)


def _paper(carriers: Sequence[PersonSummary], reader: Reader) -> list[str]:
    worst = max(carriers, key=lambda p: (len(p.paper_assignments), p.person), default=None)
    if worst is None or len(worst.paper_assignments) < 2:
        return []
    n = len(worst.paper_assignments)
    name = reader.name(worst.person)
    return [
        reader.say(
            f"{name}: {reader.count(n, ('przypisany klient', 'przypisani klienci', 'przypisanych klientów'), ('', ''))}"
            " bez żadnej relacji, opieka tylko na papierze.",
            f"{name}: assigned to {reader.count(n, *_CLIENTS)} without any tie, on paper only.",
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


def _lower(a: AccountSummary) -> float | None:
    known = [r for r in (a.r_1, a.r_1_theirs) if r is not None]
    return min(known, default=None)


def _left(a: AccountSummary) -> float:
    lower = _lower(a)
    return 1.0 if lower is None else lower


def _known(value: float | None) -> float:
    return -1.0 if value is None else value
