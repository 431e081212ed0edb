"""What an earlier import of the same kind brought and a newer one no longer names: listed, closed only when asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from kamgraph.ingest.own import TABLES
from kamgraph.ingest.report import Absent
from kamgraph.ingest.resolve import is_unlisted
from kamgraph.model import Fact, FactKind, RunKind, RunState
from kamgraph.store.port import GraphStore


def imports_of(store: GraphStore, source: str) -> frozenset[str]:
    """Ids of the committed imports of a source."""
    return frozenset(
        run.id
        for run in store.runs()
        if run.kind is RunKind.IMPORT and run.state is RunState.COMMITTED and run.mapping == source
    )


def absent_facts(
    store: GraphStore, runs: Collection[str], targets: Collection[str], said: Collection[str]
) -> list[Fact]:
    """Facts that still hold, stand as one of these imports wrote them, and are not said now.

    What somebody changed by hand since is left alone, and so is all that another source brought, or that follows from
    a person's name alone (unlisted people).
    """
    return list(_absent(store, runs, targets, said)) if runs else []


def _absent(
    store: GraphStore, runs: Collection[str], targets: Collection[str], said: Collection[str]
) -> Iterator[Fact]:
    kinds = (TABLES[t].model.kind_of_fact for t in sorted(targets) if issubclass(TABLES[t].model, Fact))  # type: ignore[union-attr]
    for kind in kinds:
        for stored in store.facts(FactKind(kind)):
            fact = stored.content
            unlisted = any(is_unlisted(getattr(fact, field)) for field in fact.person_fields)
            if stored.run in runs and fact.valid_to is None and stored.fact not in said and not unlisted:
                yield fact


def closed(fact: Fact, day: date) -> Fact | None:
    """The fact ended on a day; None where it begins only then."""
    if fact.valid_from is not None and fact.valid_from >= day:
        return None
    return fact.model_copy(update={"valid_to": day})


def as_report(facts: Collection[Fact], *, closed_now: bool) -> tuple[Absent, ...]:
    """Lines for the report."""
    return tuple(Absent(f.kind_of_fact.value, f.fact, f.key, closed_now) for f in facts)
