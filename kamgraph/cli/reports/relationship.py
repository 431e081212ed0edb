"""Reports about how an account is held: ties, coverage, pattern, threads, concentration, completeness."""

from kamgraph.analytics.brokers import BrokersResult
from kamgraph.analytics.completeness import OUR_SPONSOR, CompletenessResult
from kamgraph.analytics.concentration import ConcentrationResult
from kamgraph.analytics.coverage import CoverageResult
from kamgraph.analytics.influence import InfluenceSharesResult
from kamgraph.analytics.pattern import PatternResult
from kamgraph.analytics.threads import ThreadsResult
from kamgraph.analytics.ties import TiesResult
from kamgraph.cli.reports.base import Column, Reader, Report, Table


def pattern_words(pattern: str, solid: bool | None, reader: Reader) -> str:
    """The pattern as people say it."""
    if pattern == "none":
        return reader.say("brak relacji", "no tie")
    if pattern != "N:N":
        return pattern
    return reader.say(
        "N:N, ugruntowane" if solid else "N:N, tylko na papierze", "N:N, solid" if solid else "N:N, on paper"
    )


def ties(result: TiesResult, reader: Reader) -> Report:
    """Who knows whom, the strongest first."""
    active = [t for t in result.items if t.active]
    headline = reader.say(
        f"{reader.count(len(active), ('czynna relacja', 'czynne relacje', 'czynnych relacji'), ('', ''))}"
        f" na {len(result.items)} znanych.",
        f"{len(active)} active of {reader.count(len(result.items), ('', '', ''), ('known tie', 'known ties'))}.",
    )
    columns = [
        Column(reader.say("Od nas", "Ours")),
        Column(reader.say("U klienta", "Theirs")),
        Column(reader.say("Siła", "Strength"), number=True),
        Column(reader.label("observed"), number=True),
        Column(reader.label("declared"), number=True),
        Column(reader.say("Ostatni kontakt", "Last contact"), keep=True),
        Column(reader.say("Czynna", "Active")),
    ]
    rows = [
        [
            reader.name(t.ours),
            reader.name(t.theirs),
            reader.percent(t.strength),
            reader.percent(t.observed),
            reader.percent(t.declared),
            reader.day(t.last_contact),
            reader.say("tak", "yes") if t.active else reader.say("nie", "no"),
        ]
        for t in result.items
    ]
    return Report([headline], [Table(reader.say("Relacje", "Ties"), columns, rows)], reader.stand(result))


def coverage(result: CoverageResult, reader: Reader) -> Report:
    """How much of the influence is held, and by level and department."""
    held, one, two = (reader.percent(share) for share in (result.coverage, result.reach_1, result.reach_2))
    headline = reader.say(
        f"Znamy {result.known} z {result.people} osób. Trzymamy {held} wpływu u klienta; "
        f"{one} zna u nas choć jedną osobę, {two} co najmniej dwie.",
        f"We know {result.known} of {result.people} people. We hold {held} of the influence; "
        f"{one} knows at least one of us, {two} at least two.",
    )
    cells = [
        [
            reader.label(f"level.{c.level}"),
            reader.label(f"department.{c.department}") if c.department else reader.label("unknown"),
            reader.percent(c.weight_share),
            reader.percent(c.coverage),
            reader.percent(c.reach_1),
        ]
        for c in result.cells
    ]
    columns = [
        Column(reader.say("Poziom", "Level")),
        Column(reader.say("Dział", "Department")),
        Column(reader.say("Część wpływu", "Share of influence"), number=True),
        Column(reader.label("coverage"), number=True),
        Column(reader.label("reach"), number=True),
    ]
    nobody = Table(
        reader.say("Kogo nikt od nas nie zna", "Whom none of us knows"),
        [Column(reader.say("Osoba", "Person"))],
        [[reader.name(p)] for p in result.uncovered],
        empty=reader.say("Znamy wszystkich.", "We know everybody."),
    )
    return Report(
        [headline],
        [Table(reader.say("Poziomy i działy", "Levels and departments"), columns, cells), nobody],
        reader.stand(result),
    )


def pattern(result: PatternResult, reader: Reader) -> Report:
    """The relationship pattern in one sentence."""
    shown = pattern_words(result.pattern, result.solid, reader)
    return Report(
        [
            reader.say(
                f"Układ relacji: {shown}. Od nas {reader.persons(result.ours)}, u klienta {result.theirs}.",
                f"Relationship pattern: {shown}. {reader.persons(result.ours)} of ours, {result.theirs} of theirs.",
            )
        ],
        notes=reader.stand(result),
    )


def threads(result: ThreadsResult, reader: Reader) -> Report:
    """Separate pairs, the people whose leaving ends all ties, and the ways to each decision maker."""
    pairs = reader.count(
        result.threads,
        ("rozłączna para kontaktów", "rozłączne pary kontaktów", "rozłącznych par kontaktów"),
        ("separate contact pair", "separate contact pairs"),
    )
    lost = reader.say(
        f"; wszystkie relacje kończą się z odejściem: {reader.people(result.cover, most=8)}" if result.cover else "",
        f"; all ties end if these leave: {reader.people(result.cover, most=8)}" if result.cover else "",
    )
    ways = [[reader.name(d.person), str(d.threads), reader.people(d.cut, most=6)] for d in result.decision_makers]
    return Report(
        [f"{pairs}{lost}."],
        [
            Table(
                reader.label("threads"),
                [Column(reader.say("Od nas", "Ours")), Column(reader.say("U klienta", "Theirs"))],
                [[reader.name(p.ours), reader.name(p.theirs)] for p in result.pairs],
            ),
            Table(
                reader.say("Dojścia do decydentów", "Ways to the decision makers"),
                [
                    Column(reader.label("role.decision_maker")),
                    Column(reader.say("Niezależne dojścia", "Independent ways"), number=True),
                    Column(reader.say("Zamykają je", "Closed by")),
                ],
                ways,
                empty=reader.say("Decydenci nie są wskazani.", "No decision maker is named."),
            ),
        ],
        reader.stand(result),
    )


def concentration(result: ConcentrationResult, reader: Reader) -> Report:
    """How evenly our people hold the account."""
    if result.top_holder is None:
        return Report(
            [reader.say("Nikt od nas nie trzyma relacji.", "None of us holds a tie.")], notes=reader.stand(result)
        )
    holders = f"{result.effective_holders:.1f}" if result.effective_holders is not None else "–"
    if reader.lang == "pl":
        holders = holders.replace(".", ",")
    return Report(
        [
            reader.say(
                f"Najwięcej trzyma {reader.name(result.top_holder)}: {reader.percent(result.top_share)} relacji; "
                f"to tyle, jakby równo dzieliło je {holders} osób.",
                f"{reader.name(result.top_holder)} holds the most: {reader.percent(result.top_share)} of the ties, "
                f"as if {holders} people shared them evenly.",
            )
        ],
        [
            Table(
                reader.say("Udziały w zasięgu", "Shares of the reach"),
                [Column(reader.say("Osoba", "Person")), Column(reader.say("Udział", "Share"), number=True)],
                [[reader.name(p), reader.percent(s)] for p, s in result.fair_shares],
            )
        ],
        reader.stand(result),
    )


def completeness(result: CompletenessResult, reader: Reader) -> Report:
    """What is known of the account's people."""
    roles = [
        [
            _role(r.role, reader),
            reader.name(r.person) if r.person else reader.say("nie wskazano", "not identified"),
        ]
        for r in result.roles
    ]
    return Report(
        [
            reader.say(
                f"Rozpoznane osoby: {result.identified}, nieobsadzone lub nieznane stanowiska: {result.placeholders}.",
                f"People identified: {result.identified}, vacant or unidentified positions: {result.placeholders}.",
            ),
            reader.say(
                f"Wpływ przyjęty z poziomu: {reader.percent(result.assumed_share)}, do potwierdzenia: "
                f"{reader.percent(result.stale_share)}, na nieobsadzonych stanowiskach: "
                f"{reader.percent(result.placeholder_share)}.",
                f"Influence assumed from the level: {reader.percent(result.assumed_share)}, to confirm: "
                f"{reader.percent(result.stale_share)}, on vacant positions: "
                f"{reader.percent(result.placeholder_share)}.",
            ),
        ],
        [
            Table(
                reader.say("Role w decyzji", "Parts in the decision"),
                [Column(reader.say("Rola", "Part")), Column(reader.say("Osoba", "Person"))],
                roles,
            )
        ],
        reader.stand(result),
    )


def brokers(result: BrokersResult, reader: Reader) -> Report:
    """Who stands between others; descriptive, for analysts."""
    columns = [
        Column(reader.say("Osoba", "Person")),
        Column(reader.say("Pośredniczenie", "Betweenness"), number=True),
        Column(reader.say("Ograniczenie (do 2)", "Constraint (up to 2)"), number=True),
    ]
    rows = [
        [reader.name(b.person), f"{b.betweenness:.3f}", "–" if b.constraint is None else f"{b.constraint:.3f}"]
        for b in result.items
    ]
    note = reader.say("Opis sieci dla analityków, nie miara ryzyka.", "A description for analysts, no measure of risk.")
    return Report([], [Table(reader.say("Pośrednicy", "Brokers"), columns, rows)], [note, *reader.stand(result)])


def influence_shares(result: InfluenceSharesResult, reader: Reader) -> Report:
    """Whose opinion the decision makers' final opinion is made of."""
    columns = [Column(reader.say("Osoba", "Person")), Column(reader.say("Udział", "Share"), number=True)]
    rows = [[reader.name(person), reader.percent(share)] for person, share in result.shares or ()]
    title = reader.say("Udział w opinii decydentów", "Share in the decision makers' opinion")
    return Report(
        [],
        [Table(title, columns, rows, empty=reader.say("Brak decydentów.", "No decision maker."))],
        reader.stand(result),
    )


def _role(role: str, reader: Reader) -> str:
    return reader.label("assignment.executive_sponsor" if role == OUR_SPONSOR else f"role.{role}")
