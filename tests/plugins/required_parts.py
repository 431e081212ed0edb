"""Parts of the machine that a test may lack: required by KAMGRAPH_REQUIRE, else skipped and said aloud."""

import os
from collections import Counter
from pathlib import Path
from typing import NoReturn

import pytest

PARTS = ("neo4j", "browser", "data")


def required() -> frozenset[str]:
    """Names in the comma list KAMGRAPH_REQUIRE."""
    names = frozenset(filter(None, (name.strip() for name in os.environ.get("KAMGRAPH_REQUIRE", "").split(","))))
    if unknown := names.difference(PARTS):
        raise pytest.UsageError(f"KAMGRAPH_REQUIRE knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    return names


def missing(part: str, reason: str) -> NoReturn:
    """Fail where the part is required, else skip; a part may carry a version, as in ``neo4j 2026.09``."""
    if part in required():
        pytest.fail(f"{part} is required and missing: {reason}", pytrace=False)
    pytest.skip(f"{part} is missing: {reason}")


@pytest.fixture(scope="session")
def shared_data(pytestconfig: pytest.Config) -> Path:
    """Folder of the real data sets: KAMGRAPH_DATA, else shared/data beside the checkout."""
    folder = Path(os.environ.get("KAMGRAPH_DATA") or pytestconfig.rootpath.parent / "shared" / "data")
    if not folder.is_dir():
        missing("data", "KAMGRAPH_DATA names no folder and there is none beside the checkout")
    return folder.resolve()


def pytest_configure() -> None:
    required()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    # Reports and not a list of our own: they come back from the workers of a parallel run, a list would not.
    reasons: Counter[str] = Counter()
    for report in terminalreporter.getreports("skipped"):
        if isinstance(report.longrepr, tuple) and " is missing: " in report.longrepr[2]:
            reasons[report.longrepr[2].removeprefix("Skipped: ")] += 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"NOT TESTED: {count} of the tests, because {reason}", yellow=True, bold=True)
