"""The active ties of a scope grouped by contact, with the products that every loss is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kamgraph.kernels.departures import products_without_each
from kamgraph.kernels.grouping import ties_by_contact
from kamgraph.snapshot.columns import Floats, Ints, Snapshot


@dataclass(frozen=True, eq=False)
class Held:
    """Active ties whose client person has a place in the scope, sorted by contact, then by our person.

    Attributes
    ----------
    tie : int array
        Positions in ``snap.ties``.
    ours : int array
    strength : float array
    others : float array
        For each tie, the chance that none of the contact's *other* ties works: the product of their 1 - s.
    first : int array of length k + 1
        The ties of ``contact[i]`` are ``first[i]:first[i + 1]``.
    contact : int array
        Contacts with at least one active tie.
    missed : float array
        For each such contact, the product of 1 - s over all ties.
    slot : int array
        Place of each person of the snapshot in `contact`, or -1.
    """

    tie: Ints
    ours: Ints
    strength: Floats
    others: Floats
    first: Ints
    contact: Ints
    missed: Floats
    slot: Ints

    @cached_property
    def theirs(self) -> Ints:
        """Contact of each tie."""
        return np.repeat(self.contact, self.known_by)

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
    # Ties come sorted by our person, and grouping keeps that order within each contact.
    ties, people = snap.ties, len(snap.people.ids)
    slot, contact, first, rows, ours, strength = ties_by_contact(tie, ties.ours, ties.theirs, ties.strength, people)
    of = np.repeat(np.arange(len(contact), dtype=np.int32), np.diff(first))
    others, missed = products_without_each(1.0 - strength, of, len(contact))
    return Held(rows, ours, strength, others, first, contact, missed, slot)
