"""People as they are read: merged under their canonical id, and found by parts of their names."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from kamgraph.model import Fact, FactKind, Organisation, OrganisationKind, Person, Position, fold
from kamgraph.model.errors import Conflict
from kamgraph.store.port import Found
from kamgraph.store.sqlite import facts, records
from kamgraph.store.sqlite.runs import HIDDEN, Writing


def merge(db: sqlite3.Connection, run: Writing, alias: str, person: str) -> None:
    """Write an alias."""
    records.require(db, run, "people", {alias, person})
    known = aliases(db, run.pk)
    if alias == person:
        raise Conflict("a person cannot be merged into himself or herself", (alias,))
    if alias in known:
        raise Conflict("is merged already", (alias,))
    if known.get(person, person) == alias:
        raise Conflict("would be merged in a circle", (alias, person))
    db.execute(
        "INSERT INTO alias (alias, person, run) "
        "SELECT a.pk, p.pk, ? FROM person a, person p WHERE a.id = ? AND p.id = ?",
        (run.pk, alias, person),
    )


def merge_again(db: sqlite3.Connection, run: Writing) -> None:
    """Declare the run's merges once more, upon those that others declared since it began."""
    own = db.execute(
        "SELECT a.id, p.id FROM alias x JOIN person a ON a.pk = x.alias JOIN person p ON p.pk = x.person "
        "WHERE x.run = ? ORDER BY x.pk",
        (run.pk,),
    ).fetchall()
    db.execute("DELETE FROM alias WHERE run = ?", (run.pk,))
    for alias, person in own:
        merge(db, run, alias, person)


def aliases(db: sqlite3.Connection, own: int | None = None) -> dict[str, str]:
    """Alias to canonical id, chains followed to their end."""
    direct = dict(
        db.execute(
            f"""SELECT a.id, p.id FROM alias x JOIN person a ON a.pk = x.alias JOIN person p ON p.pk = x.person
                JOIN run r ON r.pk = x.run WHERE x.run = ? OR x.run NOT IN {HIDDEN}
                ORDER BY r.seq IS NULL, r.seq, x.pk""",
            (own,),
        )
    )
    resolved = {}
    for alias in sorted(direct):
        target, seen = direct[alias], {alias}
        while target in direct and target not in seen:
            seen.add(target)
            target = direct[target]
        if target not in seen:
            resolved[alias] = target
    return resolved


def family(known: Mapping[str, str], person: str) -> set[str]:
    """All ids under which a person is held."""
    canonical = known.get(person, person)
    return {canonical, *(a for a, p in known.items() if p == canonical)}


def canonical(known: Mapping[str, str], fact: Fact) -> Fact | None:
    """A fact under canonical ids; None where a merge makes both ends one person."""
    changes = {f: known[p] for f in fact.person_fields if (p := getattr(fact, f)) in known}
    if not changes:
        return fact
    ends = [changes.get(f, getattr(fact, f)) for f in fact.person_fields]
    return None if len(ends) == 2 and ends[0] == ends[1] else fact.model_copy(update=changes)


def canonical_record(known: Mapping[str, str], said: dict[str, Any]) -> dict[str, Any]:
    """An initiative, a plan item, a handover or an interaction under canonical ids."""
    if not known:
        return said
    changed = dict(said)
    for name in said.keys() & {"people", "leavers"}:
        changed[name] = list(dict.fromkeys(known.get(p, p) for p in said[name]))
    if "participants" in said:
        changed["participants"] = sorted({known.get(p, p) for p in said["participants"]})
    if "owner" in said:
        changed["owner"] = known.get(said["owner"], said["owner"])
    if "steps" in said:
        changed["steps"] = [
            {**step, **{end: known.get(step[end], step[end]) for end in step.keys() & {"theirs", "successor"}}}
            for step in said["steps"]
        ]
    return changed


def read(db: sqlite3.Connection, ids: Collection[str] | None) -> Iterator[Person]:
    """Visible people, each once, with what all of their ids hold."""
    known = aliases(db)
    wanted = None if ids is None else {i for person in ids for i in family(known, person)}
    merged: dict[str, list[dict[str, Any]]] = {}
    alone = frozenset({*known, *known.values()})
    for record in records.read(db, "people", wanted):
        if record["id"] in alone:
            merged.setdefault(known.get(record["id"], record["id"]), []).append(record)
        elif not merged:
            yield Person.model_validate(record)
        else:
            merged.setdefault(record["id"], []).append(record)
    for canonical in sorted(merged):
        held = sorted(merged[canonical], key=lambda r: (r["id"] != canonical, r["id"]))
        yield _together(canonical, held)


def _together(canonical: str, held: list[dict[str, Any]]) -> Person:
    people = [Person.model_validate(record) for record in held]
    first = people[0]
    return first.model_copy(
        update={
            "id": canonical,
            "emails": tuple(dict.fromkeys(e for p in people for e in p.emails)),
            "phones": tuple(dict.fromkeys(t for p in people for t in p.phones)),
            "language": next((p.language for p in people if p.language), None),
            "do_not_score": any(p.do_not_score for p in people),
        }
    )


def find(db: sqlite3.Connection, text: str, limit: int, as_of: date | None) -> tuple[Found, ...]:
    """People of whom each word of the text is a part."""
    words = fold(text).split()
    if not words:
        return ()
    hits = [p for p in read(db, None) if all(w in fold(" ".join((p.id, p.name, *p.emails))) for w in words)]
    chosen = sorted(hits, key=lambda p: (fold(p.name) != fold(text), fold(p.name), p.id))[:limit]
    where = _organisations(db, [p.id for p in chosen], as_of)
    return tuple(Found(p.id, p.name, where.get(p.id)) for p in chosen)


def find_accounts(db: sqlite3.Connection, text: str, limit: int) -> tuple[Found, ...]:
    """Accounts of which each word of the text is a part."""
    words = fold(text).split()
    if not words:
        return ()
    hits = [
        o
        for o in map(Organisation.model_validate, records.read(db, "organisations"))
        if o.kind is OrganisationKind.ACCOUNT and all(w in fold(f"{o.id} {o.name}") for w in words)
    ]
    chosen = sorted(hits, key=lambda o: (fold(o.name) != fold(text), fold(o.name), o.id))[:limit]
    return tuple(Found(o.id, o.name, None) for o in chosen)


def _organisations(db: sqlite3.Connection, ids: Collection[str], as_of: date | None) -> dict[str, str]:
    known = aliases(db)
    wanted = {i for person in ids for i in family(known, person)}
    held: dict[str, list[tuple[date, str]]] = {}
    for stored in facts.read(db, FactKind.POSITION, people=wanted, organisation=None, as_of=as_of):
        position = stored.content
        assert isinstance(position, Position)
        end = date.max if as_of else position.valid_to or date.max
        held.setdefault(known.get(position.person, position.person), []).append((end, position.organisation))
    at = {person: min(o for end, o in places if end == max(places)[0]) for person, places in held.items()}
    names = {o["id"]: o["name"] for o in records.read(db, "organisations", set(at.values()))}
    return {person: names[organisation] for person, organisation in at.items() if organisation in names}
