"""The commands a manager begins with: the audit of the portfolio, and one account in whole."""

from pathlib import Path
from typing import Annotated

import typer

from kamgraph import analytics as kg
from kamgraph.analytics.people import PeopleResult
from kamgraph.analytics.portfolio import PortfolioResult
from kamgraph.analytics.results import to_json
from kamgraph.cli.command import EXIT_FINDINGS, Reading, fail, reads
from kamgraph.cli.measures import ACCOUNT_MEASURES, Account, Group, answer, reader_of, take
from kamgraph.cli.reports import audit as audit_report
from kamgraph.cli.reports import leaving, relationship
from kamgraph.cli.reports.audit_sheet import sheet
from kamgraph.cli.reports.base import Reader, Report, print_report, write_csv
from kamgraph.snapshot.columns import NO_DAY, Snapshot, day_or_none

Sort = Annotated[str, typer.Option(help=f"Worst first by: {', '.join(audit_report.SORTS)}.")]
# Enough to begin with on a screen or two; a terminal takes as long for a thousand rows as the audit itself.
SHOWN = 50
BUNDLE = (
    "coverage",
    "completeness",
    "pattern",
    "threads",
    "departures",
    "resilience",
    "expected_coverage",
    "concentration",
    "activity",
    "reviews",
)


@reads
def audit(
    reading: Reading,
    *,
    sort: Sort = "value_exposed",
    by: Annotated[str, typer.Option(help="account or person: which table comes first.")] = "account",
    renewal_within: Annotated[int | None, typer.Option(min=0, help="Only contracts that end in so many days.")] = None,
    every: Annotated[bool, typer.Option("--all", help=f"Every row, not only the first {SHOWN} of each table.")] = False,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", help="Write the table of accounts, every row, to a file.")
    ] = None,
    fail_below: Annotated[str | None, typer.Option(help="Exit with 1 if a figure is lower, as in r_1=0.5.")] = None,
) -> None:
    """Which client relationships of the portfolio hang on one person."""
    if sort not in audit_report.SORTS:
        raise typer.BadParameter(f"use one of {', '.join(audit_report.SORTS)}", param_hint="--sort")
    if by not in {"account", "person"}:
        raise typer.BadParameter("use account or person", param_hint="--by")
    threshold = None if fail_below is None else _threshold(fail_below)
    snap = take(reading, None)
    result = kg.portfolio(snap)
    reader = reader_of(snap, reading)
    report = audit_report.audit(
        result,
        kg.people(snap),
        reader,
        sort=sort,
        renewal_within=renewal_within,
        last_contact=day_or_none(snap.interactions.day.max(initial=NO_DAY)),
        most=None if every else SHOWN,
    )
    if csv_file is not None:
        rows = audit_report.chosen(result, sort=sort, renewal_within=renewal_within)
        write_csv(csv_file, sheet(rows, reader), reading.lang)
    if reading.json:
        reading.print_json({**to_json(result), "names": dict(sorted(reader.names.items()))})
    else:
        tables = report.tables if by == "account" else tuple(reversed(report.tables))
        print_report(reading.console, Report(report.headlines, tables, report.notes))
    if threshold is not None:
        name, least = threshold
        below = [a.account for a in result.items if (v := getattr(a, name)) is not None and v < least]
        if below:
            fail(f"{name} < {least}: {', '.join(reader.name(a) for a in below)}", EXIT_FINDINGS)


@reads
def portfolio(reading: Reading) -> None:
    """A row an account, the most exposed value first."""
    snap = take(reading, None)
    answer(reading, snap, kg.portfolio(snap), _accounts)


@reads
def people(reading: Reading) -> None:
    """What hangs on each of our people; coverage, not performance."""
    snap = take(reading, None)
    answer(reading, snap, kg.people(snap), _people)


def _accounts(result: PortfolioResult, reader: Reader) -> Report:
    return Report([], [audit_report.accounts(result.items, reader)], reader.stand(result))


def _people(result: PeopleResult, reader: Reader) -> Report:
    return Report([], [audit_report.our_people(audit_report.by_value_at_stake(result), reader)], reader.stand(result))


@reads
def account(reading: Reading, account: Account, *, group: Group = False) -> None:
    """One account in whole: coverage, pattern, departures, resilience, outlook."""
    snap = take(reading, account, group=group)
    results = {name: getattr(kg, name)(snap) for name in BUNDLE}
    reader = reader_of(snap, reading)
    if reading.json:
        reading.print_json({**to_json(results), "names": dict(sorted(reader.names.items()))})
        return
    reading.console.print(_title(snap), style="bold underline", markup=False)
    reports = [leaving.resilience(results["resilience"], reader), relationship.pattern(results["pattern"], reader)]
    reports += [ACCOUNT_MEASURES[n][1](results[n], reader) for n in ("coverage", "departures", "threads")]
    reports += [leaving.expected_coverage(results["expected_coverage"], reader)]
    reports += [ACCOUNT_MEASURES[n][1](results[n], reader) for n in ("completeness", "activity", "reviews")]
    for report in reports:
        print_report(reading.console, Report(report.headlines, report.tables))
        reading.console.print()
    print_report(reading.console, Report([], notes=reader.stand(results["coverage"])))


def _title(snap: Snapshot) -> str:
    return dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)).get(snap.scope, snap.scope)


def _threshold(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        least = float(number)
    except ValueError:
        least = -1.0
    if name not in {"r_1", "r_1_theirs", "coverage", "reach_1"} or not 0 <= least <= 1:
        hint = "use r_1, r_1_theirs, coverage or reach_1, and a share from 0 to 1, as in r_1=0.5"
        raise typer.BadParameter(hint, param_hint="--fail-below")
    return name, least


def add_audits(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (audit, account, portfolio, people):
        app.command(command.__name__)(command)
