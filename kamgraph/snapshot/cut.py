"""One account cut out of a portfolio: the same columns that the store gives for the account alone."""

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kamgraph.model.errors import UnknownScope
from kamgraph.snapshot.columns import Flags, Interactions, Ints, Snapshot, Ties

Columns = TypeVar("Columns")


def account_of(snap: Snapshot, account: str) -> Snapshot:
    """Cut one account out of a portfolio's snapshot.

    Its client people, everybody linked to them by reports-to or influences lines, our people with a tie to one of
    those or an assignment here.

    Parameters
    ----------
    snap : Snapshot
        Of the portfolio.
    account : str
        Id of one of its accounts.

    Raises
    ------
    UnknownScope
        The portfolio holds no such account.
    """
    if account not in snap.accounts.ids:
        raise UnknownScope(f"no account {account!r} in the portfolio")
    number = snap.accounts.ids.index(account)
    places = np.flatnonzero(snap.places.account == number)
    assigned = np.flatnonzero(snap.assignments.account == number)
    block = _block(snap, snap.places.person[places])
    tied = np.flatnonzero(block[snap.ties.theirs])
    inside = block.copy()
    inside[snap.ties.ours[tied]] = True
    inside[snap.assignments.person[assigned]] = True
    met = _concerned(snap, block, number)
    renumber = _renumber(inside)
    interaction = _renumber(met)
    lined = np.flatnonzero(block[snap.lines.source] & block[snap.lines.target])
    one = np.array([number])
    return replace(
        snap,
        kind="account",
        scope=account,
        people=_take(snap.people, np.flatnonzero(inside)),
        accounts=_take(snap.accounts, one),
        places=replace(
            _take(snap.places, places),
            person=renumber[snap.places.person[places]],
            account=np.zeros(len(places), dtype=np.int32),
        ),
        ties=_ties(snap.ties, tied, renumber, interaction),
        lines=replace(
            _take(snap.lines, lined),
            source=renumber[snap.lines.source[lined]],
            target=renumber[snap.lines.target[lined]],
        ),
        assignments=replace(
            _take(snap.assignments, assigned),
            person=renumber[snap.assignments.person[assigned]],
            account=np.zeros(len(assigned), dtype=np.int32),
        ),
        interactions=_interactions(snap.interactions, met, renumber, number),
        excluded=int(snap.accounts.excluded[number]),
        figures=tuple(f for f in snap.figures if f.account == account),
        initiatives=tuple(i for i in snap.initiatives if i.account == account),
        plan_items=tuple(i for i in snap.plan_items if i.account == account),
    )


def _block(snap: Snapshot, people: Ints) -> Flags:
    component = snap.blocks
    wanted = np.zeros(component.max(initial=-1) + 1, dtype=bool)
    wanted[component[people]] = True
    inside: Flags = wanted[component] & ~snap.people.ours if len(component) else np.zeros(0, dtype=bool)
    return inside


def _concerned(snap: Snapshot, block: Flags, account: int) -> Flags:
    i = snap.interactions
    of = np.repeat(np.arange(len(i.ids)), np.diff(i.first_participant))
    met: Flags = i.account == account
    met[of[block[i.participants]]] = True
    return met


def _renumber(kept: Flags) -> Ints:
    return np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)


def _take(columns: Columns, rows: NDArray[np.integer[Any]]) -> Columns:
    def chosen(column: Any) -> Any:
        return tuple(column[i] for i in rows) if isinstance(column, tuple) else column[rows]

    return type(columns)(**{f.name: chosen(getattr(columns, f.name)) for f in fields(columns)})  # type: ignore[arg-type]


def _spans(first: Ints, rows: NDArray[np.integer[Any]]) -> tuple[Ints, Ints]:
    count = (first[1:] - first[:-1])[rows]
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    inner = np.arange(start[-1]) - np.repeat(start[:-1], count) + np.repeat(first[rows], count)
    return start, inner.astype(np.int32)


def _ties(ties: Ties, rows: NDArray[np.integer[Any]], person: Ints, interaction: Ints) -> Ties:
    first, inner = _spans(ties.first_interaction, rows)
    # The evidence is of another length than the columns, so it is cut by itself.
    bare = replace(ties, first_interaction=ties.ours, interactions=ties.ours)
    return replace(
        _take(bare, rows),
        ours=person[ties.ours[rows]],
        theirs=person[ties.theirs[rows]],
        first_interaction=first,
        interactions=interaction[ties.interactions[inner]],
    )


def _interactions(all_of_them: Interactions, met: Flags, person: Ints, account: int) -> Interactions:
    rows = np.flatnonzero(met).astype(np.int32)
    first, inner = _spans(all_of_them.first_participant, rows)
    participants = person[all_of_them.participants[inner]]
    here = participants >= 0
    of = np.repeat(np.arange(len(rows)), np.diff(first))[here]
    count = np.bincount(of, minlength=len(rows))
    return Interactions(
        ids=tuple(all_of_them.ids[i] for i in rows),
        day=all_of_them.day[rows],
        kind=all_of_them.kind[rows],
        minutes=all_of_them.minutes[rows],
        senior=all_of_them.senior[rows],
        account=np.where(all_of_them.account[rows] == account, 0, -1).astype(np.int32),
        first_participant=np.concatenate([[0], np.cumsum(count)]).astype(np.int32),
        participants=participants[here].astype(np.int32),
    )
