"""Who stands on which side on the day, and who is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from kamgraph.model import Level, OrganisationKind
from kamgraph.snapshot.columns import LEVELS, Flags, Ints
from kamgraph.store.tables import PositionTable, Tables

SENIOR = tuple(LEVELS.index(level) for level in (Level.OWNER, Level.BOARD, Level.DIRECTOR))


@dataclass(frozen=True, eq=False)
class Crowd:
    """Everybody concerned, sorted onto sides; a flag a person.

    Attributes
    ----------
    standing : int array
        Rows of the positions that hold on the day, by person, the highest level first.
    own : bool array
        Which organisations are ours.
    ours, theirs : bool arrays
        Present on the day; a former employee of ours who works nowhere is in neither.
    former : bool array
        Those of theirs who once held a position and hold none any more.
    excluded, objecting : bool arrays
        Those who object to being scored, and the ones of ours among them; nobody of them is ours or theirs.
    """

    standing: Ints
    own: Flags
    ours: Flags
    theirs: Flags
    former: Flags
    excluded: Flags
    objecting: Flags


def gather(tables: Tables, as_of: date) -> Crowd:
    """Sort people onto sides: where they work decides, and our side wins where somebody works on both."""
    n, held = len(tables.people.ids), tables.positions
    own = np.array([o.kind is OrganisationKind.OWN for o in tables.organisations], dtype=bool)
    at_own = own[held.organisation]
    standing = _by_rank(held, np.flatnonzero(held_on(held, as_of.toordinal())).astype(np.int32))
    ever, ever_own = marked(n, held.person), marked(n, held.person[at_own])
    present, present_own = marked(n, held.person[standing]), marked(n, held.person[standing][at_own[standing]])
    acting = marked(n, tables.assignments.person, tables.ties.ours)
    excluded = tables.people.do_not_score
    for_us = present_own | (~ever & acting)
    theirs = ~excluded & ~for_us & (present | ~ever_own)
    return Crowd(standing, own, for_us & ~excluded, theirs, theirs & ever & ~present, excluded, for_us & excluded)


def marked(n: int, *numbers: Ints) -> Flags:
    """Which of n are among these."""
    flags = np.zeros(n, dtype=bool)
    for some in numbers:
        flags[some] = True
    return flags


def held_on(positions: PositionTable, day: int) -> Flags:
    """Which positions held on a day."""
    flags: Flags = (positions.since <= day) & ((positions.until == 0) | (positions.until > day))
    return flags


def _by_rank(held: PositionTable, rows: Ints) -> Ints:
    """Rows by person, then level, house and title."""
    order = np.lexsort((held.organisation[rows], held.level[rows], held.person[rows]))
    rows = rows[order]
    same = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for column in (held.person, held.level, held.organisation):
        same &= column[rows[1:]] == column[rows[:-1]]
    if same.any():
        # Two titles in one house are few, so texts are compared only where there are any.
        said = sorted(rows.tolist(), key=lambda r: (held.person[r], held.level[r], held.organisation[r], held.title[r],
                                                    held.fact[r].tobytes()))  # fmt: skip
        return np.array(said, dtype=np.int32)
    return rows.astype(np.int32)


def senior_years(tables: Tables, crowd: Crowd) -> dict[str, list[tuple[int, int]]]:
    """From when until when somebody who is not ours was a director, a board member or an owner of a client."""
    held = tables.positions
    rows = np.isin(held.level, SENIOR) & ~crowd.own[held.organisation] & ~(crowd.ours | crowd.excluded)[held.person]
    found: dict[str, list[tuple[int, int]]] = {}
    chosen = (column[rows].tolist() for column in (held.person, held.since, held.until))
    for person, since, until in zip(*chosen, strict=True):
        found.setdefault(tables.people.ids[person], []).append((since, until))
    return found


def left_out(
    tables: Tables,
    crowd: Crowd,
    house_account: Ints,
    placed: Iterable[tuple[int, int]],
    known: Iterable[tuple[int, int]],
) -> dict[int, set[int]]:
    """Who would have a place or a part at each house of an account, and objects to being scored.

    Parameters
    ----------
    house_account : int array
        Number of the organisation that is the account of each organisation, -1 for those of none.
    placed : iterable of (person, organisation)
        Places at the accounts.
    known : iterable of (ours, theirs)
        Pairs with a tie, or with a contact in the window, of whom ours objects.
    """
    if not crowd.excluded.any():
        return {}
    held, opinions, parts = tables.positions, tables.stakeholders, tables.assignments
    named = [(int(house_account[held.organisation[r]]), int(held.person[r])) for r in crowd.standing.tolist()
             if crowd.excluded[held.person[r]]]  # fmt: skip
    for table in (opinions, parts):
        rows = np.flatnonzero(crowd.excluded[table.person])
        named += zip(table.account[rows].tolist(), table.person[rows].tolist(), strict=True)
    accounts: dict[int, list[int]] = {}
    for person, account in placed:
        accounts.setdefault(person, []).append(account)
    named += [(account, ours) for ours, theirs in known for account in accounts.get(theirs, ())]
    found: dict[int, set[int]] = {}
    for house, person in named:
        if house >= 0 and house_account[house] >= 0:
            found.setdefault(house, set()).add(person)
    return found
