"""The handover of each of our people alone, as entries of the pages."""

from collections.abc import Sequence
from typing import Any

from kamgraph.analytics.handover import HandoverResult, handover
from kamgraph.model.errors import NotActive
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.payload import PersonEntry
from kamgraph_viz.account.reading import Cast, opaque, short

# Beyond so many people the page asks the service for the plan that is looked at, instead of carrying all of them.
MOST_PEOPLE = 400
CAPACITY = 15


def plans(snap: Snapshot, cast: Cast, people: Sequence[PersonEntry]) -> list[dict[str, Any] | None] | None:
    """One plan for each person in the page's order, None for theirs; None in all for a crowd."""
    if len(people) > MOST_PEOPLE:
        return None
    number = {person["id"]: i for i, person in enumerate(people)}
    shown = sorted({*cast.ours, *cast.theirs})
    return [_plan(snap, snap.people.ids[p], number) if p in cast.ours else None for p in shown]


def _plan(snap: Snapshot, leaver: str, number: dict[str, int]) -> dict[str, Any] | None:
    try:
        found = handover(snap, leaver, capacity=CAPACITY)
    except NotActive:
        return None
    return plan_entry(found, number)


def plan_entry(found: HandoverResult, number: dict[str, int]) -> dict[str, Any]:
    """A plan with people by their number on the page: contact, leaver, successor, joint or not, stake, candidates."""
    return {
        "planned": short(found.coverage_planned),
        "steps": [
            {
                "theirs": number[opaque(step.theirs)],
                "leaver": number[opaque(step.leaver)],
                "successor": None if step.successor is None else number.get(opaque(step.successor)),
                "joint": step.joint,
                "at_stake": short(step.at_stake),
                "candidates": [
                    [number[opaque(one.person)], short(one.fit), short(one.strength)]
                    for one in step.candidates
                    if opaque(one.person) in number
                ],
            }
            for step in found.steps
        ],
    }
