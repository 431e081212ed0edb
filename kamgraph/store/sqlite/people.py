"""People as they are read: merged under their canonical id."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kamgraph.model import Fact, Person
from kamgraph.model.errors import Conflict
from kamgraph.store.sqlite import records
from kamgraph.store.sqlite.references import Known
from kamgraph.store.sqlite.runs import HIDDEN, Writing


def merge(db: sqlite3.Connection, known: Known, run: Writing, alias: str, person: str) -> None:
    """Write an alias."""
    numbers = known.numbers(db, run, "person", {alias, person})
    _refuse_contradiction(_resolve(_direct(db, run.pk)), alias, person)
    db.execute("INSERT INTO alias (alias, person, run) VALUES (?, ?, ?)", (numbers[alias], numbers[person], run.pk))


def check_merges(db: sqlite3.Connection, run: Writing) -> None:
    """Raise `Conflict` where a run's merges contradict what others committed since it began."""
    merged = _direct(db)
    mine = db.execute(
        "SELECT a.id, p.id FROM alias x JOIN person a ON a.pk = x.alias JOIN person p ON p.pk = x.person "
        "WHERE x.run = ? ORDER BY x.pk",
        (run.pk,),
    )
    for alias, person in mine:
        _refuse_contradiction(_resolve(merged), alias, person)
        merged[alias] = person


def aliases(db: sqlite3.Connection) -> dict[str, str]:
    """Alias to canonical id, chains followed to their end."""
    return _resolve(_direct(db))


def family(known: Mapping[str, str], person: str) -> set[str]:
    """All ids under which a person is held."""
    canonical = known.get(person, person)
    return {canonical, *(a for a, p in known.items() if p == canonical)}


def canonical(known: Mapping[str, str], fact: Fact) -> Fact | None:
    """A fact under canonical ids; None where a merge makes both ends one person."""
    changes = {name: known[p] for name in fact.person_fields if (p := getattr(fact, name)) in known}
    if not changes:
        return fact
    ends = [changes.get(name, getattr(fact, name)) for name in fact.person_fields]
    return None if len(ends) == 2 and ends[0] == ends[1] else fact.model_copy(update=changes)


def canonical_record(known: Mapping[str, str], record: dict[str, Any]) -> dict[str, Any]:
    """Plain values of an initiative, a plan item, a handover or an interaction under canonical ids."""
    if not known:
        return record
    changed = dict(record)
    for name in record.keys() & {"people", "leavers"}:
        changed[name] = list(dict.fromkeys(known.get(p, p) for p in record[name]))
    if "participants" in record:
        changed["participants"] = sorted({known.get(p, p) for p in record["participants"]})
    if "owner" in record:
        changed["owner"] = known.get(record["owner"], record["owner"])
    if "steps" in record:
        changed["steps"] = [
            {**step, **{end: known.get(step[end], step[end]) for end in step.keys() & {"theirs", "successor"}}}
            for step in record["steps"]
        ]
    return changed


def read(db: sqlite3.Connection, ids: Collection[str] | None) -> Iterator[Person]:
    """Visible people, each once, by id, with what all of their ids hold."""
    known = aliases(db)
    for record in plain(db, known, ids):
        yield Person.model_validate(record)


def plain(db: sqlite3.Connection, known: Mapping[str, str], ids: Collection[str] | None) -> Iterator[dict[str, Any]]:
    """Plain values of visible people, each once, by id, with what all of their ids hold."""
    wanted = None if ids is None else {i for person in ids for i in family(known, person)}
    together = _merged(db, known) if known else {}
    for record in records.read(db, "people", wanted):
        identifier = record["id"]
        if identifier not in known:
            yield together.get(identifier, record)


def _merged(db: sqlite3.Connection, known: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    families: dict[str, list[dict[str, Any]]] = {}
    for record in records.read(db, "people", {*known, *known.values()}):
        families.setdefault(known.get(record["id"], record["id"]), []).append(record)
    return {
        person: _together(sorted(held, key=lambda r: (r["id"] != person, r["id"]))) for person, held in families.items()
    }


def _together(held: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **held[0],
        "emails": list(dict.fromkeys(e for r in held for e in r.get("emails", ()))),
        "phones": list(dict.fromkeys(p for r in held for p in r.get("phones", ()))),
        "language": next((r["language"] for r in held if r.get("language")), None),
        # Whoever objected under one id objected as a person.
        "do_not_score": any(r.get("do_not_score") for r in held),
    }


def _direct(db: sqlite3.Connection, own: int | None = None) -> dict[str, str]:
    return dict(
        db.execute(
            f"""SELECT a.id, p.id FROM alias x JOIN person a ON a.pk = x.alias JOIN person p ON p.pk = x.person
                JOIN run r ON r.pk = x.run WHERE x.run = ? OR x.run NOT IN {HIDDEN}
                ORDER BY r.seq IS NULL, r.seq, x.pk""",
            (own,),
        )
    )


def _resolve(direct: Mapping[str, str]) -> dict[str, str]:
    resolved = {}
    for alias in sorted(direct):
        person, passed = direct[alias], {alias}
        while person in direct and person not in passed:
            passed.add(person)
            person = direct[person]
        resolved[alias] = person
    return resolved


def _refuse_contradiction(resolved: Mapping[str, str], alias: str, person: str) -> None:
    if alias == person:
        raise Conflict("a person cannot be merged into himself or herself", (alias,))
    if alias in resolved:
        raise Conflict("is merged already", (alias,))
    if resolved.get(person, person) == alias:
        raise Conflict("would be merged in a circle", (alias, person))
