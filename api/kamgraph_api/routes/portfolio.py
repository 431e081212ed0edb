"""The portfolio: a row an account."""

from fastapi import APIRouter

from kamgraph import analytics as kg
from kamgraph_api.access import MayAnalyse
from kamgraph_api.problems import documented
from kamgraph_api.reading import Expand, Read, answer
from kamgraph_api.ready import Computed

router = APIRouter(prefix="/v1", tags=["portfolio"])


@router.get("/portfolio", response_class=Computed, responses=documented(401, 403, 422, 503))
def portfolio(who: MayAnalyse, read: Read, expand: Expand = "names") -> Computed:
    """A row an account that the caller may see, the most exposed value first."""
    snap = read.snapshot(who)
    return answer(kg.portfolio(snap), expand, snap)
