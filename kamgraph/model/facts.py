"""Facts with a time: each is a version of something that was true from one day until before another."""

import hashlib
from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from kamgraph.model.entities import Currency, Entity, Id, Text, no_control_characters
from kamgraph.model.vocabulary import AssignmentRole, Department, FactKind, Level, LineKind, Role

_WORTHS = frozenset({"annual_value", "potential_value"})


class Fact(Entity):
    """Base of the versioned kinds.

    Attributes
    ----------
    valid_from, valid_to : date or None
        Half-open interval in local days: first day on which it holds, first day on which it no longer does.
        None means since ever, or still.
    """

    # Worked out once, and beside the fields: no copy, comparison or dump takes it along.
    __slots__ = ("_fact",)

    kind_of_fact: ClassVar[FactKind]
    key_fields: ClassVar[tuple[str, ...]]
    person_fields: ClassVar[tuple[str, ...]] = ()
    organisation_fields: ClassVar[tuple[str, ...]] = ()

    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _interval_is_not_empty(self) -> Self:
        if self.valid_from is not None and self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("valid_to: must be later than valid_from")
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact holds on a day.

        Examples
        --------
        >>> from datetime import date
        >>> Assignment(person="u", account="a", role="kam", valid_to=date(2026, 1, 2)).holds_on(date(2026, 1, 1))
        True
        >>> Assignment(person="u", account="a", role="kam", valid_to=date(2026, 1, 2)).holds_on(date(2026, 1, 2))
        False
        """
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def key(self) -> tuple[str, ...]:
        """Natural key: the values that say which fact this is, apart from time and content."""
        values = self.__dict__
        return tuple(["" if values[f] is None else str(values[f]) for f in self.key_fields])

    @property
    def fact(self) -> str:
        """Stable id of the fact, the same in every store and for every version."""
        try:
            found: str | None = object.__getattribute__(self, "_fact")
        except AttributeError:
            found = None
        if found is None:
            found = fact_id(self.kind_of_fact, *self.key)
            object.__setattr__(self, "_fact", found)
        return found


class Position(Fact):
    """A person works for an organisation."""

    kind_of_fact = FactKind.POSITION
    key_fields = ("person", "organisation", "title")
    person_fields = ("person",)
    organisation_fields = ("organisation",)

    person: Id
    organisation: Id
    title: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(no_control_characters)
    ] = ""
    department: Department | None = None
    department_text: Text | None = None
    level: Level = Level.UNKNOWN


class Stakeholder(Fact):
    """A person's part in one account.

    Attributes
    ----------
    influence : float or None
        0 to 10; None is unknown and takes the default of the level.
    stance : int or None
        -2 (strong objections) to +2 (champion).
    decision_weight : float or None
        Share in the decision, any unit, at least 0.
    confirmed_on : date or None
        Day on which somebody last said that the opinion is still true.
    """

    kind_of_fact = FactKind.STAKEHOLDER
    key_fields = ("person", "account")
    person_fields = ("person",)
    organisation_fields = ("account",)

    person: Id
    account: Id
    roles: tuple[Role, ...] = ()
    influence: float | None = Field(default=None, ge=0, le=10)
    stance: int | None = Field(default=None, ge=-2, le=2)
    decision_weight: float | None = Field(default=None, ge=0, le=1e6)
    confirmed_on: date | None = None

    @model_validator(mode="after")
    def _roles_are_a_set(self) -> Self:
        if (ordered := tuple(sorted(set(self.roles)))) != self.roles:
            object.__setattr__(self, "roles", ordered)
        return self


class Assignment(Fact):
    """One of our people works on an account."""

    kind_of_fact = FactKind.ASSIGNMENT
    key_fields = ("person", "account", "role")
    person_fields = ("person",)
    organisation_fields = ("account",)

    person: Id
    account: Id
    role: AssignmentRole = AssignmentRole.OTHER


class Tie(Fact):
    """One of our people knows a client person.

    Attributes
    ----------
    declared, target : int or None
        1 aware, 2 acquainted, 3 working together, 4 trusted, 5 trusted adviser.
    confirmed_on : date or None
        Day on which the rating was last confirmed.
    """

    kind_of_fact = FactKind.TIE
    key_fields = ("ours", "theirs")
    person_fields = ("ours", "theirs")

    ours: Id
    theirs: Id
    declared: int | None = Field(default=None, ge=1, le=5)
    target: int | None = Field(default=None, ge=1, le=5)
    confirmed_on: date | None = None

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        if self.ours == self.theirs:
            raise ValueError("theirs: a tie needs two people")
        return self


class Line(Fact):
    """One client person is linked to another of the same side; direction matters."""

    kind_of_fact = FactKind.LINE
    key_fields = ("source", "target", "kind")
    person_fields = ("source", "target")

    source: Id
    target: Id
    kind: LineKind
    weight: float = Field(default=1.0, gt=0, le=1)

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        if self.source == self.target:
            raise ValueError("target: a person cannot be linked to himself or herself")
        return self


class Figure(Fact):
    """A dated number about an account, or about a person in it; what an account is worth is 0 or more."""

    kind_of_fact = FactKind.FIGURE
    key_fields = ("account", "kind", "person")
    person_fields = ("person",)
    organisation_fields = ("account",)

    account: Id
    kind: Annotated[
        str,
        StringConstraints(
            pattern=r"^(annual_value|potential_value|nps|satisfaction|share_of_wallet|score:.{1,60}|kpi:.{1,60})$"
        ),
        AfterValidator(no_control_characters),
    ]
    # Sums over thousands of accounts and a rate of exchange stay finite.
    value: float = Field(ge=-1e15, le=1e15)
    currency: Currency | None = None
    person: Id | None = None

    @model_validator(mode="after")
    def _worth_is_not_negative(self) -> Self:
        if self.value < 0 and self.kind in _WORTHS:
            raise ValueError("value: must not be negative")
        return self


class Absence(Fact):
    """A long leave; one ahead is certain, not a probability."""

    kind_of_fact = FactKind.ABSENCE
    key_fields = ("person", "kind")
    person_fields = ("person",)

    person: Id
    kind: Text = "leave"


FACT_TYPES: dict[FactKind, type[Fact]] = {
    t.kind_of_fact: t for t in (Position, Stakeholder, Assignment, Tie, Line, Figure, Absence)
}


def fact_id(kind: FactKind, *key: str) -> str:
    """Stable id of the fact with this natural key: 32 hexadecimal digits.

    Examples
    --------
    >>> fact_id(FactKind.TIE, "u", "c") == Tie(ours="u", theirs="c").fact
    True
    """
    return hashlib.blake2b("\x1f".join((kind, *key)).encode(), digest_size=16).hexdigest()
