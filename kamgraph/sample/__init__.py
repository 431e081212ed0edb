"""A made-up portfolio in our own tables, in which every measure and page has something to show."""

import tomllib
from contextlib import AbstractContextManager
from datetime import date
from importlib import resources
from pathlib import Path

__all__ = ["as_of", "files"]


def files() -> AbstractContextManager[Path]:
    """Folder with the sample's tables, for as long as the context is open.

    Returns
    -------
    context manager of Path
        To be imported as a folder of our own CSV.

    Examples
    --------
    >>> with files() as folder:
    ...     (folder / "people.csv").is_file()
    True
    """
    return resources.as_file(resources.files(__name__))


def as_of() -> date:
    """Day for which the sample tells its stories, from its manifest.

    Examples
    --------
    >>> as_of()
    datetime.date(2026, 11, 23)
    """
    manifest = tomllib.loads(resources.files(__name__).joinpath("manifest.toml").read_text(encoding="utf-8"))
    day = manifest["as_of"]
    if not isinstance(day, date):
        raise TypeError("as_of in the sample's manifest is not a date")
    return day
