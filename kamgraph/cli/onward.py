"""Commands about the way onward: who introduces us, whom to meet next, who takes over."""

from typing import Annotated

import typer

from kamgraph import analytics as kg
from kamgraph.analytics.handover import MOST_TIES as MOST_CAPACITY
from kamgraph.analytics.introductions import MOST_HOPS, MOST_WAYS
from kamgraph.analytics.next_best_ties import MOST_TIES
from kamgraph.cli.choosing import choose_account, choose_person
from kamgraph.cli.command import Reading, reads
from kamgraph.cli.measures import Account, Group, answer, take, taken
from kamgraph.cli.outlook import Rate, note_leavers
from kamgraph.cli.reports import onward
from kamgraph.model.journal import EventAction

OneAccount = Annotated[
    str | None, typer.Option("--account", help="Among the people of one account only; else all of ours and theirs.")
]


@reads
def introductions(
    reading: Reading,
    person: Annotated[str, typer.Argument(help="Who is to be met: name, part of it, or id.", show_default=False)],
    *,
    source: Annotated[str | None, typer.Option("--from", help="Who of ours asks; whoever is nearest.")] = None,
    account: OneAccount = None,
    k: Annotated[int, typer.Option("--k", min=1, max=MOST_WAYS, help="So many ways at most.")] = 3,
    max_hops: Annotated[int, typer.Option(min=1, max=MOST_HOPS, help="So many steps at most.")] = 3,
) -> None:
    """Who can introduce us to this person."""
    with reading.open() as store:
        target = choose_person(store, person)
        begin = None if source is None else choose_person(store, source)
        chosen = None if account is None else choose_account(store, account)
        snap = taken(reading, store, chosen)
    answer(reading, snap, kg.introductions(snap, target, source=begin, k=k, max_hops=max_hops), onward.introductions)


@reads
def handover(
    reading: Reading,
    people: Annotated[list[str], typer.Argument(help="Who of ours leaves: names or ids.", show_default=False)],
    *,
    to: Annotated[
        list[str] | None, typer.Option("--to", help="Who may take over, repeated for several; anybody.")
    ] = None,
    capacity: Annotated[int, typer.Option(min=0, max=MOST_CAPACITY, help="Most active ties of a successor.")] = 15,
    account: OneAccount = None,
) -> None:
    """Who takes over which contact, and in which order."""
    with reading.open() as store:
        leavers = [choose_person(store, typed) for typed in people]
        successors = [choose_person(store, typed) for typed in to] if to else None
        chosen = None if account is None else choose_account(store, account)
        snap = taken(reading, store, chosen)
        result = kg.handover(snap, leavers, successors=successors, capacity=capacity)
        note_leavers(reading, store, EventAction.HANDOVER, leavers, None if chosen is None else snap)
    answer(reading, snap, result, onward.handover)


@reads
def next_best_ties(
    reading: Reading,
    account: Account,
    *,
    k: Annotated[int, typer.Option("--k", min=1, max=MOST_TIES, help="So many at most.")] = 5,
    strength: Annotated[float, typer.Option(min=0.0, max=1.0, help="Strength a new tie would have.")] = 0.5,
    months: Annotated[int, typer.Option(min=0, max=120, help="How far ahead.")] = 6,
    rate_ours: Rate = 0.20,
    rate_theirs: Rate = 0.25,
    group: Group = False,
) -> None:
    """Whom to meet next, and who can introduce the two."""
    snap = take(reading, account, group=group)
    result = kg.next_best_ties(
        snap, k=k, strength=strength, months=months, rate_ours=rate_ours, rate_theirs=rate_theirs
    )
    answer(reading, snap, result, onward.next_best_ties)


@reads
def if_tied(
    reading: Reading,
    ours: Annotated[str, typer.Argument(help="Who of ours: name, part of it, or id.", show_default=False)],
    theirs: Annotated[str, typer.Argument(help="Who would be met: name, part of it, or id.", show_default=False)],
    *,
    strength: Annotated[float, typer.Option(min=0.0, max=1.0, help="Strength of their tie; 0 is none.")] = 0.5,
    account: OneAccount = None,
) -> None:
    """What everybody's departure would cost with a tie that is not there yet."""
    with reading.open() as store:
        pair = choose_person(store, ours), choose_person(store, theirs)
        chosen = None if account is None else choose_account(store, account)
        snap = taken(reading, store, chosen)
    answer(reading, snap, kg.if_tied(snap, [(*pair, strength)]), onward.if_tied)


def add_onward(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (introductions, handover, next_best_ties, if_tied):
        app.command(command.__name__.replace("_", "-"), rich_help_panel="The way onward")(command)
