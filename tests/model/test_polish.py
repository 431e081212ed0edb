"""Every sentence that an error, a rejection or a note can say has its Polish."""

import ast
import math
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import kamgraph
from kamgraph.model import (
    FACT_TYPES,
    Handover,
    HandoverStep,
    Initiative,
    Interaction,
    Organisation,
    Person,
    PlanItem,
    RunState,
    Settings,
    errors,
)
from kamgraph.model.polish import in_language

SOURCE = Path(kamgraph.__file__).parent
WRITTEN = tomllib.loads((resources.files("kamgraph.model") / "polish.toml").read_text("utf-8"))
CATALOGUE: dict[str, str] = WRITTEN["sentences"]
MODELS = [
    *FACT_TYPES.values(),
    Organisation,
    Person,
    Interaction,
    Initiative,
    PlanItem,
    Handover,
    HandoverStep,
    Settings,
]
WRONG: list[Any] = [None, "", "x", "x" * 600, "2026-13-01", "2026-01-01T10:00", -5, 0, 1.5, 1e20, 10**30, math.nan, []]
WRONG += [{}, ["x"], [{"x": 1}], {"call": "x"}, {"call": -1}, {"EUR": 0}, {"EURO": 1}, (1, 2), (1, 2, 3, 4, 5, 6), True]
# Which argument is the sentence; `item` and `append` are those of rejected rows and of notes.
SAYS = {
    "InputError": 1,
    "CellError": 2,
    "InvalidValue": 2,
    "Conflict": 0,
    "UnknownScope": 0,
    "StoreUnavailable": 0,
    "SchemaOutOfDate": 0,
    "Ambiguous": 0,
    "NobodyFound": 0,
    "ValueError": 0,
    "item": 1,
    "append": 0,
}
Scope = dict[str, list[ast.expr]]


def _texts(node: ast.expr, scope: Scope) -> Iterator[str]:
    """Every text an expression may be, with {} for what is known only when it runs."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield from _joined(parts, scope)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from (a + b for a in _texts(left, scope) for b in _texts(right, scope))
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body, scope)
            yield from _texts(orelse, scope)
        case ast.Name(id=name) if name in scope:
            for value in scope[name]:
                yield from _texts(value, {n: v for n, v in scope.items() if n != name})
        case _:
            yield "{}"


def _joined(parts: list[ast.expr], scope: Scope) -> Iterator[str]:
    if not parts:
        yield ""
        return
    first = parts[0].value if isinstance(parts[0], ast.FormattedValue) else parts[0]
    for head in _texts(first, scope):
        for rest in _joined(parts[1:], scope):
            yield head + rest


def _scope(function: ast.AST) -> Scope:
    scope: Scope = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            scope.setdefault(node.targets[0].id, []).append(node.value)
    return scope


def _said(call: ast.Call) -> ast.expr | None:
    match call.func:
        case ast.Name(id=name) if name in SAYS and len(call.args) > SAYS[name]:
            return call.args[SAYS[name]]
        case ast.Attribute(attr="item", value=ast.Attribute(attr="_rejections")) if len(call.args) > 1:
            return call.args[1]
        case ast.Attribute(attr="append", value=ast.Name(id="notes") | ast.Attribute(attr="_notes")):
            return call.args[0]
        case _:
            return None


def _sentences() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        functions = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
        for function in functions:
            scope = _scope(function)
            said = [_said(node) for node in ast.walk(function) if isinstance(node, ast.Call)]
            returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and function.name == "fault"]
            for expression in [*said, *returned, *scope.get("reason", [])]:
                for text in _texts(expression, scope) if expression is not None else ():
                    if re.search(r"[a-z]{2}", text):
                        found[text] = f"{file.relative_to(SOURCE)}: {text}"
    return found


SENTENCES = _sentences()


def test_the_walk_finds_the_sentences() -> None:
    assert len(SENTENCES) > 120
    assert "is blank, and every row needs it" in SENTENCES
    assert "unknown {}; nearest known: {}" in SENTENCES


@pytest.mark.parametrize("text", SENTENCES, ids=SENTENCES.values())
def test_every_sentence_has_its_polish(text: str) -> None:
    english = text.replace("{}", "7")
    polish = in_language(english, "pl")
    assert polish != english
    assert not re.search(r"\b(the|is|are|was|were|must|cannot|not|of|with)\b", polish)


@pytest.mark.parametrize(("english", "polish"), CATALOGUE.items(), ids=list(CATALOGUE))
def test_the_polish_uses_the_values_there_are(english: str, polish: str) -> None:
    places = {int(place) for place in re.findall(r"\{(\d+)(?::word)?\}", polish)}
    assert places <= set(range(english.count("{}")))
    assert not re.search(r"\{\}|[.]$", polish)


@pytest.mark.parametrize(
    ("error", "polish"),
    [
        (errors.InvalidValue("theta", 0, "must be below 1"), "theta: musi być mniejsze niż 1 (jest '0')"),
        (errors.UnknownId("run", tuple("abcdefg")), "nieznane id (zapis): a, b, c, d, e i jeszcze 2"),
        (errors.Conflict("the run is pending, not committed", ("r",)), "stan zapisu: w toku, a nie zatwierdzony: r"),
        (
            errors.InputError("a.csv", "is not a number", 3, "person"),
            "a.csv, wiersz 3, kolumna person: to nie jest liczba",
        ),
        (
            errors.InputError("m.toml", "table 'x': 'y' is no table of ours; there are a, b"),
            "m.toml: tabela 'x': nie mamy tabeli 'y'; są: a, b",
        ),
        (
            errors.InputError("a.csv", "cannot be read: Permission denied"),
            "a.csv: nie da się odczytać: brak uprawnień",
        ),
    ],
    ids=["value", "id", "conflict", "cell", "mapping", "system"],
)
def test_an_error_is_known_with_its_place_and_its_values(error: errors.KamgraphError, polish: str) -> None:
    assert in_language(str(error), "pl") == polish
    assert in_language(str(error), "en") == str(error)


def _refusals() -> set[str]:
    said = set()
    for model, value in product(MODELS, WRONG):
        for field in [*model.model_fields, "unheard_of"]:
            try:
                model.model_validate({field: value})
            except ValidationError as error:
                said |= {one["msg"] for one in error.errors(include_url=False)}
    return said


def test_what_pydantic_says_of_our_models_has_its_polish() -> None:
    said = _refusals()
    assert len(said) > 40
    assert {message for message in said if in_language(message, "pl") == message} == set()


def test_states_and_kinds_are_words() -> None:
    assert {state.value for state in RunState} <= WRITTEN["words"].keys()
    for kind in ("person", "organisation", "person or organisation", "run", "version", "fact", "interaction"):
        said = in_language(str(errors.UnknownId(kind, ("r",))), "pl")
        assert said == f"nieznane id ({WRITTEN['words'][kind]}): r"


@given(st.text(alphabet="ab{}': ,0", max_size=80))
def test_a_value_is_kept_as_it_stands(value: str) -> None:
    said = in_language(f"stands twice with different content, also on x{value}x", "pl")
    assert said == f"występuje dwa razy z różną treścią, także tu: x{value}x"


@given(st.lists(st.sampled_from(["a", "{}", ": ", "Input ", " needs ", ", line ", "unknown "]), max_size=400))
def test_a_value_that_looks_like_a_sentence_ends_the_reading_soon(pieces: list[str]) -> None:
    assert in_language(f"is none of x{''.join(pieces)}x", "pl").endswith("x")
