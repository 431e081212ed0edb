"""Commands that bring facts in, and take them back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from kamgraph.analytics.results import to_json
from kamgraph.cli.choosing import choose_person
from kamgraph.cli.command import EXIT_INPUT, Reading, explained_errors, reads
from kamgraph.cli.progress import progress_bar
from kamgraph.cli.reports.base import Column, Reader, Report, Table, print_report
from kamgraph.cli.reports.loading import import_report, merge_list
from kamgraph.ingest import import_path, suggest_merges, template
from kamgraph.model import Run, RunKind

PANEL = "Bring facts in"


@reads
def load(
    reading: Reading,
    path: Annotated[Path, typer.Argument(help="A CSV or XLSX file, a folder or a ZIP of them.", show_default=False)],
    *,
    source: Annotated[str, typer.Option("--format", help="auto, csv, hubspot, dynamics.")] = "auto",
    mapping: Annotated[Path | None, typer.Option("--map", help="A mapping of your own, as TOML.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and count, write nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing if a single row is rejected.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Close what is absent from this export.")] = False,
    day_first: Annotated[bool | None, typer.Option("--day-first/--month-first", help="How 03/04/2026 is read.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Folder for rejected rows with their reasons.")] = None,
) -> None:
    """Import a folder of tables: report of what was read, loaded, unchanged and rejected."""
    with reading.open() as store, progress_bar() as bar:
        tasks: dict[str, object] = {}

        def progress(table: str, done: int, total: int | None) -> None:
            if table not in tasks:
                tasks[table] = bar.add_task(table, total=total)
            bar.update(tasks[table], completed=done, total=total)  # type: ignore[arg-type]

        report = import_path(
            store,
            path,
            format=source,
            mapping=mapping,
            dry_run=dry_run,
            strict=strict,
            full=full,
            day_first=day_first,
            rejects=rejects,
            by=reading.environment.by,
            progress=progress,
            lang=reading.lang,
            settings=reading.settings,
        )
    reader = Reader(reading.lang, {})
    if reading.json:
        reading.print_json(to_json(report))
    else:
        print_report(reading.console, import_report(report, reader))
    if report.rejected:
        raise typer.Exit(EXIT_INPUT)


@reads
def undo(
    reading: Reading,
    run: Annotated[str | None, typer.Argument(help="Id of the run; without it, the runs are listed.")] = None,
) -> None:
    """Take a run back: what it replaced is there again.

    --json: {run, state}; of the list {items: [{id, at, by, kind, state, files, mapping, counts, rejected}]}.
    """
    with reading.open() as store:
        runs, undone = ((), store.undo_run(run)) if run is not None else (store.runs(), None)
    reader = Reader(reading.lang, {})
    if undone is None:
        if reading.json:
            reading.print_json({"items": [one.model_dump(mode="json") for one in runs]})
        else:
            print_report(reading.console, _runs(runs, reader))
    elif reading.json:
        reading.print_json({"run": undone.id, "state": undone.state})
    else:
        reading.console.print(reader.say(f"Cofnięto: {undone.id}.", f"Taken back: {undone.id}."), markup=False)


@reads
def review(reading: Reading) -> None:
    """People who may be one and the same; nothing is merged by itself."""
    with reading.open() as store:
        suggestions = suggest_merges(store)
        names = {p.id: p.name for p in store.people({s.a for s in suggestions} | {s.b for s in suggestions})}
    if reading.json:
        reading.print_json({"items": [{"a": s.a, "b": s.b, "reason": s.reason} for s in suggestions], "names": names})
    else:
        print_report(reading.console, merge_list(suggestions, Reader(reading.lang, names)))


@reads
def merge(
    reading: Reading,
    alias: Annotated[str, typer.Argument(help="The id or name that is given up.", show_default=False)],
    person: Annotated[str, typer.Argument(help="The id or name that stays.", show_default=False)],
) -> None:
    """Declare that two entries are one person; a merge is a run and can be undone.

    --json: {run, alias, person}.
    """
    with reading.open() as store:
        given_up, stays = choose_person(store, alias), choose_person(store, person)
        if given_up == stays:
            raise typer.BadParameter("both name the same person", param_hint="PERSON")
        run = Run(id=f"m-{uuid4().hex[:12]}", at=datetime.now(UTC), by=reading.environment.by, kind=RunKind.MERGE)
        store.begin_run(run)
        store.alias_people(run.id, alias=given_up, person=stays)
        store.commit_run(run.id)
    if reading.json:
        reading.print_json({"run": run.id, "alias": given_up, "person": stays})
        return
    reader = Reader(reading.lang, {})
    reading.console.print(
        reader.say(f"Połączono; cofnięcie: kamgraph undo {run.id}", f"Merged; to take it back: kamgraph undo {run.id}"),
        markup=False,
    )


def write_template(
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder, or a file that ends in .xlsx.")],
) -> None:
    """Write empty tables with explanations, to be filled in Excel and imported."""
    with explained_errors():
        written = template(output)
    for path in written:
        typer.echo(str(path))


def _runs(runs: tuple[Run, ...], reader: Reader) -> Report:
    columns = [
        Column("id", keep=True),
        Column(reader.say("Kiedy (UTC)", "When (UTC)"), keep=True),
        Column(reader.say("Kto", "By")),
        Column(reader.say("Rodzaj", "Kind")),
        Column(reader.say("Stan", "State")),
        Column(reader.say("Odrzucone", "Rejected"), number=True),
    ]
    rows = [[r.id, f"{r.at:%Y-%m-%d %H:%M}", r.by, r.kind, r.state, str(r.rejected)] for r in runs]
    title = reader.say("Zapisy", "Runs")
    return Report([], [Table(title, columns, rows, empty=reader.say("Nie ma zapisów.", "There are no runs."))])


def add_loading(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("template", rich_help_panel=PANEL)(write_template)
    app.command("import", rich_help_panel=PANEL)(load)
    for command in (undo, review, merge):
        app.command(command.__name__, rich_help_panel=PANEL)(command)
