"""Single cells: safe to write for a spreadsheet, and read as numbers, flags and lists."""

from __future__ import annotations

import math
import re

# A spreadsheet runs what begins like this; `#` would make a comment of the line in our own tables.
_RISKY = re.compile(r"'*[=+\-@\t\r\n#]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r\n#]")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_BAR = re.compile(r"(\\*)\|")
_FLAGS = {"yes": True, "tak": True, "true": True, "1": True, "no": False, "nie": False, "false": False, "0": False}


class CellError(Exception):
    """A cell cannot be read; the field it was meant for, what stands there, and why."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        self.field, self.value, self.reason = field, value, reason
        super().__init__(reason)


def safe_cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula: a quote is put before a risky beginning; `plain_cell` takes it off.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(A1)"), safe_cell("-2.5"), safe_cell("+48 600"), safe_cell("Łęgi")
    ("'=HYPERLINK(A1)", '-2.5', "'+48 600", 'Łęgi')
    """
    return "'" + text if _RISKY.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def plain_cell(text: str) -> str:
    """Undo `safe_cell`.

    Examples
    --------
    >>> [plain_cell(safe_cell(text)) for text in ("=1+1", "'=1", "it's", "-2")]
    ['=1+1', "'=1", "it's", '-2']
    """
    return text[1:] if _SHIELDED.match(text) else text


def read_number(field: str, text: str) -> float:
    """Finite number, with a decimal point or comma and blanks between thousands.

    Raises
    ------
    CellError
        No number, or a comma that may stand for either.

    Examples
    --------
    >>> read_number("value", "1 900 000,50"), read_number("value", "1,234.5"), read_number("value", "-0.5")
    (1900000.5, 1234.5, -0.5)
    """
    digits = _BLANKS.sub("", text)
    if "," in digits and "." in digits:
        thousands, decimal = (",", ".") if digits.rfind(".") > digits.rfind(",") else (".", ",")
        digits = digits.replace(thousands, "").replace(decimal, ".")
    elif re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", digits):
        raise CellError(field, text, "the comma may stand before thousands or before decimals; write a point or none")
    elif digits.count(",") == 1:
        digits = digits.replace(",", ".")
    try:
        number = float(digits) if "_" not in digits else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise CellError(field, text, "is not a number")
    return number


def read_whole(field: str, text: str) -> int:
    """Whole number; 4.0 is one."""
    number = read_number(field, text)
    if not number.is_integer():
        raise CellError(field, text, "must be a whole number")
    return int(number)


def read_flag(field: str, text: str) -> bool:
    """Yes or no in English or Polish.

    Examples
    --------
    >>> read_flag("placeholder", "TAK"), read_flag("placeholder", "0")
    (True, False)
    """
    flag = _FLAGS.get(text.casefold())
    if flag is None:
        raise CellError(field, text, "must be yes or no (tak or nie)")
    return flag


def split_cell(text: str) -> tuple[str, ...]:
    r"""Several values of one cell: between bars, else semicolons, else commas; ``\|`` is a bar inside a value.

    Before a bar, and only there, ``\\`` is a backslash.

    Examples
    --------
    >>> split_cell("a|b"), split_cell("a; b"), split_cell("x, y|"), split_cell(r"a\|b|c")
    (('a', 'b'), ('a', 'b'), ('x, y',), ('a|b', 'c'))
    """
    if "|" not in text:
        parts = text.split(";" if ";" in text else ",")
    else:
        parts = text.split("|") if "\\" not in text else _split_at_bars(text)
    return tuple(stripped for part in parts if (stripped := part.strip()))


def _split_at_bars(text: str) -> list[str]:
    parts, begun, last = [], "", 0
    for bar in _BAR.finditer(text):
        begun += text[last : bar.start()] + "\\" * (len(bar[1]) // 2)
        last = bar.end()
        if len(bar[1]) % 2:
            begun += "|"
        else:
            parts.append(begun)
            begun = ""
    return [*parts, begun + text[last:]]


def join_cell(values: tuple[str, ...]) -> str:
    r"""Write several values so that `split_cell` reads the same.

    Examples
    --------
    >>> join_cell(("a", "b")), join_cell(("x, y",)), join_cell(()), join_cell(("a|b", "c"))
    ('a|b', 'x, y|', '', 'a\\|b|c')
    """
    shielded = [_BAR.sub(r"\1\1\\|", value) for value in values]
    closed = len(values) == 1 and re.search(r"[,;|]", values[0]) is not None
    before_bar = len(shielded) if closed else len(shielded) - 1
    parts = [value + _backslashes_at_end(value) for value in shielded[:before_bar]] + shielded[before_bar:]
    return "|".join(parts) + ("|" if closed else "")


def _backslashes_at_end(text: str) -> str:
    return text[len(text.rstrip("\\")) :]
