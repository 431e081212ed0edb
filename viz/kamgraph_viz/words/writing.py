"""Numbers, days and money as each language writes them."""

from collections.abc import Sequence
from datetime import date

from kamgraph_viz.words.word import Lang

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZES: tuple[tuple[float, str, str], ...] = ((1e9, "mld", "bn"), (1e6, "mln", "m"), (1e3, "tys.", "k"))
# Half of the last digit shown below one million: 999 600 is already a million, not 1000 thousand.
_ALMOST = 0.9995


def plural(n: int, lang: Lang, forms: Sequence[str]) -> str:
    """Form of a noun that goes with a number.

    Parameters
    ----------
    n : int
        The number, >= 0.
    lang : {"pl", "en"}
    forms : sequence of str
        Polish: one, a few, many; English: one, many.

    Examples
    --------
    >>> [plural(n, "pl", ("relacja", "relacje", "relacji")) for n in (1, 2, 5, 12, 22)]
    ['relacja', 'relacje', 'relacji', 'relacji', 'relacje']
    >>> plural(1, "en", ("tie", "ties")), plural(0, "en", ("tie", "ties"))
    ('tie', 'ties')
    """
    if n == 1:
        return forms[0]
    if lang == "en":
        return forms[1]
    few = 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14
    return forms[1] if few else forms[2]


def percent(share: float, lang: Lang) -> str:  # noqa: ARG001 - both languages agree, callers need not know that
    """A share as whole percent, half rounded up; what is not quite nothing or everything is not shown as such.

    Examples
    --------
    >>> percent(0.625, "pl"), percent(0.0, "en"), percent(0.001, "en"), percent(0.999, "en"), percent(1.0, "pl")
    ('63%', '0%', '<1%', '>99%', '100%')
    """
    whole = int(share * 100 + 0.5)
    if whole == 0 and share > 0:
        return "<1%"
    if whole == 100 and share < 1:
        # Sums of floats that mean one may miss it by some units of the last place.
        return "100%" if share > 1 - 1e-9 else ">99%"
    return f"{whole}%"


def money(value: float, currency: str, lang: Lang) -> str:
    """An amount rounded to two figures of its size, marked as rounded.

    Parameters
    ----------
    value : float
        The amount, in `currency`.
    currency : str
        Code of three letters; PLN is written zł in Polish.
    lang : {"pl", "en"}

    Examples
    --------
    >>> money(1_894_000, "PLN", "pl"), money(1_894_000, "PLN", "en")
    ('ok. 1,9 mln zł', 'approx. 1.9 m PLN')
    >>> money(250_400, "EUR", "pl"), money(0, "PLN", "pl"), money(999_600, "PLN", "en"), money(480, "PLN", "pl")
    ('ok. 250 tys. EUR', '0 zł', 'approx. 1 m PLN', 'ok. 480 zł')
    """
    unit = "zł" if currency == "PLN" and lang == "pl" else currency
    if value == 0:
        return f"0 {unit}"
    about = "ok." if lang == "pl" else "approx."
    for size, pl, en in _SIZES:
        if abs(value) >= size * _ALMOST:
            return f"{about} {_short(value / size, size, lang)} {pl if lang == 'pl' else en} {unit}"
    return f"{about} {int(value + 0.5)} {unit}"


def _short(number: float, size: float, lang: Lang) -> str:
    # One decimal from a million up, none for thousands; a trailing zero says nothing.
    if size < 1e6 or abs(number) >= 100:
        return str(int(number + 0.5))
    tenths = int(number * 10 + 0.5)
    text = str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
    return text.replace(".", ",") if lang == "pl" else text


def day(day: date, lang: Lang) -> str:
    """A day.

    Examples
    --------
    >>> day(date(2026, 11, 23), "pl"), day(date(2026, 11, 3), "en")
    ('23.11.2026', '3 Nov 2026')
    """
    if lang == "pl":
        return f"{day.day:02}.{day.month:02}.{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def scale_step(strength: float) -> int:
    """Step 0 to 5 of the scale that a strength in [0, 1] stands nearest to; 0 is no contact.

    Examples
    --------
    >>> [scale_step(s) for s in (0.0, 0.05, 0.3, 0.5, 0.79, 0.95)]
    [0, 1, 2, 3, 4, 5]
    """
    return 0 if strength <= 0 else min(5, int(strength * 5) + 1)
