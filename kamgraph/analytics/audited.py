"""The audit's numbers for all accounts of a scope at once, as columns over the accounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import chairs_of
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.losses import Grouped, grouped
from kamgraph.analytics.resilience import TYPICAL_THETA, bus_factor
from kamgraph.analytics.seats import Seats, seats
from kamgraph.analytics.threads import matching
from kamgraph.kernels.audit import EQUAL, worst_of_ours
from kamgraph.snapshot.columns import Floats, Ints, Snapshot
from kamgraph.snapshot.cut import Cuts
from kamgraph.snapshot.spans import spans


@dataclass(frozen=True, eq=False)
class Audited:
    """Columns over the accounts; shares are 0 where there is no influence.

    Attributes
    ----------
    places, people : int arrays
        Number of client people; of those with an active tie.
    total : float array
        W.
    coverage, reach_1, reach_2, r_1, r_1_theirs : float arrays
    ours : int array
        Number of our people with an active tie.
    worst, worst_theirs : int arrays
        The one of ours and the one of theirs whose leaving leaves least; -1 without a tie.
    orphaned : int array
        Contacts of the account orphaned by `worst`.
    threads : int array
    bus_factor : int array
        -1 where it is not known: where a set of ours might be worse, or the team is too large to be searched.
    gone : Grouped
        Positions in ``snap.ties`` of the active ties that go with the worst person of either side, by account.
    """

    places: Ints
    people: Ints
    total: Floats
    coverage: Floats
    reach_1: Floats
    reach_2: Floats
    r_1: Floats
    r_1_theirs: Floats
    ours: Ints
    worst: Ints
    worst_theirs: Ints
    orphaned: Ints
    threads: Ints
    bus_factor: Ints
    gone: Grouped

    def worst_is_ours(self, account: int) -> bool:
        """Whether no contact's leaving leaves less than that of the worst of ours."""
        return bool(self.r_1[account] <= self.r_1_theirs[account] + EQUAL)


@dataclass(frozen=True, eq=False)
class _AtAccounts:
    """Active ties once for each account in which their contact has a place: rows of `Held`, sorted by account."""

    account: Ints
    tie: Ints
    chair: Ints
    begin: Ints


def audited(snap: Snapshot) -> Audited:
    """Audit all accounts in one sweep; each equals what the measures say of the account alone."""
    units, ties, chairs = len(snap.accounts.ids), held(snap), chairs_of(snap)
    by_account = seats(ties, chairs, snap.places.account, units)
    sums, known = by_account.held()
    team, worst, kept, orphaned = worst_of_ours(
        *by_account.columns, ties.first, ties.ours, ties.strength * ties.others, ties.others, ties.missed
    )
    worst_theirs, kept_theirs = _without_worst_of_theirs(by_account, units)
    factors = by_account.bus_factors(sums[:, 2] - (TYPICAL_THETA - EQUAL) * sums[:, 0])
    r_1, r_1_theirs = _shares(kept, sums), _shares(kept_theirs, sums)
    rows = _at_accounts(snap, by_account)
    leaver = np.where(r_1 <= r_1_theirs + EQUAL, worst, worst_theirs)[rows.account]
    goes = (ties.ours[rows.tie] == leaver) | (ties.theirs[rows.tie] == leaver)
    return Audited(
        places=np.diff(by_account.first),
        people=known,
        total=sums[:, 0],
        coverage=_shares(sums[:, 1], sums),
        reach_1=_shares(sums[:, 2], sums),
        reach_2=_shares(sums[:, 3], sums),
        r_1=r_1,
        r_1_theirs=r_1_theirs,
        ours=team,
        worst=worst,
        worst_theirs=worst_theirs,
        orphaned=orphaned,
        threads=_threads(ties, rows, units),
        bus_factor=_with_large_teams(snap, factors, sums[:, 0]),
        gone=grouped(rows.account[goes], ties.tie[rows.tie[goes]], units),
    )


def _without_worst_of_theirs(by_account: Seats, units: int) -> tuple[Ints, Floats]:
    """For each account the contact with whom most is lost, of equal ones the first, and what is kept without."""
    slot = by_account.ties.slot[by_account.person]
    unit = np.repeat(np.arange(units, dtype=np.int32), np.diff(by_account.first))[slot >= 0]
    person = by_account.person[slot >= 0]
    part = by_account.weight[slot >= 0] * (1.0 - by_account.ties.missed[slot[slot >= 0]])
    digits = np.floor(part * 1e9 + 0.5)
    most = np.full(units, -1.0)
    np.maximum.at(most, unit, digits)
    # Written backwards, so that of equal ones the first stays.
    first = np.full(units, -1, dtype=np.int32)
    equal = np.flatnonzero(digits == most[unit])[::-1]
    first[unit[equal]] = equal
    there = first >= 0
    part[first[there]] = 0.0
    worst = np.where(there, person[first], -1).astype(np.int32) if len(person) else first
    return worst, np.bincount(unit, weights=part, minlength=units).astype(np.float64)


def _at_accounts(snap: Snapshot, by_account: Seats) -> _AtAccounts:
    slot = by_account.ties.slot
    known = by_account.row[slot[by_account.person] >= 0]
    begin, tie = spans(by_account.ties.first, slot[snap.places.person[known]])
    chair = np.repeat(np.arange(len(known), dtype=np.int32), np.diff(begin))
    return _AtAccounts(snap.places.account[known][chair], tie, chair, begin)


def _shares(part: Floats, sums: Floats) -> Floats:
    whole = sums[:, 0]
    shares: Floats = np.minimum(1.0, np.divide(part, whole, out=np.zeros(len(whole)), where=whole > 0))
    return shares


def _threads(ties: Held, rows: _AtAccounts, units: int) -> Ints:
    """Size of a maximum matching of each account: all of them are one matching of accounts that share nobody."""
    # One of ours is somebody else in each account.
    people = len(ties.slot)
    matched = matching(rows.account.astype(np.int64) * people + ties.ours[rows.tie], rows.begin)
    return np.bincount(matched[matched >= 0] // people, minlength=units).astype(np.int32)


def _with_large_teams(snap: Snapshot, factors: Ints, total: Floats) -> Ints:
    large = np.flatnonzero((factors < 0) & (total > 0)).tolist()
    if large:
        cuts = Cuts(snap)
        for unit in large:
            factor = bus_factor(cuts.account(unit))
            factors[unit] = -1 if factor is None else factor
    return factors
