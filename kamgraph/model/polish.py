"""The sentences of errors, rejections and notes in Polish.

Inside, kamgraph speaks English: what it raises, stores and writes as JSON reads the same everywhere. At the edge, where
a person reads it, a sentence is known again by its fixed words; its values are put into the Polish one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

Lang = Literal["en", "pl"]


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
    return sentence if lang == "en" else _known(sentence) or _in_parts(sentence)


@lru_cache(maxsize=10_000)
def _known(sentence: str) -> str | None:
    """Polish of one whole sentence, its values included; None where it is not in the catalogue."""
    for template, polish in _catalogue():
        if (found := template.fullmatch(sentence)) is not None:
            return polish.format(*(_known(value) or value for value in found.groups()))
    return None


def _in_parts(sentence: str) -> str:
    """A place before a colon, or ids behind it, stand around the sentence that is known."""
    colons = [found.start() for found in re.finditer(": ", sentence)]
    for colon in colons:
        place, said = sentence[:colon], sentence[colon + 2 :]
        if (polish := _known(said)) is not None:
            return f"{_known(place) or place}: {polish}"
    for colon in colons:
        if (polish := _known(sentence[:colon])) is not None:
            return f"{polish}: {sentence[colon + 2 :]}"
    return sentence


@cache
def _catalogue() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Templates, those with most words of their own first: they say more about a sentence."""
    text = (resources.files("kamgraph.model") / "polish.toml").read_text("utf-8")
    written: dict[str, str] = tomllib.loads(text)
    by_words = sorted(written.items(), key=lambda pair: len(pair[0].replace("{}", "")), reverse=True)
    return tuple((re.compile(re.escape(en).replace(r"\{\}", "(.+?)"), re.DOTALL), pl) for en, pl in by_words)
