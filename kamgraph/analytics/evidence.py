"""Facts of a snapshot as evidence: ids, days and strengths, never a name."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kamgraph.analytics.results import Evidence
from kamgraph.snapshot.columns import INTERACTION_KINDS, LINE_KINDS, Ints, Snapshot, day_or_none


def tie_evidence(snap: Snapshot, ties: Iterable[int] | Ints) -> tuple[Evidence, ...]:
    """One piece of evidence a tie, by positions in ``snap.ties``."""
    return tuple(_tie(snap, int(i)) for i in ties)


def _tie(snap: Snapshot, i: int) -> Evidence:
    ties, ids = snap.ties, snap.people.ids
    said = [f"{ids[ties.ours[i]]} knows {ids[ties.theirs[i]]}", f"strength {ties.strength[i]:.2f}"]
    if ties.rating[i]:
        said.append(f"rated {ties.rating[i]}")
    if (confirmed := day_or_none(int(ties.confirmed[i]))) is not None:
        said.append(f"confirmed {confirmed.isoformat()}")
    if (last := day_or_none(int(ties.last_contact[i]))) is not None:
        contacts = ties.first_interaction[i + 1] - ties.first_interaction[i]
        said.append(f"1 contact, {last}" if contacts == 1 else f"{contacts} contacts, the last {last}")
    if not ties.active[i]:
        said.append("not active")
    return Evidence("tie", ties.fact[i], ", ".join(said))


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
