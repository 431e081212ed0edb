"""The audit as a sheet to count on: one figure a cell, amounts in full, days as a sheet reads them."""

from collections.abc import Sequence

from kamgraph.analytics.portfolio import AccountSummary
from kamgraph.cli.reports.audit import lower_retained
from kamgraph.cli.reports.base import Column, Reader, Table
from kamgraph.cli.reports.relationship import pattern_words


def sheet(rows: Sequence[AccountSummary], reader: Reader) -> Table:
    """A row an account; what is not known is a blank cell."""
    money = f" ({reader.unit})"
    columns = [
        Column(reader.label("account")),
        Column(reader.label("annual_value") + money),
        Column(reader.label("value_exposed") + money),
        Column(reader.label("pattern")),
        Column(reader.label("coverage")),
        Column(reader.label("reach")),
        Column(reader.label("r_1")),
        Column(reader.say("Newralgiczna osoba", "Worst-placed person")),
        Column(reader.say("Ilu osób nikt by nie znał", "People nobody would know")),
        Column(reader.label("threads")),
        Column(reader.say("Umowa do", "Contract until")),
    ]
    cells = [
        [
            reader.name(a.account),
            _number(a.annual_value, reader, 2),
            _number(a.value_exposed, reader, 2),
            _pattern(a, reader),
            _number(a.coverage, reader, 4),
            _number(a.reach_1, reader, 4),
            _number(lower_retained(a), reader, 4),
            "" if a.worst_person is None else reader.name(a.worst_person),
            str(a.orphaned_by_worst),
            str(a.threads),
            "" if a.contract_ends_on is None else a.contract_ends_on.isoformat(),
        ]
        for a in rows
    ]
    return Table(reader.say("Klienci", "Clients"), columns, cells)


def _pattern(account: AccountSummary, reader: Reader) -> str:
    # A sheet reads 1:1 as a minute past one.
    shown = pattern_words(account.pattern, account.solid, reader)
    return shown.replace("1:1", reader.say("1 do 1", "1 to 1"))


def _number(value: float | None, reader: Reader, decimals: int) -> str:
    if value is None:
        return ""
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if reader.lang == "pl" else text
