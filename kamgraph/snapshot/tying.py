"""Ties as columns: what people state and what contacts show, one row a pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import FactKind, Settings, fact_id
from kamgraph.snapshot.columns import NO_DAY, Flags, Floats, Ints, Strings, Ties
from kamgraph.snapshot.encode import halves
from kamgraph.snapshot.meetings import Attention
from kamgraph.snapshot.packing import Digests
from kamgraph.snapshot.spans import Codes, spans, united
from kamgraph.snapshot.strength import declared, observed, stated_on
from kamgraph.store.tables import TieTable

Value = TypeVar("Value", np.int32, np.float64, np.bool_)


def encode_ties(
    said: TieTable,
    ids: Sequence[str],
    seen: Attention,
    number: Ints,
    interaction: Ints,
    written: Ints,
    as_of: date,
    settings: Settings,
) -> Ties:
    """Collapse parallel ties: of the statements the strongest, of the contacts the sum, of the two readings the higher.

    Parameters
    ----------
    said : TieTable
        Ties of people of the snapshot.
    ids : texts
        Of the people of the snapshot.
    number, interaction : int arrays
        New numbers of everybody concerned and of the interactions; -1 for those left out.
    written : int array
        Local day of each moment.
    """
    n = max(len(ids), 1)
    stated = _stated(said, number, n, written, as_of, settings)
    # Pairs were seen in the order of their ids, and the numbers keep that order.
    here = np.flatnonzero((number[seen.ours] >= 0) & (number[seen.theirs] >= 0)).astype(np.int32)
    seen_code = number[seen.ours[here]].astype(np.int64) * n + number[seen.theirs[here]]
    code = united(seen_code, stated.code)
    met = np.full(len(code), -1, dtype=np.int32)
    met[np.searchsorted(code, seen_code)] = here
    has, at = met >= 0, np.searchsorted(code, stated.code)
    minutes_in, minutes_out = (_spread(m[met[has]], has, len(code)) for m in (seen.minutes_in, seen.minutes_out))
    last = _spread(seen.last_contact[met[has]], has, len(code))
    shown = observed(minutes_in, minutes_out, settings)
    strength = np.full(len(code), np.nan)
    strength[at] = stated.strength
    recent = _spread(stated.recent, at, len(code))
    active = recent | (has & (last >= as_of.toordinal() - settings.window_days))
    first, interactions = _evidence(met, seen)
    return Ties(
        ours=(code // n).astype(np.int32),
        theirs=(code % n).astype(np.int32),
        strength=np.where(active, np.fmax(shown, strength), 0.0),
        observed=shown,
        declared=strength,
        rating=_spread(stated.rating, at, len(code)),
        target=_spread(stated.target, at, len(code)),
        minutes_in=minutes_in,
        minutes_out=minutes_out,
        last_contact=last,
        confirmed=_spread(stated.confirmed, at, len(code)),
        active=active,
        fact=_facts(stated.fact, at, code, ids),
        first_interaction=first,
        interactions=interaction[interactions],
    )


@dataclass(frozen=True, eq=False)
class _Stated:
    """The strongest statement about each pair, whether any was confirmed of late, and the highest target."""

    code: Codes
    strength: Floats
    rating: Ints
    confirmed: Ints
    target: Ints
    recent: Flags
    fact: NDArray[np.uint8]


def _stated(said: TieTable, number: Ints, n: int, written: Ints, as_of: date, settings: Settings) -> _Stated:
    code = number[said.ours].astype(np.int64) * n + number[said.theirs]
    on = stated_on(said.confirmed, said.since, written[said.written], as_of)
    rated = (said.declared > 0) & (on > 0)
    strength = np.full(len(code), np.nan)
    strength[rated] = declared(said.declared[rated], on[rated], as_of, settings)
    recent = rated & (as_of.toordinal() - on <= settings.confirm_days)
    # The strongest first, one without a rating last; of equals the one with the smallest hash.
    order = np.argsort(code, kind="stable")
    if (code[order][1:] == code[order][:-1]).any():
        order = np.lexsort((*halves(said.fact), np.where(rated, -strength, np.inf), code))
    begins = np.flatnonzero(np.append(np.ones(min(len(order), 1), dtype=bool), code[order][1:] != code[order][:-1]))
    rows = order[begins]
    return _Stated(
        code=code[rows],
        strength=strength[rows],
        rating=np.where(rated, said.declared, 0)[rows].astype(np.int32),
        confirmed=np.where(rated, on, NO_DAY)[rows].astype(np.int32),
        target=np.maximum.reduceat(said.target[order], begins) if len(begins) else said.target[:0],
        recent=np.logical_or.reduceat(recent[order], begins) if len(begins) else recent[:0],
        fact=said.fact[rows],
    )


def _spread(values: NDArray[Value], at: NDArray[Any], rows: int) -> NDArray[Value]:
    """Values at their rows, 0 elsewhere."""
    column = np.zeros(rows, dtype=values.dtype)
    column[at] = values
    return column


def _facts(stated: NDArray[np.uint8], at: NDArray[np.intp], code: Codes, ids: Sequence[str]) -> Strings:
    """Ids of the ties' facts; one of which nobody stated anything has that which it would have."""
    facts = np.empty((len(code), stated.shape[1]), dtype=np.uint8)
    facts[at] = stated
    unsaid = np.ones(len(code), dtype=bool)
    unsaid[at] = False
    for i in np.flatnonzero(unsaid).tolist():
        pair = divmod(int(code[i]), max(len(ids), 1))
        facts[i] = np.frombuffer(bytes.fromhex(fact_id(FactKind.TIE, *(ids[p] for p in pair))), dtype=np.uint8)
    return Digests(facts)


def _evidence(met: Ints, seen: Attention) -> tuple[Ints, Ints]:
    """Interactions of each tie, newest first."""
    days = seen.day_of[seen.contacts.interaction]
    # Numbers follow the order of ids, not of days: the days decide, then the number.
    order = np.lexsort((seen.contacts.interaction, -days, seen.pair))
    # Pairs never seen together take the empty span after the last.
    count = np.bincount(seen.pair, minlength=len(seen.ours) + 1)
    begin, inside = spans(np.concatenate([[0], np.cumsum(count)]), np.where(met >= 0, met, len(seen.ours)))
    return begin, seen.contacts.interaction[order[inside]]
