"""The parts of a report, the way they are printed, and the words they are written in."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kamgraph.analytics.results import Result
from kamgraph.cli.environment import Language
from kamgraph.ingest.cells import safe_cell
from kamgraph_viz import words


@dataclass(frozen=True)
class Column:
    """Heading of a column; numbers stand to the right, and what is kept whole is not broken into lines."""

    label: str
    number: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Table:
    """A titled table of text cells; `risky` rows are marked, and `more` says below what was left out."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    risky: frozenset[int] = frozenset()
    empty: str = ""
    more: str = ""


@dataclass(frozen=True)
class Report:
    """Headline sentences, tables, and what one should know about the numbers."""

    headlines: Sequence[str]
    tables: Sequence[Table] = ()
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Reader:
    """Who reads: a language, the names behind the ids, and the clients of people where several are looked at."""

    lang: Language
    names: Mapping[str, str]
    currency: str = "PLN"
    clients: Mapping[str, str] = field(default_factory=dict)

    def say(self, polish: str, english: str) -> str:
        """The sentence in the reader's language."""
        return polish if self.lang == "pl" else english

    def label(self, code: str) -> str:
        """Label of a concept, from the one table of words."""
        return words.label(code, self.lang)

    def name(self, identifier: str | None) -> str:
        """Display name of an id."""
        return "–" if identifier is None else self.names.get(identifier, identifier)

    def people(self, identifiers: Iterable[str], *, most: int = 4) -> str:
        """Names in a row, the rest counted."""
        known = list(identifiers)
        shown = ", ".join(self.name(p) for p in known[:most])
        return shown + (f" +{len(known) - most}" if len(known) > most else "") if known else "–"

    def person_table(self, title: str, people: Iterable[str]) -> Table:
        """A row for each person, with the client where several are looked at."""
        columns = [Column(self.say("Osoba", "Person"))]
        if not self.clients:
            return Table(title, columns, [[self.name(p)] for p in people])
        columns.append(Column(self.label("account")))
        return Table(title, columns, [[self.name(p), self.clients.get(p, "–")] for p in people])

    def percent(self, share: float | None) -> str:
        """A share as a percentage without decimals."""
        return "–" if share is None else words.percent(share, self.lang)

    def money(self, value: float | None) -> str:
        """An amount of money, rounded."""
        return "–" if value is None else words.money(value, self.currency, self.lang)

    def millions(self, value: float | None) -> str:
        """An amount in millions, for a column whose title names the unit."""
        if value is None:
            return "–"
        text = f"{value / 1e6:.1f}"
        return text.replace(".", ",") if self.lang == "pl" else text

    @property
    def unit(self) -> str:
        """The currency as people write it."""
        return "zł" if self.currency == "PLN" and self.lang == "pl" else self.currency

    def day(self, day: date | None) -> str:
        """A day as the language writes it."""
        return "–" if day is None else words.day(day, self.lang)

    def why_missing(self, reason: str) -> str:
        """Why a number is missing, as the beginning of a sentence."""
        said = words.why_missing(reason, self.lang)
        return said[:1].upper() + said[1:]

    def count(self, n: int, polish: tuple[str, str, str], english: tuple[str, str]) -> str:
        """A number with its noun: 1 osoba, 2 osoby, 5 osób."""
        return f"{n} {words.plural(n, self.lang, polish if self.lang == 'pl' else english)}"

    def persons(self, n: int) -> str:
        """A number of people."""
        return self.count(n, ("osoba", "osoby", "osób"), ("person", "people"))

    def stand(self, result: Result) -> list[str]:
        """What every report says of its numbers: day, window, what is assumed, who is left out."""
        said = [
            self.say(
                f"Stan na {self.day(result.as_of)}, uwzględniany okres {result.window_days} dni.",
                f"As of {self.day(result.as_of)}, period counted {result.window_days} days.",
            )
        ]
        if result.assumed_share:
            share = self.percent(result.assumed_share)
            said.append(
                self.say(
                    f"{share} wpływu przyjęto z poziomu stanowiska, bo nikt go nie ocenił.",
                    f"{share} of the influence is assumed from the level, because nobody has rated it.",
                )
            )
        if result.excluded:
            said.append(
                self.say(
                    f"Pominięto na własną prośbę: {self.persons(result.excluded)}.",
                    f"Left out at their own request: {self.persons(result.excluded)}.",
                )
            )
        if result.reason:
            said.append(f"{self.why_missing(result.reason)}.")
        return said


def print_report(console: Console, report: Report) -> None:
    """Print headlines, tables and notes; names are text, never markup."""
    for headline in report.headlines:
        console.print(Text(headline, style="bold"))
    for table in report.tables:
        if table.rows:
            console.print()
            _print_table(console, table)
            if table.more:
                console.print(Text(table.more))
        elif table.empty:
            console.print()
            console.print(Text(table.empty))
    if report.notes:
        console.print()
        for note in report.notes:
            console.print(Text(note, style="dim"))


def write_csv(path: Path, table: Table, lang: str) -> None:
    """Write a table to a file that a spreadsheet of this language opens, and runs no cell of as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if lang == "pl" else ",")
        writer.writerow([column.label for column in table.columns])
        writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)


def _print_table(console: Console, table: Table) -> None:
    # As a title of rich's table it would be broken at the width of a narrow one.
    console.print(Text(table.title, style="bold"))
    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for column, width in zip(table.columns, _widths(console, table), strict=True):
        justify: Literal["left", "right"] = "right" if column.number else "left"
        shown.add_column(Text(column.label), justify=justify, overflow="fold", width=width)
    for i, row in enumerate(table.rows):
        cells = [_whole(cell) if c.keep else cell for cell, c in zip(row, table.columns, strict=True)]
        shown.add_row(*map(Text, cells), style="red" if i in table.risky else "")
    console.print(shown)


def _widths(console: Console, table: Table) -> list[int | None]:
    """Widths at which no word is broken, where the table is wider than the terminal: rich would break some."""
    texts = [
        [column.label, *(_whole(row[i]) if column.keep else row[i] for row in table.rows)]
        for i, column in enumerate(table.columns)
    ]
    natural = [max(map(cell_len, column)) for column in texts]
    least = [max((cell_len(word) for text in column for word in text.split(" ")), default=1) for column in texts]
    room = console.width - 2 * len(natural)
    if sum(natural) <= room:
        return [None] * len(natural)
    spare, wanted = max(0, room - sum(least)), sum(natural) - sum(least)
    return [low + spare * (high - low) // max(1, wanted) for low, high in zip(least, natural, strict=True)]


def _whole(cell: str) -> str:
    return cell.replace(" ", "\N{NO-BREAK SPACE}")
