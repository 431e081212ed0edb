"""In which form an answer is wanted."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Request

from kamgraph_api.problems import Refused

JSON, CSV, HTML = "application/json", "text/csv", "text/html"
GRAPHML, GEXF = "application/graphml+xml", "application/gexf+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best, the earlier one of equals; None if it takes none.

    Examples
    --------
    >>> chosen("text/csv;q=0.5, */*;q=0.1", [JSON, CSV])
    'text/csv'
    >>> chosen("", [JSON, CSV]), chosen("image/png", [JSON])
    ('application/json', None)
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()]
    if not wanted:
        return offered[0]
    weighed = [(max((_weight(kind, wanted)), default=(0, 0.0)), kind) for kind in offered]
    best = max(weight for (_, weight), _ in weighed)
    return next((kind for (_, weight), kind in weighed if weight == best), None) if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().casefold() == "q":
            try:
                return kind.casefold(), min(max(float(value), 0.0), 1.0)
            except ValueError:
                return kind.casefold(), 0.0
    return kind.casefold(), 1.0


def _weight(kind: str, wanted: Sequence[tuple[str, float]]) -> list[tuple[int, float]]:
    """How exactly each range names the kind, and how much it is liked: the most exact one decides."""
    family = kind.split("/")[0] + "/*"
    exactness = {kind: 3, family: 2, "*/*": 1}
    return [(exactness[given], weight) for given, weight in wanted if given in exactness]


def offers(*kinds: str) -> Any:
    """Dependency that gives which of these media types the request wants; 406 if it takes none of them."""

    def wanted(request: Request) -> str:
        found = chosen(request.headers.get("accept", ""), kinds)
        if found is None:
            raise Refused(406, "not-acceptable", f"this is written as {', '.join(kinds)}")
        return found

    return Depends(wanted)


JsonOrCsv = Annotated[str, offers(JSON, CSV)]
AnyGraph = Annotated[str, offers(JSON, GRAPHML, GEXF)]
