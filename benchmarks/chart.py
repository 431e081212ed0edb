"""The chart of the README: how many times as long others take for what kamgraph answers at once.

Run ``python benchmarks/audit.py --keep``, which keeps its ratios and calls this. The picture follows from the kept
figures alone: the same figures give the same bytes.
"""

from __future__ import annotations

import json
import math
import sys
from html import escape
from pathlib import Path

FIGURES = Path(__file__).with_name("audit.json")
CHART = Path(__file__).with_name("audit.svg")
ROWS = {
    "kamgraph": "kamgraph, everybody at once",
    "igraph dominators": "igraph, dominator tree",
    "rustworkx dominators": "rustworkx, dominator tree",
    "networkx dominators": "networkx, dominator tree",
    "networkx loop, per block": "networkx, one by one (extrapolated)",
}
WIDTH, LEFT, RIGHT, TOP, STEP, BAR = 760, 300, 76, 64, 34, 18
STYLE = """
  text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #1f2733 }
  .title { font-size: 16px; font-weight: 600 } .small { font-size: 12px; fill: #5b6675 }
  .grid { stroke: #d5dbe3 } .other { fill: #8a97a8 } .ours { fill: #1f6feb }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small { fill: #9aa7b5 } .grid { stroke: #353d48 } .ours { fill: #58a6ff }
  }
"""


def kept(figures: dict[str, object], ratios: dict[str, float]) -> str:
    """What of the figures is kept: ratios with two digits, and what they were measured on."""
    rounded = {name: float(f"{ratios[name]:.2g}") for name in ROWS}
    return json.dumps({**figures, "ratios": rounded}, indent=2, sort_keys=True) + "\n"


def drawn(figures: dict[str, object], ratios: dict[str, float]) -> str:
    """The chart as SVG, on a logarithmic scale."""
    highest = math.ceil(math.log10(max(ratios.values())))
    height = TOP + STEP * len(ROWS) + 34

    def across(ratio: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(ratio) + 0.25) / (highest + 0.25)

    title = "Who is lost when somebody leaves, for everybody of a portfolio"
    under = f"Times as long as kamgraph; {figures['accounts']:,} accounts, {figures['edges']:,} ties and lines"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(_spoken(ratios))}">',
        f"<style>{STYLE}</style>",
        f'<text class="title" x="16" y="26">{escape(title)}</text>',
        f'<text class="small" x="16" y="46">{escape(under)}</text>',
    ]
    bottom = TOP + STEP * len(ROWS)
    for power in range(highest + 1):
        x = across(10**power)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}"/>')
        parts.append(f'<text class="small" x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{10**power:,} ×</text>')
    for place, (name, label) in enumerate(ROWS.items()):
        y, end = TOP + STEP * place + 8, across(ratios[name])
        kind = "ours" if name == "kamgraph" else "other"
        parts.append(f'<text x="{LEFT - 12}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" rx="3"/>')
        parts.append(f'<text x="{end + 8:.1f}" y="{y + 14}">{ratios[name]:,.0f} ×</text>')
    return "\n".join([*parts, "</svg>", ""])


def _spoken(ratios: dict[str, float]) -> str:
    return "Times as long as kamgraph: " + "; ".join(f"{label} {ratios[name]:,.0f}" for name, label in ROWS.items())


def main() -> int:
    """Draw the chart from the kept figures."""
    figures = json.loads(FIGURES.read_text("utf-8"))
    CHART.write_text(drawn(figures, figures["ratios"]), encoding="utf-8", newline="\n")
    print(CHART)
    return 0


if __name__ == "__main__":
    sys.exit(main())
