"""What reads have in common: the day and the window, tags, forms, pages, and the same words as the command line."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import fields
from datetime import UTC, datetime

import networkx as nx
import pytest
from typer.testing import CliRunner

from kamgraph.cli.auditing import BUNDLE
from kamgraph.cli.main import app as command_line
from kamgraph.model import Run, Tie
from kamgraph.store.open import open_store
from kamgraph_api.answers import AccountInWhole
from kamgraph_api.routes.measures import OF_A_DAY, OF_TWO_DAYS

ON_A_DAY = ["departure", "u-04", "--on", "2026-06-01", "--account", "arnika"]
RESILIENCE = ["resilience", "zakole", "--k-max", "2", "--theta", "0.3"]
MEASURES = [measure.__name__ for measure in OF_A_DAY if measure.__name__ != "people"]


def printed(sample_file, *typed):
    given = [*typed, "--json", "--store", f"sqlite:///{sample_file}", "--as-of", "2026-11-23"]
    result = CliRunner().invoke(command_line, given)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_answers_what_the_command_prints(client, sample_file, measure):
    name = measure.replace("_", "-")
    assert client.get(f"/v1/accounts/arnika/{name}").json() == printed(sample_file, name, "arnika")


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/v1/portfolio", ["portfolio"]),
        ("/v1/accounts/zakole", ["account", "zakole"]),
        ("/v1/accounts/zakole/changes?from=2026-05-23", ["changes", "zakole", "--from", "2026-05-23"]),
        ("/v1/accounts/zakole/fading-ties?from=2026-05-23", ["fading-ties", "zakole", "--from", "2026-05-23"]),
        ("/v1/accounts/zakole/resilience?k_max=2&theta=0.3", RESILIENCE),
        ("/v1/accounts/zakole/coverage?window_days=30", ["coverage", "zakole", "--window", "30"]),
        ("/v1/accounts/zakole/coverage?group=true", ["coverage", "zakole", "--group"]),
        ("/v1/people/u-04/departure", ["departure", "u-04"]),
        ("/v1/people/u-04/departure?on=2026-06-01&account=arnika", ON_A_DAY),
        ("/v1/people/c-0207/introductions?from=u-04&k=2", ["introductions", "c-0207", "--from", "u-04", "--k", "2"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_reads_answer_what_the_command_prints(client, sample_file, path, typed):
    assert client.get(path).json() == printed(sample_file, *typed)


def test_questions_about_several_answer_what_the_command_prints(client, sample_file):
    leaving = client.post("/v1/departure", json={"leavers": ["u-04", "c-0203"]})
    assert leaving.json() == printed(sample_file, "departure", "u-04", "c-0203")
    passing = client.post("/v1/handover", json={"leavers": ["u-04"], "successors": ["u-07"], "capacity": 20})
    assert passing.json() == printed(sample_file, "handover", "u-04", "--to", "u-07", "--capacity", "20")
    for response in (leaving, passing):
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers


def test_an_account_in_whole_is_the_same_here_and_on_the_command_line():
    assert tuple(field.name for field in fields(AccountInWhole)) == BUNDLE


def test_every_measure_of_an_account_has_its_route(client):
    described = client.app.openapi()["paths"]
    for measure in (*OF_A_DAY, *OF_TWO_DAYS):
        assert f"/v1/accounts/{{account}}/{measure.__name__.replace('_', '-')}" in described


def test_the_day_and_the_window_are_echoed(client):
    body = client.get("/v1/accounts/zakole/coverage?as_of=2026-05-01&window_days=30&expand=none").json()
    assert (body["as_of"], body["window_days"]) == ("2026-05-01", 30)
    assert "names" not in body


def test_an_answer_that_the_caller_holds_is_not_sent_again(client):
    first = client.get("/v1/portfolio")
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert first.headers["cache-control"] == "private, no-cache"
    for held in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.get("/v1/portfolio", headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/v1/portfolio", headers={"If-None-Match": '"other"'}).content == first.content


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/v1/portfolio?as_of=2026-01-01", {}),
        ("/v1/portfolio?expand=none", {}),
        ("/v1/portfolio", {"Accept": "text/csv"}),
        ("/v1/portfolio", {"Accept-Language": "pl"}),
        ("/v1/people", {}),
    ],
)
def test_another_question_has_another_tag(client, path, headers):
    tag = client.get("/v1/portfolio").headers["etag"]
    answer = client.get(path, headers={"If-None-Match": tag, **headers})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


def test_a_second_answer_comes_from_memory_and_is_the_same(serving):
    with serving() as client:
        answers = [client.get("/v1/accounts/zakole/departures") for _ in range(3)]
        assert len({answer.content for answer in answers}) == 1
        counted = client.get("/metrics").text
    assert "kamgraph_ready_answers_total 2.0" in counted
    assert "kamgraph_snapshots_total 1.0" in counted
    assert 'route="/v1/accounts/{account}/departures",status="200"} 3.0' in counted
    assert "zakole" not in counted


def test_what_is_written_is_seen_by_the_next_read(own_copy, serving):
    url = f"sqlite:///{own_copy}"
    with serving(store=url) as client, open_store(url, tombstone_key=b"k" * 32) as store:
        path = "/v1/accounts/arnika/coverage"
        before = client.get(path)
        store.begin_run(Run(id="r", at=datetime.now(UTC), by="test", kind="edit"))
        store.put_facts("r", [Tie(ours="u-07", theirs="c-0207", declared=5, confirmed_on="2026-11-20")])
        unchanged = client.get(path, headers={"If-None-Match": before.headers["etag"]})
        store.commit_run("r")
        after = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert (unchanged.status_code, after.status_code) == (304, 200)
    assert after.json()["coverage"] > before.json()["coverage"]


def test_the_portfolio_after_a_write_is_what_a_new_service_says(own_copy, serving):
    url = f"sqlite:///{own_copy}"
    with serving(store=url) as client, open_store(url, tombstone_key=b"k" * 32) as store:
        before = client.get("/v1/portfolio").json()
        store.begin_run(Run(id="r", at=datetime.now(UTC), by="test", kind="edit"))
        store.put_facts("r", [Tie(ours="u-07", theirs="c-0207", declared=5, confirmed_on="2026-11-20")])
        store.commit_run("r")
        after = client.get("/v1/portfolio").json()
    with serving(store=url) as fresh:
        assert after == fresh.get("/v1/portfolio").json() != before


def test_tables_are_written_as_csv_with_names_beside_the_ids(client):
    response = client.get("/v1/accounts/arnika/departures", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    plain = client.get("/v1/accounts/arnika/departures").json()
    assert [row["leavers"] for row in rows] == [" ".join(item["leavers"]) for item in plain["items"]]
    assert rows[0]["leavers_name"] == plain["names"][rows[0]["leavers"]]
    assert float(rows[0]["relationship_loss"]) == plain["items"][0]["relationship_loss"]
    ids_only = client.get("/v1/accounts/arnika/departures?expand=none", headers={"Accept": "text/csv"})
    assert "leavers_name" not in ids_only.text


@pytest.mark.parametrize(
    "path", ["/v1/portfolio", "/v1/accounts/arnika/ties", "/v1/accounts/arnika/people", "/v1/people"]
)
def test_every_table_reads_as_csv(client, path):
    rows = list(csv.reader(io.StringIO(client.get(path, headers={"Accept": "text/csv"}).content.decode("utf-8-sig"))))
    items = client.get(path).json()["items"]
    assert len(rows) == len(items) + 1 > 1
    assert len({len(row) for row in rows}) == 1


def test_a_cell_is_never_a_formula(fill, store, serving):
    fill.account("=1+1", "jan")
    with serving(store=store.url) as client:
        rows = csv.reader(io.StringIO(client.get("/v1/portfolio", headers={"Accept": "text/csv"}).text))
        cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert "=1+1" not in cells


def test_the_graph_is_read_by_other_programs(client):
    forms = {}
    for form in ("application/json", "application/graphml+xml", "application/gexf+xml"):
        response = client.get("/v1/accounts/arnika/graph", headers={"Accept": form})
        assert response.headers["content-type"] == form
        forms[form] = response
    plain = nx.node_link_graph(forms["application/json"].json(), edges="edges")
    drawn = nx.parse_graphml(forms["application/graphml+xml"].text)
    assert set(plain.nodes) == set(drawn.nodes)
    assert plain.number_of_edges() == drawn.number_of_edges() > 5
    assert ET.fromstring(forms["application/gexf+xml"].content).tag.endswith("gexf")
    assert plain.graph["as_of"] == "2026-11-23"


def test_the_map_is_a_page_in_the_readers_language(client):
    polish = client.get("/v1/accounts/arnika/map", headers={"Accept-Language": "pl"})
    english = client.get("/v1/accounts/arnika/map")
    assert polish.headers["content-type"] == "text/html; charset=utf-8"
    assert polish.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert '<html lang="pl"' in polish.text
    assert '<html lang="en"' in english.text
    assert "Content-Security-Policy" in polish.text


@pytest.mark.parametrize("path", ["/v1/people", "/v1/accounts"])
def test_pages_together_are_the_whole_list(client, path):
    whole = client.get(path, params={"limit": 10_000}).json()
    found, cursor = [], None
    while True:
        page = client.get(path, params={"limit": 4} | ({"cursor": cursor} if cursor else {})).json()
        found += page["items"]
        assert len(page["items"]) <= 4
        if (cursor := page["next"]) is None:
            break
    assert found == whole["items"]
    assert len(found) > 8


def test_a_search_finds_people_and_accounts_without_polish_letters(client):
    (person,) = client.get("/v1/people?q=klosik").json()["items"]
    assert (person["person"], person["name"]) == ("u-04", "Bartłomiej Kłosik")
    (account,) = client.get("/v1/accounts?q=laka").json()["items"]
    assert account["name"] == "Mleczarnia Biała Łąka"


def test_a_person_is_given_with_every_fact_and_its_version(client, sample_file):
    body = client.get("/v1/people/c-0203").json()
    assert body["person"]["name"] == body["names"]["c-0203"]
    (tie, *_) = body["facts"]["tie"]
    with open_store(f"sqlite:///{sample_file}") as store:
        assert tie["version"] in {stored.version for stored in store.history(tie["fact"])}


def test_everything_held_about_a_person_is_handed_out(client, sample_file):
    response = client.get("/v1/people/c-0203/export")
    with open_store(f"sqlite:///{sample_file}") as store:
        held = json.loads(json.dumps(store.export_person("c-0203")))
    told = response.json()["held"]
    # The export itself is recorded, after what it holds was read.
    assert len(held.pop("events")) == len(told.pop("events")) + 1
    assert told == held
    assert response.headers["cache-control"] == "no-store"
