"""A dump holds everything, depends on content alone, and fills an empty store with the same."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from kamgraph.model import (
    FactKind,
    Handover,
    Initiative,
    Interaction,
    Person,
    PlanItem,
    Position,
    Run,
    Stakeholder,
    Tie,
)
from kamgraph.model.errors import Conflict, KamgraphError
from kamgraph.store.port import DumpRow, GraphStore

Write = Callable[..., str]
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
DAY = NOON.date()


@pytest.fixture
def full(store: GraphStore, base: str, write: Write) -> list[DumpRow]:
    """Every section, with hidden, superseded, retracted, merged and erased."""
    write(
        Person(id="gone", name="Do usunięcia", emails=("gone@x.example",)),
        Position(person="c1", organisation="acme", title="CFO", valid_from=DAY),
        Stakeholder(person="c1", account="acme", roles=("champion",), stance=1),
        Tie(ours="u1", theirs="c1", declared=1),
        Interaction(id="i1", at=NOON, participants=("c1", "u1", "gone"), account="acme", minutes=5),
        Initiative(id="t", account="acme", title="T", people=("u1",)),
        PlanItem(id="k", account="acme", kind="goal", text="K"),
        Handover(id="h", leavers=("u1",), last_working_day=DAY),
    )
    write(
        Tie(ours="u1", theirs="c1", declared=5, valid_from=DAY),
        Interaction(id="i1", at=NOON),
        Person(id="c1", name="A"),
    )
    store.undo_run(write(Tie(ours="u1", theirs="c1", target=2), Person(id="c9", name="Undone")))
    changed = write(Tie(ours="u2", theirs="c2", declared=2), commit=False)
    store.alias_people(changed, alias="c3", person="c2")
    store.commit_run(changed, counts={"ties": 1}, rejected=3)
    run = write(commit=False)
    store.retract(run, [s.version for s in store.facts(FactKind.STAKEHOLDER)])
    store.commit_run(run)
    write(Tie(ours="u2", theirs="c2", declared=4), Interaction(id="i2", at=NOON, participants=("u2",)), commit=False)
    store.erase_person("gone", run=Run(id="erasure", at=NOON, by="dpo", kind="erasure"), reason="request 7")
    return list(store.dump())


def _visible(store: GraphStore) -> list[object]:
    facts = [list(store.facts(kind)) for kind in FactKind]
    records = [*store.people(), *store.organisations(), *store.initiatives(), *store.plan_items(), *store.handovers()]
    return [facts, records, list(store.interactions()), store.aliases(), store.counts(), store.runs()]


def test_a_dump_is_plain_and_says_everything(full: list[DumpRow]) -> None:
    sections = [row.section for row in full]
    assert set(sections) == {
        "run", "record", "position", "stakeholder", "tie", "interaction", "alias", "erasure", "tombstone",
        "event",
    }  # fmt: skip
    assert [s for i, s in enumerate(sections) if s != (sections[i - 1] if i else None)] == list(dict.fromkeys(sections))
    assert [DumpRow(s, json.loads(json.dumps(v))) for s, v in full] == full
    assert "Undone" in json.dumps([row.values for row in full])


def test_loading_a_dump_gives_an_equal_store(
    store: GraphStore, full: list[DumpRow], reopen: Callable[..., GraphStore], place: object
) -> None:
    seen, history = _visible(store), store.history(Tie(ours="u1", theirs="c1").fact)
    pending = next(run.id for run in store.runs() if run.state == "pending")
    store.close()
    place.clear()  # type: ignore[attr-defined]
    loaded = reopen()
    assert loaded.load(iter(full)) == len(full)
    assert list(loaded.dump()) == full
    assert _visible(loaded) == seen
    assert loaded.history(Tie(ours="u1", theirs="c1").fact) == history
    loaded.commit_run(pending)
    assert [s.content for s in loaded.facts(FactKind.TIE, person="u2")] == [Tie(ours="u2", theirs="c2", declared=4)]
    assert [i.id for i in loaded.interactions()] == ["i1", "i2"]
    loaded.undo_run(pending)
    assert list(loaded.people()) == [item for item in seen[1] if isinstance(item, Person)]  # type: ignore[attr-defined]


def test_a_store_that_holds_anything_takes_no_dump(store: GraphStore, full: list[DumpRow]) -> None:
    with pytest.raises(Conflict):
        store.load(full)
    assert list(store.dump()) == full


@pytest.mark.parametrize(
    "bad",
    [
        DumpRow("nonsense", {}),
        DumpRow("run", {"id": "r"}),
        DumpRow("tie", {"ours": "u", "theirs": "c"}),
        DumpRow("record", {"section": "people", "id": "c", "run": "?", "said": {}}),
        DumpRow("interaction", {"id": "i", "at": "yesterday"}),
    ],
    ids=lambda row: row.section,
)
def test_a_dump_that_is_none_is_refused_in_words_and_leaves_nothing(store: GraphStore, bad: DumpRow) -> None:
    with pytest.raises(KamgraphError):
        store.load([bad])
    assert list(store.dump()) == []
    assert store.load([]) == 0


def test_a_pending_run_that_takes_back_still_does_so_where_it_was_moved(
    store: GraphStore, base: str, write: Write, reopen: Callable[..., GraphStore], place: object
) -> None:
    held = Stakeholder(person="c1", account="acme", stance=1)
    write(held)
    pending = write(commit=False)
    store.retract(pending, [s.version for s in store.facts(FactKind.STAKEHOLDER)])
    rows = list(store.dump())
    store.close()
    place.clear()  # type: ignore[attr-defined]
    loaded = reopen()
    loaded.load(iter(rows))
    assert [s.content for s in loaded.facts(FactKind.STAKEHOLDER)] == [held]
    # A commit in between makes the run repeat what it says on top of it.
    loaded.begin_run(Run(id="between", at=NOON, by="t", kind="edit"))
    loaded.put_facts("between", [Stakeholder(person="c2", account="acme", stance=2)])
    loaded.commit_run("between")
    loaded.commit_run(pending)
    assert [s.content.person for s in loaded.facts(FactKind.STAKEHOLDER)] == ["c2"]
