"""The secret under which erased ids are remembered; it lives outside every store."""

import os
import secrets
from pathlib import Path

from kamgraph.model.errors import InputError

_BYTES = 32


def tombstone_key(path: Path) -> bytes:
    """Read the key, making one on first use that only its owner can read.

    Erased ids and e-mails are kept as keyed hashes, so that an import cannot bring the person back and nobody without
    the key can tell who it was. Whoever moves a store moves this file separately.

    Parameters
    ----------
    path : Path
        The key's file; its folder is made.

    Returns
    -------
    bytes
        32 bytes.

    Raises
    ------
    InputError
        The file cannot be read or made, or holds something else.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = tombstone_key(Path(folder) / "keys" / "erasure.key")
    ...     first == tombstone_key(Path(folder) / "keys" / "erasure.key"), len(first)
    (True, 32)
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        else:
            key = secrets.token_bytes(_BYTES)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key.hex() + "\n")
    except OSError as error:
        raise InputError(str(path), f"the erasure key cannot be read or made: {error.strerror}") from error
    except ValueError as error:
        raise InputError(str(path), "is no erasure key: 64 hexadecimal digits were expected") from error
    if len(key) != _BYTES:
        raise InputError(str(path), f"is no erasure key: {_BYTES} bytes were expected, {len(key)} found")
    return key
