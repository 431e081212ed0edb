"""Lines of reporting become trees, whatever they say."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamgraph_viz.structure.forest import Forest, forest

LEVELS = ("owner", "board", "manager", "unknown")
LINES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


def _people(levels: str = "uuuuuuuu") -> list[Any]:
    named = {level[0]: level for level in LEVELS}
    return [{"id": f"p{i}", "level": named[code], "weight": 5.0} for i, code in enumerate(levels)]


def _forest(people: list[Any], pairs: list[tuple[int, int]]) -> Forest:
    lines: list[Any] = [{"source": f"p{a}", "target": f"p{b}", "kind": "reports_to"} for a, b in pairs]
    return forest(people, lines)


@given(LINES)
def test_every_way_up_ends(pairs: list[tuple[int, int]]) -> None:
    drawn = _forest(_people(), pairs)
    for person in drawn.manager:
        steps, at = 0, person
        while at in drawn.manager:
            at = drawn.manager[at]
            steps += 1
            assert steps <= 8


@given(LINES)
def test_every_line_is_drawn_named_or_closes_a_circle(pairs: list[tuple[int, int]]) -> None:
    drawn = _forest(_people(), pairs)
    kept = set(drawn.manager.items())
    kept |= {(person, other) for person, others in drawn.also.items() for other in others}
    kept |= {(circle[0], circle[1]) for circle in drawn.circles}
    assert kept == {(f"p{a}", f"p{b}") for a, b in pairs if a != b}


@given(LINES)
def test_the_order_of_lines_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    assert _forest(_people(), pairs) == _forest(_people(), pairs[::-1])


def test_the_higher_of_two_superiors_counts() -> None:
    drawn = _forest(_people("umbuuuuu"), [(0, 1), (0, 2)])
    assert drawn.manager == {"p0": "p2"}
    assert drawn.also == {"p0": ("p1",)}


@pytest.mark.parametrize("highest", [0, 1, 2])
def test_the_highest_of_a_circle_stands_on_top(highest: int) -> None:
    levels = "".join("b" if i == highest else "m" for i in range(3)) + "uuuuu"
    drawn = _forest(_people(levels), [(0, 1), (1, 2), (2, 0), (3, 0)])
    assert [circle[0] for circle in drawn.circles] == [f"p{highest}"]
    assert f"p{highest}" not in drawn.manager
    assert drawn.manager["p3"] == "p0"


def test_other_lines_make_no_tree() -> None:
    line: Any = {"source": "p0", "target": "p1", "kind": "influences"}
    assert forest(_people(), [line]).manager == {}


@pytest.mark.parametrize(
    ("folder", "table", "root", "levels"),
    [
        ("radoslaw_manufacturing", "reportsto.csv", "report_roots", "report_levels"),
        ("krackhardt_hightech", "reports_to.csv", "reports_root", "reports_levels"),
    ],
)
def test_the_trees_of_two_real_firms(shared_data: Path, folder: str, table: str, root: str, levels: str) -> None:
    facts = json.loads((shared_data / folder / "expected.json").read_text("utf-8"))["facts"]
    expected = {fact["id"]: fact["value"] for fact in facts}
    with (shared_data / folder / table).open(encoding="utf-8", newline="") as file:
        rows = [(row[0], row[1]) for row in list(csv.reader(file))[1:] if row[1]]
    people: Any = [{"id": i, "level": "unknown", "weight": 5.0} for i in sorted({i for row in rows for i in row})]
    lines: Any = [{"source": a, "target": b, "kind": "reports_to"} for a, b in rows]
    drawn = forest(people, lines)
    tops = [p["id"] for p in people if p["id"] not in drawn.manager]
    assert tops == expected[root]
    counted, level = [], set(tops)
    while level:
        counted.append(len(level))
        level = {person for person, manager in drawn.manager.items() if manager in level}
    assert counted == expected[levels]
