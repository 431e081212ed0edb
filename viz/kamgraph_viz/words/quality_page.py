"""Words of the page of what is to be filled in, confirmed or put right."""

from kamgraph_viz.words.word import Word

_FRAME: dict[str, Word] = {
    "mend.title": Word("do uzupełnienia", "to fill in"),
    "mend.title_all": Word("Do uzupełnienia u wszystkich klientów", "To fill in at all clients"),
    "mend.counts": Word("Ile jest do zrobienia", "How much there is to do"),
    "mend.csv": Word("CSV: lista do poprawienia", "CSV: fix list"),
    "mend.filter": Word("Filtruj listy", "Filter the lists"),
    "mend.filter_hint": Word("Osoba, klient, czego brakuje", "Person, client, what is missing"),
    "mend.shown": Word("Widać {n} z {all}", "{n} of {all} shown"),
    "mend.all": Word("Pokaż wszystkie ({n})", "Show all ({n})"),
    "mend.headline": Word("Do zrobienia: {n}.", "To do: {n}."),
    "mend.headline_none": Word("Nie ma nic do uzupełnienia.", "There is nothing to fill in."),
    "mend.headline_top": Word("Zacznij od: {name} ({list}).", "Begin with: {name} ({list})."),
    "mend.nobody": Word(
        "Nie zapisano tu żadnej osoby: zacznij od dodania osób.", "Nobody is recorded here: begin by adding people."
    ),
    "mend.nothing": Word("Nic do zrobienia: {lists}.", "Nothing to do: {lists}."),
    "mend.nothing_found": Word("Nic nie pasuje do filtra.", "Nothing matches the filter."),
}
_LISTS: dict[str, Word] = {
    "mend.confirm": Word(
        "Do potwierdzenia",
        "To confirm",
        "Oceny, których zbyt długo nikt nie potwierdził.",
        "Opinions that nobody has confirmed for too long.",
    ),
    "mend.confirm_do": Word("Sprawdź, czy to nadal prawda, i potwierdź.", "Check whether it still holds, and confirm."),
    "mend.unmet": Word(
        "Nikt od nas nie zna",
        "Nobody has met",
        "Osoby u klienta bez czynnej relacji z kimkolwiek od nas.",
        "Client people without an active tie to anyone of ours.",
    ),
    "mend.unmet_do": Word(
        "Ustal, kto pozna tę osobę, albo zapisz kontakt, który już był.",
        "Decide who will meet this person, or record the contact there was.",
    ),
    "mend.missing": Word(
        "Brakujące dane osób",
        "Facts not known",
        "Poziom, dział, nastawienie albo wpływ, których nikt nie zapisał.",
        "Level, department, attitude or influence that nobody has recorded.",
    ),
    "mend.missing_do": Word("Zapytaj osoby, które mają kontakt, i uzupełnij.", "Ask those in contact, and fill in."),
    "mend.part": Word(
        "Role bez osoby",
        "Parts nobody is named for",
        "Nie wskazano, kto podejmuje decyzję, uruchamia pieniądze albo nas wspiera.",
        "Nobody is named who decides, releases the money or supports us.",
    ),
    "mend.part_do": Word("Ustal, kto to jest, i zapisz rolę.", "Find out who it is, and record the part."),
    "mend.chair": Word(
        "Stanowiska bez osoby",
        "Positions without a person",
        "Wakat albo osoba nieustalona; stanowisko liczy się także puste.",
        "Vacant, or the holder is not identified; the chair counts even when empty.",
    ),
    "mend.chair_do": Word("Ustal, kto zajmuje to stanowisko.", "Find out who holds this position."),
    "mend.circle": Word(
        "Podległość w kółko",
        "Reporting in a circle",
        "Osoby, które według zapisów podlegają w końcu same sobie.",
        "People who, as recorded, report to themselves in the end.",
    ),
    "mend.circle_do": Word("Ustal, kto komu podlega, i popraw linie.", "Find out who reports to whom, and correct it."),
    "mend.duplicate": Word(
        "Może ta sama osoba",
        "May be one person",
        "Dwa zapisy, które mają coś wspólnego; same się nie połączą.",
        "Two records that have something in common; nothing is merged by itself.",
    ),
    "mend.duplicate_do": Word(
        "Porównaj i połącz, jeśli to ta sama osoba.", "Compare, and merge if it is the same person."
    ),
    "mend.review": Word(
        "Przeglądy po terminie",
        "Overdue reviews",
        "Umówiony przegląd współpracy nie odbył się na czas.",
        "An agreed business review has not taken place in time.",
    ),
    "mend.review_do": Word("Umów przegląd z kimś, kto decyduje.", "Arrange a review with somebody who decides."),
    "mend.rejected": Word(
        "Odrzucone wiersze",
        "Rejected rows",
        "Wiersze ostatnich wczytań, których nie zapisano.",
        "Rows of the last imports that were not loaded.",
    ),
    "mend.rejected_do": Word("Popraw wiersz i wczytaj go ponownie.", "Correct the row and import it again."),
}
_DETAILS: dict[str, Word] = {
    "mend.list": Word("Lista", "List"),
    "mend.what": Word("Kto lub co", "Who or what"),
    "mend.detail": Word("Szczegóły", "Details"),
    "mend.todo": Word("Co zrobić", "What to do"),
    "mend.not_here": Word("osoba spoza tej strony", "somebody not on this page"),
    "mend.tie_with": Word("Relacja z: {name}", "Tie with {name}"),
    "mend.stated": Word("{day}, {age} temu", "{day}, {age} ago"),
    "mend.stated_unknown": Word("brak daty", "no date"),
    "mend.stated_by": Word("zapis: {name}", "stated by {name}"),
    "mend.opinion": Word("ocena bez nastawienia i roli", "opinion without attitude or part"),
    "mend.lacks": Word("Brakuje: {list}", "Missing: {list}"),
    "mend.review_last": Word("ostatni {last}, termin {due}", "last {last}, due {due}"),
    "mend.review_never": Word("nie odbył się żaden, termin {due}", "none has taken place, due {due}"),
    "mend.late": Word("{n} po terminie", "{n} overdue"),
    "mend.row": Word("{file}, wiersz {line}", "{file}, line {line}"),
    "mend.row_whole": Word("{file}", "{file}"),
    "mend.column": Word("kolumna {column}: {why}", "column {column}: {why}"),
    "mend.our_sponsor": Word("Opiekun z naszego zarządu", "Our executive sponsor"),
    "mend.same_e-mail": Word("ten sam adres e-mail", "same e-mail"),
    "mend.same_phone": Word("ten sam telefon", "same phone"),
    "mend.same_name and organisation": Word("to samo nazwisko i organizacja", "same name and organisation"),
    "mend.lacks_level": Word("poziom", "level"),
    "mend.lacks_department": Word("dział", "department"),
    "mend.lacks_stance": Word("nastawienie", "attitude"),
    "mend.lacks_influence": Word("wpływ (przyjęty z poziomu)", "influence (assumed from the level)"),
}
_SHARES: dict[str, Word] = {
    "mend.share_stale": Word(
        "Na ocenach do potwierdzenia opiera się {share} wpływu.",
        "{share} of the influence rests on opinions to confirm.",
    ),
    "mend.share_assumed": Word(
        "Z poziomu stanowiska przyjęto {share} wpływu.", "{share} of the influence is assumed from the level."
    ),
    "mend.share_vacant": Word(
        "Na stanowiska bez osoby przypada {share} wpływu.",
        "{share} of the influence stands on positions without a person.",
    ),
    "mend.share_unknown": Word(
        "Udziału wpływu nie da się policzyć: żadna z osób nie ma tu wpływu.",
        "Shares of the influence cannot be computed: none of these people has any influence here.",
    ),
}
QUALITY_PAGE: dict[str, Word] = {**_FRAME, **_LISTS, **_DETAILS, **_SHARES}
