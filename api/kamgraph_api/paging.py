"""Long lists a page at a time: an opaque cursor that stands on the last item given, and a limit that is clamped."""

import binascii
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query

from kamgraph_api.problems import Fault, Refused

MOST = 500
Item = TypeVar("Item")


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for.

    Attributes
    ----------
    after : str
        Key of the last item of the page before; empty for the first page.
    limit : int
        Most items, 1 to `MOST`.
    """

    after: str
    limit: int

    def cut(self, items: Sequence[Item], key: Callable[[Item], str]) -> tuple[list[Item], str | None]:
        """Items of this page out of those sorted by a unique key, and the cursor of the next one.

        Examples
        --------
        >>> first, cursor = Page("", 2).cut(["a", "b", "c"], str)
        >>> first, Page(opened(cursor), 2).cut(["a", "b", "c"], str)
        (['a', 'b'], (['c'], None))
        """
        rest = [item for item in items if key(item) > self.after] if self.after else list(items)
        chosen = rest[: self.limit]
        return chosen, sealed(key(chosen[-1])) if len(rest) > len(chosen) else None


def sealed(key: str) -> str:
    """A key as a cursor."""
    return urlsafe_b64encode(key.encode()).decode("ascii").rstrip("=")


def opened(cursor: str | None) -> str:
    """The key within a cursor.

    Raises
    ------
    Refused
        422: not one of ours.
    """
    if not cursor:
        return ""
    try:
        return b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        fault = Fault(where="query.cursor", reason="must be the `next` of an answer")
        raise Refused(422, "unknown-cursor", "a value of the request breaks a rule", faults=[fault]) from None


def _page(
    cursor: Annotated[str | None, Query(max_length=2048, description="The `next` of the page before.")] = None,
    limit: Annotated[int, Query(description=f"Most items of a page; more than {MOST} give {MOST}.")] = 100,
) -> Page:
    return Page(opened(cursor), min(max(limit, 1), MOST))


Paged = Annotated[Page, Depends(_page)]
