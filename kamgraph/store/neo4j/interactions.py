"""Writing interactions: the same id with other content replaces, under the run that says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kamgraph.model import Interaction
from kamgraph.model.errors import UnknownId
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.held import CHUNK
from kamgraph.store.neo4j.references import references, require_known
from kamgraph.store.neo4j.shapes import entity_from, properties
from kamgraph.store.neo4j.views import NumberedRun, View
from kamgraph.store.port import PutCounts
from kamgraph.store.versions import version_id


@dataclass
class HeldInteraction:
    """One version of an interaction and the runs that superseded it."""

    version: str
    run: int
    content: Interaction
    said: tuple[str, ...]
    superseded_by: set[int] = field(default_factory=set)


def record_interactions(
    writing: Writing, view: View, run: NumberedRun, items: Sequence[Interaction]
) -> PutCounts:
    """Write interactions; see `GraphStore.record_interactions`."""
    require_known(writing, view, run.number, {reference for item in items for reference in references(item)})
    held = read_interactions(writing, {item.id for item in items})
    before = {v.version for versions in held.values() for v in versions if v.run == run.number}
    counts, written, marked = _plan(view, run, held, items)
    # Its links go with a version that is written again, so that nobody stays linked who did not take part.
    _delete(writing, sorted(before.intersection(v.version for v in written)))
    _mark(writing, "write/mark_interactions", marked, run.number)
    write_interactions(writing, written)
    return counts


def rebase_interactions(writing: Writing, view: View, run: NumberedRun, others: Sequence[NumberedRun]) -> None:
    """Lay a run's interactions over what the others committed or undid since it began."""
    numbers = [other.number for other in others]
    ids = {row["id"] for row in writing.run("read/interactions_in_common", run=run.number, others=numbers)}
    if not ids:
        return
    held = read_interactions(writing, ids)
    statements, unmarked = [], []
    for versions in held.values():
        for version in list(versions):
            if version.run == run.number:
                versions.remove(version)
                said = {name: getattr(version.content, name) for name in version.said}
                statements.append(Interaction.model_validate(said))
            elif run.number in version.superseded_by:
                version.superseded_by.discard(run.number)
                unmarked.append(version.version)
    _mark(writing, "write/unmark_interactions", unmarked, run.number)
    _delete(writing, [version_id(f"interaction:{item.id}", run.run.id, 0) for item in statements])
    _, written, marked = _plan(view, run, held, statements)
    _mark(writing, "write/mark_interactions", marked, run.number)
    write_interactions(writing, written)


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
    return HeldInteraction(held["version"], held["run"], content, tuple(held["said"]), superseded_by)


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
        _require_all(writing.one("write/interactions", rows=rows), len(rows))
        involved = [{"person": person, "version": v.version} for v in chunk for person in v.content.participants]
        involved.sort(key=lambda row: row["person"])
        _require_all(writing.one("write/involved", rows=involved), len(involved))


def _plan(
    view: View, run: NumberedRun, held: Mapping[str, list[HeldInteraction]], items: Iterable[Interaction]
) -> tuple[PutCounts, list[HeldInteraction], list[str]]:
    outcomes = {"added": 0, "changed": 0, "unchanged": 0}
    written: dict[str, HeldInteraction] = {}
    marked = []
    state = {id_: list(versions) for id_, versions in held.items()}
    for item in items:
        versions = state.setdefault(item.id, [])
        standing = next((v for v in versions if view.stands(v.run, v.superseded_by)), None)
        said = {name: getattr(item, name) for name in item.model_fields_set}
        after = Interaction.model_validate({**(dict(standing.content) if standing else {}), **said})
        if standing is not None and after == standing.content:
            outcomes["unchanged"] += 1
            continue
        outcomes["changed" if standing else "added"] += 1
        before = standing.said if standing is not None and standing.run == run.number else ()
        if standing is not None and standing.run == run.number:
            versions.remove(standing)
        elif standing is not None:
            standing.superseded_by.add(run.number)
            marked.append(standing.version)
        version = version_id(f"interaction:{item.id}", run.run.id, 0)
        new = HeldInteraction(version, run.number, after, tuple(sorted({*before, *said})))
        versions.append(new)
        written[version] = new
    return PutCounts(**outcomes), list(written.values()), marked


def _carried(version: HeldInteraction) -> dict[str, Any]:
    found = properties(version.content)
    found.update(version=version.version, run=version.run, said=list(version.said))
    if version.superseded_by:
        found["supersededBy"] = sorted(version.superseded_by)
    return found


def _mark(writing: Writing, name: str, versions: Sequence[str], number: int) -> None:
    for start in range(0, len(versions), CHUNK):
        writing.run(name, versions=versions[start : start + CHUNK], run=number)


def _delete(writing: Writing, versions: Sequence[str]) -> None:
    for start in range(0, len(versions), CHUNK):
        writing.run("write/delete_interactions", versions=versions[start : start + CHUNK])


def _require_all(answer: Any, sent: int) -> None:
    if answer is None or answer["written"] != sent:
        raise UnknownId("person or organisation", ())
