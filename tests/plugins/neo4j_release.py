"""The releases of Neo4j the tests run on, and how one gets onto a machine without Docker: Java and Maven."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from filelock import FileLock

from required_parts import missing

ROOT = Path(__file__).resolve().parents[2]
JVM_FOLDERS = ("/usr/lib/jvm", "/opt", "/Library/Java/JavaVirtualMachines")


@dataclass(frozen=True)
class Release:
    """A release line by the name tests use, the exact version behind it, and what starts it."""

    name: str
    version: str
    main: str
    oldest_java: int


RELEASES = {
    release.name: release
    for release in (
        Release("5.26", "5.26.31", "org.neo4j.server.CommunityEntryPoint", 17),
        Release("2026.09", "2026.09.0", "org.neo4j.server.Neo4jCommunity", 21),
    )
}
LONG_TERM = "5.26"
# The suite of the stores runs on one release at a time; the newest is one variable away.
USUAL = os.environ.get("KAMGRAPH_TEST_NEO4J_RELEASE") or LONG_TERM


@cache
def java_homes() -> dict[int, Path]:
    """Home of a Java by major version."""
    named = [Path(home) for name, home in sorted(os.environ.items()) if re.match(r"JAVA_HOME($|_)", name) and home]
    if on_path := shutil.which("java"):
        named.append(Path(on_path).resolve().parents[1])
    for folder in map(Path, JVM_FOLDERS):
        named += [*sorted(folder.glob("*")), *sorted(folder.glob("*/Contents/Home"))]
    homes: dict[int, Path] = {}
    for home in named:
        stated = home / "release"
        found = re.search(r'JAVA_VERSION="(\d+)', stated.read_text("utf-8")) if stated.is_file() else None
        if found and (home / "bin" / "java").exists():
            homes.setdefault(int(found[1]), home)
    return homes


def java_for(release: Release) -> Path:
    """The oldest Java here that runs the release: newer ones may be newer than the release knows."""
    fitting = [major for major in java_homes() if major >= release.oldest_java]
    if not fitting:
        missing(_part(release), f"no KAMGRAPH_TEST_NEO4J_URI and no Java {release.oldest_java} or later")
    return java_homes()[min(fitting)]


def jars(release: Release) -> Path:
    """Folder with the server's jars, fetched by Maven the first time and kept beside the pom."""
    here = ROOT / "tests" / "neo4j"
    folder = here / f"lib-{release.version}"
    with FileLock(here / f"lib-{release.version}.lock"):
        if not folder.is_dir():
            # Fetched aside and renamed at the end: a folder under its own name is a complete one.
            aside = here / f"lib-{release.version}.part"
            _fetch(release, here / "pom.xml", aside)
            aside.rename(folder)
    return folder


def _fetch(release: Release, pom: Path, into: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        missing(_part(release), "Maven (mvn), which fetches the server, is not on the PATH")
    command = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
    command += [f"-Dneo4j.version={release.version}", f"-DoutputDirectory={into}"]
    environment = os.environ | {"JAVA_HOME": str(java_for(release))}
    fetched = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if fetched.returncode:
        missing(_part(release), f"Maven could not fetch the server: {fetched.stdout.strip()[:300]}")


def _part(release: Release) -> str:
    # Only the long-term release is required by name; the newest line needs a Java that few machines have.
    return "neo4j" if release.name == LONG_TERM else f"neo4j {release.name}"
