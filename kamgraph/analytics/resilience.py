"""What is left of the coverage after the worst departures of either side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kamgraph.analytics.chairs import Chairs, chairs_of, one_account, share_between, total_of, whole_number
from kamgraph.analytics.evidence import tie_evidence
from kamgraph.analytics.held import Held, held
from kamgraph.analytics.results import Evidence, Result, header
from kamgraph.analytics.seats import in_one
from kamgraph.analytics.worst_sets import MOST_SURE, searched_whole, worst_sets
from kamgraph.kernels.audit import EQUAL
from kamgraph.model.errors import InvalidValue
from kamgraph.snapshot.columns import Floats, Snapshot

MOST_DEPARTURES = 50
TYPICAL_THETA = 0.5


@dataclass(frozen=True, kw_only=True)
class ResilienceResult(Result):
    """Resilience of an account; position k of each tuple speaks of k departures.

    Attributes
    ----------
    retained, retained_theirs : tuple of float, or None
        Coverage kept when the worst k of ours, or of theirs, are gone.
    worst, worst_theirs : tuple of tuple of str
        Who they are; of equally bad sets the one of the smallest ids.
    exact : tuple of bool
        False where a set of ours might be worse still; theirs are always exact.
    bus_factor : int or None
        Least number of departures of ours that can leave reach_1 below theta.
    bus_factor_at_least : int
        Fewer departures than this cannot.
    because : tuple of Evidence
        Active ties of the worst one of ours and of theirs.
    """

    retained: tuple[float, ...] | None
    retained_theirs: tuple[float, ...] | None
    worst: tuple[tuple[str, ...], ...]
    worst_theirs: tuple[tuple[str, ...], ...]
    exact: tuple[bool, ...]
    bus_factor: int | None
    bus_factor_at_least: int
    because: tuple[Evidence, ...]


def resilience(snap: Snapshot, *, k_max: int = 3, theta: float = TYPICAL_THETA) -> ResilienceResult:
    """Coverage kept after the worst k departures of ours, and of theirs, and how many departures break us.

    ``r_k = min over sets S of k of ours of sum_c w_c [1 - prod_{u not in S} (1 - s_uc)] / W``, so r_0 is the coverage
    and r_1 the coverage less the largest loss of one person. On their side the losses do add up: r_k is the coverage
    less the k largest ``w_c [1 - prod_u (1 - s_uc)] / W``. The influence W stays that of before. The bus factor is the
    least k for which some k departures of ours leave reach_1 below theta: measured on the reach, because on the
    coverage it would be 0 for most real accounts.

    Parameters
    ----------
    snap : Snapshot
        Of one account or group.
    k_max : int
        0 to 50.
    theta : float
        Above 0, at most 1.

    Returns
    -------
    ResilienceResult
        Only people with an active tie can be lost; with more departures than there are, 0 is kept. Without influence
        all is None, with the reason; without ties 0 is kept and the bus factor is 0. Exact for every k up to about 18
        of ours, and up to 3 departures for any number of people; beyond, ``exact`` is False, the set is at least this
        bad, and the bus factor may be None.

    Raises
    ------
    NotForPortfolio, InvalidValue

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa"), ("piotr", "ewa")])
    >>> sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs"}
    >>> nx.set_node_attributes(G, sides, "side")
    >>> result = resilience(from_networkx(G, as_of=date(2026, 11, 23)))
    >>> result.retained, result.worst[1], result.bus_factor
    ((1.0, 0.5, 0.0, 0.0), ('anna',), 2)

    References
    ----------
    S. P. Borgatti, "Identifying sets of key players in a social network" (2006), pp. 21-34. G. Avelino, L. Passos,
    A. Hora and M. T. Valente, "A novel approach for estimating truck factors" (2016), arXiv:1604.06766, section III:
    there people leave greedily, one after the other; here the sets are the worst, not the greedy ones.
    """
    k_max, theta = whole_number("k_max", k_max, 0, MOST_DEPARTURES), share_between("theta", theta)
    if theta == 0:
        raise InvalidValue("theta", theta, "must be above 0, because no reach is below 0")
    chairs = chairs_of(one_account(snap, "resilience"))
    if chairs.reason is not None:
        return ResilienceResult(
            **header(snap),
            reason=chairs.reason,
            retained=None,
            retained_theirs=None,
            worst=(),
            worst_theirs=(),
            exact=(),
            bus_factor=None,
            bus_factor_at_least=0,
            because=(),
        )
    ties = held(snap)
    kept, worst, exact = _of_ours(snap, chairs, ties, k_max)
    kept_theirs, worst_theirs = _of_theirs(snap, chairs, ties, k_max)
    factor, at_least = _bus_factor(chairs, ties, theta)
    first = [person for sets in (worst[1:2], worst_theirs[1:2]) for one in sets for person in one]
    return ResilienceResult(
        **header(snap),
        retained=kept,
        retained_theirs=kept_theirs,
        worst=worst,
        worst_theirs=worst_theirs,
        exact=exact,
        bus_factor=factor,
        bus_factor_at_least=at_least,
        because=_because(snap, ties, first),
    )


def after_one(snap: Snapshot) -> tuple[float | None, float | None]:
    """r_1 of either side, ours first, by itself: the same as `resilience` gives, without its longer searches.

    Both are None where coverage is not known.

    Examples
    --------
    >>> from datetime import date
    >>> import networkx as nx
    >>> from kamgraph.snapshot.graph import from_networkx
    >>> G = nx.Graph([("anna", "jan"), ("anna", "ewa"), ("piotr", "ewa")])
    >>> sides = {"anna": "ours", "piotr": "ours", "jan": "theirs", "ewa": "theirs"}
    >>> nx.set_node_attributes(G, sides, "side")
    >>> after_one(from_networkx(G, as_of=date(2026, 11, 23)))
    (0.5, 0.5)
    """
    chairs = chairs_of(one_account(snap, "after_one"))
    if chairs.reason is not None:
        return None, None
    ties = held(snap)
    return _of_ours(snap, chairs, ties, 1)[0][1], _of_theirs(snap, chairs, ties, 1)[0][1]


def bus_factor(snap: Snapshot) -> int | None:
    """Bus factor of one account with influence, or None where it is not known exactly."""
    return _bus_factor(chairs_of(snap), held(snap), TYPICAL_THETA)[0]


def _miss(ties: Held, strength: Floats) -> Floats:
    """1 - s as a table of our people with an active tie by contacts with one."""
    ours, row = np.unique(ties.ours, return_inverse=True)
    table = np.ones((len(ours), len(ties.contact)))
    table[row, np.searchsorted(ties.contact, ties.theirs)] = 1.0 - strength
    return table


def _of_ours(
    snap: Snapshot, chairs: Chairs, ties: Held, k_max: int
) -> tuple[tuple[float, ...], tuple[tuple[str, ...], ...], tuple[bool, ...]]:
    ours = np.unique(ties.ours).tolist()
    found = worst_sets(_miss(ties, ties.strength), chairs.by_person[ties.contact], min(k_max, len(ours)))
    found += found[-1:] * (k_max - len(ours))
    # Rounding must not let more departures keep more.
    left = [_covered(chairs, ties), *(one.kept for one in found[1:])]
    kept = np.minimum.accumulate([chairs.share(weight) for weight in left]).tolist()
    worst = tuple(tuple(snap.people.ids[ours[i]] for i in one.rows) for one in found)
    return tuple(kept), worst, tuple(one.exact for one in found)


def _of_theirs(
    snap: Snapshot, chairs: Chairs, ties: Held, k_max: int
) -> tuple[tuple[float, ...], tuple[tuple[str, ...], ...]]:
    kept = np.zeros(len(chairs.by_person))
    kept[ties.contact] = chairs.by_person[ties.contact] * (1.0 - ties.missed)
    order = sorted(ties.contact.tolist(), key=lambda c: (-round(float(kept[c]), 9), c))
    gone = [order[:k] for k in range(k_max + 1)]
    left = [_covered(chairs, ties), *(total_of(kept[order[k:]]) for k in range(1, k_max + 1))]
    shares = np.minimum.accumulate([chairs.share(weight) for weight in left]).tolist()
    return tuple(shares), tuple(tuple(snap.people.ids[c] for c in sorted(set_)) for set_ in gone)


def _covered(chairs: Chairs, ties: Held) -> float:
    return float(in_one(ties, chairs).held()[0][0, 1])


def _bus_factor(chairs: Chairs, ties: Held, theta: float) -> tuple[int | None, int]:
    """Least number of departures that leave reach_1 below theta, or None and the least that is not excluded."""
    seated = in_one(ties, chairs)
    factor = int(seated.bus_factors(seated.held()[0][:, 2] - (theta - EQUAL) * chairs.total)[0])
    if factor >= 0:
        return factor, factor
    people = len(np.unique(ties.ours))
    miss = _miss(ties, np.ones(len(ties.tie)))
    found = worst_sets(miss, chairs.by_person[ties.contact], people if searched_whole(miss) else MOST_SURE)
    for k, one in enumerate(found):
        if one.kept < (theta - EQUAL) * chairs.total:
            at_least = 1 + max((j for j in range(k) if found[j].exact), default=-1)
            return (k if at_least == k else None), at_least
    return None, 1 + max(j for j, one in enumerate(found) if one.exact)


def _because(snap: Snapshot, ties: Held, people: list[str]) -> tuple[Evidence, ...]:
    numbers = [snap.index[person] for person in people]
    return tie_evidence(snap, ties.tie[np.isin(ties.ours, numbers) | np.isin(ties.theirs, numbers)])
