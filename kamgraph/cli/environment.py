"""What the command line takes from its surroundings: environment variables and a settings file."""

import locale
import os
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kamgraph.model import Settings
from kamgraph.model.errors import InputError

Language = Literal["pl", "en"]


def _default_store() -> str:
    return f"sqlite:///{platformdirs.user_data_path('kamgraph') / 'kamgraph.db'}"


def _default_cache() -> Path:
    return platformdirs.user_cache_path("kamgraph")


def _default_language() -> Language:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "pl" if spoken.casefold().startswith(("pl", "polish")) else "en"


def _default_author() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "somebody"


class Environment(BaseSettings):
    """Environment variables, all beginning with KAMGRAPH_.

    Attributes
    ----------
    store : str
        KAMGRAPH_STORE: address of the store; a file in the user's data folder by default.
    lang : {"pl", "en"}
        KAMGRAPH_LANG: language of tables and pages; that of the terminal by default.
    by : str
        KAMGRAPH_BY: who is written into the runs.
    settings : Path or None
        KAMGRAPH_SETTINGS: a TOML file with values for `kamgraph.Settings`.
    erasure_key : Path
        KAMGRAPH_ERASURE_KEY: file of the secret under which erased ids are remembered; made on first use.
    cache : Path or "off"
        KAMGRAPH_CACHE: folder in which large portfolios are kept for the next question; in the user's cache by default.
    """

    model_config = SettingsConfigDict(env_prefix="KAMGRAPH_", env_ignore_empty=True)

    store: str = Field(default_factory=_default_store)
    lang: Language = Field(default_factory=_default_language)
    by: str = Field(default_factory=_default_author)
    settings: Path | None = None
    erasure_key: Path = Field(default_factory=lambda: platformdirs.user_data_path("kamgraph") / "erasure.key")
    cache: Literal["off"] | Path = Field(default_factory=_default_cache)

    @property
    def kept(self) -> Path | None:
        """Folder of kept portfolios, None where nothing is kept."""
        return None if self.cache == "off" else self.cache

    @property
    def ever_kept(self) -> tuple[Path, ...]:
        """Folders in which a portfolio may have been kept, now or before the setting was changed."""
        return tuple({_default_cache(), self.kept or _default_cache()})

    @cached_property
    def engine(self) -> Settings:
        """Settings of the engine, from the file if one is named.

        Raises
        ------
        InputError
            The file cannot be read, or a value breaks its rule.
        """
        if self.settings is None:
            return Settings()
        try:
            return Settings.model_validate(tomllib.loads(self.settings.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(str(self.settings), f"cannot be read as TOML: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise InputError(str(self.settings), first["msg"], column=where) from error


def read_environment() -> Environment:
    """Read the environment variables.

    Raises
    ------
    InputError
        A variable holds a value that is not allowed.
    """
    try:
        return Environment()
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"KAMGRAPH_{str(first['loc'][0]).upper()}", first["msg"]) from error


def spoken_language() -> Language:
    """Language of the environment; that of the terminal where the environment cannot be read."""
    try:
        return read_environment().lang
    except InputError:
        return _default_language()


def ensure_folder_of(url: str) -> None:
    """Make the folder that an embedded store's file will stand in."""
    if url.startswith("sqlite:///"):
        folder = Path(url.removeprefix("sqlite:///")).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(str(folder), f"cannot be made: {error.strerror}") from error
