"""The measures: each a pure function of a snapshot that returns a frozen result with its evidence."""

from kamgraph.analytics.brokers import brokers
from kamgraph.analytics.concentration import concentration
from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.departure import departure
from kamgraph.analytics.departures import departures
from kamgraph.analytics.expected import expected_coverage
from kamgraph.analytics.influence import influence_shares
from kamgraph.analytics.names import names
from kamgraph.analytics.pattern import pattern
from kamgraph.analytics.resilience import resilience
from kamgraph.analytics.threads import threads
from kamgraph.analytics.ties import ties

__all__ = [
    "brokers",
    "concentration",
    "coverage",
    "departure",
    "departures",
    "expected_coverage",
    "influence_shares",
    "names",
    "pattern",
    "resilience",
    "threads",
    "ties",
]
