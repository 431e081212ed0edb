"""Who can introduce us to a client person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kamgraph.analytics.chairs import whole_number
from kamgraph.analytics.colleagues import Chains, colleagues, joint_evidence
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.ways import Way, can_be_asked, way_evidence, ways_graph, ways_in
from kamgraph.model.errors import InvalidValue, NotActive
from kamgraph.snapshot.columns import Flags, Snapshot

if TYPE_CHECKING:
    import networkx as nx

MOST_WAYS = 100
MOST_HOPS = 4


@dataclass(frozen=True)
class Introduction:
    """A way in: from one of ours to the target, with the product of the strengths, 0..1, and the number of steps."""

    people: tuple[str, ...]
    strength: float
    hops: int
    because: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class IntroductionsResult(Result):
    """The strongest ways in, the best first; none where no chain of acquaintances leads there."""

    target: str
    source: str | None
    max_hops: int
    items: tuple[Introduction, ...]


def introductions(
    snap: Snapshot, target: str, *, source: str | None = None, k: int = 3, max_hops: int = 3
) -> IntroductionsResult:
    """Best ways to be introduced to a client person.

    The strength of a way is the product of its steps: a tie its strength, a colleague the greater of 0.5 and the
    strength of their joint contacts, an influence its weight, reporting 0.7, either way round; a conflict is no step.
    A way leaves our side once and does not come back, and among our people only the strongest chain to the one who
    knows somebody there is taken, since anybody may ask anybody. Vacant seats and people who are gone or absent on
    the day introduce nobody.

    A *former contact* is somebody without a place in the scope (gone to a company that is no account of ours, or
    outside the account that is asked about): the tie counts with what its contacts and its rating still say, both of
    which fade, whether or not it is active. With anybody who has a place, only an active tie counts.

    Parameters
    ----------
    snap : Snapshot
        Of an account, a group or the portfolio; colleagues without a part in an account are in the portfolio's only.
    target : str
        Client person, or a vacant seat.
    source : str, optional
        The one of ours who wants to be introduced; without it, whoever of ours is nearest begins.
    k : int
        So many ways at most, 1 to 100.
    max_hops : int
        So many steps at most, 1 to 4.

    Returns
    -------
    IntroductionsResult
        Of equally strong ways the shorter first, then the one of the smaller ids. No item where none leads there.

    Raises
    ------
    NotActive
        A person is not there on the day.
    InvalidValue
        The target is one of ours or the source is not; `k` or `max_hops` out of range.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.DiGraph()
    >>> G.add_nodes_from(["anna", "piotr"], side="ours")
    >>> G.add_nodes_from(["jan", "ewa"], side="theirs")
    >>> G.add_edge("piotr", "jan", strength=0.8)
    >>> G.add_edge("jan", "ewa", kind="reports_to")
    >>> snap = from_networkx(G, as_of=date(2026, 11, 23))
    >>> [(way.people, round(way.strength, 2)) for way in introductions(snap, "ewa", source="anna").items]
    [(('anna', 'piotr', 'jan', 'ewa'), 0.28)]

    References
    ----------
    The product of independent probabilities along a path as the most reliable path: R. K. Ahuja, T. L. Magnanti and
    J. B. Orlin, "Network Flows" (1993), chapter 4.
    """
    k, max_hops = whole_number("k", k, 1, MOST_WAYS), whole_number("max_hops", max_hops, 1, MOST_HOPS)
    goal = _number(snap, "target", target, ours=False)
    able = can_be_asked(snap)
    begin = None if source is None else _number(snap, "source", source, ours=True)
    if begin is not None:
        able[begin] = True
    graph = ways_graph(snap, [goal], able)
    ways = ways_in(snap, graph, goal, max_hops)
    chains = _chains(snap, able, begin, max_hops - 1, {way.people[0] for way in ways})
    found = [full for way in ways if (full := _led(way, chains[max_hops - way.hops]))]
    found.sort(key=lambda pair: (-round(pair[0].strength, 12), pair[0].hops, pair[0].people))
    items = tuple(_introduction(snap, graph, full, way) for full, way in found[:k])
    return IntroductionsResult(**header(snap), target=target, source=source, max_hops=max_hops, items=items)


def _chains(snap: Snapshot, able: Flags, source: int | None, steps: int, ends: set[int]) -> list[Chains]:
    if source is None:
        return [{i: (1.0, (i,)) for i in ends}] * (steps + 1)
    return colleagues(snap, able & snap.people.ours).chains(source, steps, ends)


def _led(way: Way, chains: Chains) -> tuple[Way, Way] | None:
    """The way with the chain that leads to its first person before it, beside the way itself."""
    first, *rest = way.people
    if first not in chains:
        return None
    strength, chain = chains[first]
    return Way((*chain, *rest), strength * way.strength), way


def _introduction(snap: Snapshot, graph: nx.DiGraph[int], full: Way, way: Way) -> Introduction:
    chain = full.people[: full.hops - way.hops + 1]
    asked = [piece for a, b in pairwise(chain) for piece in joint_evidence(snap, a, b)]
    people = tuple(snap.people.ids[i] for i in full.people)
    return Introduction(people, full.strength, full.hops, (*asked, *way_evidence(snap, graph, way.people)))


def _number(snap: Snapshot, role: str, person: str, *, ours: bool) -> int:
    number = snap.index.get(person)
    if number is None:
        raise NotActive(person, snap.as_of)
    if bool(snap.people.ours[number]) is not ours:
        raise InvalidValue(role, person, "must be one of our people" if ours else "must be a client person")
    # A seat of theirs can be what we want to reach; one of ours has nobody in it to be introduced.
    if ours and snap.people.placeholder[number]:
        raise NotActive(person, snap.as_of)
    return number
