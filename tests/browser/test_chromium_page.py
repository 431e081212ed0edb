"""The browser fixtures see what they promise to see; a watch that never barks would pass every page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from chromium_page import PageLog

HEAD = """<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'"><title>page</title>"""


def _open(page: Page, folder: Path, html: str) -> None:
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    page.goto(file.as_uri())


def test_a_quiet_page_leaves_no_trace(page: Page, page_log: PageLog, tmp_path: Path) -> None:
    _open(page, tmp_path, HEAD + "<p>Zażółć gęślą jaźń")
    assert page.locator("p").inner_text() == "Zażółć gęślą jaźń"
    assert page.viewport_size == {"width": 1600, "height": 950}
    assert page_log.complaints() == {}


def test_a_violation_of_the_policy_is_reported(page: Page, page_log: PageLog, tmp_path: Path) -> None:
    _open(page, tmp_path, HEAD + "<script>document.title = 'ran'</script>")
    assert page.title() == "page"
    assert [entry.partition(":")[0] for entry in page_log.complaints()["violations"]] == ["script-src-elem"]
    page_log.clear()


@pytest.mark.parametrize(
    ("html", "kind", "entry"),
    [
        ("<img src='https://example.org/x.png'>", "requests", r"https://example\.org/x\.png"),
        ("<script src='x.js'></script>", "requests", r"file:.*/x\.js"),
        ("<script>alert('hello')</script>", "dialogs", "hello"),
        ("<script>throw new Error('broken')</script>", "page_errors", "broken"),
        ("<script>console.error('odd')</script>", "console_errors", "odd"),
    ],
)
def test_what_a_page_does_is_remembered(
    page: Page, page_log: PageLog, tmp_path: Path, html: str, kind: str, entry: str
) -> None:
    _open(page, tmp_path, "<!doctype html>" + html)
    assert any(re.fullmatch(entry, found) for found in page_log.complaints()[kind])
    page_log.clear()
