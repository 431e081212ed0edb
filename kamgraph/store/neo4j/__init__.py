"""The store for a company: a Neo4j server, 5.26 or later, Community features only."""
