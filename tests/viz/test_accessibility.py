"""Pages for everybody: axe finds nothing to complain about, in every state and both themes."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import account_map


def _violations(opened: Any) -> list[tuple[str, str]]:
    found = Axe().run(opened.page).response["violations"]
    return [(v["id"], node["html"][:120]) for v in found for node in v["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_in_four_states(theme: str, sample: dict[str, Snapshot], show: Callable[..., Any], beside: Any) -> None:
    opened = show(account_map(sample["arnika"], addresses=beside), f"lang=pl&theme={theme}")
    page = opened.page
    states = {"start": _violations(opened)}
    opened.choose("Bartłomiej Kłosik")
    page.locator("ul.ties summary").first.click()
    states["person"] = _violations(opened)
    page.get_by_role("button", name="Ta osoba odchodzi").click()
    states["departure"] = _violations(opened)
    page.fill("#search", "a")
    page.keyboard.press("ArrowDown")
    states["search"] = _violations(opened)
    assert [found for found in states.items() if found[1]] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells(
    theme: str, invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot], show: Callable[..., Any]
) -> None:
    cells = account_map(snapshot_of(invented(245, 9)))
    assert _violations(show(cells, f"lang=pl&theme={theme}")) == []


def test_colour_never_stands_alone(sample: dict[str, Snapshot], show: Callable[..., Any]) -> None:
    page = show(account_map(sample["biala-laka"])).page
    for chip in page.locator("#legend .sign").all():
        assert chip.inner_text() in {"++", "+", "0", "−", "−−", "?"}
    headings = page.locator("#people-table thead th").all_inner_texts()
    assert any("Nastawienie" in heading for heading in headings)
