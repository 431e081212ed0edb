"""Files in and out: read, map, resolve, load, report; and the same tables written again."""

from kamgraph.ingest.export import export_tables
from kamgraph.ingest.importing import import_path
from kamgraph.ingest.merges import suggest_merges
from kamgraph.ingest.report import Absent, FileReport, ImportReport, MergeSuggestion, Rejected, TableReport
from kamgraph.ingest.template import template

__all__ = [
    "Absent",
    "FileReport",
    "ImportReport",
    "MergeSuggestion",
    "Rejected",
    "TableReport",
    "export_tables",
    "import_path",
    "suggest_merges",
    "template",
]
