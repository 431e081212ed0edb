"""A store on a real file that a test fills in a line or two."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from kamgraph.model import Assignment, Fact, FactKind, Interaction, Organisation, Person, Position, Run, Tie
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

OWN = Organisation(id="we", name="We", kind="own")


class Filler:
    """Puts people, facts and contacts in, making the people and organisations they name."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.numbers = count()

    def run(self, *items: object, at: datetime = datetime(2026, 1, 5, 12, tzinfo=UTC)) -> str:
        run = Run(id=f"r{next(self.numbers)}", at=at, by="test", kind="edit")
        self.store.begin_run(run)
        records = [i for i in items if isinstance(i, Organisation | Person)]
        for kind in (Organisation, Person):
            if chosen := [r for r in records if isinstance(r, kind)]:
                self.store.put_records(run.id, chosen)
        self._others(run.id, [i for i in items if not isinstance(i, Organisation | Person | Fact | Interaction)])
        for kind in FactKind:
            if facts := [i for i in items if isinstance(i, Fact) and i.kind_of_fact is kind]:
                self.store.put_facts(run.id, facts)
        if met := [i for i in items if isinstance(i, Interaction)]:
            self.store.record_interactions(run.id, met)
        self.store.commit_run(run.id)
        return run.id

    def _others(self, run: str, records: Iterable[object]) -> None:
        for record in records:
            self.store.put_records(run, [record])  # type: ignore[list-item]

    def account(self, name: str, *contacts: str, level: str = "manager") -> None:
        self.run(
            Organisation(id=name, name=name.title()),
            *(Person(id=c, name=c.title()) for c in contacts),
            *(Position(person=c, organisation=name, title="t", level=level) for c in contacts),
        )

    def staff(self, *people: str) -> None:
        self.run(
            OWN,
            *(Person(id=u, name=u.title()) for u in people),
            *(Position(person=u, organisation="we", title="KAM") for u in people),
        )


@pytest.fixture(scope="session")
def new_store() -> Callable[[], AbstractContextManager[Filler]]:
    """Opens an empty store for one example of many."""

    @contextmanager
    def opened() -> Iterator[Filler]:
        with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
            yield Filler(store)

    return opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path}/map.db", tombstone_key=b"k" * 32) as opened:
        yield opened


@pytest.fixture
def fill(store: GraphStore) -> Filler:
    return Filler(store)


@pytest.fixture
def tie():
    def made(ours: str, theirs: str, declared: int = 4, on: date | None = date(2026, 1, 5), **more: object) -> Tie:
        return Tie(ours=ours, theirs=theirs, declared=declared, confirmed_on=on, **more)

    return made


@pytest.fixture
def meet():
    numbers = count()

    def made(day: date | datetime, *people: str, **more: object) -> Interaction:
        at = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        return Interaction(**{"id": f"i{next(numbers)}", "at": at, "kind": "meeting", "participants": people, **more})

    return made


@pytest.fixture
def assign():
    def made(person: str, account: str, role: str = "kam", **more: object) -> Assignment:
        return Assignment(person=person, account=account, role=role, **more)

    return made
