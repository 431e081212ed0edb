"""Stakeholder relationship graph engine for key account management.

Examples
--------
>>> import tempfile
>>> from datetime import date
>>> import kamgraph as kg
>>> with tempfile.TemporaryDirectory() as folder, kg.open_store(f"sqlite:///{folder}/map.db") as store:
...     kg.portfolio(kg.snapshot(store, as_of=date(2026, 11, 23))).items
()
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from kamgraph.model import Settings, errors
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.open import open_store

if TYPE_CHECKING:
    from kamgraph.analytics import (
        activity,
        brokers,
        changes,
        completeness,
        concentration,
        coverage,
        departure,
        departures,
        expected_coverage,
        fading_ties,
        handover,
        if_tied,
        influence_shares,
        introductions,
        names,
        next_best_ties,
        pattern,
        people,
        portfolio,
        resilience,
        reviews,
        synergies,
        threads,
        ties,
    )
    from kamgraph.snapshot.graph import from_networkx, to_networkx

__version__ = version("kamgraph")

__all__ = [
    "Settings",
    "Snapshot",
    "activity",
    "brokers",
    "changes",
    "completeness",
    "concentration",
    "coverage",
    "departure",
    "departures",
    "errors",
    "expected_coverage",
    "fading_ties",
    "from_networkx",
    "handover",
    "if_tied",
    "influence_shares",
    "introductions",
    "names",
    "next_best_ties",
    "open_store",
    "pattern",
    "people",
    "portfolio",
    "resilience",
    "reviews",
    "snapshot",
    "synergies",
    "threads",
    "ties",
    "to_networkx",
]

_GRAPHS = ("from_networkx", "to_networkx")


def __getattr__(name: str) -> Any:
    # The measures are half of the time this import would take; they are fetched when first named, and scipy and
    # networkx, which take as long again, where a measure calls them. `snapshot` is not among them: a package of that
    # name stands beside the function and would win.
    if name not in __all__:
        raise AttributeError(f"module 'kamgraph' has no attribute {name!r}")
    home = "kamgraph.snapshot.graph" if name in _GRAPHS else "kamgraph.analytics"
    found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
