"""What the page of two days is given: the later day as on every page of the account, and what differed before."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from kamgraph.analytics.changes import changes
from kamgraph.analytics.departures import departures
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.payload import MapPayload, PersonEntry
from kamgraph_viz.account.picture import draw, plan_entry
from kamgraph_viz.account.reading import Cast, opaque, seats
from kamgraph_viz.account.slim import slim, slim_payload, slim_people, slim_ties
from kamgraph_viz.account.whole import read_account
from kamgraph_viz.drawing.layout import Plan, lay_out
from kamgraph_viz.drawing.seats import MAP_ABOVE

# What may differ between the days; all else of a person stays on the page once.
DATED = ("title", "level", "department", "department_text", "weight", "assumed", "stale", "stance", "roles", "radius")
# Losses that differ by less differ by rounding.
ROUNDING = 12


class DayRead(TypedDict):
    """One of the two days as the account's pages read it."""

    cast: Cast
    payload: MapPayload
    people: list[PersonEntry]


def compared(
    before: Snapshot, after: Snapshot, names: Mapping[str, str]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """People of both days, those of the later one first, and everything else of the page."""
    then, now = _read(before, names), _read(after, names)
    here = {person["id"] for person in now["people"]}
    everybody = [*now["people"], *(person for person in then["people"] if person["id"] not in here)]
    plan = _drawn(before, after, then, now, everybody)
    now["payload"]["plan"] = None if plan is None else plan_entry(plan)
    number = {person["id"]: i for i, person in enumerate(everybody)}
    earlier = {person["id"]: _dated(person) for person in then["people"]}
    payload = {
        **slim_payload(now["payload"], everybody),
        "there": len(now["people"]),
        "then": {
            "account": then["payload"]["account"],
            "figures": {**then["payload"]["figures"], "cells": []},
            "ties": slim_ties(then["payload"]["ties"], number),
            "people": [earlier.get(person["id"]) for person in everybody],
        },
        "changes": _changes(before, after, number),
        "worst": [_worst(snap, number) for snap in (before, after)],
    }
    return slim_people(everybody), payload


def _read(snap: Snapshot, names: Mapping[str, str]) -> DayRead:
    cast, payload, people = read_account(snap, names)
    return DayRead(cast=cast, payload=payload, people=people)


def _dated(person: PersonEntry) -> dict[str, Any]:
    return slim({key: value for key, value in person.items() if key in DATED}, keep=("stance",))


def _drawn(
    before: Snapshot, after: Snapshot, then: DayRead, now: DayRead, everybody: Sequence[PersonEntry]
) -> Plan | None:
    """Places for the people of both days together, so that nobody stands elsewhere on the other day."""
    if not 0 < len(everybody) <= MAP_ABOVE:
        return None
    seated = {seat.id: seat for seat in seats(before, then["cast"])}
    earlier = {opaque(seat.id): seat.radius for seat in seated.values()}
    plan = lay_out(list((seated | {seat.id: seat for seat in seats(after, now["cast"])}).values()))
    draw(plan, everybody, [*then["payload"]["ties"], *now["payload"]["ties"]], now["payload"]["lines"])
    for person in then["people"]:
        person["radius"] = round(earlier[person["id"]] * plan.sizes.factor, 1)
    return plan


def _changes(before: Snapshot, after: Snapshot, number: Mapping[str, int]) -> dict[str, Any]:
    found = changes(before, after)
    pairs = (("gained", found.ties_gained), ("lost", found.ties_lost))
    people = (("joined", found.people_joined), ("left", found.people_left))
    return {
        **{kind: [[number[opaque(pair.ours)], number[opaque(pair.theirs)]] for pair in some] for kind, some in pairs},
        **{kind: [number[opaque(person)] for person in some] for kind, some in people},
    }


def _worst(snap: Snapshot, number: Mapping[str, int]) -> int | None:
    """Whose departure would leave least, of either side; of equally bad ones the one of the smallest id."""
    lost = [(item.relationship_loss, item.leavers[0]) for item in departures(snap).items]
    known = [(-round(loss, ROUNDING), person) for loss, person in lost if loss]
    return number[opaque(min(known)[1])] if known else None
