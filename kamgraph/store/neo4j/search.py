"""Finding people and accounts by parts of folded names, e-mails and ids."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from kamgraph.model import FactKind, Organisation, Person, Position, fold
from kamgraph.store.neo4j.aliases import group_of
from kamgraph.store.neo4j.connection import Connection
from kamgraph.store.neo4j.reading import Reader
from kamgraph.store.neo4j.shapes import entity_from
from kamgraph.store.port import Found

E = TypeVar("E", Person, Organisation)


def find_people(connection: Connection, reader: Reader, text: str, limit: int, as_of: date | None) -> tuple[Found, ...]:
    """See `GraphStore.find_people`."""
    words = _words(text)
    if not words:
        return ()
    hits = {p.id: p for p in _hits(connection, reader, "read/people_by_words", words, Person)}
    for alias in reader.merged:
        hits.pop(alias, None)
    # A merged person is searched as a whole, which no single node holds.
    for person in reader.people(set(reader.merged.values())) if reader.merged else ():
        hits.pop(person.id, None)
        searched = fold(" ".join((person.id, person.name, *person.emails)))
        if all(word in searched for word in words):
            hits[person.id] = person
    chosen = _best(hits.values(), text, limit)
    where = _organisations(reader, [person.id for person in chosen], as_of)
    return tuple(Found(person.id, person.name, where.get(person.id)) for person in chosen)


def find_accounts(connection: Connection, reader: Reader, text: str, limit: int) -> tuple[Found, ...]:
    """See `GraphStore.find_accounts`."""
    words = _words(text)
    if not words:
        return ()
    hits = _hits(connection, reader, "read/accounts_by_words", words, Organisation)
    return tuple(Found(account.id, account.name, None) for account in _best(hits, text, limit))


def _words(text: str) -> list[str]:
    # The longest word first, because it is looked up in the index and the others are only compared.
    return sorted(set(fold(text).split()), key=lambda word: (-len(word), word))


def _hits(connection: Connection, reader: Reader, name: str, words: list[str], kind: type[E]) -> list[E]:
    rows = connection.read(name, words=words, **reader.view.parameters)
    return [entity_from(kind, row["held"]) for row in rows]


def _best(hits: Iterable[E], text: str, limit: int) -> list[E]:
    return sorted(hits, key=lambda hit: (fold(hit.name) != fold(text), fold(hit.name), hit.id))[:limit]


def _organisations(reader: Reader, people: list[str], as_of: date | None) -> dict[str, str]:
    if not people:
        return {}
    members = sorted(id_ for group in group_of(reader.merged, people).values() for id_ in group)
    held: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for stored in reader.facts_of_people(FactKind.POSITION, members, as_of):
        if isinstance(position := stored.content, Position):
            end = date.max if as_of else position.valid_to or date.max
            held[position.person].append((end, position.organisation))
    at = {person: min(o for end, o in places if end == max(places)[0]) for person, places in held.items()}
    names = {organisation.id: organisation.name for organisation in reader.organisations(set(at.values()))}
    return {person: names[organisation] for person, organisation in at.items() if organisation in names}
