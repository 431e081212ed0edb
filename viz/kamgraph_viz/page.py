"""A page as one file: template, styles and scripts put together under a policy that allows nothing else."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kamgraph_viz import words
from kamgraph_viz.addresses import NOWHERE, Addresses, Here, navigation
from kamgraph_viz.words.navigation import NAVIGATION

COMMON = ("dom", "words", "numbers", "state", "table", "save")
LIVE = ("live",)

Words = Mapping[str, words.Word]

# "<" could end the script element, and the two line separators end a line in older readers of JavaScript.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def json_for_script(value: object) -> Markup:
    r"""JSON that can stand inside a script element, whatever the text in it.

    Examples
    --------
    >>> str(json_for_script({"name": "</script><script>"}))
    '{"name":"\\u003c/script\\u003e\\u003cscript\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - escaped above


def finished(html: str) -> str:
    r"""The page as it can be written: half a surrogate pair is no character and is shown as unreadable.

    Examples
    --------
    >>> finished("Jan \ud800")
    'Jan ?'
    """
    return html.encode("utf-8", "replace").decode("utf-8")


@cache
def environment() -> Environment:
    """Templates in which everything is escaped and nothing may be missing."""
    made = Environment(
        loader=PackageLoader("kamgraph_viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["script_json"] = json_for_script
    return made


def assets(kind: str, names: Iterable[str]) -> str:
    """Our own files of one kind, in the given order, as one text; scripts share one private scope."""
    folder = files("kamgraph_viz") / "assets" / kind
    text = "\n".join(_plain((folder / f"{name}.{kind}").read_text("utf-8")) for name in names)
    return f'(() => {{\n"use strict";\n{text}\n}})();' if kind == "js" else text


def _plain(source: str) -> str:
    # Comments and indentation are for those who read the files; every page would carry them.
    lines = re.sub(r"(?m)^\s*(//.*|/\*\*(.|\n)*?\*/)\n", "", source).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def script_of(own: Iterable[str], addresses: Addresses) -> str:
    """Script of a page: what every page needs, what a live one needs, and its `own` files in their order."""
    return assets("js", (*COMMON, *(LIVE if addresses.live else ()), *own))


def policy(scripts: Iterable[str], style: str, *, live: bool = False) -> str:
    """Content security policy that lets exactly these scripts and this style run, and no request leave.

    A `live` page may ask the service it came from, and nobody else.
    """
    allowed = " ".join(_hash(script) for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            *(("connect-src 'self'",) if live else ()),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def frame(
    title: str,
    lang: words.Lang,
    scripts: tuple[str, ...],
    style: str,
    own: Words,
    addresses: Addresses = NOWHERE,
    here: Here | None = None,
) -> dict[str, Any]:
    """What every page's template needs; `own` are the words of this kind of page."""
    nav = () if here is None else navigation(addresses, here)
    around = {link.code for link in nav} | {"nav.pages", "nav.day"} if nav or addresses.live else set()
    known = {**words.WORDS, **own, **{code: NAVIGATION[code] for code in sorted(around)}}
    return {
        "title": title,
        "lang": lang,
        "policy": Markup(policy(scripts, style, live=addresses.live)),  # noqa: S704 - hashes and fixed words
        "scripts": [Markup(script) for script in scripts],  # noqa: S704 - our own files and the checked library
        "style": Markup(style),  # noqa: S704
        "nav": nav,
        "live_day": here.as_of.isoformat() if here is not None and addresses.live else None,
        # Values of closed lists come with the payload; a concept is needed only where the page's script names it.
        "strings": strings({code: word for code, word in known.items() if "." in code or f'"{code}"' in scripts[-1]}),
        "say": lambda code: known[code].pl if lang == "pl" else known[code].en,
    }


def strings(known: Words) -> dict[str, Any]:
    """Words in both languages for the page's script: ``[pl, en, why_pl, why_en]``, and the counted nouns."""
    return {
        "words": {code: list(word) for code, word in sorted(known.items())},
        "forms": {code: {"pl": forms.pl, "en": forms.en} for code, forms in sorted(words.FORMS.items())},
    }


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
