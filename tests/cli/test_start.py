"""What takes long to load is loaded by who needs it: each command is a new program."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("networkx", "scipy", "numba", "pandas", "pyvis", "neo4j", "fastapi")


@pytest.mark.parametrize(
    "program",
    [
        "import kamgraph; kamgraph.portfolio",
        "from kamgraph.cli.main import app; app(['--help'], standalone_mode=False)",
        "from kamgraph.cli.main import app; app(['audit', '--help'], standalone_mode=False)",
    ],
    ids=["the package", "help", "help of a command"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(program: str) -> None:
    code = f"{program}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules), sep=',', file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "\n")
