"""What only the service can say of several leavers, asked for by the live pages."""

import pytest

from kamgraph.access import Scope
from kamgraph_viz.account.reading import opaque

OURS = "http://127.0.0.1:8000"


@pytest.fixture
def opened(page, page_log):
    """Opens a page of the service in Polish, with people who leave; questions of the page go there as well."""

    def show(client, path, people):
        def fulfil(route):
            asked = route.request
            headers = {**asked.headers, "host": OURS.removeprefix("http://")}
            headers |= {name: value for name, value in client.headers.items() if name == "authorization"}
            path = asked.url.removeprefix(OURS)
            answer = client.request(asked.method, path, content=asked.post_data_buffer, headers=headers)
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

        page.route(f"{OURS}/**", fulfil)
        page.goto(f"{OURS}{path}#lang=pl&gone={','.join(map(opaque, people))}")
        page.wait_for_selector("html[data-complete]", state="attached")

    yield show
    page_log.requests.clear()


@pytest.fixture
def team(client):
    """Two of ours at one account."""
    people = client.get("/v1/accounts/legi/people").json()["items"]
    return [p["person"] for p in people][:2]


def test_the_way_in_that_several_take_along_is_the_services(opened, page, client, team):
    opened(client, "/accounts/legi/departure", team)
    lost = client.post("/v1/departure", json={"leavers": team, "account": "legi"}).json()
    shown = page.locator(".change tr", has_text="Utrata dojścia").locator("td").nth(1)
    page.wait_for_function("() => kamgraph.accessLost() !== null")
    assert shown.inner_text() == f"{int(lost['access_loss'] * 100 + 0.5)}%"


@pytest.mark.parametrize("n", [1, 2])
def test_the_plan_is_the_services(n, opened, page, client, team):
    opened(client, "/accounts/legi/handover", team[:n])
    plan = client.post("/v1/handover", json={"leavers": team[:n], "account": "legi"}).json()
    page.locator("#hand-steps tbody tr").first.wait_for()
    assert page.locator("#hand-steps tbody tr").count() == len(plan["steps"])
    taken = sum(step["successor"] is not None for step in plan["steps"])
    assert f"Następcę ma {taken} z {len(plan['steps'])} kontaktów" in page.locator(".outcome").inner_text()


def test_who_may_not_plan_departures_is_told_so(opened, page, page_log, asking, team):
    opened(asking(Scope.GRAPH_READ, Scope.ANALYTICS_READ), "/accounts/legi/departure", team)
    page.locator("#asked .warning").wait_for()
    assert "Usługa nie odpowiedziała" in page.locator("#asked").inner_text()
    assert all("403" in error for error in page_log.console_errors)
    page_log.console_errors.clear()
