"""All pages as files in a folder, to be opened from a disk, a share or a memory stick."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kamgraph.analytics.people import people
from kamgraph.analytics.portfolio import portfolio
from kamgraph.model.text import fold
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.account.page import account_map
from kamgraph_viz.portfolio import portfolio_page

INDEX = "index.html"
LIST = ".kamgraph-pages.json"


def write_site(
    snap: Snapshot, accounts: Iterable[Snapshot], folder: Path, *, lang: words.Lang = "pl"
) -> tuple[Path, ...]:
    """Write the page of the portfolio and the map of each account.

    Parameters
    ----------
    snap : Snapshot
        Of the portfolio.
    accounts : iterable of Snapshot
        Of its accounts, read one by one.
    folder : Path
        Made where it is not there. Pages that an earlier call wrote and this one does not are removed; no other file
        is touched.
    lang : {"pl", "en"}
        Language in which pages open where the browser asks for neither.

    Returns
    -------
    tuple of Path
        What was written, the page of the portfolio first. Equal snapshots give equal bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = {account: page_name(account, snap) for account in snap.accounts.ids}
    names = dict(zip(snap.people.ids, snap.people.names, strict=True))
    names |= dict(zip(snap.accounts.ids, snap.accounts.names, strict=True))
    written = []
    for one in accounts:
        path = folder / pages.setdefault(one.scope, page_name(one.scope, one))
        _write(path, account_map(one, lang=lang, portfolio_page=INDEX))
        written.append(path)
    shown = {account: name for account, name in pages.items() if folder / name in written}
    index = portfolio_page(portfolio(snap), people(snap), names, pages=shown, about=_about(snap), lang=lang)
    _write(folder / INDEX, index)
    _remove_stale(folder, {path.name for path in written})
    return (folder / INDEX, *written)


def page_name(account: str, snap: Snapshot) -> str:
    """File name of an account's map: readable, safe on every system, and one of its own for every id."""
    at = snap.accounts.ids.index(account) if account in snap.accounts.ids else None
    readable = re.sub(r"[^a-z0-9]+", "-", fold(account if at is None else snap.accounts.names[at])).strip("-")[:40]
    own = hashlib.sha256(account.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"map-{readable}-{own}.html" if readable else f"map-{own}.html"


def _about(snap: Snapshot) -> dict[str, str]:
    rows = zip(snap.accounts.ids, snap.accounts.segment, snap.accounts.industry, strict=True)
    return {account: " · ".join(part for part in parts if part) for account, *parts in rows}


def _write(path: Path, text: str) -> None:
    """Replace a file in one step, so that a reader sees the old page or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_stale(folder: Path, written: set[str]) -> None:
    for name in _listed(folder) - written:
        # Only a bare name of our own kind: the list is a file that anybody may have changed.
        if re.fullmatch(r"map-[a-z0-9-]+\.html", name):
            (folder / name).unlink(missing_ok=True)
    _write(folder / LIST, json.dumps(sorted(written), indent=1) + "\n")


def _listed(folder: Path) -> set[str]:
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {name for name in listed if isinstance(name, str)} if isinstance(listed, list) else set()
