"""Reports about who may leave and what goes with them."""

from collections.abc import Iterable

from kamgraph.analytics.departure import DepartureResult
from kamgraph.analytics.departures import Departure, DeparturesResult
from kamgraph.analytics.expected import ExpectedCoverageResult
from kamgraph.analytics.resilience import ResilienceResult
from kamgraph.analytics.synergies import SynergiesResult, Synergy
from kamgraph.cli.reports.base import Column, Reader, Report, Table

_MOST = 60
# Half a percent is shown as none.
_LEAST = 0.005


def departures(result: DeparturesResult, reader: Reader) -> Report:
    """Everybody's leaving, the worst first."""
    items = sorted(
        (d for d in result.items if _loses(d)),
        key=lambda d: (-len(d.orphaned), -(d.relationship_loss or 0.0), -(d.access_loss or 0.0), d.leavers),
    )
    critical = sum(d.single_point_of_failure for d in items)
    headline = reader.say(
        f"{reader.count(critical, ('osoba krytyczna', 'osoby krytyczne', 'osób krytycznych'), ('', ''))}: "
        f"bez {'niej' if critical == 1 else 'każdej z nich'} tracimy kontakt albo dojście do kogoś.",
        f"{reader.count(critical, ('', '', ''), ('critical person', 'critical people'))}: "
        f"without {'this one' if critical == 1 else 'any one of them'} we lose contact or the way in to someone.",
    )
    if not critical:
        headline = reader.say(
            "Nie ma osób krytycznych: odejście jednej osoby nikogo nam nie odbiera.",
            "No critical people: one departure loses nobody.",
        )
    columns = [
        Column(reader.say("Gdy odejdzie", "If this person leaves")),
        Column(reader.say("Strona", "Side")),
        Column(reader.label("relationship_loss"), number=True),
        Column(reader.label("access_loss"), number=True),
        Column(reader.label("value_at_stake"), number=True),
        Column(reader.label("orphaned")),
        Column(reader.label("single_tied")),
    ]
    rows = [
        [
            reader.name(d.leavers[0]),
            _side(d.side, reader),
            reader.percent(d.relationship_loss),
            reader.percent(d.access_loss),
            reader.money(d.value_at_stake),
            reader.people(d.orphaned),
            reader.people(d.single_tied),
        ]
        for d in items[:_MOST]
    ]
    risky = frozenset(i for i, d in enumerate(items[:_MOST]) if d.single_point_of_failure)
    notes = reader.stand(result)
    if len(items) > _MOST:
        notes.append(reader.say(f"Pokazano {_MOST} z {len(items)} osób.", f"{_MOST} of {len(items)} people are shown."))
    return Report([headline], [Table(reader.label("departure"), columns, rows, risky)], notes)


def departure(result: DepartureResult, reader: Reader) -> Report:
    """What is lost when these people leave together."""
    who = reader.people(result.leavers, most=6)
    headline = reader.say(
        f"Gdy odejdzie {who}: dziś trzymamy {reader.percent(result.coverage_before)} wpływu, "
        f"zostanie {reader.percent(result.coverage_after)}.",
        f"If {who} leaves: today we hold {reader.percent(result.coverage_before)} of the influence, "
        f"{reader.percent(result.coverage_after)} would be left.",
    )
    lists = [
        reader.person_table(reader.label(code), listed)
        for code, listed in (
            ("orphaned", result.orphaned),
            ("cut_off", result.cut_off),
            ("single_tied", result.single_tied),
        )
    ]
    figures = Table(
        reader.label("departure"),
        [Column(""), Column(reader.say("Teraz", "Now"), number=True), Column(reader.say("Potem", "Then"), number=True)],
        [
            [reader.label("coverage"), reader.percent(result.coverage_before), reader.percent(result.coverage_after)],
            [reader.label("reach"), reader.percent(result.reach_1_before), reader.percent(result.reach_1_after)],
            [reader.label("access_loss"), "", reader.percent(result.access_loss)],
            [reader.label("value_at_stake"), "", reader.money(result.value_at_stake)],
        ],
    )
    together = _together(reader.say("Wspierali się nawzajem", "Backed each other up"), result.synergies, reader)
    return Report([headline], [figures, *lists, together], reader.stand(result))


def synergies(result: SynergiesResult, reader: Reader) -> Report:
    """Pairs whose leaving together costs more than both apart."""
    table = _together(reader.say("Kto kogo zabezpiecza", "Who backs up whom"), result.items, reader)
    headline = reader.say(
        "Odejście obu osób naraz zabiera więcej, niż pokazuje odejście każdej z osobna.",
        "Both leaving together take more than the departure of either one shows.",
    )
    nobody = reader.say("Nikt nikogo nie zabezpiecza.", "Nobody backs anybody up.")
    return Report([headline if table.rows else nobody], [table], reader.stand(result))


def _together(title: str, pairs: Iterable[Synergy], reader: Reader) -> Table:
    columns = [Column(reader.say("Osoby", "People")), Column(reader.say("Dodatkowa strata", "Extra loss"), number=True)]
    rows = [[f"{reader.name(s.a)}, {reader.name(s.b)}", reader.percent(s.synergy)] for s in pairs if s.synergy > _LEAST]
    return Table(title, columns, rows)


def resilience(result: ResilienceResult, reader: Reader) -> Report:
    """What is left after the worst departures on either side."""
    if result.retained is None:
        return Report(
            [reader.say("Odporności nie da się policzyć.", "Resilience cannot be computed.")],
            notes=reader.stand(result),
        )
    theirs = result.retained_theirs or ()
    rows = [
        [
            str(k),
            reader.percent(kept),
            reader.people(result.worst[k]) if k < len(result.worst) else "–",
            reader.percent(theirs[k]) if k < len(theirs) else "–",
            reader.people(result.worst_theirs[k]) if k < len(result.worst_theirs) else "–",
        ]
        for k, kept in enumerate(result.retained)
    ]
    worst = [kept[1] for kept in (result.retained, theirs) if len(kept) > 1]
    headline = reader.say(
        f"Dziś trzymamy {reader.percent(result.retained[0])} wpływu u klienta"
        + (f"; po odejściu jednej osoby zostanie {reader.percent(min(worst))}." if worst else "."),
        f"Today we hold {reader.percent(result.retained[0])} of the influence at this client"
        + (f"; after one departure {reader.percent(min(worst))} would be left." if worst else "."),
    )
    columns = [
        Column(reader.say("Odejścia", "Departures"), number=True),
        Column(reader.say("Zostaje, gdy odchodzą nasi", "Left if ours leave"), number=True),
        Column(reader.say("Najgorszy przypadek", "Worst case")),
        Column(reader.say("Zostaje, gdy odchodzą u klienta", "Left if theirs leave"), number=True),
        Column(reader.say("Najgorszy przypadek", "Worst case")),
    ]
    return Report(
        [headline, _breaks(result, reader)],
        [Table(reader.label("resilience"), columns, rows)],
        reader.stand(result),
    )


def expected_coverage(result: ExpectedCoverageResult, reader: Reader) -> Report:
    """The outlook, with its assumptions."""
    ours, theirs = reader.percent(result.rate_ours), reader.percent(result.rate_theirs)
    return Report(
        [
            reader.say(
                f"Prognoza za {result.months} mies.: {reader.percent(result.expected)} wpływu, przy rocznej rotacji "
                f"{ours} u nas i {theirs} u klienta (założenie) oraz znanych odejściach.",
                f"Outlook in {result.months} months: {reader.percent(result.expected)} of the influence, at a yearly "
                f"turnover of {ours} on our side and {theirs} on theirs (an assumption) and known departures.",
            )
        ],
        notes=reader.stand(result),
    )


def _breaks(result: ResilienceResult, reader: Reader) -> str:
    if result.bus_factor == 0:
        return reader.say(
            "Za mała część wpływu zna u nas kogokolwiek już dziś, bez żadnego odejścia.",
            "Too little of the influence knows any of us already today, before anybody leaves.",
        )
    least = str(result.bus_factor) if result.bus_factor is not None else f"≥ {result.bus_factor_at_least}"
    return f"{reader.label('bus_factor')}: {least}."


def _loses(d: Departure) -> bool:
    return bool(d.relationship_loss or d.access_loss or d.orphaned or d.cut_off)


def _side(side: str, reader: Reader) -> str:
    return reader.say("nasza", "ours") if side == "ours" else reader.say("klienta", "theirs")
