"""Headings, buttons and short remarks of the page that shows who knows whom."""

from kamgraph_viz.words.word import Word

COVERAGE_PAGE: dict[str, Word] = {
    "page.all_facts": Word("Wszystko w tabelach", "Everything as tables"),
    "cover.title": Word("Kto kogo zna", "Who knows whom"),
    "cover.help": Word(
        "Wiersze to osoby u klienta, kolumny to nasze osoby, w polu siła relacji od 1 do 5. "
        "Strzałki przechodzą między polami.",
        "Rows are client people, columns are ours, each field holds the strength of the tie, 1 to 5. "
        "Arrow keys move between fields.",
    ),
    "cover.show": Word("Pokaż", "Show"),
    "cover.show_strength": Word("siłę i dni od kontaktu", "strength and days since contact"),
    "cover.show_sources": Word("ocenę własną / siłę z kontaktów", "own assessment / from contacts"),
    "cover.show_days": Word("dni od kontaktu", "days since contact"),
    "cover.sort": Word("Kolejność", "Order"),
    "cover.sort_gaps": Word("najpierw luki", "gaps first"),
    "cover.sort_weight": Word("wpływ", "influence"),
    "cover.sort_level": Word("poziom", "level"),
    "cover.sort_department": Word("dział", "department"),
    "cover.sort_name": Word("nazwisko i imię", "name"),
    "cover.group": Word("Grupy", "Groups"),
    "cover.group_none": Word("bez grup", "none"),
    "cover.held": Word(
        "Trzymane",
        "Held",
        "Szansa, że zadziała przynajmniej jedna relacja z tą osobą; ta część jej wpływu liczy się do pokrycia.",
        "The chance that at least one tie to this person works; this part of the influence counts as covered.",
    ),
    "cover.count": Word("Relacje", "Ties", "Ilu z nas zna tę osobę.", "How many of us know this person."),
    "cover.of_ours": Word(
        "Relacje i jedyne kontakty",
        "Ties and sole contacts",
        "Ile osób u klienta zna nasza osoba, a niżej ile z nich zna od nas tylko ona.",
        "How many client people this person of ours knows, and below how many of them nobody else of ours knows.",
    ),
    "cover.sole": Word("jedyny kontakt: {n}", "sole contact: {n}"),
    "cover.key_gap": Word(
        "ważna, bez kontaktu",
        "key, no contact",
        "Decyduje albo ma duży wpływ, a nikt od nas jej nie zna.",
        "Decides or has much influence, and none of us knows this person.",
    ),
    "cover.key_gaps": Word("ważne bez kontaktu: {n}", "key, no contact: {n}"),
    "cover.only": Word("jedyna relacja", "the only tie"),
    "cover.cell": Word(
        "{ours} – {theirs}: {word} ({share}), {contact}", "{ours} – {theirs}: {word} ({share}), {contact}"
    ),
    "cover.no_contact": Word("bez zapisanego kontaktu", "no contact recorded"),
    "cover.apart": Word("oceny się różnią", "the two differ"),
    "cover.why_held": Word("Trzymane: {name}", "Held: {name}"),
    "cover.why_count": Word("Kto zna: {name}", "Who knows {name}"),
    "cover.why_ours": Word("Znane osoby: {name}", "People known: {name}"),
    "cover.overview": Word("Luki u ważnych osób", "Gaps among key people"),
    "cover.no_gaps": Word("Każdą ważną osobę zna ktoś od nas.", "Somebody of ours knows every key person."),
    "cover.hanging": Word("Ważne osoby na jednej relacji", "Key people held by one tie"),
    "cover.choose": Word(
        "Naciśnij pole, aby zobaczyć, na czym opiera się relacja; nazwisko otwiera osobę.",
        "Press a field to see what the tie rests on; a name opens the person.",
    ),
    "cover.key_steps": Word("Pole: siła relacji", "Field: strength of the tie"),
    "cover.key_small": Word("mała liczba: dni od ostatniego kontaktu", "small number: days since the last contact"),
    "cover.key_only": Word("czerwona ramka: jedyna relacja z tą osobą", "red frame: the only tie to this person"),
    "cover.key_dormant": Word("kropki: relacja nieczynna, nie liczy się", "dotted: a tie that is not counted"),
    "cover.key_apart": Word(
        "≠: ocena własna i kontakty różnią się o co najmniej dwa stopnie",
        "≠: own assessment and contacts differ by two steps or more",
    ),
    "cover.aggregated": Word(
        "{n} po stronie klienta: najpierw poziomy i działy. Naciśnij pole, a zobaczysz, kto kogo tam zna.",
        "{n} at the client: levels and departments first. Press a field to see who knows whom there.",
    ),
    "cover.back": Word("Wszystkie poziomy i działy", "All levels and departments"),
    "cover.whole": Word("Razem", "Total"),
    "cover.more_rows": Word("Pokaż więcej ({n})", "Show more ({n})"),
    "cover.empty": Word(
        "Nie ma czego zestawić: brakuje osób po jednej ze stron.",
        "There is nothing to compare: one side has no people yet.",
    ),
    "cover.in_group": Word("znamy {known} z {people}, trzymane {held}", "we know {known} of {people}, held {held}"),
}
