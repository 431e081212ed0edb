"""Every error a caller can meet, as one small tree; each leaf says what can be done about it.

::

    KamgraphError
    ├── ModelError
    │   └── InvalidValue          correct the named field
    ├── StoreError
    │   ├── StoreUnavailable      start or reach the database, then repeat (retryable)
    │   ├── SchemaOutOfDate       run ``kamgraph store migrate``
    │   ├── UnknownId             import the named people, organisations or runs first
    │   ├── Conflict              look at the named facts or runs and decide
    │   └── ErasedPerson          the person was erased; nothing may bring him or her back
    ├── InputError                correct the named file, line and column, then import again
    └── MeasureError
        ├── NotActive             choose a person who is there on that day, or another day
        ├── UnknownScope          choose an account that exists on that day
        └── NotForPortfolio       ask this measure of one account
"""

from __future__ import annotations

from datetime import date


class KamgraphError(Exception):
    """Base of all errors raised by kamgraph."""

    retryable: bool = False


class ModelError(KamgraphError):
    """A value breaks a rule of the model."""


class InvalidValue(ModelError):
    """One field holds a value that its rule forbids.

    Parameters
    ----------
    field : str
        The field's name.
    value : str
        The offending value as text, shortened to 80 characters.
    reason : str
        What the rule asks for.
    """

    def __init__(self, field: str, value: object, reason: str) -> None:
        self.field, self.value, self.reason = field, str(value)[:80], reason
        super().__init__(f"{field}: {reason} (found {self.value!r})")


class StoreError(KamgraphError):
    """The store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """The database cannot be reached, is locked for too long, is full or may not be written."""

    retryable = True


class SchemaOutOfDate(StoreError):
    """The database was written by another version of the schema."""


class UnknownId(StoreError):
    """Ids that the store does not hold; nothing was written.

    Parameters
    ----------
    kind : str
        What the ids should name: person, organisation, run, fact or interaction.
    ids : tuple of str
        The unknown ids.
    """

    def __init__(self, kind: str, ids: tuple[str, ...]) -> None:
        self.kind, self.ids = kind, ids
        shown = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
        super().__init__(f"unknown {kind}: {shown}")


class Conflict(StoreError):
    """A write that contradicts what stands in the store; nothing was written.

    Parameters
    ----------
    reason : str
        What contradicts what.
    ids : tuple of str
        The facts or runs concerned.
    """

    def __init__(self, reason: str, ids: tuple[str, ...] = ()) -> None:
        self.reason, self.ids = reason, ids
        super().__init__(f"{reason}: {', '.join(ids)}" if ids else reason)


class ErasedPerson(StoreError):
    """A person who was erased at his or her request must not be written again."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        super().__init__(f"erased at the person's request and not written again: {', '.join(ids)}")


class InputError(KamgraphError):
    """A file cannot be read as a whole.

    Parameters
    ----------
    file : str
        Name of the file as the user gave it.
    reason : str
        What is wrong and what would be right.
    line, column : int or str, optional
        Where: the line counted from 1, the column by its header.
    """

    def __init__(self, file: str, reason: str, line: int | None = None, column: str | None = None) -> None:
        self.file, self.reason, self.line, self.column = file, reason, line, column
        where = file + (f", line {line}" if line is not None else "") + (f", column {column}" if column else "")
        super().__init__(f"{where}: {reason}")


class MeasureError(KamgraphError):
    """A measure cannot be computed as asked."""


class NotActive(MeasureError):
    """A person does not stand in this scope on this day."""

    def __init__(self, person: str, day: date) -> None:
        self.person, self.day = person, day
        super().__init__(f"{person} is not active on {day.isoformat()}")


class UnknownScope(MeasureError):
    """No such account on this day."""


class NotForPortfolio(MeasureError):
    """The measure answers for one account or group only."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        super().__init__(f"{measure} answers for one account or one group, not for the portfolio")
