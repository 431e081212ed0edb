"""Words of the forms in which facts are entered; live pages alone have them."""

from kamgraph_viz.words.word import Word

EDITING: dict[str, Word] = {
    "edit.title": Word("Zmiany", "Changes"),
    "edit.save": Word("Zapisz", "Save"),
    "edit.cancel": Word("Anuluj", "Cancel"),
    "edit.last": Word("Ostatnio zapisane: {by}, {day}", "Last recorded: {by}, {day}"),
    "edit.refused": Word("Nie zapisano", "Not saved"),
    "edit.no_service": Word(
        "Usługa nie odpowiada; nic nie zapisano.", "The service does not answer; nothing was saved."
    ),
    "edit.conflict": Word(
        "Ktoś zmienił to w międzyczasie ({by}, {day}). Nic nie zostało nadpisane. Różnice (tam → u Ciebie):",
        "Somebody changed this meanwhile ({by}, {day}). Nothing was overwritten. Differences (there → yours):",
    ),
    "edit.mine": Word("Zapisz moją wersję", "Save my version"),
    "edit.theirs": Word("Zostaw tamtą", "Keep the other"),
    "edit.still_true": Word("Nadal aktualne", "Still true"),
    "edit.change": Word("Zmień ocenę", "Change the rating"),
    "edit.end": Word("Zakończ relację", "End this tie"),
    "edit.end_note": Word(
        "Relacja zostaje w historii; od tego dnia już się nie liczy.",
        "The tie stays in the history; from that day on it no longer counts.",
    ),
    "edit.end_day": Word("Pierwszy dzień bez relacji", "First day without it"),
    "edit.left_day": Word("Pierwszy dzień po odejściu z tego stanowiska", "First day after leaving this position"),
    "edit.opinion": Word("Ocena i rola", "Opinion and part"),
    "edit.position": Word("Stanowisko", "Position"),
    "edit.no_position": Word(
        "Nie zapisano jeszcze stanowiska tej osoby.", "No position of this person is recorded yet."
    ),
    "edit.add_tie": Word("Dodaj relację", "Add a tie"),
    "edit.tie_note": Word(
        "Kto kogo zna i jak dobrze; z dzisiejszą datą.", "Who knows whom, and how well; dated today."
    ),
    "edit.knows_all": Word("Ta osoba zna już wszystkich.", "This person knows everybody already."),
    "edit.add_theirs": Word("Dodaj osobę klienta", "Add a person of the client"),
    "edit.add_ours": Word("Dodaj osobę od nas", "Add one of ours"),
    "edit.name": Word("Imię i nazwisko", "Name"),
    "edit.job": Word("Stanowisko", "Job title"),
    "edit.company": Word("Nazwa naszej firmy (przy pierwszej osobie)", "Name of our company (for the first person)"),
    "edit.known": Word("Te osoby są już zapisane:", "These people are recorded already:"),
    "edit.known_taken": Word(
        "Ta osoba jest już zapisana i zostanie przypisana do tego klienta.",
        "This person is recorded already and will be assigned to this client.",
    ),
    "edit.add_client": Word("Dodaj klienta", "Add a client"),
    "edit.client_name": Word("Nazwa klienta", "Name of the client"),
    "edit.value": Word("Wartość roczna", "Annual value"),
    "edit.client_person": Word("Osoba u klienta", "Person of the client"),
    "edit.our_person": Word("Nasza osoba", "Our person"),
}
