"""Writing facts: statements planned on what the run sees, and planned again where others committed since."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from kamgraph.model import FACT_TYPES, Fact
from kamgraph.model.errors import InvalidValue, UnknownId
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.held import CHUNK, Batch, Held, read_versions
from kamgraph.store.neo4j.references import require_known_ends
from kamgraph.store.neo4j.shapes import type_of
from kamgraph.store.neo4j.views import Notes, NumberedRun, View
from kamgraph.store.port import PutCounts


def put_facts(writing: Writing, view: View, run: NumberedRun, items: Sequence[Fact]) -> PutCounts:
    """Write facts of one kind; see `GraphStore.put_facts`."""
    if len({item.kind_of_fact for item in items}) > 1:
        raise InvalidValue("items", items[0].kind_of_fact, "one kind of fact a call")
    require_known_ends(writing, view, run, items)
    wanted: dict[str, set[str]] = defaultdict(set)
    stated = [(item.fact, item) for item in items]
    for fact, item in stated:
        if not (run.alone and _new_here(run.notes, fact, item)):
            wanted[type_of(item)].add(fact)
    batch = Batch(view, run.number, run.run.id, read_versions(writing, wanted))
    outcomes = Counter(batch.put(fact, item) for fact, item in stated)
    batch.write(writing)
    run.new.stated.update(fact for fact, _ in stated)
    return PutCounts(outcomes["added"], outcomes["changed"], outcomes["unchanged"])


def _new_here(notes: Notes, fact: str, item: Fact) -> bool:
    """Whether nothing can be held of a fact: the run brought one of its people itself, and has not stated it yet."""
    return fact not in notes.stated and any(getattr(item, field) in notes.brought for field in item.person_fields)


def retract(writing: Writing, view: View, run: NumberedRun, versions: Sequence[str]) -> int:
    """Supersede versions by nothing; see `GraphStore.retract`."""
    wanted = set(versions)
    batch, facts = _batch_of(writing, view, run, wanted)
    standing = [v for fact in facts for v in batch.versions(fact) if v.version in wanted and batch.stands(v)]
    if unknown := wanted.difference(v.version for v in standing):
        raise UnknownId("version", tuple(sorted(unknown)))
    for version in standing:
        batch.supersede(version)
    batch.write(writing)
    taken_back = sorted({*run.retracted, *wanted})
    writing.run("write/set_run", id=run.run.id, properties={"retracted": taken_back})
    return len(wanted)


def rebase(writing: Writing, view: View, run: NumberedRun, others: Sequence[NumberedRun]) -> None:
    """Apply a run's statements again, on top of what the others committed or undid since it began.

    Raises
    ------
    Conflict
        A statement would overlap what stands now.
    """
    batch, facts = _in_common(writing, view, run, others)
    replaced: list[Held] = []
    for fact in facts:
        replaced += _again(batch, fact, set(run.retracted))
    elements = [version.element for version in replaced]
    for start in range(0, len(elements), CHUNK):
        writing.run("write/delete_versions", elements=elements[start : start + CHUNK])
    batch.write(writing)


def overlapping(writing: Writing, view: View, run: NumberedRun, others: Sequence[NumberedRun]) -> list[str]:
    """Ids of the runs whose versions stand where one stands again that a run, undone now, had superseded."""
    batch, facts = _in_common(writing, view, run, others)
    numbers = set()
    for fact in facts:
        standing = [version for version in batch.versions(fact) if batch.stands(version)]
        for back, other in itertools.permutations(standing, 2):
            if run.number in back.superseded_by and _overlap(back.content, other.content):
                numbers.add(other.run)
    return sorted(other.run.id for other in others if other.number in numbers)


def _in_common(
    writing: Writing, view: View, run: NumberedRun, others: Sequence[NumberedRun]
) -> tuple[Batch, list[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    numbers = [other.number for other in others]
    for row in writing.run("read/facts_in_common", run=run.number, others=numbers):
        wanted[row["type"]].update(row["facts"])
    taken_back = {version for each in (run, *others) for version in each.retracted}
    for row in writing.run("read/versions", versions=sorted(taken_back)) if taken_back else ():
        wanted[row["type"]].add(row["fact"])
    batch = Batch(view, run.number, run.run.id, read_versions(writing, wanted))
    return batch, sorted(fact for facts in wanted.values() for fact in facts)


def _again(batch: Batch, fact: str, retracted: set[str]) -> list[Held]:
    own = batch.forget(fact)
    taken_back = [version for version in own if version.version in retracted]
    _take_back(batch, fact, retracted)
    for version in own:
        # A statement that the run itself took back later is not made again, nor what led to it.
        if version.said is not None and not any(_led_to(version, later) for later in taken_back):
            batch.put(fact, _statement(version))
    return own


def _led_to(version: Held, later: Held) -> bool:
    return version.ordinal <= later.ordinal and _overlap(version.content, later.content)


def _overlap(a: Fact, b: Fact) -> bool:
    first, last = date.min, date.max
    return (a.valid_from or first) < (b.valid_to or last) and (b.valid_from or first) < (a.valid_to or last)


def _take_back(batch: Batch, fact: str, retracted: set[str]) -> None:
    for version in batch.versions(fact):
        if version.version in retracted and batch.stands(version):
            batch.supersede(version)


def _statement(version: Held) -> Fact:
    content = dict(version.content)
    return FACT_TYPES[version.content.kind_of_fact].model_validate({name: content[name] for name in version.said or ()})


def _batch_of(writing: Writing, view: View, run: NumberedRun, versions: Iterable[str]) -> tuple[Batch, list[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in writing.run("read/versions", versions=sorted(versions)):
        wanted[row["type"]].add(row["fact"])
    batch = Batch(view, run.number, run.run.id, read_versions(writing, wanted))
    return batch, sorted(fact for facts in wanted.values() for fact in facts)
