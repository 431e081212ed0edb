"""Reports about time: activity, reviews, what changed, what fades."""

from collections.abc import Sequence

from kamgraph.analytics.activity import ActivityResult
from kamgraph.analytics.changes import ChangesResult
from kamgraph.analytics.fading_ties import FadingTiesResult
from kamgraph.analytics.reviews import ReviewsResult
from kamgraph.analytics.threads import Pair
from kamgraph.cli.reports.base import Column, Reader, Report, Table


def activity(result: ActivityResult, reader: Reader) -> Report:
    """Different client people met in the window and in the one before."""
    levels = [[reader.label(f"level.{b.level}"), str(b.n), str(b.n_before)] for b in result.by_level]
    departments = [
        [_department(d.ours, reader), _department(d.theirs, reader), str(d.ties)] for d in result.departments
    ]
    met = reader.count(result.met, ("osobę", "osoby", "osób"), ("person", "people"))
    headline = reader.say(
        f"W okresie spotkano {met} u klienta, w poprzednim {result.met_before}; "
        f"wspólne inicjatywy: {result.initiatives}.",
        f"{met} met at the client in the period, {result.met_before} in the one before; "
        f"joint initiatives: {result.initiatives}.",
    )
    return Report(
        [headline],
        [
            Table(
                reader.say("Według poziomu", "By level"),
                [
                    Column(reader.say("Poziom", "Level")),
                    Column(reader.say("W okresie", "In the period"), number=True),
                    Column(reader.say("Poprzednio", "Before"), number=True),
                ],
                levels,
            ),
            Table(
                reader.say("Nasze działy i działy klienta", "Our departments and theirs"),
                [
                    Column(reader.say("Nasz dział", "Ours")),
                    Column(reader.say("Dział klienta", "Theirs")),
                    Column(reader.say("Relacje", "Ties"), number=True),
                ],
                departments,
            ),
        ],
        reader.stand(result),
    )


def reviews(result: ReviewsResult, reader: Reader) -> Report:
    """When the last review that counts took place, and when the next is due."""
    rows = [
        [reader.name(r.account), reader.day(r.last), reader.day(r.due), str(r.overdue_days) if r.overdue_days else "–"]
        for r in sorted(result.items, key=lambda r: (-r.overdue_days, r.account))
    ]
    overdue = sum(r.overdue_days > 0 for r in result.items)
    return Report(
        [reader.say(f"Zaległe przeglądy: {overdue}.", f"Overdue reviews: {overdue}.")],
        [
            Table(
                reader.say("Przeglądy", "Reviews"),
                [
                    Column(reader.label("account")),
                    Column(reader.say("Ostatni, który się liczy", "Last that counts")),
                    Column(reader.say("Termin", "Due")),
                    Column(reader.say("Dni po terminie", "Days overdue"), number=True),
                ],
                rows,
            )
        ],
        reader.stand(result),
    )


def changes(result: ChangesResult, reader: Reader) -> Report:
    """What was gained and lost between two days, by name."""
    gained = f"+{len(result.ties_gained)} / -{len(result.ties_lost)}"
    headline = reader.say(f"Relacje: {gained}.", f"Ties: {gained}.")
    if result.pattern_before is not None and result.pattern_after is not None:
        shapes = [
            p if p != "none" else reader.say("brak", "none") for p in (result.pattern_before, result.pattern_after)
        ]
        headline += reader.say(
            f" Pokrycie {reader.percent(result.coverage_before)} → {reader.percent(result.coverage_after)}, "
            f"układ {shapes[0]} → {shapes[1]}.",
            f" Coverage {reader.percent(result.coverage_before)} → {reader.percent(result.coverage_after)}, "
            f"pattern {shapes[0]} → {shapes[1]}.",
        )
    return Report(
        [headline],
        [
            reader.person_table(reader.say("Doszli", "Joined"), result.people_joined),
            reader.person_table(reader.say("Odeszli", "Left"), result.people_left),
            _pairs(reader.say("Nowe relacje", "Ties gained"), result.ties_gained, reader),
            _pairs(reader.say("Utracone relacje", "Ties lost"), result.ties_lost, reader),
        ],
        reader.stand(result),
    )


def fading_ties(result: FadingTiesResult, reader: Reader) -> Report:
    """Ties that lost strength between two days."""
    rows = [
        [reader.name(t.ours), reader.name(t.theirs), reader.percent(t.before), reader.percent(t.after)]
        for t in result.items
    ]
    headline = reader.say(
        f"Słabnie {reader.count(len(rows), ('relacja', 'relacje', 'relacji'), ('', ''))}.",
        f"{reader.count(len(rows), ('', '', ''), ('tie', 'ties'))} fading.",
    )
    columns = [
        Column(reader.say("Od nas", "Ours")),
        Column(reader.say("U klienta", "Theirs")),
        Column(reader.say("Przedtem", "Before"), number=True),
        Column(reader.say("Teraz", "Now"), number=True),
    ]
    return Report(
        [headline], [Table(reader.say("Słabnące relacje", "Fading ties"), columns, rows)], reader.stand(result)
    )


def _pairs(title: str, ties: Sequence[Pair], reader: Reader) -> Table:
    columns = [Column(reader.say("Od nas", "Ours")), Column(reader.say("U klienta", "Theirs"))]
    if not reader.clients:
        return Table(title, columns, [[reader.name(t.ours), reader.name(t.theirs)] for t in ties])
    columns.append(Column(reader.label("account")))
    rows = [[reader.name(t.ours), reader.name(t.theirs), reader.clients.get(t.theirs, "–")] for t in ties]
    return Table(title, columns, rows)


def _department(code: str | None, reader: Reader) -> str:
    return reader.label(f"department.{code}") if code else reader.label("unknown")
