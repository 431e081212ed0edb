"""Structure of one account: reporting lines, and influence by attitude, as one HTML file."""

from collections.abc import Mapping, Sequence
from typing import Any

from kamgraph.analytics.people import KEY_INFLUENCE
from kamgraph.model.errors import NotForPortfolio
from kamgraph.snapshot.columns import UNKNOWN_STANCE, Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.payload import PersonEntry
from kamgraph_viz.account.reading import cast_of, opaque
from kamgraph_viz.account.slim import slim_payload, slim_people
from kamgraph_viz.account.whole import read_account
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.coverage import ACCOUNT_SCRIPTS
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.structure.forest import Forest, forest
from kamgraph_viz.words.pages import MAP_PAGE
from kamgraph_viz.words.structure_page import STRUCTURE_PAGE

SCRIPTS = (
    *ACCOUNT_SCRIPTS,
    "facts",
    "choosing",
    "pens",
    "labels",
    "people",
    "svg",
    "chart_tree",
    "chart_layout",
    "chart_draw",
    "chart",
    "quadrants",
    "structure_page",
)
STYLES = ("base", "parts", "map", "why", "structure", "print")


def structure_page(
    snap: Snapshot,
    *,
    earlier: Snapshot | None = None,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """Who reports to whom at an account, and who with how much influence is for or against us.

    Parameters
    ----------
    snap : Snapshot
        Of one account or one group.
    earlier : Snapshot, optional
        The same account on an earlier day, such as a quarter ago: who has moved since then is marked.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        Equal for equal snapshots. Large structures open folded; people without any line are listed by level.

    Raises
    ------
    NotForPortfolio
        For the snapshot of a whole portfolio.
    """
    if snap.kind == "portfolio":
        raise NotForPortfolio("structure_page")
    _, payload, people = read_account(snap, names, addresses)
    own = {**MAP_PAGE, **STRUCTURE_PAGE}
    script, style = script_of(SCRIPTS, addresses), assets("css", STYLES)
    here = Here("structure", snap.as_of, snap.scope)
    context = {
        **frame(payload["account"]["name"], lang, (script,), style, own, addresses, here),
        "people": slim_people(people),
        "payload": {
            **slim_payload(payload, people),
            "chart": _chart(forest(people, payload["lines"]), people),
            "much_influence": KEY_INFLUENCE,
            "earlier": None if earlier is None else _earlier(earlier, people),
        },
    }
    return finished(environment().get_template("structure.html.j2").render(**context))


def _chart(drawn: Forest, people: Sequence[PersonEntry]) -> dict[str, Any]:
    """Superior by person, both as places in the list of people."""
    number = {person["id"]: i for i, person in enumerate(people)}
    return {
        "manager": {number[person]: number[superior] for person, superior in sorted(drawn.manager.items())},
        "also": {number[person]: [number[s] for s in superiors] for person, superiors in sorted(drawn.also.items())},
        "circles": [[number[person] for person in circle] for circle in drawn.circles],
    }


def _earlier(snap: Snapshot, people: Sequence[PersonEntry]) -> dict[str, Any]:
    """Attitude and influence that today's people had then, by place in the list; whoever was not there is missing."""
    then = {opaque(snap.people.ids[person]): (person, place) for person, place in cast_of(snap).place.items()}
    stood = {}
    for i, entry in enumerate(people):
        if entry["id"] in then and not entry["ours"]:
            person, place = then[entry["id"]]
            stance = int(snap.places.stance[place])
            stood[i] = [None if stance == UNKNOWN_STANCE else stance, float(snap.weight[person])]
    return {"as_of": snap.as_of.isoformat(), "people": stood}
