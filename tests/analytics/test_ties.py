from dataclasses import replace
from datetime import date

import networkx as nx
import numpy as np
import pytest

from kamgraph.analytics import ties
from kamgraph.model import InteractionKind
from kamgraph.snapshot.columns import INTERACTION_KINDS, Interactions, Snapshot
from kamgraph.snapshot.graph import from_networkx
from random_accounts import DAY


@pytest.fixture
def snap() -> Snapshot:
    """One rated tie with two contacts, of which one lies before the window, and one that is no longer active."""
    graph = nx.Graph([("u", "c", {"strength": 0.5}), ("u", "d", {"strength": 0.25})])
    nx.set_node_attributes(graph, {"u": "ours", "c": "theirs", "d": "theirs"}, "side")
    bare = from_networkx(graph, as_of=DAY)
    days = [date(2026, 11, 2).toordinal(), date(2026, 1, 5).toordinal()]
    found = replace(
        bare.ties,
        strength=np.array([0.5, 0.0]),
        active=np.array([True, False]),
        declared=np.array([0.5, np.nan]),
        rating=np.array([3, 0], dtype=np.int32),
        target=np.array([4, 0], dtype=np.int32),
        confirmed=np.array([days[0], 0], dtype=np.int32),
        minutes_in=np.array([30.0, 0.0]),
        last_contact=np.array([days[0], 0], dtype=np.int32),
        first_interaction=np.array([0, 2, 2], dtype=np.int32),
        interactions=np.array([0, 1], dtype=np.int32),
    )
    kinds = [INTERACTION_KINDS.index(kind) for kind in (InteractionKind.MEETING, InteractionKind.CALL)]
    made = Interactions(
        ids=("i1", "i2"),
        day=np.array(days, dtype=np.int32),
        kind=np.array(kinds, dtype=np.int32),
        minutes=np.array([60.0, 15.0]),
        account=np.array([0, 0], dtype=np.int32),
        first_participant=np.array([0, 2, 4], dtype=np.int32),
        participants=np.array([bare.index["c"], bare.index["u"]] * 2, dtype=np.int32),
        senior=np.array([False, False]),
    )
    return replace(bare, ties=found, interactions=made)


def test_a_tie_with_all_its_parts(snap: Snapshot) -> None:
    tie = ties(snap).items[0]
    assert (tie.ours, tie.theirs, tie.strength, tie.observed) == ("u", "c", 0.5, 0.5)
    assert (tie.declared, tie.target, tie.active) == (0.5, 0.7, True)
    assert (tie.minutes_in, tie.minutes_out, tie.last_contact) == (30.0, 0.0, date(2026, 11, 2))
    assert [(piece.kind, piece.text) for piece in tie.because] == [
        ("tie", "u knows c, strength 0.50, rated 3, confirmed 2026-11-02, 2 contacts, the last 2026-11-02"),
        ("interaction", "meeting on 2026-11-02"),
    ]


def test_one_contact_is_spoken_of_as_one(snap: Snapshot) -> None:
    one = replace(snap.ties, first_interaction=np.array([0, 1, 1], dtype=np.int32))
    assert ties(replace(snap, ties=one)).items[0].because[0].text.endswith(", 1 contact, 2026-11-02")


def test_a_tie_that_is_not_active_stays_in_sight(snap: Snapshot) -> None:
    tie = ties(snap).items[1]
    assert (tie.theirs, tie.strength, tie.observed, tie.active) == ("d", 0.0, 0.25, False)
    assert (tie.declared, tie.target, tie.last_contact) == (None, None, None)
    assert [piece.text for piece in tie.because] == ["u knows d, strength 0.00, not active"]


def test_ties_of_a_portfolio_are_made_when_read(snap: Snapshot) -> None:
    items = ties(replace(snap, kind="portfolio")).items
    assert not isinstance(items, tuple)
    assert tuple(items) == ties(snap).items


def test_ties_to_people_outside_the_scope_are_left_out(snap: Snapshot) -> None:
    columns = {name: column[:1] for name, column in vars(snap.places).items()}
    assert [tie.theirs for tie in ties(replace(snap, places=replace(snap.places, **columns))).items] == ["c"]
