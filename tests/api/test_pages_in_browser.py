"""The service's pages in a real browser, under the policies they are sent with."""

from urllib.parse import urlsplit

import pytest

OURS = "http://127.0.0.1:8000"


@pytest.fixture
def opened(page, page_log, client):
    """Opens a path of the service; whatever is not of the service cannot be reached."""

    def fulfil(route):
        asked = urlsplit(route.request.url)
        answer = client.get(f"{asked.path}?{asked.query}" if asked.query else asked.path)
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    page.route(f"{OURS}/**", fulfil)
    yield lambda path: page.goto(OURS + path)
    assert {url for url in page_log.requests if not url.startswith(f"{OURS}/")} == set()
    page_log.requests.clear()


def test_the_documentation_shows_every_route(opened, page, client):
    opened("/docs")
    page.locator(".opblock").first.wait_for()
    described = client.get("/openapi.json").json()["paths"]
    assert page.locator(".opblock").count() == sum(len(methods) for methods in described.values())
    page.locator("#operations-measures-measures-coverage .opblock-summary-control").click()
    page.locator("#operations-measures-measures-coverage .example").first.wait_for()


def test_from_the_first_page_to_a_map_and_to_another_day(opened, page):
    opened("/")
    page.locator("#accounts-table").get_by_role("link", name="Browar Zakole").click()
    page.locator("canvas").first.wait_for()
    assert urlsplit(page.url).path == "/accounts/zakole"
    page.fill("#day", "2026-09-30")
    page.locator("#day").dispatch_event("change")
    page.wait_for_url("**as_of=2026-09-30**")
    page.wait_for_selector("html[data-complete]", state="attached")
    assert "30" in page.locator("#stand").inner_text()
    page.locator("nav.pages a").first.click()
    page.wait_for_selector("#accounts-table tbody tr")
    assert "as_of=2026-09-30" in page.url


def test_the_trend_follows_once_the_page_of_all_clients_stands(opened, page):
    opened("/?as_of=2026-11-23")
    page.wait_for_selector("html[data-trend]", state="attached")
    assert page.locator("#accounts-table svg.spark").count() > 5
    page.get_by_role("link", name="Nasze osoby").or_(page.get_by_role("link", name="Our people")).click()
    page.wait_for_selector("#staff-table tbody tr")
    assert "as_of=2026-11-23" in page.url
