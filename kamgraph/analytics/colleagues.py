"""How warmly our people pass each other on: anybody may ask anybody, and who worked together asks better."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.results import Evidence
from kamgraph.snapshot.columns import INTERACTION_KINDS, Flags, Floats, Ints, Snapshot, day_or_none
from kamgraph.snapshot.strength import decay, observed

ASKING = 0.5

# Strength and people of the strongest chain to each colleague.
Chains = dict[int, tuple[float, tuple[int, ...]]]


@dataclass(frozen=True, eq=False)
class Colleagues:
    """Our people who can be asked, and the pairs whose joint contacts say more than that anybody may ask anybody.

    Hundreds of colleagues would make a graph of tens of thousands of equal edges, so the equal ones are never written
    down: only the warmer pairs are, in both directions.

    Attributes
    ----------
    people : int array
        Numbers in the snapshot, sorted; all other columns count within this one.
    one, other : int arrays
        The warmer pairs, sorted.
    strength : float array
        Above `ASKING`.
    """

    people: Ints
    one: Ints
    other: Ints
    strength: Floats

    def without(self, gone: Flags) -> Colleagues:
        """The same without some people, given as flags beside the snapshot's people."""
        stays = ~gone[self.people]
        number = np.cumsum(stays).astype(np.int32) - 1
        pairs = stays[self.one] & stays[self.other]
        return Colleagues(self.people[stays], number[self.one[pairs]], number[self.other[pairs]], self.strength[pairs])

    def beside(self, person: int) -> Floats:
        """Strength between each of the people and one of them: 1 with himself or herself."""
        row = int(np.searchsorted(self.people, person))
        found = np.full(len(self.people), ASKING)
        found[self.other[self.one == row]] = self.strength[self.one == row]
        found[row] = 1.0
        return found

    def passed_on(self, best: Floats) -> Floats:
        """Best that each can reach over one colleague, where `best` is what each can reach without."""
        if len(best) < 2:
            return np.zeros_like(best)
        first = int(np.argmax(best))
        reached = np.full(len(best), ASKING * best[first])
        reached[first] = ASKING * np.max(np.delete(best, first))
        np.maximum.at(reached, self.one, self.strength * best[self.other])
        return reached

    def chains(self, source: int, steps: int, ends: Collection[int]) -> list[Chains]:
        """For at most 0, 1, ... `steps` steps, the strongest chain from one person to each of some colleagues.

        Of equally strong chains the shorter one, then the one of the smaller ids, is kept.
        """
        found: list[Chains] = [{source: (1.0, (source,))}]
        warm = [
            (int(a), int(b), float(s))
            for a, b, s in zip(self.people[self.one], self.people[self.other], self.strength, strict=True)
        ]
        # Whoever is neither an end nor in a warmer pair is on no strongest chain.
        concerned = {person for a, b, _ in warm for person in (a, b)}.union(ends)
        for step in range(steps):
            longer = dict(found[-1])
            if step == 0:
                longer |= {p: (ASKING, (source, p)) for p in concerned if p != source}
            for a, b, s in warm:
                if a in found[-1]:
                    before, chain = found[-1][a]
                    better = (-before * s, len(chain) + 1, (*chain, b))
                    if better < (-longer[b][0], len(longer[b][1]), longer[b][1]):
                        longer[b] = before * s, (*chain, b)
            found.append(longer)
        return found


def colleagues(snap: Snapshot, able: Flags) -> Colleagues:
    """Our people who can be asked, with the strength of their joint contacts.

    A pair's attention is the decayed minutes of the contacts in which both took part, each divided by how many of
    ours did, half each way; its strength follows as that of a tie.

    Parameters
    ----------
    able : bool array
        Who of the snapshot's people is of our side and can be asked.
    """
    from scipy.sparse import csr_array, triu

    made, ours = snap.interactions, snap.people.ours
    of = np.repeat(np.arange(len(made.ids), dtype=np.int32), np.diff(made.first_participant))
    present = np.bincount(of[ours[made.participants]], minlength=len(made.ids))
    people = np.flatnonzero(able).astype(np.int32)
    rows = np.flatnonzero(able[made.participants] & (present[of] > 1))
    of, who = of[rows], np.searchsorted(people, made.participants[rows])
    minutes = made.minutes * decay(snap.as_of.toordinal() - made.day, snap.settings.half_life_days)
    shape = (len(made.ids), len(people))
    took_part = csr_array((np.ones(len(of)), (of, who)), shape=shape)
    shares = csr_array((minutes[of] / present[of], (of, who)), shape=shape)
    joint = triu(took_part.T @ shares, k=1).tocoo()
    strength = observed(joint.data / 2, joint.data / 2, snap.settings)
    warm = strength > ASKING
    a, b, s = joint.row[warm], joint.col[warm], strength[warm]
    one, other, both = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([s, s])
    order = np.lexsort((other, one))
    return Colleagues(people, one[order].astype(np.int32), other[order].astype(np.int32), both[order])


def joint_evidence(snap: Snapshot, a: int, b: int) -> tuple[Evidence, ...]:
    """Contacts within the window in which two of our people took part, newest first."""
    made = snap.interactions
    of = np.repeat(np.arange(len(made.ids)), np.diff(made.first_participant))
    both = np.intersect1d(of[made.participants == a], of[made.participants == b])
    both = both[made.day[both] >= snap.as_of.toordinal() - snap.settings.window_days]
    ids = snap.people.ids
    return tuple(
        Evidence(
            "interaction",
            made.ids[i],
            f"{ids[a]} and {ids[b]}: {INTERACTION_KINDS[made.kind[i]]} on {day_or_none(int(made.day[i]))}",
        )
        for i in sorted(both.tolist(), key=lambda i: (-made.day[i], i))
    )
