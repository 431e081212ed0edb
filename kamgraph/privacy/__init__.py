"""Subject access and erasure, as the GDPR (RODO) asks for them."""

from kamgraph.privacy.subject import erase_subject, export_subject
from kamgraph.privacy.tombstones import tombstone_key

__all__ = ["erase_subject", "export_subject", "tombstone_key"]
