"""Tags by which a caller says what he or she has seen, and the refusals when something else stands there by now."""

from hashlib import blake2b
from typing import Annotated, NamedTuple

from fastapi import Depends, Header
from pydantic import BaseModel

from kamgraph.store.port import StoredFact
from kamgraph_api.problems import Refused

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=2000,
        description="Tag of what is to be changed, as the last read or write gave it.",
    ),
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        alias="If-None-Match", max_length=2000, description="* : only where there is nothing yet; else not these tags."
    ),
]


class Seen(NamedTuple):
    """What the caller says he or she has seen."""

    match: str | None
    none_match: str | None

    def require(self, tag: str | None, *, thing: str) -> None:
        """Refuse unless this is what stands there; None: there is nothing.

        Raises
        ------
        Refused
            412: something else stands there, or nothing any more, or something already; 428: nothing was said.
        """
        if tag is None:
            if self.match is not None:
                raise _changed("what was to be changed is not there any more", thing)
            return
        if self.none_match is not None and _names(self.none_match, tag):
            raise _changed("it is there already", thing)
        if self.match is None:
            raise Refused(428, "precondition-required", "say with If-Match which version is meant", ids=(thing,))
        if not _names(self.match, tag):
            raise _changed("somebody else changed it since it was read", thing)


def _names(header: str, tag: str) -> bool:
    return bool({part.strip() for part in header.split(",")} & {"*", tag})


def _seen(if_match: IfMatch = None, if_none_match: IfNoneMatch = None) -> Seen:
    return Seen(if_match, if_none_match)


WhatWasSeen = Annotated[Seen, Depends(_seen)]


def _changed(detail: str, thing: str) -> Refused:
    return Refused(412, "changed", detail, ids=(thing,))


def tag_of_versions(standing: tuple[StoredFact, ...]) -> str | None:
    """Tag of a fact: of all its versions that stand; None where none does."""
    return _tag(*sorted(stored.version for stored in standing)) if standing else None


def tag_of_record(record: BaseModel | None) -> str | None:
    """Tag of a person or an organisation, of its content; None where there is none."""
    return None if record is None else _tag(record.model_dump_json())


def _tag(*parts: str) -> str:
    digest = blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()
    return f'"{digest}"'
