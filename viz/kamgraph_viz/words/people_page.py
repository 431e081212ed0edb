"""Words of the page of our people over all clients."""

from kamgraph_viz.words.pages import SHARED
from kamgraph_viz.words.word import Word

_COLUMNS: dict[str, Word] = {
    "page.our_people": Word("Nasi ludzie w całym portfelu", "Our people over the portfolio"),
    "page.our_person": Word("Nasza osoba", "Our person"),
    "page.accounts": Word("Klienci", "Clients"),
    "page.managed": Word(
        "Prowadzi (KAM)", "Manages (KAM)", "Wartość klientów prowadzonych jako KAM.", "Value managed as KAM."
    ),
    "page.key_contacts": Word(
        "Ważne kontakty",
        "Key contacts",
        "Relacje z osobami, które u klienta decydują lub mają duży wpływ.",
        "Ties to people who decide or have much influence.",
    ),
    "page.sole_contacts": Word(
        "Jedyne kontakty",
        "Sole contacts",
        "Osoby, których nikt inny od nas nie zna.",
        "People nobody else of ours knows.",
    ),
    "page.accounts_lost": Word(
        "Zostaliby bez kontaktu",
        "Left without contact",
        "Klienci, z którymi po odejściu tej osoby nikt od nas nie miałby relacji.",
        "Clients to whom nobody of ours would have a tie after this person leaves.",
    ),
    "page.on_paper": Word(
        "Tylko na papierze",
        "On paper only",
        "Klienci, do których ta osoba jest przypisana, ale nikogo tam nie zna.",
        "Clients to which this person is assigned without knowing anybody there.",
    ),
    "over.load": Word("Relacje", "Ties", "Czynne relacje u wszystkich klientów.", "Active ties over all clients."),
    "over.behind": Word(
        "Wartość bez tej osoby",
        "Value without contact",
        "Roczna wartość klientów, którzy zostaliby bez kontaktu.",
        "Annual value of the clients left without contact.",
    ),
}
_FRAME: dict[str, Word] = {
    "over.title": Word("Nasze osoby: pokrycie u klientów", "Our people: coverage at clients"),
    "over.filter": Word("Filtruj osoby", "Filter people"),
    "over.filter_hint": Word("Osoba albo klient", "Person or client"),
    "over.shown": Word("Widać {n} z {all}", "{n} of {all} shown"),
    "over.lost_only": Word("Tylko jedyny kontakt z klientem", "Only those who are a client's sole contact"),
    "over.paper_only": Word("Tylko z opieką na papierze", "Only with assignments on paper"),
    "over.none_shown": Word("Żadna osoba nie pasuje do filtrów.", "Nobody matches the filters."),
    "over.nobody": Word(
        "Nikt od nas nie jest przypisany do klienta ani nie ma relacji.",
        "None of us is assigned to a client or has a tie.",
    ),
    "over.client": Word("{name}: {money}", "{name}: {money}"),
    "over.sole_tie": Word("Nikt inny nie zna: {name}", "Nobody else knows: {name}"),
    "over.say_lost": Word(
        "Osoby, bez których klient zostaje bez kontaktu z nami: {n}; takich klientów: {clients}.",
        "People without whom a client is left without any contact to us: {n}; clients concerned: {clients}.",
    ),
    "over.say_none_lost": Word(
        "Żadne pojedyncze odejście nie zostawia klienta bez kontaktu z nami.",
        "No single departure leaves a client without contact to us.",
    ),
    "over.say_most": Word("Najwięcej wartości stoi za: {list}.", "Most value stands behind: {list}."),
    "over.say_paper": Word("Opieka tylko na papierze: {n}.", "Assignments on paper only: {n}."),
    "over.say_load": Word("Najwięcej czynnych relacji: {name} ({n}).", "Most active ties: {name} ({n})."),
}
PEOPLE_PAGE: dict[str, Word] = {**SHARED, **_COLUMNS, **_FRAME}
