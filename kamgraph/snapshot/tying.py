"""Ties as columns: what people state and what contacts show, one row a pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import FactKind, Settings, fact_id
from kamgraph.snapshot.columns import Ints, Ties
from kamgraph.snapshot.meetings import Attention
from kamgraph.snapshot.spans import spans
from kamgraph.snapshot.strength import declared, observed, stated_on
from kamgraph.store.rows import TieRow

Codes = NDArray[np.int64]


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
        Numbers of the people at both ends.
    number, interaction : int arrays
        New numbers of everybody concerned and of the interactions; -1 for those left out.
    """
    stated: dict[int, _Rating] = {}
    for row in rows:
        code_of_row = index[row.ours] * len(ids) + index[row.theirs]
        _state(stated.setdefault(code_of_row, _Rating()), row, as_of, settings)
    code, said, met = _pairs(stated, seen, number, len(ids))
    pairs = [(int(c) // len(ids), int(c) % len(ids)) for c in code]
    minutes_in, minutes_out = np.zeros(len(code)), np.zeros(len(code))
    last = np.zeros(len(code), dtype=np.int32)
    has = met >= 0
    minutes_in[has], minutes_out[has] = seen.minutes_in[met[has]], seen.minutes_out[met[has]]
    last[has] = seen.last_contact[met[has]]
    shown = observed(minutes_in, minutes_out, settings)
    strength = np.array([r.strength for r in said], dtype=np.float64)
    recent = has & (last >= as_of.toordinal() - settings.window_days)
    active = recent | np.array([r.recent for r in said], dtype=bool)
    first, interactions = _evidence(met, seen)
    return Ties(
        ours=(code // max(len(ids), 1)).astype(np.int32),
        theirs=(code % max(len(ids), 1)).astype(np.int32),
        strength=np.where(active, np.fmax(shown, strength), 0.0),
        observed=shown,
        declared=strength,
        rating=np.array([r.rating for r in said], dtype=np.int32),
        target=np.array([r.target for r in said], dtype=np.int32),
        minutes_in=minutes_in,
        minutes_out=minutes_out,
        last_contact=last,
        confirmed=np.array([r.confirmed for r in said], dtype=np.int32),
        active=active,
        fact=tuple([r.fact or fact_id(FactKind.TIE, ids[a], ids[b]) for r, (a, b) in zip(said, pairs, strict=True)]),
        first_interaction=first,
        interactions=interaction[interactions],
    )


def _pairs(stated: dict[int, _Rating], seen: Attention, number: Ints, people: int) -> tuple[Codes, list[_Rating], Ints]:
    """Code of each pair, sorted, what is stated of it, and its row among those who were seen together, or -1."""
    here = np.flatnonzero((number[seen.ours] >= 0) & (number[seen.theirs] >= 0)).astype(np.int32)
    # Pairs were seen in the order of their ids, and the numbers keep that order.
    seen_code = number[seen.ours[here]].astype(np.int64) * people + number[seen.theirs[here]]
    code = np.union1d(seen_code, np.fromiter(stated, dtype=np.int64))
    met = np.full(len(code), -1, dtype=np.int32)
    met[np.searchsorted(code, seen_code)] = here
    nothing = _Rating()
    return code, [stated.get(c, nothing) for c in code.tolist()], met


def _state(held: _Rating, row: TieRow, as_of: date, settings: Settings) -> None:
    held.target = max(held.target, row.target or 0)
    if not held.rating:
        held.fact = min(filter(None, (held.fact, row.fact)))
    rated_on = stated_on(row.confirmed_on, row.valid_from, settings.local_day(row.written), as_of)
    if row.declared is None or rated_on is None:
        return
    strength = declared(row.declared, rated_on, as_of, settings)
    held.recent = held.recent or (as_of - rated_on).days <= settings.confirm_days
    if not held.strength >= strength:
        held.strength, held.rating, held.confirmed = strength, row.declared, rated_on.toordinal()
        held.fact = row.fact


def _evidence(met: Ints, seen: Attention) -> tuple[Ints, Ints]:
    """Interactions of each tie, newest first."""
    days = seen.day_of[seen.contacts.interaction]
    # Numbers follow the order of ids, not of days: the days decide, then the number.
    order = np.lexsort((seen.contacts.interaction, -days, seen.pair))
    # Pairs never seen together take the empty span after the last.
    count = np.bincount(seen.pair, minlength=len(seen.ours) + 1)
    begin, inside = spans(np.concatenate([[0], np.cumsum(count)]), np.where(met >= 0, met, len(seen.ours)))
    return begin, seen.contacts.interaction[order[inside]]
