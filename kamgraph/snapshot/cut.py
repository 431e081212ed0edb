"""Accounts cut out of a portfolio: the same columns that the store gives for the account alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Literal, TypeVar

import numpy as np

from kamgraph.model import Initiative, PlanItem
from kamgraph.model.errors import UnknownScope
from kamgraph.snapshot.columns import (
    ANOTHER_ACCOUNT,
    NO_ACCOUNT,
    FigureOnDay,
    Interactions,
    Ints,
    Snapshot,
    Ties,
    day_or_none,
)
from kamgraph.snapshot.spans import AnyInts, rows_by, spans

Columns = TypeVar("Columns")
Item = TypeVar("Item", FigureOnDay, Initiative, PlanItem)


def account_of(snap: Snapshot, account: str) -> Snapshot:
    """Cut one account out of a portfolio's snapshot; many are cut faster by one `Cuts`.

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
    return Cuts(snap).account(snap.accounts.ids.index(account))


class Cuts:
    """Everything of a snapshot by the account it belongs to, so that each cut costs no more than what it holds."""

    def __init__(self, snap: Snapshot) -> None:
        self._snap = snap
        accounts, people = len(snap.accounts.ids), len(snap.people.ids)
        # Our people stand in no block: they would join all their accounts into one.
        block = np.where(snap.people.ours, people, snap.blocks)
        self._block = block
        self._places = rows_by(snap.places.account, accounts)
        self._assigned = rows_by(snap.assignments.account, accounts)
        self._people = rows_by(block, people + 1)
        self._ties = rows_by(block[snap.ties.theirs], people + 1)
        self._lines = rows_by(block[snap.lines.source], people + 1)
        i = snap.interactions
        of = np.repeat(np.arange(len(i.ids), dtype=np.int32), np.diff(i.first_participant))
        first, rows = rows_by(block[i.participants], people + 1)
        self._met = first, of[rows]
        # Interactions of no account come first, then those of each in turn.
        self._stated = rows_by(np.maximum(i.account, -1) + 1, accounts + 1)
        self._figures = _by_account(snap.figures)
        self._initiatives = _by_account(snap.initiatives)
        self._plan_items = _by_account(snap.plan_items)

    def account(self, number: int) -> Snapshot:
        """One account, by its number."""
        cut = self.scope((number,), "account", self._snap.accounts.ids[number])
        return replace(cut, excluded=int(self._snap.accounts.excluded[number]))

    def scope(self, numbers: Sequence[int], kind: Literal["account", "group"], scope: str) -> Snapshot:
        """Several accounts as one; `excluded` stays that of the whole."""
        snap, accounts = self._snap, np.array(numbers, dtype=np.int32)
        places, assigned = (np.sort(_of(rows, accounts)) for rows in (self._places, self._assigned))
        blocks = np.unique(self._block[snap.places.person[places]])
        block = _of(self._people, blocks)
        tied, lined = (np.sort(_of(rows, blocks)) for rows in (self._ties, self._lines))
        lined = lined[np.isin(self._block[snap.lines.target[lined]], blocks)]
        inside = np.unique(np.concatenate([block, snap.ties.ours[tied], snap.assignments.person[assigned]]))
        met = np.unique(np.concatenate([_of(self._met, blocks), _of(self._stated, accounts + 1)]))
        interactions = _interactions(snap.interactions, met, inside, accounts)
        names = tuple(snap.accounts.ids[n] for n in numbers)
        return replace(
            snap,
            kind=kind,
            scope=scope,
            people=_take(snap.people, inside),
            accounts=_take(snap.accounts, accounts),
            places=_numbered(snap.places, places, inside, ("person",), accounts),
            ties=_ties(snap.ties, tied, inside, met),
            lines=_numbered(snap.lines, lined, inside, ("source", "target")),
            assignments=_numbered(snap.assignments, assigned, inside, ("person",), accounts),
            interactions=interactions,
            figures=_chosen(self._figures, names),
            initiatives=_chosen(self._initiatives, names),
            plan_items=_chosen(self._plan_items, names),
            first_day=day_or_none(int(interactions.day.min())) if len(interactions.day) else None,
        )


def _by_account(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.account, []).append(item)
    return found


def _chosen(items: Mapping[str, Sequence[Item]], accounts: Iterable[str]) -> tuple[Item, ...]:
    return tuple(item for account in accounts for item in items.get(account, ()))


def _of(grouped: tuple[Ints, Ints], owners: AnyInts) -> Ints:
    first, rows = grouped
    return rows[spans(first, owners)[1]]


def _take(columns: Columns, rows: AnyInts) -> Columns:
    numbers = rows.tolist()
    chosen = {
        f.name: column[rows] if isinstance(column, np.ndarray) else tuple([column[i] for i in numbers])
        for f in fields(columns)  # type: ignore[arg-type]
        for column in (getattr(columns, f.name),)
    }
    return type(columns)(**chosen)


def _numbered(
    columns: Columns, rows: AnyInts, people: AnyInts, ends: Iterable[str], accounts: AnyInts | None = None
) -> Columns:
    """Take these rows, with people and accounts numbered anew."""
    taken: Any = _take(columns, rows)
    changed = {end: _position(people, getattr(taken, end)) for end in ends}
    if accounts is not None:
        changed["account"] = _position(accounts, taken.account)
    renumbered: Columns = replace(taken, **changed)
    return renumbered


def _position(chosen: AnyInts, numbers: AnyInts) -> Ints:
    """Where each number stands among the chosen ones, which are sorted and hold it."""
    return np.searchsorted(chosen, numbers).astype(np.int32)


def _ties(ties: Ties, rows: AnyInts, people: AnyInts, met: AnyInts) -> Ties:
    first, inside = spans(ties.first_interaction, rows)
    # The evidence is of another length than the columns, so it is cut by itself.
    bare = replace(ties, first_interaction=ties.ours, interactions=ties.ours)
    return replace(
        _numbered(bare, rows, people, ("ours", "theirs")),
        first_interaction=first,
        interactions=_position(met, ties.interactions[inside]),
    )


def _interactions(whole: Interactions, rows: AnyInts, people: AnyInts, accounts: AnyInts) -> Interactions:
    first, inside = spans(whole.first_participant, rows)
    participants = whole.participants[inside]
    here = np.isin(participants, people)
    of = np.repeat(np.arange(len(rows)), np.diff(first))[here]
    bare = replace(whole, first_participant=whole.day, participants=whole.day)
    stated = whole.account[rows]
    elsewhere = np.where(stated == NO_ACCOUNT, NO_ACCOUNT, ANOTHER_ACCOUNT)
    return replace(
        _take(bare, rows),
        account=np.where(np.isin(stated, accounts), _position(accounts, stated), elsewhere).astype(np.int32),
        first_participant=np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(rows)))]).astype(np.int32),
        participants=_position(people, participants[here]),
    )
