"""Influence as the share of the decision makers' final opinion, after Friedkin and Johnsen."""

from __future__ import annotations

import numpy as np

from kamgraph.model import LineKind, Role
from kamgraph.snapshot.columns import LINE_KINDS, ROLES, Floats, Snapshot

_NAMED = (1 << ROLES.index(Role.DECISION_MAKER)) | (1 << ROLES.index(Role.ECONOMIC_BUYER))
_INFLUENCES = LINE_KINDS.index(LineKind.INFLUENCES)
_REPORTS_TO = LINE_KINDS.index(LineKind.REPORTS_TO)


def decision_weights(snap: Snapshot) -> Floats:
    """Each person's part in the decision, summing to 1, or to 0 where no decision maker is named.

    The stated decision weights; if there are none, the decision makers and budget holders by role, alike. Never
    guessed from the level.
    """
    places = snap.places
    weights = np.zeros(len(snap.people.ids))
    np.add.at(weights, places.person, np.nan_to_num(places.decision_weight, nan=0.0))
    if not weights.any():
        weights[places.person[(places.roles & _NAMED) != 0]] = 1.0
    total = weights.sum()
    return weights / total if total > 0 else weights


def decision_shares(snap: Snapshot, susceptibility: float = 0.5) -> Floats | None:
    """w_c of every person of the snapshot, summing to 1; None without a decision maker."""
    given = decision_weights(snap)
    if not given.any():
        return None
    contacts = snap.contacts
    shares = np.zeros(len(given))
    shares[contacts] = given[contacts] @ opinions(snap, susceptibility)
    return shares


def opinions(snap: Snapshot, susceptibility: float = 0.5) -> Floats:
    """V = (I - Lambda P)^-1 (I - Lambda) over ``snap.contacts``: row i says whose opinions make up that of i.

    P has as row i the incoming influence of i, normalised: influence lines with their weight, and 1 from each
    manager. Lambda is the susceptibility for people with an incoming line, else 0. Each row sums to 1.
    """
    contacts = snap.contacts
    incoming = _incoming(snap)[np.ix_(contacts, contacts)] if len(contacts) else np.zeros((0, 0))
    received = incoming.sum(axis=1, keepdims=True)
    listens = np.where(received[:, 0] > 0, susceptibility, 0.0)
    row = np.divide(incoming, received, out=np.zeros_like(incoming), where=received > 0)
    solved: Floats = np.linalg.solve(np.eye(len(contacts)) - listens[:, None] * row, np.diag(1.0 - listens))
    return solved


def _incoming(snap: Snapshot) -> Floats:
    lines = snap.lines
    people = len(snap.people.ids)
    incoming = np.zeros((people, people))
    influence, report = lines.kind == _INFLUENCES, lines.kind == _REPORTS_TO
    np.add.at(incoming, (lines.target[influence], lines.source[influence]), lines.weight[influence])
    np.add.at(incoming, (lines.source[report], lines.target[report]), 1.0)
    np.fill_diagonal(incoming, 0.0)
    return incoming
