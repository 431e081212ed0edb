"""Who of ours knows somebody of a client, and what goes with that person, as entries of the page."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from kamgraph.analytics.departure import departure
from kamgraph.analytics.introductions import introductions
from kamgraph.model.errors import NotActive
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.reading import iso, opaque, short
from kamgraph_viz.addresses import Addresses
from kamgraph_viz.person.places import place_entry

Entry = dict[str, Any]


def known(snap: Snapshot, person: int, names: Mapping[str, str], addresses: Addresses) -> Entry:
    """Places, ties to us, ways in over others, and what nobody would reach any more without one of theirs."""
    id_ = snap.people.ids[person]
    rows = np.flatnonzero(snap.places.person == person).tolist()
    try:
        lost, ways = departure(snap, id_), introductions(snap, id_).items
    except NotActive:
        lost, ways = None, ()
    holders = {
        snap.people.ids[u] for u in snap.ties.ours[snap.active_ties[snap.ties.theirs[snap.active_ties] == person]]
    }
    ties = [_tie(snap, tie, names, addresses) for tie in np.flatnonzero(snap.ties.theirs == person).tolist()]
    return {
        "places": [place_entry(snap, row, names, addresses) for row in rows],
        "ties": sorted(ties, key=lambda t: (not t["active"], -t["strength"], t["name"])),
        "ways": [
            {"people": [names.get(one, one) for one in way.people], "strength": short(way.strength)}
            for way in ways
            # Who knows somebody needs nobody to introduce them.
            if way.people[0] not in holders
        ],
        "cut_off": [_named(one, names, addresses) for one in (() if lost is None else lost.cut_off)],
        "accounts_lost": sorted(names.get(a, a) for a in (() if lost is None else lost.accounts_lost)),
        "value_at_stake": None if lost is None else lost.value_at_stake,
        "coverage": None if lost is None else [short(lost.coverage_before), short(lost.coverage_after)],
    }


def _tie(snap: Snapshot, tie: int, names: Mapping[str, str], addresses: Addresses) -> Entry:
    ties = snap.ties
    return {
        **_named(snap.people.ids[ties.ours[tie]], names, addresses),
        "strength": short(ties.strength[tie]),
        "active": bool(ties.active[tie]),
        "last": iso(int(ties.last_contact[tie])),
        "contacts": int(ties.first_interaction[tie + 1] - ties.first_interaction[tie]),
    }


def _named(person: str, names: Mapping[str, str], addresses: Addresses) -> Entry:
    return {"id": opaque(person), "name": names.get(person, person), "page": addresses.person(person)}
