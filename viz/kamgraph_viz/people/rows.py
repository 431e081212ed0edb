"""Our people as rows of the page, and the clients they speak of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypedDict

import numpy as np

from kamgraph.analytics.people import PersonSummary
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.addresses import Addresses

MOST_NAMED = 12


class Client(TypedDict):
    """A client that rows of the page refer to by its place in the list."""

    name: str
    map: str | None
    departure: str | None
    value: float | None


class StaffRow(TypedDict):
    """One of our people over all clients; clients by their places in the page's list."""

    id: str
    name: str
    page: str | None
    accounts: int
    managed_value: float | None
    managed: list[int]
    value_at_stake: float | None
    load: int | None
    key_contacts: int
    sole_contacts: int
    sole_names: list[str]
    lost: list[int]
    on_paper: list[int]


class Held(NamedTuple):
    """What the snapshot says of one of our people beside the measure: active ties, and the sole contacts by name."""

    load: int
    sole: tuple[str, ...]


def held_by(snap: Snapshot, names: Mapping[str, str]) -> dict[str, Held]:
    """That of everybody of ours with an active tie, by id."""
    ours, theirs = (column[snap.active_ties] for column in (snap.ties.ours, snap.ties.theirs))
    alone = np.bincount(theirs, minlength=len(snap.people.ids))[theirs] == 1
    load, ids = Counter(ours.tolist()), snap.people.ids
    sole: dict[int, list[str]] = {}
    for person, contact in zip(ours[alone].tolist(), theirs[alone].tolist(), strict=True):
        sole.setdefault(person, []).append(names.get(ids[contact], ids[contact]))
    return {ids[person]: Held(n, tuple(sorted(sole.get(person, ())))) for person, n in load.items()}


def clients_of(
    accounts: Sequence[str], names: Mapping[str, str], values: Mapping[str, float | None], addresses: Addresses
) -> list[Client]:
    """The page's list of clients."""
    return [
        Client(
            name=names.get(account, account),
            map=addresses.account(account),
            departure=addresses.account(account, "departure"),
            value=values.get(account),
        )
        for account in accounts
    ]


def staff_row(
    person: PersonSummary,
    number: Mapping[str, int],
    names: Mapping[str, str],
    held: Held | None,
    addresses: Addresses,
) -> StaffRow:
    """The row of one of ours."""
    return StaffRow(
        id=opaque(person.person),
        name=names.get(person.person, person.person),
        page=addresses.person(person.person),
        accounts=person.accounts,
        managed_value=person.managed_value,
        managed=[number[account] for account in person.managed_accounts],
        value_at_stake=person.value_at_stake,
        load=None if held is None else held.load,
        key_contacts=person.key_contacts,
        sole_contacts=person.sole_contacts,
        sole_names=list(held.sole[:MOST_NAMED]) if held else [],
        lost=[number[account] for account in person.accounts_lost],
        on_paper=[number[account] for account in person.paper_assignments],
    )
