"""The portfolio seen by person: what each of ours holds, and what would be left without; coverage, not performance."""

import math
from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.ground import ground_of
from kamgraph.analytics.losses import Losses, grouped
from kamgraph.analytics.reasons import Reason
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.model import AssignmentRole, Role
from kamgraph.snapshot.columns import ASSIGNMENT_ROLES, ROLES, Flags, Snapshot

KEY_INFLUENCE = 7.0
_KAM = ASSIGNMENT_ROLES.index(AssignmentRole.KAM)
_DECIDES = (1 << ROLES.index(Role.DECISION_MAKER)) | (1 << ROLES.index(Role.ECONOMIC_BUYER))


@dataclass(frozen=True)
class PersonSummary:
    """What hangs on one of our people.

    Attributes
    ----------
    accounts : int
        Accounts with an assignment or an active tie.
    managed_value : float or None
        Annual value of the accounts where the person is KAM; None where one of them has none.
    managed_accounts : tuple of str
        Those accounts.
    key_contacts : int
        Contacts with an influence of at least 7, or a part in the decision.
    sole_contacts : int
        Contacts whom nobody else of ours knows.
    accounts_lost, paper_assignments : tuple of str
        Accounts that would be left without any tie, and assignments without any tie to the account.
    value_at_stake : float or None
        Sum over accounts of annual value times the part of today's coverage that would go.
    because : tuple of Evidence
        The ties to the sole contacts.
    reason : str or None
        Why a sum of money is None.
    """

    person: str
    accounts: int
    managed_value: float | None
    managed_accounts: tuple[str, ...]
    key_contacts: int
    sole_contacts: int
    accounts_lost: tuple[str, ...]
    value_at_stake: float | None
    paper_assignments: tuple[str, ...]
    because: tuple[Evidence, ...]
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class PeopleResult(Result):
    """Our people who have an assignment or an active tie, empty seats left out, the most value behind them first."""

    items: tuple[PersonSummary, ...]


def people(snap: Snapshot) -> PeopleResult:
    """Sum up what each of our people holds.

    Parameters
    ----------
    snap : Snapshot
        Of the portfolio, an account or a group.

    Examples
    --------
    >>> import networkx as nx
    >>> from datetime import date
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph()
    >>> G.add_node("anna", side="ours")
    >>> G.add_node("jan", side="theirs", influence=9)
    >>> G.add_edge("anna", "jan", strength=0.5)
    >>> [(p.person, p.key_contacts, p.sole_contacts) for p in people(from_networkx(G, as_of=date(2026, 11, 23))).items]
    [('anna', 1, 1)]
    """
    # Every page of one person asks for it again.
    if "people" not in snap.derived:
        snap.derived["people"] = _summed_up(snap)
    result: PeopleResult = snap.derived["people"]
    return result


def _summed_up(snap: Snapshot) -> PeopleResult:
    holdings = _Holdings(snap)
    items = [holdings.of(person) for person in holdings.everybody()]
    items.sort(key=lambda p: (-(p.value_at_stake or 0.0), -p.sole_contacts, p.person))
    return PeopleResult(**header(snap), items=tuple(items))


class _Holdings:
    """Active ties, places and assignments by person."""

    def __init__(self, snap: Snapshot) -> None:
        self.snap, self.vacant = snap, snap.people.placeholder
        self.accounts_of: dict[int, set[int]] = {}
        for person, account in zip(snap.places.person.tolist(), snap.places.account.tolist(), strict=True):
            self.accounts_of.setdefault(person, set()).add(account)
        self.contacts: dict[int, set[int]] = {}
        for row in snap.active_ties:
            self.contacts.setdefault(int(snap.ties.ours[row]), set()).add(int(snap.ties.theirs[row]))
        self.assigned: dict[int, set[int]] = {}
        self.managed: dict[int, set[int]] = {}
        a = snap.assignments
        for person, account, role in zip(a.person.tolist(), a.account.tolist(), a.role.tolist(), strict=True):
            self.assigned.setdefault(person, set()).add(account)
            if role == _KAM:
                self.managed.setdefault(person, set()).add(account)
        self.key = key_people(snap)
        ground = ground_of(snap)
        self.chairs, ties, self.lost = ground.chairs, ground.ties, Losses(ground)
        alone = ties.per_tie == 1
        self.sole = grouped(ties.ours[alone], ties.tie[alone], len(snap.people.ids))

    def everybody(self) -> list[int]:
        return [person for person in sorted({*self.contacts, *self.assigned}) if not self.vacant[person]]

    def of(self, person: int) -> PersonSummary:
        known = self.contacts.get(person, set())
        held = {account for contact in known for account in self.accounts_of.get(contact, ())}
        assigned = self.assigned.get(person, set())
        names, values = self.snap.accounts.ids, self.snap.accounts.annual_value
        leads = sorted(self.managed.get(person, ()))
        managed = [float(values[account]) for account in leads]
        stake, sole = float(self.lost.value[person]), self.sole.of(person)
        return PersonSummary(
            person=self.snap.people.ids[person],
            accounts=len(held | assigned),
            managed_value=None if any(np.isnan(managed)) else float(sum(managed)),
            managed_accounts=tuple(names[account] for account in leads),
            key_contacts=sum(bool(self.key[c]) for c in known),
            sole_contacts=len(sole),
            accounts_lost=tuple(self.chairs.units[unit] for unit in self.lost.units_lost.of(person)),
            value_at_stake=None if math.isnan(stake) else stake,
            paper_assignments=tuple(sorted(names[account] for account in assigned - held)),
            because=tie_evidence(self.snap, sole),
            reason=Reason.NO_VALUE if math.isnan(stake) or any(np.isnan(managed)) else None,
        )


def key_people(snap: Snapshot) -> Flags:
    """Who decides at a client or has much influence there (at least `KEY_INFLUENCE`), as a flag for each person."""
    places = snap.places
    key = np.zeros(len(snap.people.ids), dtype=bool)
    counts = (places.weight >= KEY_INFLUENCE) | ((places.roles & _DECIDES) != 0) | (places.decision_weight > 0)
    key[places.person[counts]] = True
    return key
