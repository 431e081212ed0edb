"""kamgraph."""
