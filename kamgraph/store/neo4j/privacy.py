"""Access and erasure: everything under a person's ids, read out or deleted."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from kamgraph.model import Person, Run, RunKind, RunState
from kamgraph.model.errors import Conflict, ErasedPerson, UnknownId
from kamgraph.model.journal import Event
from kamgraph.store.journal import erased, without
from kamgraph.store.neo4j import journal, runs
from kamgraph.store.neo4j.aliases import group_of, read_aliases, resolved
from kamgraph.store.neo4j.connection import Writing
from kamgraph.store.neo4j.references import known
from kamgraph.store.neo4j.shapes import KIND_OF_TYPE, TYPES_OF_KIND
from kamgraph.store.neo4j.views import View, read_view, run_properties
from kamgraph.store.port import Erasure
from kamgraph.store.tombstones import mark, mark_email

Said = dict[str, Any]


def refuse_erased(
    writing: Writing, view: View, key: bytes | None, ids: Iterable[str], people: Sequence[Person] = ()
) -> None:
    """Raise `ErasedPerson` when an id or an e-mail bears a tombstone, `Conflict` when nobody can tell."""
    if (known_key := _key_if_needed(view, key)) is None:
        return
    owner = {mark(known_key, id_): id_ for id_ in ids}
    owner |= {mark_email(known_key, e): p.id for p in people for e in p.emails}
    if hit := sorted({owner[row["hash"]] for row in writing.run("read/erased", hashes=sorted(owner))}):
        raise ErasedPerson(tuple(hit))


def record_event(writing: Writing, key: bytes | None, event: Event) -> None:
    """Add an entry to the audit log, the erased under their marks; see `GraphStore.record_event`."""
    if event.people:
        writing.run("write/journal/lock")
        if (known_key := _key_if_needed(read_view(writing), key)) is not None:
            owner = {mark(known_key, id_): id_ for id_ in event.people}
            found = writing.run("read/erased", hashes=sorted(owner))
            event = without(event, {owner[row["hash"]]: row["hash"] for row in found})
    journal.add(writing, event)


def _key_if_needed(view: View, key: bytes | None) -> bytes | None:
    if not view.erased:
        return None
    if key is None:
        raise Conflict("people were erased from this store; open it with its tombstone key to write about anybody")
    return key


def erase(writing: Writing, key: bytes, person: str, run: Run, reason: str) -> Erasure:
    """Delete a person, all ids and all that names them; see `GraphStore.erase_person`."""
    run = run.model_copy(update={"kind": RunKind.ERASURE})
    runs.begin(writing, run)
    events = runs.count_event(writing)
    locked, view = runs.lock_pending(writing, run.id)
    merged = resolved(read_aliases(writing, view))
    ids = sorted(group_of(merged, [person])[merged.get(person, person)])
    if not known(writing, view, locked.number, "Person", ids):
        raise UnknownId("person", (person,))
    counted = Counter(dict.fromkeys(map(str, TYPES_OF_KIND), 0))
    for row in writing.run("write/erase_facts", ids=ids):
        counted[str(KIND_OF_TYPE[row["type"]])] += row["deleted"]
    counted["interactions"] += sum(row["left"] for row in writing.run("write/leave_interactions", ids=ids))
    marks = {id_: mark(key, id_) for id_ in ids}
    hashes = sorted({*marks.values()} | {mark_email(key, e) for e in _emails(writing, ids)})
    rewritten = _leave_records(writing, set(ids))
    gone = writing.run("write/erase_people", ids=ids, hashes=hashes, run=locked.number)
    counted["records"] += rewritten + sum(row["records"] for row in gone)
    done = run.model_copy(update={"state": RunState.COMMITTED, "counts": dict(counted)})
    properties = run_properties(done) | {"committed": events, "changed": events, "reason": reason}
    writing.run("write/set_run", id=run.id, properties=properties)
    journal.forget(writing, marks)
    journal.add(writing, erased(run, marks.values(), counted))
    return Erasure(run.id, dict(counted))


def names_any(said: Said, ids: Collection[str]) -> bool:
    """Tell whether a record's fields name one of these people."""
    named = {*said.get("people", ()), *said.get("leavers", ()), said.get("owner")}
    for step in said.get("steps", ()):
        named |= {step["theirs"], step.get("successor")}
    return not named.isdisjoint(ids)


def _emails(writing: Writing, ids: Sequence[str]) -> set[str]:
    rows = writing.run("read/record_versions", kind="Person", ids=ids)
    return {email for row in rows for email in json.loads(row["said"]).get("emails", ())}


def _leave_records(writing: Writing, ids: set[str]) -> int:
    rows = writing.run("read/record_versions_naming", names=sorted(f"Person|{id_}" for id_ in ids))
    changed: list[Said] = []
    touched: dict[str, set[str]] = {}
    for row in rows:
        said = json.loads(row["said"])
        if names_any(said, ids):
            left = _without(said, ids)
            text = None if left is None else json.dumps(left, sort_keys=True, ensure_ascii=False)
            changed.append({"key": row["key"], "said": text, "names": []})
            touched.setdefault(row["kind"], set()).add(row["subject"])
    if changed:
        writing.run("write/rewrite_record_versions", rows=changed)
        runs.settle_all(writing, {kind: sorted(subjects) for kind, subjects in touched.items()})
        writing.run("write/delete_unsaid_nodes", ids=sorted(s for subjects in touched.values() for s in subjects))
    return len(changed)


def _without(said: Said, ids: set[str]) -> Said | None:
    left = dict(said)
    if left.get("owner") in ids:
        left["owner"] = None
    for field in ("people", "leavers"):
        if field in left:
            left[field] = [person for person in left[field] if person not in ids]
    if "steps" in left:
        steps = [step for step in left["steps"] if step["theirs"] not in ids]
        left["steps"] = [{**step, "successor": None} if step.get("successor") in ids else step for step in steps]
    return None if "leavers" in left and not left["leavers"] else left
