"""Options that every reading command has, and the way from an error to an exit code."""

import inspect
import json as jsonlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from kamgraph.cli.environment import Environment, Language, ensure_folder_of, read_environment, spoken_language
from kamgraph.model import Settings
from kamgraph.model.errors import InputError, KamgraphError, MeasureError, ModelError, StoreError
from kamgraph.model.polish import in_language
from kamgraph.privacy import tombstone_key
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.keeping import kept_snapshot
from kamgraph.store.open import open_store
from kamgraph.store.port import GraphStore

_WIDTH_OF_A_FILE = 110
EXIT_FINDINGS, EXIT_USAGE, EXIT_INPUT, EXIT_STORE = 1, 2, 3, 4

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
StoreUrl = Annotated[str | None, typer.Option("--store", help="Address of the store (KAMGRAPH_STORE).")]
Lang = Annotated[Language | None, typer.Option("--lang", help="Language: pl or en (KAMGRAPH_LANG).")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=DAY_FORMATS, help="The day that is looked at; today.")
]
Window = Annotated[
    int | None, typer.Option("--window", min=0, max=36500, help="Days in which a contact keeps a tie active.")
]
Json = Annotated[bool, typer.Option("--json", help="Plain JSON for a program.")]


@dataclass(frozen=True)
class Reading:
    """What a reading command was asked for, apart from its own arguments."""

    environment: Environment
    store_url: str
    store_asked: bool
    lang: Language
    as_of: date
    settings: Settings
    json: bool
    console: Console

    def open(self) -> GraphStore:
        """Open the store."""
        ensure_folder_of(self.store_url)
        return open_store(self.store_url, tombstone_key=tombstone_key(self.environment.erasure_key))

    def portfolio(self, store: GraphStore) -> Snapshot:
        """Snapshot of the portfolio, from the file of an earlier command where nothing has changed since."""
        return kept_snapshot(store, as_of=self.as_of, settings=self.settings, folder=self.environment.kept)

    def print_json(self, value: object) -> None:
        """Write JSON to standard output, unstyled and unwrapped."""
        sys.stdout.write(jsonlib.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _console() -> Console:
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH_OF_A_FILE
    return console


_COMMON: tuple[tuple[str, Any, Any], ...] = (
    ("store", StoreUrl, None),
    ("lang", Lang, None),
    ("as_of", AsOf, None),
    ("window", Window, None),
    ("json", Json, False),
)


def make_reading(
    store: str | None = None,
    lang: Language | None = None,
    as_of: datetime | None = None,
    window: int | None = None,
    *,
    json: bool = False,
) -> Reading:
    """Complete what was asked with what the environment says."""
    environment = read_environment()
    settings = environment.engine
    if window is not None:
        settings = settings.model_copy(update={"window_days": window})
    day = as_of.date() if as_of is not None else datetime.now(settings.zone).date()
    return Reading(
        environment=environment,
        store_url=store or environment.store,
        store_asked=store is not None or "store" in environment.model_fields_set,
        lang=lang or environment.lang,
        as_of=day,
        settings=settings,
        json=json,
        console=_console(),
    )


def reads(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options; its first parameter becomes the `Reading` made of them.

    Errors of the model, the store and the measures become a sentence on standard error and an exit code.
    """
    signature = inspect.signature(function, eval_str=True)
    own = list(signature.parameters.values())[1:]
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, annotation, default in _COMMON
    ]

    @wraps(function)
    def command(**given: Any) -> None:
        asked = {name: given.pop(name) for name, _, _ in _COMMON}
        with explained_errors(asked["lang"]):
            function(make_reading(**asked), **given)

    del command.__wrapped__  # typer follows it past the options added here
    by_keyword = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    command.__signature__ = signature.replace(parameters=[*by_keyword, *common])  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in [*by_keyword, *common]}
    return command


@contextmanager
def explained_errors(lang: Language | None = None) -> Iterator[None]:
    """Turn an expected error into a sentence in the reader's language and an exit code."""
    try:
        yield
    except KamgraphError as error:
        fail(in_language(str(error), lang or spoken_language()), _exit_code(error))
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
    except OSError as error:
        said = f"{error.filename or 'output'}: {error.strerror or error}"
        fail(in_language(said, lang or spoken_language()), EXIT_USAGE)


def _exit_code(error: KamgraphError) -> int:
    if isinstance(error, StoreError):
        return EXIT_STORE
    if isinstance(error, InputError | ModelError):
        return EXIT_INPUT
    return EXIT_USAGE if isinstance(error, MeasureError) else EXIT_INPUT


def fail(sentence: str, code: int) -> NoReturn:
    """Say why on standard error, so that standard output stays what a program can read, and end with this code."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(sentence, style="red", markup=False)
    raise typer.Exit(code)


def on_day(reading: Reading, day: date) -> Reading:
    """Ask the same of another day."""
    return replace(reading, as_of=day)
