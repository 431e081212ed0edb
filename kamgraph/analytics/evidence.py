"""Facts of a snapshot as evidence: ids, days and strengths, never a name."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kamgraph.analytics.results import Evidence
from kamgraph.snapshot.columns import INTERACTION_KINDS, LINE_KINDS, Ints, Snapshot, day_or_none


def tie_evidence(snap: Snapshot, ties: Iterable[int] | Ints) -> tuple[Evidence, ...]:
    """One piece of evidence a tie, by positions in ``snap.ties``."""
    rows = np.fromiter(ties, dtype=np.int64)
    of, ids = snap.ties, snap.people.ids
    contacts = of.first_interaction[rows + 1] - of.first_interaction[rows]
    columns = (of.ours, of.theirs, of.strength, of.rating, of.confirmed, of.last_contact, of.active)
    # A number taken from an array one by one costs more than the sentence around it.
    values = zip(rows.tolist(), contacts.tolist(), *(column[rows].tolist() for column in columns), strict=True)
    return tuple(Evidence("tie", of.fact[i], _tie(ids[u], ids[c], n, *rest)) for i, n, u, c, *rest in values)


def _tie(ours: str, theirs: str, contacts: int, strength: float, rating: int, sure: int, last: int, on: bool) -> str:
    said = f"{ours} knows {theirs}, strength {strength:.2f}"
    if rating:
        said += f", rated {rating}"
    if (confirmed := day_or_none(sure)) is not None:
        said += f", confirmed {confirmed}"
    if (day := day_or_none(last)) is not None:
        said += f", 1 contact, {day}" if contacts == 1 else f", {contacts} contacts, the last {day}"
    return said if on else f"{said}, not active"


def interaction_evidence(snap: Snapshot, tie: int) -> tuple[Evidence, ...]:
    """The contacts of a tie within the window, newest first."""
    made = snap.interactions
    opens = snap.as_of.toordinal() - snap.settings.window_days
    ties = snap.ties
    numbers = ties.interactions[ties.first_interaction[tie] : ties.first_interaction[tie + 1]].tolist()
    return tuple(
        Evidence("interaction", made.ids[i], f"{INTERACTION_KINDS[made.kind[i]]} on {day_or_none(int(made.day[i]))}")
        for i in numbers
        if made.day[i] >= opens
    )


def line_evidence(snap: Snapshot, lines: Iterable[int] | Ints) -> tuple[Evidence, ...]:
    """One piece of evidence a line, by positions in ``snap.lines``."""
    ids, found = snap.people.ids, snap.lines
    return tuple(
        Evidence(
            "line",
            found.fact[i],
            f"{ids[found.source[i]]} {LINE_KINDS[found.kind[i]]} {ids[found.target[i]]}, weight {found.weight[i]:.2f}",
        )
        for i in map(int, lines)
    )


def place_evidence(snap: Snapshot, people: Iterable[int] | Ints) -> tuple[Evidence, ...]:
    """What is stated about client people's parts in the scope; people without a stated part give their position."""
    places = snap.places
    rows = np.flatnonzero(np.isin(places.person, list(map(int, people)))).tolist()
    return tuple(
        Evidence("stakeholder", places.stakeholder_fact[i], _place(snap, i))
        if places.stakeholder_fact[i]
        else Evidence("position", places.position_fact[i], _place(snap, i))
        for i in rows
        if places.stakeholder_fact[i] or places.position_fact[i]
    )


def _place(snap: Snapshot, i: int) -> str:
    places = snap.places
    assumed = " assumed from the level" if places.assumed[i] else ""
    return f"{snap.people.ids[places.person[i]]}: influence {places.weight[i]:g}{assumed}"
