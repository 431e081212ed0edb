"""What is to be filled in, confirmed or put right, of one account or of all, as one HTML file."""

from collections.abc import Mapping
from typing import Any

from kamgraph.model.polish import in_language
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.quality.gaps import Entry, chairs, circles, late_reviews, old_ratings, parts_nobody_has, shares
from kamgraph_viz.quality.rows import NOTHING_ELSE, FromStore
from kamgraph_viz.words.editing import EDITING
from kamgraph_viz.words.pages import MAP_PAGE
from kamgraph_viz.words.quality_page import QUALITY_PAGE

SCRIPTS = ("why", "fold", "quality_model", "quality_findings", "quality_lists", "quality_page")
EDIT_SCRIPTS = ("edit_send", "edit_confirm")
STYLES = ("base", "parts", "why", "quality", "print")


def quality_page(
    snap: Snapshot,
    *,
    store: FromStore = NOTHING_ELSE,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """Lists of what is missing, old, doubled, rejected or overdue, each by name with what to do.

    Parameters
    ----------
    snap : Snapshot
        Of one account, one group or the portfolio.
    store : FromStore
        Duplicates, rejected rows and who stated what, which no snapshot says.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        Equal for equal snapshots and rows. Where there is nothing to mend the page says so.
    """
    shown = dict(zip(snap.people.ids, snap.people.names, strict=True))
    shown |= dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)) | dict(names or {})
    whole = snap.kind == "portfolio"
    title = QUALITY_PAGE["mend.title_all"]
    heading = (title.pl if lang == "pl" else title.en) if whole else shown.get(snap.scope, snap.scope)
    live = addresses.api()
    script, style = (
        script_of((*SCRIPTS[:-1], *(EDIT_SCRIPTS if live else ()), SCRIPTS[-1]), addresses),
        assets("css", STYLES),
    )
    own = {**MAP_PAGE, **QUALITY_PAGE, **(EDITING if live else {})}
    here = Here("quality", snap.as_of, None if whole else snap.scope)
    context = {
        **frame(heading, lang, (script,), style, own, addresses, here),
        "whole": whole,
        "payload": _payload(snap, store, shown, addresses) | ({"live": {"api": live}} if live else {}),
    }
    return finished(environment().get_template("quality.html.j2").render(**context))


def _payload(snap: Snapshot, store: FromStore, names: Mapping[str, str], addresses: Addresses) -> dict[str, Any]:
    number = {account: i for i, account in enumerate(snap.accounts.ids)}
    whole = snap.kind == "portfolio"
    return {
        "as_of": snap.as_of.isoformat(),
        "window_days": snap.settings.window_days,
        "confirm_days": snap.settings.confirm_days,
        "first_day": None if snap.first_day is None else snap.first_day.isoformat(),
        "name": None if whole else names.get(snap.scope, snap.scope),
        "people_total": len(snap.contacts),
        "accounts": [
            {"name": names.get(a, a), "map": addresses.account(a if whole else snap.scope)} for a in snap.accounts.ids
        ],
        "chairs": chairs(snap, names, store.stated, facts=addresses.live),
        "ratings": old_ratings(snap, names, store.stated, facts=addresses.live),
        "parts": parts_nobody_has(snap),
        "circles": circles(snap, names),
        "reviews": late_reviews(snap, number),
        "duplicates": _duplicates(snap, store, names),
        "rejected": [
            {"file": r.file, "line": r.line, "column": r.column, "why": [in_language(r.reason, "pl"), r.reason]}
            for r in store.rejected
        ],
        "shares": {} if whole else shares([snap]),
    }


def _duplicates(snap: Snapshot, store: FromStore, names: Mapping[str, str]) -> list[Entry]:
    """Pairs of which at least one stands here, the more influential first."""
    place = dict(zip(snap.places.person.tolist()[::-1], snap.places.account.tolist()[::-1], strict=True))
    found = []
    for pair in store.duplicates:
        here = [snap.index[i] for i in (pair.a, pair.b) if i in snap.index and snap.index[i] in snap.standing]
        if not here:
            continue
        on_map = next((p for p in here if p in place), None)
        found.append(
            {
                "names": [names.get(i) for i in (pair.a, pair.b)],
                "why": pair.reason,
                "weight": max(float(snap.weight[p]) for p in here),
                "person": None if on_map is None else opaque(snap.people.ids[on_map]),
                "account": None if on_map is None else place[on_map],
            }
        )
    return sorted(found, key=lambda e: (-e["weight"], [name or "" for name in e["names"]]))
