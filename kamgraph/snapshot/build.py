"""From a store's rows to the columns of one day."""

import difflib
import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Literal

import numpy as np

from kamgraph.model import Organisation, OrganisationKind, Settings
from kamgraph.model.errors import InvalidValue, UnknownScope
from kamgraph.snapshot.columns import FigureOnDay, Flags, Snapshot, day_or_none
from kamgraph.snapshot.cut import Cuts
from kamgraph.snapshot.encode import (
    encode_accounts,
    encode_assignments,
    encode_lines,
    encode_people,
    encode_places,
)
from kamgraph.snapshot.meetings import attention, encode_interactions, read_meetings
from kamgraph.snapshot.sides import gather, left_out, places
from kamgraph.snapshot.tying import encode_ties
from kamgraph.store.port import GraphStore
from kamgraph.store.rows import SnapshotRows
from kamgraph.store.scope import group_of, units_of

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


def _everything(rows: SnapshotRows, named: tuple[str, ...] | None, as_of: date, settings: Settings) -> Snapshot:
    accounts = [
        o for o in rows.organisations if o.kind is OrganisationKind.ACCOUNT and (named is None or o.id in named)
    ]
    people, positions = tuple(rows.people), tuple(rows.positions)
    opinions, assigned = tuple(rows.stakeholders), tuple(rows.assignments)
    tied, lined = tuple(rows.ties), tuple(rows.lines)
    figures, absences = tuple(rows.figures), tuple(rows.absences)
    crowd = gather(people, positions, rows.organisations, assigned, tied, as_of)
    account_of = units_of(rows.organisations, {o.id for o in accounts})
    placed = places(crowd, account_of, opinions)

    everybody = sorted(crowd.people)
    concerned = {person: i for i, person in enumerate(everybody)}
    account_index = {account: i for i, account in enumerate(sorted(o.id for o in accounts))}
    at = {unit: account_index[account] for unit, account in account_of.items()}
    meetings = read_meetings(rows.interactions, concerned, at, crowd, as_of, settings)
    # An empty seat, on either side, knows nobody.
    working, tying = ({p for p in side if not crowd.people[p].placeholder} for side in (crowd.ours, crowd.theirs))
    seen = attention(meetings, _flags(everybody, working), _flags(everybody, tying), as_of, settings)
    known = {(t.ours, t.theirs) for t in tied} | meetings.objecting
    excluded = left_out(crowd, account_of, placed, opinions, assigned, known)

    # Who works nowhere any more leads to nobody, whatever line or stakeholder fact was never closed: looking for such
    # a fact would give other lines where it stands at another account, which an account read alone does not see.
    linked = crowd.theirs - crowd.former
    lined = tuple(row for row in lined if row.source in linked and row.target in linked)
    client = {p.person for p in placed} | {person for row in lined for person in (row.source, row.target)}
    client |= {t.theirs for t in tied} & tying | {everybody[i] for i in np.unique(seen.theirs)}
    inside = sorted(client | crowd.ours)
    index = {person: i for i, person in enumerate(inside)}
    number = np.array([index.get(person, -1) for person in everybody], dtype=np.int32)
    interactions, renumbered = encode_interactions(meetings, number)
    sided = [t for t in tied if t.ours in working and t.theirs in tying]
    return Snapshot(
        kind="portfolio",
        scope="portfolio",
        as_of=as_of,
        settings=settings,
        store_version=rows.store_version,
        people=encode_people(inside, crowd, absences, rows.handovers, as_of),
        accounts=encode_accounts(accounts, figures, excluded, settings),
        places=encode_places(placed, index, account_index, as_of, settings),
        ties=encode_ties(sided, index, tuple(inside), seen, number, renumbered, as_of, settings),
        lines=encode_lines(lined, index),
        assignments=encode_assignments(assigned, crowd.ours, index, account_index),
        interactions=interactions,
        figures=tuple(
            FigureOnDay(f.account, f.kind, f.value, f.currency, f.person, f.valid_from, f.fact)
            for f in figures
            if f.person not in crowd.excluded
        ),
        initiatives=rows.initiatives,
        plan_items=rows.plan_items,
        handovers=rows.handovers,
        excluded=len({person for people in excluded.values() for person in people}),
        first_day=day_or_none(int(interactions.day.min())) if len(interactions.day) else None,
    )


def _flags(everybody: Sequence[str], side: Collection[str]) -> Flags:
    return np.array([person in side for person in everybody], dtype=bool)


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
