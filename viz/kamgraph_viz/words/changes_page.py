"""Words of the page of two days."""

from kamgraph_viz.words.word import Word

_FRAME: dict[str, Word] = {
    "diff.title": Word("co się zmieniło", "what changed"),
    "diff.from": Word("Od", "From"),
    "diff.to": Word("do", "to"),
    "diff.compare": Word("Porównaj", "Compare"),
    "diff.pictures": Word("Mapa w obu dniach", "The map on both days"),
    "diff.side_by_side": Word("Dwa obrazy", "Two pictures"),
    "diff.in_one": Word("Jeden obraz", "One picture"),
    "diff.all": Word("Wszystkie zmiany", "Every change"),
    "diff.table": Word("Tabela zmian", "Table of changes"),
    "diff.kind": Word("Rodzaj zmiany", "Kind of change"),
    "diff.any_kind": Word("Wszystkie rodzaje ({n})", "Every kind ({n})"),
    "diff.one_kind": Word("{kind} ({n})", "{kind} ({n})"),
    "diff.no_picture": Word(
        "{n} to za dużo na czytelny rysunek: zmiany są na liście i w tabeli.",
        "{n} are too many for a picture that can be read: the changes stand in the list and in the table.",
    ),
    "diff.stand": Word("{before} i {after}", "{before} and {after}"),
    "diff.same_day": Word(
        "Oba dni są takie same: wybierz wcześniejszy dzień.", "Both days are the same: choose an earlier one."
    ),
    "diff.before_data": Word(
        "Brak danych sprzed {day}: czego nie widać {before}, tego mogło nikt nie zapisać.",
        "No data before {day}: what is not there on {before} may merely not have been recorded.",
    ),
    "diff.nothing": Word("Między tymi dniami nic się nie zmieniło.", "Nothing changed between these days."),
    "diff.nobody": Word("Tego dnia nikogo tu nie zapisano.", "Nobody is recorded here on this day."),
}
_SENTENCES: dict[str, Word] = {
    "diff.ties_said": Word("Relacje: +{came} i −{went}.", "Ties: +{came} and −{went}."),
    "diff.ties_said_same": Word("Relacje bez zmian.", "Ties unchanged."),
    "diff.people_said": Word("Osoby u klienta: +{came} i −{went}.", "People at the client: +{came} and −{went}."),
    "diff.people_said_same": Word("U klienta te same osoby.", "The same people at the client."),
    "diff.held": Word(
        "Pokrycie: {held}; po odejściu jednej osoby: {left}.", "Coverage: {held}; after one departure: {left}."
    ),
    "diff.points": Word("{n} pkt proc.", "{n} pp"),
    "diff.ties_counted": Word(
        "Czynne relacje", "Active ties", "Relacje, które tego dnia się liczyły.", "Ties that counted on the day."
    ),
    "diff.why_share": Word("{name}: {before}, teraz {after}", "{name}: {before}, now {after}"),
    "diff.why_worst": Word(
        "{day}: najwięcej zabrałoby odejście osoby {name}; zostałoby {left}.",
        "{day}: most would go with {name}; {left} would be left.",
    ),
    "diff.why_worst_nobody": Word("{day}: nie ma tu czego stracić.", "{day}: there is nothing here to lose."),
    "diff.why_same": Word(
        "Żadna osoba nie zmieniła tej liczby.",
        "Nobody changed this number.",
    ),
    "diff.why_pattern": Word(
        "{day}: od nas {ours}, u klienta {theirs} w czynnych relacjach.",
        "{day}: {ours} of ours and {theirs} of theirs have active ties.",
    ),
}
_KINDS: dict[str, Word] = {
    "diff.tie_gained": Word("Relacja zyskana", "Tie gained"),
    "diff.tie_lost": Word("Relacja utracona", "Tie lost"),
    "diff.strength": Word("Siła relacji", "Strength of a tie"),
    "diff.joined": Word("Nowa osoba u klienta", "Came to the client"),
    "diff.left": Word("Nie pracuje już u klienta", "No longer at the client"),
    "diff.ours_joined": Word("Nowa osoba od nas", "New on our team"),
    "diff.ours_left": Word("Już nie w naszym zespole", "No longer on our team"),
    "diff.stance": Word("Nastawienie", "Attitude"),
    "diff.influence": Word("Wpływ", "Influence"),
    "diff.position": Word("Stanowisko", "Position"),
    "diff.part": Word("Rola w decyzji", "Part in the decision"),
}
_LISTS: dict[str, Word] = {
    "diff.gained": Word("Zyskaliśmy", "Gained"),
    "diff.lost": Word("Utraciliśmy", "Lost"),
    "diff.moved": Word("Inaczej niż przedtem", "Different from before"),
    "diff.choose": Word(
        "Wybierz osobę na obrazie, w liście albo w tabeli, żeby zobaczyć ją w obu dniach.",
        "Choose a person in the picture, the list or the table to see both days.",
    ),
    "diff.back": Word("Wszystkie zmiany", "All changes"),
    "diff.on_map": Word("Pokaż na mapie", "Show on the map"),
    "diff.not_there": Word("nie było tej osoby", "not there"),
    "diff.key_gained": Word("zyskana (+)", "gained (+)"),
    "diff.key_lost": Word("utracona (−)", "lost (−)"),
    "diff.key_kept": Word("bez zmian", "unchanged"),
    "diff.person_or_pair": Word("Kto", "Who"),
    "diff.was": Word("Przedtem", "Before"),
    "diff.is": Word("Teraz", "Now"),
    "diff.because": Word("Dlaczego", "Why"),
    "diff.because_left": Word("nie pracuje już u klienta: {name}", "no longer at the client: {name}"),
    "diff.because_ours_left": Word("nie jest już w zespole: {name}", "no longer on the team: {name}"),
    "diff.because_silent": Word("ostatni kontakt {day}", "last contact {day}"),
    "diff.because_ended": Word("relację zakończono albo usunięto", "the tie was ended or taken out"),
    "diff.because_contacts": Word("{n}, ostatni {day}", "{n}, the last on {day}"),
    "diff.because_rated": Word("ocena własna z {day}", "own assessment of {day}"),
    "diff.because_unknown": Word("brak kontaktów i oceny z datą", "no dated contact or assessment"),
}
_HISTORY: dict[str, Word] = {
    "diff.history": Word("Pokrycie w czasie", "Coverage over time"),
    "diff.history_label": Word(
        "Pokrycie i to, co zostaje po odejściu jednej osoby, od {before} do {after}",
        "Coverage, and what one departure leaves, from {before} to {after}",
    ),
    "diff.history_table": Word("Te same liczby w tabeli", "The same numbers as a table"),
    "diff.day": Word("Dzień", "Day"),
}
CHANGES_PAGE: dict[str, Word] = {**_FRAME, **_SENTENCES, **_KINDS, **_LISTS, **_HISTORY}
