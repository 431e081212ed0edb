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

from importlib.metadata import version

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
    influence_shares,
    names,
    pattern,
    people,
    portfolio,
    resilience,
    reviews,
    threads,
    ties,
)
from kamgraph.model import Settings, errors
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx, to_networkx
from kamgraph.store.open import open_store

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
    "influence_shares",
    "names",
    "open_store",
    "pattern",
    "people",
    "portfolio",
    "resilience",
    "reviews",
    "snapshot",
    "threads",
    "ties",
    "to_networkx",
]
