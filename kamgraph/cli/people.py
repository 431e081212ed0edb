"""Commands about what is held of one person."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kamgraph.cli.choosing import choose_person
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.journal import note
from kamgraph.cli.reports.base import Reader
from kamgraph.cli.reports.contents import section_name
from kamgraph.model.journal import EventAction
from kamgraph.privacy import erase_subject, export_subject

person = typer.Typer(help="Access and erasure for one person (GDPR).", no_args_is_help=True, rich_markup_mode=None)
Who = Annotated[str, typer.Argument(help="Name of the person, or a part of it, or the id.", show_default=False)]


@reads
def export(reading: Reading, who: Who, *, output: Annotated[Path, typer.Option("--output", "-o")]) -> None:
    """Write everything held about a person to a JSON file.

    --json: {person, file}.
    """
    with reading.open() as store:
        chosen = choose_person(store, who)
        held = export_subject(store, chosen)
        note(reading, store, EventAction.EXPORT_PERSON, people=[chosen])
    output.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    if reading.json:
        reading.print_json({"person": held["person"], "file": str(output)})
    else:
        reading.console.print(str(output), markup=False, soft_wrap=True)


@reads
def erase(
    reading: Reading,
    identifier: Annotated[str, typer.Argument(help="Exact id of the person.", show_default=False)],
    *,
    reason: Annotated[str, typer.Option(help="Ground of the erasure; nothing that identifies the person.")],
) -> None:
    """Remove every trace of a person; this cannot be undone.

    --json: {run, counts: {section: n}}.
    """
    with reading.open() as store:
        removed = erase_subject(
            store, identifier, by=reading.environment.by, reason=reason, kept=reading.environment.ever_kept
        )
    if reading.json:
        reading.print_json({"run": removed.run, "counts": dict(removed.counts)})
        return
    reader = Reader(reading.lang, {})
    reading.console.print(reader.say("Usunięto:", "Erased:"))
    for section, n in sorted(removed.counts.items()):
        reading.console.print(f"{section_name(section, reader)}: {n}", markup=False)


def add_people(app: typer.Typer) -> None:
    """Register these commands."""
    person.command("export")(export)
    person.command("erase")(erase)
    app.add_typer(person, name="person")
