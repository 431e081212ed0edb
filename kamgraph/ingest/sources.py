"""From a path to tables: a file, a folder or a ZIP archive of CSV, or a workbook."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kamgraph.ingest.decoding import encoding_of, first_line, separator_of
from kamgraph.ingest.tables import COMMENT, Cells, Table
from kamgraph.ingest.workbook import sheets
from kamgraph.model.errors import InputError

MAX_UNPACKED = 2 << 30
MAX_MEMBERS = 1_000
# Long cells are judged row by row by the model; the reader's own limit would stop the whole file.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def read_tables(path: Path) -> tuple[Table, ...]:
    """Every table of a file, folder or archive, in the order of their names.

    Raises
    ------
    InputError
        Nothing there, an unknown kind of file, a file that cannot be read, or an archive too large to unpack.
    """
    try:
        return tuple(_tables(path))
    except (OSError, zipfile.BadZipFile) as error:
        if isinstance(error, zipfile.BadZipFile):
            raise InputError(path.name, "is no readable ZIP archive or workbook") from None
        raise InputError(path.name, f"cannot be read: {error.strerror or error}") from error


def _tables(path: Path) -> Iterator[Table]:
    if not path.exists():
        raise InputError(path.name, "there is no such file or folder")
    if path.is_dir():
        inside = [p for p in sorted(path.iterdir()) if p.suffix.lower() in {".csv", ".xlsx"} and p.name[0] not in ".~"]
        if not inside:
            raise InputError(path.name, "the folder holds no .csv and no .xlsx file")
        for file in inside:
            yield from _tables_of_file(file)
    else:
        yield from _tables_of_file(path)


def _tables_of_file(path: Path) -> Iterator[Table]:
    match path.suffix.lower():
        case ".xlsx":
            refuse_bomb(path)
            yield from sheets(path)
        case ".zip":
            yield from _zipped(path)
        case ".csv" | ".tsv" | ".txt":
            yield csv_table(path.name, lambda: path.open("rb"))
        case other:
            raise InputError(path.name, f"files that end in {other or 'nothing'} are not read; use .csv, .xlsx or .zip")


def _zipped(path: Path) -> Iterator[Table]:
    refuse_bomb(path)
    with zipfile.ZipFile(path) as archive:
        members = sorted(m.filename for m in archive.infolist() if m.filename.lower().endswith(".csv"))
    if not members:
        raise InputError(path.name, "the archive holds no .csv file")
    # As with a folder: what lies in folders below the uppermost tables is something else.
    top = min(member.count("/") for member in members)
    for member in (m for m in members if m.count("/") == top):
        yield csv_table(member, lambda member=member: _open_member(path, member))  # type: ignore[misc]


def _open_member(path: Path, member: str) -> BinaryIO:
    archive = zipfile.ZipFile(path)
    stream = archive.open(member)
    archive.close()  # the stream keeps the file open until it is closed itself
    return stream  # type: ignore[return-value]


def refuse_bomb(path: Path, limit: int = MAX_UNPACKED) -> None:
    """Refuse an archive or workbook that would unpack beyond the limit; nothing is unpacked to find out."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError(path.name, f"holds {len(members)} files; at most {MAX_MEMBERS} are read")
    if (size := sum(member.file_size for member in members)) > limit:
        raise InputError(path.name, f"would unpack to {size >> 20} MB; at most {limit >> 20} MB are read")
    if any(member.flag_bits & 1 for member in members):
        raise InputError(path.name, "is encrypted; save it without a password")


def csv_table(file: str, opened: Callable[[], BinaryIO]) -> Table:
    """Table of one CSV file, whose bytes `opened` gives afresh each time."""
    encoding, sha256 = encoding_of(file, opened)
    with io.TextIOWrapper(opened(), encoding, newline="") as text:
        first, line = first_line(text)
    separator = separator_of(file, first, line)
    everything = _csv_records(file, opened, encoding, separator)
    # A line of separators alone holds nothing either.
    header_line, header = next(everything(), (0, []))
    if not header:
        raise InputError(file, "the file is empty; a header row is needed")

    def records() -> Iterator[tuple[int, Cells]]:
        below = everything()
        next(below)
        return below

    name = PurePosixPath(file).stem
    return Table(file, name, tuple(header), header_line, records, sha256, separator)


# A blank, or what a comment begins with.
_LOOK_AGAIN = ("", COMMENT[0])


def _says_something(cells: Cells) -> bool:
    return not cells[0].startswith(COMMENT) and any(cells)


def _csv_records(
    file: str, opened: Callable[[], BinaryIO], encoding: str, separator: str
) -> Callable[[], Iterator[tuple[int, Cells]]]:
    def records() -> Iterator[tuple[int, Cells]]:
        with io.TextIOWrapper(opened(), encoding, newline="") as text:
            reader = csv.reader(text, delimiter=separator)
            before = 0
            try:
                for cells in reader:
                    # Most rows begin with a value, and are looked at no further.
                    if cells and (cells[0][:1] not in _LOOK_AGAIN or _says_something(cells)):
                        yield before + 1, cells
                    before = reader.line_num
            except csv.Error as error:
                raise InputError(file, f"cannot be read from here on: {error}", before + 1) from None

    return records
