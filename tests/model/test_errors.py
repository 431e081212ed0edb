"""The drawing of the errors is what the classes are, and every error says its piece."""

import inspect
import re
from datetime import date

from kamgraph.model import errors


def _drawn() -> dict[str, str]:
    """Each class of the drawing under its parent."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^    ([ │├└─]*)([A-Z]\w+)", line):
            depth = len(found[1]) // 4
            path = [*path[:depth], found[2]]
            parents[found[2]] = path[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_equals_the_classes() -> None:
    classes = {
        name: cls.__base__.__name__
        for name, cls in inspect.getmembers(errors, inspect.isclass)
        if cls.__module__ == errors.__name__ and cls.__base__ is not None
    }
    assert _drawn() == classes
    assert len(classes) >= 14


def test_only_what_may_work_later_is_retryable() -> None:
    retryable = {name for name in _drawn() if getattr(errors, name).retryable}
    assert retryable == {"StoreUnavailable"}


def test_every_error_says_what_it_is_about() -> None:
    said = {
        errors.InvalidValue("stance", "x" * 200, "must be -2 to 2"): "stance: must be -2 to 2 (found '"
        + "x" * 80
        + "')",
        errors.UnknownId("person", ("a", "b")): "unknown person: a, b",
        errors.UnknownId("person", tuple("abcdefg")): "unknown person: a, b, c, d, e and 2 more",
        errors.Conflict("overlaps"): "overlaps",
        errors.Conflict("overlaps", ("f1", "f2")): "overlaps: f1, f2",
        errors.ErasedPerson(("p",)): "erased at the person's request and not written again: p",
        errors.InputError("a.csv", "no header"): "a.csv: no header",
        errors.InputError("a.csv", "no date", 3, "since"): "a.csv, line 3, column since: no date",
        errors.NotActive("p", date(2026, 1, 2)): "p is not active on 2026-01-02",
        errors.NotForPortfolio("coverage"): "coverage answers for one account or one group, not for the portfolio",
    }
    assert {str(error) for error in said} == set(said.values())
    assert all(str(error) == text for error, text in said.items())
