"""Records: what is not set is kept, what is set to None is cleared, an undo restores what nobody changed since."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from kamgraph.model import (
    Handover,
    HandoverStep,
    Initiative,
    Interaction,
    Organisation,
    Person,
    PlanItem,
    Run,
    Tie,
)
from kamgraph.model.errors import UnknownId
from kamgraph.store.port import GraphStore, PutCounts, Record

Write = Callable[..., str]
DAY = date(2026, 6, 30)
HANDOVER = Handover(
    id="h1",
    leavers=("u1",),
    last_working_day=DAY,
    contract_end=date(2026, 7, 31),
    kind="changes_role",
    steps=(HandoverStep(theirs="c1", successor="u2", state="introduced"), HandoverStep(theirs="c2")),
)
_GOOD: dict[type, dict[str, object]] = {
    Organisation: {"id": "good", "parent_id": None},
    Initiative: {"id": "good", "account": "acme", "people": ()},
    PlanItem: {"id": "good", "account": "acme", "owner": None},
    Handover: {"id": "good", "leavers": ("u1",), "steps": ()},
}


def _everything(store: GraphStore) -> list[Record]:
    sections = (store.organisations(), store.people(), store.initiatives(), store.plan_items(), store.handovers())
    return [item for section in sections for item in section]


def test_all_five_kinds_come_back_as_they_went_in_by_id(store: GraphStore, write: Write) -> None:
    items = [
        Organisation(id="Acme", name="Acme", kind="account", segment="A", domains=("acme.pl",), review_every_days=90),
        Organisation(id="acme", name="Acme 2", parent_id="Acme", kind="other", client_since=DAY, notice_by=DAY),
        Organisation(id="żuraw", name="Żuraw", kind="own"),
        Person(id="c1", name="Anna Nowak", emails=("a@x.pl", "b@x.pl"), phones=("1",), language="pl"),
        Person(id="c2", name="Wakat", placeholder=True, do_not_score=True),
        Person(id="u1", name="Łucja"),
        Person(id="u2", name="Paweł"),
        Initiative(id="t1", account="Acme", title="Wdrożenie", people=("u1", "c1"), status="closed"),
        PlanItem(id="k1", account="Acme", kind="risk", text="Ryzyko", owner="u1", due=DAY, status="done"),
        HANDOVER,
    ]
    write(*items)
    assert _everything(store) == items
    assert {n: v for n, v in store.counts().items() if v} == {
        "organisations": 3, "people": 4, "initiatives": 1, "plan_items": 1, "handovers": 1, "runs": 1,
    }  # fmt: skip


def test_named_ids_come_once_and_unknown_ones_are_left_out(store: GraphStore, base: str) -> None:
    assert [p.id for p in store.people(["u2", "?", "c1", "c1"])] == ["c1", "u2"]
    assert [o.id for o in store.organisations(["us", "?"])] == ["us"]
    assert list(store.people([])) == []


def test_plans_are_read_by_account(store: GraphStore, base: str, write: Write) -> None:
    write(
        Initiative(id="t1", account="acme", title="A"),
        Initiative(id="t2", account="us", title="B"),
        PlanItem(id="k1", account="us", kind="goal", text="C"),
    )
    assert [i.id for i in store.initiatives("acme")] == ["t1"]
    assert [i.id for i in store.plan_items("acme")] == []
    assert [i.id for i in store.plan_items()] == ["k1"]


def test_what_is_not_set_is_kept_and_what_is_none_is_cleared(store: GraphStore, base: str, write: Write) -> None:
    write(Person(id="c1", name="Anna Nowak", language="pl", phones=("1",)))
    (anna,) = store.people(["c1"])
    assert (anna.emails, anna.language, anna.phones) == (("anna@acme.example",), "pl", ("1",))
    write(Person(id="c1", name="Anna Kowal", language=None, emails=()))
    assert list(store.people(["c1"])) == [Person(id="c1", name="Anna Kowal", phones=("1",))]


def test_counts_tell_added_changed_and_unchanged(store: GraphStore, base: str, write: Write) -> None:
    run = write(commit=False)
    items = [Person(id="c1", name="Anna Nowak"), Person(id="c2", name="J. Miąższ"), Person(id="c9", name="Nowa")]
    assert store.put_records(run, items) == PutCounts(added=1, changed=1, unchanged=1)
    assert store.put_records(run, items) == PutCounts(unchanged=3)
    assert store.put_records(run, []) == PutCounts()


def test_the_last_word_in_one_batch_holds(store: GraphStore, base: str, write: Write) -> None:
    write(Person(id="c9", name="First", language="pl"), Person(id="c9", name="Second"))
    assert list(store.people(["c9"])) == [Person(id="c9", name="Second", language="pl")]


@pytest.mark.parametrize("later", [{"name": "Anna Kowal"}, {"name": "Anna Nowak", "language": "de"}])
def test_undo_restores_what_nobody_changed_since(
    store: GraphStore, base: str, write: Write, later: dict[str, str]
) -> None:
    changed = write(Person(id="c1", name="Ania", language="pl", phones=("1",)))
    write(Person(id="c1", **later))
    store.undo_run(changed)
    (anna,) = store.people(["c1"])
    assert (anna.name, anna.phones, anna.language) == (later["name"], (), later.get("language"))


def test_undo_of_what_brought_a_record_takes_it_away(store: GraphStore, base: str, write: Write) -> None:
    run = write(Organisation(id="firm", name="Firm"), Initiative(id="t", account="firm", title="T"))
    store.undo_run(run)
    assert [o.id for o in store.organisations()] == ["acme", "us"]
    assert list(store.initiatives()) == []


def test_of_two_runs_at_once_the_later_commit_holds_field_by_field(store: GraphStore, base: str, write: Write) -> None:
    first = write(Person(id="c1", name="One", language="pl"), commit=False)
    second = write(Person(id="c1", name="Two", phones=("2",)), commit=False)
    store.commit_run(second)
    store.commit_run(first)
    (anna,) = store.people(["c1"])
    assert (anna.name, anna.language, anna.phones) == ("One", "pl", ("2",))


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (Organisation(id="o", name="O", parent_id="?"), "organisation"),
        (Initiative(id="t", account="?", title="T"), "organisation"),
        (Initiative(id="t", account="acme", title="T", people=("u1", "?")), "person"),
        (PlanItem(id="k", account="?", kind="goal", text="T"), "organisation"),
        (PlanItem(id="k", account="acme", kind="goal", text="T", owner="?"), "person"),
        (HANDOVER.model_copy(update={"leavers": ("?",)}), "person"),
        (HANDOVER.model_copy(update={"steps": (HandoverStep(theirs="?"),)}), "person"),
        (HANDOVER.model_copy(update={"steps": (HandoverStep(theirs="c1", successor="?"),)}), "person"),
    ],
)
def test_a_record_that_names_nobody_known_leaves_its_batch_out(
    store: GraphStore, base: str, write: Write, item: Record, kind: str
) -> None:
    run = write(commit=False)
    good = item.model_copy(update=_GOOD[type(item)])
    with pytest.raises(UnknownId, match=rf"unknown {kind}: \?"):
        store.put_records(run, [good, item])
    store.commit_run(run)
    assert {item.id for item in _everything(store)} == {"acme", "us", "c1", "c2", "c3", "u1", "u2"}


def test_an_organisation_may_name_a_parent_of_the_same_batch(store: GraphStore, write: Write) -> None:
    write(Organisation(id="a", name="A", parent_id="b"), Organisation(id="b", name="B"))
    assert [o.parent_id for o in store.organisations()] == ["b", None]


def test_a_writer_hears_once_that_the_store_waits_for_its_database(
    store: GraphStore, base: str, new_run: Callable[..., Run]
) -> None:
    store.begin_run(run := new_run())
    heard: list[str] = []
    store.put_records(run.id, [Person(id="c9", name="Nowa")], waiting=lambda: heard.append("records"))
    store.put_facts(run.id, [Tie(ours="u1", theirs="c9")], waiting=lambda: heard.append("facts"))
    told = Interaction(id="i9", at=datetime(2026, 6, 1, tzinfo=UTC), kind="call", participants=("u1", "c9"))
    store.record_interactions(run.id, [told], waiting=lambda: heard.append("interactions"))
    assert heard == ["records", "facts", "interactions"]
    store.discard_run(run.id)
