"""Who knows whom at one account: our people against theirs, as one HTML file."""

from collections.abc import Mapping

from kamgraph.analytics.people import key_people
from kamgraph.model.errors import NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.account.slim import slim_payload, slim_people
from kamgraph_viz.account.whole import read_account
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.words.coverage_page import COVERAGE_PAGE
from kamgraph_viz.words.pages import MAP_PAGE

ACCOUNT_SCRIPTS = (
    "model",
    "impact",
    "paths",
    "fold",
    "search",
    "colours",
    "header",
    "cards",
    "departure_sums",
    "departure",
    "gone",
    "person",
    "why",
)
SCRIPTS = (
    *ACCOUNT_SCRIPTS,
    "facts",
    "choosing",
    "matrix_model",
    "matrix_cell",
    "matrix",
    "matrix_cells",
    "coverage_page",
)
STYLES = ("base", "parts", "map", "why", "coverage", "print")


def coverage_page(
    snap: Snapshot,
    *,
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """Matrix of an account: client people in rows, ours in columns, in each field the tie and its age.

    Parameters
    ----------
    snap : Snapshot
        Of one account or one group.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshot.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        Equal for equal snapshots. Above 60 client people the page begins with level x department, each opening its
        part of the matrix.

    Raises
    ------
    NotForPortfolio
        For the snapshot of a whole portfolio.
    """
    if snap.kind == "portfolio":
        raise NotForPortfolio("coverage_page")
    _, payload, people = read_account(snap, names, addresses)
    key = {opaque(person) for person, is_key in zip(snap.people.ids, key_people(snap), strict=True) if is_key}
    own = {**MAP_PAGE, **COVERAGE_PAGE}
    script, style = script_of(SCRIPTS, addresses), assets("css", STYLES)
    here = Here("coverage", snap.as_of, snap.scope)
    context = {
        **frame(payload["account"]["name"], lang, (script,), style, own, addresses, here),
        "people": slim_people(people),
        "payload": {
            **slim_payload(payload, people),
            "key": [i for i, person in enumerate(people) if person["id"] in key],
        },
    }
    return finished(environment().get_template("coverage.html.j2").render(**context))
