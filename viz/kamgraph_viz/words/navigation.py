"""Words that surround every page."""

from kamgraph_viz.words.word import Word

NAVIGATION: dict[str, Word] = {
    "nav.pages": Word("Strony", "Pages"),
    "nav.clients": Word("Wszyscy klienci", "All clients"),
    "nav.people": Word("Nasze osoby", "Our people"),
    "nav.map": Word("Mapa wpływu", "Influence map"),
    "nav.coverage": Word("Kto kogo zna", "Who knows whom"),
    "nav.structure": Word("Struktura", "Structure"),
    "nav.departure": Word("Skutki odejścia", "If somebody leaves"),
    "nav.handover": Word("Przekazanie", "Handover"),
    "nav.changes": Word("Co się zmieniło", "What changed"),
    "nav.quality": Word("Do uzupełnienia", "To fill in"),
    "nav.docs": Word("Dla programów (API)", "For programs (API)"),
    "nav.day": Word("Stan na dzień", "As of"),
}
