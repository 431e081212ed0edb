"""The graph as it was on one day, as immutable columns; every measure reads this and nothing else.

People, accounts and interactions are numbered from 0 in the order of their ids; all other columns refer to those
numbers. Days are counted from 0001-01-01 (``date.toordinal``); `NO_DAY` means none is known. A float that is not
known is NaN inside the columns and None in every result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import (
    AssignmentRole,
    Department,
    Handover,
    Initiative,
    InteractionKind,
    Level,
    LineKind,
    PlanItem,
    Role,
    Settings,
)
from kamgraph.model.errors import NotActive
from kamgraph.snapshot.packing import TextsWhenRead

if TYPE_CHECKING:
    import networkx as nx

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# Texts that come from a file are decoded when they are read.
Strings = tuple[str, ...] | TextsWhenRead

NO_DAY = 0
NO_ACCOUNT = -1
ANOTHER_ACCOUNT = -2
UNKNOWN_STANCE = -128
LEVELS = tuple(Level)
DEPARTMENTS = tuple(Department)
ROLES = tuple(Role)
LINE_KINDS = tuple(LineKind)
INTERACTION_KINDS = tuple(InteractionKind)
ASSIGNMENT_ROLES = tuple(AssignmentRole)


def day_or_none(ordinal: int) -> date | None:
    """Day of a column, or None where it is not known.

    Examples
    --------
    >>> day_or_none(NO_DAY) is None, day_or_none(739943)
    (True, datetime.date(2026, 11, 23))
    """
    return None if ordinal == NO_DAY else date.fromordinal(int(ordinal))


@dataclass(frozen=True, eq=False)
class People:
    """Everybody of both sides who is not excluded.

    Attributes
    ----------
    ids, names : texts
    ours, placeholder : bool arrays
    title, department_text : texts
        Of the first position that holds on the day; empty where none does.
    level, department : int arrays
        Into `LEVELS` and `DEPARTMENTS`; department -1 is unknown.
    ends : int array
        Day from which the person is known to be gone (end of the last position, or the day after the last working
        day of a handover).
    absent_from, absent_to : int arrays
        The next or present absence, half open.
    """

    ids: Strings
    names: Strings
    ours: Flags
    placeholder: Flags
    title: Strings
    department_text: Strings
    level: Ints
    department: Ints
    ends: Ints
    absent_from: Ints
    absent_to: Ints


@dataclass(frozen=True, eq=False)
class Accounts:
    """The accounts of the scope.

    Attributes
    ----------
    annual_value, potential_value : float arrays
        In the settings' currency; NaN where the value or the rate is missing.
    client_since, contract_ends_on, notice_by : int arrays of days
    review_every_days : int array
        0 where nothing is agreed.
    excluded : int array
        People of the account, of either side, who object to being scored.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    parent: tuple[str | None, ...]
    segment: tuple[str | None, ...]
    industry: tuple[str | None, ...]
    annual_value: Floats
    potential_value: Floats
    client_since: Ints
    contract_ends_on: Ints
    notice_by: Ints
    review_every_days: Ints
    excluded: Ints


@dataclass(frozen=True, eq=False)
class Places:
    """A client person's place in an account; sorted by account, then person, each pair once.

    Attributes
    ----------
    weight : float array
        Influence, stated or assumed from the level.
    assumed, stale : bool arrays
        The influence is the level's default; the stakeholder fact was not confirmed within `confirm_days`.
    stance : int array
        -2..2, or `UNKNOWN_STANCE`.
    roles : int array
        Bit i stands for ``ROLES[i]``.
    decision_weight : float array
        NaN where not stated.
    title, department_text, level, department
        As in `People`, of the position in this account.
    since, ends : int arrays of days
        Interval of the place.
    position_fact, stakeholder_fact : texts
        Ids of the facts behind it; empty where there is none.
    """

    person: Ints
    account: Ints
    weight: Floats
    assumed: Flags
    stale: Flags
    stance: Ints
    roles: Ints
    decision_weight: Floats
    title: Strings
    department_text: Strings
    level: Ints
    department: Ints
    since: Ints
    ends: Ints
    position_fact: Strings
    stakeholder_fact: Strings


@dataclass(frozen=True, eq=False)
class Ties:
    """Who of ours knows whom; sorted by ours, then theirs, each pair once.

    Attributes
    ----------
    strength, observed, declared : float arrays in [0, 1]
        `strength` is the greater of the two where the tie is active, else 0; `declared` is NaN where nobody rated.
    rating, target : int arrays
        1..5, or 0.
    minutes_in, minutes_out : float arrays
        Decayed attention.
    last_contact, confirmed : int arrays of days
    active : bool array
    fact : texts
        Id of the tie's fact, also where only interactions speak for it.
    first_interaction : int array of length m + 1
        The interactions of tie i are ``interactions[first_interaction[i]:first_interaction[i + 1]]``, newest first.
    interactions : int array
    """

    ours: Ints
    theirs: Ints
    strength: Floats
    observed: Floats
    declared: Floats
    rating: Ints
    target: Ints
    minutes_in: Floats
    minutes_out: Floats
    last_contact: Ints
    confirmed: Ints
    active: Flags
    fact: Strings
    first_interaction: Ints
    interactions: Ints


@dataclass(frozen=True, eq=False)
class Lines:
    """Client person to client person; sorted by source, target, kind; `kind` points into `LINE_KINDS`."""

    source: Ints
    target: Ints
    kind: Ints
    weight: Floats
    fact: Strings


@dataclass(frozen=True, eq=False)
class Assignments:
    """Our people's parts on the accounts; `role` points into `ASSIGNMENT_ROLES`."""

    person: Ints
    account: Ints
    role: Ints
    since: Ints
    ends: Ints
    fact: Strings


@dataclass(frozen=True, eq=False)
class Interactions:
    """Contacts up to the as-of day, sorted by id.

    Attributes
    ----------
    day : int array
    kind : int array
        Into `INTERACTION_KINDS`.
    minutes : float array
        Stated length, else the kind's default.
    account : int array
        `NO_ACCOUNT` where none is stated, `ANOTHER_ACCOUNT` where it is outside the scope.
    senior : bool array
        A review in which somebody took part who on that day was a director, a board member or an owner of the client.
    first_participant : int array of length n + 1
        Participants of i: ``participants[first_participant[i]:first_participant[i + 1]]``, sorted; excluded people
        are left out.
    """

    ids: Strings
    day: Ints
    kind: Ints
    minutes: Floats
    account: Ints
    senior: Flags
    first_participant: Ints
    participants: Ints


@dataclass(frozen=True)
class FigureOnDay:
    """A figure that stands on the day, such as an NPS of May."""

    account: str
    kind: str
    value: float
    currency: str | None
    person: str | None
    since: date | None
    fact: str


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One account, one group or the portfolio on one day.

    Attributes
    ----------
    kind : {"account", "group", "portfolio"}
    scope : str
        Id of the account or of the group's head; "portfolio".
    as_of : date
    settings : Settings
    store_version : str
        Version of the store it was read from; empty for a graph from elsewhere.
    excluded : int
        People left out because they object to being scored.
    first_day : date or None
        Day of the first interaction known: before it there is no data, not no contact.
    """

    kind: Literal["account", "group", "portfolio"]
    scope: str
    as_of: date
    settings: Settings
    store_version: str
    people: People
    accounts: Accounts
    places: Places
    ties: Ties
    lines: Lines
    assignments: Assignments
    interactions: Interactions
    figures: tuple[FigureOnDay, ...]
    initiatives: tuple[Initiative, ...]
    plan_items: tuple[PlanItem, ...]
    handovers: tuple[Handover, ...]
    excluded: int
    first_day: date | None

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Number of each person id."""
        return {person: i for i, person in enumerate(self.people.ids)}

    @cached_property
    def weight(self) -> Floats:
        """Influence of each person in this scope, summed over its accounts; 0 for our people and outsiders."""
        weights = np.zeros(len(self.people.ids))
        np.add.at(weights, self.places.person, self.places.weight)
        return weights

    @cached_property
    def total_weight(self) -> float:
        """W: the influence of all client people of the scope."""
        return float(self.places.weight.sum())

    @cached_property
    def assumed_weight(self) -> float:
        """The part of it that rests on the level's default."""
        return float(self.places.weight[self.places.assumed].sum())

    @cached_property
    def contacts(self) -> Ints:
        """Numbers of the client people who have a place in the scope, each once."""
        return np.flatnonzero(self.placed).astype(np.int32)

    @cached_property
    def placed(self) -> Flags:
        """Whether each person has a place in the scope."""
        flags = np.zeros(len(self.people.ids), dtype=bool)
        flags[self.places.person] = True
        return flags

    @cached_property
    def active_ties(self) -> Ints:
        """Positions in `ties` of the active ones whose client person has a place in the scope."""
        return np.flatnonzero(self.ties.active & self.placed[self.ties.theirs]).astype(np.int32)

    @cached_property
    def blocks(self) -> Ints:
        """Number of the block of each person: client people linked by reports-to or influences, in any steps."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        n = len(self.people.ids)
        rows = np.flatnonzero(self.lines.kind != LINE_KINDS.index(LineKind.CONFLICTS_WITH))
        ends = (self.lines.source[rows], self.lines.target[rows])
        graph = coo_array((np.ones(len(rows)), ends), shape=(n, n))
        return (
            np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32) if n else np.zeros(0, np.int32)
        )

    @cached_property
    def standing(self) -> Ints:
        """Numbers of the people of both sides who stand in the scope: by a place, an assignment or an active tie."""
        flags, active = self.placed.copy(), self.ties.ours[self.active_ties]
        flags[self.assignments.person] = True
        # Each of ours once, however many the ties.
        flags[active[:1]] = flags[active[1:][active[1:] != active[:-1]]] = True
        return np.flatnonzero(flags).astype(np.int32)

    def number(self, person: str) -> int:
        """Number of a person; raises `NotActive` for somebody who does not stand in the scope on the day."""
        i = self.index.get(person)
        if i is None or i not in self._standing:
            raise NotActive(person, self.as_of)
        return i

    def to_networkx(self) -> "nx.Graph[str]":
        """Access graph as a plain networkx graph: see `kamgraph.snapshot.graph.to_networkx`."""
        # networkx takes 0.2 s to import, and most readers of a snapshot never ask for a graph.
        from kamgraph.snapshot.graph import to_networkx

        return to_networkx(self)

    @cached_property
    def _standing(self) -> frozenset[int]:
        return frozenset(self.standing.tolist())

    @cached_property
    def derived(self) -> dict[str, Any]:
        """What the measures work out once from this snapshot, kept here for the next question."""
        return {}

    def let_go(self) -> None:
        """Forget what was derived, because a later snapshot takes this one's place.

        It points back here, so that otherwise only the search for cyclic garbage would ever free either.
        """
        vars(self).pop("derived", None)
