"""The measures: each a pure function of a snapshot that returns a frozen result with its evidence."""

from kamgraph.analytics.activity import activity
from kamgraph.analytics.brokers import brokers
from kamgraph.analytics.changes import changes
from kamgraph.analytics.completeness import completeness
from kamgraph.analytics.concentration import concentration
from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.departure import departure
from kamgraph.analytics.departures import departures
from kamgraph.analytics.expected import expected_coverage
from kamgraph.analytics.fading_ties import fading_ties
from kamgraph.analytics.handover import handover
from kamgraph.analytics.if_tied import if_tied
from kamgraph.analytics.influence import influence_shares
from kamgraph.analytics.introductions import introductions
from kamgraph.analytics.names import names
from kamgraph.analytics.next_best_ties import next_best_ties
from kamgraph.analytics.pattern import pattern
from kamgraph.analytics.people import people
from kamgraph.analytics.portfolio import portfolio
from kamgraph.analytics.resilience import resilience
from kamgraph.analytics.reviews import reviews
from kamgraph.analytics.synergies import synergies
from kamgraph.analytics.threads import threads
from kamgraph.analytics.ties import ties

__all__ = [
    "activity",
    "brokers",
    "changes",
    "completeness",
    "concentration",
    "coverage",
    "departure",
    "departures",
    "expected_coverage",
    "fading_ties",
    "handover",
    "if_tied",
    "influence_shares",
    "introductions",
    "names",
    "next_best_ties",
    "pattern",
    "people",
    "portfolio",
    "resilience",
    "reviews",
    "synergies",
    "threads",
    "ties",
]
