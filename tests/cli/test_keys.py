"""Keys as they are typed: shown once, listed without their secret, taken back."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from kamgraph.access import Scope, authenticate
from kamgraph.store.open import open_store


@pytest.fixture
def own(run, tmp_path, sample_url, monkeypatch):
    """Commands on a copy of the sample store, and its address."""
    copy = tmp_path / "copy.db"
    shutil.copy(sample_url.removeprefix("sqlite:///"), copy)
    monkeypatch.setenv("KAMGRAPH_STORE", f"sqlite:///{copy}")
    monkeypatch.setenv("KAMGRAPH_BY", "it")
    return run


def _principal(tmp_path, token):
    with open_store(f"sqlite:///{tmp_path}/copy.db") as store:
        return authenticate(store, token)


def test_a_key_opens_what_was_typed_until_it_is_taken_back(own, tmp_path):
    made = json.loads(own("key", "add", "BI", "--scope", "graph:read", "--account", "zakole", "--json").stdout)
    token = made.pop("token")
    principal = _principal(tmp_path, token)
    assert principal.subject == f"key:{made['id']}"
    assert (principal.scopes, len(principal.accounts)) == ({Scope.GRAPH_READ}, 1)
    assert 89 <= (datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)).days <= 90
    listed = own("key", "list", "--json").stdout
    assert json.loads(listed)["items"] == [made]
    assert "hash" not in listed
    gone = json.loads(own("key", "revoke", made["id"], "--json").stdout)
    assert gone == {**made, "revoked_at": gone["revoked_at"]}
    assert gone["revoked_at"]
    assert _principal(tmp_path, token) is None
    log = json.loads(own("audit-log", "--json").stdout)["items"]
    assert [(e["action"], e["author"], e["about"]) for e in log] == [
        ("key_revoked", "it", made["id"]),
        ("key_issued", "it", made["id"]),
    ]


@pytest.mark.parametrize(
    ("lang", "once", "works", "revoked", "none"),
    [
        ("pl", "drugi raz nie da się go pokazać", "działa", "unieważniony", "Nie ma kluczy."),
        ("en", "cannot be shown again", "works", "revoked", "There are no keys."),
    ],
)
def test_keys_speak_the_readers_language(own, tmp_path, lang, once, works, revoked, none):
    assert none in own("key", "list", "--lang", lang).stdout
    words = ("--scope", "graph:read", "--scope", "analytics:read", "--days", "7")
    said, token = own("key", "add", "BI", *words, "--lang", lang).stdout.splitlines()
    assert once in said
    assert _principal(tmp_path, token).accounts is None
    table = own("key", "list", "--lang", lang).stdout
    assert "analytics:read, graph:read" in table
    assert works in table
    assert token[16:] not in table
    identifier = token.split("_")[1]
    assert identifier in own("key", "revoke", identifier, "--lang", lang).stdout
    assert revoked in own("key", "list", "--lang", lang).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "BI"), 2),
        (("add", "BI", "--scope", "everything"), 2),
        (("add", "BI", "--scope", "admin", "--days", "401"), 2),
        (("add", "BI", "--scope", "admin", "--days", "0"), 2),
        (("add", " ", "--scope", "admin"), 3),
        (("add", "BI", "--scope", "admin", "--account", "nosuch"), 2),
        (("revoke", "000000000000"), 4),
    ],
)
def test_what_cannot_be_done_is_said_and_not_done(own, words, code):
    refused = own("key", *words)
    assert refused.exit_code == code
    assert refused.stderr
    assert json.loads(own("key", "list", "--json").stdout)["items"] == []
