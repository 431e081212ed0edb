"""Accounts made up for the pages: small ones by hand, large ones from a seed."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from kamgraph.ingest import import_path
from kamgraph.model import Settings
from kamgraph.model.vocabulary import Department, InteractionKind, Level, LineKind, Role
from kamgraph.sample import as_of, files
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import (
    UNKNOWN_STANCE,
    Accounts,
    Assignments,
    Interactions,
    Lines,
    People,
    Places,
    Snapshot,
    Ties,
)
from kamgraph.store.open import open_store
from kamgraph_viz.addresses import AccountPage, Addresses

DAY = date(2026, 11, 23)
INT, FLOAT = np.int32, np.float64


@dataclass(frozen=True)
class Somebody:
    """A person of an account in a test."""

    id: str
    name: str
    ours: bool = False
    level: Level = Level.MANAGER
    department: Department | None = Department.OPERATIONS
    weight: float = 5.0
    assumed: bool = False
    stance: int | None = 0
    title: str = "Kierownik"
    department_text: str = ""
    placeholder: bool = False
    stale: bool = False
    role: Role | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Account:
    """What a test says of an account; ties are (ours, theirs, strength), lines (from, to, kind)."""

    people: Sequence[Somebody] = ()
    ties: Sequence[tuple[str, str, float]] = ()
    lines: Sequence[tuple[str, str, LineKind]] = ()
    dormant: Sequence[tuple[str, str]] = ()
    name: str = "Zażółć Sp. z o.o."
    id: str = "acc"
    value: float | None = 1_900_000.0
    facts: str = "fact"
    settings: Settings = field(default_factory=Settings)


def _ints(values: Sequence[int]) -> Any:
    return np.array(values, dtype=INT)


def _floats(values: Sequence[float]) -> Any:
    return np.array(values, dtype=FLOAT)


def _flags(values: Sequence[bool]) -> Any:
    return np.array(values, dtype=bool)


def _rank(person: Somebody) -> int:
    return -1 if person.department is None else list(Department).index(person.department)


def _people(people: Sequence[Somebody]) -> People:
    none = _ints([0] * len(people))
    return People(
        ids=tuple(p.id for p in people),
        names=tuple(p.name for p in people),
        ours=_flags([p.ours for p in people]),
        placeholder=_flags([p.placeholder for p in people]),
        title=tuple(p.title for p in people),
        department_text=tuple(p.department_text for p in people),
        level=_ints([list(Level).index(p.level) for p in people]),
        department=_ints([_rank(p) for p in people]),
        ends=_ints([p.ends.toordinal() if p.ends else 0 for p in people]),
        absent_from=none,
        absent_to=none,
    )


def _places(people: Sequence[Somebody]) -> Places:
    held = [(i, p) for i, p in enumerate(people) if not p.ours]
    who = [p for _, p in held]
    none = _ints([0] * len(who))
    return Places(
        person=_ints([i for i, _ in held]),
        account=none,
        weight=_floats([p.weight for p in who]),
        assumed=_flags([p.assumed for p in who]),
        stale=_flags([p.stale for p in who]),
        stance=_ints([UNKNOWN_STANCE if p.stance is None else p.stance for p in who]),
        roles=_ints([0 if p.role is None else 1 << list(Role).index(p.role) for p in who]),
        decision_weight=_floats([float("nan")] * len(who)),
        title=tuple(p.title for p in who),
        department_text=tuple(p.department_text for p in who),
        level=_ints([list(Level).index(p.level) for p in who]),
        department=_ints([_rank(p) for p in who]),
        since=none,
        ends=none,
        position_fact=("",) * len(who),
        stakeholder_fact=("",) * len(who),
    )


def _ties(account: Account, number: dict[str, int]) -> tuple[Ties, Interactions]:
    drawn = [(number[a], number[b], s) for a, b, s in account.ties]
    rows = sorted(drawn + [(number[a], number[b], 0.0) for a, b in account.dormant])
    n = len(rows)
    contacts = [DAY.toordinal() - 10 * (i % 12) for i in range(n)]
    ties = Ties(
        ours=_ints([a for a, _, _ in rows]),
        theirs=_ints([b for _, b, _ in rows]),
        strength=_floats([s for _, _, s in rows]),
        observed=_floats([s for _, _, s in rows]),
        declared=_floats([0.5 if i % 3 else float("nan") for i in range(n)]),
        rating=_ints([3 if i % 3 else 0 for i in range(n)]),
        target=_ints([0] * n),
        minutes_in=_floats([0.0] * n),
        minutes_out=_floats([0.0] * n),
        last_contact=_ints(contacts),
        confirmed=_ints([DAY.toordinal() - 30 if i % 3 else 0 for i in range(n)]),
        active=_flags([s > 0 for _, _, s in rows]),
        fact=tuple(f"{account.facts}{i:028}" for i in range(n)),
        first_interaction=_ints(range(0, 3 * n + 1, 3)),
        interactions=_ints([(i + k) % n for i in range(n) for k in range(3)]),
    )
    interactions = Interactions(
        ids=tuple(f"i{i:05}" for i in range(n)),
        day=_ints(contacts),
        kind=_ints([i % len(InteractionKind) for i in range(n)]),
        minutes=_floats([60.0] * n),
        account=_ints([0] * n),
        senior=_flags([False] * n),
        first_participant=_ints([2 * i for i in range(n + 1)]),
        participants=_ints([p for a, b, _ in rows for p in sorted((a, b))]),
    )
    return ties, interactions


def _lines(account: Account, number: dict[str, int]) -> Lines:
    rows = sorted((number[a], number[b], list(LineKind).index(kind)) for a, b, kind in account.lines)
    return Lines(
        source=_ints([a for a, _, _ in rows]),
        target=_ints([b for _, b, _ in rows]),
        kind=_ints([k for _, _, k in rows]),
        weight=_floats([0.6] * len(rows)),
        fact=tuple(f"{account.facts}L{i}" for i in range(len(rows))),
    )


def build(account: Account) -> Snapshot:
    """Snapshot of a made-up account, whatever the order in which its people and ties are given."""
    people = sorted(account.people, key=lambda p: p.id)
    number = {p.id: i for i, p in enumerate(people)}
    ours = [i for i, p in enumerate(people) if p.ours]
    ties, interactions = _ties(account, number)
    none = _ints([0])
    return Snapshot(
        kind="account",
        scope=account.id,
        as_of=DAY,
        settings=account.settings,
        store_version="v1",
        people=_people(people),
        accounts=Accounts(
            ids=(account.id,),
            names=(account.name,),
            parent=(None,),
            segment=(None,),
            industry=(None,),
            annual_value=_floats([float("nan") if account.value is None else account.value]),
            potential_value=_floats([float("nan")]),
            client_since=none,
            contract_ends_on=_ints([DAY.toordinal() + 38]),
            notice_by=none,
            review_every_days=none,
            excluded=none,
        ),
        places=_places(people),
        ties=ties,
        lines=_lines(account, number),
        assignments=Assignments(
            person=_ints(ours),
            account=_ints([0] * len(ours)),
            role=_ints([0 if k == 0 else 3 for k in range(len(ours))]),
            since=_ints([0] * len(ours)),
            ends=_ints([0] * len(ours)),
            fact=("",) * len(ours),
        ),
        interactions=interactions,
        figures=(),
        initiatives=(),
        plan_items=(),
        handovers=(),
        excluded=0,
        first_day=date(2025, 1, 2),
    )


FIRST = ("Żaneta", "Łukasz", "Świętosława", "Jędrzej", "Hanna", "Mirosław", "Urszula", "Zbigniew", "Iwona", "Paweł")
LAST = ("Kopeć-Iłłak", "Ździebło", "Gżegżółka", "Brzęczyszczykiewicz", "Nowak", "Ćmielak", "Jaźwiec", "Żądełko")
OWN_LEVELS = (Level.BOARD, Level.DIRECTOR, Level.MANAGER, Level.MANAGER, Level.SPECIALIST)
LANES = (Department.FINANCE, Department.IT, Department.OPERATIONS, Department.PROCUREMENT, Department.SALES)
SPREAD = (Level.BOARD, Level.DIRECTOR, Level.DIRECTOR, Level.MANAGER, Level.MANAGER, Level.MANAGER)


def invent(theirs: int, ours: int, seed: int = 11) -> Account:
    """An account of a size, the same for a seed."""
    rng = random.Random(seed)
    name = lambda: f"{rng.choice(FIRST)} {rng.choice(LAST)}"  # noqa: E731
    team = [Somebody(f"o{i:03}", name(), ours=True, level=OWN_LEVELS[i % 5], title="Doradca") for i in range(ours)]
    client = [
        Somebody(
            f"c{i:03}",
            name(),
            level=Level.OWNER if i == 0 else rng.choice((*SPREAD, *[Level.SPECIALIST] * (theirs // 8))),
            department=None if i % 17 == 5 else rng.choice(LANES),
            weight=10.0 if i == 0 else float(rng.randint(1, 9)),
            assumed=i % 9 == 4,
            stance=rng.choice((2, 1, 1, 0, 0, -1, -2, None)),
            placeholder=i % 13 == 7,
            role=rng.choice((None, Role.DECISION_MAKER, Role.CHAMPION, Role.END_USER)),
            stale=i % 10 == 3,
        )
        for i in range(theirs)
    ]
    ties = {
        (rng.choice(team).id, person.id): rng.choice((0.1, 0.3, 0.5, 0.7, 0.9))
        for person in client
        if not person.placeholder
        for _ in range(rng.choice((0, 1, 1, 2, 3)))
    }
    lines = [(p.id, rng.choice(client[:i]).id, LineKind.REPORTS_TO) for i, p in enumerate(client) if i]
    lines += [
        (a.id, b.id, rng.choice((LineKind.INFLUENCES, LineKind.INFLUENCES, LineKind.CONFLICTS_WITH)))
        for a, b in (rng.sample(client, 2) for _ in range(theirs // 5))
    ]
    return Account([*team, *client], [(a, b, s) for (a, b), s in sorted(ties.items())], sorted(set(lines)))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Snapshot]:
    """Snapshot of every account of the sample portfolio by id, and of all of them as "portfolio"."""
    folder = tmp_path_factory.mktemp("sample")
    with open_store(f"sqlite:///{folder / 'sample.db'}") as store, files() as tables:
        import_path(store, tables, by="test", rejects=folder / "rejects")
        whole = snapshot(store, as_of=as_of())
        accounts = {a: snapshot(store, account=a, as_of=as_of()) for a in whole.accounts.ids}
    return {**accounts, "portfolio": whole}


@dataclass
class Opened:
    """A page in the browser, and the script behind it."""

    page: Page

    def run(self, script: str, argument: Any = None) -> Any:
        """Value of a script's expression in the page; ``kamgraph`` is what the page's script shows of itself."""
        return self.page.evaluate(script, argument)

    def choose(self, name: str) -> None:
        """Open a person through the table below the picture."""
        self.page.locator("#people-table button.link").get_by_text(name, exact=True).first.click()


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Callable[..., Opened]:
    """Function that opens a page's text in the browser as a file, by default in Polish and light."""

    number = count()

    def opened(html: str, choices: str = "lang=pl&theme=light") -> Opened:
        # The browser does not load an address again that differs in nothing but what stands behind its "#".
        file = tmp_path / f"page-{next(number)}.html"
        file.write_text(html, "utf-8", newline="\n")
        page.goto(f"{file.as_uri()}#{choices}")
        page.wait_for_selector("html[data-complete]", state="attached")
        return Opened(page)

    return opened


@pytest.fixture
def somebody() -> type[Somebody]:
    """A person to be put into an account."""
    return Somebody


@pytest.fixture
def account() -> type[Account]:
    """An account to be made into a snapshot."""
    return Account


@pytest.fixture
def snapshot_of() -> Callable[[Account], Snapshot]:
    """Function that makes the snapshot of a made-up account."""
    return build


@pytest.fixture
def invented() -> Callable[..., Account]:
    """Function that makes up an account of a size."""
    return invent


class Beside(Addresses):
    """Addresses of a site in which every account has its pages."""

    def portfolio(self) -> str:
        """The first page."""
        return "index.html"

    def people(self) -> str:
        """A file."""
        return "people.html"

    def person(self, person: str) -> str:
        """A file."""
        return f"person-{person}.html"

    def account(self, account: str, page: AccountPage = "map") -> str:
        """A file."""
        return f"{page}-{account}.html"


@pytest.fixture
def beside() -> Beside:
    """Where other pages are said to stand."""
    return Beside()
