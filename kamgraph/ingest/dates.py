"""Dates as people and programs write them; the order of day and month is a property of a whole column."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from kamgraph.ingest.cells import CellError
from kamgraph.model import Settings
from kamgraph.model.errors import InputError

LOCAL = Settings().zone
_NOON = time(12)
_PARTS = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:(?:\s+|,\s*|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?"
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day has no zone
_NO_FORMAT = "is no date that is known here; write 2026-11-23"


class Moment(NamedTuple):
    """A moment in UTC, and whether the cell named a time of day."""

    at: datetime
    timed: bool


class DateColumn:
    """Reads one column of dates, once it has seen all of it.

    Parameters
    ----------
    file, column : str
        Where, for messages.
    day_first : bool, optional
        What the caller knows about 03/04/2026; without it, the column itself must tell.
    zone : tzinfo, optional
        Where a time without a zone was read from a clock; that of the settings' defaults, unless given.

    Examples
    --------
    >>> column = DateColumn("f.csv", "Due")
    >>> column.see("03/04/2026"), column.see("23/04/2026")
    (None, None)
    >>> column.settle()
    >>> column.day("03/04/2026")
    datetime.date(2026, 4, 3)
    """

    def __init__(self, file: str, column: str, day_first: bool | None = None, zone: tzinfo = LOCAL) -> None:
        self.file, self.column, self._day_first, self.zone = file, column, day_first, zone
        self._told: set[bool] = set()
        self._open: str | None = None

    def see(self, text: str) -> None:
        """Take in a cell, which may show what comes first."""
        if (parts := _PARTS.match(text)) is None or parts[2] == ".":
            return
        first, second = int(parts[1]), int(parts[3])
        if first == second or max(first, second) > 31 or min(first, second) > 12:
            return
        if max(first, second) > 12:
            self._told.add(first > 12)
        elif self._open is None:
            self._open = text

    def settle(self) -> None:
        """Decide the order.

        Raises
        ------
        InputError
            A date may be read two ways and nothing in the column says which, or its cells contradict each other.
        """
        if self._day_first is not None:
            return
        if len(self._told) == 2:
            reason = "some dates have the day first and some the month; say which with --day-first or --month-first"
            raise InputError(self.file, reason, column=self.column)
        if self._told:
            self._day_first = self._told.pop()
        elif self._open is not None:
            reason = f"{self._open} may have the day or the month first; say which with --day-first or --month-first"
            raise InputError(self.file, reason, column=self.column)

    def day(self, text: str, field: str = "") -> date:
        """Day of a cell; a time of day is left out, one with a zone is taken to local time first."""
        read, _ = self._read(text, field)
        return (_in_zone(read, self.zone, field, text) if read.tzinfo else read).date()

    def moment(self, text: str, field: str = "") -> Moment:
        """Moment of a cell in UTC: without a zone local time, without a time noon."""
        read, timed = self._read(text, field)
        if not timed:
            read = datetime.combine(read.date(), _NOON)
        return Moment(_in_zone(read if read.tzinfo else read.replace(tzinfo=self.zone), UTC, field, text), timed)

    def _read(self, text: str, field: str) -> tuple[datetime, bool]:
        try:
            if (parts := _PARTS.fullmatch(text)) is not None:
                return self._parts(parts)
            if _SERIAL.fullmatch(text):
                return _SERIAL_ZERO + timedelta(days=float(text)), "." in text
            if text[4:5] in ("-", "/"):
                return datetime.fromisoformat(text.replace("/", "-")), len(text) > 10
        except (ValueError, OverflowError) as error:
            known = text[:1].isdigit() and "isoformat" not in str(error)
            raise CellError(field, text, f"is no day of the calendar ({error})" if known else _NO_FORMAT) from None
        raise CellError(field, text, _NO_FORMAT)

    def _parts(self, parts: re.Match[str]) -> tuple[datetime, bool]:
        day, month = int(parts[1]), int(parts[3])
        # A date with points is written day first wherever it is written.
        if parts[2] != "." and not (self._day_first if self._day_first is not None else day > 12):
            day, month = month, day
        hour = int(parts[5] or 0)
        if parts[8]:
            hour = hour % 12 + (12 if parts[8][0] in "pP" else 0)
        read = datetime(int(parts[4]), month, day, hour, int(parts[6] or 0), int(parts[7] or 0))  # noqa: DTZ001
        return read, parts[5] is not None


class Reckoning(NamedTuple):
    """How the caller wants dates to be read where they do not say it themselves; see `DateColumn`."""

    day_first: bool | None = None
    zone: tzinfo = LOCAL

    def column(self, file: str, name: str) -> DateColumn:
        """A column that is read so."""
        return DateColumn(file, name, self.day_first, self.zone)


def _in_zone(read: datetime, zone: tzinfo, field: str, text: str) -> datetime:
    try:
        return read.astimezone(zone)
    except OverflowError as error:
        raise CellError(field, text, f"is no day of the calendar ({error})") from None
