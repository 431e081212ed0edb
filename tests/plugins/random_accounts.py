"""Random accounts for properties, as plain values, and the slow definitions that the measures are held against."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from math import exp, prod

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from kamgraph.snapshot.columns import INTERACTION_KINDS, NO_ACCOUNT, Interactions, Snapshot
from kamgraph.snapshot.graph import from_networkx

DAY = date(2026, 11, 23)
STRENGTHS = st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]) | st.floats(0.01, 1.0)
WEIGHTS = st.sampled_from([0.0, 1.0, 2.0, 5.0, 10.0]) | st.floats(0.01, 10.0)
KINDS = ("reports_to", "influences", "conflicts_with")


@dataclass(frozen=True)
class Account:
    """Ours, the influence of theirs, empty seats, ties by (ours, theirs), lines by (source, target), who decides."""

    ours: tuple[str, ...]
    theirs: dict[str, float]
    seats: frozenset[str]
    ties: dict[tuple[str, str], float]
    lines: dict[tuple[str, str], tuple[str, float]]
    decides: dict[str, float]

    def graph(self) -> "nx.DiGraph[str]":
        graph = nx.DiGraph()
        graph.add_nodes_from(self.ours, side="ours")
        for person, weight in self.theirs.items():
            graph.add_node(person, side="theirs", influence=weight, placeholder=person in self.seats)
            graph.nodes[person]["decision_weight"] = self.decides.get(person)
        for pair, strength in self.ties.items():
            graph.add_edge(*pair, strength=strength)
        for pair, (kind, weight) in self.lines.items():
            graph.add_edge(*pair, kind=kind, strength=weight)
        return graph

    def snapshot(self) -> Snapshot:
        return from_networkx(self.graph(), as_of=DAY)

    def active(self) -> dict[tuple[str, str], float]:
        return {pair: strength for pair, strength in self.ties.items() if strength > 0}

    def with_tie(self, pair: tuple[str, str], strength: float) -> "Account":
        return replace(self, ties=self.ties | {pair: strength})

    def without(self, gone: Iterable[str]) -> "Account":
        """The ties and lines of the leavers taken away; their influence stays in W."""
        left = set(gone)
        ties = {pair: s for pair, s in self.ties.items() if not left.intersection(pair)}
        lines = {pair: line for pair, line in self.lines.items() if not left.intersection(pair)}
        return replace(self, ties=ties, lines=lines)

    @property
    def total(self) -> float:
        return sum(self.theirs.values())

    def kept(self) -> float:
        """Coverage by definition."""
        miss = {c: prod(1 - s for (_, t), s in self.ties.items() if t == c) for c in self.theirs}
        return sum(w * (1 - miss[c]) for c, w in self.theirs.items()) / self.total

    def known_by(self, person: str) -> int:
        return sum(theirs == person for _, theirs in self.active())

    def reach(self, k: int) -> float:
        return sum(w for c, w in self.theirs.items() if self.known_by(c) >= k) / self.total

    def reached(self, gone: Iterable[str] = ()) -> set[str]:
        """Client people to whom a chain leads from any of ours, by search after deletion."""
        left = set(gone)
        beside: dict[str, set[str]] = {}
        lines = [pair for pair, (kind, _) in self.lines.items() if kind != "conflicts_with"]
        for a, b in [*self.active(), *lines]:
            if not left.intersection((a, b)):
                beside.setdefault(a, set()).add(b)
                beside.setdefault(b, set()).add(a)
        found, queue = set(), [u for u in self.ours if u not in left]
        while queue:
            for person in beside.get(queue.pop(), set()) - found:
                found.add(person)
                queue.append(person)
        return found.intersection(self.theirs)

    def worst(self, k: int) -> float:
        """r_k of ours by trying every set; with more leavers than people nothing is kept."""
        people = sorted({u for u, _ in self.active()})
        return min((self.without(gone).kept() for gone in combinations(people, k)), default=0.0)


@st.composite
def accounts(draw: st.DrawFn, most: int = 9, *, weighted: bool = True, lines: bool = True) -> Account:
    """Up to `most` people a side: cycles of reports, unreachable people, empty seats and s = 1 included."""
    ours = tuple(f"u{i}" for i in range(draw(st.integers(1, most))))
    people = [f"c{i}" for i in range(draw(st.integers(1, most)))]
    theirs = {c: draw(WEIGHTS) for c in people}
    if weighted and not any(theirs.values()):
        theirs[people[0]] = 1.0
    seats = draw(st.frozensets(st.sampled_from(people), max_size=2)) if lines else frozenset()
    free = [(u, c) for u in ours for c in people if c not in seats]
    pairs = draw(st.lists(st.sampled_from(free), unique=True, max_size=2 * most)) if free else []
    drawn: dict[tuple[str, str], tuple[str, float]] = {}
    if lines and len(people) > 1:
        ends = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(lambda pair: pair[0] != pair[1])
        line = st.tuples(st.sampled_from(KINDS), st.floats(0.05, 1.0))
        drawn = draw(st.dictionaries(ends, line, max_size=most + 2))
    decides = draw(st.dictionaries(st.sampled_from(people), st.sampled_from([1.0, 2.5]), max_size=3))
    return Account(ours, theirs, seats, {pair: draw(STRENGTHS) for pair in pairs}, drawn, decides)


def portfolio_of(account: Account, accounts_of: dict[str, dict[str, float]], values: dict[str, float]) -> Snapshot:
    """Portfolio over an account's people: weights by account and person, and the accounts' annual values."""
    snap = account.snapshot()
    ids = tuple(sorted(accounts_of))
    rows = [(a, snap.index[c], w) for a, one in enumerate(ids) for c, w in accounts_of[one].items()]
    person = np.array([c for _, c, _ in sorted(rows)], dtype=np.int32)
    beside = np.searchsorted(snap.places.person, person)
    columns = {name: column for name, column in vars(snap.places).items() if isinstance(column, np.ndarray)}
    texts = {name: column for name, column in vars(snap.places).items() if isinstance(column, tuple)}
    places = replace(
        snap.places,
        **{name: column[beside] for name, column in columns.items()},
        **{name: tuple(column[i] for i in beside.tolist()) for name, column in texts.items()},
    )
    places = replace(
        places,
        account=np.array([a for a, _, _ in sorted(rows)], dtype=np.int32),
        weight=np.array([w for _, _, w in sorted(rows)]),
    )
    alike = {
        name: np.repeat(column, len(ids))
        for name, column in vars(snap.accounts).items()
        if name != "ids" and isinstance(column, np.ndarray)
    }
    known = replace(
        snap.accounts,
        **alike,
        ids=ids,
        names=ids,
        parent=(None,) * len(ids),
        segment=(None,) * len(ids),
        industry=(None,) * len(ids),
    )
    known = replace(known, annual_value=np.array([values[one] for one in ids]))
    return replace(snap, kind="portfolio", scope="portfolio", places=places, accounts=known)


Meetings = list[tuple[int, int, frozenset[str]]]


def met_together(snap: Snapshot, meetings: Meetings) -> Snapshot:
    """The snapshot with meetings of (minutes, days ago, ids) laid into it."""
    sets = [sorted(snap.index[p] for p in who) for _, _, who in meetings]
    count = len(meetings)
    return replace(
        snap,
        interactions=Interactions(
            ids=tuple(f"i{n}" for n in range(count)),
            day=np.array([DAY.toordinal() - ago for _, ago, _ in meetings], dtype=np.int32),
            kind=np.full(count, INTERACTION_KINDS.index("meeting"), dtype=np.int32),
            minutes=np.array([minutes for minutes, _, _ in meetings], dtype=float),
            account=np.full(count, NO_ACCOUNT, dtype=np.int32),
            senior=np.zeros(count, dtype=bool),
            first_participant=np.cumsum([0, *map(len, sets)], dtype=np.int32),
            participants=np.array([p for who in sets for p in who], dtype=np.int32),
        ),
    )


def asked(meetings: Meetings, a: str, b: str) -> float:
    """How warmly two of ours ask each other, by definition."""
    minutes = sum(m * 2 ** (-ago / 90) / len(who) for m, ago, who in meetings if a in who and b in who)
    return max(0.5, 1 - exp(-minutes / 120))


@st.composite
def stories(draw: st.DrawFn, most: int = 5) -> tuple[Account, Meetings]:
    """An account, and meetings of ours."""
    account = draw(accounts(most))
    group = st.frozensets(st.sampled_from(account.ours), min_size=1, max_size=4)
    meetings = draw(st.lists(st.tuples(st.sampled_from([30, 240, 900]), st.integers(0, 200), group), max_size=6))
    return account, meetings
