"""Merges of people: an alias is read under another id; nothing is rewritten."""

from collections.abc import Iterable, Mapping

from kamgraph.model.errors import Conflict
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.references import require_known
from kamgraph.store.neo4j.views import NumberedRun, View
from kamgraph.store.versions import version_id


def alias_people(writing: Writing, view: View, run: NumberedRun, alias: str, person: str) -> None:
    """Declare two ids one person; see `GraphStore.alias_people`."""
    require_known(writing, view, run.number, [("Person", alias), ("Person", person)])
    refuse_contradiction(read_aliases(writing, view), alias, person)
    version = version_id(f"alias:{alias}", run.run.id, 0)
    writing.run("write/same_as", alias=alias, person=person, version=version, run=run.number)


def refuse_contradiction(merged: Mapping[str, str], alias: str, person: str) -> None:
    """Raise `Conflict` for a merge that goes round in a circle or gives an alias a second person."""
    if alias in merged:
        raise Conflict("already merged into another person", (alias,))
    at = person
    while at in merged:
        at = merged[at]
    if at == alias:
        raise Conflict("a person cannot be merged into himself or herself", (alias,))


def recheck(writing: Writing, view: View, number: int) -> None:
    """Raise `Conflict` where a run's merges contradict what others committed since."""
    merged: dict[str, str] = {}
    for row in sorted(writing.run("read/aliases"), key=lambda row: row["run"] == number):
        if view.shows(row["run"]):
            refuse_contradiction(merged, row["alias"], row["person"])
            merged[row["alias"]] = row["person"]


def read_aliases(writing: Writing, view: View) -> dict[str, str]:
    """Visible merges, one step each."""
    return {row["alias"]: row["person"] for row in writing.run("read/aliases") if view.shows(row["run"])}


def resolved(merged: Mapping[str, str]) -> dict[str, str]:
    """Every alias with the id it is read under at the end of its chain.

    Examples
    --------
    >>> resolved({"a": "b", "b": "c"})
    {'a': 'c', 'b': 'c'}
    """
    found = {}
    for alias, person in merged.items():
        at = person
        while at in merged:
            at = merged[at]
        found[alias] = at
    return found


def group_of(merged: Mapping[str, str], ids: Iterable[str]) -> dict[str, set[str]]:
    """Canonical id of each id asked for, with every id that is read under it."""
    groups: dict[str, set[str]] = {resolved_id: {resolved_id} for resolved_id in (merged.get(i, i) for i in ids)}
    for alias, person in merged.items():
        if person in groups:
            groups[person].add(alias)
    return groups
