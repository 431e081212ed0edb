"""Reporting lines as trees: one place for everybody, whatever the lines say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kamgraph_viz.account.payload import LineEntry, PersonEntry

LEVELS = ("owner", "board", "director", "manager", "specialist", "unknown")


@dataclass(frozen=True)
class Forest:
    """Who stands under whom, by id.

    `manager` is the one superior a person is drawn under; `also` the other superiors; `circles` people who report to
    each other in a circle, the one who stands on top first, each reporting to the next.
    """

    manager: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    circles: tuple[tuple[str, ...], ...]


def forest(people: Sequence[PersonEntry], lines: Sequence[LineEntry]) -> Forest:
    """Trees of the lines of reporting.

    Of several superiors the highest, then the most influential, is the one a person is drawn under. Where lines run
    in a circle, the highest of the circle stands on top and the line upwards is left out.

    Examples
    --------
    >>> a, b = ({"id": i, "level": "board", "weight": w} for i, w in (("a", 9.0), ("b", 5.0)))
    >>> line = lambda source, target: {"source": source, "target": target, "kind": "reports_to"}
    >>> drawn = forest([a, b], [line("a", "b"), line("b", "a")])
    >>> dict(drawn.manager), drawn.circles
    ({'b': 'a'}, (('a', 'b'),))
    """
    rank = {p["id"]: (LEVELS.index(p["level"]), -p["weight"], p["id"]) for p in people}
    above: dict[str, set[str]] = {}
    for line in lines:
        if line["kind"] == "reports_to" and line["source"] != line["target"]:
            above.setdefault(line["source"], set()).add(line["target"])
    ordered = {person: sorted(superiors, key=rank.__getitem__) for person, superiors in sorted(above.items())}
    manager = {person: superiors[0] for person, superiors in ordered.items()}
    circles = _circles(manager)
    tops = []
    for circle in circles:
        top = circle.index(min(circle, key=rank.__getitem__))
        tops.append((*circle[top:], *circle[:top]))
        del manager[circle[top]]
    also = {person: tuple(superiors[1:]) for person, superiors in ordered.items() if superiors[1:]}
    return Forest(manager, also, tuple(tops))


def _circles(manager: Mapping[str, str]) -> list[tuple[str, ...]]:
    # With one superior each, every way up ends or runs into exactly one circle.
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in manager:
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = manager.get(at)
        if at in way:
            found.append(tuple(way[way.index(at) :]))
    return found
