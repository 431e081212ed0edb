"""The entities whose attributes are current only: organisations, people, plans and the runs that wrote them."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kamgraph.model.vocabulary import Direction, InteractionKind, OrganisationKind, RunKind, RunState

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MAX_TEXT = 500
_EARLIEST, _LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)


def no_control_characters(text: str) -> str:
    """The text itself; a `ValueError` when it holds what no keyboard types."""
    if _CONTROL.search(text):
        raise ValueError("must not hold control characters")
    return text


def in_utc(at: datetime) -> datetime:
    """The moment in UTC; a `ValueError` where some zone's calendar has no day for it."""
    try:
        there = at if at.tzinfo is UTC else at.astimezone(UTC)
    except OverflowError:
        there = None
    if there is None or not _EARLIEST <= there <= _LATEST:
        raise ValueError("must lie in the years 1 to 9999 of every time zone")
    return there


Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]
Id = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(no_control_characters)
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT),
    AfterValidator(no_control_characters),
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Entity(BaseModel):
    """Base of all entities: immutable, strict about unknown fields, free of NaN and infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Organisation(Entity):
    """A company or a part of one: ours, an account, or another.

    Attributes
    ----------
    parent_id : str or None
        The organisation it belongs to; a parent that is no account itself is a unit.
    review_every_days : int or None
        Agreed distance between two business reviews, in days, 1 to 1000.
    """

    id: Id
    name: Text
    kind: OrganisationKind = OrganisationKind.ACCOUNT
    parent_id: Id | None = None
    segment: Text | None = None
    industry: Text | None = None
    country: Text | None = None
    client_since: date | None = None
    contract_ends_on: date | None = None
    notice_by: date | None = None
    review_every_days: int | None = Field(default=None, ge=1, le=1000)
    domains: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _not_its_own_parent(self) -> Self:
        if self.parent_id == self.id:
            raise ValueError("parent_id: an organisation cannot be its own parent")
        return self


class Person(Entity):
    """A person on either side, or a seat without one (a placeholder holds influence, never ties)."""

    id: Id
    name: Text
    emails: tuple[Text, ...] = ()
    phones: tuple[Text, ...] = ()
    language: Text | None = None
    do_not_score: bool = False
    placeholder: bool = False


class Initiative(Entity):
    """A joint undertaking with an account."""

    id: Id
    account: Id
    title: Text
    people: tuple[Id, ...] = ()
    status: Text = "open"


class PlanItem(Entity):
    """A goal, an action or a risk of an account plan."""

    id: Id
    account: Id
    kind: Annotated[str, StringConstraints(pattern="^(goal|action|risk)$")]
    text: Text
    owner: Id | None = None
    due: date | None = None
    status: Text = "open"


class HandoverStep(Entity):
    """One tie that changes hands."""

    theirs: Id
    successor: Id | None = None
    state: Annotated[str, StringConstraints(pattern="^(planned|introduced|accepted|done)$")] = "planned"


class Handover(Entity):
    """A departure that is known ahead; plans run to the last working day."""

    id: Id
    leavers: tuple[Id, ...] = Field(min_length=1)
    last_working_day: date
    contract_end: date | None = None
    kind: Annotated[str, StringConstraints(pattern="^(leaves|changes_role|absent)$")] = "leaves"
    steps: tuple[HandoverStep, ...] = ()


class Interaction(Entity):
    """A dated contact; its content is never stored.

    Attributes
    ----------
    at : datetime
        When, with a time zone; kept in UTC.
    minutes : float or None
        Length, 0 to 14400 (ten days); None where it is not known.
    direction : Direction
        Seen from our side.
    participants : tuple of str
        Ids of the people of both sides, without repetition.
    """

    id: Id
    at: Moment
    kind: InteractionKind = InteractionKind.OTHER
    minutes: float | None = Field(default=None, ge=0, le=14400)
    direction: Direction = Direction.BOTH
    participants: tuple[Id, ...] = ()
    account: Id | None = None
    source: Text | None = None


class RunFile(Entity):
    """A file that a run read.

    Attributes
    ----------
    name : str
        Its name, without folders.
    sha256 : str
        Hash of its bytes, hexadecimal.
    """

    name: Text
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Run(Entity):
    """One set of writes that becomes visible, and can be undone, as a whole.

    Attributes
    ----------
    id : str
        Its own.
    at : datetime
        When it began, UTC.
    by : str
        Its author: a user of the machine, or the subject of a principal.
    kind : RunKind
        What it was.
    state : RunState
        Only committed runs are visible.
    files : tuple of RunFile
        What it read.
    mapping : str or None
        The mapping its files were read with.
    counts : dict of str to int
        How many things of each kind came of it.
    rejected : int
        Rows that it refused.
    """

    id: Id
    at: Moment
    by: Text
    kind: RunKind
    state: RunState = RunState.PENDING
    files: tuple[RunFile, ...] = ()
    mapping: Text | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    rejected: int = Field(default=0, ge=0)
