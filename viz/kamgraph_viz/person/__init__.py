"""The page of one person over all clients."""
