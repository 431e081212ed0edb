"""Real exports, from file to measure: who knows whom in a window, and whose leaving loses whom."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kamgraph as kg
from kamgraph.ingest import import_path
from kamgraph.model import Settings
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

pytestmark = pytest.mark.data
ROOT = Path(__file__).parents[2]
Taken = Callable[[str, str], Snapshot]


def facts(folder: Path) -> dict[str, Any]:
    return {f["id"]: f["value"] for f in json.loads((folder / "expected.json").read_text("utf-8"))["facts"]}


def load(folder: Path, files: tuple[str, ...], where: Path, mapping: Path | None = None) -> GraphStore:
    """A store that holds these files of a data set and nothing else."""
    chosen = where / "chosen"
    chosen.mkdir()
    for file in files:
        (chosen / file).symlink_to(folder / file)
    store = open_store(f"sqlite:///{where}/map.db")
    import_path(store, chosen, by="tester", mapping=mapping, rejects=where / "rejects")
    return store


def window(store: GraphStore, first: str, last: str) -> Snapshot:
    """The portfolio on the last day, with the window that begins on the first."""
    end = date.fromisoformat(last)
    return kg.snapshot(store, as_of=end, settings=Settings(window_days=(end - date.fromisoformat(first)).days))


def coverage(snap: Snapshot, names: dict[str, str]) -> dict[str, Any]:
    """What the definitions of the data sets call coverage, from the public results."""
    links = {(tie.ours, tie.theirs) for tie in kg.ties(snap).items if tie.active}
    per_contact = Counter(theirs for _, theirs in links)
    lost = {d.leavers[0]: len(d.orphaned) for d in kg.departures(snap).items if d.side == "ours" and d.orphaned}
    return {
        "our": len({ours for ours, _ in links}),
        "theirs": len(per_contact),
        "links": len(links),
        "single": sum(n == 1 for n in per_contact.values()),
        "spof": {names[person]: n for person, n in lost.items()},
        "dist": {str(n): k for n, k in Counter(per_contact.values()).items()},
    }


def patterns(snap: Snapshot) -> dict[str, int]:
    return dict(Counter(a.pattern for a in kg.portfolio(snap).items if a.pattern != "none"))


@pytest.fixture(scope="module")
def northwind(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    where = tmp_path_factory.mktemp("northwind")
    text = (ROOT / "docs" / "your-own-database.md").read_text("utf-8")
    (where / "m.toml").write_text(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0], "utf-8")
    files = ("employees.csv", "customers.csv", "orders.csv")
    with load(shared_data / "northwind", files, where, where / "m.toml") as store:
        yield store


@pytest.fixture(scope="module")
def hubspot(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    files = ("hubspot_companies.csv", "hubspot_contacts.csv", "hubspot_activities.csv")
    with load(shared_data / "hubspot_faker", files, tmp_path_factory.mktemp("hubspot")) as store:
        yield store


@pytest.fixture(scope="module")
def dynamics(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    files = ("Account.csv", "Contact.csv", "User.csv", "Opportunity.csv")
    with load(shared_data / "d365_contoso_coffee", files, tmp_path_factory.mktemp("dynamics")) as store:
        yield store


def names(store: GraphStore) -> dict[str, str]:
    return {p.id: p.name for p in store.people()}


def numbers(store: GraphStore) -> dict[str, str]:
    return {p.id: p.id.removeprefix("nw:employee-") for p in store.people()}


@pytest.mark.parametrize(
    ("fact", "first", "last"),
    [
        ("coverage_all", "1996-07-04", "1998-05-06"),
        ("coverage_last180", "1997-11-07", "1998-05-06"),
        ("coverage_last90", "1998-02-05", "1998-05-06"),
        ("coverage_h2_1997", "1997-07-01", "1997-12-31"),
    ],
)
def test_northwind_windows(fact: str, first: str, last: str, northwind: GraphStore, shared_data: Path) -> None:
    found = coverage(window(northwind, first, last), numbers(northwind))
    assert found == facts(shared_data / "northwind")[fact]


def test_northwind_patterns(northwind: GraphStore, shared_data: Path) -> None:
    expected = facts(shared_data / "northwind")["types_last180"]
    assert patterns(window(northwind, "1997-11-07", "1998-05-06")) == expected


@pytest.mark.parametrize("employee", ["2", "4", "9"])
def test_northwind_leavers(employee: str, northwind: GraphStore, shared_data: Path) -> None:
    snap = window(northwind, "1997-11-07", "1998-05-06")
    lost = kg.departure(snap, [f"nw:employee-{employee}"]).orphaned
    expected = facts(shared_data / "northwind")[f"leave_{employee}"]
    assert sorted(person.removeprefix("nw:contact-") for person in lost) == expected


@pytest.mark.parametrize(
    ("fact", "first", "last"),
    [("coverage_all", "2000-01-01", "2025-05-02"), ("coverage_2024", "2024-01-01", "2024-12-31")],
)
def test_hubspot_windows(fact: str, first: str, last: str, hubspot: GraphStore, shared_data: Path) -> None:
    found = coverage(window(hubspot, first, last), names(hubspot))
    assert found == facts(shared_data / "hubspot_faker")[fact]


def test_hubspot_patterns(hubspot: GraphStore, shared_data: Path) -> None:
    expected = facts(shared_data / "hubspot_faker")["company_types"]
    assert patterns(window(hubspot, "2000-01-01", "2025-05-02")) == expected


@pytest.mark.parametrize(
    ("fact", "first", "last"),
    [("coverage_all", "2000-01-01", "2025-09-30"), ("coverage_2024", "2024-01-01", "2024-12-31")],
)
def test_dynamics_windows(fact: str, first: str, last: str, dynamics: GraphStore, shared_data: Path) -> None:
    found = coverage(window(dynamics, first, last), names(dynamics))
    assert found == facts(shared_data / "d365_contoso_coffee")[fact]
