"""Every measure that answers for one account, as a command of its own name."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import typer

from kamgraph import analytics as kg
from kamgraph.analytics.results import Result, to_json
from kamgraph.cli.choosing import choose_account
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.reports import leaving, passing, relationship
from kamgraph.cli.reports.base import Reader, Report, print_report
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.port import GraphStore

Account = Annotated[str, typer.Argument(help="Name of the account, or a part of it, or its id.", show_default=False)]
Group = Annotated[bool, typer.Option("--group", help="Together with its daughter accounts.")]

Compute = Callable[..., Any]
Write = Callable[[Any, Reader], Report]

ACCOUNT_MEASURES: dict[str, tuple[Compute, Write, str]] = {
    "ties": (kg.ties, relationship.ties, "Who knows whom, and how well."),
    "coverage": (kg.coverage, relationship.coverage, "How much of the influence we hold."),
    "pattern": (kg.pattern, relationship.pattern, "1:1, 1:N, N:1 or N:N."),
    "threads": (kg.threads, relationship.threads, "How many contact pairs share nobody."),
    "departures": (kg.departures, leaving.departures, "What goes with each person."),
    "resilience": (kg.resilience, leaving.resilience, "What is left after the worst departures."),
    "synergies": (kg.synergies, leaving.synergies, "Who of ours back each other up: lost only when both leave."),
    "concentration": (kg.concentration, relationship.concentration, "How evenly our people hold the account."),
    "brokers": (kg.brokers, relationship.brokers, "Who stands between others (for analysts)."),
    "influence_shares": (kg.influence_shares, relationship.influence_shares, "Whose opinion decides (for analysts)."),
    "completeness": (kg.completeness, relationship.completeness, "What is known of the client's people."),
    "activity": (kg.activity, passing.activity, "How many different people were met."),
    "reviews": (kg.reviews, passing.reviews, "When the next business review is due."),
}

PARAMETERS = {
    "k_max": "Up to so many departures.",
    "susceptibility": "How far people who are influenced follow others, 0 to 1.",
    "theta": "Share of the influence that somebody of ours must still know, 0 to 1.",
    "weights": "Influence as stated, or as each one's part in the decision.",
}


def reader_of(snap: Snapshot, reading: Reading) -> Reader:
    """Somebody who reads about this snapshot."""
    accounts = dict(zip(snap.accounts.ids, snap.accounts.names, strict=True))
    clients = _clients(snap) if len(accounts) > 1 else {}
    return Reader(reading.lang, {**accounts, **kg.names(snap)}, snap.settings.currency, clients)


def _clients(snap: Snapshot) -> dict[str, str]:
    """Accounts of each client person, by name."""
    found: dict[str, str] = {}
    for person, account in zip(snap.places.person.tolist(), snap.places.account.tolist(), strict=True):
        who, client = snap.people.ids[person], snap.accounts.names[account]
        found[who] = f"{found[who]}, {client}" if who in found else client
    return found


def answer(reading: Reading, snap: Snapshot, result: Result, write: Write, *others: Snapshot) -> None:
    """Print a result as JSON with the names beside it, or as a report; other days lend their names."""
    reader = reader_of(snap, reading)
    for other in others:
        earlier = reader_of(other, reading)
        names, clients = ({**a, **b} for a, b in ((earlier.names, reader.names), (earlier.clients, reader.clients)))
        reader = replace(reader, names=names, clients=clients)
    if reading.json:
        reading.print_json({**to_json(result), "names": dict(sorted(reader.names.items()))})
    else:
        print_report(reading.console, write(result, reader))


def take(reading: Reading, account: str | None, *, group: bool = False) -> Snapshot:
    """Snapshot of the account that is meant, or of the portfolio."""
    with reading.open() as store:
        chosen = None if account is None else choose_account(store, account)
        return taken(reading, store, chosen, group=group)


def taken(reading: Reading, store: GraphStore, account: str | None, *, group: bool = False) -> Snapshot:
    """Snapshot of the account of this id, or of the portfolio, from an open store."""
    if account is None and not group:
        return reading.portfolio(store)
    return snapshot(store, account=account, group=group, as_of=reading.as_of, settings=reading.settings)


def add_account_measures(app: typer.Typer) -> None:
    """Give each account measure its command."""
    for name, (compute, write, text) in ACCOUNT_MEASURES.items():
        app.command(name.replace("_", "-"), help=text, rich_help_panel="Measures of an account")(
            _command(compute, write)
        )


def _command(compute: Compute, write: Write) -> Callable[..., None]:
    """A command whose further options are the measure's own parameters."""

    def command(reading: Reading, account: Account, *, group: Group = False, **chosen: Any) -> None:
        snap = take(reading, account, group=group)
        answer(reading, snap, compute(snap, **chosen), write)

    signature = inspect.signature(command, eval_str=True)
    asked = [p for name, p in signature.parameters.items() if name != "chosen"]
    own = inspect.signature(compute, eval_str=True).parameters.values()
    options = [
        p.replace(annotation=Annotated[p.annotation, typer.Option(help=PARAMETERS[p.name])])
        for p in own
        if p.kind is p.KEYWORD_ONLY
    ]
    command.__signature__ = signature.replace(parameters=[*asked, *options])  # type: ignore[attr-defined]
    return reads(command)
