"""The store for a company: a Neo4j server, 5.26 or later, Community features only."""

from kamgraph.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
