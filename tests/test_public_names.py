"""What `import kamgraph` offers."""

import subprocess
import sys

import pytest

import kamgraph as kg


def test_names_are_sorted_and_there():
    assert list(kg.__all__) == sorted(kg.__all__)
    assert [name for name in kg.__all__ if not hasattr(kg, name)] == []
    assert set(kg.__all__) <= set(dir(kg))


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="covrage"):
        kg.covrage  # noqa: B018


def test_the_import_leaves_the_measures_for_later():
    said = "import sys, kamgraph; print(sorted({'scipy', 'networkx'} & set(sys.modules)), kamgraph.snapshot.__name__)"
    run = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] snapshot"
