"""A commit that is checked: nothing slips in between what was read and what is written on top of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from kamgraph.model import FactKind, Organisation, Person, Run, Tie
from kamgraph.store.port import GraphStore

WRITERS, ROUNDS = 4, 3
TIE = Tie(ours="u1", theirs="c1", declared=1)


class Refused(Exception):
    """What a check raises."""


def test_a_check_sees_what_stands_before_the_run_and_can_stop_it(
    store: GraphStore, base: str, write: Callable[..., str]
) -> None:
    write(TIE)
    run = write(
        Tie(ours="u1", theirs="c1", declared=5),
        Person(id="c1", name="Inna"),
        Organisation(id="new", name="N"),
        commit=False,
    )
    before, seen = store.version(), []

    def check() -> None:
        seen.append([s.content.declared for s in store.facts(FactKind.TIE)])  # type: ignore[attr-defined]
        seen.append([p.name for p in store.people(["c1"])])
        seen.append([o.id for o in store.organisations(["new"])])
        raise Refused

    with pytest.raises(Refused):
        store.commit_run(run, check=check)
    assert seen == [[1], ["Anna Nowak"], []]
    assert store.version() == before
    assert store.commit_run(run, check=lambda: None).state == "committed"
    assert [p.name for p in store.people(["c1"])] == ["Inna"]


def test_of_writers_who_read_the_same_version_one_succeeds(
    store: GraphStore, base: str, write: Callable[..., str], reopen: Callable[..., GraphStore]
) -> None:
    write(TIE)
    stores = [reopen() for _ in range(WRITERS)]

    def standing(of: GraphStore) -> list[str]:
        return [s.version for s in of.facts(FactKind.TIE, person="u1")]

    def attempt(n: int) -> int:
        own, done = stores[n], 0
        for k in range(ROUNDS):
            read = standing(own)
            run = Run(id=f"w{n}-{k}", at=datetime(2026, 4, 1, tzinfo=UTC), by=f"writer {n}", kind="edit")

            def unchanged(read: list[str] = read) -> None:
                if standing(own) != read:
                    raise Refused

            own.begin_run(run)
            own.put_facts(run.id, [Tie(ours="u1", theirs="c1", declared=1 + (n + k) % 5, target=1 + n)])
            try:
                own.commit_run(run.id, check=unchanged)
                done += 1
            except Refused:
                own.discard_run(run.id)
        return done

    with ThreadPoolExecutor(WRITERS) as pool:
        done = sum(pool.map(attempt, range(WRITERS)))
    history = store.history(TIE.fact)
    # Every success saw the version before it, so each has one of its own, and the last writer was not the only one.
    assert 1 <= done <= WRITERS * ROUNDS
    assert len({s.run for s in history}) - 1 <= done
    assert [s.superseded_by for s in history[:-1]] == [s.run for s in history[1:]]
