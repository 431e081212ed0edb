"""All pages as files in a folder, to be opened from a disk, a share or a memory stick."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from kamgraph.analytics.people import people
from kamgraph.model.text import fold
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import words
from kamgraph_viz.addresses import AccountPage, Addresses
from kamgraph_viz.drawn import ACCOUNT_DRAWN, ALONE, Beyond
from kamgraph_viz.people.page import people_of
from kamgraph_viz.person.page import person_page
from kamgraph_viz.portfolio.page import portfolio_of
from kamgraph_viz.portfolio.rows import names_in
from kamgraph_viz.portfolio.trend import trend_before
from kamgraph_viz.portfolio.workbook import workbook_of
from kamgraph_viz.quality.page import quality_page

INDEX, PEOPLE, QUALITY, WORKBOOK = "index.html", "people.html", "quality.html", "portfolio.xlsx"
LIST = ".kamgraph-pages.json"


def write_site(
    snap: Snapshot,
    accounts: Iterable[tuple[Snapshot, Beyond]],
    folder: Path,
    *,
    beyond: Beyond = ALONE,
    lang: words.Lang = "pl",
) -> tuple[Path, ...]:
    """Write the pages of the portfolio with its workbook, every page of each account, and one of each of our people.

    Parameters
    ----------
    snap : Snapshot
        Of the portfolio.
    accounts : iterable of (Snapshot, Beyond)
        Of its accounts, read one by one, with what their pages may ask for beyond it.
    folder : Path
        Made where it is not there. Pages that an earlier call wrote and this one does not are removed; no other file
        is touched.
    beyond : Beyond
        What the pages of the portfolio may ask for: its snapshots of earlier days, and what no snapshot says.
    lang : {"pl", "en"}
        Language in which pages open where the browser asks for neither; that of the workbook.

    Returns
    -------
    tuple of Path
        What was written, the page of the portfolio first. Equal snapshots give equal bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = names_in(snap)
    staff = [item.person for item in people(snap).items]
    files = SiteFiles(names, frozenset(staff))
    written = []
    for one, its in accounts:
        files.there.add(one.scope)
        for page, draw in ACCOUNT_DRAWN.items():
            path = folder / file_name(
                page, one.scope, names | dict(zip(one.accounts.ids, one.accounts.names, strict=True))
            )
            _write(path, draw(one, beyond=its, lang=lang, addresses=files))
            written.append(path)
    for person in staff:
        path = folder / file_name("person", person, names)
        _write(path, person_page(snap, person, lang=lang, addresses=files))
        written.append(path)
    whole = _write_whole(snap, folder, beyond, lang, files)
    _remove_stale(folder, {path.name for path in written})
    return (*whole, *written)


def _write_whole(snap: Snapshot, folder: Path, beyond: Beyond, lang: words.Lang, files: Addresses) -> list[Path]:
    """What speaks of all clients at once."""
    trend = None if beyond.on is None else trend_before(snap, beyond.on)
    contents: dict[str, str | bytes] = {
        INDEX: portfolio_of(snap, trend=trend, lang=lang, addresses=files),
        PEOPLE: people_of(snap, lang=lang, addresses=files),
        QUALITY: quality_page(snap, store=beyond.store(), lang=lang, addresses=files),
        WORKBOOK: workbook_of(snap, lang=lang),
    }
    for name, content in contents.items():
        _write(folder / name, content)
    return [folder / name for name in contents]


class SiteFiles(Addresses):
    """The pages as files in one folder; an account that is not there has no pages."""

    def __init__(self, names: Mapping[str, str], staff: frozenset[str]) -> None:
        self._names, self._staff = names, staff
        self.there: set[str] = set()

    def portfolio(self) -> str | None:
        """The first page."""
        return INDEX

    def people(self) -> str | None:
        """A file."""
        return PEOPLE

    def quality(self) -> str | None:
        """A file."""
        return QUALITY

    def workbook(self) -> str | None:
        """A file."""
        return WORKBOOK

    def account(self, account: str, page: AccountPage = "map") -> str | None:
        """The file, if it is written."""
        return file_name(page, account, self._names) if account in self.there and page in ACCOUNT_DRAWN else None

    def person(self, person: str) -> str | None:
        """The file of one of ours; contacts have none."""
        return file_name("person", person, self._names) if person in self._staff else None


def file_name(kind: str, thing: str, names: Mapping[str, str]) -> str:
    """File name of a page about something: readable, safe on every system, and one of its own for every id."""
    readable = re.sub(r"[^a-z0-9]+", "-", fold(names.get(thing, thing))).strip("-")[:40]
    own = hashlib.sha256(thing.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kind}-{readable}-{own}.html" if readable else f"{kind}-{own}.html"


def _write(path: Path, content: str | bytes) -> None:
    """Replace a file in one step, so that a reader sees the old page or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_stale(folder: Path, written: set[str]) -> None:
    for name in _listed(folder) - written:
        # Only a bare name of our own kind: the list is a file that anybody may have changed.
        if re.fullmatch(rf"({'|'.join([*ACCOUNT_DRAWN, 'person'])})-[a-z0-9-]+\.html", name):
            (folder / name).unlink(missing_ok=True)
    _write(folder / LIST, json.dumps(sorted(written), indent=1) + "\n")


def _listed(folder: Path) -> set[str]:
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {name for name in listed if isinstance(name, str)} if isinstance(listed, list) else set()
