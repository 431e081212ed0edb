"""A snapshot from a plain networkx graph, for somebody who has a graph from elsewhere and no store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kamgraph.model import Department, FactKind, Level, LineKind, Role, Settings, Side, fact_id
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot import attributes as read
from kamgraph.snapshot.columns import (
    ASSIGNMENT_ROLES,
    DEPARTMENTS,
    LEVELS,
    LINE_KINDS,
    NO_DAY,
    ROLES,
    UNKNOWN_STANCE,
    Accounts,
    Assignments,
    Floats,
    Interactions,
    Ints,
    Lines,
    People,
    Places,
    Snapshot,
    Ties,
)

if TYPE_CHECKING:
    import networkx as nx

TIE = "tie"


@dataclass(frozen=True)
class _Node:
    id: str
    name: str
    ours: bool
    placeholder: bool
    level: Level
    department: Department | None
    influence: float | None
    decision_weight: float | None
    stance: int | None
    roles: tuple[Role, ...]


@dataclass
class _Edges:
    """Strongest reading of each pair of numbers: ties by (ours, theirs), lines by (source, target, kind)."""

    ties: dict[tuple[int, int], float] = field(default_factory=dict)
    lines: dict[tuple[int, int, int], float] = field(default_factory=dict)


def from_networkx(
    G: nx.Graph[Any],  # noqa: N803 - the name that networkx gives a graph
    *,
    account: str = "account",
    as_of: date | None = None,
    settings: Settings | None = None,
) -> Snapshot:
    """Snapshot of one account from a plain networkx graph.

    Parameters
    ----------
    G : networkx.Graph, DiGraph, MultiGraph or MultiDiGraph
        Nodes: ``side`` ("ours" or "theirs", required); for theirs ``influence`` (0 to 1e9, any
        scale; absent: the default of the level), ``level``, ``department``, ``decision_weight`` (0 to 1e9), ``roles``,
        ``stance`` (-2..2), ``placeholder``; for both ``name``. Edges: ``kind`` ("tie" by default, "reports_to",
        "influences", "conflicts_with") and ``strength`` (0..1, 1 by default; a tie above 0 is active). A line runs
        from the edge's first node to its second. In an undirected graph the person of the lower level (else of the
        smaller id) reports to the other, and influence and conflict are mutual. The graph's own attribute
        ``annual_value`` is the account's, in the settings' currency.
    account : str
        Id of the account.
    as_of : date, optional
        The day it stands for; today in the settings' time zone.
    settings : Settings, optional

    Returns
    -------
    Snapshot
        Loops, lines among our people and edges of strength 0 are left out; parallel edges count once, the strongest.

    Raises
    ------
    InvalidValue
        An attribute is missing or wrong; a tie within one side, or of a placeholder; a line across the sides.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> from_networkx(G, as_of=date(2026, 11, 23)).total_weight
    5.0
    """
    settings = settings or Settings()
    nodes = _nodes(G)
    number = {node.id: i for i, node in enumerate(nodes)}
    edges = _edges(G, nodes, number)
    return Snapshot(
        kind="account",
        scope=account,
        as_of=as_of or datetime.now(settings.zone).date(),
        settings=settings,
        store_version="",
        people=_people(nodes),
        accounts=_account(account, read.number("graph", G.graph, "annual_value")),
        places=_places(nodes, account, settings),
        ties=_ties(edges, nodes),
        lines=_lines(edges, nodes),
        assignments=_assignments(nodes, account),
        interactions=_no_interactions(),
        figures=(),
        initiatives=(),
        plan_items=(),
        handovers=(),
        excluded=0,
        first_day=None,
    )


def _no_interactions() -> Interactions:
    none = np.zeros(0, dtype=bool)
    return Interactions((), _ints(), _ints(), np.zeros(0), _ints(), none, _ints([0]), _ints())


def _ints(values: Iterable[int] = ()) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _floats(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def _nodes(G: nx.Graph[Any]) -> list[_Node]:  # noqa: N803
    nodes = sorted((_node(str(key), given) for key, given in G.nodes(data=True)), key=lambda node: node.id)
    for one, other in pairwise(nodes):
        if one.id == other.id:
            raise InvalidValue("node", one.id, "must be different from every other node when written as text")
    return nodes


def _node(key: str, given: read.Attributes) -> _Node:
    side = read.word(key, given, "side", Side, None)
    if side is None:
        raise InvalidValue(f"{key}.side", None, "must be ours or theirs")
    return _Node(
        id=key,
        name=str(given.get("name") or key),
        ours=side is Side.OURS,
        placeholder=read.flag(key, given, "placeholder"),
        level=read.word(key, given, "level", Level, None) or Level.UNKNOWN,
        department=read.word(key, given, "department", Department, None),
        influence=read.number(key, given, "influence"),
        decision_weight=read.number(key, given, "decision_weight"),
        stance=read.stance(key, given),
        roles=read.words(key, given, "roles", Role),
    )


def _edges(G: nx.Graph[Any], nodes: list[_Node], number: dict[str, int]) -> _Edges:  # noqa: N803
    edges = _Edges()
    for source, target, given in G.edges(data=True):
        where = f"{source}-{target}"
        i, j = number[str(source)], number[str(target)]
        kind = TIE if given.get("kind") in (None, TIE) else read.word(where, given, "kind", LineKind, None)
        strength = read.number(where, given, "strength", 1.0)
        strength = 1.0 if strength is None else strength
        across = nodes[i].ours != nodes[j].ours
        if i == j:
            continue
        if kind is TIE:
            _add_tie(edges, nodes, (i, j) if nodes[i].ours else (j, i), strength, where)
        elif across:
            raise InvalidValue(f"{where}.kind", kind, "must join two client people; across the sides there are ties")
        elif isinstance(kind, LineKind) and not nodes[i].ours and strength > 0:
            _add_line(edges, nodes, (i, j), kind, strength, directed=G.is_directed())
    return edges


def _add_tie(edges: _Edges, nodes: list[_Node], pair: tuple[int, int], strength: float, where: str) -> None:
    if nodes[pair[0]].ours == nodes[pair[1]].ours:
        raise InvalidValue(f"{where}.kind", TIE, "must join one of ours and one of theirs")
    if strength > 0 and (nodes[pair[0]].placeholder or nodes[pair[1]].placeholder):
        raise InvalidValue(
            f"{where}.kind", TIE, "must not end at a placeholder, which holds influence but knows nobody"
        )
    edges.ties[pair] = max(strength, edges.ties.get(pair, 0.0))


def _add_line(
    edges: _Edges, nodes: list[_Node], pair: tuple[int, int], kind: LineKind, strength: float, *, directed: bool
) -> None:
    runs = [pair]
    if not directed:
        # Levels are listed from the highest; who reports to whom is not in an undirected edge itself.
        lower_first = sorted(pair, key=lambda i: (-LEVELS.index(nodes[i].level), i))
        runs = [(lower_first[0], lower_first[1])] if kind is LineKind.REPORTS_TO else [pair, pair[::-1]]
    for source, target in runs:
        key = source, target, LINE_KINDS.index(kind)
        edges.lines[key] = max(strength, edges.lines.get(key, 0.0))


def _people(nodes: list[_Node]) -> People:
    none = np.full(len(nodes), NO_DAY, dtype=np.int32)
    return People(
        ids=tuple(node.id for node in nodes),
        names=tuple(node.name for node in nodes),
        ours=np.array([node.ours for node in nodes], dtype=bool),
        placeholder=np.array([node.placeholder for node in nodes], dtype=bool),
        title=("",) * len(nodes),
        department_text=("",) * len(nodes),
        level=_ints(LEVELS.index(node.level) for node in nodes),
        department=_departments(nodes),
        ends=none,
        absent_from=none,
        absent_to=none,
    )


def _departments(nodes: Iterable[_Node]) -> Ints:
    return _ints(-1 if node.department is None else DEPARTMENTS.index(node.department) for node in nodes)


def _account(account: str, annual_value: float | None) -> Accounts:
    none = np.full(1, NO_DAY, dtype=np.int32)
    return Accounts(
        ids=(account,),
        names=(account,),
        parent=(None,),
        segment=(None,),
        industry=(None,),
        annual_value=_floats([annual_value]),
        potential_value=_floats([None]),
        client_since=none,
        contract_ends_on=none,
        notice_by=none,
        review_every_days=_ints([0]),
        excluded=_ints([0]),
    )


def _places(nodes: list[_Node], account: str, settings: Settings) -> Places:
    chairs = [(i, node) for i, node in enumerate(nodes) if not node.ours]
    holders = [node for _, node in chairs]
    none = np.full(len(chairs), NO_DAY, dtype=np.int32)
    weights = [settings.weights[node.level] if node.influence is None else node.influence for node in holders]
    return Places(
        person=_ints(i for i, _ in chairs),
        account=np.zeros(len(chairs), dtype=np.int32),
        weight=_floats(weights),
        assumed=np.array([node.influence is None for node in holders], dtype=bool),
        stale=np.zeros(len(chairs), dtype=bool),
        stance=_ints(UNKNOWN_STANCE if node.stance is None else node.stance for node in holders),
        roles=_ints(sum(1 << ROLES.index(role) for role in node.roles) for node in holders),
        decision_weight=_floats(node.decision_weight for node in holders),
        title=("",) * len(chairs),
        department_text=("",) * len(chairs),
        level=_ints(LEVELS.index(node.level) for node in holders),
        department=_departments(holders),
        since=none,
        ends=none,
        position_fact=("",) * len(chairs),
        stakeholder_fact=tuple(fact_id(FactKind.STAKEHOLDER, node.id, account) for node in holders),
    )


def _ties(edges: _Edges, nodes: list[_Node]) -> Ties:
    pairs = sorted(edges.ties)
    count = len(pairs)
    strength = _floats(edges.ties[pair] for pair in pairs)
    return Ties(
        ours=_ints(u for u, _ in pairs),
        theirs=_ints(c for _, c in pairs),
        strength=strength,
        observed=strength,
        declared=np.full(count, np.nan),
        rating=np.zeros(count, dtype=np.int32),
        target=np.zeros(count, dtype=np.int32),
        minutes_in=np.zeros(count),
        minutes_out=np.zeros(count),
        last_contact=np.full(count, NO_DAY, dtype=np.int32),
        confirmed=np.full(count, NO_DAY, dtype=np.int32),
        active=strength > 0,
        fact=tuple(fact_id(FactKind.TIE, nodes[u].id, nodes[c].id) for u, c in pairs),
        first_interaction=np.zeros(count + 1, dtype=np.int32),
        interactions=_ints(),
    )


def _lines(edges: _Edges, nodes: list[_Node]) -> Lines:
    keys = sorted(edges.lines)
    return Lines(
        source=_ints(i for i, _, _ in keys),
        target=_ints(j for _, j, _ in keys),
        kind=_ints(kind for _, _, kind in keys),
        weight=_floats(edges.lines[key] for key in keys),
        fact=tuple(fact_id(FactKind.LINE, nodes[i].id, nodes[j].id, LINE_KINDS[kind]) for i, j, kind in keys),
    )


def _assignments(nodes: list[_Node], account: str) -> Assignments:
    # Everybody of ours who is in the graph works on the account, also without a tie.
    people = [i for i, node in enumerate(nodes) if node.ours]
    none = np.full(len(people), NO_DAY, dtype=np.int32)
    role = len(ASSIGNMENT_ROLES) - 1
    return Assignments(
        person=_ints(people),
        account=np.zeros(len(people), dtype=np.int32),
        role=np.full(len(people), role, dtype=np.int32),
        since=none,
        ends=none,
        fact=tuple(fact_id(FactKind.ASSIGNMENT, nodes[i].id, account, ASSIGNMENT_ROLES[role]) for i in people),
    )
