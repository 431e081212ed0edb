"""Who may see and change what: principals, and the keys they show."""

from kamgraph.access.keys import authenticate, issue_key
from kamgraph.access.log import take_note
from kamgraph.access.principal import Principal, Scope

__all__ = ["Principal", "Scope", "authenticate", "issue_key", "take_note"]
