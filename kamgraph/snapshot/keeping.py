"""Snapshots of the portfolio kept in files, so that the next question need not read the whole store again."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from kamgraph.model import Settings
from kamgraph.model.errors import InputError, StoreUnavailable
from kamgraph.snapshot.build import snapshot
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.file import FORMAT, is_whole, load, save
from kamgraph.snapshot.refresh import refresh
from kamgraph.store.port import GraphStore

# Below so many people, ties and lines a store is read as fast as a file, and a copy of personal data serves nobody.
WORTH_KEEPING = 5_000
MOST_KEPT = 4
_LONGEST_SECONDS = 7 * 24 * 3600
_LOCK_SECONDS = 60.0


def kept_snapshot(
    store: GraphStore,
    *,
    as_of: date,
    settings: Settings | None = None,
    folder: Path | None,
    worth: int = WORTH_KEEPING,
) -> Snapshot:
    """Portfolio of a day, from the file that an earlier question left, else from the store.

    A file counts only for the store's present version, this day, these settings and this version of the format; one
    of an earlier version is brought up to date, one that is broken is written anew. Nobody but the user may read it.
    Of a store the newest four are kept, all of its present version, and none for longer than a week after it was
    written.

    Parameters
    ----------
    store : GraphStore
    as_of : date
    settings : Settings, optional
    folder : Path or None
        Where the files stand; made when it is not there. None keeps nothing.
    worth : int
        A portfolio with fewer people, ties and lines is not kept.

    Returns
    -------
    Snapshot
        Equal to `kamgraph.snapshot.build.snapshot` of the portfolio.

    Raises
    ------
    InvalidValue
        The day is a moment.
    StoreUnavailable

    Examples
    --------
    >>> import tempfile
    >>> from kamgraph.store.open import open_store
    >>> with tempfile.TemporaryDirectory() as name, open_store(f"sqlite:///{name}/map.db") as store:
    ...     kept_snapshot(store, as_of=date(2026, 11, 23), folder=Path(name, "kept")).total_weight
    0.0
    """
    chosen = settings or Settings()
    if folder is None:
        return snapshot(store, as_of=as_of, settings=chosen)
    shelf = _shelf(folder, store.url)
    version = store.version()
    found = _read(shelf / _name(version, as_of, chosen))
    if found is not None and (found.store_version, found.as_of, found.settings) == (version, as_of, chosen):
        return found
    earlier = _earlier(shelf, as_of, chosen)
    made = refresh(earlier, store) if earlier is not None else snapshot(store, as_of=as_of, settings=chosen)
    if len(made.people.ids) + len(made.ties.ours) + len(made.lines.source) >= worth:
        # What cannot be kept, on a full disk or in a folder of somebody else, was answered all the same.
        with suppress(OSError, Timeout):
            _keep(made, store, shelf)
    return made


def forget(url: str, folder: Path) -> None:
    """Delete all kept files of a store, because somebody in them was erased.

    Parameters
    ----------
    url : str
        Address of the store, as its `url` says.
    folder : Path
        Where files are kept; nothing happens when there is none.

    Raises
    ------
    StoreUnavailable
        Somebody who is writing such a file does not finish, or it may not be deleted.
    """
    shelf = _shelf(folder, url)
    try:
        if not shelf.exists():
            return
    except PermissionError:
        # A folder that this user may not even look into was never written by him or her.
        return
    try:
        with _lock(shelf, _LOCK_SECONDS):
            for path in shelf.iterdir():
                path.unlink(missing_ok=True)
    except (Timeout, OSError) as error:
        raise StoreUnavailable(f"{shelf}: a kept copy of the portfolio could not be deleted; delete it") from error


def _shelf(folder: Path, url: str) -> Path:
    """Folder of one store: one file has many names, and its address must not be read from the folder's."""
    scheme, _, path = url.partition("sqlite:///")
    address = url if scheme else str(Path(path).resolve())
    return folder / _digest(address)


def _name(version: str, as_of: date, settings: Settings) -> str:
    return f"{_digest(version)}-{_end(as_of, settings)}"


def _end(as_of: date, settings: Settings) -> str:
    return f"{as_of.isoformat()}-{settings.hash}-{FORMAT}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _lock(shelf: Path, seconds: float) -> FileLock:
    return FileLock(f"{shelf}.lock", timeout=seconds)


def _read(path: Path) -> Snapshot | None:
    try:
        return load(path) if is_whole(path) else None
    except (OSError, InputError):
        return None


def _earlier(shelf: Path, as_of: date, settings: Settings) -> Snapshot | None:
    """What an earlier version of the store said of the day, the last that was written."""
    try:
        like = sorted(shelf.glob(f"*-{_end(as_of, settings)}"), key=lambda path: path.stat().st_mtime_ns)
    except OSError:
        return None
    found = _read(like[-1]) if like else None
    return found if found is not None and (found.as_of, found.settings) == (as_of, settings) else None


def _keep(snap: Snapshot, store: GraphStore, shelf: Path) -> None:
    """Write the file, unless another process is at it, or the store has moved on."""
    shelf.parent.mkdir(parents=True, exist_ok=True)
    shelf.mkdir(mode=0o700, exist_ok=True)
    with _lock(shelf, 0):
        # Looked at under the lock: an erasure commits first and deletes under it then, so it finds what is written now.
        if store.version() != snap.store_version:
            return
        path = shelf / _name(snap.store_version, snap.as_of, snap.settings)
        save(snap, path)
        for old in _superfluous(shelf, path):
            old.unlink(missing_ok=True)


def _superfluous(shelf: Path, newest: Path) -> Iterator[Path]:
    """Everything of another version, left by a broken-off writer, too old, or beyond the most that are kept."""
    version, end = newest.name.partition("-")[0], f"-{FORMAT}"
    by_age = sorted(shelf.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    kept = 0
    for path in by_age:
        present = path.name.startswith(f"{version}-") and path.name.endswith(end)
        fresh = time.time() - path.stat().st_mtime < _LONGEST_SECONDS
        if path == newest or (present and fresh and kept < MOST_KEPT - 1):
            kept += path != newest
        else:
            yield path
