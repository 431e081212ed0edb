"""What a snapshot says is missing, to be confirmed or overdue, as entries of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from kamgraph.analytics.completeness import OUR_SPONSOR, ROLES_ASKED, completeness
from kamgraph.analytics.reviews import reviews
from kamgraph.model.vocabulary import AssignmentRole, Level, LineKind
from kamgraph.snapshot.columns import ASSIGNMENT_ROLES, LEVELS, LINE_KINDS, ROLES, UNKNOWN_STANCE, Snapshot
from kamgraph_viz.account.reading import department_code, iso, opaque
from kamgraph_viz.quality.rows import Stated

Entry = dict[str, Any]
UNKNOWN_LEVEL = LEVELS.index(Level.UNKNOWN)
_SPONSOR = ASSIGNMENT_ROLES.index(AssignmentRole.EXECUTIVE_SPONSOR)


def chairs(
    snap: Snapshot, names: Mapping[str, str], stated: Mapping[str, Stated], *, facts: bool = False
) -> list[Entry]:
    """Client people of whom something is missing or to be confirmed, the most influential first.

    `facts` adds the ids by which a page with a service behind it confirms an opinion.
    """
    tied = set(snap.ties.theirs[snap.active_ties].tolist())
    found = []
    for row, person in enumerate(snap.places.person.tolist()):
        gaps = _gaps(snap, row, person, met=person in tied)
        if gaps:
            entry = {**_chair(snap, row, person, names), **gaps}
            if entry.get("confirm"):
                entry |= _opinion(snap, row, stated, facts=facts)
            found.append(entry)
    return sorted(found, key=lambda e: (-e["weight"], e["account"], e["person"]))


def _gaps(snap: Snapshot, row: int, person: int, *, met: bool) -> Entry:
    places = snap.places
    if snap.people.placeholder[person]:
        return {"chair": True}
    missing = {
        "level": int(places.level[row]) == UNKNOWN_LEVEL,
        "department": int(places.department[row]) < 0,
        "stance": int(places.stance[row]) == UNKNOWN_STANCE,
        "influence": bool(places.assumed[row]),
    }
    gaps: Entry = {}
    if any(missing.values()):
        gaps["missing"] = [code for code, is_missing in missing.items() if is_missing]
    if not met:
        gaps["unmet"] = True
    # Where nobody has an opinion there is none to confirm.
    if places.stale[row] and (not (missing["stance"] and missing["influence"]) or places.roles[row]):
        gaps["confirm"] = True
    return gaps


def _chair(snap: Snapshot, row: int, person: int, names: Mapping[str, str]) -> Entry:
    places, id_ = snap.places, snap.people.ids[person]
    return {
        "person": opaque(id_),
        "name": names.get(id_, id_),
        "account": int(places.account[row]),
        "title": places.title[row],
        "level": LEVELS[int(places.level[row])].value,
        "department": places.department_text[row] or department_code(int(places.department[row])),
        "weight": float(places.weight[row]),
    }


def _opinion(snap: Snapshot, row: int, stated: Mapping[str, Stated], *, facts: bool) -> Entry:
    places, stance = snap.places, int(snap.places.stance[row])
    fact = places.stakeholder_fact[row]
    said = stated.get(fact, Stated())
    return {
        "stance": None if stance == UNKNOWN_STANCE else stance,
        "roles": [role.value for i, role in enumerate(ROLES) if int(places.roles[row]) >> i & 1],
        "on": None if said.on is None else said.on.isoformat(),
        "by": said.by,
        **({"fact": fact} if facts and fact else {}),
    }


def old_ratings(
    snap: Snapshot, names: Mapping[str, str], stated: Mapping[str, Stated], *, facts: bool = False
) -> list[Entry]:
    """Ties whose own assessment was not confirmed for too long, those to the most influential people first."""
    ties, ids = snap.ties, snap.people.ids
    age = snap.as_of.toordinal() - ties.confirmed
    there = np.isin(ties.theirs, snap.contacts)
    rows = np.flatnonzero((ties.rating > 0) & (ties.confirmed > 0) & (age > snap.settings.confirm_days) & there)
    account, found = _accounts(snap), []
    for row in rows.tolist():
        ours, theirs, fact = ids[ties.ours[row]], ids[ties.theirs[row]], ties.fact[row]
        entry = {
            "person": opaque(theirs),
            "name": names.get(theirs, theirs),
            "ours": names.get(ours, ours),
            "account": account[int(ties.theirs[row])],
            "weight": float(snap.weight[ties.theirs[row]]),
            "rating": int(ties.rating[row]),
            "on": iso(int(ties.confirmed[row])),
            "by": stated.get(fact, Stated()).by,
        }
        found.append(entry | ({"fact": fact} if facts else {}))
    return sorted(found, key=lambda e: (-e["weight"], e["person"], e["ours"]))


def parts_nobody_has(snap: Snapshot) -> list[Entry]:
    """Parts in the decision for which nobody is identified, by client; a group of clients is asked as one."""
    if snap.kind != "portfolio":
        return [{"account": 0, "part": part.role} for part in completeness(snap).roles if part.person is None]
    places, given = snap.places, snap.assignments
    named = ~snap.people.placeholder[places.person]
    held = {
        role.value: set(places.account[named & ((places.roles & (1 << ROLES.index(role))) != 0)].tolist())
        for role in ROLES_ASKED
    }
    held[OUR_SPONSOR] = set(given.account[given.role == _SPONSOR].tolist())
    clients = range(len(snap.accounts.ids))
    return [{"account": at, "part": part} for at in clients for part, there in held.items() if at not in there]


def circles(snap: Snapshot, names: Mapping[str, str]) -> list[Entry]:
    """People who report to each other in a circle, each group once."""
    # scipy takes long to load, and other commands of the command line come past here.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    lines, size = snap.lines, len(snap.people.ids)
    rows = np.flatnonzero(lines.kind == LINE_KINDS.index(LineKind.REPORTS_TO))
    graph = coo_array((np.ones(len(rows)), (lines.source[rows], lines.target[rows])), shape=(size, size))
    groups: dict[int, list[int]] = {}
    for person, group in enumerate(connected_components(graph, connection="strong")[1].tolist() if size else ()):
        groups.setdefault(group, []).append(person)
    account = _accounts(snap)
    found = [
        {
            "names": [names.get(snap.people.ids[p], snap.people.ids[p]) for p in people],
            "person": opaque(snap.people.ids[people[0]]),
            "account": account.get(people[0]),
            "weight": max(float(snap.weight[p]) for p in people),
        }
        for people in groups.values()
        if len(people) > 1
    ]
    return sorted(found, key=lambda e: (-e["weight"], e["names"]))


def _accounts(snap: Snapshot) -> dict[int, int]:
    """The first account in which each client person has a place."""
    return dict(zip(snap.places.person.tolist()[::-1], snap.places.account.tolist()[::-1], strict=True))


def late_reviews(snap: Snapshot, number: Mapping[str, int]) -> list[Entry]:
    """Reviews that are overdue, the longest first."""
    return [
        {
            "account": number[item.account],
            "last": None if item.last is None else item.last.isoformat(),
            "due": None if item.due is None else item.due.isoformat(),
            "late": item.overdue_days,
        }
        for item in reviews(snap).items
        if item.overdue_days > 0
    ]


def shares(snaps: Sequence[Snapshot]) -> Entry:
    """Of one client: how much of its influence rests on what is old, assumed or held by nobody known."""
    if len(snaps) != 1:
        return {}
    known = completeness(snaps[0])
    return {
        "identified": known.identified,
        "placeholders": known.placeholders,
        "stale": known.stale_share,
        "vacant": known.placeholder_share,
        "assumed": known.assumed_share,
    }
