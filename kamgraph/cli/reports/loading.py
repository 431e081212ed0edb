"""Reports about an import and about people who may be one."""

from collections.abc import Sequence

from kamgraph.cli.reports.base import Column, Reader, Report, Table
from kamgraph.ingest import ImportReport, MergeSuggestion
from kamgraph.model.polish import in_language

_MOST = 20
_WHY = {
    "same e-mail": "ten sam e-mail",
    "same phone": "ten sam telefon",
    "same name and organisation": "to samo nazwisko i firma",
}


def import_report(report: ImportReport, reader: Reader) -> Report:
    """What was read, loaded, unchanged and rejected, with the reasons."""
    added = sum(t.added for t in report.tables)
    changed = sum(t.changed for t in report.tables)
    unchanged = sum(t.unchanged for t in report.tables)
    rejected = len(report.rejected)
    headline = reader.say(
        f"Nowe: {added}, zmienione: {changed}, bez zmian: {unchanged}, odrzucone: {rejected}.",
        f"Added: {added}, changed: {changed}, unchanged: {unchanged}, rejected: {rejected}.",
    )
    if report.run is None:
        headline += reader.say(" Niczego nie zapisano.", " Nothing was written.")
    columns = [
        Column(reader.say("Tabela", "Table")),
        *(
            Column(reader.say(pl, en), number=True)
            for pl, en in (
                ("Wczytane", "Read"),
                ("Nowe", "Added"),
                ("Zmienione", "Changed"),
                ("Bez zmian", "Unchanged"),
                ("Odrzucone", "Rejected"),
            )
        ),
    ]
    rows = [[t.table, *(str(n) for n in (t.read, t.added, t.changed, t.unchanged, t.rejected))] for t in report.tables]
    bad = [
        [r.file, str(r.line) if r.line is not None else "–", r.column or "–", in_language(r.reason, reader.lang)]
        for r in report.rejected[:_MOST]
    ]
    reasons = Table(
        reader.say("Odrzucone wiersze", "Rejected rows"),
        [
            Column(reader.say("Plik", "File")),
            Column(reader.say("Wiersz", "Line"), number=True),
            Column(reader.say("Kolumna", "Column")),
            Column(reader.say("Powód", "Reason")),
        ],
        bad,
        frozenset(range(len(bad))),
    )
    return Report([headline], [Table(reader.say("Import", "Import"), columns, rows), reasons], _notes(report, reader))


def merge_list(suggestions: Sequence[MergeSuggestion], reader: Reader) -> Report:
    """Pairs to look at."""
    rows = [
        [reader.name(s.a), s.a, reader.name(s.b), s.b, reader.say(_WHY.get(s.reason, s.reason), s.reason)]
        for s in suggestions
    ]
    columns = [
        Column(reader.say("Osoba", "Person")),
        Column("id"),
        Column(reader.say("Może ta sama co", "May be the same as")),
        Column("id"),
        Column(reader.say("Dlaczego", "Why")),
    ]
    headline = reader.say(
        f"Do sprawdzenia: {reader.count(len(rows), ('para', 'pary', 'par'), ('', ''))}.",
        f"To review: {reader.count(len(rows), ('', '', ''), ('pair', 'pairs'))}.",
    )
    note = reader.say("Połączenie: kamgraph merge ID ID", "To merge: kamgraph merge ID ID")
    return Report([headline], [Table(reader.say("Może to samo", "May be one"), columns, rows)], [note] if rows else [])


def _notes(report: ImportReport, reader: Reader) -> list[str]:
    notes = [in_language(note, reader.lang) for note in report.notes]
    if len(report.rejected) > _MOST:
        notes.append(reader.say(f"Pokazano pierwsze {_MOST}.", f"The first {_MOST} are shown."))
    if report.rejects is not None:
        notes.append(
            reader.say(
                f"Odrzucone wiersze z powodami, do poprawienia i importu: {report.rejects}",
                f"Rejected rows with reasons, to correct and import: {report.rejects}",
            )
        )
    if report.suggested_merges:
        n = reader.count(len(report.suggested_merges), ("para", "pary", "par"), ("pair", "pairs"))
        notes.append(
            reader.say(f"Może ta sama osoba: {n}; kamgraph review", f"May be one person: {n}; kamgraph review")
        )
    if report.run is not None:
        notes.append(
            reader.say(f"Cofnięcie: kamgraph undo {report.run}", f"To take it back: kamgraph undo {report.run}")
        )
    return notes
