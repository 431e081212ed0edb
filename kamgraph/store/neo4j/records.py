"""Records (people, organisations, plans): one current state, made of what the visible runs said in their order.

A node carries the values that stand, so that they can be read with plain Cypher. Beside it, a `RecordVersion` keeps the
fields a run set: as long as the run is pending they are its alone, its commit lays them over the others, and undoing it
takes them away again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic.alias_generators import to_snake

from kamgraph.model import Organisation, Person, fold
from kamgraph.model.entities import Entity
from kamgraph.model.errors import InvalidValue
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.references import references, require_known
from kamgraph.store.neo4j.shapes import RECORD_TYPES, Properties, entity_from, properties
from kamgraph.store.neo4j.views import NumberedRun, View
from kamgraph.store.port import PutCounts, Record

Said = dict[str, Any]


def put_records(writing: Writing, view: View, run: NumberedRun, items: Sequence[Record]) -> PutCounts:
    """Lay what the items say over what the run sees; see `GraphStore.put_records`."""
    kind, number = type(items[0]), run.number
    if any(type(item) is not kind for item in items):
        raise InvalidValue("items", kind.__name__, "one kind of record a call")
    label = kind.__name__
    new = {item.id for item in items}
    named = {reference for item in items for reference in references(item)}
    require_known(writing, view, number, named - {(label, id_) for id_ in new})
    standing, said = _held(writing, view, number, kind, sorted(new))
    outcomes = {"added": 0, "changed": 0, "unchanged": 0}
    touched = {}
    run.new.named.update((label, id_) for id_ in new)
    if kind is Person:
        run.new.brought.update(new.difference(standing))
    for item in items:
        before = standing.get(item.id)
        says = _said(item)
        after = kind.model_validate({**(dict(before) if before else {}), **says})
        outcome = "added" if before is None else "unchanged" if after == before else "changed"
        outcomes[outcome] += 1
        if outcome != "unchanged":
            standing[item.id] = after
            said[item.id] = {**said.get(item.id, {}), **says}
            touched[item.id] = after
    remember(writing, label, [(number, said[id_]) for id_ in sorted(touched)])
    write_nodes(writing, number, label, {id_: (number, touched[id_]) for id_ in sorted(touched)}, settled=False)
    return PutCounts(**outcomes)


def write_nodes(
    writing: Writing, number: int, label: str, states: Mapping[str, tuple[int, Entity]], *, settled: bool
) -> None:
    """Let nodes carry these states, each under the number of a run that brought it."""
    rows = [{"id": id_, "properties": node_properties(entity, run)} for id_, (run, entity) in states.items()]
    if rows:
        writing.run(f"write/records/{to_snake(label)}", rows=rows, run=number, settled=settled)


def node_properties(entity: Entity, number: int) -> Properties:
    """What a record's node carries."""
    found = properties(entity) | {"run": number}
    if isinstance(entity, Person):
        found["search"] = fold("\n".join((entity.name, *entity.emails, entity.id)))
    elif isinstance(entity, Organisation):
        found["search"] = fold(f"{entity.name}\n{entity.id}")
    return found


def settle(
    writing: Writing, label: str, ids: Sequence[str], order: Mapping[int, int], pending: Iterable[int], fallback: int
) -> None:
    """Let nodes carry what the visible runs say, in the order of their commits.

    Where only pending runs are left that say something, the first of them owns the node; where none is left, the node
    stays under the number of the hidden run that brought it.
    """
    said: dict[str, dict[int, Said]] = {id_: {} for id_ in ids}
    for row in writing.run("read/record_versions", kind=label, ids=sorted(ids)):
        said[row["subject"]][row["run"]] = json.loads(row["said"])
    waiting = sorted(pending)
    states: dict[str, tuple[int, Entity]] = {}
    for id_, by_run in said.items():
        visible = sorted((run for run in by_run if run in order), key=lambda run: order[run])
        layers = visible or [run for run in waiting if run in by_run][:1]
        if layers:
            merged: Said = {}
            for run in layers:
                merged.update(by_run[run])
            states[id_] = layers[0], RECORD_TYPES[label].model_validate(merged)
    write_nodes(writing, fallback, label, states, settled=True)


def _held(
    writing: Writing, view: View, number: int, kind: type[Record], ids: Sequence[str]
) -> tuple[dict[str, Record], dict[str, Said]]:
    standing: dict[str, Record] = {}
    said: dict[str, Said] = {}
    rows = writing.run(f"read/records/{to_snake(kind.__name__)}_held", ids=ids, number=number)
    for row in rows:
        own = json.loads(row["said"]) if row["said"] else None
        if own is not None:
            said[row["id"]] = own
        base = entity_from(kind, row["held"]) if view.shows(row["run"]) else None
        if own is not None and row["run"] != number:
            base = kind.model_validate({**(dict(base) if base else {}), **own})
        if base is not None:
            standing[row["id"]] = base
    return standing, said


def remember(writing: Writing, label: str, said: Iterable[tuple[int, Said]]) -> None:
    """Keep what runs, by their numbers, said about records of one label."""
    rows = [
        {
            "key": f"{label}|{number}|{fields['id']}",
            "kind": label,
            "subject": fields["id"],
            "run": number,
            "said": json.dumps(fields, sort_keys=True, ensure_ascii=False),
            # A model never lacks the fields that it requires, so what was said is one by itself.
            "names": sorted({f"{kind}|{id_}" for kind, id_ in references(RECORD_TYPES[label].model_validate(fields))}),
        }
        for number, fields in said
    ]
    if rows:
        writing.run("write/record_versions", rows=rows)


def _said(item: Entity) -> Said:
    return item.model_dump(mode="json", exclude_unset=True)
