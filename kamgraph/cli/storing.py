"""Commands about the store itself."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from kamgraph.cli.command import Reading, reads
from kamgraph.cli.reports.base import Column, Reader, Report, Table, print_report

store = typer.Typer(help="Look after the store.", no_args_is_help=True, rich_markup_mode=None)


@reads
def status(reading: Reading) -> None:
    """Where the store is, its version, and how much it holds."""
    with reading.open() as opened:
        counts, version, url = dict(opened.counts()), opened.version(), opened.url
    if reading.json:
        reading.print_json({"url": url, "version": version, "counts": counts})
        return
    reader = Reader(reading.lang, {})
    headline = reader.say(f"{url}, wersja {version}", f"{url}, version {version}")
    columns = [Column(reader.say("Co", "What")), Column(reader.say("Ile", "How many"), number=True)]
    rows = [[name, str(n)] for name, n in counts.items()]
    print_report(reading.console, Report([headline], [Table(reader.say("Zawartość", "Contents"), columns, rows)]))


@reads
def sweep(
    reading: Reading,
    *,
    hours: Annotated[
        float, typer.Option(min=0, max=87600, help="Runs begun longer ago than this are taken for dead.")
    ] = 24.0,
) -> None:
    """Remove what imports that died have left behind; none of it was ever visible.

    --json: {runs: [id]}.
    """
    with reading.open() as opened:
        removed = opened.sweep(before=datetime.now(UTC) - timedelta(hours=hours))
    if reading.json:
        reading.print_json({"runs": removed})
        return
    for run in removed:
        reading.console.print(run, markup=False)


def add_storing(app: typer.Typer) -> None:
    """Register these commands."""
    store.command("status")(status)
    store.command("sweep")(sweep)
    app.add_typer(store, name="store")
