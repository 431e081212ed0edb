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
    changes,
    completeness,
    coverage,
    departures,
    fading_ties,
    names,
    pattern,
    people,
    portfolio,
    reviews,
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
    "changes",
    "completeness",
    "coverage",
    "departures",
    "errors",
    "fading_ties",
    "from_networkx",
    "names",
    "open_store",
    "pattern",
    "people",
    "portfolio",
    "reviews",
    "snapshot",
    "to_networkx",
]
