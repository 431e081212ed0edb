"""A drawn portfolio as the columns of a snapshot, without a store in between: seconds even for millions of people."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from portfolios import AS_OF, LEVELS, SIZES, Portfolio, portfolio

from kamgraph.model import AssignmentRole, LineKind, Settings
from kamgraph.snapshot import columns as c

Ints = NDArray[np.int64]

DECLARED = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
LEVEL_OF = np.array([[str(level) for level in c.LEVELS].index(level) for level in LEVELS])


def drawn(size: str, seed: int = 1) -> c.Snapshot:
    """Snapshot of a portfolio of one of `SIZES`."""
    return snapshot_of(portfolio(SIZES[size], seed), seed)


def snapshot_of(of: Portfolio, seed: int = 1) -> c.Snapshot:
    """Snapshot of a drawn portfolio; of one account in ten the value is not known."""
    draw = np.random.default_rng(seed + 1)
    value = np.exp(draw.normal(12, 1.2, of.accounts)).round(-3)
    value[draw.random(of.accounts) < 0.1] = math.nan
    return c.Snapshot(
        kind="portfolio",
        scope="portfolio",
        as_of=AS_OF,
        settings=Settings(),
        store_version="1",
        people=_people(of),
        accounts=_accounts(of, value),
        places=_places(of),
        ties=_ties(of),
        lines=_lines(of),
        assignments=_assignments(of),
        interactions=c.Interactions(
            (), _none(0), _none(0), np.zeros(0), _none(0), np.zeros(0, dtype=bool), _none(1), _none(0)
        ),
        figures=(),
        initiatives=(),
        plan_items=(),
        handovers=(),
        excluded=0,
        first_day=None,
    )


def _none(rows: int) -> c.Ints:
    return np.zeros(rows, dtype=np.int32)


def _int(values: Ints) -> c.Ints:
    return values.astype(np.int32)


def _people(of: Portfolio) -> c.People:
    theirs, everybody = len(of.account), of.people
    level = np.full(everybody, c.LEVELS.index(c.Level.UNKNOWN))
    level[:theirs] = LEVEL_OF[of.level]
    # The ids of contacts come before those of ours in their order, so a contact's number is the one it was drawn with.
    return c.People(
        ids=(*(f"c{n:07}" for n in range(theirs)), *(f"u{n:06}" for n in range(of.ours))),
        names=(*(f"Contact {n}" for n in range(theirs)), *(f"Colleague {n}" for n in range(of.ours))),
        ours=np.arange(everybody) >= theirs,
        placeholder=np.zeros(everybody, dtype=bool),
        title=("",) * everybody,
        department_text=("",) * everybody,
        level=_int(level),
        department=_int(np.full(everybody, -1)),
        ends=_none(everybody),
        absent_from=_none(everybody),
        absent_to=_none(everybody),
    )


def _accounts(of: Portfolio, value: c.Floats) -> c.Accounts:
    unknown = (None,) * of.accounts
    return c.Accounts(
        ids=tuple(f"a{n:06}" for n in range(of.accounts)),
        names=tuple(f"Account {n}" for n in range(of.accounts)),
        parent=unknown,
        segment=unknown,
        industry=unknown,
        annual_value=value,
        potential_value=np.full(of.accounts, math.nan),
        client_since=_none(of.accounts),
        contract_ends_on=_none(of.accounts),
        notice_by=_none(of.accounts),
        review_every_days=_none(of.accounts),
        excluded=_none(of.accounts),
    )


def _places(of: Portfolio) -> c.Places:
    rows, level = len(of.account), LEVEL_OF[of.level]
    assumed = np.isnan(of.influence)
    usual = np.array([Settings().weights[known] for known in c.LEVELS])
    return c.Places(
        person=_int(np.arange(rows)),
        account=_int(of.account),
        weight=np.where(assumed, usual[level], of.influence),
        assumed=assumed,
        stale=np.zeros(rows, dtype=bool),
        stance=_int(np.full(rows, c.UNKNOWN_STANCE)),
        roles=_none(rows),
        decision_weight=np.full(rows, math.nan),
        title=("",) * rows,
        department_text=("",) * rows,
        level=_int(level),
        department=_int(np.full(rows, -1)),
        since=_none(rows),
        ends=_none(rows),
        position_fact=("",) * rows,
        stakeholder_fact=("",) * rows,
    )


def _ties(of: Portfolio) -> c.Ties:
    # Drawn as distinct pairs in this order already.
    ours, theirs = of.ties
    rows, age = len(ours), (ours + theirs) % 300
    strength = DECLARED[of.rating - 1] * 2.0 ** (-age / 365)
    return c.Ties(
        ours=_int(ours + len(of.account)),
        theirs=_int(theirs),
        strength=strength,
        observed=np.zeros(rows),
        declared=strength,
        rating=_int(of.rating),
        target=_none(rows),
        minutes_in=np.zeros(rows),
        minutes_out=np.zeros(rows),
        last_contact=_none(rows),
        confirmed=_int(AS_OF.toordinal() - age),
        active=np.ones(rows, dtype=bool),
        fact=("",) * rows,
        first_interaction=_none(rows + 1),
        interactions=_none(0),
    )


def _lines(of: Portfolio) -> c.Lines:
    reports, influences = (c.LINE_KINDS.index(kind) for kind in (LineKind.REPORTS_TO, LineKind.INFLUENCES))
    source, target = (np.concatenate(ends) for ends in zip(of.reports, of.informal, strict=True))
    kind = np.repeat([reports, influences], [len(of.reports[0]), len(of.informal[0])])
    order = np.lexsort((kind, target, source))
    return c.Lines(
        source=_int(source[order]),
        target=_int(target[order]),
        kind=_int(kind[order]),
        weight=np.where(kind[order] == reports, 1.0, 0.5),
        fact=("",) * len(order),
    )


def _assignments(of: Portfolio) -> c.Assignments:
    kam = of.team[:, 0]
    order = np.argsort(kam, kind="stable")
    return c.Assignments(
        person=_int(kam[order] + len(of.account)),
        account=_int(order),
        role=_int(np.full(of.accounts, c.ASSIGNMENT_ROLES.index(AssignmentRole.KAM))),
        since=_none(of.accounts),
        ends=_none(of.accounts),
        fact=("",) * of.accounts,
    )
