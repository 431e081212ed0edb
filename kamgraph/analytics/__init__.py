"""The measures: each a pure function of a snapshot that returns a frozen result with its evidence."""

from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.departures import departures
from kamgraph.analytics.names import names
from kamgraph.analytics.pattern import pattern

__all__ = ["coverage", "departures", "names", "pattern"]
