"""Portfolios of any size from a seed, as columns and as the facts that a store holds.

Contacts per account are log-normal (median 12, at most 400); reporting trees have three to six levels; informal lines
join colleagues, and half a percent of them people of different accounts; one KAM has about five accounts, experts and
executives work across; one person in twenty reports to nobody and is known to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kamgraph.model import Assignment, Fact, Line, Organisation, Person, Position, Stakeholder, Tie

AS_OF = date(2026, 11, 23)
SIZES = {"S": 50, "M": 1_000, "L": 20_000, "XL": 400_000}
LEVELS = ("board", "director", "manager", "specialist")
TITLES = ("CEO", "Director", "Manager", "Specialist")
# Which of an account's team knows a contact, and how often: KAM, second KAM, three experts, an executive.
TEAM = (0.75, 0.30, 0.40, 0.35, 0.25, 0.20)
ACROSS = 0.005
UNREACHED = 0.05

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pair = tuple[Ints, Ints]


@dataclass(frozen=True)
class Portfolio:
    """Client people are numbered account by account; ours are numbered on their own.

    Attributes
    ----------
    account, level : int arrays
        Of each client person.
    influence : float array
        NaN where nobody stated it.
    ours : int
    team : int array of shape (accounts, 6)
    ties, reports, informal : pairs of int arrays
        (ours, theirs), (report, manager) and (source, target), each pair once.
    rating : int array
        1..5, of each tie.
    """

    accounts: int
    account: Ints
    level: Ints
    influence: Floats
    ours: int
    team: Ints
    ties: Pair
    rating: Ints
    reports: Pair
    informal: Pair

    @property
    def edges(self) -> int:
        """Ties and lines."""
        return sum(len(pair[0]) for pair in (self.ties, self.reports, self.informal))

    @property
    def people(self) -> int:
        """Of both sides."""
        return self.ours + len(self.account)


def portfolio(accounts: int, seed: int = 1) -> Portfolio:
    """Draw a portfolio."""
    draw = np.random.default_rng(seed)
    size = np.clip(np.exp(draw.normal(np.log(12.5), 0.8, accounts)).astype(np.int64), 1, 400)
    account = np.repeat(np.arange(accounts), size)
    first = np.repeat(np.cumsum(size) - size, size)
    within = np.arange(len(account)) - first
    known = draw.random(len(account)) >= UNREACHED
    branch = np.repeat(draw.integers(2, 5, accounts), size)
    boss = (within - 1) // branch
    level = np.minimum(np.ceil(np.log1p(within) / np.log(branch + 1)).astype(np.int64), 3)
    below = np.flatnonzero((within > 0) & known & known[first + np.maximum(boss, 0)])
    kams, experts, executives = max(1, accounts // 5), max(3, accounts // 10), max(1, accounts // 200)
    team = np.column_stack(
        [
            np.arange(accounts) // 5 % kams,
            draw.integers(0, kams, accounts),
            *(kams + draw.integers(0, experts, (3, accounts))),
            kams + experts + draw.integers(0, executives, accounts),
        ]
    )
    met = np.flatnonzero((draw.random((len(account), len(TEAM))) < TEAM).ravel())
    contact, part = np.divmod(met, len(TEAM))
    contact, part = contact[known[contact]], part[known[contact]]
    ties = _distinct(team[account[contact], part], contact)
    influence = np.where(draw.random(len(account)) < 0.6, np.clip(10.0 - 2.5 * level, 1, 10), np.nan)
    return Portfolio(
        accounts=accounts,
        account=account,
        level=level,
        influence=influence,
        ours=kams + experts + executives,
        team=team,
        ties=ties,
        rating=draw.integers(1, 6, len(ties[0])),
        reports=(below, first[below] + boss[below]),
        informal=_informal(draw, first, size[account], known),
    )


def _informal(draw: np.random.Generator, first: Ints, size: Ints, known: NDArray[np.bool_]) -> Pair:
    source = np.flatnonzero((draw.random((len(first), 2)) < 0.6).ravel() & np.repeat(known, 2)) // 2
    target = first[source] + draw.integers(0, size[source])
    far = draw.random(len(source)) < ACROSS
    target[far] = draw.integers(0, len(first), int(far.sum()))
    apart = (source != target) & known[target]
    return _distinct(source[apart], target[apart])


def _distinct(a: Ints, b: Ints) -> Pair:
    both = np.unique(np.column_stack([a, b]), axis=0)
    return both[:, 0], both[:, 1]


def records(drawn: Portfolio) -> Iterator[Organisation | Person]:
    """Organisations, then people."""
    yield Organisation(id="us", name="Us", kind="own")
    for n in range(drawn.accounts):
        yield Organisation(id=f"a{n:06}", name=f"Account {n}")
    for n in range(drawn.ours):
        yield Person(id=f"u{n:06}", name=f"Colleague {n}", emails=(f"u{n}@us.example",))
    for n in range(len(drawn.account)):
        yield Person(id=f"c{n:07}", name=f"Contact {n}", emails=(f"c{n}@client.example",))


def facts(drawn: Portfolio) -> Iterator[Fact]:
    """Positions, opinions, assignments, ties and lines, kind by kind."""
    for n in range(drawn.ours):
        yield Position(person=f"u{n:06}", organisation="us", title="KAM")
    for n, (account, level) in enumerate(zip(drawn.account.tolist(), drawn.level.tolist(), strict=True)):
        yield Position(person=f"c{n:07}", organisation=f"a{account:06}", title=TITLES[level], level=LEVELS[level])
    for n in np.flatnonzero(~np.isnan(drawn.influence)).tolist():
        yield Stakeholder(person=f"c{n:07}", account=f"a{drawn.account[n]:06}", influence=float(drawn.influence[n]))
    for n, kam in enumerate(drawn.team[:, 0].tolist()):
        yield Assignment(person=f"u{kam:06}", account=f"a{n:06}", role="kam")
    for u, c, rating in zip(*_lists(drawn.ties), drawn.rating.tolist(), strict=True):
        confirmed = AS_OF - timedelta(days=(u + c) % 300)
        yield Tie(ours=f"u{u:06}", theirs=f"c{c:07}", declared=rating, confirmed_on=confirmed)
    for a, b in zip(*_lists(drawn.reports), strict=True):
        yield Line(source=f"c{a:07}", target=f"c{b:07}", kind="reports_to")
    for a, b in zip(*_lists(drawn.informal), strict=True):
        yield Line(source=f"c{a:07}", target=f"c{b:07}", kind="influences", weight=0.5)


def _lists(pair: Pair) -> tuple[list[int], list[int]]:
    return pair[0].tolist(), pair[1].tolist()
