"""From a snapshot's columns to the entries of the page."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np

from kamgraph.model.vocabulary import LineKind
from kamgraph.snapshot.columns import (
    ASSIGNMENT_ROLES,
    DEPARTMENTS,
    INTERACTION_KINDS,
    LEVELS,
    LINE_KINDS,
    ROLES,
    UNKNOWN_STANCE,
    Snapshot,
    day_or_none,
)
from kamgraph_viz.account.payload import AccountEntry, LineEntry, PersonEntry, TieEntry
from kamgraph_viz.addresses import NOWHERE, Addresses
from kamgraph_viz.drawing.seats import Seat

REPORTS_TO = LINE_KINDS.index(LineKind.REPORTS_TO)
RECENT = 2
# Enough of a record's id to find it by.
RECORD = 10
OUR_RADIUS = 19.0
LEAST_RADIUS, RADIUS_PER_INFLUENCE = 12.0, 1.5
MOST_INFLUENCE = 10.0


def opaque(person: str) -> str:
    """Id on the page: says nothing, is safe as a name anywhere, and stays the same from page to page.

    Examples
    --------
    >>> opaque("__proto__")
    'p30e2af384'
    """
    return "p" + hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:9]


def short(value: float | None) -> float | None:
    """A share as the page needs it: six decimals are far more than it shows; what is not known stays so.

    Examples
    --------
    >>> short(0.1 + 0.2)
    0.3
    """
    return None if value is None or isnan(value) else round(float(value), 6)


def iso(ordinal: int) -> str | None:
    """Day of a column as ISO text."""
    day = day_or_none(ordinal)
    return None if day is None else day.isoformat()


@dataclass(frozen=True)
class Cast:
    """Who stands on the map: numbers of our people and of the client's, and the place each client person holds."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    place: Mapping[int, int]

    def __contains__(self, person: int) -> bool:
        return person in self.place or person in self.ours


def cast_of(snap: Snapshot) -> Cast:
    """Everybody the measures count: all client people, and those of ours with an assignment or an active tie."""
    place: dict[int, int] = {}
    for i, person in enumerate(snap.places.person.tolist()):
        place.setdefault(person, i)
    assigned = snap.assignments.person.tolist()
    tied = snap.ties.ours[snap.active_ties].tolist()
    ours = sorted({p for p in [*assigned, *tied] if snap.people.ours[p]})
    return Cast(tuple(ours), tuple(sorted(place)), place)


def seats(snap: Snapshot, cast: Cast) -> list[Seat]:
    """What the layout needs to know of each of them."""
    people, places = snap.people, snap.places
    ours = [
        Seat(people.ids[p], ours=True, level=int(people.level[p]), department=0, radius=OUR_RADIUS) for p in cast.ours
    ]
    theirs = [
        Seat(
            people.ids[p],
            ours=False,
            level=int(places.level[i]),
            department=_department_rank(int(places.department[i])),
            radius=LEAST_RADIUS + RADIUS_PER_INFLUENCE * min(MOST_INFLUENCE, float(snap.weight[p])),
        )
        for p, i in cast.place.items()
    ]
    return ours + theirs


def _department_rank(department: int) -> int:
    return len(DEPARTMENTS) if department < 0 else department


def department_code(rank: int) -> str:
    """Code of a lane: a department's name, or "unknown"."""
    return DEPARTMENTS[rank].value if 0 <= rank < len(DEPARTMENTS) else "unknown"


def account_entry(snap: Snapshot, names: Mapping[str, str]) -> AccountEntry:
    """Name, day, window and money."""
    values = snap.accounts.annual_value[~np.isnan(snap.accounts.annual_value)]
    ends = [day for day in snap.accounts.contract_ends_on.tolist() if day]
    total = snap.total_weight
    return AccountEntry(
        name=names.get(snap.scope, snap.scope),
        group=snap.kind == "group",
        as_of=snap.as_of.isoformat(),
        window_days=snap.settings.window_days,
        confirm_days=snap.settings.confirm_days,
        currency=snap.settings.currency,
        annual_value=float(values.sum()) if len(values) else None,
        contract_ends=iso(min(ends)) if ends else None,
        total_weight=total,
        assumed_share=float(snap.places.weight[snap.places.assumed].sum()) / total if total > 0 else None,
        excluded=snap.excluded,
        first_day=None if snap.first_day is None else snap.first_day.isoformat(),
        store_version=snap.store_version,
    )


def person_entry(
    snap: Snapshot, person: int, place: int | None, names: Mapping[str, str], addresses: Addresses = NOWHERE
) -> PersonEntry:
    """One person, without coordinates yet."""
    people, places = snap.people, snap.places
    source, at = (people, person) if place is None else (places, place)
    stance = UNKNOWN_STANCE if place is None else int(places.stance[place])
    parts = _our_parts(snap, person) if place is None else _roles(int(places.roles[place]))
    return PersonEntry(
        id=opaque(people.ids[person]),
        name=names.get(people.ids[person], people.ids[person]),
        ours=place is None,
        title=source.title[at],
        level=LEVELS[int(source.level[at])].value,
        department=department_code(int(source.department[at])),
        department_text=source.department_text[at],
        placeholder=bool(people.placeholder[person]),
        weight=float(snap.weight[person]),
        assumed=place is not None and bool(places.assumed[place]),
        stale=place is not None and bool(places.stale[place]),
        stance=None if stance == UNKNOWN_STANCE else stance,
        roles=parts,
        ends=iso(int(people.ends[person])),
        absent_from=iso(int(people.absent_from[person])),
        absent_to=iso(int(people.absent_to[person])),
        page=addresses.person(people.ids[person]),
        x=0.0,
        y=0.0,
        radius=0.0,
    )


def _roles(bits: int) -> list[str]:
    return [f"role.{role.value}" for i, role in enumerate(ROLES) if bits >> i & 1]


def _our_parts(snap: Snapshot, person: int) -> list[str]:
    found = sorted(set(snap.assignments.role[snap.assignments.person == person].tolist()))
    return [f"assignment.{ASSIGNMENT_ROLES[role].value}" for role in found]


def tie_entries(snap: Snapshot, cast: Cast) -> list[TieEntry]:
    """Ties between people on the map, those that are not counted any more included."""
    return [
        _tie(snap, i, ours, theirs)
        for i, (ours, theirs) in enumerate(zip(snap.ties.ours.tolist(), snap.ties.theirs.tolist(), strict=True))
        if ours in cast and theirs in cast.place
    ]


def _tie(snap: Snapshot, i: int, ours: int, theirs: int) -> TieEntry:
    ties, contacts = snap.ties, snap.interactions
    its = ties.interactions[ties.first_interaction[i] : ties.first_interaction[i + 1]].tolist()
    recent = [(iso(contacts.day[c]) or "", INTERACTION_KINDS[contacts.kind[c]].value) for c in its[:RECENT]]
    return TieEntry(
        ours=opaque(snap.people.ids[ours]),
        theirs=opaque(snap.people.ids[theirs]),
        strength=short(ties.strength[i]) or 0.0,
        observed=short(ties.observed[i]) or 0.0,
        declared=short(ties.declared[i]),
        rating=int(ties.rating[i]),
        target=int(ties.target[i]),
        dormant=not ties.active[i],
        last=iso(int(ties.last_contact[i])),
        confirmed=iso(int(ties.confirmed[i])),
        count=len(its),
        contacts=recent,
        fact=ties.fact[i][:RECORD],
        route=(),
    )


def line_entries(snap: Snapshot, cast: Cast) -> list[LineEntry]:
    """Lines between client people on the map."""
    lines = snap.lines
    return [
        LineEntry(
            source=opaque(snap.people.ids[source]),
            target=opaque(snap.people.ids[target]),
            kind=LINE_KINDS[kind].value,
            weight=0.0 if kind == REPORTS_TO else short(weight) or 0.0,
            route=(),
        )
        for source, target, kind, weight in zip(
            lines.source.tolist(),
            lines.target.tolist(),
            lines.kind.tolist(),
            lines.weight.tolist(),
            strict=True,
        )
        if source in cast.place and target in cast.place
    ]
