"""One person over all clients as one HTML file: what one of ours holds, or who of us knows one of theirs."""

from collections.abc import Mapping
from typing import Any

from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import iso, opaque
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.person.holding import holding
from kamgraph_viz.person.known import known
from kamgraph_viz.words.person_page import PERSON_PAGE

SCRIPTS = ("why", "sections", "one_model", "one_columns", "one_sentences", "one_page")
STYLES = ("base", "parts", "why", "one", "print")


def person_page(
    snap: Snapshot,
    person: str,
    *,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
    planned: bool = True,
) -> str:
    """Everything that hangs on one person: contacts and who would take them over, or who of us knows one of theirs.

    Parameters
    ----------
    snap : Snapshot
        Of the portfolio; of an account or group, what is said is said of it alone.
    person : str
        Of either side.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the other pages stand.
    planned : bool
        Whether the reader may see who would take over from one of ours.

    Returns
    -------
    str
        Equal for equal snapshots. An empty seat has contacts and places, and nothing goes with it.

    Raises
    ------
    NotActive
        For somebody who does not stand in the scope on the day.
    """
    number, shown = snap.number(person), _names(snap, names)
    ours = bool(snap.people.ours[number])
    script, style = script_of(SCRIPTS, addresses), assets("css", STYLES)
    about = holding(snap, number, shown, addresses, planned=planned) if ours else known(snap, number, shown, addresses)
    here = Here("person", snap.as_of)
    context = {
        **frame(shown[person], lang, (script,), style, PERSON_PAGE, addresses, here),
        "ours": ours,
        "payload": {
            "as_of": snap.as_of.isoformat(),
            "window_days": snap.settings.window_days,
            "currency": snap.settings.currency,
            "person": _person(snap, number, shown),
            **about,
        },
    }
    return finished(environment().get_template("person.html.j2").render(**context))


def _names(snap: Snapshot, names: Mapping[str, str] | None) -> dict[str, str]:
    held = dict(zip(snap.people.ids, snap.people.names, strict=True))
    return held | dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)) | dict(names or {})


def _person(snap: Snapshot, number: int, names: Mapping[str, str]) -> dict[str, Any]:
    people, id_ = snap.people, snap.people.ids[number]
    return {
        "id": opaque(id_),
        "name": names[id_],
        "ours": bool(people.ours[number]),
        "title": people.title[number],
        "placeholder": bool(people.placeholder[number]),
        "weight": float(snap.weight[number]),
        "ends": iso(int(people.ends[number])),
        "absent_from": iso(int(people.absent_from[number])),
        "absent_to": iso(int(people.absent_to[number])),
    }
