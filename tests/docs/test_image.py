"""The image and the compose file, as far as they can be proven without an engine."""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from kamgraph.cli.environment import Environment
from kamgraph.cli.serving import Limits

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
# Read by the driver's part of the store, and by the compiler of the kernels.
OTHERS = {"KAMGRAPH_NEO4J_USER", "KAMGRAPH_NEO4J_PASSWORD", "KAMGRAPH_NEO4J_PASSWORD_FILE"}
KNOWN = {f"KAMGRAPH_{name.upper()}" for settings in (Environment, Limits) for name in settings.model_fields} | OTHERS


def instructions(name: str) -> list[str]:
    return re.findall(rf"(?m)^{name} (.+)$", DOCKERFILE)


def test_everything_that_is_copied_is_there_and_let_through() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [part for line in instructions("COPY") if "--from" not in line for part in line.split()[:-1]]
    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert source in let_through, source


def test_what_the_wheel_is_made_of_is_copied() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    packages = re.search(r"packages = \[(.*)\]", text)
    assert packages
    parts = {part.strip(' "').split("/")[0] for part in packages[1].split(",")} | {"cypher"}
    copied = {part for line in instructions("COPY") for part in line.split()[:-1]}
    assert parts <= copied


def test_every_variable_is_one_that_is_read() -> None:
    told = set(re.findall(r"KAMGRAPH_\w+", " ".join(instructions("ENV"))))
    told |= set(COMPOSE["services"]["kamgraph"]["environment"])
    assert told and told <= KNOWN


def test_it_runs_as_nobody_of_importance_and_writes_to_volumes_only() -> None:
    assert instructions("USER") == ["10001:10001"]
    service = COMPOSE["services"]["kamgraph"]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    mounted = {volume.partition(":")[2] for volume in service["volumes"]}
    for value in re.findall(r"=(?:sqlite:///)?(/var/\S+)", " ".join(instructions("ENV"))):
        assert any(value.startswith(place) for place in mounted), value
    assert all(port.startswith("127.0.0.1:") for s in COMPOSE["services"].values() for port in s["ports"])


def test_what_it_starts_asks_for_keys() -> None:
    (command,) = instructions("CMD") if len(instructions("CMD")) == 1 else instructions("CMD")[-1:]
    assert '"--auth", "keys"' in command


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the built wheel; its requirements are those that are here."""
    folder = tmp_path_factory.mktemp("wheel")
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT)], check=True)
    subprocess.run([*uv, "venv", "--quiet", str(folder / "env")], check=True)
    (wheel,) = folder.glob("*.whl")
    python = folder / "env" / "bin" / "python"
    subprocess.run([*uv, "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel)], check=True)
    return folder


@pytest.mark.parametrize("words", [["--version"], ["serve", "--help"], ["key", "add", "--help"]])
def test_the_wheel_runs_away_from_the_checkout(installed: Path, words: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib"), "HOME": "/nonexistent"}
    command = [installed / "env" / "bin" / "kamgraph", *words]
    done = subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_wheel_carries_what_is_no_python(installed: Path) -> None:
    (package,) = (installed / "env" / "lib").glob("python*/site-packages/kamgraph")
    there = package.parent
    for inside in ("kamgraph/_cypher", "kamgraph_api/examples.json", "kamgraph_api/templates", "kamgraph_viz/assets"):
        assert (there / inside).exists(), inside
