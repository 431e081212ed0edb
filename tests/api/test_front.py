"""The first page."""

import pytest

from kamgraph.access import Scope


def test_it_leads_to_the_documentation_and_to_every_map(client):
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert 'href="docs"' in page.text
    for account in client.get("/v1/accounts").json()["items"]:
        assert f'href="v1/accounts/{account["account"]}/map"' in page.text
        assert account["name"] in page.text


@pytest.mark.parametrize(("lang", "word"), [("pl", "Mapy klientów"), ("en", "Maps of the clients")])
def test_it_speaks_the_readers_language(client, lang, word):
    page = client.get("/", headers={"Accept-Language": lang})
    assert word in page.text
    assert f'<html lang="{lang}">' in page.text


def test_it_shows_only_the_accounts_that_its_reader_may_see(asking):
    limited = asking(Scope.GRAPH_READ, Scope.ANALYTICS_READ, accounts=frozenset({"zakole"})).get("/").text
    assert "Browar Zakole" in limited
    assert "Arnika" not in limited
    for nobody in (asking(Scope.ANALYTICS_READ), asking()):
        assert "Zakole" not in nobody.get("/").text


def test_a_name_is_text_and_never_markup(fill, store, serving):
    fill.account("<script>a</script>&\"'")
    with serving(store=store.url) as client:
        page = client.get("/").text
    assert "<script" not in page.casefold()
    assert "&lt;Script&gt;" in page
