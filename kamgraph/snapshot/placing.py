"""Places: which client people stand at which account, with what influence."""

from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import Level, Settings
from kamgraph.snapshot.columns import LEVELS, UNKNOWN_STANCE, Flags, Ints, Places
from kamgraph.snapshot.sides import Crowd
from kamgraph.snapshot.spans import united
from kamgraph.snapshot.strength import stated_on
from kamgraph.store.tables import UNKNOWN, Tables

Value = TypeVar("Value", np.int32, np.float64)
_UNKNOWN = LEVELS.index(Level.UNKNOWN)
_FOREVER = np.iinfo(np.int32).max


def place(tables: Tables, crowd: Crowd, account: Ints, itself: Flags, as_of: date, settings: Settings) -> Places:
    """Places at the accounts, sorted by account and person, each pair once.

    Of the positions there the one of the highest level speaks for the person; of the opinions, for each thing that
    may be said, the latest that says it; where nobody says how much influence somebody has, the level does.

    Parameters
    ----------
    account : int array
        Number of the account to which each organisation belongs, -1 for those of none.
    itself : bool array
        Which organisations are the account itself: a unit is none, what is said of somebody there has no place.
    """
    n, held, said = len(tables.people.ids), tables.positions, tables.stakeholders
    rows = crowd.standing[crowd.theirs[held.person[crowd.standing]] & (account[held.organisation[crowd.standing]] >= 0)]
    key = account[held.organisation[rows]].astype(np.int64) * n + held.person[rows]
    order = np.argsort(key, kind="stable")
    rows, key = rows[order], key[order]
    latest = _latest_first(tables, account, np.flatnonzero(crowd.theirs[said.person] & itself[said.account]))
    opinion_key = account[said.account[latest]].astype(np.int64) * n + said.person[latest]
    pairs = united(key, opinion_key)
    of, of_opinion = np.searchsorted(pairs, key), np.searchsorted(pairs, opinion_key)
    first, first_opinion = _first(of, rows, len(pairs)), _first(of_opinion, latest, len(pairs))
    level = _picked(held.level, first, _UNKNOWN)
    influence = _said(of_opinion, latest, said.influence, ~np.isnan(said.influence[latest]), len(pairs), np.nan)
    usual = np.array([settings.weights[named] for named in LEVELS])
    since, until = _interval(of, held.since[rows], held.until[rows], len(pairs))
    stated_since, stated_until = _interval(of_opinion, said.since[latest], said.until[latest], len(pairs))
    titles, texts = held.title, held.department_text
    return Places(
        person=(pairs % max(n, 1)).astype(np.int32),
        account=(pairs // max(n, 1)).astype(np.int32),
        weight=np.where(np.isnan(influence), usual[level], influence),
        assumed=np.isnan(influence),
        stale=_stale(tables, of_opinion, latest, len(pairs), as_of, settings),
        stance=_said(
            of_opinion, latest, said.stance, said.stance[latest] != UNKNOWN_STANCE, len(pairs), UNKNOWN_STANCE
        ),
        roles=_all_roles(of_opinion, said.roles[latest], len(pairs)),
        decision_weight=_said(
            of_opinion, latest, said.decision_weight, ~np.isnan(said.decision_weight[latest]), len(pairs), np.nan
        ),
        title=tuple([titles[r] if r >= 0 else "" for r in first.tolist()]),
        department_text=tuple([(texts[r] or "") if r >= 0 else "" for r in first.tolist()]),
        level=level,
        department=_picked(held.department, first, UNKNOWN),
        since=np.where(first >= 0, since, stated_since),
        ends=np.where(first >= 0, until, stated_until),
        position_fact=_facts(held.fact, first),
        stakeholder_fact=_facts(said.fact, first_opinion),
    )


def _latest_first(tables: Tables, account: Ints, rows: NDArray[np.intp]) -> Ints:
    """Rows of opinions by place, the latest of each first."""
    said, moments, n = tables.stakeholders, tables.moments, len(tables.people.ids)
    key = account[said.account[rows]].astype(np.int64) * n + said.person[rows]
    rows = rows[np.argsort(key, kind="stable")]
    key = np.sort(key)
    if (key[1:] == key[:-1]).any():
        # Several of one place come of merged people alone.
        order = sorted(
            range(len(rows)),
            key=lambda i: (
                key[i],
                -max(int(said.confirmed[rows[i]]), 1),
                -moments[said.written[rows[i]]].timestamp(),
                _opposite(said.fact[rows[i]]),
            ),
        )
        rows = rows[order]
    return rows.astype(np.int32)


def _opposite(fact: NDArray[np.uint8]) -> bytes:
    return (255 - fact).tobytes()


def _first(of: NDArray[np.intp], rows: Ints, places: int) -> Ints:
    """The first row of each place, -1 where there is none; places are in order."""
    found = np.full(places, -1, dtype=np.int32)
    found[of[::-1]] = rows[::-1]
    return found


def _picked(column: Ints, rows: Ints, otherwise: int) -> Ints:
    found = np.full(len(rows), otherwise, dtype=np.int32)
    found[rows >= 0] = column[rows[rows >= 0]]
    return found


def _said(
    of: NDArray[np.intp], rows: Ints, column: NDArray[Value], says: Flags, places: int, otherwise: float
) -> NDArray[Value]:
    """What the latest opinion says that says anything."""
    found = np.full(places, otherwise, dtype=column.dtype)
    found[of[says][::-1]] = column[rows[says]][::-1]
    return found


def _all_roles(of: NDArray[np.intp], roles: Ints, places: int) -> Ints:
    found = np.zeros(places, dtype=np.int32)
    np.bitwise_or.at(found, of, roles)
    return found


def _interval(of: NDArray[np.intp], since: Ints, until: Ints, places: int) -> tuple[Ints, Ints]:
    """Earliest beginning and latest end of each place; not known where one of them is not."""
    begins, ends = np.full(places, _FOREVER, dtype=np.int32), np.zeros(places, dtype=np.int32)
    np.minimum.at(begins, of, since)
    np.maximum.at(ends, of, np.where(until == 0, _FOREVER, until))
    return np.where(begins == _FOREVER, 0, begins), np.where(ends == _FOREVER, 0, ends)


def _stale(tables: Tables, of: NDArray[np.intp], rows: Ints, places: int, as_of: date, settings: Settings) -> Flags:
    """Where there are opinions, and none of them was confirmed recently."""
    said = tables.stakeholders
    written = np.array([settings.local_day(at).toordinal() for at in tables.moments], dtype=np.int32)
    day = stated_on(said.confirmed[rows], said.since[rows], written[said.written[rows]], as_of)
    age = np.where(day > 0, as_of.toordinal() - day, settings.confirm_days + 1)
    youngest = np.zeros(places, dtype=np.int64)
    youngest[of] = _FOREVER
    np.minimum.at(youngest, of, age)
    stale: Flags = youngest > settings.confirm_days
    return stale


def _facts(facts: NDArray[np.uint8], rows: Ints) -> tuple[str, ...]:
    """Ids of the facts of these rows; empty for -1."""
    texts = hex_of(facts[rows[rows >= 0]])
    if (rows >= 0).all():
        return tuple(texts)
    each = iter(texts)
    return tuple([next(each) if there else "" for there in (rows >= 0).tolist()])


def hex_of(facts: NDArray[np.uint8]) -> list[str]:
    """Ids of facts as text."""
    text, width = facts.tobytes().hex(), 2 * facts.shape[1]
    return [text[at : at + width] for at in range(0, len(text), width)]
