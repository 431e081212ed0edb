"""What the store knows and no snapshot says: who stated what, who may be doubled, which rows were refused."""

from collections.abc import Iterable

from kamgraph.access import Principal, Scope
from kamgraph.ingest import suggest_merges
from kamgraph.ingest.report import Rejected
from kamgraph.model import FactKind
from kamgraph.snapshot.columns import Snapshot
from kamgraph.store.port import GraphStore, StoredFact
from kamgraph_api.circle import circle_of
from kamgraph_api.reading import Reading
from kamgraph_viz.quality.rows import FromStore, Stated

LAST_IMPORTS = 5


def beyond_snapshots(read: Reading, who: Principal, snap: Snapshot) -> FromStore:
    """As much of it as the caller may know."""
    circle = circle_of(read, who)
    pairs = tuple(pair for pair in suggest_merges(read.store) if circle.knows(pair.a) and circle.knows(pair.b))
    facts = [stored for stored in _facts(read.store, snap) if circle.may_read(stored.content)]
    by = {run.id: run.by for run in read.store.runs({stored.run for stored in facts})}
    stated = {stored.fact: Stated(stored.at.date(), by.get(stored.run)) for stored in facts}
    return FromStore(pairs, _rejected(read, who), stated)


def _rejected(read: Reading, who: Principal) -> tuple[Rejected, ...]:
    """Rows of anybody's files quote what stands in them: an admin of all accounts alone may read them."""
    if who.accounts is not None or not who.may(Scope.ADMIN):
        return ()
    desk = read.ground.imports
    return tuple(row for job in desk.page(None, "", LAST_IMPORTS) for row in desk.book.rejected(job.id))


def _facts(store: GraphStore, snap: Snapshot) -> Iterable[StoredFact]:
    if snap.kind == "portfolio":
        for kind in (FactKind.STAKEHOLDER, FactKind.TIE):
            yield from store.facts(kind, as_of=snap.as_of)
        return
    for account in snap.accounts.ids:
        yield from store.facts(FactKind.STAKEHOLDER, organisation=account)
    for person in sorted({snap.people.ids[p] for p in snap.ties.ours.tolist()}):
        yield from store.facts(FactKind.TIE, person=person)
