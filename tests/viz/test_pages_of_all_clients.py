"""What holds for every page of the portfolio, whoever or whatever is in it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import people_of, portfolio_of
from kamgraph_viz.addresses import NOWHERE, Addresses
from kamgraph_viz.quality.page import quality_page

DRAWN: dict[str, Callable[..., str]] = {"clients": portfolio_of, "people": people_of, "quality": quality_page}
PAGES = pytest.mark.parametrize("page_name", DRAWN)


class _Live(Addresses):
    live = True

    def api(self) -> str:
        return "/v1"


@PAGES
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_fault_of_accessibility(
    page_name: str, theme: str, sample: dict[str, Snapshot], show: Callable[..., Any], beside: Any
) -> None:
    page = show(DRAWN[page_name](sample["portfolio"], addresses=beside), f"lang=en&theme={theme}").page
    page.set_viewport_size({"width": 900, "height": 950})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 900
    if page_name != "quality":
        page.locator("main button.why").first.click()
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], node["html"][:120]) for fault in found for node in fault["nodes"]] == []


@PAGES
@pytest.mark.parametrize("kind", ["nobody", "one of theirs", "strange names"])
def test_strange_portfolios_are_shown(
    page_name: str, kind: str, account: Any, somebody: Any, snapshot_of: Any, show: Callable[..., Any]
) -> None:
    strange = [
        somebody("o", "x" * 120, ours=True),
        somebody("c", "مرحبا"),
        somebody("d", "🙂👩‍👩‍👧‍👦"),
        somebody("e", ""),
    ]
    people = {"nobody": [], "one of theirs": [somebody("c", "Anna Nowak")], "strange names": strange}[kind]
    ties = [("o", "c", 0.4), ("o", "d", 0.4)] if kind == "strange names" else []
    page = show(DRAWN[page_name](snapshot_of(account(people=people, ties=ties, value=None)))).page
    assert "23.11.2026" in page.locator("body").inner_text()
    page.locator("#lang-en").click()
    text = page.locator("body").inner_text()
    assert "23 Nov 2026" in text
    assert not re.search(r"\b(undefined|NaN|null|\[object)\b", text)


@PAGES
def test_no_page_holds_an_id_of_a_person(page_name: str, sample: dict[str, Snapshot]) -> None:
    html = DRAWN[page_name](sample["portfolio"])
    assert html == DRAWN[page_name](sample["portfolio"])
    assert "@" not in re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    assert [person for person in sample["portfolio"].people.ids if f'"{person}"' in html] == []


@PAGES
@pytest.mark.parametrize("addresses", [NOWHERE, _Live()], ids=["file", "live"])
def test_scripts_share_no_name_and_say_only_words_on_the_page(
    page_name: str, addresses: Addresses, sample: dict[str, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamgraph_viz.page._plain", lambda source: source)
    html = DRAWN[page_name](sample["portfolio"], addresses=addresses)
    script = html[html.rindex("<script>") :]
    names = re.findall(r"(?m)^(?:async )?(?:function|const|let|class) (\w+)", script)
    assert sorted(names) == sorted(set(names))
    assert len(names) > 30
    said = set(re.findall(r"\b(?:label|term|say|sentence|explain)\(\s*\"([\w.]+)\"", script))
    strings = re.search(r'id="strings">(.*?)</script>', html, re.DOTALL)
    assert strings
    assert said
    assert sorted(said - json.loads(strings[1])["words"].keys()) == []
