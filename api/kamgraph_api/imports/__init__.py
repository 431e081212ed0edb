"""Imports over HTTP: uploads received, jobs remembered beside the store, and one thread that runs them in turn."""

from kamgraph_api.imports.desk import ImportDesk

__all__ = ["ImportDesk"]
