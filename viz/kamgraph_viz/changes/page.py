"""Two days of one account side by side, as one HTML file."""

from collections.abc import Mapping, Sequence
from datetime import date

from kamgraph.model.errors import InvalidValue, NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import short
from kamgraph_viz.addresses import NOWHERE, Addresses, Here
from kamgraph_viz.changes.comparing import compared
from kamgraph_viz.page import assets, environment, finished, frame, script_of
from kamgraph_viz.words.changes_page import CHANGES_PAGE
from kamgraph_viz.words.pages import MAP_PAGE

ACCOUNT_SCRIPTS = (
    "model",
    "impact",
    "colours",
    "pens",
    "labels",
    "people",
    "lines",
    "header",
    "cards",
    "person",
    "why",
)
OWN_SCRIPTS = ("model", "rows", "reasons", "figures", "picture", "panel", "history", "page")
SCRIPTS = (*ACCOUNT_SCRIPTS, *(f"changes_{name}" for name in OWN_SCRIPTS))
STYLES = ("base", "parts", "map", "why", "changes", "print")

OnDay = tuple[date, float | None, float | None]


def changes_page(
    before: Snapshot,
    after: Snapshot,
    *,
    history: Sequence[OnDay] = (),
    lang: words.Lang = "pl",
    names: Mapping[str, str] | None = None,
    addresses: Addresses = NOWHERE,
) -> str:
    """What was gained and lost at an account between two days, by name, with everybody in the same place on both.

    Parameters
    ----------
    before, after : Snapshot
        Of the same account or group.
    history : sequence of (date, float or None, float or None)
        Coverage and what one departure leaves (r_1), both 0..1, on further days; drawn as lines where there are two.
    lang : {"pl", "en"}
        Language in which the page opens where the browser asks for neither; both are in it.
    names : mapping, optional
        Display names by person or account id, before those of the snapshots.
    addresses : Addresses, optional
        Where the other pages stand.

    Returns
    -------
    str
        Equal for equal snapshots. Above 250 people there is no picture; the lists and tables say everything.

    Raises
    ------
    NotForPortfolio
        For snapshots of a whole portfolio.
    InvalidValue
        The two are of different scopes, or `before` is the later one.
    """
    if after.kind == "portfolio":
        raise NotForPortfolio("changes_page")
    if before.as_of > after.as_of:
        raise InvalidValue("before", before.as_of, f"must not be later than {after.as_of}")
    people, payload = compared(before, after, names or {})
    script, style = script_of(SCRIPTS, addresses), assets("css", STYLES)
    here = Here("changes", after.as_of, after.scope)
    own = {**MAP_PAGE, **CHANGES_PAGE}
    context = {
        **frame(payload["account"]["name"], lang, (script,), style, own, addresses, here),
        "people": people,
        "payload": {**payload, "history": [(day.isoformat(), short(c), short(r)) for day, c, r in sorted(history)]},
        "drawn": payload["plan"] is not None,
    }
    return finished(environment().get_template("changes.html.j2").render(**context))
