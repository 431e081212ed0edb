"""From what a file calls somebody to an id."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import lru_cache

from kamgraph.ingest.cells import CellError
from kamgraph.ingest.directory import Directory, Index
from kamgraph.ingest.drafts import Ref
from kamgraph.model import Person, Position, fold

_GROUPS = frozenset(
    """admin administrator bok biuro billing contact faktury help helpdesk hello info it kadry kancelaria kontakt
    ksiegowosc mail mailer-daemon marketing newsletter noreply no-reply notifications office postmaster praca
    recepcja reception sales sekretariat serwis sklep sprzedaz support zakupy zamowienia""".split()  # noqa: SIM905
)
_UNLISTED = "unlisted-"
# A name this like a known one is more often a slip of the pen than a person missing from the file.
_SLIP = 0.9


def is_group_address(text: str) -> bool:
    """Whether an e-mail address belongs to an office or a machine, not to a person.

    Examples
    --------
    >>> is_group_address("Biuro@firma.example"), is_group_address("anna.biuro@firma.example"), is_group_address("x")
    (True, False, False)
    """
    local, at, _ = fold(text).partition("@")
    return bool(at) and (local in _GROUPS or local.endswith(("support", "noreply", "no-reply")))


def is_unlisted(person: str | None) -> bool:
    """Whether an id was made for somebody whom a file named but did not list."""
    return person is not None and _UNLISTED in person


class Resolver:
    """Looks references up, and keeps those whom a file names but does not list.

    Attributes
    ----------
    new_people, new_positions : list
        Kept since the caller last took them.
    kept : list of str
        Names of everybody kept.
    groups : set of str
        Group addresses that were left out.
    """

    def __init__(self, directory: Directory, namespace: str = "") -> None:
        self.directory, self._namespace = directory, namespace
        self.new_people: list[Person] = []
        self.new_positions: list[Position] = []
        self.kept: list[str] = []
        self.groups: set[str] = set()
        self._nearest = lru_cache(maxsize=10_000)(self._near)

    def organisation(self, ref: Ref, field: str) -> str | None:
        """Id of an organisation; None where the reference may be left out."""
        index = self.directory.organisations
        found = self._found(index, ref)
        if len(found) == 1:
            return found[0]
        if not found and ref.rule.missing == "blank":
            return None
        raise self._not_one(found, ref, field, "organisation", index)

    def person(self, ref: Ref, field: str, account: str | None = None) -> str | None:
        """Id of a person; of several with one name the one at this account; None where it may be left out."""
        found = self._found(self.directory.people, ref)
        if len(found) > 1:
            listed = [p for p in found if not is_unlisted(p)]
            found = listed or found
        if len(found) > 1 and account is not None:
            there = [p for p in found if account in self.directory.employers(p)]
            found = there or found
        if len(found) == 1:
            return found[0]
        if not found and is_group_address(ref.text):
            self.groups.add(ref.text)
            return None
        if not found and ref.rule.missing == "blank":
            return None
        if not found and ref.rule.missing == "keep" and self._may_keep(ref):
            return self._keep(ref, account)
        raise self._not_one(found, ref, field, "person", self.directory.people)

    def _found(self, index: Index, ref: Ref) -> list[str]:
        for how in ref.rule.find:
            if found := index.find(how, ref.text):
                mine = [known for known in found if known.startswith(self._namespace)]
                return mine or found
        return []

    def _may_keep(self, ref: Ref) -> bool:
        return bool(self._namespace) or self.directory.people.nearest(ref.text, likeness=_SLIP) is None

    def _keep(self, ref: Ref, account: str | None) -> str:
        named_by_id = not self._namespace and " " not in ref.text and "@" not in ref.text
        # A digest, because ids stand in logs and addresses, where names must not.
        digest = hashlib.blake2b(fold(ref.text).encode(), digest_size=6).hexdigest()
        id = ref.text if named_by_id else f"{self._namespace}{_UNLISTED}{digest}"  # noqa: A001
        person = Person(id=id, name=ref.text, emails=(ref.text,) if "@" in ref.text else ())
        self.new_people.append(person)
        self.directory.add_person(person)
        self.kept.append(ref.text)
        employer = account if ref.rule.side == "theirs" else next(iter(self.directory.own), None)
        if employer is not None and (ref.rule.placed or ref.rule.side == "theirs"):
            position = Position(person=id, organisation=employer)
            self.new_positions.append(position)
            self.directory.add_position(position)
        return id

    def _not_one(self, found: Collection[str], ref: Ref, field: str, what: str, index: Index) -> CellError:
        if found:
            shown = ", ".join(sorted(found)[:5])
            return CellError(field, ref.text, f"names {len(found)} {what}s; write the id of one: {shown}")
        near = self._nearest(index is self.directory.people, ref.text)
        hint = f"; nearest known: {near}" if near else ""
        return CellError(field, ref.text, f"unknown {what}{hint}")

    def _near(self, people: bool, text: str) -> str | None:
        return (self.directory.people if people else self.directory.organisations).nearest(text)
