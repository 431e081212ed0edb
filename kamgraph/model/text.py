"""Reading names and blanks the way people mean them."""

import unicodedata

_NOT_DECOMPOSED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


class _Plain(dict[int, str | int | None]):
    """What becomes of each letter, worked out when one is first met: an import folds a name again and again."""

    def __missing__(self, code: int) -> str | int | None:
        self[code] = found = None if unicodedata.combining(chr(code)) else _NOT_DECOMPOSED.get(code, code)
        return found


_PLAIN = _Plain()
_NULLS = frozenset({"", "null", "na", "#n/a", "n/a", "none", "nan", "-"})


def fold(text: str) -> str:
    """Text for searching: no accents, no case, single blanks.

    Examples
    --------
    >>> fold("  Żaneta  Kopeć-Iłłak ")
    'zaneta kopec-illak'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Compatibility forms hide capitals, and folding case can join what was apart: both ways, then letters that stay.
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(lower.translate(_PLAIN).split())


def clean(text: str | None) -> str | None:
    r"""Cell content without blanks around it; None for what a CRM writes where it has nothing.

    Examples
    --------
    >>> clean(" NULL "), clean("000000000000000AAA"), clean("\xa0Anna  Nowak ")
    (None, None, 'Anna Nowak')
    """
    if text is None:
        return None
    text = " ".join(text.replace("\ufeff", "").split())
    if text.casefold() in _NULLS or (len(text) in (15, 18) and set(text[:15]) == {"0"}):
        return None
    return text
