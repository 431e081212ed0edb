"""The engine's numbers for the page, asked for once."""

from kamgraph.analytics.completeness import completeness
from kamgraph.analytics.coverage import coverage
from kamgraph.analytics.departures import departures
from kamgraph.analytics.pattern import pattern
from kamgraph.analytics.resilience import after_one
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz.account.payload import CellEntry, DepartureEntry, Figures
from kamgraph_viz.account.reading import opaque, short


def figures(snap: Snapshot) -> Figures:
    """Coverage, pattern, what one departure leaves, and level by department."""
    held, shape = coverage(snap), pattern(snap)
    left_ours, left_theirs = after_one(snap)
    return Figures(
        known=held.known,
        people=held.people,
        coverage=held.coverage,
        reach_1=held.reach_1,
        pattern=shape.pattern,
        solid=shape.solid,
        left_ours=left_ours,
        left_theirs=left_theirs,
        placeholders=completeness(snap).placeholders,
        cells=[
            CellEntry(
                level=cell.level,
                department=cell.department or "unknown",
                weight_share=cell.weight_share,
                coverage=cell.coverage,
                reach=cell.reach_1,
            )
            for cell in held.cells
        ],
    )


def single_departures(snap: Snapshot) -> dict[str, DepartureEntry]:
    """What each single departure does, by opaque id."""
    return {
        opaque(item.leavers[0]): DepartureEntry(
            relationship_loss=short(item.relationship_loss),
            access_loss=short(item.access_loss),
            cut_off=[opaque(p) for p in item.cut_off],
            critical=item.single_point_of_failure,
            value_at_stake=None if item.value_at_stake is None else round(item.value_at_stake, 2),
        )
        for item in departures(snap).items
    }
