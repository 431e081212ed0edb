"""A key opens what it was issued for, for as long as it was issued; everything else opens nothing."""

import hmac
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kamgraph.access import Principal, Scope, authenticate, issue_key
from kamgraph.access import keys as of_keys
from kamgraph.model.errors import InvalidValue, UnknownId

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
READ = [Scope.GRAPH_READ]


def test_a_key_makes_its_principal(store, fill):
    fill.account("acme")
    fill.account("other")
    key, token = issue_key(
        store, "BI", [Scope.OPINIONS_READ, Scope.GRAPH_READ], by="it", accounts=["acme"], days=30, now=NOW
    )
    assert re.fullmatch(r"kg_[0-9a-f]{12}_[A-Za-z0-9_-]{43}", token)
    scopes = frozenset({Scope.GRAPH_READ, Scope.OPINIONS_READ})
    assert authenticate(store, token, NOW) == Principal(f"key:{key.id}", scopes, frozenset({"acme"}))
    assert (key.expires_at, key.created_by, key.name) == (NOW + timedelta(days=30), "it", "BI")
    assert [(e.action, e.author, e.about) for e in store.events()] == [("key_issued", "it", key.id)]


def test_two_keys_share_nothing_and_the_store_holds_neither_secret(store, tmp_path):
    issued = [issue_key(store, "BI", READ, by="it", now=NOW) for _ in range(2)]
    assert len({key.id for key, _ in issued}) == len({token for _, token in issued}) == 2
    store.close()
    held = b"".join(path.read_bytes() for path in tmp_path.glob("map.db*"))
    assert issued[0][0].id.encode() in held
    assert not [token for _, token in issued if token[16:].encode() in held]


def test_a_key_works_from_its_first_moment_until_its_last(store):
    key, token = issue_key(store, "BI", READ, by="it", days=1, now=NOW)
    tick = timedelta(microseconds=1)
    asked = [NOW - tick, NOW, key.expires_at - tick, key.expires_at, NOW + timedelta(days=9999)]
    assert [authenticate(store, token, moment) is not None for moment in asked] == [False, True, True, False, False]


def test_a_revoked_key_stops_at_once_and_others_go_on(store):
    (gone, token), (_, other) = (issue_key(store, "BI", READ, by="it", now=NOW) for _ in range(2))
    store.revoke_key(gone.id, at=NOW, by="it")
    assert authenticate(store, token, NOW) is None
    assert authenticate(store, other, NOW) is not None


def test_a_secret_opens_no_other_key(store):
    (one, token), (other, _) = (issue_key(store, "BI", READ, by="it", now=NOW) for _ in range(2))
    assert authenticate(store, token.replace(one.id, other.id), NOW) is None


@pytest.mark.parametrize("changed", range(16, 59, 6))
def test_one_wrong_letter_is_a_wrong_key(store, changed):
    _, token = issue_key(store, "BI", READ, by="it", now=NOW)
    letter = "A" if token[changed] != "A" else "B"
    assert authenticate(store, token[:changed] + letter + token[changed + 1 :], NOW) is None
    assert authenticate(store, token, NOW) is not None


@given(st.text(max_size=80))
@example("kg_" + "0" * 12 + "_" + "A" * 43)
@example("x" * 1_000_000)
@example("\ud800")
@example("kg_000000000000_\0")
def test_anything_else_is_nobody_and_costs_the_same_work(new_store, token):
    with new_store() as filled, pytest.MonkeyPatch.context() as patch:
        asked, compared = [], []
        keys = filled.store.keys
        patch.setattr(filled.store, "keys", lambda ids: asked.append(len(ids)) or keys(ids))
        digest = hmac.compare_digest
        patch.setattr(of_keys.hmac, "compare_digest", lambda a, b: compared.append((len(a), len(b))) or digest(a, b))
        assert authenticate(filled.store, token, NOW) is None
        assert (asked, compared) == ([1], [(64, 64)])


@pytest.mark.parametrize("added", ["x", "\n", " ", "x" * 1_000_000])
def test_a_key_with_something_behind_or_before_it_is_wrong(store, added):
    _, token = issue_key(store, "BI", READ, by="it", now=NOW)
    assert authenticate(store, token + added, NOW) is None
    assert authenticate(store, added + token, NOW) is None


def test_a_scope_that_this_version_does_not_know_is_no_scope(store):
    key, token = issue_key(store, "BI", READ, by="it", now=NOW)
    other = key.model_copy(update={"id": "0" * 11 + "1", "scopes": ("later:do", "graph:read")})
    renamed = token.replace(key.id, other.id)
    store.put_key(other.model_copy(update={"hash": of_keys._hash(renamed)}))
    assert authenticate(store, renamed, NOW) == Principal(f"key:{other.id}", frozenset(READ))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"scopes": []}, "scopes"),
        ({"days": 0}, "days"),
        ({"days": 401}, "days"),
        ({"accounts": []}, "accounts"),
    ],
)
def test_a_key_that_should_not_be_is_not_issued(store, said, field):
    with pytest.raises(InvalidValue) as refused:
        issue_key(store, **{"name": "BI", "scopes": READ, "by": "it", **said})
    assert refused.value.field == field
    assert (store.keys(), store.events()) == ((), ())


def test_a_key_to_an_account_that_is_not_there_is_not_issued(store, fill):
    fill.staff("u")
    fill.account("acme")
    with pytest.raises(UnknownId, match="nobody, we"):
        issue_key(store, "BI", READ, by="it", accounts=["acme", "we", "nobody"])
    assert store.keys() == ()
