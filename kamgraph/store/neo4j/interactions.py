"""Writing interactions: the same id with other content replaces, under the run that says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import Record as Row

from kamgraph.model import Interaction
from kamgraph.model.errors import UnknownId
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.held import CHUNK
from kamgraph.store.neo4j.references import require_known_once
from kamgraph.store.neo4j.shapes import entity_from, properties
from kamgraph.store.neo4j.views import NumberedRun, View
from kamgraph.store.port import PutCounts
from kamgraph.store.versions import version_id


@dataclass
class HeldInteraction:
    """One version of an interaction, and the runs that superseded it."""

    version: str
    run: int
    ordinal: int
    content: Interaction
    superseded_by: set[int] = field(default_factory=set)


def record_interactions(writing: Writing, view: View, run: NumberedRun, items: Sequence[Interaction]) -> PutCounts:
    """Write interactions; see `GraphStore.record_interactions`."""
    require_known_once(writing, view, run, items)
    # Of several statements in one batch about the same interaction the last holds.
    last = {item.id: plain(item) for item in items}
    held = read_interactions(writing, last)
    marked: list[str] = []
    written: list[HeldInteraction] = []
    for id_, item in last.items():
        versions = held[id_]
        standing = next((v for v in versions if view.stands(v.run, v.superseded_by)), None)
        if standing is not None and standing.content == item:
            continue
        if standing is not None:
            marked.append(standing.version)
        ordinal = sum(v.run == run.number for v in versions)
        version = version_id(f"interaction:{id_}", run.run.id, ordinal)
        written.append(HeldInteraction(version, run.number, ordinal, item))
    _mark(writing, marked, run.number)
    write_interactions(writing, written)
    return PutCounts(len(written) - len(marked), len(marked), len(items) - len(written))


def outdo(writing: Writing, view: View, run: NumberedRun, others: Sequence[NumberedRun]) -> None:
    """Supersede what others wrote of the same interactions since the run began: the later commit holds."""
    numbers = [other.number for other in others]
    ids = {row["id"] for row in writing.run("read/interactions_in_common", run=run.number, others=numbers)}
    standing = [
        version.version
        for versions in read_interactions(writing, ids).values()
        for version in versions
        if version.run != run.number and view.stands(version.run, version.superseded_by - {run.number})
    ]
    _mark(writing, standing, run.number)


def read_interactions(writing: Writing, ids: Iterable[str]) -> dict[str, list[HeldInteraction]]:
    """Every version of these interactions, hidden ones included."""
    found: dict[str, list[HeldInteraction]] = defaultdict(list)
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        for row in writing.run("read/interactions_held", ids=wanted[start : start + CHUNK]):
            version = interaction_from(row["held"])
            found[version.content.id].append(version)
    return found


def interaction_from(held: Mapping[str, Any]) -> HeldInteraction:
    """Version that a node stands for."""
    superseded_by = set(held.get("supersededBy", ()))
    content = entity_from(Interaction, held)
    return HeldInteraction(held["version"], held["run"], held["ordinal"], content, superseded_by)


def plain(item: Interaction) -> Interaction:
    """Interaction as it is kept: participants are a set."""
    return item.model_copy(update={"participants": tuple(sorted(set(item.participants)))})


def write_interactions(writing: Writing, versions: Sequence[HeldInteraction]) -> None:
    """Write versions, then who took part in them.

    Raises
    ------
    UnknownId
        A participant or an account is not in the graph.
    """
    for start in range(0, len(versions), CHUNK):
        chunk = versions[start : start + CHUNK]
        rows = [{"version": v.version, "account": v.content.account, "properties": _carried(v)} for v in chunk]
        _require_all(writing.one("write/interactions", rows=rows), rows, "account")
        involved = [{"person": person, "version": v.version} for v in chunk for person in v.content.participants]
        # Writers that lock people in the same order wait for each other less often in a circle.
        involved.sort(key=lambda row: row["person"])
        _require_all(writing.one("write/involved", rows=involved), involved, "person")


def _carried(version: HeldInteraction) -> dict[str, Any]:
    found = properties(version.content)
    found.update(version=version.version, run=version.run, ordinal=version.ordinal)
    if version.superseded_by:
        found["supersededBy"] = sorted(version.superseded_by)
    return found


def _mark(writing: Writing, versions: Sequence[str], number: int) -> None:
    for start in range(0, len(versions), CHUNK):
        writing.run("write/mark_interactions", versions=versions[start : start + CHUNK], run=number)


def _require_all(answer: Row | None, rows: Sequence[Mapping[str, Any]], named: str) -> None:
    if answer is None or answer["written"] != len(rows):
        raise UnknownId("person or organisation", tuple(sorted({row[named] for row in rows if row[named]})))
