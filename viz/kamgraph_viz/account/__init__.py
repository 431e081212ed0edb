"""The influence map of one account."""
