"""The reason of an erasure is kept for years, so it must not say who was erased."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kamgraph.model import Person, Run
from kamgraph.model.errors import InvalidValue, UnknownId
from kamgraph.privacy import erase_subject, export_subject
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path}/map.db", tombstone_key=b"k" * 32) as opened:
        run = Run(id="r", at=datetime(2026, 1, 5, tzinfo=UTC), by="test", kind="edit")
        opened.begin_run(run)
        opened.put_records("r", [Person(id="1", name="Żaneta Kopeć", emails=("z.kopec@firma.example",))])
        opened.commit_run("r")
        yield opened


@pytest.mark.parametrize(
    "reason",
    ["", "  ", "x" * 121, "Żaneta Kopeć asked", "request of Kopec", "from z.kopec@firma.example", "KOPEĆ", "person 1"],
)
def test_a_reason_that_is_missing_long_or_names_the_person_is_refused(store: GraphStore, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        erase_subject(store, "1", by="test", reason=reason)
    assert "kope" not in str(refused.value).casefold()
    assert [person.name for person in store.people(["1"])] == ["Żaneta Kopeć"]


@pytest.mark.parametrize("reason", ["request", "request of 11 May, art. 17", "ticket 2026/10"])
def test_a_reason_may_hold_the_letters_of_an_id(store: GraphStore, reason: str) -> None:
    erase_subject(store, "1", by="test", reason=reason)
    with pytest.raises(UnknownId):
        export_subject(store, "1")
