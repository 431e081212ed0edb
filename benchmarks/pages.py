"""How long until a page shows its picture, and how many frames a second the map draws, in headless Chromium.

Run ``python benchmarks/pages.py [--rounds N] [--json FILE]``. Accounts are made up from a seed; every round opens every
page in a fresh context, in shuffled order. The named peer is the page that pyvis writes by itself from the same people
and ties: it counts as drawn when its layout has come to rest. CPU time of the browser is not to be had from outside,
so these are wall times, with wide gates.
"""

import argparse
import json
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.graph import from_networkx
from kamgraph_viz import ACCOUNT_DRAWN

SEED = 20_261_123
SIZES = {50: (8, 42), 200: (18, 182), 400: (30, 370), 3_000: (60, 2_940)}
FIRST_PICTURE = {50: 1.5, 200: 2.0, 400: 2.0, 3_000: 2.0}
FRAMES, FRAMES_BAR, PYTHON_BAR, BYTES_BAR = 60, 30.0, 0.5, 700 * 1024
# Machines are noisy: the gate fails only well beyond a bar.
MARGIN = 0.6
PEER_PEOPLE, PEER_WAITS = 200, 180_000
LEVELS = ("board", "director", "director", "manager", "manager", "specialist", "specialist", "specialist")
DEPARTMENTS = ("finance", "it", "operations", "procurement", "sales")

COMPLETE = "() => document.documentElement.dataset.complete === 'true'"
MOVE = """(frames) => new Promise((done) => {
  const network = kamgraph.getNetwork(), start = performance.now();
  let drawn = 0;
  const step = () => {
    if (drawn === frames) return done(1000 * frames / (performance.now() - start));
    const angle = drawn++ / 5;
    network.moveTo({ scale: 0.6 + 0.2 * Math.sin(angle), position: { x: 200 * Math.cos(angle), y: 0 } });
    requestAnimationFrame(step);
  };
  step();
})"""
AT_REST = "() => window.network && window.network.physics.stabilized"


@dataclass
class Measured:
    """One page over all rounds: seconds, kilobytes, frames a second where it has a moving picture."""

    page: str
    people: int
    python: float
    kilobytes: float
    seconds: list[float]
    frames: list[float]


def account(people: int) -> Snapshot:
    """An account with a reporting tree, informal lines, and contacts nobody knows."""
    ours, theirs = SIZES[people]
    rng = random.Random(SEED + people)
    graph: nx.DiGraph[str] = nx.DiGraph()
    team = [f"u{i:04}" for i in range(ours)]
    graph.add_nodes_from(team, side="ours", level="manager")
    for i in range(theirs):
        level = "board" if i < 3 else rng.choice(LEVELS)
        graph.add_node(
            f"c{i:04}", side="theirs", influence=rng.randint(1, 10), level=level, department=rng.choice(DEPARTMENTS)
        )
        if i:
            graph.add_edge(f"c{i:04}", f"c{rng.randrange(max(i // 4, 1)):04}", kind="reports_to")
        for who in rng.sample(team, rng.choice((0, 1, 1, 2, 3))):
            graph.add_edge(who, f"c{i:04}", strength=round(rng.uniform(0.1, 1), 2))
    return from_networkx(graph)


def stock(snap: Snapshot, file: Path) -> None:
    """The page that pyvis writes when it is left alone, with its scripts in the file."""
    network = Network(cdn_resources="in_line")
    for person in snap.people.ids:
        network.add_node(person)
    for ours, theirs in zip(snap.ties.ours.tolist(), snap.ties.theirs.tolist(), strict=True):
        network.add_edge(snap.people.ids[ours], snap.people.ids[theirs])
    file.write_text(network.generate_html(), "utf-8")


def opened(browser: Browser, file: Path, ready: str, *, moving: bool) -> tuple[float, float | None]:
    """Seconds until the page is ready and one more frame is drawn, and frames a second when it moves."""
    context = browser.new_context(viewport={"width": 1600, "height": 950}, offline=True)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_function(ready, timeout=PEER_WAITS)
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    taken = time.perf_counter() - began
    frames = page.evaluate(MOVE, FRAMES) if moving else None
    context.close()
    return taken, frames


def drawn(draw: Callable[..., str], snap: Snapshot, file: Path) -> tuple[float, float]:
    """CPU seconds and kilobytes of a page that is written a second time, when everything is imported."""
    draw(snap)
    began = time.process_time()
    html = draw(snap)
    taken = time.process_time() - began
    file.write_text(html, "utf-8")
    return taken, len(html.encode()) / 1024


def measure(folder: Path, rounds: int) -> list[Measured]:
    """Every page of every size, in as many rounds; the peer once, at 200 people."""
    found: dict[Path, Measured] = {}
    for people in SIZES:
        snap = account(people)
        for name, draw in ACCOUNT_DRAWN.items():
            file = folder / f"{name}-{people}.html"
            found[file] = Measured(name, people, *drawn(draw, snap, file), seconds=[], frames=[])
    rng = random.Random(SEED)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(rounds):
            for file in rng.sample(sorted(found), len(found)):
                one = found[file]
                seconds, frames = opened(browser, file, COMPLETE, moving=one.page == "map" and one.people <= 200)
                one.seconds.append(seconds)
                one.frames += [] if frames is None else [frames]
        file = folder / "stock.html"
        stock(account(PEER_PEOPLE), file)
        seconds, _ = opened(browser, file, AT_REST, moving=False)
        found[file] = Measured("pyvis", PEER_PEOPLE, 0.0, file.stat().st_size / 1024, [seconds], [])
        browser.close()
    return list(found.values())


def verdicts(measured: list[Measured]) -> list[tuple[str, float, float, bool]]:
    """Each bar: what it is about, what was reached, the bar, and whether the gate holds."""
    bars = []
    for one in measured:
        if one.page == "pyvis":
            continue
        what = f"{one.page}, {one.people} people"
        bar = FIRST_PICTURE[one.people]
        bars.append((f"{what}: first picture, s", max(one.seconds), bar, max(one.seconds) <= bar / MARGIN))
        if one.people == 200:
            bars.append((f"{what}: Python, s", one.python, PYTHON_BAR, one.python <= PYTHON_BAR / MARGIN))
            bars.append((f"{what}: KB", one.kilobytes, BYTES_BAR / 1024, one.kilobytes <= BYTES_BAR / 1024))
        if one.frames and one.people == 200:
            slowest = min(one.frames)
            bars.append((f"{what}: frames a second", slowest, FRAMES_BAR, slowest >= FRAMES_BAR * MARGIN))
    return bars


def main() -> int:
    """Measure, print, and say whether the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(Path(folder), options.rounds)
    print(f"{'page':<12}{'people':>7}{'Python s':>10}{'KB':>7}{'picture s':>11}{'frames/s':>10}")
    for one in measured:
        frames = f"{statistics.median(one.frames):.0f}" if one.frames else ""
        picture = statistics.median(one.seconds)
        print(f"{one.page:<12}{one.people:>7}{one.python:>10.2f}{one.kilobytes:>7.0f}{picture:>11.2f}{frames:>10}")
    ours = next(one for one in measured if one.page == "map" and one.people == PEER_PEOPLE)
    peer = next(one for one in measured if one.page == "pyvis")
    ratio = peer.seconds[0] / statistics.median(ours.seconds)
    print(f"pyvis by itself comes to rest after {ratio:.1f} times as long as the map of {peer.people} people takes")
    checked = verdicts(measured)
    for what, reached, bar, holds in checked:
        if not holds:
            print(f"MISSED {what}: {reached:.2f} against {bar:g}")
    if options.json:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "rounds": options.rounds}
        rows = [vars(one) for one in measured]
        options.json.write_text(json.dumps({"machine": machine, "pages": rows, "pyvis_ratio": ratio}, indent=1) + "\n")
    return 0 if all(holds for *_, holds in checked) else 1


if __name__ == "__main__":
    sys.exit(main())
