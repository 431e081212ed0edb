"""Text stays text: strings that want to be code stand in every field, and nothing of them runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kamgraph.analytics.people import people
from kamgraph.analytics.portfolio import portfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import ACCOUNT_DRAWN, account_map, people_of, person_page, portfolio_of, portfolio_page
from kamgraph_viz.portfolio.rows import About

MARK = "kamgraphRan"
HOSTILE = [
    f"<img src=x onerror={MARK}(1)>",
    f"</script><script>{MARK}(2)</script>",
    f'"><svg onload={MARK}(3)>',
    f"'-{MARK}(4)-'",
    f'<a href="javascript:{MARK}(5)">href</a>',
    "{{ 7 * 7 }}{% raw %}",
    f"${{{MARK}(6)}}",
    "<!--<script>",
    "-->",
    f"</title><script>{MARK}(7)</script>",
    f"</style><style>*{{display:none}}</style><script>{MARK}(8)</script>",
    f"a\u2028{MARK}(9)\u2029b",
    f"javascript:{MARK}(10)",
    f'<iframe srcdoc="<script>parent.{MARK}(11)</script>">',
    '=HYPERLINK("http://example.org","x")',
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "a\x00b\x07c",
    "🙂\u202eevil",
    "A" * 3000,
    "W" * 120,
    "&lt;b&gt;&amp;",
    f"<details open ontoggle={MARK}(12)>",
    "\\u003cscript\\u003e",
    f"*/{MARK}(13)/*",
    f"`;{MARK}(14);`",
    "\ud800 lone",
    "مرحبا بالعالم",
    "‏עברית‏",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={MARK}(15)>",
    f"<body onload={MARK}(16)>",
    f"<input autofocus onfocus={MARK}(17)>",
    f"<video><source onerror={MARK}(18)>",
    "<base href=//example.org/>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<meta http-equiv=refresh content=0;url=//example.org>",
    "url(//example.org/x)",
    "'; DROP TABLE people; --",
    "../../etc/passwd",
    "%3Cscript%3E",
    "@SUM(1+1)",
    "+1-1",
    "-2+3",
    "\ttab first",
    "line\r\nbreak",
    "NaN",
    "null",
    "undefined",
    "[object Object]",
    "{name}",
    "$& $1 $$",
    "\\",
    '"',
]


def _seen(text: str) -> str:
    # What an element shows of a string: no character for a lone half, none of the line breaks' own kinds.
    return text.encode("utf-8", "replace").decode("utf-8")


@pytest.fixture
def hostile(
    account: Callable[..., Any], somebody: Callable[..., Any], snapshot_of: Callable[..., Snapshot]
) -> Snapshot:
    team = [somebody(f"o{s}", s, ours=True, title=s, department_text=s) for s in HOSTILE[:8]]
    client = [somebody(s, s, title=s, department_text=s, stance=(i % 5) - 2) for i, s in enumerate(HOSTILE)]
    ties = [(team[i % 8].id, person.id, 0.3 + i % 5 / 10) for i, person in enumerate(client)]
    everything = " ".join(HOSTILE)
    made: Snapshot = snapshot_of(
        account(people=[*team, *client], ties=ties, name=everything, id=everything, facts=HOSTILE[1])
    )
    return replace(made, store_version=HOSTILE[0])


def test_nothing_runs_on_the_map(hostile: Snapshot, show: Callable[..., Any]) -> None:
    assert len(HOSTILE) >= 50
    opened = show(account_map(hostile))
    page = opened.page
    page.evaluate(f"() => {{ window.{MARK} = (n) => {{ throw new Error(`ran ${{n}}`); }}; }}")
    for link in page.locator("#people-table button.link").all()[::4]:
        link.click()
        for summary in page.locator("#detail summary").all()[:2]:
            summary.click()
    page.locator("#net").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter", "l", "1", "2", "d", "Escape"):
        page.keyboard.press(key)
    for text in HOSTILE[::4]:
        page.fill("#search", _seen(text)[:40].replace("\x00", ""))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    box = page.locator("#net").bounding_box()
    for i in range(12):
        page.mouse.move(box["x"] + 100 + i * 90, box["y"] + 60 + i * 50)
    page.locator("#lang-en").click()
    page.locator("#theme").click()
    shown = set(
        page.evaluate("() => [...document.querySelectorAll('#people-table button.link')].map((b) => b.textContent)")
    )
    assert {_seen(text) for text in HOSTILE} <= shown
    assert page.locator("#headline").is_visible()


@pytest.mark.parametrize("page_name", ACCOUNT_DRAWN)
def test_nothing_runs_on_any_page_of_an_account(
    page_name: str, hostile: Snapshot, show: Callable[..., Any], beside: Any
) -> None:
    _drive(show(ACCOUNT_DRAWN[page_name](hostile, addresses=beside)).page)


@pytest.mark.parametrize("person", ["o" + HOSTILE[0], HOSTILE[1], "__proto__"])
def test_nothing_runs_on_the_page_of_a_person(
    person: str, hostile: Snapshot, show: Callable[..., Any], beside: Any
) -> None:
    _drive(show(person_page(hostile, person, addresses=beside)).page)


def _drive(page: Any) -> None:
    """Press and fill in everything there is."""
    page.evaluate(f"() => {{ window.{MARK} = (n) => {{ throw new Error(`ran ${{n}}`); }}; window.print = () => 0; }}")
    page.evaluate(
        """(texts) => {
          for (const field of document.querySelectorAll("input, select")) {
            if (field.type === "search") field.value = texts[0];
            else if (field.tagName === "SELECT") field.selectedIndex = field.options.length - 1;
            else if (["checkbox", "radio"].includes(field.type)) field.click();
            for (const kind of ["input", "change", "keydown"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
            if (field.type === "search") field.value = "";
            field.dispatchEvent(new Event("input", { bubbles: true }));
          }
          for (let i = 0; i < 300; i++) {
            const buttons = [...document.querySelectorAll("button:not([disabled]), summary")];
            if (i >= buttons.length) break;
            for (const kind of ["mouseover", "focusin"]) buttons[i].dispatchEvent(new Event(kind, { bubbles: true }));
            buttons[i].click();
            for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
          }
        }""",
        [HOSTILE[0]],
    )
    page.locator("#lang-en").click()
    assert page.evaluate("() => Object.keys(Object.prototype).length") == 0
    assert _seen(HOSTILE[1]) in page.locator("body").inner_text()


def test_nothing_runs_on_the_page_of_all_clients(hostile: Snapshot, show: Callable[..., Any], beside: Any) -> None:
    names = {i: HOSTILE[k % len(HOSTILE)] for k, i in enumerate(hostile.people.ids)}
    html = portfolio_page(
        portfolio(hostile),
        people(hostile),
        {**names, hostile.scope: " ".join(HOSTILE)},
        about={hostile.scope: About(HOSTILE[1], HOSTILE[2])},
        addresses=beside,
    )
    opened = show(html)
    page = opened.page
    page.fill("#filter", HOSTILE[0])
    for heading in page.locator("#accounts-table button.sort").all():
        heading.click()
    page.fill("#filter", "")
    page.locator("#lang-en").click()
    assert HOSTILE[1] in page.locator("#accounts-table").inner_text()


@pytest.mark.parametrize("draw", [portfolio_of, people_of])
def test_nothing_runs_on_any_page_of_the_portfolio(
    draw: Callable[..., str], hostile: Snapshot, show: Callable[..., Any], beside: Any
) -> None:
    whole = replace(hostile, kind="portfolio", accounts=replace(hostile.accounts, segment=(HOSTILE[0],)))
    _drive(show(draw(whole, addresses=beside)).page)


def test_a_table_for_a_spreadsheet_carries_no_formula(show: Callable[..., Any], sample: dict[str, Snapshot]) -> None:
    whole = sample["portfolio"]
    opened = show(portfolio_page(portfolio(whole), people(whole), {}))
    cells = opened.run(
        "(all) => all.map(kamgraph.csvCell)", ["=1+1", "+1", "-1", "@a", "\tb", 'say "hi"', 0.5, None, "1:1"]
    )
    assert cells == ['"\'=1+1"', '"\'+1"', '"\'-1"', '"\'@a"', '"\'\tb"', '"say ""hi"""', '"0,5"', '""', '"1 do 1"']
