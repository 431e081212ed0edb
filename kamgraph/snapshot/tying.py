"""Ties as columns: what people state and what contacts show, one row a pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import FactKind, Settings, fact_id
from kamgraph.snapshot.columns import Ints, Ties
from kamgraph.snapshot.meetings import Attention
from kamgraph.snapshot.strength import declared, observed, stated_on
from kamgraph.store.rows import TieRow


@dataclass
class _Rating:
    """The strongest statement about a pair."""

    strength: float = np.nan
    rating: int = 0
    target: int = 0
    confirmed: int = 0
    recent: bool = False
    fact: str = ""


def encode_ties(
    rows: Iterable[TieRow],
    index: dict[str, int],
    ids: tuple[str, ...],
    seen: Attention,
    number: Ints,
    interaction: Ints,
    as_of: date,
    settings: Settings,
) -> Ties:
    """Collapse parallel ties: of the statements the strongest, of the contacts the sum, of the two readings the higher.

    Parameters
    ----------
    index : dict
        Numbers of those who may hold a tie.
    number, interaction : int arrays
        New numbers of everybody concerned and of the interactions; -1 for those left out.
    """
    stated: dict[tuple[int, int], _Rating] = {}
    for row in rows:
        ours, theirs = index.get(row.ours), index.get(row.theirs)
        if ours is not None and theirs is not None:
            _state(stated.setdefault((ours, theirs), _Rating()), row, as_of, settings)
    kept = np.flatnonzero((number[seen.ours] >= 0) & (number[seen.theirs] >= 0))
    met = {(int(number[seen.ours[i]]), int(number[seen.theirs[i]])): int(i) for i in kept}
    pairs = sorted({*stated, *met})
    rating = [stated.get(pair, _Rating()) for pair in pairs]
    at = np.array([met.get(pair, -1) for pair in pairs], dtype=np.int64)
    has = at >= 0
    minutes_in, minutes_out = np.zeros(len(pairs)), np.zeros(len(pairs))
    last = np.zeros(len(pairs), dtype=np.int32)
    minutes_in[has], minutes_out[has] = seen.minutes_in[at[has]], seen.minutes_out[at[has]]
    last[has] = seen.last_contact[at[has]]
    shown = observed(minutes_in, minutes_out, settings)
    said = np.array([r.strength for r in rating], dtype=np.float64)
    recent = has & (last >= as_of.toordinal() - settings.window_days)
    active = recent | np.array([r.recent for r in rating], dtype=bool)
    first, interactions = _evidence(at, seen, interaction)
    return Ties(
        ours=np.array([pair[0] for pair in pairs], dtype=np.int32),
        theirs=np.array([pair[1] for pair in pairs], dtype=np.int32),
        strength=np.where(active, np.fmax(shown, said), 0.0),
        observed=shown,
        declared=said,
        rating=np.array([r.rating for r in rating], dtype=np.int32),
        target=np.array([r.target for r in rating], dtype=np.int32),
        minutes_in=minutes_in,
        minutes_out=minutes_out,
        last_contact=last,
        confirmed=np.array([r.confirmed for r in rating], dtype=np.int32),
        active=active,
        fact=tuple(r.fact or fact_id(FactKind.TIE, ids[a], ids[b]) for r, (a, b) in zip(rating, pairs, strict=True)),
        first_interaction=first,
        interactions=interactions,
    )


def _state(held: _Rating, row: TieRow, as_of: date, settings: Settings) -> None:
    held.target = max(held.target, row.target or 0)
    held.fact = min(filter(None, (held.fact, row.fact)))
    rated_on = stated_on(row.confirmed_on, row.valid_from, settings.local_day(row.written), as_of)
    if row.declared is None or rated_on is None:
        return
    strength = declared(row.declared, rated_on, as_of, settings)
    held.recent = held.recent or (as_of - rated_on).days <= settings.confirm_days
    if not held.strength >= strength:
        held.strength, held.rating, held.confirmed = strength, row.declared, rated_on.toordinal()
        held.fact = row.fact


def _evidence(at: NDArray[np.int64], seen: Attention, interaction: Ints) -> tuple[Ints, Ints]:
    """Interactions of each tie, newest first."""
    count_of = np.bincount(seen.pair, minlength=len(seen.ours))
    # Numbers follow the order of ids, not of days: the days decide, then the number.
    days = seen.day_of[seen.contacts.interaction]
    order = np.lexsort((seen.contacts.interaction, -days, seen.pair))
    start = np.concatenate([[0], np.cumsum(count_of)])
    none = np.zeros(0, dtype=np.int32)
    rows: list[Ints] = [
        interaction[seen.contacts.interaction[order[start[i] : start[i + 1]]]] if i >= 0 else none for i in at
    ]
    first = np.concatenate([[0], np.cumsum([len(r) for r in rows])]).astype(np.int32)
    together = np.concatenate(rows) if rows else none
    return first, together.astype(np.int32)
