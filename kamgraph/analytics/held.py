"""The active ties of a scope grouped by contact, with the products that every loss is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.snapshot.columns import Floats, Ints, Snapshot


@dataclass(frozen=True, eq=False)
class Held:
    """Active ties whose client person has a place in the scope, sorted by contact, then by our person.

    Attributes
    ----------
    tie : int array
        Positions in ``snap.ties``.
    ours, theirs : int arrays
    strength : float array
    others : float array
        For each tie, the chance that none of the contact's *other* ties works: the product of their 1 - s.
    first : int array of length k + 1
        The ties of ``contact[i]`` are ``first[i]:first[i + 1]``.
    contact : int array
        Contacts with at least one active tie.
    missed : float array
        For each such contact, the product of 1 - s over all ties.
    """

    tie: Ints
    ours: Ints
    theirs: Ints
    strength: Floats
    others: Floats
    first: Ints
    contact: Ints
    missed: Floats

    @property
    def known_by(self) -> Ints:
        """Number of active ties of each contact in `contact`."""
        return np.diff(self.first)

    @property
    def per_tie(self) -> Ints:
        """Number of active ties that each tie's contact has."""
        return np.repeat(self.known_by, self.known_by)


def held(snap: Snapshot, without: Ints | None = None) -> Held:
    """Active ties of the scope; those of the people in `without` (numbers) are left out."""
    tie = snap.active_ties
    if without is not None:
        gone = np.zeros(len(snap.people.ids), dtype=bool)
        gone[without] = True
        tie = tie[~gone[snap.ties.ours[tie]] & ~gone[snap.ties.theirs[tie]]]
    # Ties come sorted by our person, and a stable sort keeps that order within each contact.
    tie = tie[np.argsort(snap.ties.theirs[tie], kind="stable")]
    theirs, strength = snap.ties.theirs[tie], snap.ties.strength[tie]
    contact, starts = np.unique(theirs, return_index=True)
    first = np.append(starts, len(tie)).astype(np.int32)
    others, missed = leave_one_out(1.0 - strength, first)
    return Held(tie, snap.ties.ours[tie], theirs, strength, others, first, contact.astype(np.int32), missed)


def leave_one_out(factors: Floats, first: Ints) -> tuple[Floats, Floats]:
    """Products over each group without each member, and with all: prefix times suffix, never a division.

    Parameters
    ----------
    factors : float array
        May hold zeros.
    first : int array
        Group i is ``factors[first[i]:first[i + 1]]``; no group is empty.

    Examples
    --------
    >>> others, whole = leave_one_out(np.array([0.0, 0.5, 0.25]), np.array([0, 3]))
    >>> others.tolist(), whole.tolist()
    ([0.125, 0.0, 0.0], [0.0])
    """
    before, after = np.ones_like(factors), np.ones_like(factors)
    length = np.diff(first)
    longest_first = np.argsort(-length, kind="stable")
    starts, ends, length = first[:-1][longest_first], first[1:][longest_first], length[longest_first]
    # All groups advance one member at a time, so the loop is as long as the longest group, not as all of them.
    for step in range(1, int(length[0]) if len(length) else 0):
        still = int(np.searchsorted(-length, -step, side="left"))
        i, j = starts[:still] + step, ends[:still] - 1 - step
        before[i] = before[i - 1] * factors[i - 1]
        after[j] = after[j + 1] * factors[j + 1]
    last = first[1:] - 1
    return before * after, before[last] * factors[last]
