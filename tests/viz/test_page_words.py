"""Words of every page are complete in both languages."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from kamgraph_viz import words
from kamgraph_viz.words.word import Word

OWN = sorted(module.name for module in iter_modules(words.__path__) if module.name.endswith("page"))


@pytest.mark.parametrize("module", OWN)
def test_words_of_a_page_stand_in_both_languages(module: str) -> None:
    found = vars(import_module(f"kamgraph_viz.words.{module}"))
    known = [item for value in found.values() if isinstance(value, dict) for item in value.items()]
    spoken = [(code, word) for code, word in known if isinstance(word, Word)]
    assert spoken
    for code, word in spoken:
        assert word.pl and word.en, code
        assert bool(word.why_pl) == bool(word.why_en), code
        assert set(re.findall(r"{\w+}", word.pl)) == set(re.findall(r"{\w+}", word.en)), code
