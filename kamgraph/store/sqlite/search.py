"""People and accounts found by parts of their names."""

import sqlite3
from collections.abc import Collection, Mapping
from datetime import date

from kamgraph.model import FactKind, OrganisationKind, Position, fold
from kamgraph.store.port import Found
from kamgraph.store.sqlite import fact_reading, people, records
from kamgraph.store.sqlite.runs import HIDDEN

# Each word is one pass over the names; the rest of a longer text is looked for in what these leave.
_MOST_WORDS = 5


def find_people(db: sqlite3.Connection, text: str, limit: int, as_of: date | None) -> tuple[Found, ...]:
    """People of whom each word of the text is a part."""
    words = fold(text).split()
    known = people.aliases(db)
    candidates = _candidates(db, "people", words, known)
    found = [
        (record["id"], record["name"])
        for record in people.plain(db, known, candidates)
        if _holds(words, (record["name"], *record.get("emails", ())), people.family(known, record["id"]))
    ]
    chosen = _best(found, text, limit)
    where = _organisations(db, [i for i, _ in chosen], as_of)
    return tuple(Found(i, name, where.get(i)) for i, name in chosen)


def find_accounts(db: sqlite3.Connection, text: str, limit: int) -> tuple[Found, ...]:
    """Accounts of which each word of the text is a part."""
    words = fold(text).split()
    found = [
        (record["id"], record["name"])
        for record in records.read(db, "organisations", _candidates(db, "organisations", words, {}))
        if record.get("kind", OrganisationKind.ACCOUNT) == OrganisationKind.ACCOUNT
        and _holds(words, (record["name"],), (record["id"],))
    ]
    return tuple(Found(i, name, None) for i, name in _best(found, text, limit))


def _candidates(db: sqlite3.Connection, section: str, words: Collection[str], known: Mapping[str, str]) -> set[str]:
    """Ids of which the visible runs, each by itself, said something that holds each of the words."""
    found: set[str] | None = None
    for word in sorted(words, key=len, reverse=True)[:_MOST_WORDS]:
        rows = db.execute(
            f"SELECT id FROM record WHERE section = ? AND run NOT IN {HIDDEN} AND instr(search, ?)", (section, word)
        )
        holding = {known.get(i, i) for (i,) in rows}
        found = holding if found is None else found & holding
        if not found:
            break
    return found or set()


def _holds(words: Collection[str], texts: Collection[str], ids: Collection[str]) -> bool:
    text = fold("\n".join((*texts, *ids)))
    return all(word in text for word in words)


def _best(found: list[tuple[str, str]], text: str, limit: int) -> list[tuple[str, str]]:
    exact = fold(text)
    return sorted(found, key=lambda f: (fold(f[1]) != exact, fold(f[1]), f[0]))[: max(limit, 0)]


def _organisations(db: sqlite3.Connection, ids: Collection[str], as_of: date | None) -> dict[str, str]:
    known = people.aliases(db)
    wanted = {i for person in ids for i in people.family(known, person)}
    held: dict[str, list[tuple[date, str]]] = {}
    for stored in fact_reading.read(db, FactKind.POSITION, people=wanted, organisation=None, as_of=as_of):
        position = stored.content
        assert isinstance(position, Position)
        end = date.max if as_of else position.valid_to or date.max
        held.setdefault(known.get(position.person, position.person), []).append((end, position.organisation))
    at = {person: min(o for end, o in places if end == max(places)[0]) for person, places in held.items()}
    names = {o["id"]: o["name"] for o in records.read(db, "organisations", set(at.values()))}
    return {person: names[organisation] for person, organisation in at.items()}
