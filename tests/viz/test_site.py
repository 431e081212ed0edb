"""A site in a folder: whole, the same each time, and careful with files that are not ours."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import ACCOUNT_DRAWN, Beyond, write_site
from kamgraph_viz.site import LIST, file_name


def _accounts(sample: dict[str, Snapshot], *ids: str) -> list[tuple[Snapshot, Beyond]]:
    return [(sample[account], Beyond()) for account in ids]


def test_the_same_site_twice_has_the_same_bytes(sample: dict[str, Snapshot], tmp_path: Path) -> None:
    first = write_site(sample["portfolio"], _accounts(sample, "arnika", "zakole"), tmp_path / "a")
    second = write_site(sample["portfolio"], _accounts(sample, "arnika", "zakole"), tmp_path / "b" / "deep")
    assert [p.name for p in first] == [p.name for p in second]
    assert first[0].name == "index.html"
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(first, second, strict=True))


def test_only_our_own_stale_pages_are_removed(sample: dict[str, Snapshot], tmp_path: Path) -> None:
    old = write_site(sample["portfolio"], _accounts(sample, "arnika", "zakole"), tmp_path)
    theirs = tmp_path / "map-of-someone-else.html"
    theirs.write_text("keep", "utf-8")
    outside = tmp_path.parent / "map-outside.html"
    outside.write_text("keep", "utf-8")
    listed = json.loads((tmp_path / LIST).read_text("utf-8"))
    (tmp_path / LIST).write_text(json.dumps([*listed, "../map-outside.html", 7]), "utf-8")
    new = write_site(sample["portfolio"], _accounts(sample, "arnika"), tmp_path)
    gone = {p.name for p in old} - {p.name for p in new}
    assert len(gone) == len(ACCOUNT_DRAWN)
    assert not any((tmp_path / name).exists() for name in gone)
    assert theirs.exists() and outside.exists()
    assert {p.name for p in tmp_path.iterdir()} == {LIST, theirs.name, *(p.name for p in new)}


@pytest.mark.parametrize(
    "account", ["../../etc/passwd", "CON", "a/b\\c", "x" * 5000, "", "żółć", "a\0b", "<script>", "..", "🙂"]
)
def test_a_file_name_is_safe_whatever_the_id(account: str) -> None:
    name = file_name("map", account, {})
    assert name.startswith("map-") and name.endswith(".html") and len(name) < 70
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_ids_that_read_alike_get_pages_of_their_own() -> None:
    assert len({file_name("map", account, {}) for account in ("Acme", "acme", "ACME ", "ąćme", "acme!")}) == 5


def test_from_the_portfolio_to_a_person_and_back(
    sample: dict[str, Snapshot], tmp_path: Path, page: Page, show: Callable[..., Any]
) -> None:
    index, *_ = write_site(sample["portfolio"], _accounts(sample, "arnika"), tmp_path)
    page.goto(f"{index.as_uri()}#lang=en&theme=dark")
    page.locator("#accounts-table").get_by_role("link", name="Bartłomiej Kłosik").first.click()
    page.wait_for_selector("html[data-complete]", state="attached")
    assert page.locator("#detail h2").first.inner_text() == "Bartłomiej Kłosik"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("link", name="All clients").click()
    page.wait_for_selector("#accounts-table tbody tr")
    assert page.locator("html").get_attribute("lang") == "en"


def test_every_page_of_the_portfolio_leads_to_the_others(
    sample: dict[str, Snapshot], tmp_path: Path, page: Page
) -> None:
    whole = sample["portfolio"]
    index, *written = write_site(whole, _accounts(sample, "arnika"), tmp_path, beyond=Beyond(on=lambda day: whole))
    assert {"people.html", "quality.html", "portfolio.xlsx"} <= {path.name for path in written}
    page.goto(f"{index.as_uri()}#lang=en")
    page.wait_for_selector("html[data-complete]", state="attached")
    assert page.locator("#accounts-table svg.spark").count() > 0
    assert page.locator("#xlsx").get_attribute("href") == "portfolio.xlsx"
    for name, shown in (("Our people", "#staff-table tbody tr"), ("To fill in", "#lists section")):
        page.get_by_role("navigation").get_by_role("link", name=name).click()
        page.wait_for_selector(shown)
        assert page.locator("nav.pages a[aria-current]").inner_text() == name
    page.go_back()
    page.locator("#staff-table").get_by_role("link", name="Bartłomiej Kłosik").click()
    page.wait_for_selector("#one-accounts")
    page.go_back()
    page.locator("#staff-table").get_by_role("link", name="Hurtownia Leków Arnika").first.click()
    page.wait_for_selector("html[data-complete]", state="attached")
    assert "Arnika" in page.locator("h1").inner_text()
