"""Real exports, from file to measure: who knows whom in a window, and whose leaving loses whom."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kamgraph as kg
from kamgraph.ingest import import_path
from kamgraph.model import Settings
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

pytestmark = pytest.mark.data
ROOT = Path(__file__).parents[2]
MAPPINGS = ROOT / "tests" / "ingest" / "mappings"


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


# A tie counts where its client person stands at an account; 271 contacts name no company, and the facts count them.
NOWHERE = """
[[tables.rows]]
table = "organisations"
where = [{ column = "Associated Company Domain", is = [""] }]
[tables.rows.fields]
id = { value = "hs:nowhere" }
name = { value = "Contacts without a company" }

[[tables.rows]]
table = "positions"
where = [{ column = "Associated Company Domain", is = [""] }]
[tables.rows.fields]
person = { column = "Contact ID", id = "" }
organisation = { value = "hs:nowhere" }

[[tables]]
name = "deals"
"""


@pytest.fixture(scope="module")
def hubspot_everybody(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    where = tmp_path_factory.mktemp("hubspot")
    shipped = (resources.files("kamgraph.ingest") / "mappings" / "hubspot.toml").read_text("utf-8")
    (where / "m.toml").write_text(shipped.replace('[[tables]]\nname = "deals"\n', NOWHERE), "utf-8")
    files = ("hubspot_companies.csv", "hubspot_contacts.csv", "hubspot_activities.csv")
    with load(shared_data / "hubspot_faker", files, where, where / "m.toml") as store:
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
def test_hubspot_windows(fact: str, first: str, last: str, hubspot_everybody: GraphStore, shared_data: Path) -> None:
    found = coverage(window(hubspot_everybody, first, last), names(hubspot_everybody))
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


def test_dynamics_patterns(dynamics: GraphStore, shared_data: Path) -> None:
    expected = facts(shared_data / "d365_contoso_coffee")["types_2024"]
    assert patterns(window(dynamics, "2024-01-01", "2024-12-31")) == expected


def test_southern_women(shared_data: Path, tmp_path: Path) -> None:
    expected = facts(shared_data / "southern_women")
    with load(shared_data / "southern_women", ("attendance.csv",), tmp_path, MAPPINGS / "southern_women.toml") as store:
        assert coverage(window(store, "1936-01-01", "1936-12-31"), names(store)) == expected["coverage"]
        for day in ("1936-03-31", "1936-05-31", "1936-08-31"):
            graph = nx.Graph((t.ours, t.theirs) for t in kg.ties(window(store, "1936-01-01", day)).items if t.active)
            women = {t.ours for t in kg.ties(window(store, "1936-01-01", day)).items}
            cut = sorted(node.removeprefix("sw:") for node in nx.articulation_points(graph))
            pieces = nx.number_connected_components(graph)
            found = [len(women), len(graph) - len(women), graph.number_of_edges(), pieces, cut]
            assert found == expected[f"asof_{day}"]


def test_one_side_only_gives_no_nonsense(shared_data: Path, tmp_path: Path) -> None:
    files = ("managers.csv", "reports_to.csv", "advice.csv")
    mapping = MAPPINGS / "krackhardt_hightech.toml"
    with load(shared_data / "krackhardt_hightech", files, tmp_path, mapping) as store:
        snap = kg.snapshot(store, account="ht:firm", as_of=date(2026, 11, 23))
        assert kg.coverage(snap).coverage == 0
        assert (kg.coverage(snap).known, kg.coverage(snap).people) == (0, 21)
        assert kg.pattern(snap).pattern == "none"
        assert all(d.relationship_loss == 0 and d.orphaned == () for d in kg.departures(snap).items)


def test_accounts_without_people_give_no_nonsense(shared_data: Path, tmp_path: Path) -> None:
    files = ("accounts.csv", "sales_teams.csv", "sales_pipeline.csv")
    with load(shared_data / "maven_crm_iso", files, tmp_path, MAPPINGS / "maven_crm_iso.toml") as store:
        snap = kg.snapshot(store, as_of=date(2017, 12, 27))
        audit = kg.portfolio(snap)
        assert len(audit.items) == facts(shared_data / "maven_crm_iso")["rows"][0]
        assert {(a.pattern, a.coverage, a.reach_1, a.threads) for a in audit.items} == {("none", None, None, 0)}
        assert len(kg.ties(snap).items) == 0
        one = kg.coverage(kg.snapshot(store, account="mv:cancity", as_of=date(2017, 12, 27)))
        assert one.coverage is None
        assert one.reason
