"""Every measure of an account as a route of its own name."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

from fastapi import APIRouter, Query

from kamgraph import analytics as kg
from kamgraph.analytics.departures import Departure
from kamgraph.analytics.people import PersonSummary
from kamgraph.analytics.results import Result
from kamgraph.analytics.ties import Tie
from kamgraph.snapshot.columns import Snapshot
from kamgraph_api.access import MayAnalyse
from kamgraph_api.bodies import StrictRoute
from kamgraph_api.described import returns
from kamgraph_api.media import CSV, JSON, JsonOrCsv
from kamgraph_api.problems import documented
from kamgraph_api.reading import Day, Expand, Group, Read, answer, names_of
from kamgraph_api.ready import Computed
from kamgraph_api.routes.asked import AccountId, own_parameters
from kamgraph_api.tables import as_csv

router = APIRouter(prefix="/v1/accounts/{account}", tags=["measures"], route_class=StrictRoute)

Measure = Callable[..., Result]
OF_A_DAY: tuple[Measure, ...] = (
    kg.activity,
    kg.brokers,
    kg.completeness,
    kg.concentration,
    kg.coverage,
    kg.departures,
    kg.expected_coverage,
    kg.influence_shares,
    kg.next_best_ties,
    kg.pattern,
    kg.people,
    kg.resilience,
    kg.reviews,
    kg.synergies,
    kg.threads,
    kg.ties,
)
OF_TWO_DAYS: tuple[Measure, ...] = (kg.changes, kg.fading_ties)
TABLES: dict[str, type] = {"departures": Departure, "people": PersonSummary, "ties": Tie}

Since = Annotated[Day, Query(alias="from", description="The earlier day.", examples=["2026-05-23"])]
Until = Annotated[Day | None, Query(alias="to", description="The later day; the as-of day.")]


def _of_a_day(measure: Measure) -> Callable[..., Computed]:
    """A route whose further parameters are the measure's own."""

    def route(
        who: MayAnalyse, read: Read, account: AccountId, group: Group, expand: Expand, form: str = JSON, **chosen: Any
    ) -> Computed:
        snap = read.snapshot(who, account, group=group)
        return _written(measure(snap, **chosen), form, expand, snap)

    return _shaped(route, measure)


def _of_two_days(measure: Measure) -> Callable[..., Computed]:
    def route(
        who: MayAnalyse,
        read: Read,
        account: AccountId,
        since: Since,
        group: Group,
        expand: Expand,
        until: Until = None,
        form: str = JSON,
        **chosen: Any,
    ) -> Computed:
        before = read.snapshot(who, account, group=group, as_of=since)
        after = read.snapshot(who, account, group=group, as_of=until)
        return _written(measure(before, after, **chosen), form, expand, before, after)

    return _shaped(route, measure)


def _shaped(route: Callable[..., Computed], measure: Measure) -> Callable[..., Computed]:
    """Give the route the signature, the name and the first sentence of its measure."""
    defaults = {"group": False, "expand": "names"}
    tabular = measure.__name__ in TABLES
    asked = [
        p.replace(
            kind=p.KEYWORD_ONLY,
            default=p.empty if p.name == "form" else defaults.get(p.name, p.default),
            annotation=JsonOrCsv if p.name == "form" else p.annotation,
        )
        for p in inspect.signature(route, eval_str=True).parameters.values()
        if p.name != "chosen" and (tabular or p.name != "form")
    ]
    route.__signature__ = inspect.Signature([*asked, *own_parameters(measure)])  # type: ignore[attr-defined]
    route.__name__ = measure.__name__
    route.__doc__ = (inspect.getdoc(measure) or "").split("\n\n")[0]
    return route


def _written(result: Result, form: str, expand: str, *snaps: Snapshot) -> Computed:
    if form != CSV:
        return answer(result, expand, *snaps)
    kind = next(k for name, k in TABLES.items() if type(result).__name__.casefold() == f"{name}result")
    items: Any = result
    return as_csv(items.items, kind, names_of(*snaps) if expand == "names" else None)


def _add_routes() -> None:
    made = [(m, _of_a_day(m)) for m in OF_A_DAY] + [(m, _of_two_days(m)) for m in OF_TWO_DAYS]
    for measure, route in made:
        tabular = measure.__name__ in TABLES
        refusals = (
            documented(304, 401, 403, 404, 406, 422, 503) if tabular else documented(304, 401, 403, 404, 422, 503)
        )
        answers = returns(get_type_hints(measure)["return"], *([CSV] if tabular else []))
        router.add_api_route(
            f"/{measure.__name__.replace('_', '-')}",
            route,
            methods=["GET"],
            response_class=Computed,
            responses=answers | refusals,
        )


_add_routes()
