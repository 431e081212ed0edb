"""Who may see and change what: principals, and the keys they show."""

from kamgraph.access.principal import Principal, Scope

__all__ = ["Principal", "Scope"]
