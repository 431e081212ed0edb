"""Headings, buttons and short remarks of the pages."""

from kamgraph_viz.words.word import Word

SHARED: dict[str, Word] = {
    "page.language": Word("Język", "Language"),
    "page.dark": Word("Ciemny motyw", "Dark theme"),
    "page.print": Word("Drukuj", "Print"),
    "page.csv": Word("CSV", "CSV"),
    "page.close": Word("Zamknij", "Close"),
    "page.png": Word("PNG", "PNG"),
    "page.svg": Word("SVG", "SVG"),
    "page.needs_script": Word(
        "Ta strona potrzebuje JavaScriptu, żeby narysować obraz i tabele.",
        "This page needs JavaScript to draw its picture and tables.",
    ),
    "page.skip": Word("Przejdź do tabel", "Skip to the tables"),
    "page.no_performance": Word(
        "Liczby mówią o pokryciu relacjami u klienta, nie o czyjejś pracy.",
        "The numbers speak of coverage at a client, never of a person's performance.",
    ),
    "page.yes": Word("tak", "yes"),
    "page.more": Word("Jeszcze {n}", "{n} more"),
    "page.contract_until": Word("Umowa do", "Contract until"),
}
_MAP: dict[str, Word] = {
    "role.none": Word("Bez roli w decyzji", "No part in the decision"),
    "page.map": Word("mapa wpływu", "influence map"),
    "page.map_help": Word(
        "Mapa: nasz zespół po lewej, klient po prawej według poziomów i działów. Strzałki przechodzą między osobami, "
        "Enter otwiera osobę, L pokazuje odejście, 1 i 2 najbliższe osoby, D drogę dotarcia, Escape wraca do początku.",
        "Map: our team on the left, the client on the right by level and department. Arrow keys move between people, "
        "Enter opens a person, L plays a departure, 1 and 2 show who is near, D the way in, Escape starts again.",
    ),
    "page.search": Word("Szukaj osoby", "Find a person"),
    "page.search_hint": Word("Nazwisko, stanowisko, dział", "Name, title or department"),
    "page.hits": Word("Znalezione osoby", "People found"),
    "page.found": Word("Znaleziono: {n}", "Found: {n}"),
    "page.zoom": Word("Powiększenie", "Zoom"),
    "page.zoom_in": Word("Powiększ", "Zoom in"),
    "page.zoom_out": Word("Pomniejsz", "Zoom out"),
    "page.zoom_fit": Word("Pokaż całość", "Show all"),
    "page.figures": Word("Najważniejsze liczby", "Key figures"),
    "page.details": Word("Szczegóły", "Details"),
    "page.known": Word(
        "Znane osoby",
        "People we know",
        "Osoby u klienta, z którymi ktoś od nas ma czynną relację.",
        "Client people with whom one of ours has an active tie.",
    ),
    "page.known_of": Word("znamy {known} z {people}", "we know {known} of {people}"),
    "page.share_of_influence": Word("część wpływu", "share of influence"),
    "page.influence": Word("wpływ", "influence"),
    "page.too_many": Word(
        "{n} to za dużo na czytelny rysunek: poziomy i działy, a w każdym polu trzymany wpływ. Osoby są w tabeli niżej "
        "i w wyszukiwarce.",
        "{n} are too many for a picture that can be read: levels and departments, with the influence held in each. "
        "The people stand in the table below and in the search.",
    ),
    "page.no_data_before": Word("Brak danych sprzed {day}", "No data before {day}"),
    "page.our_team": Word("Nasz zespół", "Our team"),
    "page.cleared": Word("Nic nie jest wybrane", "Nothing is selected"),
}
_PANEL: dict[str, Word] = {
    "page.look_at": Word("Na co zwrócić uwagę", "What to look at"),
    "page.critical": Word(
        "Osoby krytyczne",
        "Critical people",
        "Pojedyncze punkty awarii: bez takiej osoby tracimy kontakt albo dojście do kogoś.",
        "Single points of failure: without such a person we lose direct contact or the way in to someone.",
    ),
    "page.critical_ours": Word("Osoby krytyczne od nas", "Critical people of ours"),
    "page.critical_theirs": Word("Osoby krytyczne u klienta", "Critical people at the client"),
    "page.nobody_knows": Word("Nikt od nas ich nie zna", "None of us knows them"),
    "page.loses": Word("{n} bez kontaktu", "{n} without contact"),
    "page.cuts_off": Word("{n} poza zasięgiem", "{n} out of reach"),
    "page.choose_person": Word(
        "Wybierz osobę na mapie, w tabeli albo przez wyszukiwanie. Liczba w czerwonym kółku: ilu osób nikt inny od nas "
        "nie zna.",
        "Choose a person on the map, in the table or by search. The number in a red disc: how many people nobody else "
        "of ours knows.",
    ),
    "page.no_ties": Word(
        "Nie ma tu żadnej czynnej relacji: nikt od nas nie miał kontaktu w uwzględnianym okresie.",
        "There is no active tie here: none of us had contact in the period counted.",
    ),
    "page.no_levels": Word(
        "Nie znamy poziomu żadnej z tych osób; dodaj go, a mapa ułoży się w pasy.",
        "Nobody's level is known; add it and the map falls into bands.",
    ),
    "page.no_influence": Word(
        "Nikt nie ocenił wpływu tych osób; liczymy wartości przyjęte dla poziomów.",
        "Nobody has rated the influence of these people; the values of their levels count.",
    ),
    "page.assumed": Word(
        "{share} wpływu przyjęto z poziomu stanowiska, bo nikt go nie ocenił.",
        "{share} of the influence is assumed from the level, because nobody has rated it.",
    ),
    "page.assumed_short": Word("przyjęty z poziomu", "assumed from the level"),
    "page.placeholders": Word(
        "Stanowiska puste albo z osobą nieustaloną: {n}.", "Positions vacant or with nobody identified: {n}."
    ),
    "page.excluded": Word("Pominięto na własną prośbę: {n}.", "Left out at their own request: {n}."),
    "page.of_ten": Word("z 10", "of 10"),
    "page.our_part": Word("Rola u tego klienta", "Part at this client"),
    "page.ends": Word("Ostatni znany dzień: {day}.", "Known to leave: {day}."),
    "page.absent": Word("Nieobecność: {from} – {to}.", "Absence: {from} – {to}."),
    "page.sole_holder": Word("Jedyny kontakt do: {names}.", "The only contact to: {names}."),
    "page.nobody_ours": Word("Nikt od nas nie zna tej osoby.", "None of us knows this person."),
    "page.only": Word("Od nas zna tę osobę tylko: {name}.", "Of ours, only {name} knows this person."),
    "page.ties": Word("Relacje", "Ties"),
    "page.no_tie_known": Word("Żadnej zapisanej relacji.", "No tie is recorded."),
    "page.dormant": Word("nieczynna", "not counted"),
    "page.strength": Word("Siła, która się liczy", "Strength that counts"),
    "page.target": Word("Cel", "Target"),
    "page.last_contact": Word("Ostatni kontakt", "Last contact"),
    "page.contacts": Word("Kontakty", "Contacts"),
    "page.days_ago": Word("{n} temu", "{n} ago"),
    "page.source": Word("Źródło (zapis)", "Source (record)"),
    "page.reports_to": Word("Podlega", "Reports to"),
    "page.reports": Word("Podwładni", "Reports"),
    "page.influences": Word("Wpływa na", "Influences"),
    "page.influenced_by": Word("Pod wpływem", "Influenced by"),
    "page.conflicts_with": Word("W konflikcie z", "In conflict with"),
    "page.way_in": Word("Jak dotrzeć?", "How do we reach?"),
    "page.no_way_in": Word("Brak dojścia w trzech krokach", "No way in within three steps"),
    "page.focus_1": Word("Najbliżsi", "1 step"),
    "page.focus_2": Word("Dwa kroki", "2 steps"),
}
_DEPARTURE: dict[str, Word] = {
    "page.all_clients_of": Word("Wszystko o tej osobie", "All about this person"),
    "page.leaves": Word("Ta osoba odchodzi", "This person leaves"),
    "page.bring_back": Word("Cofnij odejście", "Bring back"),
    "page.back": Word("Cofnij odejście: {name}", "Bring back {name}"),
    "page.if_gone": Word("Skutki odejścia", "After the departure"),
    "page.today": Word("Dziś", "Today"),
    "page.after": Word("Potem", "After"),
    "page.needs_service": Word(
        "dla kilku osób naraz liczy to dopiero usługa", "for several people at once this needs the service"
    ),
    "page.nobody_lost": Word(
        "Nikt u klienta nie zostaje bez kontaktu z nami.", "Nobody at the client is left without contact to us."
    ),
    "page.all_back": Word("Wszyscy są z powrotem", "Everyone is back"),
    "page.gone_said": Word(
        "Odejście: {names}. Pokrycie z {before} na {after}, bez opiekuna: {n}.",
        "Gone: {names}. Coverage from {before} to {after}, nobody of ours left: {n}.",
    ),
    "page.gone": Word("odejście", "gone"),
}
_LEGEND: dict[str, Word] = {
    "page.legend": Word("Legenda i filtry", "Legend and filters"),
    "page.lines": Word("Linie", "Lines"),
    "page.layer_ties": Word(
        "Relacje z nami: grubość to siła, czerwona to jedyna", "Ties to us: wide is strong, red is the only one"
    ),
    "page.layer_dormant": Word("Relacje nieczynne", "Ties not counted"),
    "page.key_size": Word("większe kółko: większy wpływ", "bigger: more influence"),
    "page.key_ring": Word("czerwony pierścień: osoba krytyczna", "red ring: critical person"),
    "page.key_badge": Word("liczba: tyle osób zna od nas tylko ta osoba", "number: contacts nobody else of ours knows"),
    "page.key_chair": Word("krzesło: wakat lub osoba nieustalona", "chair: vacant or not identified"),
    "page.keys": Word(
        "Klawisze: strzałki, Enter, L odejście, 1 i 2 najbliżsi, D droga dotarcia, / szukanie, Esc od początku",
        "Keys: arrows, Enter, L leaves, 1 and 2 who is near, D way in, / search, Esc start again",
    ),
}
_TABLES: dict[str, Word] = {
    "page.people": Word("Osoby", "People"),
    "page.all_facts": Word("Wszystko, co widać na mapie, w tabelach", "Everything on the map, as tables"),
    "page.person": Word("Osoba", "Person"),
    "page.side": Word("Strona", "Side"),
    "page.title": Word("Stanowisko", "Title"),
    "page.risk": Word("Ryzyko", "Risk"),
    "page.dates": Word("Daty", "Dates"),
    "page.star": Word("* wpływ przyjęty z poziomu, nikt go nie ocenił", "* influence assumed from the level"),
    "page.ours": Word("Od nas", "Ours"),
    "page.theirs": Word("U klienta", "At the client"),
    "page.confirmed": Word("Potwierdzono", "Confirmed"),
    "page.only_tie": Word("Jedyna", "The only one"),
    "page.line_table": Word("Linie między osobami klienta", "Lines between client people"),
    "page.from": Word("Od", "From"),
    "page.line": Word("Linia", "Line"),
    "page.to": Word("Do", "To"),
    "page.weight": Word("Siła", "Weight"),
}
MAP_PAGE: dict[str, Word] = {**SHARED, **_MAP, **_PANEL, **_DEPARTURE, **_LEGEND, **_TABLES}
