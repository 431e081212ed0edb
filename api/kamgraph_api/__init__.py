"""The HTTP service: who knows whom, what hangs on one person, and what a departure breaks, for other programs."""

from kamgraph_api.app import create_app
from kamgraph_api.settings import ServiceSettings

__all__ = ["ServiceSettings", "create_app"]
