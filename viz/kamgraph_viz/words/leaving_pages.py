"""Words of the pages of a departure and of a handover."""

from kamgraph_viz.words.word import Word

_CHOOSING: dict[str, Word] = {
    "leave.title": Word("Skutki odejścia", "If somebody leaves"),
    "hand.title": Word("Plan przekazania", "Handover plan"),
    "leave.who": Word("Kto odchodzi?", "Who leaves?"),
    "leave.add_ours": Word("Dodaj osobę od nas", "Add one of ours"),
    "leave.add_theirs": Word("Dodaj osobę klienta", "Add a person of the client"),
    "leave.pick": Word("wybierz", "choose"),
    "leave.nobody_yet": Word(
        "Wybierz osoby, które odchodzą: od nas albo od klienta, jedną lub kilka.",
        "Choose the people who leave: of ours or of the client, one or several.",
    ),
    "leave.remove": Word("Zostaje: {name}", "Stays: {name}"),
    "leave.last_day": Word("Ostatni dzień", "Last day"),
    "leave.begin": Word("Najwięcej zależy od tych osób:", "Most hangs on these people:"),
}
_EFFECT: dict[str, Word] = {
    "leave.say_lost": Word("Bez kontaktu zostaje {n} ({names}).", "Left without contact: {n} ({names})."),
    "leave.say_nobody": Word(
        "Nikt u klienta nie zostaje bez kontaktu.", "Nobody at the client is left without contact."
    ),
    "leave.say_single": Word("Na jednej osobie zawisa {n}.", "Newly held by one person: {n}."),
    "leave.say_coverage": Word("Pokrycie spada z {before} do {after}.", "Coverage falls from {before} to {after}."),
    "leave.say_same": Word("Pokrycie się nie zmienia ({before}).", "Coverage stays the same ({before})."),
    "leave.figures": Word("Przed i po", "Before and after"),
    "leave.today": Word("Dziś", "Today"),
    "leave.after": Word("Po odejściu", "Afterwards"),
    "leave.planned": Word(
        "Po przekazaniu",
        "After the handover",
        "Gdy każdy następca trzyma kontakt tak, jak zna go sam albo przez osoby, które go wprowadzą.",
        "Once each successor holds the contact as well as his or her own tie and the introductions allow.",
    ),
    "leave.people": Word("Kto zostaje z kontaktem", "Who is left with contact"),
    "leave.levels": Word("Pokrycie według poziomów", "Coverage by level"),
    "leave.departments": Word("Pokrycie według działów", "Coverage by department"),
    "leave.key_held": Word("ma kontakt z nami", "in contact with us"),
    "leave.key_single": Word("nowo na jednej osobie", "newly held by one person"),
    "leave.key_orphaned": Word("zostaje bez kontaktu", "left without contact"),
    "leave.key_unknown": Word("nie znamy tej osoby", "not known to us"),
    "leave.key_gone": Word("odchodzi", "leaves"),
    "leave.orphaned": Word("Kto zostaje bez kontaktu", "Who is left without contact"),
    "leave.single": Word("Kto zawisa na jednej osobie", "Who is newly held by one person"),
    "leave.cut_off": Word("Do kogo tracimy też dojście", "To whom no way in is left"),
    "leave.on_whom": Word("Na kim", "On whom"),
    "leave.way_in": Word("Najlepsze dojście", "Best way in"),
    "leave.successor": Word("Kto przejmie", "Who takes over"),
    "leave.nobody": Word("nikt", "nobody"),
    "leave.contact": Word("Kontakt", "Contact"),
    "leave.reason": Word("Dlaczego", "Why"),
    "leave.fit": Word(
        "Na początek",
        "To begin with",
        "Jak dobrze następca trzyma kontakt na początku: własna relacja, przedstawienie przez odchodzącą osobę i "
        "najlepsza inna droga razem.",
        "How well the successor holds the contact at the outset: the own tie, the introduction by the leaver and the "
        "best other way together.",
    ),
    "leave.knows": Word("zna już tę osobę: {scale}", "knows the person already: {scale}"),
    "leave.introduced": Word("przedstawi {name}", "introduced by {name}"),
    "leave.other_way": Word("przez znajomych", "through others"),
    "leave.by_hand": Word("wybór ręczny", "chosen by hand"),
    "leave.plan_needs_service": Word(
        "Następców dla kilku osób naraz dobiera usługa; w pliku są dla jednej odchodzącej osoby.",
        "Successors for several leavers at once need the service; a file has those for one leaver.",
    ),
    "leave.no_plan_theirs": Word(
        "Gdy odchodzi osoba klienta, nie ma czego przekazywać: poznajcie osobę, która przejmie jej stanowisko.",
        "When a person of the client leaves, there is nothing to hand over: meet whoever takes the seat.",
    ),
    "leave.refused": Word("Usługa nie odpowiedziała: {why}", "The service did not answer: {why}"),
}
_HANDOVER: dict[str, Word] = {
    "hand.nobody_yet": Word(
        "Wybierz osobę od nas, która odchodzi albo zmienia rolę.", "Choose who of ours leaves or changes role."
    ),
    "hand.nobody_ours": Word("Nikt od nas nie zna tu nikogo.", "Nobody of ours knows anybody here."),
    "hand.nothing": Word("Nie ma czego przekazywać: brak czynnych relacji.", "Nothing to hand over: no active ties."),
    "hand.say_taken": Word("Następcę ma {taken} z {n} kontaktów.", "A successor is found for {taken} of {n} contacts."),
    "hand.say_joint": Word(
        "Wspólne przedstawienie jest możliwe przy: {n}.", "A joint introduction is possible with: {n}."
    ),
    "hand.say_coverage": Word(
        "Pokrycie: dziś {before}, po odejściu {after}, po przekazaniu {planned}.",
        "Coverage: today {before}, afterwards {after}, after the handover {planned}.",
    ),
    "hand.steps": Word("Kto przejmuje którą osobę", "Who takes over whom"),
    "hand.order": Word("Kolejność", "Order"),
    "hand.meet": Word("Wspólne spotkanie do", "Meet together by"),
    "hand.no_joint": Word("bez wspólnego spotkania", "no joint meeting"),
    "hand.from": Word("Od kogo", "From"),
    "hand.at_stake": Word(
        "Do utraty",
        "At stake",
        "Część wpływu u klienta, którą tracimy z tym kontaktem.",
        "Part of the client's influence that goes with this contact.",
    ),
    "hand.signature": Word("Podpis", "Signature"),
    "hand.uncovered": Word("Bez następcy", "Without a successor"),
    "hand.load": Word("Obciążenie następców", "Load of the successors"),
    "hand.load_now": Word("Czynne relacje dziś", "Active ties today"),
    "hand.load_then": Word("Potem", "Then"),
    "hand.capacity": Word("Najwyżej {n} u jednej osoby.", "At most {n} with one person."),
    "hand.too_many": Word("ponad {n}", "over {n}"),
    "hand.here_only": Word(
        "Liczą się relacje z tym klientem; inni klienci następcy nie są tu widoczni.",
        "Ties to this client count; other clients of the successor are not seen here.",
    ),
    "hand.reset": Word("Przywróć propozycję", "Back to the proposal"),
    "hand.csv": Word("CSV: plan", "CSV: plan"),
}
DEPARTURE_PAGE: dict[str, Word] = {**_CHOOSING, **_EFFECT}
HANDOVER_PAGE: dict[str, Word] = {**_CHOOSING, **_EFFECT, **_HANDOVER}
