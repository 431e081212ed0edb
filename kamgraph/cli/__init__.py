"""The command line: the place where a store, a snapshot, measures and pages are put together for a terminal."""
