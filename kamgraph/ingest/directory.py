"""Who and what is known: in the store, and in what has been read so far."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from kamgraph.model import Assignment, FactKind, Organisation, OrganisationKind, Person, Position, fold
from kamgraph.store.port import GraphStore

_COMPARED = 5_000
_form = lru_cache(maxsize=50_000)(fold)


class Index:
    """Ids by what people call them.

    Examples
    --------
    >>> index = Index()
    >>> index.add("p1", name="Anna Kopeć", email=["a@x.pl"])
    >>> index.find("name", "anna kopec"), index.find("email", "A@x.pl"), index.find("id", "p2")
    (['p1'], ['p1'], [])
    >>> index.nearest("Ana Kopec")
    'Anna Kopeć'
    """

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self._by: dict[str, dict[str, list[str]]] = {how: {} for how in ("name", "email", "domain")}
        self._shown: dict[str, str] = {}

    def add(self, id: str, *, name: str, email: Iterable[str] = (), domain: Iterable[str] = ()) -> None:  # noqa: A002
        """Take in one; adding it again is harmless."""
        self.ids.add(id)
        self._shown.setdefault(form := fold(name), name)
        for how, forms in (("name", (form,)), ("email", map(fold, email)), ("domain", map(fold, domain))):
            for form in forms:
                known = self._by[how].setdefault(form, [])
                if id not in known:
                    known.append(id)

    def forget(self, id: str, *, name: str, email: Iterable[str] = (), domain: Iterable[str] = ()) -> None:  # noqa: A002
        """Undo `add`."""
        self.ids.discard(id)
        for how, texts in (("name", (name,)), ("email", email), ("domain", domain)):
            for text in texts:
                if id in (known := self._by[how].get(fold(text), [])):
                    known.remove(id)

    def find(self, how: str, text: str) -> list[str]:
        """Ids that this id, name, e-mail or domain may mean."""
        if how == "id":
            return [text] if text in self.ids else []
        return self._by[how].get(_form(text), [])

    def nearest(self, text: str, *, likeness: float = 0.6) -> str | None:
        """Known name or id most like a text."""
        form = fold(text)
        names = [name for name in self._shown if name[:1] == form[:1]] or list(self._shown)
        if near := difflib.get_close_matches(form, names[:_COMPARED], n=1, cutoff=likeness):
            return self._shown[near[0]]
        ids = list(islice((known for known in self.ids if known[:1] == text[:1]), _COMPARED))
        near = difflib.get_close_matches(text, ids, n=1)
        return near[0] if near else None


class Called(NamedTuple):
    """What a person is called and reached by."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]


class Directory:
    """People and organisations by id and name, who works where, and who is new.

    Attributes
    ----------
    called : dict
        What everybody is called, by id; merged people are one.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._aliases = store.aliases()
        self.called: dict[str, Called] = {}
        self.people, self.organisations = Index(), Index()
        self.own: list[str] = []
        self._kinds: dict[str, OrganisationKind] = {}
        self._employers: defaultdict[str, set[str]] = defaultdict(set)
        self._assigned: set[str] = set()
        self._placeholders: set[str] = set()
        self._places_read = False
        self._take_in: dict[type, Callable[[Any], None]] = {
            Organisation: self.add_organisation,
            Person: self.add_person,
            Position: self.add_position,
            Assignment: self.add_assignment,
        }
        for organisation in store.organisations():
            self.add_organisation(organisation)
        for person in store.people():
            self.add_person(person)
        self.people.ids.update(self._aliases)

    def add_all(self, items: Sequence[object]) -> None:
        """Take in what tells of people and organisations: items of one type."""
        if items and (take_in := self._take_in.get(type(items[0]))) is not None:
            for item in items:
                take_in(item)

    def forget(self, item: object) -> None:
        """Take out what the store refused, and take in again what it holds."""
        match item:
            case Organisation():
                self.organisations.forget(item.id, name=item.name, domain=item.domains)
                for organisation in self._store.organisations([item.id]):
                    self.add_organisation(organisation)
            case Person():
                self.people.forget(item.id, name=item.name, email=item.emails)
                self.called.pop(item.id, None)
                for person in self._store.people([item.id]):
                    self.add_person(person)
            case Position():
                self.employers(item.person).discard(item.organisation)
                for position in self._store.facts(FactKind.POSITION, person=item.person):
                    self.add_position(position.content)  # type: ignore[arg-type]

    def add_organisation(self, organisation: Organisation) -> None:
        """Take in an organisation."""
        self.organisations.add(organisation.id, name=organisation.name, domain=organisation.domains)
        if organisation.kind is OrganisationKind.OWN and organisation.id not in self.own:
            self.own.append(organisation.id)
        # A row without a kind says nothing of it: what was known stays.
        if "kind" in organisation.model_fields_set or organisation.id not in self._kinds:
            self._kinds[organisation.id] = organisation.kind

    def add_person(self, person: Person) -> None:
        """Take in a person."""
        self.people.add(person.id, name=person.name, email=person.emails)
        if person.placeholder:
            self._placeholders.add(person.id)
        self._call(person)

    def _call(self, person: Person) -> None:
        new, said = Called(person.name, person.emails, person.phones), person.model_fields_set
        known = self.called.get(id_ := self._aliases.get(person.id, person.id))
        if known is not None and id_ != person.id:
            new = Called(known.name, known.emails + new.emails, known.phones + new.phones)
        elif known is not None:
            # A row without a column says nothing of it: what was known stays.
            new = known._replace(**{field: value for field, value in new._asdict().items() if field in said})
        self.called[id_] = new

    def add_position(self, position: Position) -> None:
        """Take in who works where."""
        self._employers[self._aliases.get(position.person, position.person)].add(position.organisation)

    def add_assignment(self, assignment: Assignment) -> None:
        """Take in who works for which account."""
        self._assigned.add(assignment.person)

    def employers(self, person: str) -> set[str]:
        """Organisations a person works or worked for."""
        if not self._places_read:
            self._places_read = True
            # Positions of any time, whatever the day, and as plain rows: as facts they take three times as long.
            with self._store.snapshot_rows(None, date.min) as rows:
                for position in rows.positions:
                    self._employers[position.person].add(position.organisation)
            for assignment in self._store.facts(FactKind.ASSIGNMENT):
                self._assigned.add(assignment.content.person)  # type: ignore[attr-defined]
        return self._employers.get(self._aliases.get(person, person), set())

    def is_account(self, organisation: str) -> bool:
        """Whether this is an account, not a part of one, ourselves or somebody else."""
        return self._kinds.get(organisation) is OrganisationKind.ACCOUNT

    def is_placeholder(self, person: str) -> bool:
        """Whether this is a chair without a person."""
        return person in self._placeholders

    def is_ours(self, person: str) -> bool | None:
        """Whether a person is one of ours; None where nothing tells.

        Somebody who ever worked for us is ours, also when he or she works at a client as well.
        """
        employers = self.employers(person)
        if not employers.isdisjoint(self.own):
            return True
        if employers:
            return False
        return True if person in self._assigned else None
