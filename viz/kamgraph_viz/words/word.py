"""One thing a person reads: its label and its explanation in both languages."""

from typing import Literal, NamedTuple

Lang = Literal["pl", "en"]
LANGS: tuple[Lang, ...] = ("pl", "en")


class Word(NamedTuple):
    """Label and explanation; an empty explanation means that the label says it all."""

    pl: str
    en: str
    why_pl: str = ""
    why_en: str = ""


class Forms(NamedTuple):
    """The forms of a counted noun: 1 relacja, 2 relacje, 5 relacji; 1 tie, 2 ties."""

    pl: tuple[str, str, str]
    en: tuple[str, str]
