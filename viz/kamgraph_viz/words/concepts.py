"""The measures and notions of the engine as people call them."""

from kamgraph_viz.words.word import Word

CONCEPTS: dict[str, Word] = {
    "account": Word("Klient", "Client", "Organizacja, którą prowadzimy.", "An organisation we manage."),
    "coverage": Word(
        "Pokrycie relacjami",
        "Coverage",
        "Część wpływu u klienta, którą trzymamy; każda relacja liczy się według siły. Kilka słabych relacji to szansa, "
        "że zadziała przynajmniej jedna z nich.",
        "Share of the client's influence that we hold, each tie counted by its strength. Several weak ties are the "
        "chance that at least one of them works.",
    ),
    "reach": Word(
        "Zasięg",
        "Reach",
        "Część wpływu, która zna u nas choć jedną osobę.",
        "Share of the influence that knows at least one of us.",
    ),
    "pattern": Word(
        "Układ relacji",
        "Relationship pattern",
        "Ile osób po każdej stronie rzeczywiście kogoś zna.",
        "How many people on each side actually know someone.",
    ),
    "threads": Word(
        "Rozłączne pary kontaktów",
        "Separate contact pairs",
        "Pary, w których nikt się nie powtarza; tyle odejść zrywa kontakt całkowicie.",
        "Pairs that share nobody; that many departures lose the client entirely.",
    ),
    "single_point_of_failure": Word(
        "Osoba krytyczna",
        "Critical person",
        "Pojedynczy punkt awarii: bez niej tracimy kontakt albo dojście do kogoś.",
        "A single point of failure: without this person we lose direct contact or the way in to someone.",
    ),
    "departure": Word(
        "Skutki odejścia osoby", "If this person leaves", "Co tracimy, z nazwiskami.", "What we lose, by name."
    ),
    "relationship_loss": Word(
        "Utrata relacji",
        "Direct contact lost",
        "Część pokrycia, która odchodzi z tą osobą.",
        "The part of our coverage that goes with this person.",
    ),
    "access_loss": Word(
        "Utrata dojścia",
        "Way in lost",
        "Wpływ, do którego nie prowadzi już żadna znajomość.",
        "Influence to which no chain of acquaintances is left.",
    ),
    "resilience": Word(
        "Odporność na odejścia",
        "Resilience",
        "Ile pokrycia zostaje po najgorszych odejściach.",
        "How much coverage is kept after the worst departures.",
    ),
    "r_1": Word(
        "Zostaje po odejściu jednej osoby",
        "Left after one departure",
        "Pokrycie bez najbardziej newralgicznej osoby, po której stronie by nie była.",
        "Coverage without the worst-placed person of either side.",
    ),
    "bus_factor": Word(
        "Ile odejść nas odcina",
        "Departures that break us",
        "Najmniej odejść od nas, po których mniej niż połowa wpływu zna u nas kogokolwiek.",
        "The fewest of ours whose leaving puts less than half of the influence in touch with us.",
    ),
    "expected_coverage": Word(
        "Prognoza za 6 miesięcy",
        "Outlook in 6 months",
        "Pokrycie po znanych odejściach i przeciętnej rotacji (założenie).",
        "Coverage after known departures and average turnover (an assumption).",
    ),
    "orphaned": Word(
        "Bez opiekuna",
        "Nobody of ours left",
        "Nikt od nas nie będzie znał tej osoby.",
        "No one of ours will know this person.",
    ),
    "single_tied": Word(
        "Na jednej osobie",
        "Held by one person",
        "Jedno odejście kończy ten kontakt.",
        "One departure ends this contact.",
    ),
    "cut_off": Word(
        "Bez żadnego dojścia",
        "No way in left",
        "Do tej osoby nie prowadzi już żadna znajomość.",
        "No chain of acquaintances leads to this person any more.",
    ),
    "value_exposed": Word(
        "Wartość narażona",
        "Exposed value",
        "Wartość umów niezabezpieczona na jedno odejście; to nie prognoza.",
        "Contract value not secured against one departure; not a forecast.",
    ),
    "value_at_stake": Word(
        "Wartość za tą osobą",
        "Value behind this person",
        "Część pokrycia, która by odeszła, odniesiona do wartości umów.",
        "The part of our coverage that would go, applied to the contract value.",
    ),
    "annual_value": Word(
        "Wartość roczna", "Annual value", "Wartość umów w ciągu roku.", "What the contracts are worth in a year."
    ),
    "handover": Word(
        "Przekazanie klienta", "Handover", "Kto i kiedy przejmuje kontakt.", "Who takes which contact, and when."
    ),
    "joint_introduction": Word(
        "Wspólne przedstawienie następcy",
        "Joint introduction",
        "Spotkanie z klientem we dwoje, przed odejściem.",
        "Leaver and successor meet the client together.",
    ),
    "introductions": Word(
        "Droga dotarcia",
        "Way in",
        "Kto może nas przedstawić tej osobie.",
        "Who can introduce us to this person.",
    ),
    "next_best_ties": Word(
        "Najlepsze kolejne spotkanie",
        "Next best meeting",
        "Spotkanie, które najbardziej zmniejszy ryzyko.",
        "The meeting that lowers risk most.",
    ),
    "stance": Word(
        "Nastawienie do nas", "Attitude to us", "Nasza ocena z datą, od -2 do +2.", "Our dated opinion, -2 to +2."
    ),
    "influence": Word(
        "Wpływ na decyzję",
        "Influence on the decision",
        "Ile ta osoba tu decyduje, od 0 do 10. Gdzie nikt tego nie ocenił, liczymy wartość przyjętą dla poziomu.",
        "How much this person decides here, 0 to 10. Where nobody has rated it, the value of the level counts.",
    ),
    "observed": Word(
        "Siła z kontaktów",
        "From contacts",
        "Liczona ze spotkań, rozmów i e-maili.",
        "Computed from meetings, calls, e-mails.",
    ),
    "declared": Word("Ocena własna", "Own assessment", "Co podaje nasza osoba.", "What our person states."),
    "as_of": Word("Stan na dzień", "As of", "Dzień, który pokazuje obraz.", "The day the picture shows."),
    "window": Word(
        "Uwzględniany okres",
        "Period counted",
        "Bez kontaktu w tym okresie relacji nie liczymy, chyba że ocenę potwierdzono w ciągu roku.",
        "Without contact in this period a tie is not counted, unless its rating was confirmed within a year.",
    ),
    "unknown": Word("Brak danych", "Not known", "Nikt nie sprawdził; to nie zero.", "Nobody has checked; not zero."),
    "stale": Word("Do potwierdzenia", "To confirm", "Zbyt dawno niepotwierdzone.", "Not confirmed for too long."),
    "former_contact": Word(
        "Dawny kontakt",
        "Former contact",
        "Już tam nie pracuje, nadal może nas przedstawić.",
        "No longer works there, may still introduce us.",
    ),
    "placeholder": Word(
        "Stanowisko (wakat / osoba nieustalona)",
        "Position (vacant / person not identified)",
        "Stanowisko liczy się także puste.",
        "The chair counts even when empty.",
    ),
}
