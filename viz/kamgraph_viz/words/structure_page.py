"""Headings, buttons and short remarks of the page that shows the structure of a client."""

from kamgraph_viz.words.word import Word

_CHART: dict[str, Word] = {
    "page.all_facts": Word("Wszystko w tabelach", "Everything as tables"),
    "chart.title": Word("Kto komu podlega", "Who reports to whom"),
    "chart.region": Word("Struktura klienta", "Structure of the client"),
    "chart.help": Word(
        "Schemat podległości. Strzałki przechodzą między osobami, Enter otwiera osobę, plus i minus zwijają gałąź.",
        "Reporting lines. Arrow keys move between people, Enter opens a person, plus and minus fold a branch.",
    ),
    "chart.none": Word(
        "Nie zapisano żadnej linii podległości, więc schematu jeszcze nie ma. Osoby stoją niżej według poziomów.",
        "No line of reporting is recorded, so there is no chart yet. The people are listed by level below.",
    ),
    "chart.apart": Word(
        "Bez linii podległości",
        "Without a line of reporting",
        "Nie zapisano, komu te osoby podlegają ani kto podlega im.",
        "It is not recorded to whom these people report, nor who reports to them.",
    ),
    "chart.fold": Word("Zwiń: {name}", "Fold: {name}"),
    "chart.unfold": Word("Rozwiń: {name} ({n})", "Unfold: {name} ({n})"),
    "chart.unfold_all": Word("Rozwiń wszystko", "Unfold all"),
    "chart.fold_all": Word("Zwiń", "Fold"),
    "chart.folded": Word(
        "Widać {shown} z {all} osób schematu; plus rozwija gałąź.",
        "{shown} of {all} people of the chart are shown; plus unfolds a branch.",
    ),
    "chart.circle": Word(
        "Zapisy biegną w kółko: {names}. Jedna z tych linii jest błędna; na górze stoi osoba najwyższa poziomem.",
        "The records run in a circle: {names}. One of these lines is wrong; the person of the highest level is on top.",
    ),
    "chart.also": Word("podlega też: {names}", "also reports to: {names}"),
    "chart.knows": Word("od nas zna tę osobę: {n}", "of ours know this person: {n}"),
    "chart.under": Word("podlega: {name}", "reports to: {name}"),
    "chart.reports": Word("podwładni: {n}", "reports: {n}"),
    "chart.key_knows": Word("liczba: ilu z nas zna tę osobę", "number: how many of us know this person"),
    "chart.key_only": Word(
        "czerwona ramka: zna ją tylko jedna osoba od nas", "red frame: only one of us knows this person"
    ),
    "chart.key_bar": Word(
        "pasek: jaką część wpływu tej osoby trzymamy", "bar: how much of the person's influence we hold"
    ),
    "chart.key_also": Word(
        "linia przerywana: drugi przełożony lub linia w kółko", "dashed: a second superior, or a circle"
    ),
    "chart.choose": Word(
        "Wybierz osobę na schemacie, w tabeli albo przez wyszukiwanie.",
        "Choose a person on the chart, in the table or by search.",
    ),
    "chart.vacant": Word("Wakaty i osoby nieustalone", "Vacant or not identified"),
    "chart.picture": Word("struktura", "structure"),
}
_GRID: dict[str, Word] = {
    "grid.title": Word("Wpływ i nastawienie", "Influence and attitude"),
    "grid.against": Word("Z zastrzeżeniami", "With objections"),
    "grid.neutral": Word("Neutralnie", "Neutral"),
    "grid.favourable": Word("Przychylnie", "In favour"),
    "grid.unknown": Word("Nastawienie nieznane", "Attitude not known"),
    "grid.much": Word("Duży wpływ (od {n})", "Much influence ({n} or more)"),
    "grid.little": Word("Mniejszy wpływ", "Less influence"),
    "grid.much_against": Word("Przeciwnicy z wpływem", "Influential opponents"),
    "grid.much_neutral": Word("Do przekonania", "To be won over"),
    "grid.much_favourable": Word("Sojusznicy z wpływem", "Influential allies"),
    "grid.much_unknown": Word("Do rozpoznania najpierw", "To find out first"),
    "grid.little_against": Word("Krytycy", "Critics"),
    "grid.little_neutral": Word("Obserwatorzy", "Observers"),
    "grid.little_favourable": Word("Zwolennicy", "Supporters"),
    "grid.little_unknown": Word("Do rozpoznania", "To find out"),
    "grid.share": Word("{n}, {share} wpływu", "{n}, {share} of the influence"),
    "grid.empty": Word("nikogo", "nobody"),
    "grid.moved": Word("Zmiany od {day}", "Moved since {day}"),
    "grid.not_moved": Word("Od {day} nikt nie zmienił nastawienia.", "Nobody's attitude has changed since {day}."),
    "grid.from_to": Word("nastawienie od {day}: {before} → {after}", "attitude since {day}: {before} → {after}"),
    "grid.no_earlier": Word(
        "Brak wcześniejszego dnia do porównania, więc zmian nie widać.",
        "There is no earlier day to compare with, so movements are not shown.",
    ),
    "grid.new": Word("nowa osoba od {day}", "new since {day}"),
}
STRUCTURE_PAGE: dict[str, Word] = {**_CHART, **_GRID}
