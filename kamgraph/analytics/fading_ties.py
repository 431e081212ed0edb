"""Ties that lose strength."""

from dataclasses import dataclass

from kamgraph.analytics.changes import same_scope
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Snapshot


@dataclass(frozen=True)
class FadingTie:
    """A tie and its strengths on the two days, 0..1."""

    ours: str
    theirs: str
    before: float
    after: float
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class FadingTiesResult(Result):
    """Ties that lost at least `drop`, the greatest loss first."""

    items: tuple[FadingTie, ...]


def fading_ties(before: Snapshot, after: Snapshot, *, drop: float = 0.2) -> FadingTiesResult:
    """Find ties whose strength fell by at least `drop` while both people still stand in the scope.

    Parameters
    ----------
    before, after : Snapshot
        Of the same scope.
    drop : float
        Least loss of strength, 0..1.

    Raises
    ------
    InvalidValue
        `drop` is outside 0..1, or the two are of different scopes.

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> G.add_edge("anna", "jan", strength=0.9)
    >>> then = from_networkx(G, as_of=date(2026, 1, 1))
    >>> G.edges["anna", "jan"]["strength"] = 0.4
    >>> [(t.ours, t.before, t.after) for t in fading_ties(then, from_networkx(G, as_of=date(2026, 11, 23))).items]
    [('anna', 0.9, 0.4)]
    """
    if not 0 <= drop <= 1:
        raise InvalidValue("drop", drop, "must be from 0 to 1")
    same_scope(before, after)
    now, then = _strengths(after), _strengths(before)
    present = {after.people.ids[i] for i in after.contacts}
    lost = []
    for pair, (strength, fact) in then.items():
        left = now.get(pair, (0.0, fact))[0]
        if strength > 0 and strength - left >= drop and pair[1] in present and pair[0] in after.index:
            because = (Evidence("tie", fact, f"{strength:.2f} on {before.as_of}, {left:.2f} on {after.as_of}"),)
            lost.append(FadingTie(*pair, strength, left, because))
    lost.sort(key=lambda t: (t.after - t.before, t.ours, t.theirs))
    return FadingTiesResult(**header(after), items=tuple(lost))


def _strengths(snap: Snapshot) -> dict[tuple[str, str], tuple[float, str]]:
    ids, ties = snap.people.ids, snap.ties
    return {
        (ids[a], ids[b]): (float(s), fact)
        for a, b, s, fact in zip(ties.ours, ties.theirs, ties.strength, ties.fact, strict=True)
    }
