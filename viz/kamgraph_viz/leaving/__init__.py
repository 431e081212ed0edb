"""The pages of a departure and of a handover."""
