"""The page of our people over all clients."""
