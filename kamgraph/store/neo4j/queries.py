"""The statements of the folder cypher, by name; no other module holds Cypher text."""

from functools import cache
from pathlib import Path
from typing import LiteralString, NamedTuple

_PACKAGE = Path(__file__).resolve().parents[2]


@cache
def folder() -> Path:
    """Folder of the statements: inside an installed package, else beside it in a checkout."""
    installed = _PACKAGE / "_cypher"
    return installed if installed.is_dir() else _PACKAGE.parent / "cypher"


@cache
def statement(name: str) -> LiteralString:
    """Text of one statement without the comment that heads it.

    Parameters
    ----------
    name : str
        Path below the folder cypher, without its ending.

    Examples
    --------
    >>> statement("read/ping")
    'RETURN 1 AS one'
    """
    lines = (folder() / f"{name}.cypher").read_text("utf-8").splitlines()
    return _ours("\n".join(line for line in lines if not line.startswith("//")).strip())


class Migration(NamedTuple):
    """One file of the schema: its number, its name and the statements in it."""

    number: int
    name: str
    text: str
    statements: tuple[LiteralString, ...]

    @property
    def label(self) -> str:
        """Number and name, as a person reads them."""
        return f"{self.number} {self.name}"


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations in the order of their numbers."""
    found = []
    for path in sorted((folder() / "schema").glob("V*.cypher")):
        number, _, name = path.stem.removeprefix("V").partition("__")
        text = path.read_text("utf-8")
        code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
        parts = tuple(_ours(part.strip()) for part in code.split(";") if part.strip())
        found.append(Migration(int(number), name, text, parts))
    return tuple(found)


def _ours(text: str) -> LiteralString:
    # Every statement is a file of ours: saying so here, and nowhere else, keeps text made of input from the driver.
    return text  # type: ignore[return-value,unused-ignore]
