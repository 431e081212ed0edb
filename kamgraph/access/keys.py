"""Keys to the service: issued once, kept as a hash, and told from a wrong one in constant time."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from kamgraph.access.principal import Principal, Scope
from kamgraph.model import OrganisationKind
from kamgraph.model.entities import MAX_TEXT
from kamgraph.model.errors import InvalidValue, UnknownId
from kamgraph.model.journal import ApiKey
from kamgraph.store.port import GraphStore

USUAL_DAYS, MOST_DAYS = 90, 400
_SECRET_BYTES = 32
_TOKEN = re.compile(r"kg_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
_LONGEST = 64
_NO_ID = "0" * 12


def issue_key(
    store: GraphStore,
    name: str,
    scopes: Collection[Scope],
    *,
    by: str,
    accounts: Collection[str] | None = None,
    days: int = USUAL_DAYS,
    now: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Make a key and keep its hash; the log records who issued it.

    Parameters
    ----------
    store : GraphStore
    name : str
        What it is for, 1 to 500 characters.
    scopes : collection of Scope
        At least one.
    by : str
        Who issues it.
    accounts : collection of str, optional
        Ids of the accounts it opens, at least one; all accounts without it.
    days : int
        So long it works, 1 to 400.
    now : datetime, optional
        From when; this moment by default.

    Returns
    -------
    ApiKey
        As it is kept.
    str
        The token ``kg_<id>_<secret>``. It is kept nowhere: whoever loses it needs another key.

    Raises
    ------
    InvalidValue
        There is no name, scope or account, or the days are out of range.
    UnknownId
        One of the accounts is not there.

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/map.db") as store:
    ...     key, token = issue_key(store, "BI", [Scope.GRAPH_READ], by="it", days=30)
    ...     authenticate(store, token).may(Scope.GRAPH_READ), authenticate(store, token + "x")
    (True, None)
    """
    if not 0 < len(name.strip()) <= MAX_TEXT:
        raise InvalidValue("name", name, f"needs 1 to {MAX_TEXT} characters")
    if not scopes:
        raise InvalidValue("scopes", "", "must name at least one scope")
    if not 1 <= days <= MOST_DAYS:
        raise InvalidValue("days", days, f"must be a whole number from 1 to {MOST_DAYS}")
    if accounts is not None:
        _require_accounts(store, accounts)
    created = (now or datetime.now(UTC)).astimezone(UTC)
    identifier = secrets.token_hex(6)
    token = f"kg_{identifier}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    key = ApiKey(
        id=identifier,
        name=name,
        hash=_hash(token),
        scopes=tuple(sorted({scope.value for scope in scopes})),
        accounts=None if accounts is None else tuple(accounts),
        created_at=created,
        created_by=by,
        expires_at=created + timedelta(days=days),
    )
    store.put_key(key)
    return key, token


def authenticate(store: GraphStore, token: str, now: datetime | None = None) -> Principal | None:
    """Who shows this token; None for every token that is wrong, expired, revoked or none at all.

    It reads one record by its id, so it can be asked at every request. Whoever keeps answers must forget them within 5
    seconds, because a revoked key has to stop working by then.

    Parameters
    ----------
    store : GraphStore
    token : str
        As it was issued. Of a longer one only the beginning is looked at.
    now : datetime, optional
        When; this moment by default.

    Returns
    -------
    Principal or None
        Its subject is ``key:<id>``; its scopes are those of the key that this version knows.

    Notes
    -----
    The secret has 256 random bits, which nobody guesses at any speed, so a fast hash keeps it as well as a slow one; a
    slow one would only let anybody with wrong tokens occupy the service. For every token one key is read or made up and
    its hash compared in constant time; that there is such an id is no secret.
    """
    short = token[: _LONGEST + 1]
    shaped = _TOKEN.fullmatch(short)
    found = store.keys([shaped[1] if shaped else _NO_ID])
    key = found[0] if found else _nobody()
    right = hmac.compare_digest(_hash(short), key.hash)
    working = key.revoked_at is None and key.created_at <= (now or datetime.now(UTC)) < key.expires_at
    if not (right and working):
        return None
    known = {scope.value for scope in Scope}
    return Principal(
        subject=f"key:{key.id}",
        scopes=frozenset(Scope(scope) for scope in key.scopes if scope in known),
        accounts=None if key.accounts is None else frozenset(key.accounts),
    )


def _nobody() -> ApiKey:
    """Made anew each time, as a key that is read is; no token has this hash."""
    at = datetime(2000, 1, 1, tzinfo=UTC)
    return ApiKey(
        id=_NO_ID,
        name="nobody",
        hash="0" * 64,
        scopes=("nothing",),
        created_at=at,
        created_by="nobody",
        expires_at=at,
    )


def _require_accounts(store: GraphStore, accounts: Collection[str]) -> None:
    if not accounts:
        raise InvalidValue("accounts", "", "must name at least one account")
    known = {o.id for o in store.organisations(set(accounts)) if o.kind is OrganisationKind.ACCOUNT}
    if unknown := sorted(set(accounts) - known):
        raise UnknownId("organisation", tuple(unknown))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
