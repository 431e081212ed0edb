"""Every sentence of the service's own refusals has its Polish."""

import ast
from pathlib import Path

import pytest

import kamgraph_api
from kamgraph.model.polish import in_language

SOURCE = Path(kamgraph_api.__file__).parent


def _text(node):
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in parts)
    return None


def _sentences():
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                said = _text(node.args[2]) if len(node.args) > 2 else None
                if said is not None:
                    yield said


SENTENCES = sorted(set(_sentences()))


def test_the_walk_finds_them():
    assert len(SENTENCES) > 10
    assert "no such account" in SENTENCES


@pytest.mark.parametrize("english", SENTENCES)
def test_every_refusal_has_its_polish(english):
    assert in_language(english, "pl") != english
