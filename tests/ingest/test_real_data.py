"""Real exports, imported for real: what their expected facts say of rows, people and lines."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kamgraph.ingest import ImportReport
from kamgraph.ingest.dates import LOCAL
from kamgraph.model import FactKind
from kamgraph.store.port import GraphStore

Load = Callable[..., ImportReport]
pytestmark = pytest.mark.data
ROOT = Path(__file__).parents[2]
MAPPINGS = Path(__file__).parent / "mappings"


def expected(folder: Path) -> dict[str, Any]:
    return {f["id"]: f["value"] for f in json.loads((folder / "expected.json").read_text("utf-8"))["facts"]}


def rows(report: ImportReport) -> dict[str, int]:
    return {f.file: f.rows for f in report.files}


def reporting(store: GraphStore) -> nx.DiGraph[str]:
    return nx.DiGraph([(f.content.source, f.content.target) for f in store.facts(FactKind.LINE)])


def names(store: GraphStore) -> dict[str, str]:
    return {p.id: p.name for p in store.people()}


@pytest.fixture
def northwind_mapping(tmp_path: Path) -> Path:
    """The mapping that the documentation shows."""
    text = (ROOT / "docs" / "your-own-database.md").read_text("utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "northwind.toml"
    path.write_text(block, "utf-8")
    return path


def test_hubspot(load: Load, store: GraphStore, shared_data: Path) -> None:
    folder = shared_data / "hubspot_faker"
    facts, report = expected(folder), load(folder)
    count = rows(report)
    assert [count[f"hubspot_{t}.csv"] for t in ("companies", "contacts", "deals", "activities")] == facts["rows"]
    assert (report.format, report.rejected) == ("hubspot", ())
    missing_mail, missing_domain = facts["missing"]
    assert sum(not p.emails for p in store.people()) == missing_mail
    placed = {f.content.person for f in store.facts(FactKind.POSITION)}
    assert sum(p.id not in placed for p in store.people()) == missing_domain
    assert any(f"{missing_domain} rows give nothing for positions" in note for note in report.notes)
    assert facts["domain_problems"] == [[], 0]
    assert facts["activity_unknown_contact"] == [0, 0]
    assert facts["duplicate_emails"] == {}
    assert not [s for s in report.suggested_merges if s.reason == "same e-mail"]


def test_hubspot_activities(load: Load, store: GraphStore, shared_data: Path) -> None:
    folder = shared_data / "hubspot_faker"
    facts = expected(folder)
    load(folder)
    activities = [i for i in store.interactions() if i.id.startswith("hs:ACT-")]
    name = names(store)
    assert Counter(name[p] for i in activities for p in i.participants if "@" in name[p]) == facts["owners"]
    kinds = Counter(i.kind.value.capitalize() for i in activities)
    assert {**kinds, "Task": kinds["Other"]} == facts["types"] | {"Other": facts["types"]["Task"]}
    days = [i.at.astimezone(LOCAL).date().isoformat() for i in activities]
    assert [min(days), max(days)] == facts["activity_range"]
    assert all(len(i.participants) == 2 for i in activities)


def test_dynamics(load: Load, store: GraphStore, shared_data: Path) -> None:
    folder = shared_data / "d365_contoso_coffee"
    facts, report = expected(folder), load(folder)
    count = rows(report)
    files = ("User", "Account", "Contact", "Opportunity", "Appointments", "Emails")
    assert [count[f"{file}.csv"] for file in files] == facts["rows"]
    unknown = sorted({r.value for r in report.rejected})
    assert [0, unknown] == facts["contact_company_unknown"]
    assert {(r.file, r.column) for r in report.rejected} == {("Contact.csv", "Company Name")}
    name = names(store)
    users = {name[f.content.person] for f in store.facts(FactKind.POSITION, organisation="d365:us")}
    kept = {n for p, n in name.items() if "unlisted-" in p}
    deals = [i for i in store.interactions() if i.kind == "deal"]
    owners = {name[p] for i in deals for p in i.participants} & users
    assert sorted(owners & kept) == facts["owner_not_a_user"]
    assert len(owners) == facts["coverage_all"]["our"]
    days = [i.at.astimezone(LOCAL).date().isoformat() for i in deals]
    assert [min(days), max(days)] == facts["opp_range"]
    assert all(n == n.strip() and "\u00a0" not in n for n in name.values())
    roles = Counter(str(r) for f in store.facts(FactKind.STAKEHOLDER) for r in f.content.roles)
    assert {"Decision maker": roles["decision_maker"], "Influencer": roles["influencer"]} == facts["roles"]


def test_dynamics_users(load: Load, store: GraphStore, shared_data: Path) -> None:
    facts = expected(shared_data / "d365_contoso_coffee")
    load(shared_data / "d365_contoso_coffee")
    lines, name = reporting(store), names(store)
    assert [name[p] for p in lines if lines.out_degree(p) == 0] == facts["users_roots"]
    assert nx.is_directed_acyclic_graph(lines) is facts["users_acyclic"]
    assert nx.dag_longest_path_length(lines) == facts["users_height_edges"]
    assert {name[p]: n for p, n in lines.in_degree() if n} == facts["users_span"]
    listed = {p for p in name if p.startswith("d365:user-")}
    assert [name[p] for p in listed - set(lines)] == facts["users_no_line"]


def test_northwind(load: Load, store: GraphStore, shared_data: Path, northwind_mapping: Path) -> None:
    folder = shared_data / "northwind"
    facts, report = expected(folder), load(folder, mapping=northwind_mapping)
    count = rows(report)
    assert [count[f"{t}.csv"] for t in ("employees", "customers", "orders")] == facts["rows"]
    assert report.rejected == ()
    lines = reporting(store)
    short = nx.relabel_nodes(lines, {p: p.removeprefix("nw:employee-") for p in lines})
    assert [p for p in short if short.out_degree(p) == 0] == facts["reports_roots"]
    assert nx.is_directed_acyclic_graph(short) is facts["reports_acyclic"]
    assert nx.dag_longest_path_length(short) == facts["reports_height_edges"]
    assert {p: n for p, n in short.in_degree() if n} == facts["reports_span"]
    days = [i.at.astimezone(LOCAL).date().isoformat() for i in store.interactions()]
    assert [min(days), max(days)] == facts["order_dates"]
    met = {i.account for i in store.interactions()}
    accounts = {o.id: o.name for o in store.organisations() if o.kind == "account"}
    assert sorted(a.removeprefix("nw:") for a in accounts.keys() - met) == facts["customers_never_contacted"]
    contacts = {p.removeprefix("nw:contact-"): n for p, n in names(store).items()}
    foreign = [c for a, n in accounts.items() if not (n + contacts[c := a.removeprefix("nw:")]).isascii()]
    assert sorted(foreign) == facts["diacritics"]
    assert load(folder, mapping=northwind_mapping).run is None


def test_northwind_with_unquoted_commas(load: Load, shared_data: Path, northwind_mapping: Path) -> None:
    folder = shared_data / "northwind"
    report = load(folder / "malformed_unquoted_commas", mapping=northwind_mapping)
    shifted = [r for r in report.rejected if r.file == "customers.csv"]
    assert len(shifted) == expected(folder)["malformed_rows"]
    assert all(re.match(r"has 1[2-9] cells where the header has 11", r.reason) for r in shifted)


def test_southern_women(load: Load, store: GraphStore, shared_data: Path) -> None:
    facts = expected(shared_data / "southern_women")
    report = load(shared_data / "southern_women", mapping=MAPPINGS / "southern_women.toml")
    assert report.rejected == ()
    women = [f.content.person for f in store.facts(FactKind.POSITION, organisation="sw:us")]
    events = [f.content.person for f in store.facts(FactKind.POSITION, organisation="sw:club")]
    met = list(store.interactions())
    assert [len(women), len(events), len(met)] == facts["size"]
    days = {w: sorted(i.at.date().isoformat() for i in met if w in i.participants) for w in women}
    assert {w.removeprefix("sw:"): [d[0], d[-1]] for w, d in days.items()} == facts["first_last"]


def test_one_side_only(load: Load, store: GraphStore, shared_data: Path) -> None:
    facts = expected(shared_data / "krackhardt_hightech")
    report = load(shared_data / "krackhardt_hightech", mapping=MAPPINGS / "krackhardt_hightech.toml")
    assert report.rejected == ()
    lines = [f.content for f in store.facts(FactKind.LINE)]
    tree = nx.DiGraph((li.source[3:], li.target[3:]) for li in lines if li.kind == "reports_to")
    assert len(list(store.people())) == facts["people"]
    assert tree.number_of_edges() == facts["reports_edges"]
    assert sum(li.kind == "influences" for li in lines) == facts["advice_edges"]
    assert [p for p in tree if tree.out_degree(p) == 0] == facts["reports_root"]
    assert {p: n for p, n in tree.in_degree() if n} == facts["reports_span"]
    assert store.counts()["interactions"] == 0


def test_no_contact_people(load: Load, store: GraphStore, shared_data: Path) -> None:
    facts = expected(shared_data / "maven_crm_iso")
    report = load(shared_data / "maven_crm_iso", mapping=MAPPINGS / "maven_crm_iso.toml")
    count = rows(report)
    assert [count[f"{t}.csv"] for t in ("accounts", "sales_pipeline", "sales_teams")] == facts["rows"]
    assert report.rejected == ()
    deals, name = list(store.interactions()), names(store)
    assert len(deals) == facts["rows"][1] - facts["no_engage"][0]
    assert sum(o.parent_id is not None for o in store.organisations()) == facts["subsidiaries"][0]
    lines = reporting(store)
    assert {name[p]: n for p, n in lines.in_degree() if n} == facts["managers"]
    busy = {p for i in deals for p in i.participants}
    agents = {p for p in lines if lines.out_degree(p)}
    assert sorted(name[p] for p in agents - busy) == facts["idle_agents"]
    days = [i.at.astimezone(LOCAL).date().isoformat() for i in deals]
    assert [min(days), max(days)] == facts["engage_range"]
    clients = [f for f in store.facts(FactKind.POSITION) if f.content.organisation != "mv:us"]
    assert clients == []
    assert list(store.facts(FactKind.TIE)) == []


def test_a_zip_of_the_folder_is_the_folder(
    load: Load, shared_data: Path, tmp_path: Path, northwind_mapping: Path
) -> None:
    load(shared_data / "northwind", mapping=northwind_mapping)
    archive = shutil.make_archive(str(tmp_path / "export"), "zip", shared_data / "northwind")
    again = load(Path(archive), mapping=northwind_mapping)
    assert again.run is None
