"""From a draft to an item of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from kamgraph.ingest.cells import CellError, read_flag, read_number, read_whole, split_cell
from kamgraph.ingest.drafts import Dated, Draft, Formula, Ref, Value
from kamgraph.ingest.resolve import Resolver
from kamgraph.ingest.spec import Column, TableSpec
from kamgraph.ingest.words import read_department, read_word
from kamgraph.model import Fact, HandoverStep, Interaction
from kamgraph.store.port import Record

Item = Record | Fact | Interaction
_PERIOD = ("valid_from", "valid_to")
# Said by a flag in the source instead of a day: it ended, and the day on which it is told is the best known.
ENDED = "@today"


def build(draft: Draft, spec: TableSpec, resolver: Resolver, today: date) -> Item | None:
    """Item that a draft describes; None where a reference it rests on may be, and is, unknown.

    Raises
    ------
    CellError
        A value cannot be read, is not allowed, or refers to nobody known.
    """
    values: dict[str, Any] = {}
    account: str | None = None
    for column in spec.in_order(tuple(draft.values)):
        name = column.name
        raw = draft.values[name]
        if raw is None or raw == ():
            if column.required:
                raise CellError(name, "", "is blank, and every row needs it")
            if name not in _PERIOD:
                values[column.target] = spec.defaults[name]
            continue
        read = _read(column, raw, resolver, account, today)
        if read is None or (column.kind == "people" and column.required and not read):
            if column.required:
                return None
            continue
        if column.kind == "organisation":
            account = read
        values[column.target] = read
        if name == "department" and str(read) != str(raw) and "department_text" not in draft.values:
            values["department_text"] = raw
    for name in spec.required:
        if name not in draft.values:
            raise CellError(name, "", "is blank, and every row needs it")
    try:
        return spec.model.model_validate(values)
    except ValidationError as error:
        raise _refusal(error, spec, draft) from None


def _read(column: Column, raw: Value, resolver: Resolver, account: str | None, today: date) -> Any:
    name = column.name
    if isinstance(raw, Formula):
        raise CellError(name, raw, "is a formula, not its value; save the table as values")
    match column.kind:
        case "organisation":
            return resolver.organisation(_one(raw), name)
        case "person":
            return resolver.person(_one(raw), name, account)
        case "people":
            found = (resolver.person(ref, name, account) for ref in raw if isinstance(ref, Ref))  # type: ignore[union-attr]
            return tuple(dict.fromkeys(person for person in found if person is not None))
        case "day" | "moment" if isinstance(raw, Dated):
            return raw.column.day(raw.text, name) if column.kind == "day" else raw.column.moment(raw.text, name).at
        case "day" if raw == ENDED:
            return today
        case _:
            return _plain(column, raw)


def _plain(column: Column, raw: Value) -> Any:
    text, name = str(raw), column.name
    match column.kind:
        case "word" if column.words is not None:
            return read_word(name, text, column.words)
        case "department":
            return read_department(text) or "other"
        case "number":
            return read_number(name, text)
        case "whole":
            return read_whole(name, text)
        case "flag":
            return read_flag(name, text)
        case "words" | "texts" | "emails" | "steps":
            parts = [str(part) for part in raw] if isinstance(raw, tuple) else split_cell(text)
            return tuple(_several(column, parts))
        case _:
            return text


def _several(column: Column, parts: Sequence[str]) -> Iterable[Any]:
    match column.kind:
        case "words" if column.words is not None:
            return [read_word(column.name, part, column.words) for part in parts]
        case "emails":
            return dict.fromkeys(mail for part in parts if "@" in (mail := _mail(part)))
        case "steps":
            return [_step(part) for part in parts]
        case _:
            return parts


def _one(raw: Value) -> Ref:
    match raw:
        case (Ref() as ref, *_):
            return ref
        case _:
            raise TypeError(f"not a reference: {raw!r}")


def _mail(text: str) -> str:
    return re.sub(r"\s", "", text).strip("/<>,.'\"")


def _step(text: str) -> HandoverStep:
    parts = [part.strip() for part in text.split(" > ")]
    if len(parts) != 3:
        raise CellError("steps", text, "must be: contact > successor > state")
    return HandoverStep(theirs=parts[0], successor=parts[1] or None, state=parts[2])


def _refusal(error: ValidationError, spec: TableSpec, draft: Draft) -> CellError:
    first = error.errors(include_url=False)[0]
    message = re.sub(r"^(Value error, |Input (?=should)|String (?=should))", "", first["msg"])
    field = str(first["loc"][0]) if first["loc"] else ""
    if not field and ": " in message:
        field, _, message = message.partition(": ")
    name = next((c.name for c in spec.columns if c.target == field), field)
    return CellError(name, plain_or_blank(draft, name), message)


def plain_or_blank(draft: Draft, name: str) -> str:
    """Text behind a column of our table."""
    value = draft.values.get(name)
    if isinstance(value, tuple) and not isinstance(value, Dated):
        return "|".join(part.text if isinstance(part, Ref) else str(part) for part in value)
    return value.text if isinstance(value, Dated) else value or ""
