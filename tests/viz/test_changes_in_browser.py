"""The page of two days in a real browser."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.analytics.changes import changes
from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.resilience import resilience
from kamgraph.model.errors import InvalidValue, NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.addresses import Addresses
from kamgraph_viz.changes.page import changes_page

EARLIER = date(2026, 2, 23)
HOSTILE = (
    "<img src=x onerror=ran(1)>",
    "</script><script>ran(2)</script>",
    "__proto__",
    "{name}",
    "‏עברית‏ 🙂",
    "x" * 120,
)


@pytest.fixture
def days(account: Callable[..., Any], somebody: Any, snapshot_of: Any) -> tuple[Snapshot, Snapshot]:
    """Ties gained, lost and gone silent; people who came, left and changed their mind."""
    team = [somebody(f"o{i}", name, ours=True) for i, name in enumerate(("Anna Wójt", "Jan Kowal"))]
    names = ("Ewa Dyrektor", "Piotr Odeszły", "Nowa Osoba", "Cichy Kontakt")
    ewa, piotr, new, silent = (somebody(f"c{i}", name, stance=0) for i, name in enumerate(names))
    then = account([*team, ewa, piotr, silent], [("o0", "c0", 0.5), ("o0", "c1", 0.5), ("o0", "c3", 0.4)])
    now = account(
        [*team, replace(ewa, stance=2, weight=8.0), new, silent],
        [("o0", "c0", 0.9), ("o1", "c2", 0.3)],
        dormant=[("o0", "c3")],
    )
    return replace(snapshot_of(then), as_of=EARLIER), snapshot_of(now)


def _rows(opened: Any) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in opened.page.locator("#changes-table tbody tr").all()]


@pytest.fixture
def shuffled_days(invented: Any, snapshot_of: Any) -> Callable[[int], tuple[Snapshot, Snapshot]]:
    """Function that makes two days of a made-up account of which a part differs, by a seed."""

    def made(seed: int) -> tuple[Snapshot, Snapshot]:
        rng, whole = random.Random(seed), invented(30, 7, seed)
        days = []
        for _ in range(2):
            gone = {p.id for p in rng.sample(list(whole.people), 4)}
            people = [replace(p, weight=float(rng.randint(1, 9))) for p in whole.people if p.id not in gone]
            ties = [t for t in whole.ties if not {t[0], t[1]} & gone and rng.random() < 0.8]
            lines = [line for line in whole.lines if not {line[0], line[1]} & gone]
            days.append(snapshot_of(replace(whole, people=people, ties=ties, lines=lines)))
        return replace(days[0], as_of=EARLIER), days[1]

    return made


@pytest.mark.parametrize("seed", [3])
def test_the_figures_are_the_engines(seed: int, shuffled_days: Any, show: Any) -> None:
    before, after = shuffled_days(seed)
    opened, found = show(changes_page(before, after)), changes(before, after)
    on_page = opened.run(
        """() => ({
          gained: kamgraph.changes.gained, lost: kamgraph.changes.lost,
          joined: kamgraph.changes.joined, left: kamgraph.changes.left,
          held: [kamgraph.then, kamgraph.now].map((on) =>
            [...kamgraph.people.keys()].reduce((sum, id) => sum + kamgraph.heldOf(on, id), 0)),
          kept: [kamgraph.then.left, kamgraph.now.left],
        })"""
    )
    for kind, pairs in (("gained", found.ties_gained), ("lost", found.ties_lost)):
        assert {(p["ours"], p["theirs"]) for p in on_page[kind]} == {(opaque(p.ours), opaque(p.theirs)) for p in pairs}
    assert set(on_page["joined"]) == set(map(opaque, found.people_joined))
    assert set(on_page["left"]) == set(map(opaque, found.people_left))
    worst = []
    for held, kept, snap in zip(on_page["held"], on_page["kept"], (before, after), strict=True):
        assert held == pytest.approx(coverage(snap).coverage, abs=1e-5)
        least = resilience(snap, k_max=1)
        assert least.retained is not None and least.retained_theirs is not None
        assert kept == pytest.approx(min(least.retained[1], least.retained_theirs[1]), abs=1e-9)
        ours, theirs = least.worst[1][0], least.worst_theirs[1][0]
        worst.append(opaque(ours if least.retained[1] <= least.retained_theirs[1] else theirs))
    assert opened.run("() => [kamgraph.then.worst, kamgraph.now.worst]") == worst


def test_every_change_is_named_with_its_reason(days: tuple[Snapshot, Snapshot], show: Any) -> None:
    rows = _rows(show(changes_page(*days)))
    assert [row[:2] + row[5:] for row in rows if row[0] == "Relacja utracona"] == [
        ["Relacja utracona", "Anna Wójt – Piotr Odeszły", "nie pracuje już u klienta: Piotr Odeszły"],
        ["Relacja utracona", "Anna Wójt – Cichy Kontakt", "ostatni kontakt 13.11.2026"],
    ]
    kinds = {(row[0], row[1]): row[3:5] for row in rows}
    assert kinds["Nastawienie", "Ewa Dyrektor"] == ["Postawa neutralna", "Orędownik"]
    assert kinds["Wpływ", "Ewa Dyrektor"] == ["5", "8"]
    assert {("Nowa osoba u klienta", "Nowa Osoba"), ("Nie pracuje już u klienta", "Piotr Odeszły")} <= kinds.keys()
    assert kinds["Siła relacji", "Anna Wójt – Ewa Dyrektor"] == ["Współpracujemy (50%)", "Radzi się nas (90%)"]


def test_nobody_moves_between_the_pictures(shuffled_days: Any, show: Any) -> None:
    opened = show(changes_page(*shuffled_days(5)))
    places = """() => [...document.querySelectorAll('#pictures svg')].map((svg) => Object.fromEntries(
      [...svg.querySelectorAll('[data-person]')].map((group) => {
        const shape = group.querySelector('circle, rect'), at = (name) => Number(shape.getAttribute(name));
        const half = (edge, size) => at(edge) + at(size) / 2;
        const centre = shape.tagName === 'circle' ? [at('cx'), at('cy')] : [half('x', 'width'), half('y', 'height')];
        return [group.dataset.person, centre];
      })))"""
    then, now = opened.run(places)
    assert then == now
    opened.page.locator("#in-one").click()
    assert opened.run(places) == [then]


def test_each_number_opens_the_names_behind_it(days: tuple[Snapshot, Snapshot], show: Any) -> None:
    page = show(changes_page(*days)).page
    said = []
    for figure in page.locator("#figures button.why").all():
        figure.focus()
        page.keyboard.press("Enter")
        said.append(page.locator("#why-lines").inner_text())
        page.keyboard.press("Escape")
    assert len(said) == 6 and all(said)
    assert "Piotr Odeszły: 17%, teraz 0%" in said[2] and "nie pracuje już u klienta" in said[2]
    assert "Anna Wójt" in said[4]


def test_a_person_on_both_days_by_keyboard(days: tuple[Snapshot, Snapshot], show: Any, beside: Any) -> None:
    page = show(changes_page(*days, addresses=beside)).page
    page.locator("#detail").get_by_role("button", name="Ewa Dyrektor").first.focus()
    page.keyboard.press("Enter")
    card = page.locator("#detail").inner_text()
    assert "Postawa neutralna" in card and "Orędownik" in card and "23.02.2026" in card
    link = page.locator("#detail a").get_attribute("href")
    assert link is not None and link.startswith("map-acc.html#") and f"p={opaque('c0')}" in link
    page.keyboard.press("Escape")
    assert "Na co zwrócić uwagę" in page.locator("#detail").inner_text()
    page.locator("#pictures svg").first.locator(f"[data-person={opaque('c1')}]").click()
    assert "nie było tej osoby" in page.locator("#detail").inner_text()


def test_what_no_data_can_say_is_said(days: tuple[Snapshot, Snapshot], show: Any) -> None:
    before, after = days
    page = show(changes_page(replace(after, as_of=date(2024, 1, 1)), after)).page
    assert "Brak danych sprzed 02.01.2025" in page.locator("#warnings").inner_text()
    assert page.locator("#nothing").is_visible() and page.locator("#changes-table").is_hidden()
    page = show(changes_page(after, after)).page
    assert "Oba dni są takie same" in page.locator("#warnings").inner_text()
    with pytest.raises(InvalidValue, match="must not be later"):
        changes_page(after, before)


@pytest.mark.parametrize("crowd", [(0, 0), (0, 1), (300, 40)])
def test_from_nobody_and_back_to_nobody(
    crowd: tuple[int, int], invented: Any, account: Any, snapshot_of: Any, show: Any
) -> None:
    some, nobody = (
        snapshot_of(invented(*crowd) if all(crowd) else account(invented(3, 3).people[: sum(crowd)])),
        account(),
    )
    empty = snapshot_of(nobody)
    for before, after in ((empty, some), (some, empty)):
        page = show(changes_page(replace(before, as_of=EARLIER), after), "lang=en&theme=dark").page
        text = page.locator("body").inner_text()
        assert "23 Feb 2026" in text and "undefined" not in text and "NaN" not in text
        assert page.locator("#pictures svg").count() == (2 if 0 < sum(crowd) <= 250 else 0)


def test_hostile_names_on_either_day_stay_text(account: Any, somebody: Any, snapshot_of: Any, show: Any) -> None:
    team = somebody("o", HOSTILE[0], ours=True, title=HOSTILE[1])
    people = [somebody(f"c{i}", text, title=text, department_text=text) for i, text in enumerate(HOSTILE)]
    halves = [people[:4], people[2:]]
    then, now = (snapshot_of(account([team, *h], [("o", p.id, 0.5) for p in h], name=HOSTILE[1])) for h in halves)
    page = show(changes_page(replace(then, as_of=EARLIER), now)).page
    page.evaluate("() => { window.ran = (n) => { throw new Error(`ran ${n}`); }; }")
    for button in page.locator("#changes-table button.link, .figures button.why").all():
        button.click()
        page.evaluate("() => document.getElementById('why').close()")
    page.locator("#lang-en").click()
    for text in (*HOSTILE[:2], *HOSTILE[4:]):
        assert text in page.locator("#changes-table").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible_in_every_state(days: tuple[Snapshot, Snapshot], theme: str, show: Any, beside: Any) -> None:
    over_time = [(EARLIER, 0.4, 0.1), (date(2026, 6, 1), None, None), (date(2026, 11, 23), 0.5, 0.2)]
    opened = show(changes_page(*days, history=over_time, addresses=beside), f"lang=pl&theme={theme}")
    page = opened.page
    faults = lambda: [(v["id"], v["nodes"][0]["html"][:99]) for v in Axe().run(page).response["violations"]]  # noqa: E731
    assert faults() == []
    page.locator("#detail button.link").first.click()
    page.locator("#in-one").click()
    page.locator("#history summary").click()
    assert faults() == []
    assert page.locator("#history tbody tr").nth(1).inner_text().split() == ["01.06.2026", "–", "–"]
    page.locator(".figures button.why").nth(2).click()
    assert faults() == []


def test_other_days_are_asked_for_only_where_a_service_stands_behind(days: Any, show: Any) -> None:
    class Live(Addresses):
        live = True

    page = show(changes_page(*days)).page
    assert page.locator("#days").is_hidden()
    page = show(changes_page(*days, addresses=Live())).page
    page.fill("#from", "2026-01-31")
    page.click("#compare")
    page.wait_for_url("**/*since=2026-01-31&as_of=2026-11-23*")


def test_forty_people_print_on_two_sheets(shuffled_days: Any, show: Any) -> None:
    page = show(changes_page(*shuffled_days(7)), "lang=pl&theme=dark").page
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 <= printed.count(b"/Type /Page\n") <= 2
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("() => document.documentElement.dataset.theme") == "light"
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"


def test_not_for_a_whole_portfolio(sample: dict[str, Snapshot]) -> None:
    with pytest.raises(NotForPortfolio):
        changes_page(sample["portfolio"], sample["portfolio"])
