"""What every read may be asked: the day, the window, the language; and the way from there to a snapshot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator
from pydantic_core import to_json as encode

from kamgraph import analytics as kg
from kamgraph.access import Principal
from kamgraph.model import Settings
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.port import GraphStore
from kamgraph_api.ground import Ground, ground_of
from kamgraph_api.media import JSON
from kamgraph_api.ready import Computed
from kamgraph_api.settings import Language
from kamgraph_api.snapshots import Sight
from kamgraph_api.speech import spoken

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_a_day(given: object) -> object:
    # Else a number would be taken for seconds since 1970, and a moment for its day.
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise ValueError("must be a day, as in 2026-11-23")
    return given


Day = Annotated[date, BeforeValidator(_only_a_day)]
AsOf = Annotated[Day | None, Query(description="The day that is looked at; today.", examples=["2026-11-23"])]
Window = Annotated[
    int | None, Query(ge=0, le=36500, description="Days in which a contact keeps a tie active, both ends included.")
]
Expand = Annotated[
    Literal["names", "none"],
    Query(description="names: beside the ids stand the names of the accounts and people, as `names`; none: ids only."),
]
Group = Annotated[bool, Query(description="Together with the account's daughter accounts, as one.")]


@dataclass(frozen=True)
class Reading:
    """One read: the application's ground, the day, the settings and the language."""

    ground: Ground
    as_of: date
    settings: Settings
    lang: Language

    @property
    def store(self) -> GraphStore:
        """The store; raises `StoreUnavailable` when it cannot be reached."""
        return self.ground.store()

    def snapshot(
        self, principal: Principal, account: str | None = None, *, group: bool = False, as_of: date | None = None
    ) -> Snapshot:
        """What this principal may see of an account, a group or the portfolio."""
        sight = Sight(account, group, as_of or self.as_of, self.settings)
        return self.ground.snapshots.take(self.store, principal, sight)


def _reading(request: Request, as_of: AsOf = None, window_days: Window = None) -> Reading:
    ground = ground_of(request)
    engine = ground.settings.engine
    # A copy would keep the hash of the original, and with it the original's snapshots.
    settings = engine if window_days is None else Settings(**engine.model_dump() | {"window_days": window_days})
    return Reading(ground, as_of or ground.today(), settings, spoken(request.scope))


Read = Annotated[Reading, Depends(_reading)]


def _today(request: Request) -> Reading:
    ground = ground_of(request)
    return Reading(ground, ground.today(), ground.settings.engine, spoken(request.scope))


# For writes, which look at nothing but what stands now.
Today = Annotated[Reading, Depends(_today)]


def names_of(*snaps: Snapshot) -> dict[str, str]:
    """Names of the accounts and people of snapshots, by id; of several, the last one's word counts."""
    found: dict[str, str] = {}
    for snap in snaps:
        found |= {**dict(zip(snap.accounts.ids, snap.accounts.names, strict=True)), **kg.names(snap)}
    return dict(sorted(found.items()))


def answer(result: object, expand: str, *snaps: Snapshot) -> Computed:
    """A result as JSON, with the names beside it if asked for."""
    return Computed(body_of(result, expand, *snaps), media_type=JSON)


def body_of(result: object, expand: str, *snaps: Snapshot) -> bytes:
    """The bytes of such an answer."""
    body = _shallow(result)
    if expand == "names":
        body["names"] = names_of(*snaps)
    return written(body)


def _shallow(result: object) -> dict[str, Any]:
    if is_dataclass(result):
        return {field.name: getattr(result, field.name) for field in fields(result)}
    if isinstance(result, Mapping):
        return {str(key): value for key, value in result.items()}
    raise TypeError(f"no result: {type(result).__name__}")


def written(body: object) -> bytes:
    """Any result as JSON; lazy sequences become lists."""
    return encode(body, fallback=list, inf_nan_mode="null")
