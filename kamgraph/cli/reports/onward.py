"""Reports about the way onward: introductions, handovers, the next ties."""

from kamgraph.analytics.handover import HandoverResult
from kamgraph.analytics.if_tied import DepartureIfTied, IfTiedResult
from kamgraph.analytics.introductions import IntroductionsResult
from kamgraph.analytics.next_best_ties import NextBestTiesResult
from kamgraph.cli.reports.base import Column, Reader, Report, Table


def introductions(result: IntroductionsResult, reader: Reader) -> Report:
    """The best ways in."""
    steps = reader.count(result.max_hops, ("krok", "kroki", "kroków"), ("step", "steps"))
    who = reader.name(result.target)
    if not result.items:
        nobody = reader.say(
            f"{who}: nikt z naszych znajomych nie może nas przedstawić (najwyżej {steps}).",
            f"{who}: nobody we know can introduce us (at most {steps}).",
        )
        return Report([nobody], notes=reader.stand(result))
    best = result.items[0]
    if best.hops == 1:
        headline = reader.say(
            f"{who}: kontakt bezpośredni, {reader.name(best.people[0])}.",
            f"{who}: known directly, by {reader.name(best.people[0])}.",
        )
    else:
        headline = reader.say(
            f"{who}: najlepiej, gdy przedstawi nas {reader.name(best.people[-2])}.",
            f"{who}: {reader.name(best.people[-2])} can best introduce us.",
        )
    rows = [
        [" → ".join(map(reader.name, way.people)), str(way.hops), reader.percent(way.strength)] for way in result.items
    ]
    columns = [
        Column(reader.label("introductions")),
        Column(reader.say("Kroki", "Steps"), number=True),
        Column(reader.say("Siła", "Strength"), number=True),
    ]
    explained = reader.say(
        "Siła drogi to iloczyn siły jej kroków; kolegę lub koleżankę można poprosić zawsze (co najmniej 50%).",
        "The strength of a way is the product of its steps; a colleague can always be asked (50% at least).",
    )
    return Report([headline], [Table(reader.label("introductions"), columns, rows)], [explained, *reader.stand(result)])


def handover(result: HandoverResult, reader: Reader) -> Report:
    """The plan in its order, and the loads afterwards."""
    if not result.steps:
        nothing = reader.say(
            "Nie ma czego przekazywać: brak czynnych relacji.", "Nothing to hand over: there are no active ties."
        )
        return Report([nothing], notes=reader.stand(result))
    taken, joint = sum(s.successor is not None for s in result.steps), sum(s.joint for s in result.steps)
    title, n = reader.label("handover"), len(result.steps)
    leavers = reader.people(sorted({step.leaver for step in result.steps}))
    headline = reader.say(
        f"{title} ({leavers}): następcę ma {taken} z {n} kontaktów; przy {joint} możliwe jest wspólne przedstawienie.",
        f"{title} ({leavers}): {taken} of {n} contacts have a successor; {joint} can be introduced jointly.",
    )
    regained = reader.say(
        f"Pokrycie: dziś {reader.percent(result.coverage_before)}, po odejściu "
        f"{reader.percent(result.coverage_after)}, po przekazaniu {reader.percent(result.coverage_planned)}.",
        f"Coverage: today {reader.percent(result.coverage_before)}, afterwards "
        f"{reader.percent(result.coverage_after)}, after the handover {reader.percent(result.coverage_planned)}.",
    )
    columns = [
        Column("#", number=True),
        Column(reader.say("Kontakt", "Contact")),
        Column(reader.say("Od kogo", "From")),
        Column(reader.say("Następca", "Successor")),
        Column(reader.say("Dopasowanie", "Fit"), number=True),
        Column(reader.say("Pokrycie do utraty", "Coverage at stake"), number=True),
        Column(reader.label("joint_introduction")),
    ]
    rows = [
        [
            str(step.order),
            reader.name(step.theirs),
            reader.name(step.leaver),
            reader.name(step.successor),
            reader.percent(step.fit),
            reader.percent(step.at_stake),
            reader.say("tak", "yes") if step.joint else reader.say("nie", "no"),
        ]
        for step in result.steps
    ]
    risky = frozenset(i for i, step in enumerate(result.steps) if step.successor is None)
    loads = Table(
        reader.say("Obciążenie następców", "Load of the successors"),
        [
            Column(reader.say("Osoba", "Person")),
            Column(reader.say("Czynne relacje potem", "Active ties then"), number=True),
        ],
        [[reader.name(one.person), str(one.n)] for one in result.load_after],
    )
    return Report([headline, regained], [Table(title, columns, rows, risky), loads], _limits(result, reader))


def _limits(result: HandoverResult, reader: Reader) -> list[str]:
    notes = reader.stand(result)
    if result.scope != "portfolio":
        said = reader.say(
            "Obciążenie liczone tylko u tego klienta; wszystkie relacje zna plan bez opcji --account.",
            "The load is that at this client only; the plan without --account knows all ties.",
        )
        notes.insert(0, said)
    return notes


def next_best_ties(result: NextBestTiesResult, reader: Reader) -> Report:
    """Whom to meet next."""
    columns = [
        Column(reader.say("Od nas", "Ours")),
        Column(reader.say("U klienta", "Theirs")),
        Column(reader.say("Przyrost prognozy", "Gain in the outlook"), number=True),
        Column(reader.say("Przedstawia", "Introduced by")),
    ]
    rows = [
        [reader.name(t.ours), reader.name(t.theirs), reader.percent(t.gain), reader.name(t.introducer)]
        for t in result.items
    ]
    if not result.items:
        nothing = reader.say(
            "Żadne nowe spotkanie nie podniosłoby prognozy.", "No new meeting would raise the outlook."
        )
        return Report([nothing], notes=reader.stand(result))
    first = result.items[0]
    pair = f"{reader.name(first.ours)} – {reader.name(first.theirs)}"
    headline = f"{reader.label('next_best_ties')}: {pair}, " + reader.say(
        f"+{reader.percent(first.gain)} pokrycia w prognozie.",
        f"+{reader.percent(first.gain)} of coverage in the outlook.",
    )
    ours, theirs, strength = map(reader.percent, (result.rate_ours, result.rate_theirs, result.strength))
    assumed = reader.say(
        f"Założenia: siła nowej relacji {strength}, za {result.months} mies., roczna rotacja {ours} u nas "
        f"i {theirs} u klienta. Przyrost każdego spotkania liczymy po poprzednich.",
        f"Assumed: strength of a new tie {strength}, in {result.months} months, yearly turnover {ours} on our side "
        f"and {theirs} on theirs. Each meeting counts after those before it.",
    )
    return Report([headline], [Table(reader.label("next_best_ties"), columns, rows)], [assumed, *reader.stand(result)])


def if_tied(result: IfTiedResult, reader: Reader) -> Report:
    """Who would be lost with whom, before and after."""
    tie = result.supposed[-1]
    pair = f"{reader.name(tie.ours)} – {reader.name(tie.theirs)} ({reader.percent(tie.strength)})"
    headline = reader.say(
        f"Z relacją {pair}: pokrycie {reader.percent(result.coverage_before)} → "
        f"{reader.percent(result.coverage_after)}.",
        f"With the tie {pair}: coverage {reader.percent(result.coverage_before)} → "
        f"{reader.percent(result.coverage_after)}.",
    )
    changed = [item for item in result.items if _differs(item, reader)]
    if not changed:
        same = reader.say("Skutki odejść się nie zmieniają.", "What departures cost does not change.")
        return Report([headline, same], notes=reader.stand(result))
    columns = [
        Column(reader.say("Gdy odejdzie", "If this person leaves")),
        Column(reader.label("relationship_loss"), number=True),
        Column(reader.label("access_loss"), number=True),
        Column(reader.say("Nie tracimy już", "No longer lost")),
        Column(reader.say("Tracimy", "Lost")),
    ]
    rows = []
    for item in changed:
        before, after = ((*item.orphaned_before, *item.cut_off_before), (*item.orphaned_after, *item.cut_off_after))
        rows.append(
            [
                reader.name(item.leaver),
                _change(item.relationship_loss_before, item.relationship_loss_after, reader),
                _change(item.access_loss_before, item.access_loss_after, reader),
                reader.people([person for person in before if person not in after]),
                reader.people(after),
            ]
        )
    return Report([headline], [Table(reader.label("departure"), columns, rows)], reader.stand(result))


def _change(before: float, after: float, reader: Reader) -> str:
    was, now = reader.percent(before), reader.percent(after)
    return now if was == now else f"{was} → {now}"


def _differs(item: DepartureIfTied, reader: Reader) -> bool:
    """Whether a reader would see it."""
    shares = (
        (item.relationship_loss_before, item.relationship_loss_after),
        (item.access_loss_before, item.access_loss_after),
    )
    lost = (item.orphaned_before, item.cut_off_before), (item.orphaned_after, item.cut_off_after)
    return lost[0] != lost[1] or any(reader.percent(one) != reader.percent(other) for one, other in shares)
