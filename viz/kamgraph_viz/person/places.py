"""Where somebody of a client stands, as entries of the page."""

from collections.abc import Mapping
from typing import Any

from kamgraph.snapshot.columns import LEVELS, ROLES, UNKNOWN_STANCE, Snapshot
from kamgraph_viz.account.reading import department_code, opaque
from kamgraph_viz.addresses import Addresses


def place_entry(snap: Snapshot, row: int, names: Mapping[str, str], addresses: Addresses) -> dict[str, Any]:
    """One place: the account with its map, the title, level, department, parts, attitude and influence there."""
    places = snap.places
    account, stance = snap.accounts.ids[places.account[row]], int(places.stance[row])
    return {
        "account": opaque(account),
        "name": names.get(account, account),
        "map": addresses.account(account),
        "title": places.title[row],
        "level": LEVELS[int(places.level[row])].value,
        "department": department_code(int(places.department[row])),
        "department_text": places.department_text[row],
        "roles": [f"role.{role.value}" for i, role in enumerate(ROLES) if int(places.roles[row]) >> i & 1],
        "stance": None if stance == UNKNOWN_STANCE else stance,
        "stale": bool(places.stale[row]),
        "weight": float(places.weight[row]),
        "assumed": bool(places.assumed[row]),
    }
