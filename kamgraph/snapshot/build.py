"""From a store's rows to the columns of one day."""

import difflib
import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import compress
from typing import Literal, Self

import numpy as np

from kamgraph.model import Organisation, OrganisationKind, Settings
from kamgraph.model.errors import InvalidValue, UnknownScope
from kamgraph.snapshot.columns import FigureOnDay, Flags, Ints, Places, Snapshot, day_or_none
from kamgraph.snapshot.cut import Cuts
from kamgraph.snapshot.encode import encode_accounts, encode_assignments, encode_lines, encode_people, ints
from kamgraph.snapshot.meetings import Meetings, attention, encode_interactions, read_meetings
from kamgraph.snapshot.placing import place
from kamgraph.snapshot.sides import Crowd, gather, left_out, marked, senior_years
from kamgraph.snapshot.tying import encode_ties
from kamgraph.store.port import GraphStore
from kamgraph.store.rows import SnapshotRows
from kamgraph.store.scope import group_of, units_of
from kamgraph.store.tables import Tables, chosen, tables_of

ScopeKind = Literal["account", "group", "portfolio"]


def snapshot(
    store: GraphStore,
    *,
    account: str | None = None,
    group: bool = False,
    as_of: date,
    settings: Settings | None = None,
) -> Snapshot:
    """Take the graph of one account, one group or the whole portfolio as it was on a day.

    Parameters
    ----------
    store : GraphStore
    account : str, optional
        Id of the account; without it, the portfolio of all accounts.
    group : bool
        Together with the account's daughter accounts, as one.
    as_of : date
        The day; facts hold from their first day until before their last, contacts count up to and including it.
    settings : Settings, optional
        How strengths, weights and money are computed.

    Returns
    -------
    Snapshot
        Empty columns where nothing is known on that day.

    Raises
    ------
    UnknownScope
        No account of this id; the message names the nearest.
    InvalidValue
        The day is a moment; a group is asked for without an account.
    StoreUnavailable

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     snapshot(store, as_of=date(2026, 11, 23)).total_weight
    0.0
    """
    # A moment is a day to Python, and would be compared with days until something breaks far from here.
    if isinstance(as_of, datetime):
        raise InvalidValue("as_of", as_of, "must be a day, not a moment")
    if group and account is None:
        raise InvalidValue("group", group, "needs the account at the head of the group")
    chosen = settings or Settings()
    named = None if account is None else _group(store, account) if group else (account,)
    kind: ScopeKind = "portfolio" if account is None else "group" if group else "account"
    with store.snapshot_rows(named, as_of) as rows, _without_collector():
        if account is not None:
            _require_account(rows.organisations, account)
        return _snapshot(rows, kind, named, account or "portfolio", as_of, chosen)


def portfolio_part(store: GraphStore, accounts: Collection[str], as_of: date, settings: Settings) -> Snapshot:
    """All that the store tells about some accounts, with the people beside them, as a part of the portfolio."""
    with store.snapshot_rows(accounts, as_of) as rows, _without_collector():
        return _everything(rows, tuple(accounts), as_of, settings)


def _group(store: GraphStore, account: str) -> tuple[str, ...]:
    organisations = tuple(store.organisations())
    _require_account(organisations, account)
    return group_of(organisations, account)


def _require_account(organisations: Iterable[Organisation], account: str) -> None:
    known = [o.id for o in organisations if o.kind is OrganisationKind.ACCOUNT]
    if account not in known:
        near = difflib.get_close_matches(account, known, n=3)
        raise UnknownScope(f"no account {account!r}" + (f"; the nearest are {', '.join(near)}" if near else ""))


def _snapshot(
    rows: SnapshotRows, kind: ScopeKind, named: tuple[str, ...] | None, scope: str, as_of: date, settings: Settings
) -> Snapshot:
    whole = _everything(rows, named, as_of, settings)
    # A store may send more than the scope holds, such as people linked to it only through somebody who objects.
    return whole if kind == "portfolio" else Cuts(whole).scope(range(len(whole.accounts.ids)), kind, scope)


def _everything(rows: SnapshotRows, named: Collection[str] | None, as_of: date, settings: Settings) -> Snapshot:
    tables = rows.tables() if rows.tables else tables_of(rows)
    houses = _Houses.of(tables.organisations, named)
    held, said, n = tables.people, tables.ties, len(tables.people.ids)
    crowd = gather(tables, as_of)
    placed = place(tables, crowd, houses.account, houses.itself, as_of, settings)
    meetings = read_meetings(
        tables.interactions,
        _scored(held.ids, crowd),
        {tables.organisations[i].id: int(houses.account[i]) for i in np.flatnonzero(houses.account >= 0)},
        cache(lambda: senior_years(tables, crowd)),
        frozenset(compress(held.ids, crowd.objecting.tolist())),
        as_of,
        settings,
    )
    # An empty seat, on either side, knows nobody.
    working, tying = (side & ~held.placeholder for side in (crowd.ours, crowd.theirs))
    seen = attention(meetings, working, tying, as_of, settings)
    excluded = _left_out(tables, crowd, houses, placed, meetings)

    # Who works nowhere any more leads to nobody, whatever line or stakeholder fact was never closed: looking for such
    # a fact would give other lines where it stands at another account, which an account read alone does not see.
    linked = crowd.theirs & ~crowd.former
    lines = chosen(tables.lines, linked[tables.lines.source] & linked[tables.lines.target])
    clients = marked(n, placed.person, lines.source, lines.target, said.theirs[tying[said.theirs]], seen.theirs)
    inside = np.flatnonzero(clients | crowd.ours).astype(np.int32)
    number = np.full(n, -1, dtype=np.int32)
    number[inside] = np.arange(len(inside), dtype=np.int32)
    people = encode_people(tables, crowd, inside, number, as_of)
    interactions, renumbered = encode_interactions(meetings, number)
    written = ints(settings.local_day(at).toordinal() for at in tables.moments)
    ties = chosen(said, working[said.ours] & tying[said.theirs])
    objecting = set(compress(held.ids, crowd.excluded.tolist()))
    return Snapshot(
        kind="portfolio",
        scope="portfolio",
        as_of=as_of,
        settings=settings,
        store_version=tables.store_version,
        people=people,
        accounts=encode_accounts(houses.accounts, tables.figures, excluded, settings),
        places=replace(placed, person=number[placed.person]),
        ties=encode_ties(ties, people.ids, seen, number, renumbered, written, as_of, settings),
        lines=encode_lines(lines, number),
        assignments=encode_assignments(
            tables.assignments, crowd.ours, number, np.where(houses.itself, houses.account, -1)
        ),
        interactions=interactions,
        figures=tuple(
            FigureOnDay(f.account, f.kind, f.value, f.currency, f.person, f.valid_from, f.fact)
            for f in tables.figures
            if f.person not in objecting
        ),
        initiatives=tables.initiatives,
        plan_items=tables.plan_items,
        handovers=tables.handovers,
        excluded=len({person for people in excluded.values() for person in people}),
        first_day=day_or_none(int(interactions.day.min())) if len(interactions.day) else None,
    )


def _scored(ids: Sequence[str], crowd: Crowd) -> dict[str, int]:
    number = dict(zip(ids, range(len(ids)), strict=True))
    for i in np.flatnonzero(crowd.excluded).tolist():
        del number[ids[i]]
    return number


@dataclass(frozen=True, eq=False)
class _Houses:
    """Accounts of the scope, by id, and for each organisation the number of its account, -1 for those of none."""

    accounts: tuple[Organisation, ...]
    account: Ints
    itself: Flags

    @classmethod
    def of(cls, organisations: tuple[Organisation, ...], named: Collection[str] | None) -> Self:
        """Those of the accounts that are named, or of all."""
        accounts = tuple(
            o for o in organisations if o.kind is OrganisationKind.ACCOUNT and (named is None or o.id in named)
        )
        index = {o.id: i for i, o in enumerate(accounts)}
        unit = units_of(organisations, index)
        numbers = ints(index[unit[o.id]] if o.id in unit else -1 for o in organisations)
        return cls(accounts, numbers, np.array([o.id in index for o in organisations], dtype=bool))


def _left_out(tables: Tables, crowd: Crowd, houses: _Houses, placed: Places, meetings: Meetings) -> dict[str, set[int]]:
    """Who objects to being scored, by the account or unit where he or she would be."""
    if not crowd.excluded.any():
        return {}
    head = np.flatnonzero(houses.itself).astype(np.int32)
    house_account = np.where(houses.account >= 0, head[houses.account], -1) if len(head) else houses.account
    at = {person: i for i, person in enumerate(tables.people.ids)}
    ties = np.flatnonzero(crowd.objecting[tables.ties.ours])
    known = [*zip(tables.ties.ours[ties].tolist(), tables.ties.theirs[ties].tolist(), strict=True)]
    known += [(at[ours], at[other]) for ours, other in meetings.objecting if other in at]
    places = zip(placed.person.tolist(), head[placed.account].tolist(), strict=True)
    found = left_out(tables, crowd, house_account, places, known)
    return {tables.organisations[house].id: people for house, people in found.items()}


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of small tuples and no cycles: half of the time would go into looking for some."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
