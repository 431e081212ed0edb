"""The schema's parts, made from the dataclasses of the answers: types, texts, units and ranges in one place."""

import inspect
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, TypeAdapter

from kamgraph.model import Fact
from kamgraph_api.media import JSON

_TITLE = re.compile(r"^(?P<names>\w[\w, ]*) : ")
_RULES: dict[str, tuple[str, dict[str, float]]] = {
    "share": ("0..1.", {"minimum": 0, "maximum": 1}),
    "change": ("-1..1.", {"minimum": -1, "maximum": 1}),
    "money": ("Money in `currency`.", {}),
    "minutes": ("Minutes, at least 0.", {"minimum": 0}),
    "weight": ("At least 0.", {"minimum": 0}),
    "constraint": ("0..2.", {"minimum": 0, "maximum": 2}),
    "at_least_one": ("At least 1.", {"minimum": 1}),
}
_REF = "#/components/schemas/{model}"
_known: dict[str, Any] = {}
_taken: dict[str, type[BaseModel]] = {}


def returns(
    kind: Any, *others: str, name: str | None = None, about: str = "The answer.", status: int = 200
) -> dict[int | str, Any]:
    """How a route's success is described: its JSON is of this type, and it has these other media types.

    Examples
    --------
    >>> from kamgraph.analytics.results import Evidence
    >>> returns(Evidence)[200]["content"]["application/json"]["schema"]
    {'$ref': '#/components/schemas/Evidence'}
    """
    title = name or kind.__name__
    _known[title] = kind
    plain: dict[str, Any] = {JSON: {"schema": {"$ref": f"#/components/schemas/{title}"}}}
    return {status: {"description": about, "content": plain | {other: _text() for other in others}}}


def text(media: str) -> dict[int | str, Any]:
    """How a route that answers with text of some kind is described."""
    return {200: {"description": "The answer.", "content": {media: _text()}}}


def takes(kind: type[BaseModel]) -> dict[str, Any]:
    """How the body of a route is described, for its `openapi_extra`: what a caller may state, as `...Stated`.

    Examples
    --------
    >>> from kamgraph.model import Tie
    >>> takes(Tie)["requestBody"]["content"]["application/json"]["schema"]
    {'$ref': '#/components/schemas/TieStated'}
    """
    title = f"{kind.__name__}Stated"
    _taken[title] = kind
    content = {JSON: {"schema": {"$ref": f"#/components/schemas/{title}"}}}
    return {"requestBody": {"required": True, "content": content}}


def _text() -> dict[str, Any]:
    return {"schema": {"type": "string"}}


def components() -> dict[str, Any]:
    """The schemas of all answers that routes return, each field with a text, each number with its unit and range."""
    wanted = [(title, "serialization", TypeAdapter(kind)) for title, kind in _known.items()]
    tops, made = TypeAdapter.json_schemas(wanted, ref_template=_REF)  # type: ignore[arg-type]
    found: dict[str, Any] = made.get("$defs", {})
    for (title, _), schema in tops.items():
        if "$ref" not in schema:
            found[title] = {**schema, "title": title}
    _add_facts(found)
    texts = {cls.__name__: _attributes(cls) for cls in _classes(_known.values())}
    texts |= {f"{kind.__name__}Fact": _attributes(kind) for kind in Fact.__subclasses__()}
    for title, schema in found.items():
        _describe(title, schema, texts.get(title, {}))
    return found | _stated()


def _stated() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for title, kind in _taken.items():
        schema = TypeAdapter(kind).json_schema(ref_template=_REF)
        found |= schema.pop("$defs", {})
        found[title] = {**schema, "title": title}
        _describe(title, found[title], _attributes(kind))
    return found


def _add_facts(found: dict[str, Any]) -> None:
    """A stored fact holds one of the kinds of fact; their names must not collide with those of the measures' rows."""
    if "StoredFact" not in found:
        return
    kinds = []
    for kind in Fact.__subclasses__():
        title = f"{kind.__name__}Fact"
        schema = TypeAdapter(kind).json_schema(mode="serialization", ref_template=_REF)
        found |= schema.pop("$defs", {})
        found[title] = {**schema, "title": title}
        kinds.append({"$ref": f"#/components/schemas/{title}"})
    found["StoredFact"]["properties"]["content"] = {"anyOf": kinds}
    found.pop("Fact", None)


def _classes(kinds: Iterable[Any]) -> set[type]:
    """Every class that is held in these, however deep."""
    found: set[type] = set()
    stack = list(kinds)
    while stack:
        kind = stack.pop()
        stack += getattr(kind, "__args__", ())
        if isinstance(kind, type) and kind not in found:
            found.add(kind)
            stack += inspect.get_annotations(kind, eval_str=True).values() if hasattr(kind, "__annotations__") else ()
            stack += kind.__mro__[1:]
    return found


def _attributes(cls: type) -> dict[str, str]:
    """What the docstrings of a class and its bases say of each attribute."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        section = inspect.cleandoc(base.__doc__ or "").partition("Attributes\n----------\n")[2].split("\n\n")[0]
        names: list[str] = []
        for line in section.splitlines():
            if line.startswith("    ") and names:
                for name in names:
                    found[name] = f"{found.get(name, '')} {line.strip()}".strip()
            elif (match := _TITLE.match(line)) is not None:
                names = [name.strip() for name in match["names"].split(",")]
                found.update(dict.fromkeys(names, ""))
    return {name: text for name, text in found.items() if text}


@cache
def _fields() -> tuple[dict[str, str], dict[str, str]]:
    read = tomllib.loads((files("kamgraph_api") / "fields.toml").read_text("utf-8"))
    rules = {name: rule for rule, names in read["numbers"].items() for name in names}
    return read["texts"], rules


def _describe(title: str, schema: dict[str, Any], texts: dict[str, str]) -> None:
    words, rules = _fields()
    if schema.get("description"):
        schema["description"] = schema["description"].split("\n\n")[0]
    for name, field in schema.get("properties", {}).items():
        said = texts.get(name) or field.get("description") or words.get(name)
        if said is None:
            raise LookupError(f"nobody has described {title}.{name}")
        numbers = list(_numbers(field))
        if any(number["type"] == "number" for number in numbers):
            rule = rules.get(name)
            unit, limits = _RULES[rule] if rule else ("", {})
            said = f"{said} {unit}".strip() if unit and not said.endswith(unit) else said
            for number in numbers:
                number |= limits
        else:
            for number in numbers:
                number.setdefault("minimum", 0)
        field["description"] = said
        field.pop("title", None)


def _numbers(schema: Any) -> Iterable[dict[str, Any]]:
    """The numbers within one field's schema."""
    if isinstance(schema, dict):
        if schema.get("type") in {"number", "integer"}:
            yield schema
        for key in ("anyOf", "items", "prefixItems", "additionalProperties"):
            inside = schema.get(key)
            for part in inside if isinstance(inside, list) else [inside]:
                yield from _numbers(part)
