"""Words of the page of all clients."""

from kamgraph_viz.words.pages import SHARED
from kamgraph_viz.words.people_page import PEOPLE_PAGE
from kamgraph_viz.words.word import Word

_TABLE: dict[str, Word] = {
    "page.portfolio": Word("Portfel klientów", "Client portfolio"),
    "page.audit": Word("co wisi na jednej osobie", "what hangs on one person"),
    "page.clients": Word("Klienci", "Clients"),
    "page.filter": Word("Filtruj klientów", "Filter clients"),
    "page.filter_hint": Word("Nazwa, segment, branża, osoba", "Name, segment, industry, person"),
    "page.lacking": Word("Brak danych dla całego portfela: {list}.", "Not recorded for any client: {list}."),
    "page.any_pattern": Word("Każdy układ relacji", "Any relationship pattern"),
    "page.renewal": Word("Umowa kończy się w ciągu 90 dni", "Contract ends within 90 days"),
    "page.review_late": Word("Przegląd po terminie", "Review overdue"),
    "page.shown": Word("Widać {n} z {all}", "{n} of {all} shown"),
    "page.segment": Word("Segment", "Segment"),
    "page.industry": Word("Branża", "Industry"),
    "page.worst_person": Word(
        "Najbardziej newralgiczna osoba",
        "Worst-placed person",
        "Po jej odejściu zostaje najmniej; w nawiasie: ilu osób u klienta nikt by już nie znał.",
        "Without this person least is left; in brackets: how many client people nobody would know any more.",
    ),
    "page.cumulative": Word(
        "Narastająco",
        "Cumulative",
        "Część całej wartości narażonej tego klienta i wszystkich bardziej narażonych.",
        "Share of all exposed value in this client and all that are more exposed.",
    ),
    "page.cumulated": Word("narastająco {share}", "cumulative {share}"),
    "page.executive": Word(
        "Kontakt z zarządem",
        "Executive contact",
        "Ostatni kontakt z właścicielem albo członkiem zarządu klienta.",
        "Last contact with an owner or board member of the client.",
    ),
    "page.review": Word("Przegląd", "Review"),
    "page.days_late": Word("Przegląd: dni po terminie", "Review: days overdue"),
    "page.late": Word("{n} po terminie", "{n} overdue"),
    "page.bar": Word("Zostaje / narażone", "Left / exposed"),
    "page.bar_text": Word("{held} bezpieczne, {exposed} narażone", "{held} held, {exposed} exposed"),
    "page.in_days": Word("za {n}", "in {n}"),
    "page.potential": Word(
        "Potencjał", "Potential", "Ile ten klient mógłby kupować w ciągu roku.", "What this client could buy in a year."
    ),
    "page.owner": Word("Opiekun (KAM)", "Account manager (KAM)"),
    "page.any_owner": Word("Wszyscy opiekunowie", "All account managers"),
    "page.no_owner": Word("Bez opiekuna", "No account manager"),
    "page.any_segment": Word("Każdy segment", "Any segment"),
    "page.no_segment": Word("Bez segmentu", "No segment"),
    "page.reset": Word("Wyczyść filtry", "Clear the filters"),
    "page.all_rows": Word("Pokaż wszystkie ({n})", "Show all ({n})"),
    "page.none_shown": Word("Żaden klient nie pasuje do filtrów.", "No client matches the filters."),
    "page.trend": Word(
        "Zmiana",
        "Trend",
        "Pokrycie na końcach ostatnich kwartałów i dziś; liczba: o ile punktów się zmieniło.",
        "Coverage at the last quarter ends and today; the number: by how many points it has changed.",
    ),
    "page.trend_text": Word("{before} na początku, {after} dziś", "{before} at first, {after} today"),
    "page.points": Word("{n} pkt", "{n} pts"),
    "page.soon": Word("Umowy, które kończą się w ciągu 90 dni", "Contracts that end within 90 days"),
    "page.xlsx": Word("XLSX", "XLSX"),
    "page.ended": Word("po terminie: {n}", "ended {n} ago"),
    "page.why_exposed": Word("{value} × (100% − {left}) = {exposed}", "{value} × (100% − {left}) = {exposed}"),
    "page.why_worst": Word("Odejście, po którym zostaje najmniej: {name}", "The departure that leaves least: {name}"),
    "page.why_orphaned": Word("Nikt od nas nie znałby już: {n}", "None of us would know any more: {n}"),
    "page.why_tie": Word("Kończy się relacja: {name}", "A tie that ends: {name}"),
    "page.more_pages": Word("Dalej:", "Go on to:"),
}
_PICTURES: dict[str, Word] = {
    "page.pictures": Word("Gdzie leży ryzyko", "Where the risk lies"),
    "page.pareto_title": Word(
        "{n} z {all} klientów to {share} wartości narażonej", "{n} of {all} clients are {share} of the exposed value"
    ),
    "page.pareto_help": Word(
        "Słupek: wartość narażona klienta, od największej. Linia: narastająco.",
        "Bar: exposed value of a client, the largest first. Line: running share.",
    ),
    "page.pareto_text": Word(
        "{names}: razem {share} wartości narażonej", "{names}: together {share} of the exposed value"
    ),
    "page.strip_title": Word("Duża wartość, mało zostaje: {n}", "Much value, little left: {n}"),
    "page.strip_none": Word(
        "Żaden duży klient nie traci większości po jednym odejściu", "No large client loses most after one departure"
    ),
    "page.strip_help": Word(
        "Wyżej: większa wartość roczna. W lewo: mniej zostaje po jednym odejściu. Romb: wszystko na jednej osobie.",
        "Higher: more annual value. To the left: less is left after one departure. Diamond: all on one person.",
    ),
    "page.strip_text": Word("{name}: {money}, zostaje {left}", "{name}: {money}, {left} left"),
    "page.strip_zone": Word("najpierw tutaj", "begin here"),
    "page.strip_left_out": Word(
        "Bez wartości albo pokrycia, poza rysunkiem: {n}.", "Without value or coverage, not drawn: {n}."
    ),
}
_SENTENCES: dict[str, Word] = {
    "page.say_hanging": Word(
        "Na jednej osobie wisi {n} z {all} klientów; wartość narażona: {money}.",
        "{n} of {all} clients hang on one person; exposed value: {money}.",
    ),
    "page.say_no_money": Word(
        "Na jednej osobie wisi {n} z {all} klientów.", "{n} of {all} clients hang on one person."
    ),
    "page.say_empty": Word("Portfel jest pusty: dodaj klientów.", "The portfolio is empty: add clients."),
    "page.say_untouched": Word("{n} bez żadnej czynnej relacji ({names}).", "{n} without any active tie ({names})."),
    "page.say_asleep": Word(
        "Na ten dzień nie ma czynnej relacji z żadnym klientem ({all}).",
        "On this day there is no active tie to any client ({all}).",
    ),
    "page.say_late": Word("Przegląd po terminie: {n}.", "Reviews overdue: {n}."),
    "page.say_more": Word("{names} i jeszcze {n}", "{names} and {n} more"),
    "page.say_top": Word("Najwięcej stoi za: {list}.", "Most hangs on: {list}."),
    "page.say_one": Word("{name} ({money})", "{name} ({money})"),
    "page.say_one_managing": Word(
        "{name} ({money} przy {managed} prowadzonych)", "{name} ({money} of {managed} managed)"
    ),
    "page.say_paper": Word(
        "{name}: opieka tylko na papierze u {n} z przypisanych klientów ({names}).",
        "{name}: on paper only at {n} of the assigned clients ({names}).",
    ),
    "page.say_coverage": Word(
        "Pokrycie portfela ważone wartością: {share}; poza sumą (bez wartości albo pokrycia): {n}.",
        "Portfolio coverage weighted by value: {share}; not in the sum (no value or no coverage): {n}.",
    ),
}
PORTFOLIO_PAGE: dict[str, Word] = {
    **SHARED,
    "page.accounts_lost": PEOPLE_PAGE["page.accounts_lost"],
    **_TABLE,
    **_PICTURES,
    **_SENTENCES,
}
