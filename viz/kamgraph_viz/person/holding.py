"""What one of our people holds over all clients, as entries of the page."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from kamgraph.analytics.departure import departure
from kamgraph.analytics.handover import HandoverStep, handover
from kamgraph.analytics.people import PersonSummary, key_people, people
from kamgraph.model.errors import NotActive
from kamgraph.snapshot.columns import ASSIGNMENT_ROLES, Snapshot
from kamgraph_viz.account.reading import iso, opaque, short
from kamgraph_viz.addresses import Addresses
from kamgraph_viz.person.places import place_entry

Entry = dict[str, Any]


def holding(
    snap: Snapshot, person: int, names: Mapping[str, str], addresses: Addresses, *, planned: bool = True
) -> Entry:
    """Accounts, contacts with who would take them over, and the sums of one of ours; an empty seat holds nothing."""
    id_ = snap.people.ids[person]
    summary = next((item for item in people(snap).items if item.person == id_), None)
    try:
        lost, plan = departure(snap, id_), handover(snap, id_) if planned else None
    except NotActive:
        lost, plan = None, None
    steps = {} if plan is None else {step.theirs: step for step in plan.steps}
    orphaned, single = (set(), set()) if lost is None else (set(lost.orphaned), set(lost.single_tied))
    contacts = []
    for tie in np.flatnonzero(snap.ties.ours == person).tolist():
        theirs = snap.people.ids[snap.ties.theirs[tie]]
        entry = _contact(snap, tie, names, addresses)
        entry |= {"sole": theirs in orphaned, "single": _left_with(snap, tie, names) if theirs in single else None}
        step = steps.get(theirs)
        contacts.append(entry | ({} if step is None else _taken_over(snap, step, names)))
    contacts.sort(key=lambda e: (not e["active"], e.get("order", 0), e["name"], e["id"]))
    return {
        "accounts": _accounts(snap, person, contacts, summary, names, addresses),
        "contacts": contacts,
        "totals": None
        if summary is None
        else {
            "managed_value": summary.managed_value,
            "value_at_stake": summary.value_at_stake,
            "key": summary.key_contacts,
        },
        "coverage": None if lost is None else [short(lost.coverage_before), short(lost.coverage_after)],
    }


def _contact(snap: Snapshot, tie: int, names: Mapping[str, str], addresses: Addresses) -> Entry:
    ties, person = snap.ties, int(snap.ties.theirs[tie])
    id_ = snap.people.ids[person]
    rows = np.flatnonzero(snap.places.person == person).tolist()
    return {
        "id": opaque(id_),
        "name": names.get(id_, id_),
        "page": addresses.person(id_),
        "places": [place_entry(snap, row, names, addresses) for row in rows],
        "weight": float(snap.weight[person]),
        "key": bool(key_people(snap)[person]),
        "strength": short(ties.strength[tie]),
        "active": bool(ties.active[tie]),
        "last": iso(int(ties.last_contact[tie])),
        "contacts": int(ties.first_interaction[tie + 1] - ties.first_interaction[tie]),
    }


def _left_with(snap: Snapshot, tie: int, names: Mapping[str, str]) -> str | None:
    """Who alone would still know the contact."""
    ties, active = snap.ties, snap.active_ties
    knowing = set(ties.ours[active[ties.theirs[active] == ties.theirs[tie]]].tolist()) - {int(ties.ours[tie])}
    left = [snap.people.ids[person] for person in knowing]
    return names.get(left[0], left[0]) if len(left) == 1 else None


def _taken_over(snap: Snapshot, step: HandoverStep, names: Mapping[str, str]) -> Entry:
    """Who takes over, in which order, and what speaks for it."""
    if step.successor is None:
        return {"order": step.order, "successor": None}
    ties, active = snap.ties, snap.active_ties
    both = (ties.ours[active] == snap.index[step.successor]) & (ties.theirs[active] == snap.index[step.theirs])
    return {
        "order": step.order,
        "successor": names.get(step.successor, step.successor),
        "fit": short(step.fit),
        "known": short(float(ties.strength[active[both]].max(initial=0.0))),
        "joint": step.joint,
    }


def _accounts(
    snap: Snapshot,
    person: int,
    contacts: list[Entry],
    summary: PersonSummary | None,
    names: Mapping[str, str],
    addresses: Addresses,
) -> list[Entry]:
    """Every account with an assignment or a contact, the largest first."""
    given, ids = snap.assignments, snap.accounts.ids
    parts: dict[str, list[str]] = {}
    for row in np.flatnonzero(given.person == person).tolist():
        parts.setdefault(ids[given.account[row]], []).append(
            f"assignment.{ASSIGNMENT_ROLES[int(given.role[row])].value}"
        )
    there = {place["account"] for contact in contacts for place in contact["places"]}
    lost = set(() if summary is None else summary.accounts_lost)
    found = [
        {
            "id": opaque(account),
            "name": names.get(account, account),
            "map": addresses.account(account),
            "departure": addresses.account(account, "departure"),
            "parts": sorted(parts.get(account, ())),
            "value": short(value),
            "lost": account in lost,
        }
        for account, value in zip(ids, snap.accounts.annual_value.tolist(), strict=True)
        if account in parts or opaque(account) in there
    ]
    return sorted(found, key=lambda e: (-(e["value"] or 0.0), e["name"], e["id"]))
