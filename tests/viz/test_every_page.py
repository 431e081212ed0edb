"""What holds for every page of an account, whoever or whatever is in it."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.model.vocabulary import Level, LineKind
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import ACCOUNT_DRAWN
from kamgraph_viz.addresses import NOWHERE, Addresses

PAGES = pytest.mark.parametrize("page_name", ACCOUNT_DRAWN)
LONG = "Wolfeschlegelsteinhausenbergerdorff Brzęczyszczykiewicz-Ździebłowska-Gżegżółkowska " + "x" * 40
STRANGE = {
    "nobody": lambda some: [],
    "one of theirs": lambda some: [some("c", "Anna Nowak")],
    "one of ours": lambda some: [some("o", "Jan Kowal", ours=True)],
    "nothing known": lambda some: [
        *(some(f"o{i}", f"Osoba {i}", ours=True, level=Level.UNKNOWN) for i in range(2)),
        *(
            some(f"c{i}", f"Kontakt {i}", level=Level.UNKNOWN, department=None, stance=None, assumed=True, title="")
            for i in range(5)
        ),
    ],
    "strange names": lambda some: [
        some("o", LONG, ours=True, title=LONG),
        some("c1", LONG, title=LONG),
        some("c2", "مرحبا بالعالم", title="‏עברית‏"),
        some("c3", "🙂🙃👩‍👩‍👧‍👦", title="🏭"),
        some("c4", " "),
        some("c5", "", placeholder=True, title=""),
    ],
}


@pytest.fixture
def strange(account: Callable[..., Any], somebody: Callable[..., Any], snapshot_of: Callable[..., Snapshot]) -> Any:
    """Function that makes an account of one of the strange kinds, everybody tied to everybody where both sides are."""

    def made(kind: str) -> Snapshot:
        people = STRANGE[kind](somebody)
        tied = kind == "strange names"
        ties = [(a.id, b.id, 0.4) for a in people for b in people if tied and a.ours and not b.ours and b.name]
        return snapshot_of(account(people=people, ties=ties, value=None))

    return made


@PAGES
@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_account_is_shown_and_what_is_missing_is_said(
    page_name: str, kind: str, strange: Callable[[str], Snapshot], show: Callable[..., Any]
) -> None:
    page = show(ACCOUNT_DRAWN[page_name](strange(kind))).page
    assert "23.11.2026" in page.locator("body").inner_text()
    page.locator("#lang-en").click()
    text = page.locator("body").inner_text()
    assert "23 Nov 2026" in text
    assert not re.search(r"\b(undefined|NaN|null|\[object)\b", text)


@PAGES
def test_reporting_lines_may_run_in_a_circle(
    page_name: str, account: Callable[..., Any], somebody: Callable[..., Any], snapshot_of: Any, show: Any
) -> None:
    ring = [somebody(f"c{i}", f"Kontakt {i}") for i in range(5)]
    lines = [(a.id, b.id, LineKind.REPORTS_TO) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    team = somebody("o", "Jan Kowal", ours=True)
    page = show(ACCOUNT_DRAWN[page_name](snapshot_of(account([team, *ring], [("o", "c2", 0.5)], lines)))).page
    assert "Kontakt 2" in page.locator("body").inner_text()


@PAGES
@pytest.mark.parametrize(("theirs", "ours"), [(370, 30), (2940, 60)])
def test_a_crowd_is_no_hairball(
    page_name: str, theirs: int, ours: int, invented: Callable[..., Any], snapshot_of: Any, show: Any
) -> None:
    page = show(ACCOUNT_DRAWN[page_name](snapshot_of(invented(theirs, ours)))).page
    assert page.locator("canvas").count() == 0
    assert page.evaluate("() => document.querySelectorAll('svg *').length") < 4000


@PAGES
@pytest.mark.parametrize("width", [900, 1600])
def test_nothing_sticks_out_at_the_side(
    page_name: str, width: int, invented: Callable[..., Any], snapshot_of: Any, show: Any
) -> None:
    opened = show(ACCOUNT_DRAWN[page_name](snapshot_of(invented(40, 12))))
    opened.page.set_viewport_size({"width": width, "height": 950})
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= width


@PAGES
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_fault_of_accessibility(
    page_name: str, theme: str, sample: dict[str, Snapshot], show: Callable[..., Any], beside: Any
) -> None:
    opened = show(ACCOUNT_DRAWN[page_name](sample["tecza-bis"], addresses=beside), f"lang=pl&theme={theme}")
    found = Axe().run(opened.page).response["violations"]
    assert [(fault["id"], node["html"][:120]) for fault in found for node in fault["nodes"]] == []
    assert opened.page.locator("nav.pages a[aria-current]").count() == 1


@PAGES
def test_the_order_of_rows_changes_no_byte_of_any_page(
    page_name: str, invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot]
) -> None:
    account, rng = invented(30, 7), random.Random(5)
    rows = [list(account.people), list(account.ties), list(account.lines)]
    for part in rows:
        rng.shuffle(part)
    shuffled = replace(account, people=rows[0], ties=rows[1], lines=rows[2])
    draw = ACCOUNT_DRAWN[page_name]
    assert draw(snapshot_of(shuffled)) == draw(snapshot_of(account))


@PAGES
def test_no_page_holds_an_id_or_an_address(page_name: str, sample: dict[str, Snapshot]) -> None:
    for account in ("arnika", "legi"):
        html = ACCOUNT_DRAWN[page_name](sample[account])
        assert "@" not in re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
        for person in sample[account].people.ids:
            assert f'"{person}"' not in html


@PAGES
def test_forty_people_print_on_a_few_sheets(
    page_name: str, invented: Callable[..., Any], snapshot_of: Any, show: Any
) -> None:
    opened = show(ACCOUNT_DRAWN[page_name](snapshot_of(invented(33, 7))))
    printed = opened.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


class _Live(Addresses):
    live = True

    def api(self) -> str:
        return "/v1"


@PAGES
@pytest.mark.parametrize("addresses", [NOWHERE, _Live()], ids=["file", "live"])
def test_no_two_scripts_of_a_page_use_one_name(
    page_name: str, addresses: Addresses, sample: dict[str, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    # They share one scope, in which a second function of a name silently takes the place of the first.
    monkeypatch.setattr("kamgraph_viz.page._plain", lambda source: source)
    html = ACCOUNT_DRAWN[page_name](sample["zakole"], addresses=addresses)
    names = re.findall(r"(?m)^(?:async )?(?:function|const|let|class) (\w+)", html[html.rindex("<script>") :])
    assert sorted(names) == sorted(set(names))
    assert len(names) > 30


@PAGES
@pytest.mark.parametrize("addresses", [NOWHERE, _Live()], ids=["file", "live"])
def test_every_word_that_a_script_says_is_on_the_page(
    page_name: str, addresses: Addresses, sample: dict[str, Snapshot]
) -> None:
    html = ACCOUNT_DRAWN[page_name](sample["zakole"], addresses=addresses)
    said = set(re.findall(r"\b(?:label|term|say|peopleList)\(\s*\"([\w.]+)\"", html[html.rindex("<script>") :]))
    strings = re.search(r'id="strings">(.*?)</script>', html, re.DOTALL)
    assert strings
    assert sorted(said - json.loads(strings[1])["words"].keys()) == []
    assert said
