"""What the driver and the server say, in the store's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from kamgraph.model.errors import StoreUnavailable

_SAID: dict[str, str] = {
    "Neo.ClientError.Security.AuthenticationRateLimit": "it refuses logins for a while after too many wrong passwords",
    "Neo.ClientError.Database.DatabaseNotFound": "there is no such database; KAMGRAPH_NEO4J_DATABASE names it",
    "Neo.ClientError.Security.CredentialsExpired": "the password must be changed first, as after an installation",
    "Neo.ClientError.Security.Forbidden": "this user may not do that",
}
_ENTER = "set KAMGRAPH_NEO4J_USER and KAMGRAPH_NEO4J_PASSWORD or KAMGRAPH_NEO4J_PASSWORD_FILE"


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Raise `StoreUnavailable`, naming the address, for whatever keeps the database from answering."""
    try:
        yield
    except Neo4jError as error:
        raise StoreUnavailable(f"{url}: {_reason(error)}") from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreUnavailable(f"{url}: no answer; is Neo4j running there?") from error
    except ConfigurationError as error:
        raise StoreUnavailable(f"{url}: {error}") from error
    except DriverError as error:
        raise StoreUnavailable(f"{url}: the connection was lost ({type(error).__name__})") from error


def _reason(error: Neo4jError) -> str:
    code = error.code or ""
    if code in _SAID:
        return _SAID[code]
    if isinstance(error, AuthError):
        return f"the user or the password was refused; {_ENTER}"
    if isinstance(error, TransientError):
        return f"busy for too long; try again ({code})"
    # The server's own sentence may quote values, so only its code is passed on.
    return f"the database refused the statement ({code})"
