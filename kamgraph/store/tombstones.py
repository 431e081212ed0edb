"""How an erased id or e-mail is remembered without being kept."""

import hashlib

from kamgraph.model.errors import InvalidValue

SHORTEST_KEY = 16


def mark(key: bytes, identifier: str) -> str:
    """Keyed hash of an id exactly as it is written, the same in every store so that a copy keeps its force.

    Ids of some sources differ in nothing but the case of a letter.

    Examples
    --------
    >>> mark(b"0123456789abcdef", "0035g00000AbCdE") == mark(b"0123456789abcdef", "0035g00000aBcDe")
    False
    """
    return hashlib.blake2b(identifier.encode(), key=key[:64], digest_size=32).hexdigest()


def mark_email(key: bytes, email: str) -> str:
    """Keyed hash of an e-mail, however it is spelt.

    Examples
    --------
    >>> mark_email(b"0123456789abcdef", " Anna@Example.pl") == mark_email(b"0123456789abcdef", "anna@example.pl")
    True
    """
    return mark(key, email.strip().casefold())


def usable(key: bytes | None) -> bytes | None:
    """The key itself; raises `InvalidValue` for one that could be guessed.

    Examples
    --------
    >>> usable(None) is None, len(usable(bytes(16)))
    (True, 16)
    """
    if key is not None and len(key) < SHORTEST_KEY:
        raise InvalidValue("tombstone_key", f"{len(key)} bytes", f"must have at least {SHORTEST_KEY} bytes")
    return key
