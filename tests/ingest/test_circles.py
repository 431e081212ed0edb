"""A line that closes a circle of managers is refused exactly where networkx finds the way back."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamgraph.ingest.cells import CellError
from kamgraph.ingest.directory import Directory
from kamgraph.ingest.rules import rule_of
from kamgraph.model import Line
from kamgraph.store.port import GraphStore

PEOPLE = "abcdef"


@st.composite
def lines(draw: st.DrawFn) -> Line:
    source, target = draw(st.permutations(PEOPLE))[:2]
    first, days = draw(st.none() | st.integers(0, 6)), draw(st.none() | st.integers(1, 6))
    begin = None if first is None else date(2026, 1, 1) + timedelta(first)
    end = None if days is None else (begin or date(2026, 1, 1)) + timedelta(days)
    kind = draw(st.sampled_from(["reports_to", "reports_to", "reports_to", "influences"]))
    return Line(source=source, target=target, kind=kind, valid_from=begin, valid_to=end)


def way_back(line: Line, accepted: list[Line]) -> bool:
    begin, end = line.valid_from or date.min, line.valid_to or date.max
    at_the_same_time = [
        (other.source, other.target)
        for other in accepted
        if begin < (other.valid_to or date.max) and (other.valid_from or date.min) < end
    ]
    above = nx.DiGraph(at_the_same_time)
    above.add_nodes_from(PEOPLE)
    return nx.has_path(above, line.target, line.source)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(lines(), max_size=14))
def test_a_line_is_refused_where_there_is_a_way_back(store: GraphStore, said: list[Line]) -> None:
    rule = rule_of("lines", Directory(store), store)
    accepted: list[Line] = []
    for line in said:
        if line.kind != "reports_to":
            rule(line)
        elif way_back(line, accepted):
            with pytest.raises(CellError) as refused:
                rule(line)
            named = refused.value.reason.partition(": ")[2].split(" -> ")
            steps = {(other.source, other.target) for other in [*accepted, line]}
            assert named[0] == named[-1] == line.source
            assert named[1] == line.target
            assert steps.issuperset(pairwise(named))
        else:
            rule(line)
            accepted.append(line)
