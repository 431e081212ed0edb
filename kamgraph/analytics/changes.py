"""What changed between two days, by name: a count that stays the same can hide two gained and two lost."""

from dataclasses import dataclass

from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.pattern import pattern
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.threads import Pair
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Snapshot


@dataclass(frozen=True, kw_only=True)
class ChangesResult(Result):
    """What was gained and lost.

    Attributes
    ----------
    people_joined, people_left : tuple of str
        Client people who got or lost their place.
    ties_gained, ties_lost : tuple of Pair
        Those whose tie became active or inactive, or whose ends came or went.
    coverage_before, coverage_after : float or None
        None on a portfolio, and where there is no influence.
    pattern_before, pattern_after : str or None
        None on a portfolio.
    because : tuple of Evidence
        The ties.
    """

    people_joined: tuple[str, ...]
    people_left: tuple[str, ...]
    ties_gained: tuple[Pair, ...]
    ties_lost: tuple[Pair, ...]
    coverage_before: float | None
    coverage_after: float | None
    pattern_before: str | None
    pattern_after: str | None
    because: tuple[Evidence, ...]


def changes(before: Snapshot, after: Snapshot) -> ChangesResult:
    """Compare two days of the same scope.

    Parameters
    ----------
    before, after : Snapshot
        Of the same account, group or portfolio.

    Returns
    -------
    ChangesResult
        Its header is that of `after`.

    Raises
    ------
    InvalidValue
        The two are of different scopes.

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> then = from_networkx(G, as_of=date(2026, 1, 1))
    >>> G.add_edge("anna", "jan")
    >>> changes(then, from_networkx(G, as_of=date(2026, 11, 23))).ties_gained
    (Pair(ours='anna', theirs='jan'),)
    """
    same_scope(before, after)
    ties_then, ties_now = active_pairs(before), active_pairs(after)
    people_then, people_now = ({s.people.ids[i] for i in s.contacts} for s in (before, after))
    gained, lost = sorted(ties_now.keys() - ties_then), sorted(ties_then.keys() - ties_now)
    whole = after.kind == "portfolio"
    return ChangesResult(
        **header(after),
        people_joined=tuple(sorted(people_now - people_then)),
        people_left=tuple(sorted(people_then - people_now)),
        ties_gained=tuple(Pair(ours=u, theirs=c) for u, c in gained),
        ties_lost=tuple(Pair(ours=u, theirs=c) for u, c in lost),
        coverage_before=None if whole else coverage(before).coverage,
        coverage_after=None if whole else coverage(after).coverage,
        pattern_before=None if whole else pattern(before).pattern,
        pattern_after=None if whole else pattern(after).pattern,
        because=(
            *(Evidence("tie", ties_now[p], f"{p[0]} – {p[1]} gained") for p in gained),
            *(Evidence("tie", ties_then[p], f"{p[0]} – {p[1]} lost") for p in lost),
        ),
    )


def same_scope(before: Snapshot, after: Snapshot) -> None:
    """Raise `InvalidValue` where two snapshots are not of the same account, group or portfolio."""
    if (before.kind, before.scope) != (after.kind, after.scope):
        raise InvalidValue("before", before.scope, f"must be of the same scope as after, {after.scope}")


def active_pairs(snap: Snapshot) -> dict[tuple[str, str], str]:
    """Fact of each active tie by its pair of ids."""
    ids, ties = snap.people.ids, snap.ties
    return {(ids[ties.ours[i]], ids[ties.theirs[i]]): ties.fact[i] for i in snap.active_ties}
