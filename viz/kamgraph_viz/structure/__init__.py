"""Reporting lines of an account, and where its people stand by influence and attitude."""
