"""Every word a person reads, in Polish and English: labels, explanations, plurals, days, money.

Examples
--------
>>> label("coverage", "pl"), label("level.board", "en")
('Pokrycie relacjami', 'Management board')
>>> explain("orphaned", "en")
'No one of ours will know this person.'
"""

from kamgraph_viz.words.concepts import CONCEPTS
from kamgraph_viz.words.lists import LISTS
from kamgraph_viz.words.missing import why_missing
from kamgraph_viz.words.sentences import FORMS, SENTENCES, headline
from kamgraph_viz.words.word import LANGS, Forms, Lang, Word
from kamgraph_viz.words.writing import day, money, percent, plural, scale_step

WORDS: dict[str, Word] = {**CONCEPTS, **LISTS, **SENTENCES}


def label(code: str, lang: Lang) -> str:
    """Label of a concept or of a value of a closed list; KeyError names a code nobody has written down.

    Examples
    --------
    >>> label("role.economic_buyer", "pl")
    'Dysponent budżetu'
    """
    word = WORDS[code]
    return word.pl if lang == "pl" else word.en


def explain(code: str, lang: Lang) -> str:
    """One sentence that explains a label; empty where the label says it all.

    Examples
    --------
    >>> explain("stale", "pl")
    'Zbyt dawno niepotwierdzone.'
    """
    word = WORDS[code]
    return word.why_pl if lang == "pl" else word.why_en


def pattern_code(pattern: str, solid: bool | None) -> str:
    """Code of a relationship pattern, to be given to `label` or `explain`.

    Examples
    --------
    >>> label(pattern_code("N:N", True), "en"), label(pattern_code("1:N", None), "pl")
    ('N:N, solid', '1:N')
    """
    if pattern != "N:N":
        return f"pattern.{pattern}"
    return "pattern.N:N.solid" if solid else "pattern.N:N.paper"


__all__ = [
    "FORMS",
    "LANGS",
    "WORDS",
    "Forms",
    "Lang",
    "Word",
    "day",
    "explain",
    "headline",
    "label",
    "money",
    "pattern_code",
    "percent",
    "plural",
    "scale_step",
    "why_missing",
]
