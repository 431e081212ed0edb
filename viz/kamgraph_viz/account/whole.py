"""Everything of one account that its pages show, read from a snapshot once; without coordinates."""

from collections.abc import Mapping

from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.figures import figures, single_departures
from kamgraph_viz.account.payload import MapPayload, PersonEntry
from kamgraph_viz.account.reading import Cast, account_entry, cast_of, line_entries, person_entry, tie_entries
from kamgraph_viz.addresses import NOWHERE, Addresses


def read_account(
    snap: Snapshot, names: Mapping[str, str] | None = None, addresses: Addresses = NOWHERE
) -> tuple[Cast, MapPayload, list[PersonEntry]]:
    """Who stands there, the payload of the account's pages, and its people in the order the payload counts by.

    Parameters
    ----------
    snap : Snapshot
        Of one account or one group.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the pages of people stand.
    """
    shown = {**dict(zip(snap.people.ids, snap.people.names, strict=True))}
    shown |= dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)) | dict(names or {})
    cast = cast_of(snap)
    everybody = sorted({*cast.ours, *cast.theirs})
    people = [person_entry(snap, p, cast.place.get(p), shown, addresses) for p in everybody]
    payload = MapPayload(
        account=account_entry(snap, shown),
        figures=figures(snap),
        ties=tie_entries(snap, cast),
        lines=line_entries(snap, cast),
        departures=single_departures(snap),
        plan=None,
    )
    return cast, payload, people
