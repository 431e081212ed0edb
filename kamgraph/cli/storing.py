"""Commands about the store itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from kamgraph.cli.command import EXIT_STORE, Reading, fail, reads
from kamgraph.cli.environment import ensure_folder_of
from kamgraph.cli.reports.base import Column, Reader, Report, Table, print_report
from kamgraph.cli.reports.contents import section_name
from kamgraph.model.errors import StoreUnavailable
from kamgraph.snapshot.keeping import forget
from kamgraph.store import copy as copying
from kamgraph.store.open import migrate_store

store = typer.Typer(help="Look after the store.", no_args_is_help=True, rich_markup_mode=None)
_FILE = "sqlite:///"


@reads
def status(reading: Reading) -> None:
    """Where the store is, what keeps it, its versions, and how much it holds."""
    with reading.open() as opened:
        counts, version, url, described = dict(opened.counts()), opened.version(), opened.url, dict(opened.describe())
    if reading.json:
        reading.print_json({"url": url, **described, "version": version, "counts": counts})
        return
    reader = Reader(reading.lang, {})
    server, schema = described["server"], described["schema"]
    headlines = [
        reader.say(f"{url}, wersja {version}", f"{url}, version {version}"),
        reader.say(f"{server}, schemat {schema}", f"{server}, schema {schema}"),
    ]
    columns = [Column(reader.say("Co", "What")), Column(reader.say("Ile", "How many"), number=True)]
    rows = [[section_name(name, reader), str(n)] for name, n in counts.items()]
    print_report(reading.console, Report(headlines, [Table(reader.say("Zawartość", "Contents"), columns, rows)]))


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
        for folder in reading.environment.ever_kept:
            forget(opened.url, folder)
    if reading.json:
        reading.print_json({"runs": removed})
        return
    for run in removed:
        reading.console.print(run, markup=False)


@reads
def migrate(reading: Reading) -> None:
    """Bring the store's schema up to this version of kamgraph, and say what ran."""
    ensure_folder_of(reading.store_url)
    applied = migrate_store(reading.store_url)
    with reading.open() as opened:
        url, described = opened.url, dict(opened.describe())
    if reading.json:
        reading.print_json({"url": url, **described, "applied": applied})
        return
    reader, schema = Reader(reading.lang, {}), described["schema"]
    for migration in applied:
        reading.console.print(reader.say(f"Wykonano: {migration}", f"Applied: {migration}"), markup=False)
    ran = bool(applied)
    polish = f"{url}: schemat {schema}" + ("" if ran else ", nie ma nic do zrobienia")
    english = f"{url}: schema {schema}" + ("" if ran else ", nothing to do")
    reading.console.print(reader.say(polish, english), markup=False, soft_wrap=True)


@reads
def copy(
    reading: Reading,
    source: Annotated[str, typer.Argument(metavar="FROM", help="Address of the store that is read.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Address of an empty store.")],
) -> None:
    """Copy everything from one store to another, history and all, and compare both.

    A copy that broke off is repeated by the same command; what it left behind is replaced.
    """
    if source.startswith(_FILE) and not Path(source.removeprefix(_FILE)).is_file():
        raise StoreUnavailable(f"{source}: there is no such file to copy from")
    reader = Reader(reading.lang, {})
    with (
        replace(reading, store_url=source).open() as giving,
        replace(reading, store_url=target).open() as taking,
        _shown(reader) as progress,
    ):
        compared = copying.copy_and_compare(giving, taking, progress)
        urls = giving.url, taking.url
    equal = compared.sent == compared.arrived
    if reading.json:
        sides = zip(("from", "to"), urls, (compared.sent, compared.arrived), strict=True)
        plain = {side: {"url": url, "counts": dict(c.counts), "hash": c.hash} for side, url, c in sides}
        reading.print_json({"equal": equal, **plain})
    else:
        print_report(reading.console, _comparison(compared, reader, equal=equal))
    if not equal:
        fail(
            reader.say(
                f"{urls[1]} zawiera coś innego; kopiuj do pustej bazy, gdy nikt nie pisze do źródła",
                f"{urls[1]} holds something else; copy into an empty store, while nobody writes to the source",
            ),
            EXIT_STORE,
        )


def _comparison(compared: copying.Comparison, reader: Reader, *, equal: bool) -> Report:
    sent, arrived = compared.sent, compared.arrived
    sections = list(dict.fromkeys((*sent.counts, *arrived.counts)))
    columns = [
        Column(reader.say("Co", "What")),
        Column(reader.say("Źródło", "Source"), number=True),
        Column(reader.say("Cel", "Target"), number=True),
    ]
    rows = [[section_name(s, reader), _count(sent.counts, s), _count(arrived.counts, s)] for s in sections]
    rows.append([reader.say("skrót treści", "hash of the content"), sent.hash[:16], arrived.hash[:16]])
    unequal = frozenset(i for i, row in enumerate(rows) if row[1] != row[2])
    headline = reader.say("Oba zbiory są równe.", "Both stores are equal.")
    headlines = [headline] if equal else []
    return Report(headlines, [Table(reader.say("Porównanie", "Comparison"), columns, rows, risky=unequal)])


def _count(counts: Mapping[str, int], section: str) -> str:
    return str(counts.get(section, 0))


@contextmanager
def _shown(reader: Reader) -> Iterator[copying.Progress]:
    """Stage and rows on standard error, while it lasts."""
    names = {"copy": reader.say("kopiowanie", "copying"), "compare": reader.say("porównanie", "comparing")}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, rows: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(names[stage], total=None)
            bar.update(tasks[stage], completed=rows)

        yield progress


def add_storing(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (status, migrate, copy, sweep):
        store.command(command.__name__)(command)
    app.add_typer(store, name="store")
