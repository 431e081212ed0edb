"""What is known of an account's people, shown beside coverage so that one listed contact is not 100 %."""

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import Chairs, chairs_of, one_account, total_of
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model import AssignmentRole, Role
from kamgraph.snapshot.columns import ASSIGNMENT_ROLES, ROLES, Flags, Snapshot

ROLES_ASKED = (Role.DECISION_MAKER, Role.ECONOMIC_BUYER, Role.EXECUTIVE_SPONSOR, Role.CHAMPION)
OUR_SPONSOR = "our_executive_sponsor"


@dataclass(frozen=True)
class RoleHolder:
    """Who has a part in the decision; None where nobody is identified."""

    role: str
    person: str | None
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CompletenessResult(Result):
    """What is known of an account.

    Attributes
    ----------
    identified, placeholders : int
        Client people with a name, and chairs that are vacant or whose holder is not known.
    roles : tuple of RoleHolder
        Decision maker, budget holder, sponsor and champion of the client, and our sponsor; of several holders the one
        with the most influence.
    stale_share, placeholder_share : float or None
        Shares of the influence that rest on opinions not confirmed for too long, and on placeholders, 0..1.
    because : tuple of Evidence
        The facts that name those role holders.
    """

    identified: int
    placeholders: int
    roles: tuple[RoleHolder, ...]
    stale_share: float | None
    placeholder_share: float | None
    because: tuple[Evidence, ...]


def completeness(snap: Snapshot) -> CompletenessResult:
    """Count what is known of the account's people.

    Parameters
    ----------
    snap : Snapshot
        Of an account or a group.

    Returns
    -------
    CompletenessResult
        Shares are None, with the reason, where the account has no people or no influence.

    Raises
    ------
    NotForPortfolio

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("jan", side="theirs", influence=5)
    >>> completeness(from_networkx(G, as_of=date(2026, 11, 23))).identified
    1
    """
    chairs = chairs_of(one_account(snap, "completeness"))
    vacant = snap.people.placeholder[snap.contacts]
    roles = (*(_holder(snap, role) for role in ROLES_ASKED), _sponsor(snap))
    return CompletenessResult(
        **header(snap),
        reason=chairs.reason,
        identified=int((~vacant).sum()),
        placeholders=int(vacant.sum()),
        roles=roles,
        stale_share=_share(chairs, snap.places.stale),
        placeholder_share=_share(chairs, snap.people.placeholder[snap.places.person]),
        because=tuple(evidence for role in roles for evidence in role.because),
    )


def _share(chairs: Chairs, chosen: Flags) -> float | None:
    return None if chairs.reason else chairs.share(total_of(chairs.weight[chosen]))


def _holder(snap: Snapshot, role: Role) -> RoleHolder:
    places, bit = snap.places, 1 << ROLES.index(role)
    rows = np.flatnonzero((places.roles & bit) != 0)
    named = [r for r in rows if not snap.people.placeholder[places.person[r]]]
    if not named:
        return RoleHolder(role.value, None)
    best = min(named, key=lambda r: (-places.weight[r], snap.people.ids[places.person[r]]))
    person = snap.people.ids[places.person[best]]
    return RoleHolder(role.value, person, (Evidence("stakeholder", places.stakeholder_fact[best], f"{person} {role}"),))


def _sponsor(snap: Snapshot) -> RoleHolder:
    wanted = ASSIGNMENT_ROLES.index(AssignmentRole.EXECUTIVE_SPONSOR)
    rows = np.flatnonzero(snap.assignments.role == wanted)
    if not len(rows):
        return RoleHolder(OUR_SPONSOR, None)
    person = snap.people.ids[snap.assignments.person[rows[0]]]
    said = Evidence("assignment", snap.assignments.fact[rows[0]], f"{person} {AssignmentRole.EXECUTIVE_SPONSOR}")
    return RoleHolder(OUR_SPONSOR, person, (said,))
