"""Counts for Prometheus: how many requests, how long, how many answers stood ready."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route")
        self._requests = Counter(
            "kamgraph_requests_total", "Answers given.", (*labels, "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "kamgraph_request_seconds", "Time to answer.", labels, registry=self._registry, buckets=_SECONDS
        )
        self._ready = Counter("kamgraph_ready_answers_total", "Answers that stood ready.", registry=self._registry)
        self._snapshots = Counter("kamgraph_snapshots_total", "Snapshots read from the store.", registry=self._registry)

    def served(self, method: str, route: str, status: int, seconds: float) -> None:
        """One answer was given."""
        method = method if method in {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"} else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def answered_ready(self) -> None:
        """One answer was given from memory."""
        self._ready.inc()

    def took_snapshot(self) -> None:
        """One snapshot was read from the store."""
        self._snapshots.inc()

    def exposition(self) -> bytes:
        """All of them as Prometheus reads them."""
        return generate_latest(self._registry)
