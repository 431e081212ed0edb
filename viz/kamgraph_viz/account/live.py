"""What a live page of an account needs to change it: addresses and true ids, which a file never carries."""

from typing import TypedDict

from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.reading import Cast
from kamgraph_viz.addresses import Addresses


class LiveEntry(TypedDict):
    """Address of the service, and ids: of the account, of people in the payload's order, and of their facts."""

    api: str
    account: str
    people: list[str]
    positions: list[str | None]
    opinions: list[str | None]


def live_entry(snap: Snapshot, cast: Cast, addresses: Addresses) -> LiveEntry | None:
    """These for a page with a service behind it; None for a file, or where several accounts are shown as one."""
    if addresses.api() is None or snap.kind != "account":
        return None
    shown = sorted({*cast.ours, *cast.theirs})
    places = [cast.place.get(person) for person in shown]
    return LiveEntry(
        api=addresses.api() or "",
        account=snap.scope,
        people=[snap.people.ids[person] for person in shown],
        positions=[None if at is None else snap.places.position_fact[at] or None for at in places],
        opinions=[None if at is None else snap.places.stakeholder_fact[at] or None for at in places],
    )
