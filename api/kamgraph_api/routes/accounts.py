"""Accounts: a list, one in whole, its graph and its map."""

import io
import json
from dataclasses import fields
from typing import Annotated

import networkx as nx
from fastapi import APIRouter, Query

from kamgraph import analytics as kg
from kamgraph.model import OrganisationKind
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import to_networkx
from kamgraph_api.access import MayAnalyse, MayRead
from kamgraph_api.answers import AccountFound, AccountInWhole, AccountList, NodeLink
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns, text
from kamgraph_api.media import GEXF, GRAPHML, HTML, JSON, AnyGraph
from kamgraph_api.paging import Paged
from kamgraph_api.problems import documented
from kamgraph_api.reading import Expand, Group, Read, answer, written
from kamgraph_api.ready import Computed
from kamgraph_api.routes.asked import AccountId

router = APIRouter(prefix="/v1/accounts", tags=["accounts"], route_class=StrictRoute)

Search = Annotated[
    str | None, Query(max_length=200, description="Words of a name, with or without Polish letters; best first.")
]


@router.get("", response_class=Computed, responses=returns(AccountList) | documented(304, 401, 403, 422, 503))
def list_accounts(who: MayRead, read: Read, page: Paged, q: Search = None) -> Computed:
    """Accounts that the caller may see, all or those whose name holds the words."""
    following = None
    if q is None:
        known = [o for o in read.store.organisations() if o.kind is OrganisationKind.ACCOUNT and who.sees(o.id)]
        shown, following = page.cut([AccountFound(o.id, o.name) for o in known], lambda found: found.account)
    else:
        # Those that may not be seen must not use up the limit.
        hits = read.store.find_accounts(q, limit=page.limit if who.accounts is None else _ALL)
        shown = [AccountFound(hit.id, hit.name) for hit in hits if who.sees(hit.id)][: page.limit]
    return Computed(written(AccountList(tuple(shown), following)), media_type=JSON)


_ALL = 1_000_000


@router.get(
    "/{account}", response_class=Computed, responses=returns(AccountInWhole) | documented(304, 401, 403, 404, 422, 503)
)
def account(
    who: MayAnalyse, read: Read, account: AccountId, group: Group = False, expand: Expand = "names"
) -> Computed:
    """One account in whole: its measures under their names."""
    snap = read.snapshot(who, account, group=group)
    return answer(AccountInWhole(**{f.name: getattr(kg, f.name)(snap) for f in fields(AccountInWhole)}), expand, snap)


@router.get(
    "/{account}/graph",
    response_class=Computed,
    responses=returns(NodeLink, GRAPHML, GEXF) | documented(304, 401, 403, 404, 406, 422, 503),
)
def graph(who: MayRead, read: Read, account: AccountId, form: AnyGraph, group: Group = False) -> Computed:
    """The access graph: people as nodes, active ties and lines as edges; node-link JSON, GraphML or GEXF by Accept."""
    return Computed(_drawn(read.snapshot(who, account, group=group), form), media_type=form)


def _drawn(snap: Snapshot, form: str) -> bytes:
    found = to_networkx(snap)
    found.graph.update(scope=snap.scope, as_of=snap.as_of.isoformat(), window_days=snap.settings.window_days)
    out = io.BytesIO()
    if form == GRAPHML:
        nx.write_graphml(found, out)
    elif form == GEXF:
        nx.write_gexf(found, out)
    else:
        plain = nx.node_link_data(found, edges="edges")
        out.write(json.dumps(plain, ensure_ascii=False, allow_nan=False).encode())
    return out.getvalue()


# The page brings a policy of its own that lets exactly its own scripts run; this adds what only a header can say.
_PAGE_POLICY = {"Content-Security-Policy": "frame-ancestors 'none'"}


@router.get("/{account}/map", response_class=Computed, responses=text(HTML) | documented(304, 401, 403, 404, 422, 503))
def draw_map(who: MayAnalyse, read: Read, account: AccountId, group: Group = False) -> Computed:
    """The influence map as a page that needs nothing else."""
    from kamgraph_viz import account_map  # pyvis takes half a second that a start should not pay

    page = account_map(read.snapshot(who, account, group=group), lang=read.lang)
    return Computed(page.encode(), media_type=f"{HTML}; charset=utf-8", headers=_PAGE_POLICY)
