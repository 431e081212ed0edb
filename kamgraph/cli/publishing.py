"""Commands that write files for others: pages, and tables or graphs of an account."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from kamgraph.cli.choosing import choose_account
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.journal import note
from kamgraph.cli.measures import Account, Group, reader_of, take
from kamgraph.cli.progress import progress_bar
from kamgraph.cli.reports.base import Reader
from kamgraph.ingest import export_tables, suggest_merges
from kamgraph.model.journal import EventAction
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.cut import Cuts
from kamgraph.snapshot.graph import to_networkx
from kamgraph.store.port import GraphStore

Output = Annotated[Path, typer.Option("--output", "-o", help="Where to write.")]
Form = Literal["csv", "xlsx", "json", "graphml"]
PANEL = "Pages and files"


@reads
def map_page(reading: Reading, account: Account, *, output: Output = Path("map.html"), group: Group = False) -> None:
    """Write the influence map of an account as one HTML file."""
    from kamgraph_viz import account_map  # pyvis takes half a second that no other command should pay

    page = account_map(take(reading, account, group=group), lang=reading.lang)
    output.write_text(page, encoding="utf-8", newline="\n")
    _said(reading, [output])


@reads
def site(reading: Reading, *, output: Output = Path("site")) -> None:
    """Write the portfolio page and every page of each account, to be opened without a server or a network."""
    with reading.open() as store:
        first = publish(store, reading, output)
    _said(reading, [first])


def publish(store: GraphStore, reading: Reading, folder: Path) -> Path:
    """Write the whole site and give its first page."""
    from kamgraph_viz import Beyond, write_site
    from kamgraph_viz.quality.rows import FromStore

    portfolio = reading.portfolio(store)
    duplicates = FromStore(suggest_merges(store))

    @cache
    def whole_on(day: date) -> Snapshot:
        return portfolio if day == reading.as_of else snapshot(store, as_of=day, settings=reading.settings)

    # Every account asks for the same few days: each is read once, and the accounts are cut out of it.
    @cache
    def cuts_on(day: date) -> Cuts:
        return Cuts(whole_on(day))

    def on(account: str, day: date) -> Snapshot:
        return cuts_on(day).account(whole_on(day).accounts.ids.index(account))

    with progress_bar() as bar:
        accounts = (
            (on(account, reading.as_of), Beyond(on=partial(on, account), store=lambda: duplicates))
            for account in bar.track(portfolio.accounts.ids, description=str(folder))
        )
        whole = Beyond(on=whole_on, store=lambda: duplicates)
        return write_site(portfolio, accounts, folder, beyond=whole, lang=reading.lang)[0]


@reads
def export(
    reading: Reading,
    account: Annotated[str | None, typer.Argument(help="Name of the account.")] = None,
    *,
    output: Output,
    form: Annotated[Form, typer.Option("--format", help="csv and xlsx can be imported again.")] = "csv",
    whole: Annotated[bool, typer.Option("--all", help="Everything, all accounts.")] = False,
) -> None:
    """Write an account, or everything, as tables that can be imported again, or as a graph for another program.

    The tables hold what is visible, past intervals included; runs, undone imports and replaced versions are not in them
    (`kamgraph store copy` moves those too). CSV goes into a folder, or into one file that ends in .zip.
    """
    if (account is None) != whole:
        raise typer.BadParameter("name an account, or say --all", param_hint="ACCOUNT")
    with reading.open() as store:
        accounts = None if account is None else (choose_account(store, account),)
        action = EventAction.EXPORT_ALL if accounts is None else EventAction.EXPORT_ACCOUNT
        note(reading, store, action, accounts=accounts or ())
        if form == "csv" or form == "xlsx":
            _said(reading, export_tables(store, output, accounts=accounts, format=form, as_of=reading.as_of))
            return
        one = None if accounts is None else accounts[0]
        snap = snapshot(store, account=one, as_of=reading.as_of, settings=reading.settings)
    _write_graph(snap, reader_of(snap, reading), form, output)
    _said(reading, [output])


def _write_graph(snap: Snapshot, reader: Reader, form: str, output: Path) -> None:
    import networkx as nx

    graph = to_networkx(snap)
    graph.graph.update(scope=snap.scope, as_of=snap.as_of.isoformat(), window_days=snap.settings.window_days)
    for node, attributes in graph.nodes(data=True):
        attributes["name"] = reader.name(node)
    if form == "graphml":
        with output.open("wb") as file:
            nx.write_graphml(graph, file, prettyprint=True)
    else:
        plain = json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=2, allow_nan=False)
        output.write_text(plain + "\n", encoding="utf-8", newline="\n")


def _said(reading: Reading, written: Iterable[Path]) -> None:
    for path in written:
        reading.console.print(str(path), markup=False, soft_wrap=True)


def add_publishing(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("map", rich_help_panel=PANEL)(map_page)
    for command in (site, export):
        app.command(command.__name__, rich_help_panel=PANEL)(command)
