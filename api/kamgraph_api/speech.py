"""Which language an answer speaks."""

from collections.abc import Mapping
from typing import Any

from kamgraph_api.settings import Language


def spoken(scope: Mapping[str, Any]) -> Language:
    """Polish or English: what the request prefers, else what the service was told.

    Examples
    --------
    >>> spoken({"headers": [(b"accept-language", b"pl-PL,pl;q=0.9,en;q=0.8")]})
    'pl'
    >>> spoken({"headers": []})
    'en'
    """
    for name, value in scope.get("headers", ()):
        if name == b"accept-language":
            return _preferred(value.decode("latin-1"), _default(scope))
    return _default(scope)


def _default(scope: Mapping[str, Any]) -> Language:
    app = scope.get("app")
    return app.state.settings.lang if app is not None else "en"


def _preferred(header: str, default: Language) -> Language:
    best: tuple[float, Language] = (0.0, default)
    for part in header.split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.split("-")[0].strip().casefold()
        weight = _weight(parameters)
        if language == "pl" and weight > best[0]:
            best = weight, "pl"
        elif language == "en" and weight > best[0]:
            best = weight, "en"
    return best[1]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
