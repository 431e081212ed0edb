"""The sentences of errors, rejections and notes in Polish.

Inside, kamgraph speaks English: what it raises, stores and writes as JSON reads the same everywhere. At the edge, where
a person reads it, a sentence is known again by its fixed words; its values are put into the Polish one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import Literal, NamedTuple

Lang = Literal["en", "pl"]
# No sentence of ours is nested deeper; a file's own text may be, and must not be followed without end.
_DEEPEST, _MOST_COLONS = 5, 12


def in_language(sentence: str, lang: Lang) -> str:
    """A sentence of kamgraph in the reader's language.

    Parameters
    ----------
    sentence : str
        As it was raised or reported, in English.
    lang : {"en", "pl"}
        Who reads.

    Returns
    -------
    str
        The sentence itself in English, and where it is none of kamgraph's own.

    Examples
    --------
    >>> in_language("people.csv, line 3, column id: is blank, and every row needs it", "pl")
    'people.csv, wiersz 3, kolumna id: jest puste, a potrzebne w każdym wierszu'
    >>> in_language("unknown run: i-1", "pl"), in_language("something else", "pl")
    ('nieznane id (zapis): i-1', 'something else')
    """
    return sentence if lang == "en" else _best(sentence).polish


class _Said(NamedTuple):
    """A reading of a sentence: how many of its letters are kamgraph's own words, and what it is in Polish."""

    own: int
    polish: str


class _Template(NamedTuple):
    """A sentence of the catalogue: how it is known, how many letters it has, its longest piece, and its Polish."""

    form: re.Pattern[str]
    own: int
    piece: str
    polish: str


@lru_cache(maxsize=10_000)
def _best(sentence: str, depth: int = _DEEPEST) -> _Said:
    """Of all ways to read a sentence the one that leaves least of it to unknown values."""
    return max(_readings(sentence, depth), key=lambda said: said.own, default=_Said(0, sentence))


def _readings(sentence: str, depth: int) -> Iterator[_Said]:
    if depth == 0:
        return
    # A place may stand before a sentence, and ids behind it.
    for colon in islice(re.finditer(": ", sentence), _MOST_COLONS):
        before, behind = _best(sentence[: colon.start()], depth - 1), _best(sentence[colon.end() :], depth - 1)
        yield _Said(before.own + behind.own, f"{before.polish}: {behind.polish}")
    for template in _catalogue():
        if template.piece in sentence and (found := template.form.fullmatch(sentence)) is not None:
            values = [_best(value, depth - 1) for value in found.groups()]
            polish = template.polish.format(*(_Value(value.polish) for value in values))
            yield _Said(template.own + sum(value.own for value in values), polish)


class _Value(str):
    """A value in a sentence, which stays as it is where the Polish does not ask for a word."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return _written()["words"].get(self, str(self)) if spec == "word" else str(self)


@cache
def _catalogue() -> tuple[_Template, ...]:
    return tuple(_template(english, polish) for english, polish in _written()["sentences"].items())


@cache
def _written() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("kamgraph.model") / "polish.toml").read_text("utf-8"))


def _template(english: str, polish: str) -> _Template:
    pieces = english.split("{}")
    form = "(.+?)".join(re.escape(piece) for piece in pieces)
    return _Template(re.compile(form, re.DOTALL), len("".join(pieces)), max(pieces, key=len), polish)
