"""Words of the closed lists as people write them, Polish and English."""

from __future__ import annotations

import difflib
from enum import StrEnum

from kamgraph.ingest.cells import CellError
from kamgraph.model import (
    AssignmentRole,
    Department,
    Direction,
    InteractionKind,
    Level,
    LineKind,
    OrganisationKind,
    Role,
    fold,
)

_ALSO: dict[type[StrEnum], dict[str, tuple[str, ...]]] = {
    OrganisationKind: {"own": ("us", "nasza", "wlasna"), "account": ("client", "customer", "klient"),
                       "competitor": ("konkurent",), "other": ("inna", "unit", "jednostka")},
    Level: {"owner": ("supervisory board", "wlasciciel", "rada nadzorcza"), "board": ("management board", "zarzad"),
            "director": ("directors", "dyrektor", "dyrektorzy"), "manager": ("managers", "kierownik", "kierownicy"),
            "specialist": ("specialists", "user", "specjalista", "uzytkownik"), "unknown": ("nieznany", "brak danych")},
    Department: {"board": ("management", "zarzad"), "finance": ("accounting", "controlling", "finanse", "ksiegowosc"),
                 "procurement": ("purchasing", "zakupy", "zaopatrzenie"), "it": ("ict", "informatyka"),
                 "operations": ("operacje", "dzial operacyjny"), "logistics": ("logistyka", "magazyn", "warehouse"),
                 "production": ("manufacturing", "produkcja"), "quality": ("jakosc", "kontrola jakosci"),
                 "sales": ("sprzedaz", "handlowy", "dzial handlowy"), "marketing": (),
                 "hr": ("human resources", "kadry", "personalny"), "legal": ("prawny", "dzial prawny"),
                 "r&d": ("research", "research and development", "badania i rozwoj"),
                 "service": ("support", "customer service", "serwis", "obsluga klienta"), "other": ("inny",)},
    Role: {"decision_maker": ("decydent",), "economic_buyer": ("budget holder", "dysponent budzetu"),
           "technical_buyer": ("technical assessor",), "user_buyer": ("key user", "kluczowy uzytkownik"),
           "executive_sponsor": ("sponsor",), "champion": ("oredownik",), "influencer": ("wplywowy",),
           "evaluator": ("oceniajacy", "oceniajacy technicznie"), "procurement": ("zakupy", "purchasing"),
           "gatekeeper": ("kontroluje dostep",), "end_user": ("user", "uzytkownik")},
    AssignmentRole: {"kam": ("key account manager", "opiekun"), "deputy": ("zastepca",),
                     "executive_sponsor": ("sponsor", "opiekun z zarzadu"), "expert": ("ekspert",),
                     "service": ("serwis", "obsluga"), "other": ("inna", "inne")},
    LineKind: {"reports_to": ("reports", "podlega"), "influences": ("wplywa",), "conflicts_with": ("konflikt",)},
    InteractionKind: {"meeting": ("spotkanie",), "call": ("phone call", "rozmowa", "telefon"), "email": ("mail",),
                      "workshop": ("warsztat",), "visit": ("wizyta",), "event": ("wydarzenie",),
                      "review": ("qbr", "sbr", "przeglad"), "deal": ("opportunity", "szansa"), "order": ("zamowienie",),
                      "note": ("notatka",), "other": ("task", "inne")},
    Direction: {"in": ("incoming", "inbound", "do nas"), "out": ("outgoing", "outbound", "od nas"), "both": ("obie",)},
}  # fmt: skip
_KNOWN: dict[type[StrEnum], dict[str, str]] = {
    words: {form: code for code, also in table.items() for form in (code.replace("_", " "), *also)}
    for words, table in _ALSO.items()
}


def read_word(field: str, text: str, words: type[StrEnum]) -> StrEnum:
    """Member of a closed list, by its code or a word people use for it.

    Raises
    ------
    CellError
        None of them; the reason lists the codes, and the nearest.

    Examples
    --------
    >>> read_word("level", "Zarząd", Level), read_word("roles", "Decision maker", Role)
    (<Level.BOARD: 'board'>, <Role.DECISION_MAKER: 'decision_maker'>)
    """
    form = " ".join(fold(text).replace("_", " ").replace("-", " ").split())
    if (code := _KNOWN[words].get(form)) is not None:
        return words(code)
    near = difflib.get_close_matches(form, _KNOWN[words], n=1)
    hint = f"; nearest: {_KNOWN[words][near[0]]}" if near else ""
    raise CellError(field, text, f"is none of {', '.join(words)}{hint}")


def read_department(text: str) -> Department | None:
    """Department of the closed list, or None for a word of the client's own."""
    try:
        return Department(read_word("department", text, Department))
    except CellError:
        return None
