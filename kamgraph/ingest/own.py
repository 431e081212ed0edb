"""The closed list of our own tables, in the order in which they are loaded."""

from __future__ import annotations

from kamgraph.ingest import own_facts, own_records
from kamgraph.ingest.spec import TableSpec

# What is referred to comes before what refers to it.
TABLES: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        own_records.ORGANISATIONS,
        own_records.PEOPLE,
        own_facts.POSITIONS,
        own_facts.ASSIGNMENTS,
        own_facts.STAKEHOLDERS,
        own_facts.TIES,
        own_facts.LINES,
        own_facts.FIGURES,
        own_facts.ABSENCES,
        own_records.INTERACTIONS,
        own_records.INITIATIVES,
        own_records.PLAN_ITEMS,
        own_records.HANDOVERS,
    )
}
