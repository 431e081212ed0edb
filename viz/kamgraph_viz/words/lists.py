"""The closed lists of the model as people read them: ``level.board``, ``role.champion``, ``stance.-2``."""

from kamgraph_viz.words.word import Word

PATTERNS: dict[str, Word] = {
    "pattern.none": Word("Brak relacji", "No tie", "Nikt od nas nikogo tu nie zna.", "None of us knows anybody there."),
    "pattern.1:1": Word(
        "1:1", "One to one (1:1)", "Jedna osoba od nas zna jedną u klienta.", "One of ours knows one of theirs."
    ),
    "pattern.1:N": Word(
        "1:N",
        "One of us, many there (1:N)",
        "Wszystko idzie przez jedną osobę od nas.",
        "Everything runs through one of ours.",
    ),
    "pattern.N:1": Word(
        "N:1",
        "Many of us, one there (N:1)",
        "Wszystko kończy się na jednej osobie klienta.",
        "Everything ends at one client person.",
    ),
    "pattern.N:N.solid": Word(
        "N:N, ugruntowane",
        "N:N, solid",
        "Co najmniej połowę wpływu trzymają u nas po dwie osoby.",
        "At least half of the influence is held by two of ours.",
    ),
    "pattern.N:N.paper": Word(
        "N:N, tylko na papierze",
        "N:N, on paper",
        "Po obu stronach jest wiele osób, ale mniej niż połowę wpływu trzymają u nas po dwie.",
        "Many people on both sides, but less than half of the influence is held by two of ours.",
    ),
}
LEVELS: dict[str, Word] = {
    "level": Word("Poziom", "Level", "Miejsce w strukturze klienta.", "Place in the client's structure."),
    "level.owner": Word("Właściciel lub rada nadzorcza", "Owner or supervisory board"),
    "level.board": Word("Zarząd", "Management board"),
    "level.director": Word("Dyrektorzy", "Directors"),
    "level.manager": Word("Kierownicy", "Managers"),
    "level.specialist": Word("Specjaliści i użytkownicy", "Specialists and users"),
    "level.unknown": Word("Poziom nieznany", "Level not known"),
}
DEPARTMENTS: dict[str, Word] = {
    "department": Word("Dział", "Department"),
    "department.board": Word("Zarząd", "Board"),
    "department.finance": Word("Finanse", "Finance"),
    "department.procurement": Word("Zakupy", "Procurement"),
    "department.it": Word("IT", "IT"),
    "department.operations": Word("Operacje", "Operations"),
    "department.logistics": Word("Logistyka", "Logistics"),
    "department.production": Word("Produkcja", "Production"),
    "department.quality": Word("Jakość", "Quality"),
    "department.sales": Word("Sprzedaż", "Sales"),
    "department.marketing": Word("Marketing", "Marketing"),
    "department.hr": Word("Kadry", "HR"),
    "department.legal": Word("Dział prawny", "Legal"),
    "department.r&d": Word("Badania i rozwój", "R&D"),
    "department.service": Word("Serwis", "Service"),
    "department.other": Word("Inny dział", "Other"),
    "department.unknown": Word("Dział nieznany", "Department not known"),
}
ROLES: dict[str, Word] = {
    "role": Word("Rola w decyzji", "Part in the decision"),
    "role.decision_maker": Word("Decydent", "Decision maker", "Mówi „tak\u201d albo „nie\u201d.", "Says yes or no."),
    "role.economic_buyer": Word("Dysponent budżetu", "Budget holder", "Uruchamia pieniądze.", "Releases the money."),
    "role.technical_buyer": Word(
        "Oceniający technicznie", "Technical assessor", "Sprawdza, czy rozwiązanie działa.", "Checks that it works."
    ),
    "role.user_buyer": Word(
        "Głos użytkowników",
        "Voice of the users",
        "Decyduje w imieniu użytkowników.",
        "Decides for those who will use it.",
    ),
    "role.executive_sponsor": Word(
        "Sponsor po stronie klienta",
        "Client-side sponsor",
        "Chroni współpracę na szczycie firmy.",
        "Protects the cooperation at the top.",
    ),
    "role.champion": Word(
        "Orędownik",
        "Champion",
        "Przekonuje do nas pod naszą nieobecność.",
        "Argues for us when we are absent.",
    ),
    "role.influencer": Word(
        "Wpływa na decyzję", "Influencer", "Jego zdanie waży, choć nie decyduje.", "The opinion counts, not the vote."
    ),
    "role.evaluator": Word(
        "Ocenia oferty", "Evaluator", "Porównuje i poleca rozwiązania.", "Compares and recommends solutions."
    ),
    "role.procurement": Word("Zakupy", "Procurement", "Prowadzi przetarg.", "Runs the tender."),
    "role.gatekeeper": Word(
        "Kontroluje dostęp", "Controls access", "Decyduje, kto dostanie spotkanie.", "Decides who gets a meeting."
    ),
    "role.end_user": Word("Kluczowy użytkownik", "Key user", "Pracuje z tym na co dzień.", "Works with it daily."),
}
ASSIGNMENTS: dict[str, Word] = {
    "assignment.kam": Word("KAM", "KAM", "Prowadzi klienta.", "Manages the client."),
    "assignment.deputy": Word("Zastępstwo KAM", "Deputy KAM", "Zastępuje KAM-a.", "Stands in for the KAM."),
    "assignment.executive_sponsor": Word(
        "Opiekun z naszego zarządu",
        "Our executive sponsor",
        "Chroni współpracę na szczycie firmy.",
        "Protects the cooperation at the top.",
    ),
    "assignment.expert": Word("Ekspert", "Expert"),
    "assignment.service": Word("Serwis", "Service"),
    "assignment.other": Word("Inna rola", "Other part"),
}
STANCES: dict[str, Word] = {
    "stance.2": Word("Orędownik", "Champion", "Zabiega o nas u siebie.", "Works for us inside."),
    "stance.1": Word("Przychylność", "Supportive", "Raczej za nami.", "Rather for us."),
    "stance.0": Word("Postawa neutralna", "Neutral", "Ani za, ani przeciw.", "Neither for nor against."),
    "stance.-1": Word("Zastrzeżenia", "Some objections", "Raczej przeciw.", "Rather against."),
    "stance.-2": Word(
        "Silne zastrzeżenia",
        "Strong objections",
        "Przeciwdziała decyzji; podaj powód i datę.",
        "Works against the decision; give reason and date.",
    ),
    "stance.unknown": Word(
        "Brak danych", "Not known", "Nikt nie sprawdził; to nie zero.", "Nobody has checked; not zero."
    ),
}
SCALE: dict[str, Word] = {
    "scale": Word("Siła relacji", "Strength of the tie", "Jak bliska jest relacja.", "How close the tie is."),
    "scale.0": Word("Brak kontaktu", "No contact"),
    "scale.1": Word("Kojarzymy się", "Aware"),
    "scale.2": Word("Znamy się", "Acquainted"),
    "scale.3": Word("Współpracujemy", "Working together"),
    "scale.4": Word("Ufamy sobie", "Trusted"),
    "scale.5": Word("Radzi się nas", "Adviser"),
}
CONTACTS: dict[str, Word] = {
    "contact.meeting": Word("spotkanie", "meeting"),
    "contact.call": Word("rozmowa", "call"),
    "contact.email": Word("e-mail", "e-mail"),
    "contact.workshop": Word("warsztat", "workshop"),
    "contact.visit": Word("wizyta", "visit"),
    "contact.event": Word("wydarzenie", "event"),
    "contact.review": Word("przegląd", "review"),
    "contact.deal": Word("szansa sprzedaży", "deal"),
    "contact.order": Word("zamówienie", "order"),
    "contact.note": Word("notatka", "note"),
    "contact.other": Word("inny kontakt", "other contact"),
}
LISTS: dict[str, Word] = {**PATTERNS, **LEVELS, **DEPARTMENTS, **ROLES, **ASSIGNMENTS, **STANCES, **SCALE, **CONTACTS}
