"""The embedded store in a SQLite file."""

from kamgraph.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
