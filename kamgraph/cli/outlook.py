"""Commands whose questions need more than an account: who leaves, what changes, what fades, what may come."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated

import typer

from kamgraph import analytics as kg
from kamgraph.analytics.chairs import Weights
from kamgraph.analytics.departure import Kind
from kamgraph.cli.choosing import NobodyFound, choose_account, choose_person
from kamgraph.cli.command import DAY_FORMATS, Reading, on_day, reads
from kamgraph.cli.journal import note
from kamgraph.cli.measures import Account, Group, answer, take, taken
from kamgraph.cli.reports import leaving, passing
from kamgraph.model.journal import EventAction
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.port import GraphStore

Rate = Annotated[float, typer.Option(min=0.0, max=1.0, help="Share of the people who leave in a year.")]


@reads
def departure(
    reading: Reading,
    people: Annotated[list[str], typer.Argument(help="Who leaves: names, parts of names, or ids.", show_default=False)],
    *,
    account: Annotated[str | None, typer.Option(help="Look at one account only.")] = None,
    group: Annotated[bool, typer.Option("--group", help="With --account: its daughter accounts as well.")] = False,
    kind: Annotated[Kind, typer.Option(help="Why they go; what is lost is the same.")] = "leaves",
    weights: Annotated[Weights, typer.Option(help="With --account: whose influence counts.")] = "stated",
    on: Annotated[
        datetime | None, typer.Option(formats=DAY_FORMATS, help="Their first day away; read from the day before.")
    ] = None,
) -> None:
    """What is lost when these people leave, over the portfolio or in one account."""
    if on is not None:
        # What a departure breaks is what stood on the eve; of a day ahead, no more is known than today.
        eve = date.fromordinal(max(on.toordinal() - 1, date.min.toordinal()))
        reading = on_day(reading, min(eve, reading.as_of))
    with reading.open() as store:
        leavers = tuple(choose_person(store, typed) for typed in people)
        chosen = None if account is None else choose_account(store, account)
        snap = taken(reading, store, chosen, group=group)
        _all_stand(snap, leavers, store)
        result = kg.departure(snap, leavers, kind=kind, weights=weights)
        note_leavers(reading, store, EventAction.DEPARTURE, leavers, None if chosen is None else snap)
    answer(reading, snap, result, leaving.departure)


def note_leavers(
    reading: Reading, store: GraphStore, action: EventAction, leavers: Sequence[str], account: Snapshot | None
) -> None:
    """Record who was taken for leaving: such a question alone reveals a dismissal."""
    accounts = () if account is None else account.accounts.ids
    note(reading, store, action, accounts=accounts, people=leavers, counts={"leavers": len(set(leavers))})


def _all_stand(snap: Snapshot, leavers: Iterable[str], store: GraphStore) -> None:
    """Say by name who of them has no part here, so that nobody takes a wrong account for a harmless departure."""
    standing = {snap.people.ids[i] for i in snap.standing.tolist()}
    for person in store.people([p for p in leavers if p not in standing]):
        where = dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)).get(snap.scope, "")
        at = f" at {where}" if where else ""
        day = snap.as_of.isoformat()
        raise NobodyFound(f"{person.name} ({person.id}) is not active{at} on {day}: no position, part or active tie")


@reads
def expected_coverage(
    reading: Reading,
    account: Account,
    *,
    months: Annotated[int, typer.Option(min=0, max=120)] = 6,
    rate_ours: Rate = 0.20,
    rate_theirs: Rate = 0.25,
    group: Group = False,
) -> None:
    """Coverage after known departures and average turnover."""
    snap = take(reading, account, group=group)
    result = kg.expected_coverage(snap, months=months, rate_ours=rate_ours, rate_theirs=rate_theirs)
    answer(reading, snap, result, leaving.expected_coverage)


@reads
def changes(
    reading: Reading,
    account: Annotated[str | None, typer.Argument(help="Name of the account; the portfolio.")] = None,
    *,
    since: Annotated[datetime, typer.Option("--from", formats=DAY_FORMATS, help="The earlier day.")],
    until: Annotated[
        datetime | None, typer.Option("--to", formats=DAY_FORMATS, help="The later day; the as-of day.")
    ] = None,
) -> None:
    """What was gained and lost between two days, by name."""
    before = take(on_day(reading, since.date()), account)
    after = take(reading if until is None else on_day(reading, until.date()), account)
    answer(reading, after, kg.changes(before, after), passing.changes, before)


@reads
def fading_ties(
    reading: Reading,
    account: Annotated[str | None, typer.Argument(help="Name of the account; the portfolio.")] = None,
    *,
    since: Annotated[datetime, typer.Option("--from", formats=DAY_FORMATS, help="The earlier day.")],
    drop: Annotated[float, typer.Option(min=0.0, max=1.0, help="Least loss of strength.")] = 0.2,
) -> None:
    """Ties that have lost strength since a day."""
    before = take(on_day(reading, since.date()), account)
    after = take(reading, account)
    answer(reading, after, kg.fading_ties(before, after, drop=drop), passing.fading_ties)


def add_outlook(app: typer.Typer) -> None:
    """Register these commands."""
    panel = "Departures and changes"
    for command in (departure, expected_coverage, changes, fading_ties):
        app.command(command.__name__.replace("_", "-"), rich_help_panel=panel)(command)
