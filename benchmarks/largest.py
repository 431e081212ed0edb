"""Everybody's departure from a large portfolio, read from its file: time, and memory of the whole process.

Run ``python benchmarks/largest.py [--size L|XL] [--json FILE]``; XL is 400,000 accounts and takes two minutes. One
process draws the portfolio and writes its file; another, which knows nothing else, maps it and asks. CPU time of the
first answer (the columns are unpacked and the kernels loaded), and of the best of three more; peak memory counts
everything, the interpreter included.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from columns import drawn
from what_if import with_facts

from kamgraph.analytics import departures
from kamgraph.snapshot.file import load, save

# Promised on XL; machines are noisy, so the gate is well above.
BARS = {"departures, s": 5.0, "peak GiB": 2.0}
MARGIN = 1 / 0.6


def answered(path: Path) -> dict[str, float]:
    """What the second process finds."""
    snap, times = load(path), []
    for turn in range(4):
        begun, again = time.process_time(), replace(snap)
        departures(again)
        times.append(time.process_time() - begun)
        again.let_go()
        if turn == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    edges = len(snap.ties.ours) + len(snap.lines.source)
    found = {"edges": edges, "first departures, s": times[0], "departures, s": min(times[1:])}
    return found | {"peak GiB": peak / 2**30, "peak bytes an edge": peak / edges}


def main() -> int:
    """Print the figures, write the JSON, and on XL fail well beyond the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("L", "XL"), default="L")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--draw", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.draw:
        save(with_facts(drawn(chosen.size)), chosen.draw)
        return 0
    if chosen.ask:
        print(json.dumps(answered(chosen.ask)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        again = [sys.executable, __file__, "--size", chosen.size]
        subprocess.run([*again, "--draw", f"{folder}/kept"], check=True)
        asked = subprocess.run([*again, "--ask", f"{folder}/kept"], check=True, capture_output=True, text=True)
    found = json.loads(asked.stdout)
    for name, figure in found.items():
        print(f"  {name:24} {figure:14,.2f}" + (f"    (bar {BARS[name]:g})" if name in BARS else ""))
    if chosen.json:
        machine = {"machine": platform.machine(), "cpus": os.cpu_count(), "python": platform.python_version()}
        figures = {"benchmark": "largest", "size": chosen.size, "figures": found, "machine": machine}
        chosen.json.write_text(json.dumps(figures, indent=2), "utf-8")
    return int(chosen.size == "XL" and any(found[name] > bar * MARGIN for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
