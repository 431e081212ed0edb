"""The audit log: what the commands leave in it, and the command that shows it."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kamgraph.access import take_note
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.reports.base import Column, Reader, Report, Table, print_report, write_csv
from kamgraph.model.errors import StoreUnavailable
from kamgraph.model.journal import Event, EventAction
from kamgraph.model.polish import in_language
from kamgraph.store.port import GraphStore

_MARK = re.compile("[0-9a-f]{64}")
_ACTIONS = {
    EventAction.EXPORT_PERSON: ("eksport danych osoby", "export of a person"),
    EventAction.EXPORT_ACCOUNT: ("eksport klienta", "export of an account"),
    EventAction.EXPORT_ALL: ("eksport całości", "export of everything"),
    EventAction.DEPARTURE: ("raport o odejściu", "departure report"),
    EventAction.HANDOVER: ("plan przekazania", "handover plan"),
    EventAction.ERASURE: ("usunięcie osoby", "erasure of a person"),
    EventAction.KEY_ISSUED: ("wydanie klucza", "key issued"),
    EventAction.KEY_REVOKED: ("unieważnienie klucza", "key revoked"),
}


def note(
    reading: Reading,
    store: GraphStore,
    action: EventAction,
    *,
    accounts: Collection[str] = (),
    people: Collection[str] = (),
    counts: Mapping[str, int] | None = None,
) -> None:
    """Record what is about to be shown; whoever may only read is answered all the same, and told."""
    try:
        take_note(store, action, by=reading.environment.by, accounts=accounts, people=people, counts=counts)
    except StoreUnavailable as error:
        why = in_language(str(error), reading.lang)
        said = Reader(reading.lang, {}).say(f"Bez wpisu w dzienniku: {why}", f"Not entered in the audit log: {why}")
        Console(stderr=True, highlight=False, soft_wrap=True).print(said, style="yellow", markup=False)


@reads
def audit_log(
    reading: Reading,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="So many of the newest entries.")] = 50,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Write the entries to a file.")] = None,
) -> None:
    """Who exported, erased, or asked what a departure breaks; nothing here can be changed.

    --json: {items: [{id, at, author, action, accounts, people, about, counts}], names}.
    """
    with reading.open() as store:
        events = store.events(limit=limit)
        names = _names(store, events)
    reader = Reader(reading.lang, names)
    table = _table(events, reader)
    if csv_file is not None:
        write_csv(csv_file, table, reading.lang)
    if reading.json:
        reading.print_json({"items": [event.model_dump(mode="json") for event in events], "names": names})
    else:
        print_report(reading.console, Report([], [table]))


def _names(store: GraphStore, events: Collection[Event]) -> dict[str, str]:
    people = {person for event in events for person in event.people}
    accounts = {account for event in events for account in event.accounts}
    named = {a.id: a.name for a in store.organisations(accounts)} if accounts else {}
    if people:
        held = {p.id: p.name for p in store.people(people)}
        merged = store.aliases()
        named |= {id_: held[found] for id_ in people if (found := merged.get(id_, id_)) in held}
    return dict(sorted(named.items()))


def _table(events: Collection[Event], reader: Reader) -> Table:
    columns = [
        Column(reader.say("Kiedy (UTC)", "When (UTC)"), keep=True),
        Column(reader.say("Kto", "By")),
        Column(reader.say("Co", "What")),
        Column(reader.say("Klienci", "Accounts")),
        Column(reader.say("Osoby", "People")),
        Column(reader.say("Zapis lub klucz", "Run or key")),
    ]
    rows = [
        [
            f"{event.at:%Y-%m-%d %H:%M:%S}",
            event.author,
            reader.say(*_ACTIONS[event.action]),
            ", ".join(map(reader.name, event.accounts)) or _no_account(event, reader),
            _people(event, reader),
            event.about or "–",
        ]
        for event in events
    ]
    title = reader.say("Dziennik", "Audit log")
    return Table(title, columns, rows, empty=reader.say("Dziennik jest pusty.", "The audit log is empty."))


def _no_account(event: Event, reader: Reader) -> str:
    one_person = event.action in {EventAction.EXPORT_PERSON, EventAction.ERASURE}
    return "–" if one_person else reader.say("wszyscy", "all")


def _people(event: Event, reader: Reader) -> str:
    known = [reader.name(person) for person in event.people if not _erased(person, reader)]
    gone = sum(_erased(person, reader) for person in event.people)
    if gone:
        known.append(reader.say(f"usunięte osoby: {gone}", f"erased people: {gone}"))
    return ", ".join(known) or "–"


def _erased(person: str, reader: Reader) -> bool:
    # A mark is a hash; it says nothing to a reader, and a person of that id would be known by name.
    return bool(_MARK.fullmatch(person)) and person not in reader.names


def add_journal(app: typer.Typer) -> None:
    """Register the command."""
    app.command("audit-log", rich_help_panel="Privacy and access")(audit_log)
