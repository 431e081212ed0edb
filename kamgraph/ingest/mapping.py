"""The language of mappings: how the columns of a foreign table become rows of ours, as TOML."""

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kamgraph.ingest.own import TABLES
from kamgraph.model.errors import InputError


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expression(_Strict):
    """Where a value comes from; in TOML a bare string is the name of a column.

    Attributes
    ----------
    column, columns, value, own :
        One column; several, joined with `join`; the same text for every row; our own organisation.
    split : str
        Separates several values in the cell.
    words, otherwise :
        What words of the source mean, and what any other word does (itself, unless said). ``@today`` in a day means
        the day of the import, for a flag that says "ended"; it never moves an end that is known.
    id : str
        Makes an id of the source's own: the namespace, this prefix, the text. With `slug` the text without accents
        and blanks, with `digest` a fingerprint of it, for texts that are personal.
    find : list
        Looks the text up: as name, email, domain or id of somebody known.
    missing, side :
        What a person nobody knows means: ``reject`` the row, leave ``blank``, or ``keep`` as an unlisted person of
        this side.
    """

    column: str | None = None
    columns: tuple[str, ...] = ()
    join: str = " "
    value: str | None = None
    own: bool = False
    split: str | None = None
    words: dict[str, str] | None = None
    otherwise: str | None = None
    id: str | None = None
    slug: bool = False
    digest: bool = False
    find: tuple[Literal["id", "name", "email", "domain"], ...] = ()
    missing: Literal["reject", "blank", "keep"] = "reject"
    side: Literal["ours", "theirs", "any"] = "any"

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns it looks at."""
        return (self.column,) if self.column is not None else self.columns


def _as_expression(written: Any) -> Any:
    return {"column": written} if isinstance(written, str) else written


def _as_list(written: Any) -> Any:
    return written if isinstance(written, list | tuple) else [written]


Expressions = Annotated[tuple[Annotated[Expression, BeforeValidator(_as_expression)], ...], BeforeValidator(_as_list)]


class Condition(_Strict):
    """Which rows count: `column` holds one of `is`, or none of `is_not`; a blank is ``""``."""

    column: str
    is_: tuple[str, ...] | None = Field(default=None, alias="is")
    is_not: tuple[str, ...] | None = None


class RowRule(_Strict):
    """One row of ours that each row of the source gives.

    Attributes
    ----------
    table : str
        Our table.
    fields : dict
        Its columns. Several expressions: the first that is not blank, or all of them for a column of many values.
    where : tuple of Condition
        All must hold.
    once_a_minute : bool
        Of contacts of one kind, minute and people only the first counts (two records of one mail).
    """

    table: str
    fields: dict[str, Expressions]
    where: tuple[Condition, ...] = ()
    once_a_minute: bool = False


class SourceTable(_Strict):
    """A table of the source, known by the columns it must have."""

    name: str
    columns: tuple[str, ...] = Field(min_length=1)
    rows: tuple[RowRule, ...] = Field(min_length=1)


class OwnOrganisation(_Strict):
    """Our organisation, for sources that do not name it; one that is there already is taken instead."""

    id: str = "us"
    name: str = "Our company"


class Mapping(_Strict):
    """How the files of one program become rows of ours.

    Attributes
    ----------
    name : str
        Of the format.
    namespace : str
        What the ids of this installation begin with, so that two installations never mix.
    nulls : tuple of str
        Words for "nothing", beside the usual ones.
    """

    name: str
    namespace: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,20}$")]
    nulls: tuple[str, ...] = ()
    own: OwnOrganisation = OwnOrganisation()
    tables: tuple[SourceTable, ...] = Field(min_length=1)


def load_mapping(path: Path) -> Mapping:
    """Read a mapping from a TOML file.

    Raises
    ------
    InputError
        Not there, no TOML, or against the rules; the message names the place.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            path.name, f"the mapping cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    return parse_mapping(text, path.name)


def parse_mapping(text: str, file: str) -> Mapping:
    """Check the text of a mapping."""
    try:
        mapping = Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(file, f"is no TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(file, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    for table in mapping.tables:
        for rule in table.rows:
            _check(rule, f"table {table.name!r}", file)
    return mapping


def _check(rule: RowRule, where: str, file: str) -> None:
    spec = TABLES.get(rule.table)
    if spec is None:
        raise InputError(file, f"{where}: {rule.table!r} is no table of ours; there are {', '.join(TABLES)}")
    names = {column.name for column in spec.columns}
    if unknown := sorted(set(rule.fields) - names):
        raise InputError(
            file, f"{where}: {rule.table} has no column {unknown[0]!r}; there are {', '.join(sorted(names))}"
        )
    if missing := [name for name in spec.required if name not in rule.fields]:
        raise InputError(file, f"{where}: {rule.table} needs {missing[0]!r}")


@cache
def shipped() -> dict[str, Mapping]:
    """Mappings that come with kamgraph, by name."""
    folder = resources.files("kamgraph.ingest") / "mappings"
    found = (parse_mapping(f.read_text("utf-8"), f.name) for f in folder.iterdir() if f.name.endswith(".toml"))
    return {mapping.name: mapping for mapping in sorted(found, key=lambda m: m.name)}
