"""Everybody's departure from some blocks, worked out from their own ties and lines alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kamgraph.analytics.access import cut_off_from
from kamgraph.analytics.ground import Ground
from kamgraph.kernels.access import sole_holders
from kamgraph.kernels.block import lines_of_block, ties_of_block
from kamgraph.kernels.departures import products_without_each, relationship_losses
from kamgraph.snapshot.columns import Floats, Ints

# One of ours and a client person, and how strong their tie is to be; 0 is none.
Changes = tuple[Ints, Floats]

_NOBODY = np.zeros(0, dtype=np.int32)
UNCHANGED: Changes = np.zeros((0, 2), dtype=np.int32), np.zeros(0)


class Block:
    """Columns over the client people of the blocks, then those of ours with a tie to one of them.

    No line leads from one block to another, so what is lost in several is the sum over them.

    Parameters
    ----------
    ground : Ground
    blocks : sequence of int
        At least one.
    changes : pair of arrays
        Of ties into the blocks.
    also : int array
        People of ours who belong to the team without a tie, too.

    Attributes
    ----------
    members : int array
        Numbers of theirs.
    people : int array
        Those, then the team.
    holder : int array
        Place of the only one of ours who knows each; -1 where nobody does, -2 where several do.
    relationship, access : float arrays
        Influence lost here when each leaves.
    """

    def __init__(self, ground: Ground, blocks: Sequence[int], changes: Changes, also: Ints = _NOBODY) -> None:
        several = len(blocks) > 1
        self.members = np.sort(ground.members.of_all(blocks)) if several else ground.members.of(blocks[0])
        self.people, is_ours, ours, theirs, strength = ties_of_block(
            self.members, *ground.active_by_contact, *changes, also
        )
        one, other = lines_of_block(self.members, ground.led_to.first, ground.led_to.member)
        count, weight = len(self.people), ground.chairs.by_person[self.people]
        self.holder = sole_holders(ours, theirs, np.ones(len(ours), dtype=bool), count)
        self.cut = cut_off_from(self.holder, is_ours, one, other, np.arange(len(one), dtype=np.int32))
        self.access = self.cut.weight_lost(weight)
        chances = products_without_each(1.0 - strength, theirs, count)
        rows, unpriced = np.arange(len(ours), dtype=np.int32), np.zeros(count)
        self.relationship, _ = relationship_losses(rows, ours, theirs, strength, *chances, unpriced, weight)
