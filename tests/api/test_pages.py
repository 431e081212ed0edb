"""The pages as the service sends them."""

import base64
import io

import pytest
from python_calamine import CalamineWorkbook

from kamgraph.access import Scope

READER = (Scope.GRAPH_READ, Scope.ANALYTICS_READ)


def test_the_first_page_leads_to_the_documentation_and_to_every_account(client):
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/docs"' in page.text
    for account in client.get("/v1/accounts").json()["items"]:
        assert f'"/accounts/{account["account"]}"' in page.text
        assert account["name"] in page.text


def test_a_page_says_which_day_and_carries_it_to_the_next(client):
    page = client.get("/accounts/zakole?as_of=2026-09-30&window_days=200").text
    assert 'value="2026-09-30"' in page
    assert 'href="/?as_of=2026-09-30&amp;window_days=200"' in page
    assert '"window_days":200' in page


@pytest.mark.parametrize("path", ["/", "/people", "/quality", "/accounts/zakole"])
def test_a_page_may_ask_its_own_service_and_nobody_else(client, path):
    page = client.get(path)
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "default-src 'none'" in page.text
    assert "connect-src &#39;self&#39;" in page.text or "connect-src 'self'" in page.text


def test_it_shows_only_the_accounts_that_its_reader_may_see(asking):
    limited = asking(*READER, accounts=frozenset({"zakole"}))
    assert "Browar Zakole" in limited.get("/").text
    assert "Arnika" not in limited.get("/").text
    hidden, absent = limited.get("/accounts/arnika"), limited.get("/accounts/nowhere")
    assert hidden.status_code == absent.status_code == 404
    assert "Arnika" not in hidden.text


def test_a_person_is_shown_to_whoever_sees_one_of_the_accounts(client, asking):
    assert "Hurtownia Leków Arnika" in client.get("/people/u-04").text
    limited = asking(*READER, accounts=frozenset({"zakole"}))
    contact = next(p["person"] for p in client.get("/v1/people?q=Jaźwiec").json()["items"])
    assert client.get(f"/people/{contact}").status_code == 200
    assert limited.get(f"/people/{contact}").status_code == limited.get("/people/nobody").status_code == 404


def test_a_plan_of_handing_over_is_for_planners_and_recorded(asking):
    reader, planner = asking(*READER), asking(*READER, Scope.DEPARTURES_PLAN)
    admin = asking(Scope.ADMIN)
    recorded = len(admin.get("/v1/audit-log").json()["items"])
    assert '"successor"' not in reader.get("/people/u-04").text
    assert len(admin.get("/v1/audit-log").json()["items"]) == recorded
    assert '"successor"' in planner.get("/people/u-04").text
    assert admin.get("/v1/audit-log").json()["items"][0]["action"] == "handover"
    assert '"plans":null' in planner.get("/accounts/arnika/handover").text


@pytest.mark.parametrize("path", ["/", "/people", "/quality"])
def test_the_pages_of_all_clients_lead_to_each_other_on_the_same_day(client, path):
    page = client.get(f"{path}?as_of=2026-09-30").text
    for other in ("/", "/people", "/quality"):
        assert f'href="{other}?as_of=2026-09-30"' in page
    assert 'value="2026-09-30"' in page


@pytest.mark.parametrize("path", ["/people", "/quality", "/trend", "/portfolio.xlsx"])
def test_what_is_said_of_all_clients_is_said_of_those_its_reader_may_see(asking, client, path):
    limited, nobody = asking(*READER, accounts=frozenset({"zakole"})), asking(Scope.GRAPH_READ)
    assert nobody.get(path).status_code == 403
    answer = limited.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-cache"
    if path == "/trend":
        assert len(answer.json()) == 1 < len(client.get(path).json())
    elif path == "/portfolio.xlsx":
        with CalamineWorkbook.from_filelike(io.BytesIO(answer.content)) as book:
            assert [row[0] for row in book.get_sheet_by_index(0).to_python()][2:] == ["Browar Zakole"]
    else:
        assert "Browar Zakole" in answer.text
        assert "Arnika" not in answer.text


def test_trend_is_the_coverage_at_the_ends_of_quarters(client):
    trend = client.get("/trend").json()
    page = client.get("/").text
    assert len(trend) == len(client.get("/v1/accounts").json()["items"])
    assert all(f'"id":"{account}"' in page for account in trend)
    then = client.get("/v1/accounts/zakole/coverage?as_of=2026-09-30").json()["coverage"]
    assert any(shares[-1] == then for shares in trend.values())


def test_a_workbook_is_saved_under_its_day(client):
    answer = client.get("/portfolio.xlsx?as_of=2026-09-30")
    assert answer.headers["content-disposition"] == 'attachment; filename="portfolio-2026-09-30.xlsx"'
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")


def test_a_browser_asks_for_the_key_and_sends_it_as_a_password(asking):
    client = asking(*READER)
    token = client.headers.pop("Authorization").removeprefix("Bearer ")
    nobody = client.get("/", headers={"Accept-Language": "pl"})
    assert nobody.status_code == 401
    assert nobody.headers["www-authenticate"].startswith("Basic realm=")
    assert "Potrzebny jest klucz dostępu" in nobody.text
    assert client.get("/v1/portfolio").headers["www-authenticate"] == "Bearer"

    def with_password(password):
        encoded = base64.b64encode(f"anna:{password}".encode()).decode()
        return client.get("/", headers={"Authorization": f"Basic {encoded}"})

    assert with_password(token).status_code == 200
    assert with_password(token + "x").status_code == 401
    assert with_password("x" * 2_000_000).status_code == 401


@pytest.mark.parametrize("sent", ["", "=", "é", "YW5uYQ==", "////", "/w==", "dG9rZW4tMA=="])
def test_a_password_that_cannot_be_read_is_none(asking, sent):
    client = asking(*READER)
    client.headers.pop("Authorization")
    assert client.get("/", headers={"Authorization": f"Basic {sent}".encode()}).status_code == 401


def test_what_is_refused_is_said_on_a_page(client):
    for path, status in (("/accounts/nowhere", 404), ("/accounts/zakole/nothing", 422), ("/?as_of=soon", 422)):
        answer = client.get(path, headers={"Accept-Language": "en"})
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert 'href="/"' in answer.text


def test_a_name_is_text_and_never_markup(fill, store, serving):
    fill.account("<script>a</script>&\"'")
    with serving(store=store.url) as client:
        page = client.get("/").text
    assert "<script>a" not in page.casefold()
    assert "\\u003cscript" in page.casefold()
