"""The portfolio: a row an account; and our people, with what hangs on each of them."""

from fastapi import APIRouter

from kamgraph import analytics as kg
from kamgraph.analytics.portfolio import AccountSummary, PortfolioResult
from kamgraph_api.access import MayAnalyse
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns
from kamgraph_api.media import CSV, JsonOrCsv
from kamgraph_api.problems import documented
from kamgraph_api.reading import Expand, Read, answer, names_of
from kamgraph_api.ready import Computed
from kamgraph_api.tables import as_csv

router = APIRouter(prefix="/v1", tags=["portfolio"], route_class=StrictRoute)


@router.get(
    "/portfolio",
    response_class=Computed,
    responses=returns(PortfolioResult, CSV) | documented(304, 401, 403, 406, 422, 503),
)
def portfolio(who: MayAnalyse, read: Read, form: JsonOrCsv, expand: Expand = "names") -> Computed:
    """A row an account that the caller may see, the most exposed value first."""
    snap = read.snapshot(who)
    result = kg.portfolio(snap)
    if form == CSV:
        return as_csv(result.items, AccountSummary, names_of(snap) if expand == "names" else None)
    return answer(result, expand, snap)
