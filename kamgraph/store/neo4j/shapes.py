"""How entities stand in the graph: relationship types, ends and properties, and the way back."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

from pydantic.alias_generators import to_camel

from kamgraph.model import FACT_TYPES, Fact, FactKind, Handover, Initiative, Organisation, Person, PlanItem
from kamgraph.model.entities import Entity
from kamgraph.store.port import Record

E = TypeVar("E", bound=Entity)
Properties = dict[str, Any]

KIND_OF_TYPE = {
    "WORKS_AT": FactKind.POSITION,
    "STAKEHOLDER_IN": FactKind.STAKEHOLDER,
    "ASSIGNED_TO": FactKind.ASSIGNMENT,
    "KNOWS": FactKind.TIE,
    "REPORTS_TO": FactKind.LINE,
    "INFLUENCES": FactKind.LINE,
    "CONFLICTS_WITH": FactKind.LINE,
    "HAS_FIGURE": FactKind.FIGURE,
    "IS_ABSENT": FactKind.ABSENCE,
}
TYPES_OF_KIND = {kind: tuple(t for t, k in KIND_OF_TYPE.items() if k is kind) for kind in FactKind}
SECTIONS: dict[str, type[Record]] = {
    "organisations": Organisation,
    "people": Person,
    "initiatives": Initiative,
    "plan_items": PlanItem,
    "handovers": Handover,
}
RECORD_TYPES: dict[str, type[Record]] = {kind.__name__: kind for kind in SECTIONS.values()}

# Field of the fact at the beginning and at the end of its relationship.
ENDS = {
    FactKind.POSITION: ("person", "organisation"),
    FactKind.STAKEHOLDER: ("person", "account"),
    FactKind.ASSIGNMENT: ("person", "account"),
    FactKind.TIE: ("ours", "theirs"),
    FactKind.LINE: ("source", "target"),
    FactKind.FIGURE: ("person", "account"),
    FactKind.ABSENCE: ("person", "person"),
}
# What of a fact its relationship says by itself.
_ELSEWHERE = {kind: frozenset((*ends, "kind") if kind is FactKind.LINE else ends) for kind, ends in ENDS.items()}
_PLAIN = frozenset({str, int, float, bool, date})


def type_of(fact: Fact) -> str:
    """Relationship type of a fact."""
    types = TYPES_OF_KIND[fact.kind_of_fact]
    return types[0] if len(types) == 1 else str(getattr(fact, "kind")).upper()  # noqa: B009 (only lines have it)


def ends_of(fact: Fact) -> tuple[str | None, str]:
    """Ids at the beginning and the end; a figure of a whole account begins at no person."""
    source, target = ENDS[fact.kind_of_fact]
    return getattr(fact, source), getattr(fact, target)


def fact_properties(fact: Fact) -> Properties:
    """What a relationship carries of a fact's content."""
    return properties(fact, _ELSEWHERE[fact.kind_of_fact])


def fact_from(kind: FactKind, relation: str, source: str | None, target: str, held: Mapping[str, Any]) -> Fact:
    """Fact that a relationship stands for."""
    first, second = ENDS[kind]
    said = fields(FACT_TYPES[kind], held)
    said.update({second: target, first: source})
    if kind is FactKind.LINE:
        said["kind"] = relation.lower()
    return FACT_TYPES[kind].model_validate(said)


def properties(entity: Entity, left_out: frozenset[str] = frozenset()) -> Properties:
    """Fields under the graph's names; a field without a value is no property."""
    held = entity.__dict__
    return {
        name: value if type(value) in _PLAIN else _stored(value)
        for field, name in _carried(type(entity), left_out)
        if (value := held[field]) is not None
    }


def entity_from(kind: type[E], held: Mapping[str, Any]) -> E:
    """Entity that a node's properties stand for."""
    return kind.model_validate(fields(kind, held))


def fields(kind: type[Entity], held: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that are fields of an entity, under the names of the fields."""
    found = {field: native(held[name]) for field, name in _names(kind).items() if name in held}
    if kind is Handover and "steps" in found and isinstance(found["steps"], str):
        found["steps"] = json.loads(found["steps"])
    return found


def native(value: Any) -> Any:
    """Value of Python's own kind for what the driver gave."""
    if not hasattr(value, "to_native"):
        return value
    found = value.to_native()
    return found.astimezone(UTC) if isinstance(found, datetime) else found


@cache
def _carried(kind: type[Entity], left_out: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((field, name) for field, name in _names(kind).items() if field not in left_out)


@cache
def _names(kind: type[Entity]) -> dict[str, str]:
    return {field: to_camel(field) for field in kind.model_fields}


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        # A property holds plain values only, so a list of steps is kept as text.
        if value and isinstance(value[0], Entity):
            return json.dumps([item.model_dump(mode="json") for item in value])
        return [str(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return str(value) if isinstance(value, str) else value
