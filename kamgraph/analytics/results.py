"""What every result has in common: its header, and the evidence behind its numbers."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypedDict

from pydantic import TypeAdapter

from kamgraph.snapshot.columns import Snapshot


@dataclass(frozen=True)
class Evidence:
    """One fact or interaction behind a number.

    Attributes
    ----------
    kind : {"tie", "interaction", "position", "stakeholder", "assignment", "line"}
    id : str
        Id of the fact or the interaction in the store.
    text : str
        What it says, without names: ids, days, strengths.
    """

    kind: Literal["tie", "interaction", "position", "stakeholder", "assignment", "line"]
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """Header of every result.

    Attributes
    ----------
    scope : str
        Id of the account, or "portfolio".
    as_of : date
    window_days : int
    store_version, settings_hash, currency : str
    assumed_share : float or None
        Share of the influence that rests on the level's default because none is stated, 0..1.
    excluded : int
        People left out because they object to being scored.
    reason : str or None
        Why a number is None.
    """

    scope: str
    as_of: date
    window_days: int
    store_version: str
    settings_hash: str
    currency: str
    assumed_share: float | None
    excluded: int
    reason: str | None = None


class Header(TypedDict):
    """The header's values, to be spread into a result."""

    scope: str
    as_of: date
    window_days: int
    store_version: str
    settings_hash: str
    currency: str
    assumed_share: float | None
    excluded: int


def header(snap: Snapshot) -> Header:
    """Header values of any measure of this snapshot."""
    total, assumed = snap.total_weight, snap.assumed_weight
    return Header(
        scope=snap.scope,
        as_of=snap.as_of,
        window_days=snap.settings.window_days,
        store_version=snap.store_version,
        settings_hash=snap.settings.hash,
        currency=snap.settings.currency,
        assumed_share=assumed / total if total > 0 else None,
        excluded=snap.excluded,
    )


def to_json(result: object) -> Any:
    """Plain JSON values of a result: tuples and lazy sequences become lists, days ISO text; names and nesting stay.

    Examples
    --------
    >>> to_json(Evidence("tie", "f1", "rated 4"))
    {'kind': 'tie', 'id': 'f1', 'text': 'rated 4'}
    """
    if dataclasses.is_dataclass(result) and not isinstance(result, type):
        return {f.name: to_json(getattr(result, f.name)) for f in dataclasses.fields(result)}
    if isinstance(result, dict):
        return {str(k): to_json(v) for k, v in result.items()}
    if isinstance(result, Sequence) and not isinstance(result, str | bytes):
        return [to_json(v) for v in result]
    return TypeAdapter(Any).dump_python(result, mode="json")
