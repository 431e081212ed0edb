"""The sentences that stand above the numbers, written once for pages and terminal."""

from kamgraph_viz.words.word import Forms, Lang, Word
from kamgraph_viz.words.writing import percent

SENTENCES: dict[str, Word] = {
    "say.known": Word("Znamy {known} z {people} osób.", "We know {known} of {people} people."),
    "say.known_one": Word("Znamy {known} z 1 osoby.", "We know {known} of 1 person."),
    "say.held": Word(
        "Dziś trzymamy {held} wpływu u klienta; po odejściu jednej osoby zostanie {left}.",
        "Today we hold {held} of the influence at this client; after one departure {left} would be left.",
    ),
    "say.nobody": Word(
        "Nie znamy jeszcze nikogo u tego klienta: zacznij od dodania osób.",
        "No people of this client are recorded yet: begin by adding them.",
    ),
    "say.no_weight": Word(
        "Nie da się policzyć pokrycia: żadna z osób nie ma tu wpływu.",
        "Coverage cannot be computed: none of these people has any influence here.",
    ),
}
FORMS: dict[str, Forms] = {
    "people": Forms(("osoba", "osoby", "osób"), ("person", "people")),
    "ties": Forms(("relacja", "relacje", "relacji"), ("tie", "ties")),
    "contacts": Forms(("kontakt", "kontakty", "kontaktów"), ("contact", "contacts")),
    "days": Forms(("dzień", "dni", "dni"), ("day", "days")),
    "clients": Forms(("klient", "klienci", "klientów"), ("client", "clients")),
    "steps": Forms(("krok", "kroki", "kroków"), ("step", "steps")),
}


def headline(known: int, people: int, coverage: float | None, r_1: float | None, lang: Lang) -> str:
    """What a reader should know first: the countable, then the share held and the share left.

    Parameters
    ----------
    known, people : int
        Client people with an active tie, and all of them.
    coverage, r_1 : float or None
        Share of the influence held today, and after the worst departure of either side, 0..1.
    lang : {"pl", "en"}

    Examples
    --------
    >>> headline(6, 8, 0.7, 0.62, "en")[:42]
    'We know 6 of 8 people. Today we hold 70% o'
    >>> headline(0, 0, None, None, "pl")
    'Nie znamy jeszcze nikogo u tego klienta: zacznij od dodania osób.'
    """
    if people == 0:
        return _say("say.nobody", lang)
    counted = _say("say.known_one" if people == 1 else "say.known", lang).format(known=known, people=people)
    if coverage is None or r_1 is None:
        return f"{counted} {_say('say.no_weight', lang)}"
    held = _say("say.held", lang).format(held=percent(coverage, lang), left=percent(r_1, lang))
    return f"{counted} {held}"


def _say(code: str, lang: Lang) -> str:
    return SENTENCES[code].pl if lang == "pl" else SENTENCES[code].en
