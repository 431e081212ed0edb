"""Words of the page of one person over all clients."""

from kamgraph_viz.words.people_page import PEOPLE_PAGE
from kamgraph_viz.words.word import Word

_SHARED_CODES = (
    "page.language",
    "page.dark",
    "page.print",
    "page.csv",
    "page.close",
    "page.needs_script",
    "page.skip",
    "page.no_performance",
    "page.yes",
    "page.key_contacts",
    "page.managed",
)
_HEADINGS: dict[str, Word] = {
    "one.ours": Word("od nas", "one of ours"),
    "one.placeholder": Word("wakat lub osoba nieustalona", "vacant or not identified"),
    "one.ends": Word("odchodzi {day}", "leaves on {day}"),
    "one.absent": Word("nieobecność od {from} do {to}", "absent from {from} to {to}"),
    "one.absent_open": Word("nieobecność od {from}", "absent from {from}"),
    "one.accounts": Word("Klienci", "Clients"),
    "one.contacts": Word("Kontakty i kto je przejmie", "Contacts, and who takes them over"),
    "one.places": Word("Miejsca u klientów", "Places at clients"),
    "one.ties": Word("Kto od nas zna tę osobę", "Who of us knows this person"),
    "one.ways": Word("Kto może nas przedstawić", "Who can introduce us"),
}
_COLUMNS: dict[str, Word] = {
    "one.part": Word("Rola od nas", "Our part"),
    "one.held": Word("Relacje", "Ties"),
    "one.key": Word(
        "Ważne",
        "Key",
        "Relacje z osobami, które u klienta decydują lub mają duży wpływ.",
        "Ties to people who decide or have much influence.",
    ),
    "one.sole": Word(
        "Jedyny kontakt",
        "Sole contact",
        "Osoby, których nikt inny od nas nie zna.",
        "People nobody else of ours knows.",
    ),
    "one.lost": Word(
        "Bez tej osoby",
        "Without this person",
        "Czy po odejściu ktoś od nas ma tam jeszcze relację.",
        "Whether anybody of ours would still have a tie there.",
    ),
    "one.lost_yes": Word("bez kontaktu", "no contact left"),
    "one.lost_no": Word("kontakt zostaje", "contact stays"),
    "one.paper": Word("tylko na papierze", "on paper only"),
    "one.person": Word("Osoba u klienta", "Person at the client"),
    "one.who": Word("Kto", "Who"),
    "one.strength": Word("Siła relacji", "Strength"),
    "one.not_counted": Word("nieczynna", "not counted"),
    "one.last": Word("Ostatni kontakt", "Last contact"),
    "one.meetings": Word("Kontakty", "Contacts"),
    "one.risk": Word("Po odejściu", "After leaving"),
    "one.nobody_ours": Word("nikt od nas nie zna tej osoby", "none of us knows this person"),
    "one.only_left": Word("zna już tylko {name}", "known to {name} alone"),
    "one.successor": Word("Kto przejmie", "Who takes over"),
    "one.nobody": Word("brak kandydata", "nobody fits"),
    "one.because": Word("Dlaczego", "Why"),
    "one.knows": Word("zna już tę osobę: {scale}", "knows the person already: {scale}"),
    "one.nearest": Word("najbliższa droga: {share}", "the nearest way: {share}"),
    "one.joint": Word("wspólne spotkanie przed odejściem", "joint meeting before leaving"),
    "one.order": Word("Kolejność", "Order"),
    "one.influence": Word("Wpływ", "Influence"),
    "one.way": Word("Droga", "Way"),
    "one.way_strength": Word("Siła drogi", "Strength of the way"),
    "one.assumed": Word("* wpływ przyjęty z poziomu, nikt go nie ocenił", "* influence assumed from the level"),
}
_SENTENCES: dict[str, Word] = {
    "one.say_holds": Word("Czynne relacje: {ties}; klienci: {clients}.", "Active ties: {ties}; clients: {clients}."),
    "one.say_holds_none": Word("Żadnej czynnej relacji z klientami.", "No active tie to any client."),
    "one.say_sole": Word("Bez tej osoby nikt od nas nie zna: {n}.", "Without this person nobody of ours knows: {n}."),
    "one.say_none_sole": Word(
        "Każdy kontakt zna też ktoś inny od nas.", "Somebody else of ours knows every contact too."
    ),
    "one.say_accounts_lost": Word("Bez żadnego kontaktu zostają: {names}.", "Left without any contact: {names}."),
    "one.say_value": Word("Wartość, która stoi za tą osobą: {money}.", "Value behind this person: {money}."),
    "one.say_coverage": Word(
        "Pokrycie u wszystkich klientów: {before}, po odejściu {after}.",
        "Coverage over all clients: {before}, afterwards {after}.",
    ),
    "one.say_uncovered": Word("Bez następcy zostaje: {n}.", "Without a successor: {n}."),
    "one.say_known": Word("Tę osobę zna od nas: {n}.", "Known to {n} of ours."),
    "one.say_known_none": Word("Nikt od nas nie zna tej osoby.", "Nobody of ours knows this person."),
    "one.say_cut_off": Word(
        "Bez tej osoby tracimy dojście do: {n}.", "Without this person we lose the way in to: {n}."
    ),
    "one.say_only": Word("Jedyną relację ma {name}.", "The only tie is {name}'s."),
}
PERSON_PAGE: dict[str, Word] = {
    **{code: PEOPLE_PAGE[code] for code in _SHARED_CODES},
    **_HEADINGS,
    **_COLUMNS,
    **_SENTENCES,
}
