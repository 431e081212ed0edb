"""Who takes over which contact of those who leave, in which order."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from kamgraph.analytics.chairs import chairs_of, total_of, whole_number
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.expected import gone_by, months_later
from kamgraph.analytics.held import held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.successors import Contact, assign, fits, serving
from kamgraph.analytics.ways import can_be_asked
from kamgraph.model.errors import InvalidValue, NotActive
from kamgraph.snapshot.columns import Flags, Floats, Ints, Snapshot

MOST_TIES = 1000
_MONTHS_TO_STAY = 6
_DIGITS = 12
_MOST_CANDIDATES = 8


@dataclass(frozen=True)
class Candidate:
    """One of ours who could take over a contact: how well at the outset, and the strength of the own tie, both 0..1."""

    person: str
    fit: float
    strength: float


@dataclass(frozen=True)
class HandoverStep:
    """One contact that changes hands.

    Attributes
    ----------
    order : int
        1 for the first: introductions that need the leaver before the others, then what is at stake.
    leaver : str
        Of the leavers who are still here, else of all, the one who holds the contact best.
    theirs : str
    successor : str or None
        None where nobody fits or has room.
    fit : float
        How well the successor holds the contact at the outset, 0..1.
    at_stake : float or None
        The part of the relationship loss that is this contact's, 0..1; None without influence.
    joint : bool
        Leaver and successor can still meet the contact together.
    candidates : tuple of Candidate
        Who could take the contact over, the best fit first, at most 8; for a reader who decides otherwise.
    because : tuple of Evidence
        The leavers' ties to the contact and the successor's.
    """

    order: int
    leaver: str
    theirs: str
    successor: str | None
    fit: float
    at_stake: float | None
    joint: bool
    candidates: tuple[Candidate, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True)
class Load:
    """Active ties of a successor after the handover."""

    person: str
    n: int


@dataclass(frozen=True, kw_only=True)
class HandoverResult(Result):
    """The plan: steps in order, contacts left without a successor, loads of the successors afterwards.

    Attributes
    ----------
    coverage_before, coverage_after, coverage_planned : float or None
        Share of the influence held today, without the leavers, and once each successor holds the contact as well as
        `fit` says; None without influence.
    """

    coverage_before: float | None
    coverage_after: float | None
    coverage_planned: float | None
    steps: tuple[HandoverStep, ...]
    uncovered: tuple[str, ...]
    load_after: tuple[Load, ...]


def handover(
    snap: Snapshot, leavers: str | Iterable[str], *, successors: str | Iterable[str] | None = None, capacity: int = 15
) -> HandoverResult:
    """Plan who takes over the contacts of people of ours who leave.

    Each contact p of the leavers holds an active tie to goes to the candidate u that makes the sum of what is at stake
    times ``fit(u, c) = 1 - (1 - s_uc) (1 - s_up s_pc) (1 - best way)`` greatest over the whole plan: u's own tie, the
    introduction by the leaver p (between colleagues as in `introductions`; nothing where p is no longer here), and the
    best way of at most 3 steps that neither passes a leaver nor is u's own tie. At stake is what the contact adds to
    the leavers' relationship loss, so that the steps add up to it. A new contact is one more active tie; a contact the
    successor knows already adds none, and may be taken over at any load. Of equally good plans the one is taken that
    leaves fewer contacts uncovered, then more with people assigned to the contact's account, then the evener load.

    Parameters
    ----------
    snap : Snapshot
        The portfolio's knows everybody of ours and all their ties; an account's only those who work for it or know
        somebody there, and their load there.
    leavers : str or iterable of str
        Of our side. Somebody of theirs who leaves hands nothing over to us: see `departure` for what goes with the
        person, and `introductions` for the ways to whoever takes the seat.
    successors : str or iterable of str, optional
        Only these; without it everybody of ours who is here that day and not known to be gone or absent in 6 months.
    capacity : int
        So many active ties a successor may have afterwards, 0 to 1000.

    Returns
    -------
    HandoverResult
        No steps where the leavers hold no active tie.

    Raises
    ------
    NotActive
        A leaver or a successor is not there on the day.
    InvalidValue
        A leaver or a successor is not one of ours, somebody is both, nobody leaves, or the capacity is out of range.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa")])
    >>> G.nodes["ewa"]["influence"] = 9
    >>> nx.set_node_attributes(G, {"anna": "ours", "jan": "theirs", "ewa": "theirs"}, "side")
    >>> G.add_node("piotr", side="ours")
    >>> plan = handover(from_networkx(G, as_of=date(2026, 11, 23)), ["anna"], capacity=1)
    >>> [(step.theirs, step.successor, step.fit) for step in plan.steps], plan.uncovered
    ([('ewa', 'piotr', 0.5), ('jan', None, 0.0)], ('jan',))

    References
    ----------
    The assignment problem: R. E. Burkard, M. Dell'Amico and S. Martello, "Assignment Problems" (2009), chapter 4.
    """
    capacity = whole_number("capacity", capacity, 0, MOST_TIES)
    able = can_be_asked(snap)
    gone = leavers_of(snap, leavers)
    candidates = candidates_of(snap, able, gone, successors)
    chairs = chairs_of(snap)
    contacts, lost = at_stake_of(snap, gone, able)
    fit, known = fits(snap, contacts, candidates, able, gone)
    load = np.bincount(snap.ties.ours[snap.active_ties], minlength=len(able)).astype(np.int32)
    serves = serving(snap, contacts, candidates)
    columns = assign(fit, known, serves, np.array(lost), load[candidates], capacity)
    chosen = [None if column is None else int(candidates[column]) for column in columns]
    steps = []
    for row, (contact, column, successor) in enumerate(zip(contacts, columns, chosen, strict=True)):
        step = HandoverStep(
            order=0,
            leaver=snap.people.ids[contact.leaver],
            theirs=snap.people.ids[contact.person],
            successor=None if successor is None else snap.people.ids[successor],
            fit=0.0 if column is None else float(fit[row, column]),
            at_stake=None if chairs.reason else chairs.share(lost[row]),
            joint=successor is not None and bool(able[contact.leaver]),
            candidates=_ranked(snap, candidates, fit[row], known[row]),
            because=_because(snap, contact, gone, successor),
        )
        steps.append(step)
        if successor is not None and known[row, column] == 0:
            load[successor] += 1
    before, after, planned = _coverages(snap, gone, contacts, columns, chosen, fit)
    steps.sort(key=lambda s: (not s.joint, -round(s.at_stake or 0.0, _DIGITS), s.theirs))
    taking = sorted({u for u in chosen if u is not None}, key=lambda u: (-load[u], u))
    return HandoverResult(
        **header(snap),
        reason=chairs.reason,
        coverage_before=None if chairs.reason else chairs.share(before),
        coverage_after=None if chairs.reason else chairs.share(after),
        coverage_planned=None if chairs.reason else chairs.share(planned),
        steps=tuple(replace(step, order=order) for order, step in enumerate(steps, start=1)),
        uncovered=tuple(step.theirs for step in steps if step.successor is None),
        load_after=tuple(Load(snap.people.ids[u], int(load[u])) for u in taking),
    )


def _named(people: str | Iterable[str]) -> Iterable[str]:
    return (people,) if isinstance(people, str) else people


def leavers_of(snap: Snapshot, leavers: str | Iterable[str]) -> Ints:
    """Numbers of those who leave, each once."""
    gone = sorted({snap.number(person) for person in _named(leavers)})
    if not gone:
        raise InvalidValue("leavers", "()", "must name at least one person")
    for person in gone:
        if not snap.people.ours[person]:
            raise InvalidValue("leavers", snap.people.ids[person], "must be one of our people")
    return np.array(gone, dtype=np.int32)


def candidates_of(snap: Snapshot, able: Flags, gone: Ints, successors: str | Iterable[str] | None) -> Ints:
    """Numbers of those who may take over."""
    if successors is None:
        stay = able & snap.people.ours & ~gone_by(snap, months_later(snap.as_of, _MONTHS_TO_STAY).toordinal())
        stay[gone] = False
        return np.flatnonzero(stay).astype(np.int32)
    chosen = set()
    for person in _named(successors):
        number = snap.index.get(person)
        if number is None or not able[number]:
            raise NotActive(person, snap.as_of)
        if not snap.people.ours[number] or number in gone:
            raise InvalidValue("successors", person, "must be one of our people who stays")
        chosen.add(number)
    return np.array(sorted(chosen), dtype=np.int32)


def at_stake_of(snap: Snapshot, gone: Ints, able: Flags) -> tuple[list[Contact], list[float]]:
    """The leavers' contacts, and the influence that each loses with them."""
    ties, chairs = held(snap), chairs_of(snap)
    contacts, lost = [], []
    for i, contact in enumerate(ties.contact.tolist()):
        rows = slice(ties.first[i], ties.first[i + 1])
        leaves = np.isin(ties.ours[rows], gone)
        if not leaves.any():
            continue
        missed = 1.0 - ties.strength[rows]
        # Who is still here can introduce a successor, however weak the tie.
        best = int(np.argmax(np.where(leaves, ties.strength[rows] + 2.0 * able[ties.ours[rows]], -1.0)))
        contacts.append(Contact(contact, int(ties.ours[rows][best]), float(ties.strength[rows][best])))
        stays = float(np.prod(missed[~leaves]))
        lost.append(float(chairs.by_person[contact]) * stays * (1.0 - float(np.prod(missed[leaves]))))
    return contacts, lost


def _coverages(
    snap: Snapshot,
    gone: Ints,
    contacts: list[Contact],
    columns: list[int | None],
    chosen: list[int | None],
    fit: Floats,
) -> tuple[float, float, float]:
    """Influence held with everybody, without the leavers, and after the plan."""
    ties, weight = held(snap), chairs_of(snap).by_person
    before = total_of(weight[ties.contact] * (1.0 - ties.missed))
    lost, regained = [], []
    for row, (contact, column, successor) in enumerate(zip(contacts, columns, chosen, strict=True)):
        place = ties.slot[contact.person]
        rows = slice(ties.first[place], ties.first[place + 1])
        stays = ~np.isin(ties.ours[rows], gone)
        missed = 1.0 - ties.strength[rows]
        left = float(np.prod(missed[stays]))
        lost.append(float(weight[contact.person]) * (left - float(ties.missed[place])))
        if column is not None:
            others = float(np.prod(missed[stays & (ties.ours[rows] != successor)]))
            regained.append(float(weight[contact.person]) * (left - (1.0 - float(fit[row, column])) * others))
    after = before - math.fsum(lost)
    return before, after, after + math.fsum(regained)


def _ranked(snap: Snapshot, candidates: Ints, fit: Floats, known: Floats) -> tuple[Candidate, ...]:
    order = [i for i in np.lexsort((candidates, -fit))[:_MOST_CANDIDATES].tolist() if fit[i] > 0]
    return tuple(Candidate(snap.people.ids[candidates[i]], float(fit[i]), float(known[i])) for i in order)


def _because(snap: Snapshot, contact: Contact, gone: Ints, successor: int | None) -> tuple[Evidence, ...]:
    people = gone if successor is None else np.append(gone, successor)
    tie, ties = snap.active_ties, snap.ties
    return tie_evidence(snap, tie[(ties.theirs[tie] == contact.person) & np.isin(ties.ours[tie], people)])
