"""Cells, lists and dates: what is written is what is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph.ingest.cells import CellError, join_cell, plain_cell, read_number, safe_cell, split_cell
from kamgraph.ingest.dates import LOCAL, DateColumn
from kamgraph.model.errors import InputError

EPOCH = (datetime(1960, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001
RISKY = "'=+-@\t\r\n#1aż"


@given(st.text(alphabet=RISKY, max_size=6) | st.text(max_size=20))
def test_a_safe_cell_is_read_back_and_never_runs(text: str) -> None:
    safe = safe_cell(text)
    assert plain_cell(safe) == text
    assert safe[:1] not in {"=", "+", "@", "\t", "\r", "\n", "#"}
    assert safe[:1] != "-" or float(safe) <= 0


@given(st.lists(st.text(alphabet="ab|,; ż\\", min_size=1).map(str.strip).filter(bool), max_size=4))
def test_lists_are_read_back(values: list[str]) -> None:
    assert split_cell(join_cell(tuple(values))) == tuple(values)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_back(number: float) -> None:
    assert read_number("value", str(number)) == number


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "-inf", "1_000", "1e999", "1,2,3", "--1", "0x10"])
def test_no_number(text: str) -> None:
    with pytest.raises(CellError, match="is not a number"):
        read_number("value", text)


@given(st.dates(min_value=date(1960, 1, 1), max_value=date(2100, 1, 1)), st.booleans())
def test_days_in_every_dress(day: date, day_first: bool) -> None:
    column = DateColumn("f", "c", day_first)
    slashed = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    serial = str((day - date(1899, 12, 30)).days)
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", slashed, slashed.replace("/", "-"), serial, f"{day} 00:00:00.000"):
        assert column.day(text) == day


@given(st.datetimes(*EPOCH))
def test_moments_without_a_zone_are_local(moment: datetime) -> None:
    at = moment.replace(second=0, microsecond=0)
    expected = at.replace(tzinfo=LOCAL).astimezone(UTC)
    for text in (at.isoformat(), f"{at:%Y-%m-%d %H:%M}", f"{at:%d.%m.%Y %H:%M}", f"{at:%d.%m.%Y %I:%M %p}"):
        assert DateColumn("f", "c").moment(text) == (expected, True)


@given(st.lists(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)), min_size=1), st.booleans())
def test_the_column_tells_its_order_or_asks(days: list[date], day_first: bool) -> None:
    written = [f"{d:%d/%m/%Y}" if day_first else f"{d:%m/%d/%Y}" for d in days]
    column = DateColumn("f", "c")
    for text in written:
        column.see(text)
    if any(d.day > 12 for d in days) or all(d.day == d.month for d in days):
        column.settle()
        assert [column.day(text) for text in written] == days
    else:
        with pytest.raises(InputError, match="--day-first"):
            column.settle()


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    column = DateColumn("f", "c", day_first=True)
    try:
        moment = column.moment(text).at
    except CellError as error:
        assert error.reason
    else:
        assert moment.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text", ["0001-01-01 00:30", "0001-01-01T00:30:00+05:00", "9999-12-31T23:30:00-05:00", "01.01.0001 00:30"]
)
def test_a_moment_that_no_zone_can_hold_is_no_day_of_the_calendar(text: str) -> None:
    with pytest.raises(CellError, match="no day of the calendar"):
        DateColumn("f", "c").moment(text)


def test_a_day_in_a_zone_whose_local_day_is_past_the_calendar_is_refused() -> None:
    with pytest.raises(CellError, match="no day of the calendar"):
        DateColumn("f", "c").day("9999-12-31T23:30:00+00:00")
