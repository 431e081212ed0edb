"""How an erased id or e-mail is remembered without being kept."""

import hashlib

from kamgraph.model.errors import InvalidValue

SHORTEST_KEY = 16


def mark(key: bytes, text: str) -> str:
    """Keyed hash of an id or e-mail, the same in every store so that a copy keeps its force.

    Examples
    --------
    >>> mark(b"0123456789abcdef", " Anna@Example.pl") == mark(b"0123456789abcdef", "anna@example.pl")
    True
    """
    return hashlib.blake2b(text.strip().casefold().encode(), key=key[:64], digest_size=32).hexdigest()


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
