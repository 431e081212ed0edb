"""The sample portfolio, from nothing to the audit and the pages."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kamgraph import analytics as kg
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.environment import ensure_folder_of
from kamgraph.cli.measures import reader_of
from kamgraph.cli.publishing import publish
from kamgraph.cli.reports import audit as audit_report
from kamgraph.cli.reports.base import print_report
from kamgraph.cli.reports.loading import import_report
from kamgraph.ingest import import_path
from kamgraph.sample import as_of, files
from kamgraph.snapshot.build import snapshot
from kamgraph.store.open import migrate_store


@reads
def demo(
    reading: Reading,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the store and the pages.")] = Path("demo"),
) -> None:
    """Load the sample portfolio, print its audit and write its pages."""
    output.mkdir(parents=True, exist_ok=True)
    own = reading.store_url if reading.store_asked else f"sqlite:///{output / 'kamgraph.db'}"
    reading = replace(reading, store_url=own, as_of=as_of())
    if not reading.store_asked:
        # What an earlier version left in the folder is the sample too.
        ensure_folder_of(own)
        migrate_store(own)
    with reading.open() as store, files() as folder:
        report = import_path(store, folder, by=reading.environment.by, rejects=output / "rejects")
        snap = snapshot(store, as_of=reading.as_of, settings=reading.settings)
        first = publish(store, reading, output / "site")
    reader = reader_of(snap, reading)
    audit = audit_report.audit(kg.portfolio(snap), kg.people(snap), reader, sort="value_exposed", renewal_within=None)
    print_report(reading.console, import_report(report, reader))
    reading.console.print()
    print_report(reading.console, audit)
    reading.console.print()
    for line in _next_steps(own, reading.as_of.isoformat(), first, reader.lang):
        reading.console.print(line, markup=False, soft_wrap=True)


def _next_steps(store: str, day: str, page: Path, lang: str) -> list[str]:
    polish, here = lang == "pl", f"--store {store} --as-of {day}"
    return [
        f"{'Strony do otwarcia w przeglądarce' if polish else 'Pages to open in a browser'}: {page}",
        "",
        f"{'Dalej' if polish else 'Next'}:",
        f"  {_command()} account zakole {here}",
        f"  {_command()} departure Kłosik {here}",
    ]


def _command() -> str:
    """The program as it can be typed again: its bare name only where a shell would find it."""
    here = Path(sys.argv[0])
    found = shutil.which(here.name)
    return here.name if found and Path(found).resolve() == here.resolve() else str(here)


def add_demo(app: typer.Typer) -> None:
    """Register the command."""
    app.command("demo")(demo)
