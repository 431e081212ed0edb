"""Writing interactions: the same id with other content replaces, under the run that says so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import Record as Row

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
    """One version of an interaction, the fields its run set, and the runs that superseded it."""

    version: str
    run: int
    content: Interaction
    said: tuple[str, ...]
    superseded_by: set[int] = field(default_factory=set)


class _Batch:
    """Interactions whose versions were read together; planned in memory, then written together."""

    def __init__(self, view: View, run: NumberedRun, held: dict[str, list[HeldInteraction]]) -> None:
        self._view, self._run, self._held = view, run, held
        self._new: dict[str, HeldInteraction] = {}
        self._replaced: set[str] = set()
        self._marked: list[str] = []

    def put(self, item: Interaction) -> str:
        """Lay what an item says over what stands by now; gives its outcome."""
        versions = self._held[item.id]
        standing = next((v for v in versions if self._view.stands(v.run, v.superseded_by)), None)
        said, content = set(item.model_fields_set), plain(item)
        if standing is not None:
            content = Interaction.model_validate(dict(standing.content) | {n: getattr(content, n) for n in said})
            if content == standing.content:
                return "unchanged"
            if standing.run == self._run.number:
                # What a run says once more about an interaction goes into its one version of it.
                said.update(standing.said)
                versions.remove(standing)
                self._replaced.add(standing.version)
            else:
                standing.superseded_by.add(self._run.number)
                self._marked.append(standing.version)
        version = version_id(f"interaction:{item.id}", self._run.run.id, 0)
        new = HeldInteraction(version, self._run.number, content, tuple(sorted(said)))
        versions.append(new)
        self._new[version] = new
        return "added" if standing is None else "changed"

    def write(self, writing: Writing) -> None:
        """Write new versions in place of the run's earlier ones, and the marks on those of others."""
        # Links go with a version that is written again, so that nobody stays linked who did not take part.
        _send(writing, "write/delete_interactions", sorted(self._replaced))
        _send(writing, "write/mark_interactions", self._marked, run=self._run.number)
        write_interactions(writing, list(self._new.values()))


def record_interactions(writing: Writing, view: View, run: NumberedRun, items: Sequence[Interaction]) -> PutCounts:
    """Write interactions; see `GraphStore.record_interactions`."""
    require_known(writing, view, run.number, {reference for item in items for reference in references(item)})
    batch = _Batch(view, run, read_interactions(writing, {item.id for item in items}))
    outcomes = Counter(batch.put(item) for item in items)
    batch.write(writing)
    return PutCounts(outcomes["added"], outcomes["changed"], outcomes["unchanged"])


def rebase_interactions(writing: Writing, view: View, run: NumberedRun, others: Sequence[NumberedRun]) -> None:
    """Apply a run's statements again, on top of what the others committed or undid since it began."""
    numbers = [other.number for other in others]
    ids = {row["id"] for row in writing.run("read/interactions_in_common", run=run.number, others=numbers)}
    held = read_interactions(writing, ids)
    own = [v for versions in held.values() for v in versions if v.run == run.number]
    unmarked = []
    for id_, versions in held.items():
        held[id_] = [version for version in versions if version.run != run.number]
        for version in held[id_]:
            if run.number in version.superseded_by:
                version.superseded_by.discard(run.number)
                unmarked.append(version.version)
    _send(writing, "write/unmark_interactions", unmarked, run=run.number)
    _send(writing, "write/delete_interactions", [version.version for version in own])
    batch = _Batch(view, run, held)
    for version in own:
        content = dict(version.content)
        batch.put(Interaction.model_validate({name: content[name] for name in version.said}))
    batch.write(writing)


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
    found.update(version=version.version, run=version.run, said=list(version.said))
    if version.superseded_by:
        found["supersededBy"] = sorted(version.superseded_by)
    return found


def _send(writing: Writing, name: str, versions: Sequence[str], **parameters: int) -> None:
    for start in range(0, len(versions), CHUNK):
        writing.run(name, versions=versions[start : start + CHUNK], **parameters)


def _require_all(answer: Row | None, rows: Sequence[Mapping[str, Any]], named: str) -> None:
    if answer is None or answer["written"] != len(rows):
        raise UnknownId("person or organisation", tuple(sorted({row[named] for row in rows if row[named]})))
