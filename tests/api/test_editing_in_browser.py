"""What is entered on a live page reaches the store, with its author; what somebody else changed is not overwritten."""

from urllib.parse import urlsplit

import pytest

from kamgraph.model import FactKind, Stakeholder, Tie
from kamgraph.store.open import open_store

OURS = "http://127.0.0.1:8000"
PERSON, NAME = "c-0203", "Urszula Jaźwiec"
COLLEAGUE = "Paweł Śmiglarz-Wąs"


@pytest.fixture
def live(page, page_log, own_copy, serving):
    """A service that may be written to, its store, and a way to open its pages."""
    url = f"sqlite:///{own_copy}"
    with serving(store=url) as client, open_store(url) as store:

        def fulfil(route):
            asked = urlsplit(route.request.url)
            answer = client.request(
                route.request.method,
                f"{asked.path}?{asked.query}" if asked.query else asked.path,
                content=route.request.post_data_buffer,
                headers={**route.request.headers, "host": urlsplit(OURS).netloc},
            )
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

        page.route(f"{OURS}/**", fulfil)

        def opened(path):
            page.goto(f"{OURS}{path}#lang=pl")
            page.wait_for_selector("html[data-complete]", state="attached")

        yield store, client, opened
        page_log.requests.clear()


def chosen(page, name):
    page.locator("#people-table button.link").get_by_text(name, exact=True).first.click()


def saved(page):
    with page.expect_event("load"):
        page.get_by_role("button", name="Zapisz", exact=True).click()
    page.wait_for_selector("html[data-complete]", state="attached")


def standing(store, kind, person):
    return [stored.content for stored in store.facts(kind, person=person) if stored.content.valid_to is None]


def person_named(store, name):
    (found,) = [p.id for p in store.people() if p.name == name]
    return found


def test_an_opinion_is_entered_and_shown(live, page):
    store, _, opened = live
    person = person_named(store, NAME)
    opened("/accounts/arnika")
    chosen(page, NAME)
    page.get_by_role("button", name="Ocena i rola").click()
    page.select_option("#edit-stance", "-1")
    page.fill("#edit-influence", "9.5")
    page.get_by_label("Kontroluje dostęp").check()
    saved(page)
    (held,) = standing(store, FactKind.STAKEHOLDER, person)
    assert isinstance(held, Stakeholder)
    assert (held.stance, held.influence, "gatekeeper" in held.roles) == (-1, 9.5, True)
    assert str(held.confirmed_on) == "2026-11-23"
    assert page.locator("#detail h2").first.inner_text() == NAME
    assert "9,5" in page.locator("#detail").inner_text()
    assert store.runs()[0].by == "local"


def test_a_tie_is_confirmed_changed_ended_and_added(live, page):
    store, _, opened = live
    person = person_named(store, NAME)
    opened("/accounts/arnika")
    chosen(page, NAME)
    page.locator("ul.ties summary").first.click()
    with page.expect_event("load"):
        page.get_by_role("button", name="Nadal aktualne").click()
    (tie,) = standing(store, FactKind.TIE, person)
    assert isinstance(tie, Tie) and str(tie.confirmed_on) == "2026-11-23"
    page.wait_for_selector("html[data-complete]", state="attached")
    page.locator("ul.ties summary").first.click()
    page.get_by_role("button", name="Zmień ocenę").click()
    page.select_option("#edit-declared", "2")
    saved(page)
    (tie,) = standing(store, FactKind.TIE, person)
    assert (tie.declared, str(tie.valid_from)) == (2, "2026-11-23")
    page.get_by_role("button", name="Dodaj relację").click()
    page.select_option("#edit-declared", "4")
    saved(page)
    assert len(standing(store, FactKind.TIE, person)) == 2
    page.locator("ul.ties summary").first.click()
    page.get_by_role("button", name="Zakończ relację").click()
    page.fill("#edit-end", "2026-12-01")
    saved(page)
    assert len(standing(store, FactKind.TIE, person)) == 1


def test_a_conflict_is_shown_and_the_reader_decides(live, page, page_log):
    store, client, opened = live
    person = person_named(store, NAME)
    (stored,) = [s for s in store.facts(FactKind.STAKEHOLDER, person=person) if s.content.account == "arnika"]
    opened("/accounts/arnika")
    chosen(page, NAME)
    page.get_by_role("button", name="Ocena i rola").click()
    page.fill("#edit-influence", "3")
    path = f"/v1/stakeholders/{stored.fact}"
    said = {"person": person, "account": "arnika", "influence": 6}
    tag = client.get(path).headers["ETag"]
    assert client.put(path, json=said, headers={"If-Match": tag}).status_code == 200
    page.get_by_role("button", name="Zapisz", exact=True).click()
    told = page.locator("#edit [role=alert]")
    told.wait_for()
    page.get_by_text("Ktoś zmienił to w międzyczasie").wait_for()
    assert "influence: 6 → 3" in told.inner_text()
    assert standing(store, FactKind.STAKEHOLDER, person)[0].influence == 6
    with page.expect_event("load"):
        page.get_by_role("button", name="Zapisz moją wersję").click()
    assert standing(store, FactKind.STAKEHOLDER, person)[0].influence == 3
    page_log.clear()


def test_somebody_new_is_added(live, page):
    store, _, opened = live
    opened("/accounts/arnika")
    page.get_by_role("button", name="Dodaj osobę klienta").click()
    page.fill("#edit-name", "Żółta <b>Łąka</b>")
    page.select_option("#edit-level", "director")
    saved(page)
    assert "Żółta <b>Łąka</b>" in page.locator("#people-table").inner_text()
    assert person_named(store, "Żółta <b>Łąka</b>").startswith("p-")


def test_a_refusal_keeps_what_was_typed(live, page, page_log):
    _, _, opened = live
    opened("/accounts/arnika")
    page.get_by_role("button", name="Dodaj osobę klienta").click()
    page.fill("#edit-name", "Nowa Osoba")
    saved(page)
    page.get_by_role("button", name="Dodaj osobę klienta").click()
    page.fill("#edit-name", "Nowa Osoba")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.locator("#edit [role=alert]").wait_for()
    assert page.input_value("#edit-name") == "Nowa Osoba"
    page_log.clear()


def test_an_old_opinion_is_confirmed_from_the_list(live, page):
    store, _, opened = live
    opened("/accounts/kasztel-logistyka/quality")
    button = page.get_by_role("button", name="Nadal aktualne").first
    before = store.version()
    with page.expect_event("load"):
        button.click()
    assert store.version() != before
    (run,) = store.runs()[:1]
    assert (run.kind, run.by) == ("edit", "local")


def test_a_client_is_built_from_an_empty_page(live, page):
    store, _, opened = live
    opened("/")
    page.get_by_role("button", name="Dodaj klienta").click()
    page.fill("#edit-name", "Żabia Wola S.A.")
    page.fill("#edit-value", "1200000")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.wait_for_url("**/accounts/zabia-wola-s-a**")
    page.wait_for_selector("html[data-complete]", state="attached")
    assert page.locator("h1").inner_text() == "Żabia Wola S.A."
    page.get_by_role("button", name="Dodaj osobę klienta").click()
    page.fill("#edit-name", "Anna Żaba")
    saved(page)
    page.get_by_role("button", name="Dodaj osobę od nas").click()
    page.fill("#edit-name", COLLEAGUE[:-2])
    page.locator("#known").get_by_role("button", name=COLLEAGUE).click()
    saved(page)
    (assigned,) = store.facts(FactKind.ASSIGNMENT, organisation="zabia-wola-s-a")
    assert assigned.content.person == person_named(store, COLLEAGUE)
    chosen(page, "Anna Żaba")
    page.get_by_role("button", name="Dodaj relację").click()
    page.select_option("#edit-other", label=COLLEAGUE)
    page.select_option("#edit-declared", "4")
    saved(page)
    assert "Znamy 1 z 1 osoby" in page.locator("#headline").inner_text()
    assert "1,2 mln" in page.locator("#stand").inner_text()
    assert [a.name for a in store.organisations(["zabia-wola-s-a"])] == ["Żabia Wola S.A."]
