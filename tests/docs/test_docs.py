"""The words keep up with the code: a folder, command or name that nobody explains fails here."""

import importlib
import inspect
import pkgutil
import re
import subprocess
from pathlib import Path

import kamgraph
import kamgraph_api
import kamgraph_viz

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
# Brackets keep this file from naming what it forbids.
FORBIDDEN = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|registry[.]yarnpkg|repo1?[.]maven|proxy[.]golang"
    r"|(?<![\w.}])/(?:wor[k]|roo[t]|tm[p])/\w|/hom[e]/\w"
)
MODULES = [
    module.name
    for package in (kamgraph, kamgraph_api, kamgraph_viz)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _texts() -> dict[Path, str]:
    texts = {}
    for file in _tracked():
        content = file.read_bytes()
        if b"\0" not in content:
            # One table of the sample is in the encoding of old spreadsheets on purpose.
            texts[file.relative_to(ROOT)] = content.decode("utf-8", "replace")
    return texts


def test_the_architecture_names_every_top_level_folder() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = {name.parts[0] for name in _texts() if len(name.parts) > 1}
    assert {folder for folder in folders if f"{folder}/" not in text and not folder.startswith(".")} == set()


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for name, text in _texts().items()
        if name.suffix == ".md"
        for target in re.findall(r"(?:`|^|\$ )make ([a-z]+)", text, re.MULTILINE)
    }
    assert named <= targets
    assert {"demo", "test", "check", "bench"} <= targets


def test_the_changelog_has_a_heading_for_what_comes_or_for_a_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## \[?(Unreleased|\d+\.\d+\.\d+)", text, re.MULTILINE)


def test_no_source_file_is_longer_than_can_be_read_at_once() -> None:
    sources = {name: text for name, text in _texts().items() if name.suffix in {".py", ".js", ".cypher", ".html"}}
    assert {str(name): lines for name, text in sources.items() if (lines := text.count("\n")) > MOST_LINES} == {}


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = {str(name): match[0] for name, text in _texts().items() if (match := FORBIDDEN.search(text))}
    assert found == {}


def test_every_public_name_exists_and_is_explained() -> None:
    for name in ["kamgraph", *MODULES]:
        module = importlib.import_module(name)
        for public in getattr(module, "__all__", ()):
            member = getattr(module, public)
            assert (not inspect.isroutine(member) and not inspect.isclass(member)) or inspect.getdoc(member), (
                f"{name}.{public}"
            )
