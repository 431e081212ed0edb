"""The command that starts the HTTP service."""

import os
import socket
import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kamgraph.cli.command import DAY_FORMATS, EXIT_USAGE, Lang, StoreUrl, Window, explained_errors, fail, make_reading
from kamgraph.cli.command import Reading as Asked
from kamgraph.cli.environment import Language
from kamgraph.model.polish import in_language


class Limits(BaseSettings):
    """What the service is told by KAMGRAPH_ variables of these names; unset ones leave it at its own defaults.

    Attributes
    ----------
    state : Path or None
        Folder in which imports wait and are remembered; all processes of one service need the same.
    body_limit, import_limit, import_unpacked, import_rows, import_queue, import_days, cached_rows, cached_bytes
        As in `kamgraph_api.ServiceSettings`, which checks them.
    """

    model_config = SettingsConfigDict(env_prefix="KAMGRAPH_", env_ignore_empty=True)

    state: Path | None = None
    body_limit: int | None = None
    import_limit: int | None = None
    import_unpacked: int | None = None
    import_rows: int | None = None
    import_queue: int | None = None
    import_days: int | None = None
    cached_rows: int | None = None
    cached_bytes: int | None = None


_LIMITS = frozenset(Limits.model_fields)
_EXTRA = "the service is not installed: pip install 'kamgraph[api]'"


def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on; another than this machine's needs keys.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any that is free.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
    auth: Annotated[Literal["none", "keys"], typer.Option(help="Who may ask: anybody here, or holders of keys.")] = (
        "none"
    ),
    name: Annotated[list[str] | None, typer.Option(help="Another name it is called under, such as a proxy's.")] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=DAY_FORMATS, help="Day that is meant where none is named.")
    ] = None,
    store: StoreUrl = None,
    lang: Lang = None,
    window: Window = None,
) -> None:
    """Answer other programs, and browsers, over HTTP."""
    with explained_errors(lang):
        asked = make_reading(store, lang, None, window)
        day = None if as_of is None else as_of.date()
        described = _described(asked, host, port, auth, tuple(name or ()), day)
        with asked.open():
            pass  # an address or a file that is no store is said now, not to the first who asks
        _run(described, _listening(host, port, asked.lang), workers, asked.lang)


def _described(
    asked: Asked, host: str, port: int, auth: Literal["none", "keys"], names: tuple[str, ...], day: date | None
) -> str:
    """What the service is told, as every one of its processes reads it."""
    try:
        import uvicorn  # noqa: F401 - whether it is there

        from kamgraph_api import ServiceSettings
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.split(".")[0] in {"kamgraph", "kamgraph_api"}:
            raise
        _refuse(_EXTRA, asked.lang)
    try:
        settings = ServiceSettings(
            store=asked.store_url,
            host=host,
            port=port,
            auth=auth,
            names=names,
            lang=asked.lang,
            engine=asked.settings,
            as_of=day,
            erasure_key=asked.environment.erasure_key,
            kept=asked.environment.ever_kept,
            **Limits().model_dump(exclude_none=True),
        )
    except ValidationError as error:
        first = error.errors()[0]
        named = f"KAMGRAPH_{str(first['loc'][0]).upper()}: " if first["loc"] and first["loc"][0] in _LIMITS else ""
        _refuse(named + first["msg"].removeprefix("Value error, "), asked.lang)
    return settings.model_dump_json()


def _listening(host: str, port: int, lang: Language) -> socket.socket:
    """The address is taken before anything else is begun, so that one already in use is said in a sentence."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        _refuse(f"{host}:{port} cannot be listened on: {error.strerror or error}", lang)
    # Connections inherit it; without it the end of each answer waits 40 ms for the beginning to be acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _run(described: str, listening: socket.socket, workers: int, lang: Language) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from kamgraph_api.app import TOLD

    os.environ[TOLD] = described
    config = uvicorn.Config(
        "kamgraph_api.app:from_environment",
        factory=True,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        ws="none",
    )
    with closing(listening):
        host, port = listening.getsockname()[:2]
        for line in _opening(f"http://{f'[{host}]' if ':' in host else host}:{port}", lang):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        if workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])


def _opening(address: str, lang: Language) -> list[str]:
    polish = lang == "pl"
    return [
        f"{'Działa pod adresem' if polish else 'Running at'} {address}/",
        f"  {'Mapy klientów' if polish else 'Maps of the clients'}: {address}/",
        f"  {'Dokumentacja' if polish else 'Documentation'}: {address}/docs",
        f"  {'Portfel' if polish else 'The portfolio'}: {address}/v1/portfolio",
        "Ctrl+C: " + ("koniec" if polish else "stop"),
    ]


def _refuse(sentence: str, lang: Language) -> NoReturn:
    fail(in_language(sentence, lang), EXIT_USAGE)


def add_serving(app: typer.Typer) -> None:
    """Register the command."""
    app.command("serve", rich_help_panel="Pages and files")(serve)
