"""The measures' own parameters as a request asks for them: their names and defaults are those of the functions."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BeforeValidator

from kamgraph.analytics.expected import MOST_MONTHS
from kamgraph.analytics.introductions import MOST_HOPS, MOST_WAYS
from kamgraph.analytics.next_best_ties import MOST_TIES
from kamgraph.analytics.resilience import MOST_DEPARTURES

_PARAMETERS: dict[str, Any] = {
    "drop": Query(ge=0, le=1, description="Least loss of strength, 0..1."),
    "k": Query(ge=1, le=MOST_TIES, description="So many at most."),
    "k_max": Query(ge=0, le=MOST_DEPARTURES, description="Up to so many departures."),
    "max_hops": Query(ge=1, le=MOST_HOPS, description="So many steps at most."),
    "months": Query(ge=0, le=MOST_MONTHS, description="How many months ahead."),
    "rate_ours": Query(ge=0, le=1, description="Share of our people who leave in a year, 0..1."),
    "rate_theirs": Query(ge=0, le=1, description="Share of the client's people who leave in a year, 0..1."),
    "strength": Query(ge=0, le=1, description="Strength that a new tie would have, 0..1."),
    "susceptibility": Query(ge=0, lt=1, description="How far people who are influenced follow others, 0..1."),
    "theta": Query(gt=0, le=1, description="Share of the influence that somebody of ours must still know, 0..1."),
    "weights": Query(description="Influence as stated, or as each one's part in the decision."),
}

# Any text may be asked for: what no record is called by is not found.
AccountId = Annotated[str, Path(description="Id of the account.", examples=["arnika"])]
PersonId = Annotated[str, Path(description="Id of the person.", examples=["c-0203"])]
OneAccount = Annotated[str | None, Query(description="Look at one account only; else at the whole portfolio.")]
Ways = Annotated[int, Query(ge=1, le=MOST_WAYS, description="So many ways at most.")]
Hops = Annotated[int, _PARAMETERS["max_hops"]]


def _a_number(given: object) -> object:
    # Python counts true as 1, and reads a number out of a text; JSON does neither.
    if isinstance(given, bool | str):
        raise ValueError("must be a whole number")
    return given


whole = BeforeValidator(_a_number)


def own_parameters(measure: Callable[..., Any]) -> list[inspect.Parameter]:
    """The keyword parameters of a measure, each with its bounds and what it means.

    Raises
    ------
    KeyError
        A measure has a parameter that nobody has described here.

    Examples
    --------
    >>> from kamgraph.analytics import resilience
    >>> [(p.name, p.default) for p in own_parameters(resilience)]
    [('k_max', 3), ('theta', 0.5)]
    """
    return [
        p.replace(annotation=Annotated[p.annotation, _PARAMETERS[p.name]])
        for p in inspect.signature(measure, eval_str=True).parameters.values()
        if p.kind is p.KEYWORD_ONLY
    ]
