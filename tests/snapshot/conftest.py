"""How two snapshots differ, column by column."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from itertools import chain

import numpy as np
import pytest

from kamgraph.snapshot.columns import Snapshot

PLAIN = (
    *("kind", "scope", "as_of", "settings", "figures", "initiatives", "plan_items", "handovers", "excluded"),
    *("first_day", "store_version"),
)


@pytest.fixture(scope="session")
def differences() -> Callable[[Snapshot, Snapshot], list[str]]:
    """Names of what differs: nothing where every number is the same to the last bit, and every text."""

    def between(one: Snapshot, other: Snapshot) -> list[str]:
        tables = [f.name for f in fields(Snapshot) if f.name != "settings" and is_dataclass(getattr(one, f.name))]
        differing = (_columns(name, getattr(one, name), getattr(other, name)) for name in tables)
        return [*chain.from_iterable(differing), *(n for n in PLAIN if getattr(one, n) != getattr(other, n))]

    return between


def _columns(table: str, one: object, other: object) -> list[str]:
    found = []
    for field in fields(one):  # type: ignore[arg-type]
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, np.ndarray):
            same = (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
        else:
            same = tuple(a) == tuple(b)
        if not same:
            found.append(f"{table}.{field.name}")
    return found
