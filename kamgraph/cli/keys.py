"""Commands about keys to the service."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from kamgraph.access import Scope, issue_key
from kamgraph.access.keys import MOST_DAYS, USUAL_DAYS
from kamgraph.cli.choosing import choose_account
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.reports.base import Column, Reader, Report, Table, print_report
from kamgraph.model.journal import ApiKey

key = typer.Typer(help="Keys to the service.", no_args_is_help=True, rich_markup_mode=None)


@reads
def add(
    reading: Reading,
    name: Annotated[str, typer.Argument(help="What the key is for.", show_default=False)],
    *,
    scope: Annotated[list[Scope], typer.Option("--scope", help="What it permits, repeated for several.")],
    account: Annotated[
        list[str] | None, typer.Option("--account", help="An account it opens, repeated for several; all accounts.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="So many days it works.")] = USUAL_DAYS,
) -> None:
    """Issue a key and show it, once.

    --json: {id, name, scopes, accounts, created_at, created_by, expires_at, revoked_at, token}.
    """
    with reading.open() as store:
        accounts = None if account is None else [choose_account(store, typed) for typed in account]
        made, token = issue_key(store, name, scope, by=reading.environment.by, accounts=accounts, days=days)
    if reading.json:
        reading.print_json({**_plain(made), "token": token})
        return
    reader = Reader(reading.lang, {})
    until = reader.day(made.expires_at.date())
    said = reader.say(
        f"Klucz {made.id}, ważny do {until}. Zapisz go teraz, drugi raz nie da się go pokazać:",
        f"Key {made.id}, works until {until}. Keep it now, it cannot be shown again:",
    )
    reading.console.print(said, markup=False, soft_wrap=True)
    reading.console.print(token, markup=False, soft_wrap=True)


@reads
def list_keys(reading: Reading) -> None:
    """Which keys there are, who issued them, and until when they work.

    --json: {items: [{id, name, scopes, accounts, created_at, created_by, expires_at, revoked_at}]}.
    """
    with reading.open() as store:
        kept = store.keys()
        accounts = {account for one in kept for account in one.accounts or ()}
        names = {a.id: a.name for a in store.organisations(accounts)} if accounts else {}
    if reading.json:
        reading.print_json({"items": [_plain(one) for one in kept]})
    else:
        print_report(reading.console, Report([], [_table(kept, Reader(reading.lang, names))]))


@reads
def revoke(reading: Reading, identifier: Annotated[str, typer.Argument(metavar="ID", help="Id of the key.")]) -> None:
    """Take a key back; it stops working at once, and within five seconds in a service that runs.

    --json: {id, name, scopes, accounts, created_at, created_by, expires_at, revoked_at}.
    """
    with reading.open() as store:
        gone = store.revoke_key(identifier, at=datetime.now(UTC), by=reading.environment.by)
    if reading.json:
        reading.print_json(_plain(gone))
        return
    reader = Reader(reading.lang, {})
    said = reader.say(f"Klucz {gone.id} jest unieważniony.", f"Key {gone.id} is revoked.")
    reading.console.print(said, markup=False)


def _plain(one: ApiKey) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude={"hash"})


def _table(kept: tuple[ApiKey, ...], reader: Reader) -> Table:
    columns = [
        Column("id", keep=True),
        Column(reader.say("Nazwa", "Name")),
        Column(reader.say("Uprawnienia", "Scopes")),
        Column(reader.say("Klienci", "Accounts")),
        Column(reader.say("Ważny do", "Until")),
        Column(reader.say("Stan", "State")),
        Column(reader.say("Wydał(a)", "Issued by")),
    ]
    rows = [
        [
            one.id,
            one.name,
            ", ".join(one.scopes),
            reader.say("wszyscy", "all") if one.accounts is None else ", ".join(map(reader.name, one.accounts)),
            reader.day(one.expires_at.date()),
            _state(one, reader),
            one.created_by,
        ]
        for one in kept
    ]
    empty = reader.say("Nie ma kluczy.", "There are no keys.")
    return Table(reader.say("Klucze", "Keys"), columns, rows, empty=empty)


def _state(one: ApiKey, reader: Reader) -> str:
    if one.revoked_at is not None:
        return reader.say("unieważniony", "revoked")
    if one.expires_at <= datetime.now(UTC):
        return reader.say("wygasł", "expired")
    return reader.say("działa", "works")


def add_keys(app: typer.Typer) -> None:
    """Register these commands."""
    for name, command in (("add", add), ("list", list_keys), ("revoke", revoke)):
        key.command(name)(command)
    app.add_typer(key, name="key")
