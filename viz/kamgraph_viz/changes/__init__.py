"""One account on two days: what was gained and what was lost."""
