"""The chart of the README says what the kept figures say, and nothing about a clock."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIGURES = json.loads((ROOT / "benchmarks/audit.json").read_text("utf-8"))


@pytest.fixture
def chart(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    import chart

    return chart


def test_the_chart_is_drawn_from_the_kept_figures_to_the_last_byte(chart: ModuleType) -> None:
    assert chart.CHART.read_text("utf-8") == chart.drawn(FIGURES, FIGURES["ratios"])


def test_it_shows_every_ratio_and_no_clock(chart: ModuleType) -> None:
    text = chart.drawn(FIGURES, FIGURES["ratios"])
    for name, label in chart.ROWS.items():
        assert f">{label}</text>" in text
        assert f">{FIGURES['ratios'][name]:,.0f} ×</text>" in text
    assert not re.search(r"\d\s*(ms|s|seconds)\b", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
    assert text.isprintable() or set(text) - {"\n"} == {c for c in text if c.isprintable()}


def test_longer_bars_stand_for_higher_ratios(chart: ModuleType) -> None:
    text = chart.drawn(FIGURES, FIGURES["ratios"])
    bars = [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', text)]
    ratios = [FIGURES["ratios"][name] for name in chart.ROWS]
    assert sorted(range(len(bars)), key=bars.__getitem__) == sorted(range(len(bars)), key=ratios.__getitem__)


def test_the_readme_shows_it_with_its_ratios() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "(benchmarks/audit.svg)" in text
    for name in ("igraph dominators", "networkx dominators"):
        assert f"{FIGURES['ratios'][name]:,.0f} times" in text
