"""Blocks of a portfolio's snapshot put in the place of what it held of them before."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain, compress
from typing import Any, Generic, Self, TypeVar

import numpy as np

from kamgraph.model import Initiative, PlanItem
from kamgraph.snapshot.columns import (
    ANOTHER_ACCOUNT,
    Accounts,
    FigureOnDay,
    Flags,
    Interactions,
    Ints,
    People,
    Snapshot,
    Strings,
    Ties,
    day_or_none,
)
from kamgraph.snapshot.packing import Digests
from kamgraph.snapshot.spans import AnyInts, spans

Columns = TypeVar("Columns")
Item = TypeVar("Item", FigureOnDay, Initiative, PlanItem)


@dataclass(frozen=True, eq=False)
class Numbers:
    """How two sorted lists of ids, an old one and that of a part, become one.

    Attributes
    ----------
    old_of_part : int array
        Number in the old list of each of the part, -1 where it is new.
    of_old, of_part : int arrays
        Number in the united list.
    ids : texts
        The united list.
    """

    old_of_part: Ints
    of_old: Ints
    of_part: Ints
    ids: Strings

    @classmethod
    def of(cls, old: Strings, part: Strings) -> Self:
        """Numbers of these two."""
        at = np.array([bisect_left(old, one) for one in part], dtype=np.int32)
        found = np.array([i < len(old) and old[i] == one for i, one in zip(at.tolist(), part, strict=True)], dtype=bool)
        new = at[~found]
        of_old = np.arange(len(old), dtype=np.int32) + np.searchsorted(new, np.arange(len(old)), side="right")
        united = list(old)
        for place, i in reversed(list(zip(new.tolist(), np.flatnonzero(~found).tolist(), strict=True))):
            united.insert(place, part[i])
        before = np.cumsum(~found) - ~found
        return cls(np.where(found, at, -1).astype(np.int32), of_old.astype(np.int32), (at + before).astype(np.int32),
                   tuple(united))  # fmt: skip


def participants_beside(whole: Interactions, people: Flags, accounts: Flags) -> Ints:
    """Everybody who took part in an interaction with one of these people, or about one of these accounts."""
    chosen = _touching(whole, people, accounts)
    return np.unique(whole.participants[np.repeat(chosen, np.diff(whole.first_participant))])


def spliced(old: Snapshot, part: Snapshot, gone: Flags, mine: Flags, concerned: Flags, people: Numbers) -> Snapshot:
    """The old snapshot with the blocks that were read in the place of what it held of them.

    Parameters
    ----------
    gone : bool array
        Which people of the old snapshot stand in those blocks; all of them stand in the part, too.
    mine : bool array
        Which people of the part stand in those blocks; further ones, all of them known, are there only for what they
        say of these.
    concerned : bool array
        Which accounts of the old snapshot were read.
    people : Numbers
        Of the people of both.
    """
    account = np.flatnonzero(concerned).astype(np.int32)
    interactions, met = _interactions(old, part, gone, concerned, account, people)
    both_ends = dict.fromkeys(("source", "target"), people.of_old), dict.fromkeys(("source", "target"), people.of_part)
    placed, lined, assigned = old.places, old.lines, old.assignments
    return replace(
        old,
        store_version=part.store_version,
        people=_people(old, part, gone, mine, people),
        accounts=_accounts(old, part, account),
        places=_merged(
            _Rows(placed, ~concerned[placed.account], {"person": people.of_old}),
            _Rows(part.places, None, {"person": people.of_part, "account": account}),
            ("account", "person"),
        ),
        ties=_ties(old.ties, part.ties, ~gone[old.ties.theirs], mine[part.ties.theirs], people, met),
        lines=_merged(
            _Rows(lined, ~(gone[lined.source] & gone[lined.target]), both_ends[0]),
            _Rows(part.lines, mine[part.lines.source] & mine[part.lines.target], both_ends[1]),
            ("source", "target", "kind"),
        ),
        assignments=_merged(
            _Rows(assigned, ~concerned[assigned.account], {"person": people.of_old}),
            _Rows(part.assignments, None, {"person": people.of_part, "account": account}),
            ("person", "account", "role"),
        ),
        interactions=interactions,
        figures=_items(old, concerned, old.figures, part.figures, lambda f: (f.account, f.kind, f.fact)),
        initiatives=_items(old, concerned, old.initiatives, part.initiatives, lambda i: i.id),
        plan_items=_items(old, concerned, old.plan_items, part.plan_items, lambda i: i.id),
        first_day=day_or_none(int(interactions.day.min())) if len(interactions.day) else None,
    )


@dataclass
class _Rows(Generic[Columns]):
    """Rows taken from a table, all where none are chosen, and new numbers for what its columns point to."""

    table: Columns
    chosen: Flags | None
    numbers: Mapping[str, Ints]

    def column(self, name: str) -> Any:
        """One column of the chosen rows."""
        values = getattr(self.table, name)
        if isinstance(values, Digests):
            return Digests(values.rows if self.chosen is None else values.rows[self.chosen])
        if not isinstance(values, np.ndarray):
            return values if self.chosen is None else list(compress(values, self.chosen.tolist()))
        taken = values if self.chosen is None else values[self.chosen]
        return self.numbers[name][taken] if name in self.numbers else taken


def _merged(one: _Rows[Columns], other: _Rows[Columns], by: Sequence[str], leave: Collection[str] = ()) -> Columns:
    """Rows of both in the order of some columns."""
    keys = [np.concatenate([one.column(name), other.column(name)]) for name in reversed(by)]
    return _ordered(one, other, np.lexsort(keys), leave)


def _ordered(one: _Rows[Columns], other: _Rows[Columns], order: AnyInts, leave: Collection[str] = ()) -> Columns:
    """Rows of both in an order."""
    places = order.tolist()
    merged: dict[str, Any] = {}
    for field in fields(one.table):  # type: ignore[arg-type]
        if field.name in leave:
            continue
        a, b = one.column(field.name), other.column(field.name)
        if isinstance(a, np.ndarray):
            merged[field.name] = np.concatenate([a, b])[order]
        elif isinstance(a, Digests) and isinstance(b, Digests):
            merged[field.name] = Digests(np.concatenate([a.rows, b.rows])[order])
        else:
            pool = [*a, *b]
            merged[field.name] = tuple([pool[i] for i in places])
    made: Columns = replace(one.table, **merged)  # type: ignore[type-var]
    return made


def _people(old: Snapshot, part: Snapshot, gone: Flags, mine: Flags, people: Numbers) -> People:
    order = np.argsort(np.concatenate([people.of_old[~gone], people.of_part[mine]]))
    return _ordered(_Rows(old.people, ~gone, {}), _Rows(part.people, mine, {}), order)


def _accounts(old: Snapshot, part: Snapshot, account: Ints) -> Accounts:
    """What figures say of the accounts; all else of them is the organisations', which have not changed."""
    annual, potential = old.accounts.annual_value.copy(), old.accounts.potential_value.copy()
    annual[account], potential[account] = part.accounts.annual_value, part.accounts.potential_value
    return replace(old.accounts, annual_value=annual, potential_value=potential)


def _ties(old: Ties, part: Ties, kept: Flags, read: Flags, people: Numbers, met: tuple[Ints, Ints]) -> Ties:
    one = _Rows(old, kept, {"ours": people.of_old, "theirs": people.of_old})
    other = _Rows(part, read, {"ours": people.of_part, "theirs": people.of_part})
    order = np.lexsort([np.concatenate([one.column(name), other.column(name)]) for name in ("theirs", "ours")])
    evidence = [
        (np.diff(ties.first_interaction)[chosen], number[ties.interactions[spans(ties.first_interaction, rows)[1]]])
        for ties, chosen, number in ((old, kept, met[0]), (part, read, met[1]))
        for rows in (np.flatnonzero(chosen),)
    ]
    counts, inside = (np.concatenate(parts) for parts in zip(*evidence, strict=True))
    first = np.concatenate([[0], np.cumsum(counts)])
    begin, at = spans(first, order)
    ties = _ordered(one, other, order, leave=("first_interaction", "interactions"))
    return replace(ties, first_interaction=begin, interactions=inside[at])


def _touching(whole: Interactions, people: Flags, accounts: Flags) -> Flags:
    """Interactions with one of these people, or about one of these accounts."""
    found = (whole.account >= 0) & accounts[np.maximum(whole.account, 0)] if len(accounts) else whole.account >= 0
    of = np.repeat(np.arange(len(whole.ids)), np.diff(whole.first_participant))
    found[of[people[whole.participants]]] = True
    return found


def _interactions(
    old: Snapshot, part: Snapshot, gone: Flags, concerned: Flags, account: Ints, people: Numbers
) -> tuple[Interactions, tuple[Ints, Ints]]:
    """Interactions of both, and the new numbers of those of each; -1 for those that are gone."""
    was, now = old.interactions, part.interactions
    ids = Numbers.of(was.ids, now.ids)
    again = ids.old_of_part >= 0
    kept = ~_touching(was, gone, concerned)
    kept[ids.old_of_part[again]] = False
    order = np.argsort(np.concatenate([ids.of_old[kept], ids.of_part]))
    one, other = _Rows(was, kept, {}), _Rows(now, None, {})
    bare = _ordered(one, other, order, leave=("first_participant", "participants"))
    stated = now.account.copy()
    stated[now.account >= 0] = account[now.account[now.account >= 0]]
    # What is about an account that was not read is so as before.
    elsewhere = np.flatnonzero((now.account == ANOTHER_ACCOUNT) & again)
    before = was.account[ids.old_of_part[elsewhere]]
    unread = (before >= 0) & ~concerned[np.maximum(before, 0)]
    stated[elsewhere[unread]] = before[unread]
    first, present = _participants(was, now, kept, gone, old.people.ours, people, ids, order)
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    of_old = np.full(len(was.ids), -1, dtype=np.int32)
    of_old[kept] = number[: kept.sum()]
    of_old[ids.old_of_part[again]] = number[kept.sum() :][again]
    merged = np.concatenate([was.account[kept], stated])[order]
    made = replace(bare, account=merged, first_participant=first, participants=present)
    return made, (of_old, number[kept.sum() :])


def _participants(
    was: Interactions,
    now: Interactions,
    kept: Flags,
    gone: Flags,
    ours: Flags,
    people: Numbers,
    ids: Numbers,
    order: AnyInts,
) -> tuple[Ints, Ints]:
    """Participants of the interactions of both, in that order.

    Clients of other blocks are told by the old snapshot: the part does not hold all of them.
    """
    rank = np.full(len(kept) + len(now.ids), -1, dtype=np.int64)
    position = np.empty(len(order), dtype=np.int64)
    position[order] = np.arange(len(order))
    rank[: len(kept)][kept] = position[: kept.sum()]
    rank[len(kept) :] = position[kept.sum() :]
    again = np.flatnonzero(ids.old_of_part >= 0)
    of_was = np.repeat(np.arange(len(kept)), np.diff(was.first_participant))
    of_now = np.repeat(np.arange(len(now.ids)), np.diff(now.first_participant)) + len(kept)
    stays = kept[of_was] | ~(gone | ours)[was.participants]
    renewed = np.arange(len(kept))
    renewed[ids.old_of_part[again]] = again + len(kept)
    at = rank[np.concatenate([renewed[of_was[stays]], of_now])]
    who = np.concatenate([people.of_old[was.participants[stays]], people.of_part[now.participants]])
    code = np.unique((at * len(people.ids) + who)[at >= 0])
    of, present = np.divmod(code, max(len(people.ids), 1))
    count = np.bincount(of, minlength=len(order))
    return np.concatenate([[0], np.cumsum(count)]).astype(np.int32), present.astype(np.int32)


def _items(
    old: Snapshot, concerned: Flags, was: Iterable[Item], now: Iterable[Item], order: Callable[[Item], Any]
) -> tuple[Item, ...]:
    """Figures or plans of both, in the order of a store."""
    read = set(compress(old.accounts.ids, concerned.tolist()))
    kept = [item for item in was if item.account not in read]
    return tuple(sorted(chain(kept, now), key=order))
