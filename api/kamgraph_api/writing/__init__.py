"""Writes of single things: read, checked against what the caller has seen, and committed as a run of their own."""
