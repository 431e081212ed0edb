"""The page of what is to be filled in, confirmed or put right, in a real browser."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from kamgraph.analytics.completeness import completeness
from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.reviews import reviews
from kamgraph.ingest.report import MergeSuggestion, Rejected
from kamgraph.model.vocabulary import Level, LineKind
from kamgraph.snapshot.columns import ASSIGNMENT_ROLES, ROLES, Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.addresses import Addresses
from kamgraph_viz.quality.page import quality_page
from kamgraph_viz.quality.rows import FromStore, Stated
from kamgraph_viz.words.changes_page import CHANGES_PAGE
from kamgraph_viz.words.quality_page import QUALITY_PAGE

HOSTILE = ("<img src=x onerror=ran(1)>", "</script><script>ran(2)</script>", "__proto__", "{name}", "‏עברית‏ 🙂")


@dataclass(frozen=True)
class Live(Addresses):
    """A service behind the page."""

    live = True

    def api(self) -> str:
        return "/v1"


@pytest.fixture
def unfinished(account: Callable[..., Any], somebody: Any, snapshot_of: Any) -> Snapshot:
    """Somebody for each list."""
    people = [
        somebody("o", "Jan Kowal", ours=True),
        somebody("c0", "Stara Ocena", stance=1, stale=True, weight=9.0),
        somebody("c1", "Brak Wszystkiego", level=Level.UNKNOWN, department=None, stance=None, assumed=True),
        somebody("c2", "Dyrektor finansowy (wakat)", placeholder=True),
        somebody("c3", "W Kółko"),
        somebody("c4", "Dookoła"),
    ]
    lines = [("c3", "c4", LineKind.REPORTS_TO), ("c4", "c3", LineKind.REPORTS_TO)]
    made: Snapshot = snapshot_of(account(people, [("o", c, 0.5) for c in ("c0", "c2", "c3", "c4")], lines))
    # The only rating of these ties, of the tie to c2, is too old to count; the stale opinion has a fact behind it.
    ties = replace(made.ties, confirmed=made.ties.confirmed - 500)
    places = replace(made.places, stakeholder_fact=("f-0", *made.places.stakeholder_fact[1:]))
    accounts = replace(
        made.accounts, review_every_days=np.array([90], np.int32), client_since=np.array([735000], np.int32)
    )
    return replace(made, ties=ties, places=places, accounts=accounts)


FROM_STORE = FromStore(
    duplicates=(MergeSuggestion("c3", "c4", "same phone"), MergeSuggestion("x", "y", "same e-mail")),
    rejected=(Rejected("people.csv", 3, "id", "", "is blank, and every row needs it"),),
    stated={"f-0": Stated(date(2025, 6, 1), "Anna Wójt")},
)


def _lists(opened: Any) -> dict[str, list[list[str]]]:
    return {
        section.get_attribute("id").removeprefix("list-"): [
            row.locator("th, td").all_inner_texts() for row in section.locator("tbody tr").all()
        ]
        for section in opened.page.locator("#lists section").all()
    }


@pytest.mark.parametrize("code", sorted({**QUALITY_PAGE, **CHANGES_PAGE}))
def test_words_stand_in_both_languages_with_the_same_blanks(code: str) -> None:
    word = {**QUALITY_PAGE, **CHANGES_PAGE}[code]
    assert word.pl and word.en and bool(word.why_pl) == bool(word.why_en)
    assert set(re.findall(r"{\w+}", word.pl)) == set(re.findall(r"{\w+}", word.en))


def test_each_list_names_who_and_what(unfinished: Snapshot, show: Any) -> None:
    lists = _lists(show(quality_page(unfinished, store=FROM_STORE)))
    assert lists["confirm"][0] == ["Stara Ocena", "9", "Przychylność · 01.06.2025, 540 dni temu, zapis: Anna Wójt"]
    assert lists["unmet"] == [["Brak Wszystkiego", "5", "Kierownik · Dział nieznany · Poziom nieznany"]]
    said = "Brakuje: poziom, dział, nastawienie, wpływ (przyjęty z poziomu)"
    assert lists["missing"] == [["Brak Wszystkiego", "5", said]]
    assert [row[0] for row in lists["chair"]] == ["Dyrektor finansowy (wakat)"]
    assert lists["circle"] == [["W Kółko, Dookoła", "5"]]
    assert lists["duplicate"] == [["W Kółko – Dookoła", "5", "ten sam telefon"]]
    assert lists["rejected"] == [["people.csv, wiersz 3", "kolumna id: jest puste, a potrzebne w każdym wierszu"]]
    assert len(lists["review"]) == 1 and "po terminie" in lists["review"][0][1]
    old = [row for row in lists["confirm"] if "Relacja z: Jan Kowal" in row[2]]
    assert old and all("(3/5)" in row[2] and "530 dni temu" in row[2] for row in old)


def test_the_numbers_are_the_engines(invented: Any, snapshot_of: Any, show: Any) -> None:
    snap: Snapshot = snapshot_of(invented(60, 9))
    opened, known, held = show(quality_page(snap)), completeness(snap), coverage(snap)
    counts = dict(tile.inner_text().split("\n") for tile in opened.page.locator("#counts button").all())
    vacant = int(snap.people.placeholder[np.setdiff1d(snap.contacts, snap.ties.theirs[snap.active_ties])].sum())
    assert int(counts["Nikt od nas nie zna"]) == held.people - held.known - vacant
    assert int(counts["Stanowiska bez osoby"]) == known.placeholders
    assert int(counts["Role bez osoby"]) == sum(part.person is None for part in known.roles)
    assert int(counts["Przeglądy po terminie"]) == sum(item.overdue_days > 0 for item in reviews(snap).items)
    shares = opened.page.locator("#shares").inner_text()
    for share in (known.stale_share, known.assumed_share, known.placeholder_share):
        assert share is not None and words.percent(share, "pl") in shares
    influence = [float(row[1].replace(",", ".")) for row in _lists(opened)["missing"]]
    assert influence == sorted(influence, reverse=True)
    opened.page.locator("#shares button.why").first.click()
    assert opened.page.locator("#why-lines li").count() == int(counts["Do potwierdzenia"])


def test_nothing_to_mend_is_said(account: Any, somebody: Any, snapshot_of: Any, show: Any) -> None:
    done = snapshot_of(account([somebody("o", "Jan", ours=True), somebody("c", "Ewa")], [("o", "c", 0.5)]))
    page = show(quality_page(done)).page
    text = page.locator("body").inner_text()
    # Nobody is named for the parts in the decision: that is all there is.
    assert "Nic do zrobienia: do potwierdzenia, nikt od nas nie zna, brakujące dane osób" in text
    every_part = replace(done.places, roles=done.places.roles | (1 << len(ROLES)) - 1)
    sponsors = replace(done.assignments, role=done.assignments.role * 0 + ASSIGNMENT_ROLES.index("executive_sponsor"))
    whole = replace(done, kind="portfolio", scope="portfolio", places=every_part, assignments=sponsors)
    page = show(quality_page(whole), "lang=en&theme=dark").page
    assert "There is nothing to fill in." in page.locator("#headline").inner_text()
    assert page.locator("#csv-all").is_disabled()
    nobody = show(quality_page(snapshot_of(account()))).page
    assert "Nie zapisano tu żadnej osoby" in nobody.locator("#headline").inner_text()


def test_all_clients_of_the_sample(sample: dict[str, Snapshot], show: Any, beside: Any) -> None:
    whole, accounts = sample["portfolio"], [snap for name, snap in sample.items() if name != "portfolio"]
    opened = show(quality_page(whole, addresses=beside))
    unmet = _lists(opened)["unmet"]
    assert ["Feliks Ożóg", "Farby Tęcza-Bis", "9", "Prezes zarządu · Zarząd"] in unmet
    link = opened.page.locator("#list-unmet a", has_text="Feliks Ożóg").get_attribute("href")
    assert link.startswith("map-tecza-bis.html#")
    parts = sum(part.person is None for snap in accounts for part in completeness(snap).roles)
    assert opened.page.locator("#list-part h2").inner_text().endswith(f"({parts})")
    opened.page.fill("#filter", "tecza ozog")
    assert {tuple(row[:2]) for rows in _lists(opened).values() for row in rows} == {("Feliks Ożóg", "Farby Tęcza-Bis")}
    opened.page.fill("#filter", "nikt taki")
    assert "Nic nie pasuje" in opened.page.locator("#lists").inner_text()


def test_a_link_selects_the_person_on_the_map(unfinished: Snapshot, show: Any, beside: Any) -> None:
    page = show(quality_page(unfinished, addresses=beside)).page
    link = page.locator("#list-confirm a").first.get_attribute("href")
    assert link.startswith("map-acc.html#") and f"p={opaque('c0')}" in link and "lang=pl" in link


def test_the_fix_list_opens_in_a_spreadsheet(unfinished: Snapshot, show: Any, tmp_path: Path) -> None:
    page = show(quality_page(unfinished, store=FROM_STORE)).page
    with page.expect_download() as waiting:
        page.click("#csv-all")
    waiting.value.save_as(tmp_path / "fix.csv")
    lines = (tmp_path / "fix.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0] == '"Lista";"Kto lub co";"Klient";"Wpływ na decyzję";"Szczegóły";"Co zrobić"'
    assert len(lines) - 1 == len(page.evaluate("() => kamgraph.findings()"))
    assert any(line.startswith('"Do potwierdzenia";"Stara Ocena"') for line in lines)


def test_only_a_live_page_can_confirm(unfinished: Snapshot, show: Any) -> None:
    html = quality_page(unfinished, store=FROM_STORE)
    assert '"f-0"' not in html
    page = show(html).page
    assert page.locator(".still-true").count() == 0
    page = show(quality_page(unfinished, store=FROM_STORE, addresses=Live())).page
    assert page.locator(".still-true[data-fact='f-0']").count() == 1


def test_a_crowd_is_listed_a_part_at_a_time(invented: Any, snapshot_of: Any, show: Any) -> None:
    page = show(quality_page(snapshot_of(invented(400, 9)))).page
    assert page.locator("#list-missing tbody tr").count() == 50
    page.locator("#list-missing button.more").press("Enter")
    assert page.locator("#list-missing tbody tr").count() > 50
    assert page.evaluate("() => document.activeElement.id") == "list-missing-heading"
    page.locator("#counts button", has_text="Stanowiska bez osoby").press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "list-chair-heading"


def test_hostile_rows_stay_text(account: Any, somebody: Any, snapshot_of: Any, show: Any) -> None:
    people = [somebody(f"c{i}", text, title=text, department_text=text, stance=None) for i, text in enumerate(HOSTILE)]
    snap = snapshot_of(account([*people, somebody("s", "Stara", stale=True)], name=HOSTILE[1]))
    snap = replace(snap, places=replace(snap.places, stakeholder_fact=("f",) * len(snap.places.person)))
    store = FromStore(
        duplicates=tuple(MergeSuggestion("c0", "c1", text) for text in HOSTILE),
        rejected=tuple(Rejected(text, 1, text, text, text) for text in HOSTILE),
        stated={"f": Stated(None, HOSTILE[1])},
    )
    page = show(quality_page(snap, store=store)).page
    for button in page.locator("button.sort, button.why").all():
        button.evaluate("(button) => button.click()")
        page.evaluate("() => document.getElementById('why').close()")
    page.locator("#lang-en").click()
    shown = page.locator("#lists").inner_text()
    assert all(text in shown for text in HOSTILE) and f"stated by {HOSTILE[1]}" in shown


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible(unfinished: Snapshot, theme: str, show: Any, beside: Any) -> None:
    page = show(quality_page(unfinished, store=FROM_STORE, addresses=beside), f"lang=en&theme={theme}").page
    assert [(v["id"], v["nodes"][0]["html"][:99]) for v in Axe().run(page).response["violations"]] == []
