"""From bytes to text: which encoding, which separator."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from kamgraph.ingest.tables import COMMENT
from kamgraph.model.errors import InputError

_CHUNK = 1 << 20
_SEPARATORS = ",;\t"
# What the Polish letters of ISO 8859-2 become under cp1250, inside words.
_MISREAD = re.compile(r"[^\W\d_][±¶¡¦¬]|[±¶¡¦¬][^\W\d_]")


class Encoded(NamedTuple):
    """How a file is written, and the fingerprint of its bytes."""

    encoding: str
    sha256: str


def encoding_of(file: str, opened: Callable[[], BinaryIO]) -> Encoded:
    """Tell the encoding: UTF-8 with or without a mark, UTF-16 with one, else cp1250 if the text then makes sense.

    Raises
    ------
    InputError
        Empty, damaged UTF-8, or none of these.
    """
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8-sig")()
    start, utf8, blank = b"", True, True
    with opened() as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            start = start or chunk[:4]
            blank = blank and not chunk.strip(b"\xef\xbb\xbf \t\r\n\x00")
            utf8 = utf8 and _decodes(decoder, chunk, final=False)
    if blank:
        raise InputError(file, "the file is empty; a header row is needed")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoded("utf-16", digest.hexdigest())
    if utf8 and _decodes(decoder, b"", final=True):
        return Encoded("utf-8-sig", digest.hexdigest())
    with opened() as stream:
        _refuse_unless_cp1250(file, stream.read())
    return Encoded("cp1250", digest.hexdigest())


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_unless_cp1250(file: str, raw: bytes) -> None:
    damaged = raw.decode("utf-8", "replace")
    wrong = damaged.count("\ufffd")
    if sum(not c.isascii() for c in damaged) - wrong > wrong:
        line = damaged[: damaged.index("\ufffd")].count("\n") + 1
        raise InputError(file, "a byte here is not UTF-8 although the rest is; save the file as UTF-8 again", line)
    try:
        text = raw.decode("cp1250")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(file, "is neither UTF-8 nor Windows-1250; save the file as UTF-8", line) from None
    if (misread := _MISREAD.search(text)) is not None:
        line = text[: misread.start()].count("\n") + 1
        raise InputError(file, "looks like ISO 8859-2, not Windows-1250; save the file as UTF-8", line)


def separator_of(file: str, header: str, line: int) -> str:
    """Comma, semicolon or tab: the one that splits the header row into most columns.

    Raises
    ------
    InputError
        None of them stands there.
    """
    counts = {separator: len(next(csv.reader([header], delimiter=separator))) for separator in _SEPARATORS}
    best = max(counts, key=lambda separator: counts[separator])
    if counts[best] == 1:
        raise InputError(
            file,
            f"the header row {header.strip()[:60]!r} has no comma, semicolon or tab between columns;"
            " save the file with one of them as the separator",
            line,
        )
    return best


def first_line(lines: Iterator[str]) -> tuple[str, int]:
    """First line that is neither blank nor a comment, and its number from 1; blank where there is none."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip('"').startswith(COMMENT):
            return line, number
    return "", 0
