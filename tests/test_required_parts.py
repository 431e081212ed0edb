"""A machine without a browser: skipped aloud, or a failure where the browser is required."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run_without_browser(pytestconfig: pytest.Config, tmp_path: Path):
    """Run one browser test with an empty PATH, in a process of its own."""

    def run(required: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "pytest", "tests/browser/test_chromium_page.py", "-k", "quiet"]
        surroundings = {**os.environ, "PATH": str(tmp_path), "KAMGRAPH_REQUIRE": required}
        surroundings = {name: value for name, value in surroundings.items() if not name.startswith("PYTEST_")}
        finished = subprocess.run(
            [*command, "-p", "no:cacheprovider"],
            cwd=pytestconfig.rootpath,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        return finished.returncode, finished.stdout + finished.stderr

    return run


def test_a_missing_part_is_skipped_and_said_in_one_line(run_without_browser) -> None:
    code, output = run_without_browser("neo4j")
    assert code == 0
    assert [line for line in output.splitlines() if "NOT TESTED" in line] == [
        "NOT TESTED: 1 of the tests, because browser is missing: there is no chromium on the PATH"
    ]


def test_a_missing_part_that_is_required_fails_the_run(run_without_browser) -> None:
    code, output = run_without_browser("neo4j, browser")
    assert code == 1
    assert "browser is required and missing: there is no chromium on the PATH" in output


def test_a_part_nobody_knows_is_refused(run_without_browser) -> None:
    code, output = run_without_browser("browser,neo5j")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "KAMGRAPH_REQUIRE knows neo4j, browser, data, not neo5j" in output
